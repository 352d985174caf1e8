"""Office charts of rows with a name at the left of each: scatters whose names are labels of unseen points.

What a scatter shows before and beyond its values follows from the words there, so its axis is settled for a size in points.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from charts import listed, office
from charts.columns import Domain
from charts.drawing import Stroke
from charts.labels import fitted, widest
from charts.native import Native, NativeSeries, Point
from charts.style import Style

DOT = 14.0  # diameter of a disc, which a point's own look makes a little larger: together about that of the drawings
NAMES = "Names (not shown)"
_SHARE = 0.4  # of the width that the names may take
_INSET = 5.0  # points between a mark and its words, and between the names and the scale
_UNDER, _OVER = 0.5, 0.5  # rows: what is free under the last of them, and over the first
_ABOUT = 0.35  # of the axis that names and words take before the size is known


def names_series(names: Sequence[str], scale: Domain) -> NativeSeries:
    """Unseen points that carry the rows' names, from the top row down, just before the scale."""
    rows = tuple(float(len(names) - n) for n in range(len(names)))
    points = tuple(Point(label=name, role="label") for name in names)
    return NativeSeries(NAMES, rows, labels=True, points=points, x=(scale.low,) * len(names))


def lying(labels: Sequence[str], made: Sequence[NativeSeries], names: NativeSeries, scale: Domain) -> Native:
    """A scatter of rows from the top down. `made`: lines and dots; `names`: the unseen points at their left.

    All series get as many points as the longest, gaps at their end: LibreOffice drops those that have fewer.
    """
    most = max(len(one.values) for one in (*made, names))
    even = tuple(replace(one, values=one.values + (None,) * (most - len(one.values)), x=one.x + (None,) * (most - len(one.x)))
                 for one in (*made, names))
    more = _ABOUT * (scale.high - scale.low)
    return Native("scatter", (*labels, *[""] * (most - len(labels))), even, _UNDER, len(labels) + _OVER, 1.0, "0.##",
                  x_minimum=scale.low - more, x_maximum=scale.high + more, x_major=scale.step,
                  x_number_format=office.number_format(scale), base=scale.low)


def runs(name: str, stroke: Stroke, lines: Sequence[tuple[float, float, float]]) -> NativeSeries:
    """Level lines (row, from, to) as one series with a gap after each."""
    return NativeSeries(name, tuple(v for row, _, _ in lines for v in (row, row, None))[:-1], None, stroke,
                        x=tuple(v for _, a, b in lines for v in (a, b, None))[:-1])


def settled(native: Native, width: float, style: Style) -> Native:
    """The chart at a width in points: names in lines at the left, then an axis on which all values have room for their words.

    Where there is none (a drawing would be refused there), it is left to its host.
    """
    *shown, names = native.series
    size, base = style.sizes["label"], max(native.base or 0.0, 0.0)
    lines = ["\n".join(fitted(p.label, _SHARE * width, size, True, style)) if p else "" for p in names.points]
    left = max(widest(line.split("\n"), size, True, style) for line in lines) + 2 * _INSET
    needs = [(0.0, -_INSET), (0.0, _INSET), *((value - base, beyond) for one in shown for value, beyond in _needs(one, style))]
    zero, scale = listed.reach(needs, left, width - _INSET)
    if scale <= 0:
        return native
    edge = float(f"{base + (left - _INSET - zero) / scale:.4g}")
    points = tuple(p and replace(p, label=line) for p, line in zip(names.points, lines))
    moved = replace(names, points=points, x=tuple(None if v is None else edge for v in names.values))
    return replace(native, series=(*shown, moved), x_minimum=base - zero / scale, x_maximum=base + (width - zero) / scale,
                   plot=(0.0, 0.0, 1.0, 1.0))


def _needs(series: NativeSeries, style: Style) -> Iterator[tuple[float, float]]:
    """Of each mark, its value and how far its disc and its words run beyond it."""
    rim = (series.dot + 2) / 2 if series.marker else 1.0
    for x, y, point in zip(series.x, series.values, (*series.points, *[None] * len(series.x))):
        if x is None or y is None:
            continue
        words = style.measure(point.label, style.sizes[point.role], True) + _INSET if point and point.label else 0.0
        to_left = bool(point and point.place == "l")
        yield x, -(rim + words * to_left)
        yield x, rim + words * (not to_left)
