# SPDX-License-Identifier: Apache-2.0
"""The twelve metamorphic properties: each a rewrite of an article and what of its events may change.

A property yields trials (variant, expected, view): the rewritten article, the views that its events must have, and the view
of an event of the variant. A view that is None leaves the event out.
"""
import copy
import datetime
import re

import countries
import rewrites
import verbs
import views

CLUTTER = {
    "ar": ("الوسوم: غارة، أسرى، هدنة، انسحاب", "شارك على فيسبوك شارك على تويتر", "تابعونا على واتساب",
           "جميع الحقوق محفوظة © 2026", "الأكثر قراءة"),
    "en": ("Tags: raid, prisoners, truce, pullout", "Share on Facebook Share on Twitter", "Follow us on WhatsApp",
           "All rights reserved", "Most read"),
}
HEADERS = {"ar": "إقرأ أيضاً:", "en": "Read also:"}
OTHER_FIELDS = {
    "ar": ("صقور المدينة يكتسحون النوارس بثلاثية في الدوري\nشنّ فريق صقور المدينة هجوماً كاسحاً على مرمى النوارس وأمطر شباكه بثلاثة أهداف "
           "في الشوط الأول من مباراة الدوري.\nوأسقط مهاجم الصقور دفاع النوارس بهدف قاتل قبل صافرة الحكم في الجولة الأخيرة من الدوري.",
           "أسعار النفط تقتحم حاجز المئة دولار\nهاجمت أسعار النفط مستويات قياسية في الأسواق واقتحمت حاجز المئة دولار خلال جلسة البورصة.\n"
           "وسقط مؤشر الأسهم بعد انسحاب المستثمرين من قطاع المصارف، فيما بقيت أسعار النفط فوق حاجز المئة دولار.",
           "طريقة إعداد محشي الكوسا بالأرز\nلإعداد محشي الكوسا اضربي البيض مع الأرز ثم أطلقي العنان لخيالك في تزيين طبق المحشي بالسلطة.\n"
           "وتحاصر رائحة محشي الكوسا المطبخ كله بعد ساعة واحدة من وضع الأرز على نار هادئة مع البصل والزيت."),
    "en": ("Falcons storm past Herons to win league title\nThe Falcons attacked the Herons from the first minute of the match and their "
           "striker shot them to the league title before half time.\nThe goalkeeper of the Herons was under fire all evening as the Falcons "
           "bombarded his goal to win the league.",
           "Oil price storms past 100 dollars as traders seize market\nThe oil price attacked record levels above 100 dollars on the exchange "
           "as traders seized control of the market in a bloody session.\nShares of banks retreated and bonds surrendered their gains as "
           "traders took the oil price past 100 dollars.",
           "How to attack a cheesecake with lemons\nFor the cheesecake beat the eggs with the lemons, then fire up the oven and launch the "
           "assault on the cheesecake with a large spoon.\nCapture the juice of two lemons in a cup and release the cheesecake from its tin "
           "after an hour."),
}
SOURCES = {"ar": "مصدر مطلع", "en": "harbour official"}
INVENTED = {"ar": ("سليم الحداد", "رامز العطار"), "en": ("Anton Varga", "Milo Kessel")}
PEOPLE = {
    "ar": re.compile("(?<![ء-ي])((?:محمد|أحمد|علي|حسن|حسين|خالد|سعيد|محمود|إبراهيم|يوسف|عمر|مصطفى|سامي|ناصر|كمال) ال[ء-ي]{3,})(?![ء-ي])"),
    "en": re.compile(r"(?:[Mm]inister|[Ss]ecretary|[Pp]resident|[Ss]pokesman|General|[Gg]overnor|Colonel|Captain) ([A-Z][a-z]{2,} [A-Z][a-z]{2,})(?! [A-Z])"),
}
NUMBERED = re.compile(r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
MONTHS = re.compile("يناير|فبراير|مارس|أبريل|ابريل|نيسان|مايو|أيار|يونيو|حزيران|يوليو|تموز|أغسطس|آب|سبتمبر|أيلول|أكتوبر|"
                    "تشرين|نوفمبر|ديسمبر|كانون|شباط|آذار|رمضان|شوال|محرم|رجب|شعبان|ذو ")
SINCE = re.compile("و?منذ|since|[Ss]ince")
DAYS = 7


def sentence_event(world, article):
    """The event of a sentence that tells exactly one, as a fact and with no source."""
    events = world.events[article["id"]]
    if len(events) != 1 or events[0]["modality"] != "happened" or "attribution" in events[0]:
        return None
    return events[0]


def trigger_word(article, event):
    """Where the word stands that holds the first trigger: begin and end."""
    begin = event["mentions"][0]["trigger"]["start"]
    body = article["body"]
    while begin > 0 and body[begin - 1].isalpha():
        begin -= 1
    end = begin
    while end < len(body) and (body[end].isalpha() or body[end] in views.MARKS):
        end += 1
    return begin, end


def decapitalized(article, event):
    """The sentence as the rest of another; None where it cannot be told whether its first word is a name."""
    body = article["body"]
    if re.match(r"(?:The|A|An|His|Her|Its|Their|Two|Three|Four|Five|Six|Police|Gunmen|Troops|Soldiers|Rebels|Protesters|Officials) ", body):
        return body[0].lower() + body[1:]
    named = any(body.startswith(p["text"]) and p.get("country") for k in ("actors", "recipients") for p in event.get(k, []))
    return body if named else None


def same(world, article, body, view=views.whole, **other):
    return {**article, "body": body, **other}, [view(e) for e in world.events[article["id"]]], view


def clutter(world):
    """1: a line of tags, of share buttons, a teaser header at either end."""
    for number, article in enumerate(world.articles):
        lines = CLUTTER[article["lang"]]
        line = lines[number % len(lines)]
        yield same(world, article, f"{article['body']}\n{line}")
        if line not in lines[-1:]:
            yield same(world, article, f"{lines[number % 3]}\n{article['body']}")


def rewritten(world, article, exchange):
    """Title and body through the exchange of names; the view tells no names and no coordinates."""
    def view(event, change=lambda part: {k: part.get(k) for k in ("text", "role", "code", "country")}):
        out = {k: event.get(k) for k in ("type", "mode", "modality", "theme", "time", "weapons")}
        out["casualties"] = event.get("casualties", {})
        for key in ("actors", "recipients", "mediators", "locations"):
            out[key] = [change(part) for part in event.get(key, [])]
        out["attribution"] = [change(part)["text"] for part in event.get("attribution", [])]
        return out
    expected = []
    for event in world.events[article["id"]]:
        event = copy.deepcopy(event)
        if "time" in event:
            event["time"] = views.text_of(event["time"], exchange)
        event["casualties"] = {k: views.text_of(v, exchange) for k, v in event.get("casualties", {}).items()}
        expected.append(view(event, exchange.part))
    variant = {**article, "title": exchange(article.get("title", "")), "body": exchange(article["body"])}
    return variant, expected, view


def named_countries(event, key, language):
    return [p["country"] for p in event.get(key, []) if p.get("country") in countries.POOL[language]]


def exchange(world):
    """2: the names of the actor's country and of the recipient's, exchanged everywhere."""
    for article in world.articles:
        for event in world.events[article["id"]]:
            lang = article["lang"]
            a, b = named_countries(event, "actors", lang)[:1], named_countries(event, "recipients", lang)[:1]
            if a and b and a != b:
                yield rewritten(world, article, countries.Exchange(world.countries, lang, {a[0]: b[0], b[0]: a[0]}))
                break


def other_country(world):
    """10: one country's names for those of another, which the article does not tell."""
    for number, article in enumerate(world.articles):
        lang = article["lang"]
        pool = countries.POOL[lang]
        found = [c for e in world.events[article["id"]] for k in ("actors", "recipients") for c in named_countries(e, k, lang)]
        if not found:
            continue
        text = article.get("title", "") + "\n" + article["body"]
        for step in range(len(pool)):
            new = pool[(number + step) % len(pool)]
            if new not in found and countries.Exchange(world.countries, lang, {new: new}).pattern.search(text) is None:
                yield rewritten(world, article, countries.Exchange(world.countries, lang, {found[0]: new}))
                break


class PersonExchange:
    def __init__(self, old, new):
        self.names = {old: new, old.split(" ", 1)[1]: new.split(" ", 1)[1]}
        self.pattern = re.compile(r"(?<!\w)(" + "|".join(sorted(map(re.escape, self.names), key=len, reverse=True)) + r")(?!\w)")

    def __call__(self, text):
        return self.pattern.sub(lambda m: self.names[m[1]], text)

    def part(self, part):
        return {"text": self(part["text"]), **{k: part.get(k) for k in ("role", "code", "country")}}


def other_person(world):
    """10: a person's name for an invented one."""
    for number, article in enumerate(world.articles):
        found = PEOPLE[article["lang"]].search(article["body"])
        known = {p["text"] for e in world.events[article["id"]] for k in ("actors", "recipients") for p in e.get(k, [])
                 if found and found[1] in p["text"]}
        if found and known:
            yield rewritten(world, article, PersonExchange(found[1], INVENTED[article["lang"]][number % 2]))


ACTIVE_AR = [  # active, passive with a feminine undergoer, undergoer
    ("قصف{}", "قُصفت", "بلدة سرمين"), ("استهدف{}", "استُهدفت", "مدينة زنجبار"), ("هاجم{}", "هوجمت", "قرية الجديدة"),
    ("حاصر{}", "حوصرت", "بلدة داريا"), ("اعتقل{}", "اعتُقلت", "ثلاث ناشطات"), ("اغتال{}", "اغتيلت", "القاضية سمر حداد"),
    ("خطف{}", "خُطفت", "طبيبة"), ("أوقف{}", "أُوقفت", "صحفية"), ("احتجز{}", "احتُجزت", "ناشطة حقوقية"), ("فرّق{}", "فُرّقت", "مظاهرة"),
]
DOERS_AR = [("الجيش السوري", ""), ("القوات الروسية", "ت"), ("مسلحون", ""), ("الشرطة", "ت"), ("جبهة الفجر", "ت")]
ACTIVE_EN = [
    ("shelled", "shelled", "the town of Zamora"), ("seized", "seized", "the town of Zamora"), ("attacked", "attacked", "a convoy"),
    ("arrested", "arrested", "three activists"), ("detained", "detained", "a journalist"), ("kidnapped", "kidnapped", "two nurses"),
    ("bombed", "bombed", "the port"), ("besieged", "besieged", "the town of Zamora"), ("ambushed", "ambushed", "a patrol"),
    ("expelled", "expelled", "three diplomats"), ("stormed", "stormed", "the town hall"), ("freed", "freed", "two hostages"),
    ("captured", "captured", "the town of Zamora"), ("condemned", "condemned", "the raid"), ("evacuated", "evacuated", "the villagers"),
]
DOERS_EN = ["the Syrian army", "Russian forces", "gunmen", "police", "the Fajr Front"]
TAILS = {"ar": ("", " يوم الاثنين", " فجر الأربعاء"), "en": ("", " on Monday", " overnight")}


def pairs_of_voice():
    for verb, passive, whom in ACTIVE_AR:
        for doer, ending in DOERS_AR:
            for tail in TAILS["ar"]:
                yield "ar", f"{verb.format(ending)} {doer} {whom}{tail}.", f"{passive} {whom} من قبل {doer.replace('ون', 'ين')}{tail}."
    for verb, participle, whom in ACTIVE_EN:
        for doer in DOERS_EN:
            for tail in TAILS["en"]:
                active, passive = f"{doer} {verb} {whom}{tail}.", f"{whom} {{}} {participle} by {doer}{tail}."
                passive = passive.format("were" if re.match("two|three|the villagers", whom) else "was")
                yield "en", active[0].upper() + active[1:], passive[0].upper() + passive[1:]


def voice(world):
    """3: the passive with the doer behind it."""
    for number, (lang, active, passive) in enumerate(pairs_of_voice()):
        article = {"id": f"voice-{number}", "lang": lang, "title": "", "body": active, "published": "2027-03-10T12:00:00Z"}
        if article["id"] in world.events:
            yield {**article, "body": passive}, [views.told(e) for e in world.events[article["id"]]], views.told


def subject_first_text(article, event):
    """«V S …» as «S V …», where verb and subject agree in both orders; None where the sentence is not so."""
    begin, end = trigger_word(article, event)
    actors = event.get("actors", [])
    body = article["body"]
    if article["lang"] != "ar" or begin != 0 or not actors:
        return None
    subject = actors[0]["text"]
    if not body[end:].startswith(" " + subject + " ") or re.search("(ون|ين|ان|ات|و)( |$)", subject.split(" ")[0]):
        return None
    verb, rest = body[:end], body[end + 1 + len(subject):]
    if verb.startswith(("و", "ف")) or subject.endswith((" عن", " باسم")) or rest.startswith(" و"):
        return None
    return subject, verb, rest


def order(world):
    """4: the subject in front of the verb, or the time in front of all."""
    for article in world.sentences:
        event = sentence_event(world, article)
        if event is None:
            continue
        parts = subject_first_text(article, event)
        if parts:
            yield same(world, article, f"{parts[0]} {parts[1]}{parts[2]}", views.told)
        time = event.get("time", {}).get("text", "")
        body = article["body"]
        if article["lang"] == "en" and re.match("on [A-Z]", time) and body.count(" " + time) == 1 and body.endswith(f" {time}."):
            rest = decapitalized(article, event)
            if rest:
                yield same(world, article, f"{time[0].upper()}{time[1:]}, {rest[:-len(time) - 2]}.", views.told)
        if article["lang"] == "ar" and body.count(" " + time) == 1 and body.endswith(f" {time}.") and not body.startswith("و"):
            yield same(world, article, f"{time} {body[:-len(time) - 2]}.", views.told)


def denial(world):
    """5: someone denies it. The day of the report is not the day of a denied deed: only a told one stays."""
    for article in world.sentences:
        event = sentence_event(world, article)
        lang, body = article["lang"], article["body"]
        if event is None:
            continue

        def view(event, is_dated="text" in event.get("time", {})):
            out = views.told(event)
            if not is_dated:
                del out["time"]
            return out
        expected = {**view(event), "modality": "denied", "attribution": [SOURCES[lang]]}
        rest = decapitalized(article, event) if lang == "en" and '"' not in body else None
        if rest:
            yield {**article, "body": f"A harbour official denied that {rest}"}, [expected], view
        parts = lang == "ar" and subject_first_text(article, event)
        if parts:
            be = "تكون" if verbs.bare(parts[1]).endswith("ت") else "يكون"
            yield {**article, "body": f"نفى مصدر مطلع أن {be} {parts[0]} قد {parts[1]}{parts[2]}"}, [expected], view


def tense(world):
    """6: will, may or a frequency adverb: only the modality, and the date where one is due."""
    def view(event):
        out = views.told(event)
        del out["time"]
        return out
    for article in world.sentences:
        event = sentence_event(world, article)
        if event is None:
            continue
        body = article["body"]
        begin, end = trigger_word(article, event)
        before, verb, after = body[:begin], body[begin:end], body[end:]
        expected = view(event)
        if article["lang"] == "ar" and begin == 0 and verbs.bare(verb) in world.arabic:
            present = world.arabic[verbs.bare(verb)]
            told = {"planned": f"س{present}{after}", "possible": f"قد {present}{after}", "habitual": f"{present}{after[:-1]} يومياً."}
        elif article["lang"] == "en" and verb in world.english and event.get("actors") and \
                before.endswith(event["actors"][0]["text"] + " "):
            bare = world.english[verb]
            told = {"planned": f"{before}will {bare}{after}", "possible": f"{before}may {bare}{after}",
                    "habitual": f"{before}regularly {verb}{after}"}
        else:
            continue
        for modality, text in told.items():
            yield {**article, "body": text}, [{**expected, "modality": modality}], view


def quotation(world):
    """7: the sentence as somebody's words."""
    for article in world.sentences:
        event = sentence_event(world, article)
        lang, body = article["lang"], article["body"]
        if event is None or re.search('["«»“”]', body):
            continue
        expected = {**views.told(event), "attribution": [SOURCES[lang]]}
        text = f"قال مصدر مطلع: «{body[body.startswith('و'):-1]}»." if lang == "ar" else f'"{body[:-1]}," a harbour official said.'
        yield {**article, "body": text}, [expected], views.told


def shifted(event):
    """The dates of an event a week later, where its words are no date of their own; "since" goes up to the publication."""
    event = copy.deepcopy(event)
    time = event.get("time", {})
    told = time.get("text", "")
    dated = NUMBERED.search(told) or MONTHS.search(told)
    moved = ("end",) if dated and SINCE.match(told) else () if dated else ("start", "end")
    for key in moved:
        if key in time:
            day = datetime.date.fromisoformat(time[key][:10]) + datetime.timedelta(days=DAYS)
            time[key] = day.isoformat() + time[key][10:]
    return event


def publication(world):
    """8: published a week later: dates that are told from it move with it, all else stays.

    Months and years move otherwise, and offices are held for a time, so the codes of persons may change.
    """
    def view(event):
        out = views.whole(event)
        if event.get("time", {}).get("precision") in ("month", "year"):
            out.pop("time")
        for key in ("actors", "recipients", "mediators"):
            out[key] = [{k: v for k, v in part.items() if k != "code"} for part in out.get(key, [])]
        return out
    for article in world.articles:
        if article.get("published"):
            day = datetime.date.fromisoformat(article["published"][:10]) + datetime.timedelta(days=DAYS)
            variant = {**article, "published": day.isoformat() + article["published"][10:]}
            yield variant, [view(shifted(e)) for e in world.events[article["id"]]], view


def spelling(rewrite):
    def trials(world):
        def fold(text):
            return rewrites.straight(text.translate(views.FOLD))

        def view(event):
            return views.whole(event, fold, ("confidence",))
        for article in world.articles:
            title = article.get("title", "")
            new = {**article, "title": rewrite(title), "body": rewrite(article["body"])}
            if new != article and rewrite in rewrites.SPELLINGS[article["lang"]].values():
                yield new, [view(e) for e in world.events[article["id"]]], view
    return trials


def parting(world):
    """11: two coordinated clauses as two sentences, the subject told again or left out."""
    for article in world.sentences:
        events = world.events[article["id"]]
        body = article["body"]
        if len(events) != 2 or any(len(e["mentions"]) != 1 or not e.get("actors") for e in events):
            continue
        first, second = sorted(events, key=lambda e: e["mentions"][0]["trigger"]["start"])
        at = second["mentions"][0]["trigger"]["start"]
        subject = first["actors"][0]["text"]
        if subject != second["actors"][0]["text"]:
            continue
        if article["lang"] == "en" and body[:at].endswith(" and ") and body[:at].count(subject) == 1:
            head, verb = body[:at - 5].rstrip(","), body[at:]
            yield same(world, article, f"{head}. {subject[0].upper()}{subject[1:]} {verb}", views.told)
        elif article["lang"] == "ar" and body[:at].endswith(" ") and body[at] == "و":
            yield same(world, article, f"{body[:at].rstrip(' ،')}. {body[at:]}", views.told)


def append(world):
    """12: an article of another field behind it, under a header of its own."""
    def view(event):
        return views.whole(event)
    for number, article in enumerate(world.articles):
        texts = OTHER_FIELDS[article["lang"]]
        lines = article["body"].split("\n")
        if len(lines) < 3 or not article.get("title") or not any(len(line) >= 70 and line.endswith(".") for line in lines):
            continue  # without a title and a full sentence it is no article that another could follow
        yield same(world, article, f"{article['body']}\n{HEADERS[article['lang']]}\n{texts[number % len(texts)]}", view)


def repeat(world):
    """12: the lead once more as the last paragraph: more mentions, the same events."""
    def view(event):
        return {k: event.get(k) for k in ("type", "modality")}
    for article in world.articles:
        lead = article["body"].split("\n", 1)[0]
        if lead.endswith(".") and len(lead) > 60:
            yield same(world, article, f"{article['body']}\n{lead}", view)


# Name, trials, and how many of the events must have their like, of Arabic and of English: what was measured, less 0.03. 1 is exact.
SPELLING_BOUNDS = {
    "marks removed": (0.93, 1),
    "tatweel": (0.99, 1),
    "marks added": (0.99, 1),
    "hamza": (0.92, 1),
    "final ya dotless": (0.95, 1),
    "final ya dotted": (0.94, 1),
    "ta marbuta": (0.69, 1),
    "Arabic digits": (0.99, 1),
    "European digits": (0.95, 1),
    "curly quotes": (1, 0.96),
    "straight quotes": (1, 1),
}
PROPERTIES = [
    ("1 clutter added", clutter, 1, 1),
    ("2 actor and recipient exchanged", exchange, 0.79, 0.88),
    ("3 active to passive", voice, 0.69, 0.82),
    ("4 order of words", order, 0.81, 0.91),
    ("5 denied", denial, 0.67, 0.6),
    ("6 will, may, daily", tense, 0.51, 0.66),
    ("7 quoted", quotation, 0.72, 0.73),
    ("8 published later", publication, 0.98, 0.97),
    *((f"9 {name}", spelling(rewrite), *SPELLING_BOUNDS[name])
      for names in rewrites.SPELLINGS.values() for name, rewrite in names.items()),
    ("10 another country", other_country, 0.89, 0.94),
    ("10 another person", other_person, 0.85, 0.89),
    ("11 sentence parted", parting, 0.56, 0.63),
    ("12 another article behind", append, 0.96, 0.93),
    ("12 lead repeated", repeat, 0.99, 0.99),
]
