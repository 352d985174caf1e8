"""Colours that a person gave to a native chart, on the drawing that prints show in its place.

The drawing is made from the same plan as the chart: what has the fill (or the line) of a series there is that series, as long as
no other has it; a point is found by its own fill, or among bars alike by its place in their order and by its length.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from charts.drawing import Fill, Mark, Path, Stroke, bounds
from charts.native import Native, NativeSeries
from reports.page import Figure

if TYPE_CHECKING:
    from reports.render.pptx_kept import Recolour

_BARS = ("column", "bar")  # whose lengths are in proportion to their values
_NEAR = 0.02


def recoloured(figure: Figure, changes: Iterable[Recolour]) -> tuple[Figure, list[Recolour]]:
    """The figure in its colours, and the changes whose marks are not surely known."""
    marks, left = list(figure.drawing.marks), []
    for change in changes:
        found = _of(figure, change)
        for index in found:
            marks[index] = _painted(figure.drawing.marks[index], change.colour)
        left += [] if found else [change]
    return replace(figure, drawing=replace(figure.drawing, marks=tuple(marks))), left


def _of(figure: Figure, change: Recolour) -> list[int]:
    """The marks of a series, or of a point; none where that is not sure."""
    native = figure.native
    series = next((s for s in native.series if s.name == change.series), None) if native else None
    if native is None or series is None:
        return []
    if change.category:
        return _point(figure.drawing.marks, native, series, change.category)
    if series.fill is None:
        return _lines(figure.drawing.marks, native, series)
    others = [fill for s in native.series for fill in _fills(s) if s is not series]
    return [] if series.fill in others else _filled(figure.drawing.marks, series.fill)


def _lines(marks: Sequence[Mark], native: Native, series: NativeSeries) -> list[int]:
    """A line and its markers."""
    stroke = series.stroke
    if stroke is None or [s.stroke.colour for s in native.series if s.stroke].count(stroke.colour) != 1:
        return []
    return [n for n, mark in enumerate(marks) if isinstance(mark, Path) and (mark.fill == Fill(stroke.colour) or (
        mark.stroke and mark.stroke.colour == stroke.colour and mark.stroke.width >= 1))]


def _fills(series: NativeSeries) -> list[Fill | None]:
    """Of each of its points that is there."""
    own = [*series.points, *(None,) * (len(series.values) - len(series.points))]
    return [point.fill if point and point.fill else series.fill for point, value in zip(own, series.values) if value is not None]


def _filled(marks: Sequence[Mark], fill: Fill | None) -> list[int]:
    return [n for n, mark in enumerate(marks) if isinstance(mark, Path) and fill is not None and mark.fill == fill]


def _point(marks: Sequence[Mark], native: Native, series: NativeSeries, category: str) -> list[int]:
    there = [(name, value) for name, value in zip(native.categories, series.values) if value is not None]
    fills, names = _fills(series), [name for name, _ in there]
    if category not in names:
        return []
    fill = fills[names.index(category)]
    found, every = _filled(marks, fill), [f for s in native.series for f in _fills(s)]
    if every.count(fill) == 1:
        return found
    alike = [(name, value) for (name, value), own in zip(there, fills) if own == fill]
    if native.kind not in _BARS or len(native.series) > 1 or len(found) != len(alike) or not _in_proportion(
            native.kind, [marks[n] for n in found], [value for _, value in alike]):
        return []
    return [found[[name for name, _ in alike].index(category)]]


def _in_proportion(kind: str, bars: Sequence[Mark], values: Sequence[float | None]) -> bool:
    """Whether bars, in their order, are as long as their values ask for."""
    lengths = [(box[3] - box[1] if kind == "column" else box[2] - box[0]) for bar in bars if isinstance(bar, Path)
               for box in (bounds(bar),)]
    sizes = [abs(value or 0.0) for value in values]
    whole, every = max(lengths, default=0.0), max(sizes, default=0.0)
    return whole > 0 < every and all(abs(a / whole - b / every) < _NEAR for a, b in zip(lengths, sizes, strict=True))


def _painted(mark: Mark, colour: str) -> Mark:
    """A pattern stays a pattern, since it says a status."""
    if not isinstance(mark, Path):
        return mark
    stroke: Stroke | None = replace(mark.stroke, colour=colour) if mark.stroke and mark.fill is None else mark.stroke
    return replace(mark, fill=replace(mark.fill, colour=colour) if mark.fill else None, stroke=stroke)
