"""Columns in groups: the layout of upright grouped charts.

The series are named over the columns of one group: on their values where the names are short, else on leaders.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from charts import series_marks
from charts.columns import PLOT, Domain, levels, tick_texts
from charts.inputs import Refused
from charts.labels import wrap
from charts.series import Grid
from charts.series_marks import Over
from charts.sketch import Sketch, leading
from charts.style import Style

_SHARE = 0.74  # of its pitch that a group is wide
_WIDEST, _GAP = 60.0, 2.0  # a column, and the white between two of one group, in print
_LIFT = 1.5


@dataclass(frozen=True)
class _Layout:
    """`size` 0: values are read from an axis whose numbers need `gutter`; `shown`: the group that names the series."""

    gutter: float
    pitch: float
    thick: float
    size: float
    texts: tuple[tuple[tuple[str, ...], ...], ...]  # of each series, of each label, its lines
    name_size: float
    names: tuple[tuple[str, ...], ...]
    shown: int
    over: Over
    close: tuple[tuple[str, ...], ...]  # the names, where each fits over its column; then `over` is empty
    head: float
    low: float
    foot: float

    def x(self, n: int, m: int, style: Style, of: int) -> float:
        """The middle of the column of label `n` and series `m` of `of`."""
        step = self.thick + _GAP * style.stroke
        return self.gutter + (n + 0.5) * self.pitch + (m - (of - 1) / 2) * step


def height(grid: Grid, scale: Domain, many: bool, width: float, style: Style) -> float:
    """Natural height in points; `many`: values are read from an axis, not over their columns."""
    made = _layout(grid, scale, many, width, style)
    return made.over.height + made.head + PLOT * style.stroke + made.low + made.foot


def _layout(grid: Grid, scale: Domain, many: bool, width: float, style: Style) -> _Layout:
    found = None if many else _values(grid, width / len(grid.labels), style)
    size, texts = found or (0.0, ())
    axis = style.sizes["axis"]
    gutter = 0.0 if size else max(style.measure(t, axis, False) for t in tick_texts(scale)) + 6 * style.stroke
    pitch = (width - gutter) / len(grid.labels)
    thick = _thick(pitch, len(grid.series), style)
    if thick < 2.5 * style.stroke:
        raise Refused("M14", f"{len(grid.labels)} groups of columns are too narrow to be seen",
                      'use fewer labels, or "horizontal: true"')
    name_size, names = series_marks.under(grid.labels, pitch, gutter, style, 'use "horizontal: true"')
    blank = _Layout(gutter, pitch, thick, size, texts, name_size, names, grid.fullest,
                    Over((), (), False, 0.0), (), 0.0, 0.0, 0.0)
    return _with_heights(grid, _named(grid, blank, width, style), style)


def _named(grid: Grid, made: _Layout, width: float, style: Style) -> _Layout:
    """The layout with the names of the series."""
    room, size = made.thick + _GAP * style.stroke - 3, style.sizes["label"]
    close = tuple(wrap(one.name, room, size, True, style) for one in grid.series)
    if all(" ".join(lines) == one.name and len(lines) <= 2 for lines, one in zip(close, grid.series)):
        return replace(made, close=close)
    xs = [made.x(made.shown, m, style, len(grid.series)) for m in range(len(grid.series))]
    return replace(made, over=series_marks.over([one.name for one in grid.series], xs, 0.0, width, style))


def _with_heights(grid: Grid, made: _Layout, style: Style) -> _Layout:
    axis, k = style.sizes["axis"], style.stroke
    notes = [len(wrap(note, made.pitch - 3, axis, False, style)) for note in grid.notes]
    high, low = _lines(grid, made, False), _lines(grid, made, True)
    head = high * leading(style, made.size) + _LIFT * k if made.size else leading(style, axis) / 2
    foot = 3 * k + max(len(n) * leading(style, made.name_size) + m * leading(style, axis) for n, m in zip(made.names, notes))
    head += max(map(len, made.close), default=0) * leading(style, style.sizes["label"])
    head += max(_sign(grid, made, m, style) for m in range(len(grid.series)))
    foot += leading(style, axis) if _unsaid(grid, made) else 0.0
    return replace(made, head=head, low=low * leading(style, made.size) + _LIFT * k * bool(low), foot=foot)


def _lines(grid: Grid, made: _Layout, hanging: bool) -> int:
    """The lines of the tallest value over (or under) a column."""
    return max((len(lines) for one, found in zip(grid.series, made.texts) for item, lines in zip(one.items, found)
                if ((item.number or 0.0) < 0) == hanging), default=0)


def _thick(pitch: float, count: int, style: Style) -> float:
    return min((_SHARE * pitch - (count - 1) * _GAP * style.stroke) / count, _WIDEST * style.stroke)


def _values(grid: Grid, pitch: float, style: Style) -> tuple[float, tuple[tuple[tuple[str, ...], ...], ...]] | None:
    """The largest size in which every value fits over its own column, in one line or two; None when there is none."""
    room = _thick(pitch, len(grid.series), style) + _GAP * style.stroke - 2
    for lines in (1, 2):
        for role in ("value", "label", "axis"):
            size = style.sizes[role]
            found = tuple(tuple(wrap(item.text, room, size, True, style) for item in one.items) for one in grid.series)
            if all(len(t) <= lines and " ".join(t) == item.text for one, some in zip(grid.series, found)
                   for item, t in zip(one.items, some)):
                return size, found
    return None


def _unsaid(grid: Grid, made: _Layout) -> bool:
    """Whether a missing value has no label of its own and is said by a dash."""
    return not made.size and any(item.number is None for one in grid.series for item in one.items)


def sketch(grid: Grid, scale: Domain, many: bool, width: float, height_: float, style: Style) -> Sketch:
    """The marks; the plot takes what the words leave of the height."""
    made, drawn = _layout(grid, scale, many, width, style), Sketch(width, height_, style)
    top = made.over.height + made.head
    plot = height_ - top - made.low - made.foot
    if plot < 40 * style.stroke:
        raise Refused("L4", f"the height of {height_:.0f} pt leaves no room for columns", "give the chart more room")

    def y(value: float) -> float:
        return top + plot * scale.share(value)

    if not made.size:
        levels(drawn, scale, y, made.gutter, drawn.width)
    for m in range(len(grid.series)):
        for n in range(len(grid.labels)):
            _column(drawn, grid, made, n, m, y)
    drawn.line(made.gutter, y(0), width, y(0), "navy", 0.9)
    ends = [_end(grid, made, m, y, style) for m in range(len(grid.series))]
    series_marks.put_over(drawn, made.over, 0.0, ends)
    for m, lines in enumerate(made.close):
        size = style.sizes["label"]
        x = made.x(made.shown, m, style, len(grid.series))
        drawn.lines(x, ends[m] + 1.5 * style.stroke - len(lines) * leading(style, size), lines, size, "navy", True, "middle")
    _names(drawn, grid, made, top + plot + made.low + 3 * style.stroke)
    return drawn


def _column(drawn: Sketch, grid: Grid, made: _Layout, n: int, m: int, y: Callable[[float], float]) -> None:
    """A column with its value; where it is missing, words or a dash on the axis."""
    one, style = grid.series[m], drawn.style
    item, x = one.items[n], made.x(n, m, style, len(grid.series))
    number = item.number or 0.0
    if item.number is not None:
        low, high = sorted((y(0), y(number)))
        series_marks.block(drawn, x - made.thick / 2, low, made.thick, high - low, item.shade, one.role)
    if made.size:
        lines, high = made.texts[m][n], leading(style, made.size)
        edge = y(number) + _LIFT * style.stroke if number < 0 else y(number) - _LIFT * style.stroke - len(lines) * high
        drawn.lines(x, edge, lines, made.size, "g500" if item.number is None else "navy", item.number is not None, "middle")
    elif item.number is None:
        series_marks.missing(drawn, x - made.thick / 2, x + made.thick / 2, y(0))


def _end(grid: Grid, made: _Layout, m: int, y: Callable[[float], float], style: Style) -> float:
    """Where the leader of a series ends: over the value of its column, or over the sign of a missing one."""
    number = grid.series[m].items[made.shown].number or 0.0
    lines = 0 if number < 0 or not made.size else len(made.texts[m][made.shown])
    return y(max(number, 0.0)) - lines * leading(style, made.size or 1.0) - _sign(grid, made, m, style) - 3 * style.stroke


def _sign(grid: Grid, made: _Layout, m: int, style: Style) -> float:
    """The height of the sign that a value is missing, where the series are named."""
    unsaid = not made.size and grid.series[m].items[made.shown].number is None
    return series_marks.SIGN * style.stroke * unsaid


def _names(drawn: Sketch, grid: Grid, made: _Layout, top: float) -> None:
    style, axis = drawn.style, drawn.style.sizes["axis"]
    for n in range(len(grid.labels)):
        middle = made.gutter + (n + 0.5) * made.pitch
        y = drawn.lines(middle, top, made.names[n], made.name_size, "navy", True, "middle")
        drawn.lines(middle, y, wrap(grid.notes[n], made.pitch - 3, axis, False, style), axis, "g700", False, "middle")
    if _unsaid(grid, made):
        series_marks.explain_missing(drawn, made.gutter)
