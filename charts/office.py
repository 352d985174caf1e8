"""What Office charts share: how an item's fill is said for one data point, and the plain column and bar chart."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from charts.columns import FEW, Domain, places
from charts.drawing import Fill, Stroke
from charts.native import Native, NativeSeries, Point
from charts.values import Item

GAP_WIDTH = 55  # percent of a column's width: 27.5 to 50
EDGE = 1.75  # native charts stand on slides: edges are as wide as a slide's strokes


def point(item: Item) -> Point:
    """The look and the label of one item, as in the drawing."""
    colour = "orange" if item.message else "navy"
    look = {"solid": (Fill(colour), None),
            "hatch": (Fill(colour, "hatch", "white"), Stroke(colour, 0.9 * EDGE)),
            "outline": (Fill("white"), Stroke(colour, 1.1 * EDGE)),
            "derived": (Fill("peach_2" if item.message else "tint_2"), Stroke(colour, 1.3 * EDGE, (3.0 * EDGE, 2.0 * EDGE)))}
    fill, stroke = look[item.shade]
    return Point(fill, stroke, item.text)


def spot(item: Item, last: bool) -> Point | None:
    """A point of a line: orange for the message; a label over the message, and beside the last value."""
    label = item.text if (last or item.message) and item.number is not None else ""
    beside = f"\u00a0{label}" if last else label
    return Point(Fill("orange" if item.message else "navy"), None, beside, place="r" if last else "t") if label else None


def category(item: Item) -> str:
    """The name, and the note on a line of its own."""
    return f"{item.label}\n{item.note}" if item.note else item.label


def simple(kind: Literal["column", "bar"], items: Sequence[Item], scale: Domain, unit: str) -> Native:
    """One series, a label a value; from 10 columns on an axis with gridlines in their place (L2)."""
    many = kind == "column" and len(items) >= FEW
    series = NativeSeries(unit or "Value", tuple(item.number for item in items), Fill("navy"),
                          points=tuple(point(item) for item in items), labels=not many)
    return Native(kind, tuple(category(item) for item in items), (series,), scale.low, scale.high, scale.step,
                  number_format(scale), GAP_WIDTH, value_axis=many, gridlines=many)


def number_format(scale: Domain) -> str:
    """Thousands separators, and the decimals of the axis's steps: open ones ("0.##") leave whole numbers a bare point."""
    decimals = places(scale)
    return "#,##0" + ("." + "0" * decimals if decimals else "")
