"""The words for numbers, months and degrees that the readers know. Data, and no decisions."""
from __future__ import annotations

from fractions import Fraction

ONES = {word: n for n, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen".split())}
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
SCALES = {"hundred": 10**2, "thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9,
          "trillion": 10**12, "dozen": 12}
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}  # after a currency sign only
SMALL = {**ONES, **TENS}
PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
         "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000}  # the bottom of a fraction
ORDINALS = {"first": 1, "second": 2, **{word: n for word, n in PARTS.items() if word not in ("half", "halves", "quarter")},
            "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
            "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
            "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90}
TIMES = {"twice": Fraction(2), "thrice": Fraction(3), "doubled": Fraction(2), "trebled": Fraction(3), "tripled": Fraction(3),
         "quadrupled": Fraction(4), "halved": Fraction(1, 2)}
MONEY = {"dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "pounds": "GBP", "roubles": "RUB", "rubles": "RUB",
         "rupees": "INR", "yen": "JPY", "yuan": "CNY"}
MONTHS = {name: n for n, name in enumerate(
    "January February March April May June July August September October November December".split(), start=1)}
SHORT_MONTHS = {**{name[:3]: n for name, n in MONTHS.items() if name != "May"}, "Sept": 9}
SEASONS = ("spring", "summer", "autumn", "winter")
SOFT = ("about", "around", "roughly", "approximately", "some", "almost", "nearly", "close to", "just over", "just under",
        "more than", "less than", "fewer than", "over", "under", "up to", "at least", "at most", "as many as", "as much as",
        "no more than", "no fewer than", "an estimated", "estimated", "below", "above")
PARTLY = ("early", "mid", "late")  # of a month, a season or a year
