"""What Office charts of several series share: each series in the fill of its values, named as the drawing names it."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts import office
from charts.drawing import Stroke
from charts.native import NativeSeries, Point
from charts.series import Grid, Series
from charts.series_marks import edge, ground
from charts.style import SEAM
from charts.values import Item, Shade


def look(role: str, shade: Shade, label: str = "") -> Point:
    """The fill and the edge of one value, as in the drawing; without words it says nothing."""
    line = edge(role, shade)
    k = office.EDGE
    wider = line and Stroke(line.colour, line.width * k, tuple(d * k for d in line.dash))
    return Point(ground(role, shade), wider, label, silent=not label)


def series(one: Series, labels: Sequence[str]) -> NativeSeries:
    """One series of bars: a point a value, with its own words (none: no label)."""
    points = tuple(look(one.role, item.shade, words) for item, words in zip(one.items, labels))
    return NativeSeries(one.name, one.numbers, ground(one.role, "solid"), points=points, labels=any(labels))


def named(one: NativeSeries, n: int | None, name: str) -> NativeSeries:
    """The same with its name after one value, aside of its mark; where values have no labels, the name alone."""
    if n is None:
        return one
    point = one.points[n] or Point()
    words = f"{point.label}  {name}" if one.labels and point.label else name
    said = replace(point, label=words, silent=False, role="label", aside=True)
    return replace(one, points=(*one.points[:n], said, *one.points[n + 1:]))


def seamed(one: NativeSeries) -> NativeSeries:
    """The same with a white edge around solid parts, so that it stays apart from the part below (C3).

    The lowest part has none: it would cut the line of nought.
    """
    white = Stroke("white", SEAM * office.EDGE)
    return replace(one, points=tuple(p and (p if p.stroke else replace(p, stroke=white)) for p in one.points))


_LETTERS = 50  # of a value's size that stand side by side over the length of a slide's level bars


def fits(words: str, share: float) -> bool:
    """Whether words fit into a share of the length of level bars; Office has no ruler to ask."""
    return len(words) + 1 <= share * _LETTERS


def texts(items: Sequence[Item]) -> list[str]:
    """The words beside stated values; a missing one has no label in Office."""
    return [item.text if item.number is not None else "" for item in items]


def categories(grid: Grid) -> tuple[str, ...]:
    """The labels with their notes; what is not stated is said there, since Office labels no missing value."""
    return tuple(grid.category(n) + _missing(grid, n) for n in range(len(grid.labels)))


def _missing(grid: Grid, n: int) -> str:
    gone = [one.name for one, item in zip(grid.series, grid.at(n)) if item.number is None]
    if len(gone) == len(grid.series):
        return "\nnot stated"
    return f"\n{', '.join(gone)}: not stated" if gone else ""


def total_labels(words: Sequence[str], room: float) -> NativeSeries:
    """An unseen strip over stacked columns that carries their totals: Office puts no label outside a stacked column."""
    points = tuple(Point(label=text) for text in words)
    return NativeSeries("Room for totals (not shown)", (room,) * len(words), labels=True, points=points)
