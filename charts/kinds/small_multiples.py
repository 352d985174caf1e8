"""Two to nine small panels of one plain kind (column, bar, line or area), all on one shared scale."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, Literal

from charts import columns, panels, series, series_marks, time_axis
from charts.columns import Domain
from charts.dates import Span
from charts.inputs import Refused
from charts.labels import fitted, widest
from charts.lengths import Lengths
from charts.panels import GUTTER, Panel
from charts.series import Grid, GridPlan, SeriesSpec
from charts.sketch import Sketch, leading
from charts.style import Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: small_multiples
headline: Only the north terminal has handled more boxes in each year
subtitle: Containers a year, thousand
source_note: Invented for this example.
unit: thousand
of: column
series:
  - {name: North terminal, message: true}
  - {name: South terminal}
  - {name: Old quay}
rows:
  - {label: "2016", values: [120, 150, 60]}
  - {label: "2017", values: [150, 155, 52]}
  - {label: "2018", values: [190, 148, 58]}
  - {label: "2019", values: [230, 160, 50]}
  - {label: "2020", values: [260, 152, 51]}
"""

_LEAST, _MOST = 2, 9
_PLOT, _SMALLEST = 62.0, 26.0  # the height of a panel's plot, and how low it may become, in print
_BARS = 15.0  # from bar to bar


class Spec(SeriesSpec):
    """Each series is a panel under its name. `of`: the kind of chart in each; line and area take dates as labels."""

    of: Literal["column", "bar", "line", "area"] = "column"


@dataclass(frozen=True)
class Plan(GridPlan):
    """One grid for all panels, and the scale that they share; `spans` are the dates of lines and areas."""

    of: str
    scale: Domain
    spans: tuple[Span, ...]

    @property
    def lengths(self) -> Lengths:
        """What bars and columns promise; lines and areas promise nothing."""
        return Lengths(self.numbers if self.of in ("bar", "column") else (), "width" if self.of == "bar" else "height")


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for more than nine panels, what the plain kind refuses, mixed units and anonymous numbers."""
    count = max(len(spec.series), len(spec.y))
    if count > _MOST:
        raise Refused("M14", f"{count} panels are too many", f"keep at most {_MOST}, or use a table", spec.place)
    grid, flags = series.read(spec, rows, _LEAST, _MOST)
    spans = time_axis.spans(grid.labels, spec.place) if spec.of in ("line", "area") else ()
    if spec.of == "area" and min(grid.numbers) < 0:
        raise Refused("H3", "an area below zero", 'use "of: line"', spec.place)
    if len(grid.labels) > (40 if spec.of == "column" else 12) and not spans:
        raise Refused("M14", f"{len(grid.labels)} {spec.of}s a panel are too many", "show fewer, or use lines", spec.place)
    return Plan(spec.alt or _alt(grid, spec), grid, spec.unit or "", spec.of, columns.domain(grid.numbers, 4), spans,
                flags=flags)


def _alt(grid: Grid, spec: Spec) -> str:
    of = f" in {spec.unit}" if spec.unit else ""
    told = "; ".join(f"{one.name}: {', '.join(f'{label} {item.text}' for label, item in zip(grid.labels, one.items))}"
                     for one in grid.series)
    return f"Small multiples{of}: {len(grid.series)} {spec.of} charts on one scale, axis from zero. {told}."


@dataclass(frozen=True)
class _Layout:
    """`gutter`: room at the left for the axis or the names of bars; `head`, `foot`: words over and under each plot."""

    columns: int
    gutter: float
    width: float
    titles: tuple[tuple[str, ...], ...]
    head: float
    name_size: float
    names: tuple[tuple[str, ...], ...]
    foot: float
    last: float  # the line that explains the sign "not stated"

    @property
    def rows(self) -> int:
        return ceil(len(self.titles) / self.columns)

    def words(self, style: Style) -> float:
        """The height that is not plot."""
        return self.rows * (self.head + self.foot) + (self.rows - 1) * GUTTER * style.stroke + self.last


def _gutter(plan: Plan, width: float, style: Style) -> float:
    if plan.of == "bar":
        names = [fitted(label, 0.28 * width, style.sizes["axis"], False, style) for label in plan.grid.labels]
        return max(widest(lines, style.sizes["axis"], False, style) for lines in names) + 6 * style.stroke
    return columns.gutter(plan.scale, style)


def _layouts(plan: Plan, width: float, style: Style) -> list[_Layout]:
    """The ways to set the panels, the roomiest first; those in which a name does not fit are left out."""
    found, gutter, k = [], _gutter(plan, width, style), style.stroke
    failed: Refused | None = None
    for count in panels.across(len(plan.grid.series), width - gutter, style):
        wide = (width - gutter - (count - 1) * GUTTER * k) / count
        try:
            found.append(_layout(plan, count, gutter, wide, style))
        except Refused as refused:
            failed = refused
    if not found and failed:
        raise failed
    return found


def _layout(plan: Plan, count: int, gutter: float, wide: float, style: Style) -> _Layout:
    size, axis, k = style.sizes["label"], style.sizes["axis"], style.stroke
    titles = panels.titles([one.name for one in plan.grid.series], wide, style)
    if any(len(lines) > 3 or " ".join(lines) != one.name for lines, one in zip(titles, plan.grid.series)):
        raise Refused("L4", "the names of the panels do not fit over them", "shorten the names of the series")
    name_size, names = _under(plan, wide, style) if plan.of == "column" else (axis, ())
    head = max(map(len, titles)) * leading(style, size) + (2 * k if plan.of == "bar" else leading(style, axis) / 2 + 1 * k)
    under = max(map(len, names), default=0) * leading(style, name_size) + 3 * k
    foot = {"bar": 0.0, "column": under}.get(plan.of, leading(style, axis) + 4 * k)
    gone = plan.of != "bar" and len(plan.numbers) < len(plan.grid.labels) * len(plan.grid.series)
    return _Layout(count, gutter, wide, titles, head, name_size, names, foot, (leading(style, axis) + 3 * k) * gone)


def _under(plan: Plan, wide: float, style: Style) -> tuple[float, tuple[tuple[str, ...], ...]]:
    """Names under columns in the size of an axis: all of them, or of years the first and the last."""
    pitch, size = wide / len(plan.grid.labels), style.sizes["axis"]
    lines = tuple(fitted(label, pitch - 2, size, False, style) for label in plan.grid.labels)
    if all(len(n) <= 2 and " ".join(n) == " ".join(label.split(" ")) for n, label in zip(lines, plan.grid.labels)):
        return size, lines
    first, last = plan.grid.labels[0], plan.grid.labels[-1]
    even = len({len(label) for label in plan.grid.labels}) == 1 and len(first) <= 7
    if even and style.measure(first, size, False) + style.measure(last, size, False) + 6 * style.stroke <= wide:
        return size, ((first,), *((),) * (len(lines) - 2), (last,))
    raise Refused("H12", f"the names of {len(lines)} columns do not fit under a panel", 'use "of: bar"')


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    made = _layouts(plan, width, style)[0]
    plot = len(plan.grid.labels) * _BARS if plan.of == "bar" else _PLOT
    return made.words(style) + made.rows * plot * style.stroke


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks: the first setting of the panels whose plots are high enough."""
    least = (leading(style, style.sizes["axis"]) * len(plan.grid.labels)) if plan.of == "bar" else _SMALLEST * style.stroke
    for made in _layouts(plan, width, style):
        plot = (height_ - made.words(style)) / made.rows
        if plot >= least - 0.5:
            return _drawn(plan, made, plot, width, height_, style)
    raise Refused("L4", f"{len(plan.grid.series)} panels do not fit {width:.0f} by {height_:.0f} pt", "show fewer panels")


def _drawn(plan: Plan, made: _Layout, plot: float, width: float, height_: float, style: Style) -> Sketch:
    drawn, gap, gone = Sketch(width, height_, style), GUTTER * style.stroke, False
    for m in range(len(plan.grid.series)):
        row, column = divmod(m, made.columns)
        left = made.gutter + column * (made.width + gap)
        head = row * (made.head + plot + made.foot + gap)
        panel = Panel(left, left + made.width, head + made.head, head + made.head + plot)
        drawn.lines(left, head, made.titles[m], style.sizes["label"], "navy", True)
        if plan.of == "bar":
            _bars(drawn, plan, made, m, panel, not column)
            continue
        columns.levels(drawn, plan.scale, panel.y(plan.scale), panel.left, panel.right, named=not column)
        gone = panels.fill(drawn, plan.of, plan.grid, m, plan.spans, plan.scale, panel) or gone
        _foot(drawn, plan, made, panel)
    if gone:
        series_marks.explain_missing(drawn, made.gutter)
    return drawn


def _foot(drawn: Sketch, plan: Plan, made: _Layout, panel: Panel) -> None:
    style = drawn.style
    if plan.spans:
        time_axis.name(drawn, plan.spans, panels.places(plan.spans, panel, style), panel.bottom, (panel.left, panel.right))
        return
    pitch, k = (panel.right - panel.left) / len(made.names), style.stroke
    for n, lines in enumerate(made.names):
        half = widest(lines, made.name_size, False, style) / 2
        middle = min(max(panel.left + (n + 0.5) * pitch, panel.left + half), panel.right - half)
        drawn.lines(middle, panel.bottom + 3 * k, lines, made.name_size, "g700", False, "middle")


def _bars(drawn: Sketch, plan: Plan, made: _Layout, m: int, panel: Panel, named: bool) -> None:
    style, size = drawn.style, drawn.style.sizes["axis"]
    items = [item for one in plan.grid.series for item in one.items]
    before, after = (max((style.measure(i.text, size, True) + 3 * style.stroke for i in items if ((i.number or 0.0) < 0) == back),
                         default=0.0) for back in (True, False))
    if panel.right - panel.left - before - after < 20 * style.stroke:
        raise Refused("L4", "the values leave no room for the bars of a panel", "show fewer panels, or use a table")
    reach = (min(0.0, *plan.numbers), max(0.0, *plan.numbers))
    panels.bars(drawn, plan.grid, m, panel, reach, (before, after))
    pitch = (panel.bottom - panel.top) / len(plan.grid.labels)
    for n, label in enumerate(plan.grid.labels if named else ()):
        lines = fitted(label, made.gutter - 6 * style.stroke + 0.1, size, False, style)
        if len(lines) * leading(style, size) > pitch + 0.5:
            raise Refused("L4", f'"{label}" does not fit beside its bar', "shorten the labels")
        drawn.lines(0, panel.top + (n + 0.5) * pitch - len(lines) * leading(style, size) / 2, lines, size)


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)
