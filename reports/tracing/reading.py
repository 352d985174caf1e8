"""A text to its quantities: every number, share, sum of money, ordinal and date in it, in figures or in words.

"$790m", "790 million dollars", "1,100 km", "46 %", "46 per cent", "nine years", "half a million", "a third", "two dozen",
"fifth", "twice", "early April 2021": each with its value, unit, qualifier and span. What only looks like a number is left
out: names ("S-400", "A1", "G7", "B2B"), a bare "one", "first" or "second", idioms. The reader is the same for a writer's text
and for the words of a finished page.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Literal

from reports import units
from reports.tracing import calendar, spelled
from reports.tracing.vocabulary import MONEY, ORDINALS, SCALES, SHORT_SCALES, SOFT

Form = Literal["number", "fraction", "ordinal", "times", "date", "clock"]
_SPACE = r"[\s\u00a0\u202f]"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text: `text` stands from `start` to `end`.

    `value` has its scale worked in ("$790m" is 790,000,000), `unit` is typed as `reports.units` reads it ("USD", "percent",
    "km") or empty; `noun` is the word that follows where no unit is known. `digits` are the significant digits shown. A date
    has `year`, `month`, `day` (0 where not named), and its year as value. `spelled`: in words, not figures.
    """

    start: int
    end: int
    text: str
    value: Fraction = Fraction(0)
    unit: str = ""
    qualifier: str = ""
    noun: str = ""
    form: Form = "number"
    spelled: bool = False
    digits: int = 1
    year: int = 0
    month: int = 0
    day: int = 0
    starred: bool = False


def quantities(text: str, *, decimal: str = ".", english: bool = True) -> list[Quantity]:
    """All quantities of a text in order, none inside another. `decimal`: the decimal sign of the text's language; words are
    read in English only."""
    found: list[Quantity] = [dated(d, text) for d in calendar.dates(text)] if english else []
    taken = [(q.start, q.end) for q in found]
    for more in (_figures(text, decimal), _words(text) if english else ()):
        fresh = [q for q in more if not any(q.start < end and start < q.end for start, end in taken)]
        found += fresh
        taken += [(q.start, q.end) for q in fresh]
    return sorted(found, key=lambda q: q.start)


# ---------------------------------------------------------------- in figures
@cache
def _figure(decimal: str) -> re.Pattern[str]:
    group = r"[,\u00a0\u202f]" if decimal == "." else r"[.\u00a0\u202f]"
    point = re.escape(decimal)
    number = rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{point}\d+)?|\d+(?:{point}\d+)?"
    scale = "|".join(SCALES)
    short = "|".join(sorted(SHORT_SCALES, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,:/])(?<![\w][-–−])(?P<sign>[−-](?=[\d$€£]))?(?P<money>US\$|[$€£¥₹₽]|(?:{'|'.join(units.CURRENCIES)}){_SPACE})?"
        rf"(?:(?P<clock>\d{{1,2}}:\d{{2}}(?!\d))|(?P<number>{number})(?:{_SPACE}?[–-]{_SPACE}?[$€£]?(?P<high>{number}))?"
        rf"(?:(?P<ordinal>st|nd|rd|th)(?!\w)|{_SPACE}?(?P<scale>{scale})(?!\w)|(?P<short>{short})(?!\w))?)",
        re.IGNORECASE)


_UNIT = re.compile(rf"(?:{_SPACE}|-)?(?P<unit>%|{'|'.join(map(re.escape, (n for n in units.NAMES if n != '%')))}|m(?!\w)|"
                   rf"kilometre|square kilometre|(?:year|month|week|day|hour|minute|decade|barrel|litre|hectare|acre|"
                   rf"percentage point))(?!\w)", re.IGNORECASE)
_COIN = re.compile(rf"{_SPACE}({'|'.join(MONEY)})\b", re.IGNORECASE)
_NOUN = re.compile(rf"{_SPACE}([a-z][a-z-]*)")
_BEFORE = re.compile(rf"\b({'|'.join(SOFT)}){_SPACE}$", re.IGNORECASE)


def _figures(text: str, decimal: str) -> Iterator[Quantity]:
    for found in _figure(decimal).finditer(text):
        if found["clock"]:
            yield Quantity(found.start(), found.end(), found.group(), form="clock")
            continue
        end = found.end()
        short = found["short"]
        if short and not found["money"] and short.lower() == "m" and not _NOUN.match(text, end):
            short, end = None, found.start("short")  # "5m" is five metres, "5m doses" are five million
        unit, end = _unit(text, end, found["money"])
        if re.match(r"\w", text[end:]) and not found["ordinal"]:
            continue  # "5G", "3D": a name
        factor = SCALES.get((found["scale"] or "").lower(), SHORT_SCALES.get((short or "").lower(), 1))
        for part in ("number", "high"):
            if found[part]:
                start = found.start() if part == "number" else found.start(part)
                yield _number(text, found, part, (start, end), factor, unit, decimal)


def _number(text: str, found: re.Match[str], part: str, span: tuple[int, int], factor: int, unit: str,
            decimal: str) -> Quantity:
    bare = re.sub(r"[^\d.]", "", found[part].replace(".", "") .replace(",", ".") if decimal == "," else found[part])
    sign = -1 if found["sign"] and part == "number" else 1
    start, end = span
    if part == "number" and found["high"]:
        end = found.end("number")
    shown = len(bare.replace(".", "").strip("0")) or 1
    noun = _NOUN.match(text, end)
    form: Form = "ordinal" if found["ordinal"] else "number"
    return Quantity(start, end, text[start:end].strip(), sign * Fraction(bare) * factor, unit, _qualifier(text, start),
                    noun.group(1) if noun and not unit else "", form, digits=shown)


def _unit(text: str, at: int, money: str | None) -> tuple[str, int]:
    """The unit that follows a number, as `reports.units` knows it, and where it ends."""
    if money:
        sign = money.strip()
        return units.SIGNS.get(sign, sign.upper()), at
    coin = _COIN.match(text, at)
    if coin:
        return MONEY[coin.group(1).lower()], coin.end()
    found = _UNIT.match(text, at)
    if not found or (found["unit"] == "m" and text[found.start()] == "-"):
        return "", at
    return _known(found["unit"]), found.end()


def _known(word: str) -> str:
    """A unit as typed in the plural that the table of units has."""
    for name in (word, word.lower(), f"{word.lower()}s"):
        parsed = units.parse(name)
        if parsed.base in units.SIZES:
            return name if parsed.scale else parsed.base
    return word.lower()


def _qualifier(text: str, start: int) -> str:
    found = _BEFORE.search(text[max(0, start - 16):start])
    return found.group(1).lower() if found else ""


# ---------------------------------------------------------------- in words
def _words(text: str) -> Iterator[Quantity]:
    for found in spelled.numbers(text):
        unit, end = _unit(text, found.end, None) if found.form != "ordinal" else ("", found.end)
        noun = _NOUN.match(text, end)
        word = noun.group(1) if noun and not unit else ""
        if spelled.is_idle(text, found, unit, word):
            continue
        yield Quantity(found.start, end, text[found.start:end], found.value, unit, _qualifier(text, found.start), word,
                       found.form, True, len(str(found.value.numerator).strip("0")) or 1)


def dated(found: calendar.Dated, text: str = "") -> Quantity:
    """A date as a quantity."""
    words = text[found.start:found.end]
    return Quantity(found.start, found.end, words, Fraction(found.year), qualifier=found.partly, form="date",
                    spelled=not re.search(r"\d", words), digits=4, year=found.year, month=found.month, day=found.day,
                    starred=found.starred)


# ---------------------------------------------------------------- comparing
def alike(said: Quantity, known: Quantity) -> bool:
    """Whether a quantity of a text is the one that is known: equal after conversion, or a fair rounding of it.

    A date may name fewer parts than the known one, never others. A rounded number has two significant digits or more, or a
    word such as "about" before it.
    """
    if "date" in (said.form, known.form) and (said.form == known.form or not _year_of(said, known)):
        return said.form == known.form and _within(said, known)
    if said.form == "ordinal" or known.form == "ordinal":
        return said.value == known.value
    (a, of_a), (b, of_b) = units.in_base(said.value, said.unit), units.in_base(known.value, known.unit)
    if said.unit and known.unit and of_a != of_b and said.unit != known.unit:
        return False
    if not (said.unit and known.unit):
        plain = {said.form, known.form} & {"fraction", "times"} or "percent" in (said.unit, known.unit)
        a, b = (a, b) if plain and not (of_a or of_b) else (said.value, known.value)
    return _near(a, b, said)


def _year_of(said: Quantity, known: Quantity) -> bool:
    """A year against a number of the ledger that is a year, or a number of four digits that looks like one."""
    return said.value == known.value and said.value != 0


def _within(said: Quantity, known: Quantity) -> bool:
    parts = [(said.year, known.year), (said.month, known.month), (said.day, known.day)]
    return all(not a or a == b for a, b in parts)


def _near(a: Fraction, b: Fraction, said: Quantity) -> bool:
    if a == b:
        return True
    if said.form == "fraction" and said.qualifier:
        return abs(a - b) <= abs(b) / 10
    if not b or (said.digits < 2 and not said.qualifier):
        return False
    unit = abs(a / said.value) if said.value else Fraction(1)
    step = unit * _step(said)
    return abs(a - b) * 2 <= step


def _step(said: Quantity) -> Fraction:
    """The value of the last significant digit shown."""
    whole, step = abs(said.value), Fraction(1)
    while whole >= 10 ** said.digits * step:
        step *= 10
    while whole < 10 ** (said.digits - 1) * step:
        step /= 10
    return step


def is_ordinal(word: str) -> bool:
    """Whether a word is an ordinal: "third", "fiftieth"."""
    return word.lower() in ORDINALS
