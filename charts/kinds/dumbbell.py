"""Two values a row as dots on one line: how far apart they are, and in which direction."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import FiniteFloat

from charts import listed, series, series_marks
from charts.columns import Domain
from charts.drawing import Fill, Stroke
from charts.inputs import Refused
from charts.listed import Listed
from charts.native import Native, NativeSeries, Place
from charts.series import Grid, GridPlan, Series, SeriesSpec
from charts.series_marks import Over
from charts.sketch import Sketch, leading
from charts.style import Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: dumbbell
headline: Every quay turns ships round faster than before
subtitle: Hours at the quay, average of the year
source_note: Invented for this example.
unit: hours
series:
  - {name: Year before}
  - {name: Latest year, message: true}
rows:
  - {label: Old quay, values: [64, 41]}
  - {label: North terminal, values: [46, 35]}
  - {label: South terminal, values: [38, 29]}
"""

_MOST = 30
_LINE = 2.2
_RIM = 0.012  # of the axis: from the middle of a dot to where its line begins, within the dot


class Spec(SeriesSpec):
    """Exactly two series. `start`: where the axis begins when not at zero. `order: given` keeps the rows as written."""

    start: FiniteFloat = 0.0
    order: Literal["value", "given"] = "value"


@dataclass(frozen=True)
class Plan(GridPlan):
    """The pairs from top to bottom, and their axis."""

    scale: Domain


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for anything but two series (H8), a steep axis (H10), mixed units or scopes, and too many rows."""
    if (count := max(len(spec.series), len(spec.y))) > 2:
        raise Refused("H8", f"{count} series, and a dumbbell joins two", 'keep two, or use a chart of kind "grouped"', spec.place)
    grid, flags = series.read(spec, rows, 2, 2)
    if len(grid.labels) > _MOST:
        raise Refused("M14", f"{len(grid.labels)} rows are too many for one chart", f"keep at most {_MOST}", spec.place)
    grid = _sorted(grid) if spec.order == "value" else grid
    scale = listed.started(grid.numbers, spec.start, spec.place)
    return Plan(spec.alt or _alt(grid, scale, spec.unit), grid, spec.unit or "", scale, flags=flags)


def _sorted(grid: Grid) -> Grid:
    """The largest last value first; rows that lack a value at the end."""
    a, b = (one.numbers for one in grid.series)
    order = sorted(range(len(grid.labels)), key=lambda n: (a[n] is None or b[n] is None, -(b[n] or 0.0)))

    def put(one: Series) -> Series:
        return Series(one.name, one.role, one.message, tuple(one.items[n] for n in order))

    return Grid(tuple(grid.labels[n] for n in order), tuple(grid.notes[n] for n in order), tuple(map(put, grid.series)))


def _alt(grid: Grid, scale: Domain, unit: str | None) -> str:
    of = f" in {unit}" if unit else ""
    axis = "axis from zero" if scale.low <= 0 else listed.start_words(scale).lower().rstrip(".")
    names = " and ".join(one.name for one in grid.series)
    return f"Pairs of dots joined by lines{of}, {len(grid.labels)} rows, {names}; {axis}. {grid.said}."


@dataclass(frozen=True)
class _Layout:
    """The rows' words, the ends of the axis in points, and the names of the series over the first row."""

    rows: Listed
    left: float
    right: float
    over: Over
    order: tuple[int, ...]  # of the series, from left to right in the first row

    def x(self, scale: Domain, value: float) -> float:
        return self.right - scale.share(value) * (self.right - self.left)


def _layout(plan: Plan, width: float, style: Style) -> _Layout:
    k, size, reach = style.stroke, style.sizes["value"], (listed.DOT + 4) * style.stroke
    least = max(leading(style, size), 2 * listed.DOT * k)
    rows = listed.listed(plan.grid.labels, [_note(plan.grid, n) for n in range(len(plan.grid.labels))], width, least, style)
    wide = max(style.measure(i.text, size, True) for one in plan.grid.series for i in one.items if i.number is not None)
    left, right = rows.wide + 8 * k + wide + reach, width - wide - reach
    listed.roomy(left, right, style)
    made = _Layout(rows, left, right, Over((), (), False, 0.0), ())
    firsts = [one.numbers[0] for one in plan.grid.series]
    places = sorted((made.x(plan.scale, v), m) for m, v in enumerate(firsts) if v is not None)
    if len(places) < 2:
        return made
    names = [plan.grid.series[m].name for _, m in places]
    try:
        over = series_marks.over(names, [x for x, _ in places], rows.wide + 8 * k, width, style)
    except Refused:  # the dots stand at both ends, with no room for names at one side of all: a key will name them
        return made
    return _Layout(rows, left, right, over, tuple(m for _, m in places))


def _note(grid: Grid, n: int) -> str:
    """The row's own note, and which of its values is not stated."""
    gone = [one.name for one, item in zip(grid.series, grid.at(n)) if item.number is None]
    said = "" if not gone else "not stated" if len(gone) == 2 else f"{gone[0]}: not stated"
    return "; ".join(part for part in (grid.notes[n], said) if part)


def _head(made: _Layout, style: Style) -> float:
    """The height of the names over the first row, or of the key that stands in for them."""
    return made.over.height if made.order else leading(style, style.sizes["label"]) + 3 * style.stroke


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    made = _layout(plan, width, style)
    return _head(made, style) + listed.natural(made.rows, style) + listed.start_height(plan.scale, style)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks: names, lines, dots, and each value outside its pair."""
    made, drawn, k = _layout(plan, width, style), Sketch(width, height_, style), style.stroke
    top, bottom = _head(made, style), height_ - listed.start_height(plan.scale, style)
    middles = made.rows.middles(top, bottom, style)
    if plan.scale.low <= 0:
        _zero(drawn, plan, made, top, bottom, middles)
    if made.order:
        series_marks.put_over(drawn, made.over, 0.0, [middles[0] - (listed.DOT + 1) * k] * 2)
    else:
        _key(drawn, plan)
    for n, middle in enumerate(middles):
        listed.put(drawn, made.rows, n, middle)
        _row(drawn, plan, made, n, middle)
    listed.start_note(drawn, plan.scale)
    return drawn


def _zero(drawn: Sketch, plan: Plan, made: _Layout, top: float, bottom: float, middles: Sequence[float]) -> None:
    """The line of nought, open where a value near it stands before its dot."""
    style, size, k, x = drawn.style, drawn.style.sizes["value"], drawn.style.stroke, made.x(plan.scale, 0)
    half = leading(style, size) / 2
    for n, middle in enumerate(middles):
        found = sorted((number, i.text) for i in plan.grid.at(n) if (number := i.number) is not None)
        end = made.x(plan.scale, found[0][0]) - (listed.DOT + 4) * k if len(found) == 2 else 0.0
        if end > x - k and end - style.measure(found[0][1], size, True) < x + k:
            drawn.line(x, top, x, middle - half, "navy", 0.9)
            top = middle + half
    drawn.line(x, top, x, bottom, "navy", 0.9)


def _key(drawn: Sketch, plan: Plan) -> None:
    """The names beside their dots, where the first row cannot carry them."""
    style, size, k, x = drawn.style, drawn.style.sizes["label"], drawn.style.stroke, 0.0
    for one in plan.grid.series:
        end = x + 2 * listed.DOT * k + 4 * k + style.measure(one.name, size, True)
        if end > drawn.width:
            raise Refused("L1", "the names of the series do not fit over the plot", "give the series shorter names")
        listed.dot(drawn, x + listed.DOT * k, leading(style, size) / 2, listed.DOT * k, "solid", one.role)
        drawn.text(x + 2 * listed.DOT * k + 4 * k, 0, one.name, size, "navy", True)
        x = end + 14 * k


def _row(drawn: Sketch, plan: Plan, made: _Layout, n: int, middle: float) -> None:
    """The line, both dots, the values left and right of them."""
    style, size, k = drawn.style, drawn.style.sizes["value"], drawn.style.stroke
    r, top = listed.DOT * k, middle - leading(style, size) / 2
    found = [(made.x(plan.scale, item.number), item, one.role) for one, item in zip(plan.grid.series, plan.grid.at(n))
             if item.number is not None]
    if len(found) == 2:
        a, b = _between(plan, n)
        drawn.line(made.x(plan.scale, a), middle, made.x(plan.scale, b), middle, "g300", _LINE)
    for x, item, role in found:
        listed.dot(drawn, x, middle, r, item.shade, role)
    found.sort(key=lambda pair: pair[0])
    for m, (x, item, _) in enumerate(found):
        before = m == 0 and len(found) == 2
        drawn.text(x - r - 4 * k if before else x + r + 4 * k, top, item.text, size, "navy", True, "end" if before else "start")


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def native(plan: Plan) -> Native:
    """A scatter in Office: lines, the dots of both series on them, and unseen points that carry the names."""
    from charts import listed_office, office

    grid, count = plan.grid, len(plan.grid.labels)
    said = [f"{label} ({note})" if (note := _note(grid, n)) else label for n, label in enumerate(grid.labels)]
    names = listed_office.names_series(said, plan.scale)
    a, b = (one.numbers for one in grid.series)
    whole = [(float(count - n), *_between(plan, n)) for n in range(count) if a[n] is not None and b[n] is not None]
    made = [listed_office.runs("Between", Stroke("g300", _LINE * office.EDGE), whole)] if whole else []
    for m, one in enumerate(grid.series):
        rows = tuple(float(count - n) if v is not None else None for n, v in enumerate(one.numbers))
        points = tuple(listed.marker(one.role, item.shade, *_label(plan, n, m)) for n, item in enumerate(one.items))
        made.append(NativeSeries(one.name, rows, Fill(one.role), points=points, marker=True, dot=listed_office.DOT,
                                 x=one.numbers))
    return listed_office.lying(grid.labels, made, names, plan.scale)


def _between(plan: Plan, n: int) -> tuple[float, float]:
    """Where the line of a row begins and ends, within its dots: hosts do not agree on what lies over what."""
    a, b = (item.number or 0.0 for item in plan.grid.at(n))
    rim = min(_RIM * (plan.scale.high - plan.scale.low), abs(b - a) / 2)
    return (a + rim, b - rim) if a < b else (a - rim, b + rim)


def _label(plan: Plan, n: int, m: int) -> tuple[str, Place]:
    """The words outside a dot's pair, the value next to it; the first row names the series."""
    own, other = plan.grid.at(n)[m], plan.grid.at(n)[1 - m]
    if own.number is None:
        return "", ""
    name = plan.grid.series[m].name if n == 0 else ""
    before = other.number is not None and (own.number, m) < (other.number, 1 - m)
    return "  ".join(filter(None, (name, own.text) if before else (own.text, name))), "l" if before else "r"
