"""How a value is written: money, percent, unit, date, by locale. Brief, deck and chart labels all ask here.  [home of babel]

The English house forms are "$790 million" and "$790m", "46%", "1,100 km", "12.4 billion cubic metres" and "12.4 bcm"; other
locales follow the Unicode CLDR data in babel. A no-break space (U+00A0) stands between a number and its unit, a true minus
(U+2212) before a negative number, an en dash in a range. Digits are never dropped unless `round_to` asks for it.
"""
from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, get_currency_symbol, get_decimal_symbol
from babel.units import format_unit

from reports import units
from reports.formula import round_half_up
from reports.units import PERCENT, YEAR, Unit

Form = Literal["full", "short", "value"]
Value = int | float | Decimal | Fraction
SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
STAR = "*"
DIGITS = 28  # significant digits of a fraction that does not end, when nothing rounds it
_EXACT = Context(prec=1000)  # room for every digit of any float or bounded fraction

_HOUSE_SCALES = {6: "m", 9: "bn", 12: "tn"}
_CLDR: dict[str, tuple[str, Literal["short", "long"]]] = {  # unit: (identifier in CLDR, length)
    "km": ("length-kilometer", "short"), "miles": ("length-mile", "long"), "metres": ("length-meter", "long"),
    "cubic metres": ("volume-cubic-meter", "long"), "cubic feet": ("volume-cubic-foot", "long"),
    "tonnes": ("mass-tonne", "long"), "hectares": ("area-hectare", "long"), "years": ("duration-year", "long"),
    "months": ("duration-month", "long"), "weeks": ("duration-week", "long"), "days": ("duration-day", "long"),
    "hours": ("duration-hour", "long"),
}
_RATES = {
    "de": {"year": "pro Jahr", "month": "pro Monat", "week": "pro Woche", "day": "pro Tag", "km": "pro km"},
    "fr": {"year": "par an", "month": "par mois", "week": "par semaine", "day": "par jour", "km": "par km"},
    "ru": {"year": "в год", "month": "в месяц", "week": "в неделю", "day": "в день", "km": "за км"},
}
_QUALIFIERS = {
    "en": {"estimated": "an estimated"},
    "de": {"about": "etwa", "up to": "bis zu", "estimated": "schätzungsweise", "at least": "mindestens", "more than": "mehr als",
           "less than": "weniger als", "almost": "fast", "nearly": "fast"},
    "fr": {"about": "environ", "up to": "jusqu’à", "estimated": "selon estimation", "at least": "au moins",
           "more than": "plus de", "less than": "moins de", "almost": "près de", "nearly": "près de"},
    "ru": {"about": "около", "up to": "до", "estimated": "по оценке", "at least": "не менее", "more than": "более",
           "less than": "менее", "almost": "почти", "nearly": "почти"},
}


def write(value: Value | str, unit: str = "", *, form: Form = "full", qualifier: str = "", locale: str = "en-GB",
          round_to: Value | None = None, inferred: bool = False) -> str:
    """A value with its unit and qualifier; a text value as it is. `round_to` is a step: 10 writes 541.1 as 540.

    `inferred` stars a value that is itself a year. Raises ValueError for a number that is not finite.
    """
    if isinstance(value, str):
        return _qualified(value, qualifier, locale)
    with localcontext(_EXACT):
        amount = exact(value, round_to)
        parsed = units.parse(unit)
        if parsed == Unit(base=YEAR):
            return _qualified(_signed(f"{abs(amount):f}", amount) + STAR * inferred, qualifier, locale)
        return _qualified(_with_unit(amount, parsed, form == "short", locale), qualifier, locale)


def write_range(low: Value, high: Value, unit: str = "", *, form: Form = "full", qualifier: str = "",
                locale: str = "en-GB") -> str:
    """"5–6 million doses", "$5m–6m", "2011–2016": two values of one unit. A negative end gets spaces around the dash."""
    with localcontext(_EXACT):
        first, last, parsed = exact(low), exact(high), units.parse(unit)
        dash = f" {DASH} " if first < 0 or last < 0 else DASH
        if parsed == Unit(base=YEAR):
            return _qualified(f"{first:f}{dash}{last:f}", qualifier, locale)
        house = form == "short" and parsed.currency and _language(locale) == "en"
        start = _with_unit(first, Unit(scale=parsed.scale if house else 0), form == "short", locale, lift=False)
        end = _with_unit(last, parsed, form == "short", locale, lift=False)
        symbol = _money("", parsed.currency, locale) if parsed.currency and _before(locale) else ""
        if symbol and end.startswith(symbol) and first >= 0:
            start, end = symbol + start, end.removeprefix(symbol)
        return _qualified(f"{start}{dash}{end}", qualifier, locale)


def plain(value: Value, locale: str = "en-GB") -> str:
    """A bare number: "1,100", "0.5", "−3"."""
    with localcontext(_EXACT):
        amount = exact(value)
        return _signed(_digits(abs(amount), locale), amount)


def exact(value: Value, round_to: Value | None = None) -> Decimal:
    """The decimal number that is printed. A float stands for its shortest decimal form; a fraction that does not end is
    cut to DIGITS significant digits. Rounding keeps the decimals of the step: 2 rounded to 0.1 is 2.0."""
    with localcontext(_EXACT):
        amount = _decimal(value)
        if not amount.is_finite():
            raise ValueError(f'"{value}" is not a finite number')
        if not round_to:
            return amount
        step = abs(_decimal(round_to))
        rounded = round_half_up(value if isinstance(value, Fraction) else Fraction(amount), Fraction(step))
        places = max(0, -int(step.as_tuple().exponent))
        return Decimal(f"{(rounded * 10**places).numerator}E-{places}")


def write_date(iso: str | int, *, locale: str = "en-GB", inferred: bool = False) -> str:
    """An ISO 8601 date of reduced precision in words: "18 March 2021", "April 2021", "2020"; starred when it is inferred.

    A text that is not such a date comes back as it is.
    """
    text = str(iso)
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text, re.ASCII)
    star = STAR * inferred
    if not match or not match.group(2):
        return text + star
    try:
        day = date(int(match.group(1)), int(match.group(2)), int(match.group(3) or 1))
    except ValueError:
        return text + star
    place = _locale(locale)
    written = format_date(day, "long", locale=place) if match.group(3) else format_skeleton("yMMMM", day, locale=place)
    return _spaced(written) + star


def decimal_mark(locale: str = "en-GB") -> str:
    """What stands before the decimals of a number."""
    return str(get_decimal_symbol(_locale(locale)))


def write_instant(iso: str, *, locale: str = "en-GB") -> str:
    """An instant of ISO 8601 with its zone in words: "8 April 2021, 09:30 UTC+05:00". Raises ValueError for another text."""
    instant = datetime.fromisoformat(iso)
    zone = instant.strftime("%z")
    offset = "" if int(zone or 0) == 0 else f"{zone[:3]}:{zone[3:5]}"
    day = write_date(instant.date().isoformat(), locale=locale)
    return f"{day}, {instant:%H:%M}\N{NO-BREAK SPACE}UTC{offset}"


def number_format(unit: str = "", decimals: int = 0) -> str:
    """An Office number format (ECMA-376, 18.8.31) for values of a unit; a unit that is not known gives the bare number."""
    parsed = units.parse(unit)
    digits = "#,##0" + ("." + "0" * decimals if decimals > 0 else "")
    if parsed.base == YEAR:
        return "0"
    if parsed.base == PERCENT:
        return f'{digits}"%"'
    if parsed.currency:
        return f'"{_money("", parsed.currency, "en")}"{digits}' + (f'"{_HOUSE_SCALES[parsed.scale]}"' if parsed.scale > 3 else "")
    if parsed.base == "km":
        return f'{digits}"{SPACE}km"'
    return f'{digits}"{SPACE}{parsed.alias}"' if parsed.alias else digits


def knows(locale: str) -> bool:
    """True when there are rules for a language tag such as "en-GB"."""
    try:
        return Locale.parse(locale, sep="-") is not None
    except (ValueError, UnknownLocaleError, TypeError):
        return False


# ---------------------------------------------------------------------------------------------- parts of a written value
def _with_unit(amount: Decimal, unit: Unit, short: bool, locale: str, lift: bool = True) -> str:
    if lift:
        amount, unit = _lifted(amount, unit)
    number = abs(amount)
    text = _scaled(number, unit, short, locale)
    if unit.currency:
        text = _money(text, unit.currency, locale)
    text = _signed(text, amount)
    rate = _rate(unit.per, locale)
    return f"{text}{f' {rate}' if rate else ''}"


def _lifted(amount: Decimal, unit: Unit) -> tuple[Decimal, Unit]:
    """The same value in thousands of millions and so on, when that leaves a number below 1,000 with two decimals at most.

    5,000,000 doses are 5 million doses; 1,234,567 doses stay as they are; thousands are always written out.
    """
    if unit.base == PERCENT:
        return amount, unit
    total = amount.scaleb(unit.scale)
    for scale in (12, 9, 6):
        lifted = total.scaleb(-scale)
        if scale > unit.scale and abs(lifted) >= 1 and lifted.normalize() == round(lifted, 2):
            return lifted.normalize(), replace(unit, scale=scale, alias="")
    if unit.scale == 3:
        return total, replace(unit, scale=0)
    return amount, unit


def _scaled(number: Decimal, unit: Unit, short: bool, locale: str) -> str:
    """The number with its scale word and base unit, without sign and currency."""
    english = _language(locale) == "en"
    digits = _digits(number, locale)
    if short and unit.alias and english:
        return f"{digits}{SPACE}{unit.alias}"
    if unit.base == PERCENT:
        return digits + _percent_sign(locale)
    if unit.scale:
        word = _HOUSE_SCALES.get(unit.scale, "") if short and english else _scale_word(number, unit.scale, short, locale)
        if not word:
            return _scaled(number.scaleb(unit.scale), replace(unit, scale=0, alias=""), short, locale)
        return digits + word + (f"{SPACE}{_base_word(number, unit, locale)}" if unit.base else "")
    if unit.base in _CLDR:
        return _measured(number, digits, unit.base, locale)
    return f"{digits}{SPACE}{_base_word(number, unit, locale)}" if unit.base else digits


def _base_word(number: Decimal, unit: Unit, locale: str) -> str:
    if unit.base in _CLDR:
        return _measured(number.scaleb(unit.scale), "", unit.base, locale).strip(f" {SPACE}")
    if number == 1 and not unit.scale and _language(locale) == "en":
        return units.singular(unit.base)
    return unit.base


def _measured(number: Decimal, digits: str, base: str, locale: str) -> str:
    """A unit of CLDR around the digits given, in the plural that the number takes."""
    name, length = _CLDR[base]
    pattern = _spaced(format_unit(number, name, length=length, format="0", locale=_locale(locale)))
    return re.sub(r"(\s?)\d+(\s?)", lambda m: f"{SPACE * len(m[1])}{digits}{SPACE * len(m[2])}", pattern, count=1)


def _scale_word(number: Decimal, scale: int, short: bool, locale: str) -> str:
    """" million" in the plural that the number takes, from the compact decimal formats of CLDR; empty where it has none."""
    place = _locale(locale)
    for length in ("short", "long") if short else ("long",):
        plurals = place.compact_decimal_formats.get(length) or {}
        formats = plurals.get(place.plural_form(number)) or plurals.get("other") or {}
        pattern = str(getattr(formats.get(str(10**scale)), "pattern", ""))
        if pattern.count("0") == 1 and pattern.startswith("0"):
            return SPACE + _spaced(pattern.replace("'", "").removeprefix("0")).strip(f" {SPACE}")
    return ""


def _money(text: str, currency: str, locale: str) -> str:
    symbol = _symbol(currency, locale)
    if not _before(locale):
        return f"{text}{SPACE}{symbol}"
    return f"{symbol}{SPACE if symbol[-1].isalpha() else ''}{text}"


def _symbol(currency: str, locale: str) -> str:
    """The symbol among speakers of the language: "$" for US dollars in English, "A$" for Australian ones."""
    language = _language(locale)
    return get_currency_symbol(currency, locale=Locale.parse(language))


@lru_cache(maxsize=64)
def _before(locale: str) -> bool:
    return str(_locale(locale).currency_formats["standard"].pattern).startswith("¤")


@lru_cache(maxsize=64)
def _percent_sign(locale: str) -> str:
    """"%" with the space before it that the locale wants."""
    pattern = _locale(locale).percent_formats[None].pattern
    return _spaced(pattern[pattern.rindex("0") + 1:]).replace(" ", SPACE)


def _rate(per: str, locale: str) -> str:
    if not per:
        return ""
    language = _language(locale)
    if language == "en":
        return f"{'an' if per == 'hour' else 'a'} {per}"
    return _RATES.get(language, {}).get(per, f"/ {per}")


def _qualified(text: str, qualifier: str, locale: str) -> str:
    word = _QUALIFIERS.get(_language(locale), {}).get(qualifier, qualifier)
    return f"{word} {text}" if word else text


def _digits(number: Decimal, locale: str) -> str:
    """All digits of a number that is not negative, grouped and pointed as the locale does."""
    decimals = max(0, -int(number.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return _spaced(format_decimal(number, format=pattern, locale=_locale(locale)))


def _signed(text: str, amount: Decimal) -> str:
    return f"{MINUS}{text}" if amount < 0 else text


def _decimal(value: Value) -> Decimal:
    """Without exponent and without zeros at the end of its decimals."""
    if isinstance(value, Fraction):
        made = _divided(value)
    else:
        made = Decimal(str(value))
    if not made.is_finite():
        return made
    if made == made.to_integral_value():
        return made.quantize(Decimal(1))
    return Decimal(f"{made.normalize():f}")


def _divided(value: Fraction) -> Decimal:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    context = _EXACT if rest == 1 else Context(prec=DIGITS)
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))


def _spaced(text: str) -> str:
    """Narrow no-break spaces (U+202F), which many fonts lack, as plain no-break spaces."""
    return text.replace("\u202f", SPACE)


def _language(locale: str) -> str:
    return _locale(locale).language


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale:
    """The rules for a language tag; English ones where there are none (`knows` tells)."""
    return Locale.parse(tag, sep="-") if knows(tag) else Locale("en", "GB")
