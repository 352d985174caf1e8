"""Numbers in a headline, in digits and in words: how much they say, in what, and how exactly."""
from __future__ import annotations

import re
from dataclasses import dataclass

from charts.rules.english import NUMBERS, SCALES

HOW = (r"(?:(?P<how>more than|less than|fewer than|(?:just |well |slightly |a little )?(?:over|under|above|below)|at least|"
       r"at most|up to|almost|nearly|about|around|roughly|some|close to)\s+)?")
_WORD = "|".join(sorted(NUMBERS, key=len, reverse=True))
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
COUNT = rf"(?P<count>\d+|{_WORD})\b"
UNIT = r"(?P<unit>%|\s?per ?cent\b(?! points?)|\s?percentage points?\b|\s?per ?cent points?\b|\s?points?\b|\s?pp\b)"
VALUE = (rf"(?P<sign>[−-])?(?P<money>US\$|[$€£])?\s?(?:(?P<digits>\d[\d,]*(?:\.\d+)?)|(?P<spelt>{_WORD}))(?![\w.,]*\d)"
         rf"(?:\s?(?P<scale>{_SCALE})\b)?{UNIT}?")
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_AFTER = r"(?=\s*$|[,;.]|\s+(?:of|the|as|in|between|from|since|more|less|fewer|or|over|after|by|to|and|but|its|their)\b)"
FRACTION = (r"(?:(?P<many>an?|one|two|three|four|five|six|seven|eight|nine)[\s-])?"
            rf"(?P<part>half|(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?)\b{_AFTER}")
_NEAR = 0.05  # how far a ratio may lie from the word for it
_ABOUT = 0.10
_SHORT, _FAR = 0.85, 1.5  # what "nearly" and "more than" may leave


@dataclass(frozen=True, slots=True)
class Amount:
    """`value` as it is said; `unit`: "percent", "points", "money" or nothing; `step`: one of its last digit, 0 for words."""

    value: float
    unit: str = ""
    how: str = ""
    step: float = 0.0

    def fits(self, actual: float) -> bool:
        """Whether something that is really so much may be said to be this much."""
        how, wanted = self.how, self.value
        if how in ("more than", "at least") or how.endswith(("over", "above")):
            return (wanted <= actual if how == "at least" else wanted < actual) and actual <= wanted * _FAR
        if how in ("less than", "fewer than", "at most", "up to") or (how.endswith(("under", "below"))):
            return (actual <= wanted if how in ("at most", "up to") else actual < wanted) and actual * 2 >= wanted
        if how in ("almost", "nearly", "close to"):
            return wanted * _SHORT <= actual < wanted
        if how:
            return abs(actual - wanted) <= max(_ABOUT * wanted, self.step / 2)
        return abs(actual - wanted) <= (self.step / 2 + 1e-9 * abs(wanted) if self.step else _NEAR * wanted + 1e-9)


def value(found: re.Match[str]) -> Amount:
    """What a match of `VALUE` says, scaled: "$1.5 billion" is 1,500,000,000 of money."""
    digits = (found.group("digits") or "").replace(",", "")
    scale = SCALES.get((found.group("scale") or "").lower(), 1.0)
    number = float(digits) if digits else float(NUMBERS[found.group("spelt").lower()])
    step = 10.0 ** -len(digits.partition(".")[2]) * scale if digits else 0.0
    said = (found.group("unit") or "").strip().lower()
    unit = "points" if "point" in said or said == "pp" else "percent" if said else "money" if found.group("money") else ""
    how = (found.groupdict().get("how") or "").lower()
    return Amount(-number * scale if found.group("sign") else number * scale, unit, how, step)


def count(found: re.Match[str]) -> int:
    """What a match of `COUNT` says."""
    word = found.group("count").lower()
    return int(word) if word.isdecimal() else NUMBERS[word]


def fraction(found: re.Match[str]) -> Amount | None:
    """What a match of `FRACTION` says; None for "third" alone, a place in a row, and for "four quarters", parts of a year."""
    many, part = (found.group("many") or "").lower(), found.group("part").lower()
    top = 1 if many in ("", "a", "an") else NUMBERS[many]
    if (not many and part != "half") or top >= _PARTS[part.removesuffix("s")] or (part, top) == ("quarters", 2):
        return None
    return Amount(top / _PARTS[part.removesuffix("s")], "", (found.groupdict().get("how") or "").lower())


def scales(unit: str) -> tuple[float, ...]:
    """By how much values may be multiplied to be in plain units: 1, and the scale that the unit names."""
    return (1.0, *(SCALES[part] for part in unit.lower().split() if part in SCALES))
