"""The panels of small multiples: how many stand side by side, and what is drawn in each, all on one scale."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

from charts import areas, series_marks, time_axis
from charts.columns import Domain
from charts.dates import Span
from charts.drawing import Command, Stroke
from charts.labels import fitted
from charts.series import Grid
from charts.sketch import Sketch, leading
from charts.style import Style

LEAST, GUTTER = 88.0, 14.0  # the width that a panel wants, and the space between two, in print


@dataclass(frozen=True)
class Panel:
    """The plot of one panel, in points."""

    left: float
    right: float
    top: float
    bottom: float

    def y(self, scale: Domain) -> Callable[[float], float]:
        """Data units to points."""
        return lambda value: self.top + scale.share(value) * (self.bottom - self.top)


def across(count: int, room: float, style: Style) -> list[int]:
    """Numbers of columns to try: the roomiest first, then more and narrower ones; each fills its rows evenly."""
    gap = GUTTER * style.stroke
    found = []
    for wanted in (LEAST, 0.8 * LEAST, 0.62 * LEAST):
        most = max(1, min(count, int((room + gap) / (wanted * style.stroke + gap))))
        found.append(ceil(count / ceil(count / most)))
    return list(dict.fromkeys(found))


def titles(names: Sequence[str], width: float, style: Style) -> tuple[tuple[str, ...], ...]:
    """The names of the panels, broken."""
    return tuple(fitted(name, width, style.sizes["label"], True, style) for name in names)


def fill(drawn: Sketch, of: str, grid: Grid, m: int, spans: Sequence[Span], scale: Domain, panel: Panel) -> bool:
    """The marks of one panel; whether a value is missing in it."""
    return {"column": _columns, "line": _line, "area": _area}[of](drawn, grid, m, spans, scale, panel)


def _columns(drawn: Sketch, grid: Grid, m: int, spans: Sequence[Span], scale: Domain, panel: Panel) -> bool:
    one, y = grid.series[m], panel.y(scale)
    pitch = (panel.right - panel.left) / len(grid.labels)
    thick = 0.7 * pitch
    for n, item in enumerate(one.items):
        x = panel.left + (n + 0.5) * pitch - thick / 2
        if item.number is None:
            series_marks.missing(drawn, x, x + thick, y(0))
            continue
        low, high = sorted((y(0), y(item.number)))
        series_marks.block(drawn, x, low, thick, high - low, item.shade, _role(grid, m))
    drawn.line(panel.left, y(0), panel.right, y(0), "navy", 0.9)
    return any(item.number is None for item in one.items)


def _role(grid: Grid, m: int) -> str:
    return "orange" if grid.series[m].message else "navy"


def places(spans: Sequence[Span], panel: Panel, style: Style) -> list[float]:
    """Where the dates of a panel lie."""
    return time_axis.places(spans, panel.left + 2 * style.stroke, panel.right - 2 * style.stroke)


def _line(drawn: Sketch, grid: Grid, m: int, spans: Sequence[Span], scale: Domain, panel: Panel) -> bool:
    """Dashed where the later value is derived, promised or not verified; a dot on the last value and on lonely ones."""
    one, y, k = grid.series[m], panel.y(scale), drawn.style.stroke
    xs = places(spans, panel, drawn.style)
    gone = areas.gaps(drawn, xs, one.numbers, y(0))
    drawn.line(panel.left, y(0), panel.right, y(0), "navy", 0.9)
    for first, last, shade in areas.runs(one.numbers, one.items):
        points: list[Command] = [("M" if n == first else "L", xs[n], y(one.numbers[n] or 0.0)) for n in range(first, last + 1)]
        drawn.path(points, None, Stroke(_role(grid, m), 1.8, () if shade == "solid" else (4.0, 2.5)))
    stated = [n for n, number in enumerate(one.numbers) if number is not None]
    for n in sorted({*areas.alone(one.numbers), *stated[-1:]}):
        drawn.disc(xs[n], y(one.numbers[n] or 0.0), 2.2 * k, _role(grid, m))
    return gone


def _area(drawn: Sketch, grid: Grid, m: int, spans: Sequence[Span], scale: Domain, panel: Panel) -> bool:
    one, y = grid.series[m], panel.y(scale)
    xs = places(spans, panel, drawn.style)
    areas.paint(drawn, xs, [0.0] * len(xs), one.numbers, one.items, _role(grid, m), y)
    gone = areas.gaps(drawn, xs, one.numbers, y(0))
    drawn.line(panel.left, y(0), panel.right, y(0), "navy", 0.9)
    return gone


def bars(drawn: Sketch, grid: Grid, m: int, panel: Panel, reach: tuple[float, float], rooms: tuple[float, float]) -> None:
    """Level bars with their values; `reach`: the lowest and highest value of all panels, `rooms`: widths of the words."""
    one, style, size = grid.series[m], drawn.style, drawn.style.sizes["axis"]
    left, right = panel.left + rooms[0], panel.right - rooms[1]
    pitch = (panel.bottom - panel.top) / len(grid.labels)
    thick, gap = min(0.62 * pitch, 26 * style.stroke), 3 * style.stroke

    def x(value: float) -> float:
        return left + (value - reach[0]) * (right - left) / ((reach[1] - reach[0]) or 1.0)

    for n, item in enumerate(one.items):
        middle, end = panel.top + (n + 0.5) * pitch, x(item.number or 0.0)
        stated, back = item.number is not None, (item.number or 0.0) < 0
        if stated:
            series_marks.block(drawn, min(x(0), end), middle - thick / 2, abs(end - x(0)), thick, item.shade, _role(grid, m))
        drawn.text(end - gap if back else end + gap, middle - leading(style, size) / 2, item.text, size,
                   "navy" if stated else "g500", stated, "end" if back else "start")
    drawn.line(x(0), panel.top, x(0), panel.bottom, "navy", 0.9)
