"""Dates of reduced precision on a true time scale: a day, a month or a year is a span of days, never a point made up.

Written forms follow ISO 8601 calendar dates with reduced precision: "2021-04-07", "2021-04", "2021". Days are counted as
proleptic Gregorian ordinals (`datetime.date.toordinal`), so that spans can be compared and drawn without time zones.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year"]
Unit = Literal["days", "months", "years"]

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")
_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_MONTHS_AT_MOST = 18 * 31  # days up to which an axis is divided into months
_DAYS_AT_MOST = 45


@dataclass(frozen=True, slots=True)
class Span:
    """From the day `start` up to, not including, the day `end` (ordinals)."""

    start: int
    end: int
    precision: Precision

    @property
    def middle(self) -> float:
        """The middle of the span in days: noon of a day, the 16th of most months."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a day, month or year begins; `month` and `day` are 0 where the unit is coarser."""

    at: int
    year: int
    month: int = 0
    day: int = 0


def read(text: str) -> Span:
    """The span that a written date names. Raises ValueError with a sentence when it is not such a date."""
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise ValueError(f'"{text}" is not a date')
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if not 1000 <= year <= 9998:
        raise ValueError(f'the year of "{text}" is not between 1000 and 9998')
    try:
        if day or found.group(3):
            start = date(year, month, day).toordinal()
            return Span(start, start + 1, "day")
        if month or found.group(2):
            return Span(date(year, month, 1).toordinal(), _next_month(year, month), "month")
    except ValueError as error:
        raise ValueError(f'"{text}" is not in the calendar') from error
    return Span(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal(), "year")


def widened(span: Span, precision: Precision) -> Span:
    """The whole month or year around a span's first day, when `precision` is coarser than the span's own."""
    first = date.fromordinal(span.start)
    written = {"day": first.isoformat(), "month": first.isoformat()[:7], "year": first.isoformat()[:4]}
    return read(written[precision])


def unit_of(start: int, end: int) -> Unit:
    """How an axis of this length is divided: into days, months (up to 18 of them) or years."""
    if end - start <= _DAYS_AT_MOST:
        return "days"
    return "months" if end - start <= _MONTHS_AT_MOST else "years"


def ticks(start: int, end: int) -> tuple[Tick, ...]:
    """The beginnings of the axis's units from `start` on; the first tick is `start` itself, wherever it falls."""
    unit = unit_of(start, end)
    if unit == "days":
        return tuple(_tick(at, unit) for at in range(start, end))
    found = [_tick(start, unit)]
    while (following := _following(found[-1])) < end:
        found.append(_tick(following, unit))
    return tuple(found)


def spoken(span: Span) -> str:
    """A span in words: "7 April 2021", "April 2021", "2021"."""
    first = date.fromordinal(span.start)
    words = {"day": f"{first.day} {MONTHS[first.month - 1]} {first.year}", "month": f"{MONTHS[first.month - 1]} {first.year}"}
    return words.get(span.precision, str(first.year))


def _tick(at: int, unit: Unit) -> Tick:
    day = date.fromordinal(at)
    return Tick(at, day.year, 0 if unit == "years" else day.month, day.day if unit == "days" else 0)


def _following(tick: Tick) -> int:
    return _next_month(tick.year, tick.month) if tick.month else date(tick.year + 1, 1, 1).toordinal()


def _next_month(year: int, month: int) -> int:
    return date(year + month // 12, month % 12 + 1, 1).toordinal()
