# SPDX-License-Identifier: Apache-2.0
"""Rewrites of a text that need no knowledge of what it tells."""
import re

MARKS = re.compile("[\u064b-\u0652\u0670]")
DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
EUROPEAN = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
ALEF = str.maketrans("أإآ", "ااا")
# Letters that a tatweel may follow, before another letter of the word.
JOINING = "بتثجحخسشصضطظعغفقكلمنهي"
VOWELLED = {"في": "فِي", "على": "عَلَى", "إلى": "إِلَى", "عن": "عَنْ", "مع": "مَعَ", "هذا": "هَذَا", "هذه": "هَذِهِ",
            "ذلك": "ذَلِكَ", "التي": "الَّتِي", "الذي": "الَّذِي", "بعد": "بَعْدَ"}
SUN = re.compile("(?<![ء-ي\u064b-\u0652])((?:[وفبك])?ال[دذرزسشصضطظن])(?=[ء-ي]{3})")


def unmark(text):
    return MARKS.sub("", text)


def stretch(text):
    """A tatweel in each word that bears one."""
    return re.sub(f"(?<![ء-ٟ])([ء-ي]+?[{JOINING}])(?=[ء-ي]{{2}})", "\\1ـ", text)


def vowel(text):
    """Marks that belong there anyway: of function words, and of a sun letter behind the article."""
    text = SUN.sub("\\1\u0651", text)
    return re.sub(r"(?<!\w)(" + "|".join(VOWELLED) + r")(?!\w)", lambda m: VOWELLED[m[1]], text)


def plain_alef(text):
    return text.translate(ALEF)


def dotless_end(text):
    return re.sub("ي(?![ء-ٟ])", "ى", text)


def dotted_end(text):
    return re.sub("ى(?![ء-ٟ])", "ي", text)


def open_end(text):
    return re.sub("ة(?![ء-ي])", "ه", text)


def arabic_digits(text):
    return text.translate(DIGITS)


def european_digits(text):
    return text.translate(EUROPEAN)


def typographic(text):
    """Curly quotation marks and apostrophes for straight ones."""
    text = re.sub(r'"([^"\n]*)"', "“\\1”", text)
    return re.sub(r"(?<=\w)'", "’", text)


def straight(text):
    return re.sub("[“”]", '"', text).replace("’", "'")


SPELLINGS = {
    "ar": {"marks removed": unmark, "tatweel": stretch, "marks added": vowel, "hamza": plain_alef, "final ya dotless": dotless_end,
           "final ya dotted": dotted_end, "ta marbuta": open_end, "Arabic digits": arabic_digits, "European digits": european_digits},
    "en": {"curly quotes": typographic, "straight quotes": straight},
}
