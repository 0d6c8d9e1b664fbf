# SPDX-License-Identifier: Apache-2.0
"""Short articles, the same for the same seed: enough of them for a crash to fall anywhere."""
import json
import random

ARABIC_PLACES = ["الفاشر", "الأبيض", "نيالا", "كسلا", "بورتسودان", "عطبرة", "الجنينة", "كادقلي"]
ARABIC = [
    ("قصف مدفعي على {a}", "قصفت قوات الدعم السريع مدينة {a} أمس، وقتل {n} أشخاص في القصف، وفق ما قال الجيش."),
    ("محادثات في {a}", "أجرى وزير الخارجية محادثات مع نظيره المصري في {a} اليوم. ودعا الوزير إلى وقف إطلاق النار."),
    ("تعزيزات تصل {a}", "وصلت تعزيزات عسكرية إلى {a} قادمة من {b} مساء الثلاثاء، حسبما أفاد شهود."),
    ("معلمون يضربون في {a}", "نظم المعلمون إضرابا في {a} احتجاجا على تأخر الرواتب. ونفت الحكومة اعتقال {n} منهم."),
    ("افتتاح معرض في {a}", "افتتح في {a} معرض للكتاب شارك فيه ناشرون من {b}، ويستمر عشرة أيام."),
]
ENGLISH_PLACES = ["Kharkiv", "Odesa", "Kherson", "Sumy", "Dnipro", "Poltava", "Chernihiv", "Mykolaiv"]
ENGLISH = [
    ("Missile strike hits {a}", "A Russian missile strike on {a} killed {n} people on Monday, the governor said."),
    ("Talks in {a}", "Ukraine's foreign minister met his Polish counterpart in {a} on Tuesday for talks on a ceasefire."),
    ("Troops leave {a}", "Ukrainian troops withdrew from {a} towards {b} overnight, the army said on Wednesday."),
    ("Protest in {a}", "Thousands of people protested in {a} on Sunday against a new law. Police arrested {n} demonstrators."),
    ("Library reopens in {a}", "A library in {a} reopened after two years of repairs. Readers from {b} came to see it."),
]


def articles(count, seed=1):
    """count articles as JSON records (bytes). Ids are a0, a1, …"""
    dice = random.Random(seed)
    records = []
    for number in range(count):
        is_arabic = dice.random() < 0.6
        title, body = dice.choice(ARABIC if is_arabic else ENGLISH)
        a, b = dice.sample(ARABIC_PLACES if is_arabic else ENGLISH_PLACES, 2)
        words = {"a": a, "b": b, "n": dice.randint(3, 9)}
        records.append(json.dumps({
            "id": f"a{number}", "url": f"https://news.example/{number}", "title": title.format(**words),
            "body": body.format(**words), "published": f"2026-03-{dice.randint(1, 28):02}T{dice.randint(0, 23):02}:00:00Z",
            "lang": "ar" if is_arabic else "en", "source": "news.example",
        }, ensure_ascii=False).encode())
    return records
