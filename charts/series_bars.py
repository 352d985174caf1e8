"""Bars in groups: the layout of level grouped charts. The series are named beside the values of one label."""
from __future__ import annotations

from dataclasses import dataclass

from charts import series_marks
from charts.inputs import Refused
from charts.labels import fitted, widest
from charts.series import Grid
from charts.sketch import Sketch, leading
from charts.style import Style

_BAR, _BETWEEN, _GAP = 10.0, 2.0, 9.0  # a bar, the white between two of one label, and between labels, in print
_NAMES = 0.4  # of the width that the labels may take


@dataclass(frozen=True)
class _Layout:
    """`step`: from bar to bar; `rows`: the height of each label's bars or words; `shown`: the label that names the series."""

    label: float
    size: float
    names: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, ...], ...]
    step: float
    rows: tuple[float, ...]
    shown: int
    left: float
    right: float


def _layout(grid: Grid, width: float, style: Style, role: str = "label") -> _Layout:
    size, small, k = style.sizes[role], style.sizes["axis"], style.stroke
    names = tuple(fitted(label, _NAMES * width, size, True, style) for label in grid.labels)
    notes = tuple(fitted(note, _NAMES * width, small, False, style) for note in grid.notes)
    step = max((_BAR + _BETWEEN) * k, leading(style, size))
    rows = tuple(max(len(n) * leading(style, size) + len(m) * leading(style, small), step * len(grid.series))
                 for n, m in zip(names, notes))
    shown = grid.fullest
    left, right = _edges(grid, names, notes, shown, width, size, style)
    return _Layout(size, size, names, notes, step, rows, shown, left, right)


def _edges(grid: Grid, names: tuple[tuple[str, ...], ...], notes: tuple[tuple[str, ...], ...], shown: int, width: float,
           size: float, style: Style) -> tuple[float, float]:
    """Where the bars may begin and end: beside the labels, and so that every value and each series' name has room."""
    k = style.stroke
    wide = max(max(widest(n, size, True, style), widest(m, style.sizes["axis"], False, style)) for n, m in zip(names, notes))
    before = max((style.measure(item.text, size, True) + 5 * k for one in grid.series for item in one.items
                  if (item.number or 0.0) < 0), default=0.0)
    left, right = wide + 8 * k + before, width
    low, high = min(0.0, *grid.numbers), max(0.0, *grid.numbers)
    for m, one in enumerate(grid.series):
        for n, item in enumerate(one.items):
            along = (max(item.number or 0.0, 0.0) - low) / ((high - low) or 1.0)
            free = width - left - _room(grid, n, m, shown, size, style)
            right = min(right, left + free / along if along else right if free >= 0 else left)
    if right - left < 50 * k:
        raise Refused("L4", f"names and values leave {max(0.0, right - left):.0f} pt for the bars",
                      "shorten the names, or use a table")
    return left, right


def _room(grid: Grid, n: int, m: int, shown: int, size: float, style: Style) -> float:
    """The width of the words after a bar."""
    one, gap = grid.series[m], 5 * style.stroke
    back = (one.items[n].number or 0.0) < 0
    own = 0.0 if back else style.measure(one.items[n].text, size, one.items[n].number is not None) + gap
    return own + (style.measure(one.name, size, False) + gap if n == shown else 0.0)


def height(grid: Grid, width: float, style: Style) -> float:
    """Natural height in points."""
    return _tall(_layout(grid, width, style), style)


def _tall(made: _Layout, style: Style) -> float:
    return sum(made.rows) + _GAP * style.stroke * len(made.rows)


def sketch(grid: Grid, width: float, height_: float, style: Style) -> Sketch:
    """The marks; free height goes between the labels and into the bars. Raises Refused where there is too little of it."""
    made = _layout(grid, width, style)
    if _tall(made, style) > height_ + 0.5:
        made = _layout(grid, width, style, "axis")
    drawn, k = Sketch(width, height_, style), style.stroke
    gap, _ = series_marks.between(height_ - _tall(made, style), len(made.rows), _GAP * k, 0.0)
    wider = min(max(0.0, gap - _GAP * k) / (2 * len(grid.series)), 0.6 * made.step)
    gap -= wider * len(grid.series)
    y = 0.0
    for n in range(len(made.rows)):
        tall = made.rows[n] + wider * len(grid.series)
        _row(drawn, grid, made, n, y + (gap + tall) / 2, made.step + wider)
        y += gap + tall
    zero = _x(grid, made, 0.0)
    drawn.line(zero, 0, zero, y, "navy", 0.9)
    return drawn


def _x(grid: Grid, made: _Layout, value: float) -> float:
    low, high = min(0.0, *grid.numbers), max(0.0, *grid.numbers)
    return made.left + (value - low) * (made.right - made.left) / ((high - low) or 1.0)


def _row(drawn: Sketch, grid: Grid, made: _Layout, n: int, middle: float, step: float) -> None:
    """The label and its note, then a bar a series with its value; one label names the series."""
    style, small = drawn.style, drawn.style.sizes["axis"]
    words = len(made.names[n]) * leading(style, made.label) + len(made.notes[n]) * leading(style, small)
    y = drawn.lines(0, middle - words / 2, made.names[n], made.label, "navy", True)
    drawn.lines(0, y, made.notes[n], small)
    for m in range(len(grid.series)):
        _bar(drawn, grid, made, n, m, middle + (m + 0.5 - len(grid.series) / 2) * step, step)


def _bar(drawn: Sketch, grid: Grid, made: _Layout, n: int, m: int, middle: float, step: float) -> None:
    one, style = grid.series[m], drawn.style
    item, gap = one.items[n], 5 * style.stroke
    zero, end = _x(grid, made, 0.0), _x(grid, made, item.number or 0.0)
    if item.number is not None:
        thick = step - _BETWEEN * style.stroke
        series_marks.block(drawn, min(zero, end), middle - thick / 2, abs(end - zero), thick, item.shade, one.role)
    top, stated, back = middle - leading(style, made.size) / 2, item.number is not None, end < zero
    drawn.text(end - gap if back else end + gap, top, item.text, made.size, "navy" if stated else "g500", stated,
               "end" if back else "start")
    if n == made.shown:
        x = max(zero, end) + gap + (0.0 if back else style.measure(item.text, made.size, stated) + gap)
        drawn.text(x, top, one.name, made.size)
