#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Articles of the length of news, the same bytes for the same seed: a lead that tells an event, and paragraphs of the
prose that surrounds it. usage: generate.py N [SEED] prints JSON lines."""
import json
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "kafka"))
from articles import ARABIC, ARABIC_PLACES, ENGLISH, ENGLISH_PLACES  # noqa: E402

ARABIC_PROSE = [
    "وأضاف المتحدث في مؤتمر صحفي أن اللجنة ستواصل عملها خلال الأيام المقبلة وفق الجدول الذي أقرته في جلستها الأخيرة.",
    "ويرى مراقبون أن الأزمة تزداد تعقيدا مع تراجع المساعدات الدولية وارتفاع أسعار المواد الأساسية في الأسواق المحلية.",
    "وكان مجلس الوزراء قد ناقش الملف في اجتماعه الأسبوعي من دون أن يصدر بيانا عن نتائج المداولات.",
    "ويعيش في المدينة أكثر من مئتي ألف نسمة يعتمد معظمهم على الزراعة والتجارة عبر الطريق الذي يربطها بالعاصمة.",
    "وأوضح أستاذ العلوم السياسية أن المنطقة ظلت منذ عقود ساحة تنافس بين قوى إقليمية لها مصالح متباينة.",
    "وشدد البيان على أهمية الحوار بين مختلف الأطراف من أجل الوصول إلى حل يحفظ وحدة البلاد ويلبي تطلعات مواطنيها.",
    "ولم يصدر تعليق فوري من الجهات المعنية على هذه التقارير، فيما امتنع مسؤولون محليون عن الإدلاء بتصريحات.",
    "وتقول منظمات إنسانية إن آلاف الأسر تحتاج إلى مياه نظيفة وأدوية، وإن الطرق المؤدية إلى القرى البعيدة ما زالت صعبة.",
    "وغادرت قافلة من الشاحنات الميناء صباح السبت متجهة إلى {b} وعلى متنها مواد غذائية وخيام، بحسب ما ذكر مسؤول في الميناء.",
    "وذكر شهود أن دوي انفجارات سمع في محيط {a} ليلا، بينما نفت السلطات وقوع أي هجوم.",
    "وأعلنت وزارة الخارجية أن وفدا سيزور {b} الأسبوع المقبل لاستكمال المشاورات.",
    "ويحتفظ السكان بعادات قديمة في مواسم الحصاد، إذ تجتمع العائلات مساء كل خميس في ساحة البلدة.",
]
ENGLISH_PROSE = [
    "Analysts say that the dispute has become harder to settle since foreign aid fell and food prices rose across the region.",
    "The spokesman told reporters that the committee would go on with its work according to the schedule it adopted last month.",
    "More than two hundred thousand people live in the city, most of whom depend on farming and on trade along the river road.",
    "The cabinet discussed the matter at its weekly session but published no statement on what was decided.",
    "A professor of political science noted that the area had long been a field of rivalry between powers with different interests.",
    "Humanitarian groups say thousands of families need clean water and medicine, and that roads to remote villages are still poor.",
    "There was no immediate comment from the ministry, and local officials declined to speak about the reports.",
    "A convoy of trucks left the port on Saturday for {b} with food and tents on board, a port official said.",
    "Residents heard explosions near {a} during the night, while the authorities denied that any attack had taken place.",
    "The foreign ministry said a delegation would visit {b} next week to complete the consultations.",
    "Old customs live on at harvest time, when families gather on the square of the town every Thursday evening.",
    "The statement stressed the need for dialogue among all sides to find a solution that keeps the country together.",
]


def articles(count, seed=1):
    dice = random.Random(seed)
    for number in range(count):
        is_arabic = dice.random() < 0.6
        title, lead = dice.choice(ARABIC if is_arabic else ENGLISH)
        prose = ARABIC_PROSE if is_arabic else ENGLISH_PROSE
        a, b = dice.sample(ARABIC_PLACES if is_arabic else ENGLISH_PLACES, 2)
        words = {"a": a, "b": b, "n": dice.randint(3, 9)}
        size = min(max(int(dice.lognormvariate(8.0, 0.5)), 1000), 8000)
        paragraphs = [lead.format(**words)]
        while sum(len(p.encode()) for p in paragraphs) < size:
            paragraphs.append(" ".join(s.format(**words) for s in dice.sample(prose, dice.randint(2, 4))))
        yield json.dumps({
            "id": f"b{number}", "url": f"https://news.example/{number}", "title": title.format(**words),
            "body": "\n".join(paragraphs), "lang": "ar" if is_arabic else "en", "source": "news.example",
            "published": f"2026-03-{dice.randint(1, 28):02}T{dice.randint(0, 23):02}:00:00Z",
        }, ensure_ascii=False).encode()


if __name__ == "__main__":
    for record in articles(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1):
        sys.stdout.buffer.write(record + b"\n")
