"""What a unit is: its currency, scale, base and rate, and its dimension. Data and a small grammar; no locale, no text.

A unit is typed as a writer says it: "USD million", "percent", "bcm a year", "million doses", "loans". Words that are not
known stand for themselves, so "loans" is a unit of its own dimension.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

CURRENCIES = frozenset(
    "AED AFN ARS AUD AZN BDT BRL BYN CAD CHF CLP CNY COP CZK DKK EGP EUR GBP GEL HKD HUF IDR ILS INR IQD IRR JPY KES KGS KRW "
    "KWD KZT LKR MXN MYR NGN NOK NPR NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TJS TMT TRY UAH USD UZS VND "
    "ZAR".split())  # ISO 4217
SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB"}
SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
SHORT_SCALES = {"k": 3, "m": 6, "mn": 6, "bn": 9, "tn": 12}  # after a currency only: "m" alone is a metre
ALIASES = {"bcm": (9, "cubic metres"), "mcm": (6, "cubic metres"), "bcf": (9, "cubic feet"), "tcf": (12, "cubic feet")}

PERCENT = "percent"
YEAR = "year"  # a year as a date: 2011, never 2,011; a span of time is "years"

_SAME = {
    "per cent": PERCENT, "%": PERCENT, "pct": PERCENT, "calendar year": YEAR,
    "number": "", "count": "", "ratio": "", "share": "",
    "kilometre": "km", "kilometres": "km", "kilometer": "km", "kilometers": "km", "mile": "miles", "mi": "miles",
    "m": "metres", "metre": "metres", "meter": "metres", "meters": "metres",
    "m3": "cubic metres", "m³": "cubic metres", "cubic metre": "cubic metres", "cubic meters": "cubic metres",
    "tons": "tonnes", "tonne": "tonnes", "yrs": "years", "pp": "percentage points", "points": "percentage points",
}
_DIMENSIONS = {
    "": (PERCENT, "percentage points", "times"),
    "length": ("km", "miles", "metres", "feet"),
    "volume": ("cubic metres", "cubic feet", "barrels", "litres"),
    "time": (YEAR, "years", "months", "weeks", "days", "hours", "minutes", "decades"),
    "mass": ("tonnes", "kilograms", "kg"),
    "area": ("hectares", "acres", "square kilometres", "square miles", "square metres"),
    "energy": ("kWh", "MWh", "GWh", "TWh"),
    "power": ("kW", "MW", "GW"),
}
_DIMENSION = {unit: name for name, members in _DIMENSIONS.items() for unit in members}
_RATE = re.compile(r"(.+?) (?:an?|per) (year|quarter|month|week|day|hour|minute|km|mile|hectare|tonne|barrel|dose|person|head)")

# one of each, in metres, cubic metres, days, kilograms, square metres, kilowatt-hours, kilowatts, and plain numbers
_SIZES: dict[str, str] = {
    PERCENT: "0.01", "times": "1", "km": "1000", "miles": "1609.344", "metres": "1", "feet": "0.3048",
    "cubic metres": "1", "cubic feet": "0.028316846592", "barrels": "0.158987294928", "litres": "0.001",
    "years": "365.25", "months": "30.4375", "weeks": "7", "days": "1", "hours": "1/24", "minutes": "1/1440",
    "decades": "3652.5", "tonnes": "1000", "kilograms": "1", "kg": "1", "hectares": "10000", "acres": "4046.8564224",
    "square kilometres": "1000000", "square miles": "2589988.110336", "square metres": "1", "kWh": "1", "MWh": "1000",
    "GWh": "1000000", "TWh": "1000000000", "kW": "1", "MW": "1000", "GW": "1000000"}
SIZES = {base: Fraction(size) for base, size in _SIZES.items()}
NAMES = tuple(sorted({*_SIZES, *_SAME, *ALIASES, *(name for members in _DIMENSIONS.values() for name in members)}
                     - {"", "m", "mi", "pp", "number", "count", "ratio", "share", "points", "times"}, key=len, reverse=True))

Dimension = frozenset[tuple[str, int]]  # {("USD", 1), ("time", -1)}; empty: a plain number
PLAIN: Dimension = frozenset()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit taken apart. `scale` is a power of ten; `alias` is the one word for scale and base, where it was typed ("bcm")."""

    currency: str = ""
    scale: int = 0
    base: str = ""
    per: str = ""
    alias: str = ""

    @property
    def dimension(self) -> Dimension:
        """Powers of the dimensions that the unit is made of."""
        return combined({self.currency: 1} if self.currency else powers(self.base), powers(self.per), -1)


@lru_cache(maxsize=512)
def parse(text: str) -> Unit:
    """The parts of a unit as typed. Never fails: what is not known is the base."""
    words = " ".join(text.split())
    rate = _RATE.fullmatch(words)
    top, per = (rate.group(1), rate.group(2)) if rate else (words, "")
    if top in ALIASES:
        scale, base = ALIASES[top]
        return Unit("", scale, base, per, top)
    first, _, rest = top.partition(" ")
    if first in CURRENCIES or first in SIGNS:
        scale = SCALES.get(rest, SHORT_SCALES.get(rest, 0))
        return Unit(SIGNS.get(first, first), scale, "" if scale else _base(rest), per)
    if first in SCALES:
        return Unit("", SCALES[first], _base(rest), per)
    return Unit("", 0, _base(top), per)


def in_base(value: Fraction, unit: str) -> tuple[Fraction, Dimension]:
    """A value in the base of its dimension, its scale and unit worked in: 680 miles are 1,094,377.92 (metres).

    Two values with equal dimensions can be compared; a unit that is not known is its own base.
    """
    parsed = parse(unit)
    return value * Fraction(10) ** parsed.scale * SIZES.get(parsed.base, Fraction(1)), parsed.dimension


def combined(left: Mapping[str, int], right: Mapping[str, int], sign: int) -> Dimension:
    """The dimension of a product (sign 1) or quotient (sign -1) of two sets of powers."""
    names = {*left, *right}
    sums = {name: left.get(name, 0) + sign * right.get(name, 0) for name in names}
    return frozenset((name, power) for name, power in sums.items() if power)


def powers(base: str) -> dict[str, int]:
    """The powers of one base unit: known units share a dimension, any other word is its own, in the singular."""
    name = _DIMENSION.get(_base(base), _DIMENSION.get(f"{_base(base)}s", singular(base)))
    return {name: 1} if name else {}


def _base(word: str) -> str:
    return _SAME.get(word, word)


def singular(word: str) -> str:
    """"loan" for "loans": the English rule for a plural in -s; other words stay."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
