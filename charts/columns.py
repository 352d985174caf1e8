"""Upright columns on one axis that starts at zero: where they stand, what stands over and under them.

Shared by the kinds "column" and "waterfall": a column there stands on the axis, here also on the one before it.
"""
from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from charts import series_marks
from charts.drawing import Command, Fill, Stroke, rectangle
from charts.inputs import Refused
from charts.labels import fitted, wrap
from charts.sketch import Sketch, leading
from charts.style import Style
from charts.values import Item, Shade, plain

_LEAST = 1e-12  # a range below this is none: it could not be told from rounding
PLOT = 138.0  # height of the plot in print; times the stroke factor on slides
FEW = 10  # from here on the values are read from an axis, not from labels
MOST = 60
_SHARE = 0.646  # of its pitch that a column is wide: 50 to 27.5
_WIDEST = 72.0
_LIFT = 1.5  # between a column and its value
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Domain:
    """The axis: it holds zero, ends at round values, and has at most 8 steps."""

    low: float
    high: float
    step: float

    def share(self, value: float) -> float:
        """How far down from the top of the plot a value lies: 0 at `high`, 1 at `low`."""
        return (self.high - value) / (self.high - self.low)

    @property
    def ticks(self) -> tuple[float, ...]:
        """The values of the gridlines, from low to high; zero is exactly zero."""
        found = (self.low + n * self.step for n in range(round((self.high - self.low) / self.step) + 1))
        return tuple(0.0 if abs(tick) < 1e-9 * self.step else tick for tick in found)


@dataclass(frozen=True)
class Column:
    """One column from `base` to `end` in data units; `joined`: a thin line leads on to the next."""

    item: Item
    base: float
    end: float
    joined: bool = False


def domain(values: Sequence[float], most: int = 8) -> Domain:
    """The smallest round axis over zero and the values."""
    low, high = min(0.0, *values), max(0.0, *values)
    if high - low < _LEAST:
        return Domain(0.0, 1.0, 1.0)
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    for step in (factor * power for factor in (*_STEPS, 20.0)):
        bottom, top = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if top - bottom <= most:
            break
    return Domain(bottom * step, top * step, step)


def height(columns: Sequence[Column], width: float, style: Style) -> float:
    """Natural height in points."""
    made = _layout(columns, width, style)
    return made.head + PLOT * style.stroke + made.foot


def sketch(columns: Sequence[Column], scale: Domain, width: float, height_: float, style: Style) -> Sketch:
    """The marks; the plot takes what the words leave of the height. Raises Refused where names or values do not fit."""
    made, drawn, k = _layout(columns, width, style, scale), Sketch(width, height_, style), style.stroke
    top, plot = made.head, height_ - made.head - made.foot
    if plot < 40 * k:
        raise Refused("L4", f"the height of {height_:.0f} pt leaves no room for columns", "give the chart more room")

    def y(value: float) -> float:
        return top + plot * scale.share(value)

    if made.gutter:
        levels(drawn, scale, y, made.gutter, drawn.width)
    for n, column in enumerate(columns):
        middle = made.gutter + (n + 0.5) * made.pitch
        _column(drawn, column, middle, y, made)
        if column.joined:
            drawn.line(middle + made.thick / 2, y(column.end), middle + made.pitch - made.thick / 2, y(column.end), "g500", 0.6)
        _over(drawn, column, middle, y, made, made.texts[n])
        _under(drawn, middle, top + plot + made.under + _gap(style), made, n)
    drawn.line(made.gutter, y(0), width, y(0), "navy", 0.9)
    return drawn


def shaded(drawn: Sketch, x: float, y: float, width: float, height_: float, shade: Shade, message: bool,
           open_side: str = "") -> None:
    """A bar in the fill of its status. `open_side` ("bottom", "left"): the side that stands on the axis has no edge."""
    colour = "orange" if message else "navy"
    if shade == "solid" or not height_ or not width:
        drawn.box(x, y, width, height_, colour)
        return
    thick = {"hatch": 0.9, "outline": 1.1, "derived": 1.3}[shade]
    half = min(thick * drawn.style.stroke / 2, width / 2, height_ / 2)
    ground = {"hatch": Fill(colour, "hatch", "white"), "outline": Fill("white"),
              "derived": Fill("peach_2" if message else "tint_2")}[shade]
    drawn.path(rectangle(x, y, width, height_), ground)
    left, right, low, high = x + half, x + width - half, y + height_ - half, y + half
    edge: tuple[Command, ...] = {
        "bottom": (("M", left, y + height_), ("L", left, high), ("L", right, high), ("L", right, y + height_)),
        "top": (("M", left, y), ("L", left, low), ("L", right, low), ("L", right, y)),
        "left": (("M", x, high), ("L", right, high), ("L", right, low), ("L", x, low)),
        "right": (("M", x + width, high), ("L", left, high), ("L", left, low), ("L", x + width, low)),
    }.get(open_side, rectangle(left, high, right - left, low - high))
    drawn.path(edge, None, Stroke(colour, thick, (3.0, 2.0) if shade == "derived" else ()))


@dataclass(frozen=True)
class _Layout:
    """`head`, `foot`: what the words need above and below the plot, `under` of it for values; `gutter`: for the axis."""

    pitch: float
    thick: float
    gutter: float
    size: float
    texts: tuple[tuple[str, ...], ...]
    name_size: float
    names: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, ...], ...]
    head: float
    under: float
    foot: float


def _gap(style: Style) -> float:
    return 3.0 * style.stroke


def _layout(columns: Sequence[Column], width: float, style: Style, scale: Domain | None = None) -> _Layout:
    scale = scale or domain([v for column in columns for v in (column.base, column.end)])
    many = len(columns) >= FEW
    gutter = max(style.measure(t, style.sizes["axis"], False) for t in tick_texts(scale)) + 6 * style.stroke if many else 0.0
    pitch = (width - gutter) / len(columns)
    size, texts = _values(columns, pitch, style) if not many else (style.sizes["value"], ((),) * len(columns))
    labels = [column.item.label for column in columns]
    name_size, names = series_marks.under(labels, pitch, gutter, style, 'use a chart of kind "bar"')
    notes = tuple(fitted(column.item.note, pitch - 3, style.sizes["axis"], False, style) for column in columns)
    above = [len(t) for c, t in zip(columns, texts) if c.end >= 0]
    below = [len(t) for c, t in zip(columns, texts) if c.end < 0]
    over = max(above, default=0) * leading(style, size) + _LIFT * style.stroke
    head = leading(style, style.sizes["axis"]) / 2 if many else over if above else 0.0
    foot = _gap(style) + max(len(n) * leading(style, name_size) + len(m) * leading(style, style.sizes["axis"])
                             for n, m in zip(names, notes))
    under = max(below) * leading(style, size) + _LIFT * style.stroke if below and not many else 0.0
    return _Layout(pitch, min(_SHARE * pitch, _WIDEST * style.stroke), gutter, size, texts, name_size, names, notes, head,
                   under, foot + under)


def _values(columns: Sequence[Column], pitch: float, style: Style) -> tuple[float, tuple[tuple[str, ...], ...]]:
    """The largest size in which every value fits over its column, in one line or, failing that, in more."""
    for lines in (1, 2, 3):
        for role in ("value", "label", "axis"):
            size = style.sizes[role]
            texts = tuple(wrap(column.item.text, pitch - 3, size, True, style) for column in columns)
            if all(len(t) <= lines and " ".join(t) == c.item.text for t, c in zip(texts, columns)):
                return size, texts
    raise Refused("L4", f"the values of {len(columns)} columns do not fit side by side", 'use a chart of kind "bar"')


def places(scale: Domain) -> int:
    """The decimals that the axis's steps need."""
    return next((n for n in range(12) if all(abs(round(t, n) - t) < 1e-6 * scale.step for t in scale.ticks)), 12)


def tick_texts(scale: Domain) -> list[str]:
    """The axis's numbers, all with the same decimals."""
    return [plain(tick, places(scale)) for tick in scale.ticks]


def gutter(scale: Domain, style: Style) -> float:
    """The room left of an upright axis for its numbers, in points."""
    return max(style.measure(text, style.sizes["axis"], False) for text in tick_texts(scale)) + 6 * style.stroke


def levels(drawn: Sketch, scale: Domain, y: Callable[[float], float], left: float, right: float, *, nought: bool = False,
           named: bool = True) -> None:
    """A level line at each tick of an upright axis, and its number left of it. `nought`: the one at zero is the axis itself."""
    style, size = drawn.style, drawn.style.sizes["axis"]
    for tick, text in zip(scale.ticks, tick_texts(scale)):
        axis = nought and not tick
        drawn.line(left, y(tick), right, y(tick), "navy" if axis else "g200", 0.9 if axis else 0.4)
        if named:
            drawn.text(left - 5 * style.stroke, y(tick) - leading(style, size) / 2, text, size, anchor="end")


def _column(drawn: Sketch, column: Column, middle: float, y: Callable[[float], float], made: _Layout) -> None:
    if column.item.number is None:
        return
    top, bottom = sorted((y(column.base), y(column.end)))
    stands = "" if column.base else "bottom" if column.end >= 0 else "top"
    shaded(drawn, middle - made.thick / 2, top, made.thick, bottom - top, column.item.shade, column.item.message, stands)


def _over(drawn: Sketch, column: Column, middle: float, y: Callable[[float], float], made: _Layout,
          lines: Sequence[str]) -> None:
    """The value: over its column, under one that hangs down; in grey where there is none."""
    high, missing = leading(drawn.style, made.size), column.item.number is None
    lift = _LIFT * drawn.style.stroke
    edge = min(y(column.base), y(column.end)) - lift - len(lines) * high
    if column.end < 0:
        edge = max(y(column.base), y(column.end)) + lift
    drawn.lines(middle, edge, lines, made.size, "g500" if missing else "navy", not missing, "middle")


def _under(drawn: Sketch, middle: float, top: float, made: _Layout, n: int) -> None:
    """Name and note."""
    y = drawn.lines(middle, top, made.names[n], made.name_size, "navy", True, "middle")
    drawn.lines(middle, y, made.notes[n], drawn.style.sizes["axis"], "g700", False, "middle")
