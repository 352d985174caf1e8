"""Dates along a chart of several series: read strictly, placed on a true scale, named where there is room."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from charts import dates
from charts.dates import Span
from charts.inputs import Refused
from charts.sketch import Sketch

LEAST, MOST = 4, 2000


def spans(labels: Sequence[str], place: Any) -> tuple[Span, ...]:
    """What the labels name. Raises Refused (H9) for text that is no date, dates out of order, and fewer than four."""
    if len(labels) < LEAST:
        raise Refused("H9", f"a course through {len(labels)} dates", f"use columns, or give at least {LEAST} dates", place)
    if len(labels) > MOST:
        raise Refused("M14", f"{len(labels)} dates are too many", f"keep at most {MOST}, such as one a month", place)
    found = tuple(_span(label, place) for label in labels)
    for (a, b), label in zip(pairwise(found), labels[1:]):
        if b.start < a.end:
            raise Refused("H9", f'"{label}" does not come after the date before it', "put the dates in order, each once", place)
    return found


def _span(label: str, place: Any) -> Span:
    try:
        return dates.read(label.rstrip("*"))
    except ValueError as error:
        hint = 'it runs over time: write "2021", "2021-04" or "2021-04-07"'
        raise Refused("H9", str(error), hint, getattr(label, "place", None) or place) from None


def short(span: Span) -> str:
    """A date as it stands under an axis."""
    day = date.fromordinal(span.start)
    month = dates.MONTHS[day.month - 1][:3]
    return {"year": f"{day.year}", "month": f"{month} {day.year}", "day": f"{day.day} {month} {day.year}"}[span.precision]


def regular(found: Sequence[Span]) -> bool:
    """Whether all intervals are equal in the unit of the dates: days, months or years."""
    if len({span.precision for span in found}) > 1:
        return False
    firsts = [date.fromordinal(span.start) for span in found]
    counted = {"year": [d.year for d in firsts], "month": [12 * d.year + d.month for d in firsts],
               "day": [d.toordinal() for d in firsts]}[found[0].precision]
    return len({b - a for a, b in pairwise(counted)}) == 1


def places(found: Sequence[Span], left: float, right: float) -> list[float]:
    """The middle of each date between two x, on a true scale."""
    first, last = found[0].middle, found[-1].middle
    return [left + (span.middle - first) * (right - left) / (last - first) for span in found]


def name(drawn: Sketch, found: Sequence[Span], xs: Sequence[float], axis: float, reach: tuple[float, float]) -> None:
    """Dates centred under their places, inside `reach`: the first and the last, and as many between as have room, at even
    steps where the dates are even.

    Where the first and the last cannot stand side by side, the years of both do; `axis` is the height of the baseline.
    """
    style, size, k = drawn.style, drawn.style.sizes["axis"], drawn.style.stroke
    words = [short(span) for span in found]
    if style.measure(words[0], size, False) + style.measure(words[-1], size, False) + 6 * k > reach[1] - reach[0]:
        words = [str(date.fromordinal(span.start).year) for span in found]
    halves = [style.measure(text, size, False) / 2 for text in words]
    middles = [min(max(x, reach[0] + half), reach[1] - half) for x, half in zip(xs, halves)]

    def clear(a: int, b: int) -> bool:
        return middles[a] + halves[a] + 6 * k <= middles[b] - halves[b]

    for n in _named(len(words), _step(len(words), clear) if regular(found) else 1, clear):
        drawn.line(xs[n], axis, xs[n], axis + 2.5 * k, "navy", 0.6)
        drawn.text(middles[n], axis + 4 * k, words[n], size, anchor="middle")


def _step(count: int, clear: Callable[[int, int], bool]) -> int:
    """Every how manieth of even dates is named: one that leads from the first to the last, unless that leaves out too many."""
    last = count - 1
    least = next((step for step in range(1, last) if all(clear(a, b) for a, b in pairwise(range(0, count, step)))), last)
    return next((step for step in range(least, min(2 * least, last) + 1) if last % step == 0), least)


def _named(count: int, step: int, clear: Callable[[int, int], bool]) -> list[int]:
    """The first, each step further that is clear of the one before it and of the last, and the last."""
    last, found = count - 1, [0]
    for n in range(step, last, step):
        if clear(found[-1], n) and clear(n, last):
            found.append(n)
    return [*found, last]
