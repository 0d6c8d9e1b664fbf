#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make language/en/words.tsv: what kind of thing an English noun names, and adjectives, from WordNet.

usage: make_words.py WORDNET_FOLDER LANGUAGE_FOLDER OUT.tsv

Debian 12's wordnet-base 1:3.0-37 (index.*, data.noun, *.exc, cntlist.rev; WordNet 3.0, WordNet licence) and wordfreq
3.1.1 from PyPI, which only decides what is common enough. The kind is that of a noun's first, commonest sense: its
lexicographer file, and for artifacts and natural objects what they are under. Left out: names, nouns that are a verb or an
adjective at least as often, adjectives that are a noun or a verb more often, and words that other tables have. Participles
are forms of their verbs. Deterministic.
"""
import collections
import pathlib
import re
import sys

import wordfreq

COMMON = 40000  # words
FILES = {"18": "person", "14": "group", "15": "place", "28": "time", "05": "thing", "06": "thing", "08": "thing", "13": "thing",
         "17": "thing", "20": "thing", "21": "thing", "27": "thing"}
# structure, facility, way, area, room, land, body of water, geological formation: where one can be
PLACES = {"04341686", "03315023", "04564698", "02735688", "04105893", "09334396", "09225146", "09287968", "08497294"}
ALSO = {"person": {"00007846"}, "group": {"00031264"}, "place": {"00027167"}}  # under no file of their own
WORD = re.compile(r"[a-z]{3,}")


def index(folder, part):
    """Lemma: offsets of its senses, commonest first."""
    for line in open(f"{folder}/index.{part}", encoding="ascii"):
        if not line.startswith(" "):
            fields = line.split()
            yield fields[0], fields[-int(fields[2]):]


def tagged(folder):
    """How often each lemma was counted as noun (1), verb (2), adjective (3, 5) or adverb (4)."""
    counts = collections.defaultdict(collections.Counter)
    for line in open(f"{folder}/cntlist.rev", encoding="ascii"):
        key, _, count = line.split()
        lemma, rest = key.split("%")
        counts[lemma][rest[0]] += int(count)
    return counts


# Where other tables have nouns, function words and forms of verbs: table, columns. Names are left out by their capitals.
KNOWN = {"en/nouns": (0, 1), "en/titles": (0, 1), "en/function_words": (0,), "en/numbers": (0,), "en/abbreviations": (0,), "en/dates": (0,),
         "en/irregular": (0, 1, 2, 3), "en/verbs": (1, 2), "en/other_verbs": (1, 2), "common/agents": (1,)}


def known(folder):
    """Words that other tables have."""
    words = set()
    for table, columns in KNOWN.items():
        for line in open(folder / f"{table}.tsv", encoding="utf-8"):
            if not line.startswith("#"):
                cells = line.rstrip("\n").split("\t")
                words.update(w.strip().lower() for i in columns if i < len(cells) for w in re.split("[;|]", cells[i]))
    return words


def places(folder):
    """Words of the table of cues that name a kind of place ("village", which WordNet has as a group)."""
    for line in open(folder / "common/place_cues.tsv", encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if cells[0] == "en" and cells[-1].startswith("the thing itself"):
            yield cells[1]


def data_lines(folder, part):
    """Of each synset: offset, the words of its line before the gloss, how its lemmas are spelled."""
    for line in open(f"{folder}/data.{part}", encoding="ascii"):
        if not line.startswith(" "):
            fields = line.split(" | ")[0].split()
            count = int(fields[3], 16)
            yield fields[0], fields, {re.sub(r"\(.*", "", word) for word in fields[4:4 + 2 * count:2]}


def plural(noun, irregular):
    regular = noun + "s"
    if re.search("[^aeiou]y$", noun):
        regular = noun[:-1] + "ies"
    elif re.search("(s|x|z|ch|sh)$", noun):
        regular = noun + "es"
    return max(irregular.get(noun, regular), regular, key=lambda form: wordfreq.word_frequency(form, "en"))


def compared(adjective, irregular):
    """ "Larger", "largest"."""
    stem = re.sub("e$", "", re.sub("(?<=[^aeiou])y$", "i", adjective))
    return {stem + "er", stem + "est"} | irregular.get(adjective, set())


def adjectives(folder, counts, common, taken, nouns):
    irregular = collections.defaultdict(set)
    for line in open(f"{folder}/adj.exc", encoding="ascii"):
        form, lemma = line.split()[:2]
        irregular[lemma].add(form)
    spelled = {offset: spellings for offset, _, spellings in data_lines(folder, "adj")}
    found = set()
    for lemma, senses in index(folder, "adj"):
        count = counts[lemma]
        as_adjective = count["3"] + count["5"]
        if not WORD.fullmatch(lemma) or re.search("(ed|ing)$", lemma) or lemma not in spelled[senses[0]]:
            continue
        if as_adjective < max(count["1"], count["2"], count["4"]):
            continue
        if lemma in common:
            found.add(lemma)
        found.update(common & compared(lemma, irregular))
    return found - taken - nouns


def main():
    folder, language, out = sys.argv[1:4]
    data = {offset: (fields[1], re.findall(r"@i? (\d{8}) n", " ".join(fields)), spelled) for offset, fields, spelled in data_lines(folder, "noun")}

    def is_under(offset, tops):
        return offset in tops or any(is_under(up, tops) for up in data[offset][1])

    def kind(offset):
        found = FILES.get(data[offset][0])
        if found is None:
            return next((name for name, tops in ALSO.items() if is_under(offset, tops)), "abstract")
        return "place" if found == "thing" and is_under(offset, PLACES) else found

    counts = tagged(folder)
    others = {lemma for part in ("verb", "adj", "adv") for lemma, _ in index(folder, part)}
    irregular = {}
    for line in open(f"{folder}/noun.exc", encoding="ascii"):
        form, lemma = line.split()[:2]
        irregular.setdefault(lemma, form)
    common = set(wordfreq.top_n_list("en", COMMON))
    taken = known(pathlib.Path(language))
    of_place = set(places(pathlib.Path(language)))
    rows = []
    for noun, senses in index(folder, "noun"):
        if not WORD.fullmatch(noun) or noun in taken:
            continue
        forms = plural(noun, irregular)
        if noun not in common and forms not in common:
            continue
        as_noun = counts[noun]["1"]
        if noun in others and as_noun <= sum(counts[noun].values()) - as_noun:
            continue
        if noun not in data[senses[0]][2]:  # a name: spelled with a capital
            continue
        rows.append((noun, forms if forms not in taken else "", "noun", "place" if noun in of_place else kind(senses[0])))
    nouns = {form for row in rows for form in row[:2]}
    rows += [(word, "", "adjective", "") for word in adjectives(folder, counts, common, taken, nouns)]
    with open(out, "w", encoding="utf-8") as f:
        f.write("word\tplural\tclass\tkind\n# Made by scripts/make_words.py from WordNet 3.0 (WordNet licence). Not edited by hand.\n")
        for row in sorted(rows):
            f.write("\t".join(row) + "\n")
    print(len(rows), "words", collections.Counter(row[2:] for row in rows))


main()
