"""H3, the lie factor, measured on the marks themselves: lengths are to one another as the numbers are (Tufte 1983)."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from charts.drawing import Mark, Path, bounds, parts, rectangular
from charts.lengths import Lengths
from charts.rules.chart import Chart, Finding

LIE = 0.02  # how far drawn by stated may lie from 1
_SMALL = 0.35  # pt: what rounding and thin edges do to short marks


def lie_factor(marks: Sequence[Mark], chart: Chart) -> Iterator[Finding]:
    """One finding where no single scale gives each value a mark of its own length."""
    promised: Lengths | None = getattr(chart.plan, "lengths", None)
    if not promised or not promised.stated:
        return
    found, wanted = sorted(_found(marks, promised)), promised.stated
    longest = found[-1] if found else _SMALL
    if len(found) < (count := sum(value / wanted[0] * longest > _SMALL for value in wanted) or 1):
        yield _lies(f"{count} values have {len(found)} marks", "each value is one mark")
        return
    scales = sorted({float(f"{length / wanted[0]:.9g}") for length in found}, reverse=True)
    if not any(_misfit(wanted, found, scale) is None for scale in scales):
        scale = sum(found[-len(wanted):]) / sum(wanted)
        odd = _misfit(wanted, found, scale) or wanted[0]
        yield _lies(f"no mark is as long as {odd:,g} should be beside the others", "a mark's length is its value")


def _lies(what: str, hint: str) -> Finding:
    return Finding("H3", "error", what, hint)


def _found(marks: Sequence[Mark], promised: Lengths) -> Iterator[float]:
    """The lengths of all boxes, or of all lines, that run the right way; points."""
    for mark in marks:
        if not isinstance(mark, Path):
            continue
        pieces = parts(mark.commands) if promised.drawn == "boxes" and mark.fill else ()
        shapes = [Path(piece) for piece in pieces if rectangular(piece)]
        if promised.drawn == "lines" and mark.stroke and not mark.fill and len(mark.commands) == 2:
            shapes = [mark]
        for left, top, right, bottom in map(bounds, shapes):
            length = right - left if promised.along == "width" else bottom - top
            if length > 0:
                yield length


def _misfit(wanted: Sequence[float], found: Sequence[float], scale: float) -> float | None:
    """The first value, from the largest down, that has no mark of its own on a scale (pt a unit); None when all have."""
    left = list(found)
    for value in wanted:
        slack = max(LIE * value * scale, _SMALL)
        at = bisect_right(left, value * scale + slack) - 1
        if at >= 0 and left[at] >= value * scale - slack:
            left.pop(at)
        elif value * scale > _SMALL:
            return value
    return None
