"""Two to eight things at two dates, joined by straight lines and named at both ends: which rose, which fell."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import FiniteFloat

from charts import columns, dates, listed, series, series_marks, values
from charts.columns import Domain
from charts.drawing import Anchor, Stroke
from charts.inputs import Refused
from charts.labels import fitted, widest
from charts.native import Native, NativeSeries
from charts.series import Grid, GridPlan, Series, SeriesSpec
from charts.sketch import Sketch, leading
from charts.style import Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: slope
headline: Containers overtook bulk goods in two years
subtitle: Goods handled, million tonnes
source_note: Invented for this example.
unit: million tonnes
series:
  - {name: Containers, message: true}
  - {name: Bulk goods}
  - {name: Timber}
rows:
  - {label: "2018", values: [41, 62, 24]}
  - {label: "2020", values: [70, 55, 27]}
"""

_MOST = 8
_ASIDE = 0.36  # of the width that the words at one end may take
_GAP = 12.0  # between an end and its words, in print: room for a leader
_LINE, _DOT = 1.8, 3.4
_NEAR = 0.085  # of an Office axis that a label is high


class Spec(SeriesSpec):
    """Two rows, each a date; a series a line. `start`: where the axis begins when not at zero."""

    start: FiniteFloat = 0.0


@dataclass(frozen=True)
class Plan(GridPlan):
    """The lines, and the two dates in words."""

    ends: tuple[str, str]
    scale: Domain


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for anything but two dates in order (H9), more than eight lines (H8), and a steep axis (H10)."""
    if (count := max(len(spec.series), len(spec.y))) > _MOST:
        raise Refused("H8", f"{count} lines cannot be told apart", f"keep at most {_MOST}, or use a table", spec.place)
    grid, flags = series.read(spec, rows, 2, _MOST)
    if len(grid.labels) != 2:
        raise Refused("H9", f"{len(grid.labels)} dates, and a slope joins two", 'keep two, or use a chart of kind "line"',
                      spec.place)
    ends = _ends(grid.labels, spec.place)
    scale = listed.started(grid.numbers, spec.start, spec.place)
    return Plan(spec.alt or _alt(grid, ends, scale, spec.unit), grid, spec.unit or "", ends, scale, flags=flags)


def _ends(labels: Sequence[str], place: Any) -> tuple[str, str]:
    try:
        first, last = (dates.read(label.rstrip("*")) for label in labels)
    except ValueError as error:
        raise Refused("H9", str(error), 'a slope runs over time: write "2021", "2021-04" or "2021-04-07"', place) from None
    if last.start < first.end:
        raise Refused("H9", f'"{labels[1]}" does not come after "{labels[0]}"', "put the earlier date first", place)
    return dates.spoken(first), dates.spoken(last)


def _alt(grid: Grid, ends: tuple[str, str], scale: Domain, unit: str | None) -> str:
    of = f" in {unit}" if unit else ""
    axis = "axis from zero" if scale.low <= 0 else listed.start_words(scale).lower().rstrip(".")
    told = "; ".join(f"{one.name}: from {one.items[0].text} to {one.items[1].text}" for one in grid.series)
    return f"Slopes{of} of {len(grid.series)} lines from {ends[0]} to {ends[1]}; {axis}. {told}."


@dataclass(frozen=True)
class _End:
    """What stands at one end: of each line the words (none where it has no value there), and how wide they are."""

    lines: tuple[tuple[str, ...], ...]
    wide: float

    def heights(self, style: Style) -> list[float]:
        return [len(some) * leading(style, style.sizes["label"]) for some in self.lines]


def _end(plan: Plan, m: int, width: float, style: Style) -> _End:
    size = style.sizes["label"]
    lines = tuple(fitted(_said(plan, one, m), _ASIDE * width, size, True, style) for one in plan.grid.series)
    head = style.measure(plan.ends[m], style.sizes["axis"], True)
    return _End(lines, max(widest([line for some in lines for line in some], size, True, style), head / 2))


def _said(plan: Plan, one: Series, m: int) -> str:
    """Name and value; and, where the other end is missing, that it is not stated."""
    here, other = one.items[m], one.items[1 - m]
    if here.number is None:
        return ""
    gone = "" if other.number is not None else f" ({plan.ends[1 - m]}: {values.MISSING})"
    return f"{one.name}\u00a0\u00a0{here.text}{gone}" if m == 0 else f"{here.text}\u00a0\u00a0{one.name}{gone}"


def _unknown(plan: Plan, width: float, style: Style) -> tuple[str, ...]:
    """The lines that name what has no value at either date."""
    return fitted(_never(plan), width, style.sizes["axis"], False, style)


def _never(plan: Plan) -> str:
    names = [one.name for one in plan.grid.series if all(item.number is None for item in one.items)]
    return f"Not stated: {', '.join(names)}" if names else ""


def _foot(plan: Plan, width: float, style: Style) -> float:
    return listed.start_height(plan.scale, style) + len(_unknown(plan, width, style)) * leading(style, style.sizes["axis"])


def _head(style: Style) -> float:
    return leading(style, style.sizes["axis"]) + 4 * style.stroke


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    words = max(sum(_end(plan, m, width, style).heights(style)) for m in (0, 1))
    return _head(style) + max(columns.PLOT * style.stroke, words) + _foot(plan, width, style)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks: the dates over two upright lines, the slopes, the words at both ends."""
    drawn, k = Sketch(width, height_, style), style.stroke
    ends = [_end(plan, m, width, style) for m in (0, 1)]
    xs = [ends[0].wide + _GAP * k, width - ends[1].wide - _GAP * k]
    top, bottom = _head(style), height_ - _foot(plan, width, style)
    if bottom - top < max(40 * k, *(sum(end.heights(style)) for end in ends)) or xs[1] - xs[0] < 50 * k:
        raise Refused("L4", f"{width:.0f} by {height_:.0f} pt do not hold the names of {len(plan.grid.series)} lines",
                      "shorten them, or show fewer lines")
    for m, x in enumerate(xs):
        drawn.line(x, top, x, bottom, "g300", 0.6)
        drawn.text(x, 0, plan.ends[m], style.sizes["axis"], "g700", True, "middle")
    _lines(drawn, plan, xs, (top + _DOT * k, bottom - _DOT * k))
    for m, x in enumerate(xs):
        _words(drawn, plan, ends[m], m, x, (top, bottom))
    drawn.lines(0, bottom, _unknown(plan, width, style), style.sizes["axis"], "g500")
    listed.start_note(drawn, plan.scale)
    return drawn


def _y(plan: Plan, value: float, reach: tuple[float, float]) -> float:
    return reach[0] + plan.scale.share(value) * (reach[1] - reach[0])


def _lines(drawn: Sketch, plan: Plan, xs: Sequence[float], reach: tuple[float, float]) -> None:
    """The message is painted last; a line is dashed where its later value is derived, promised or not verified."""
    if plan.scale.low <= 0:
        zero = _y(plan, 0.0, reach)
        drawn.line(xs[0], zero, xs[1], zero, "navy", 0.9)
    for one in sorted(plan.grid.series, key=lambda s: s.message):
        role = "orange" if one.message else "navy"
        found = [(x, _y(plan, i.number, reach), i) for x, i in zip(xs, one.items) if i.number is not None]
        if len(found) == 2:
            (x1, y1, _), (x2, y2, last) = found
            drawn.line(x1, y1, x2, y2, role, _LINE, (4.0, 2.5) if last.shade != "solid" else ())
        for x, y, item in found:
            listed.dot(drawn, x, y, _DOT * drawn.style.stroke, item.shade, role)


def _words(drawn: Sketch, plan: Plan, end: _End, m: int, x: float, reach: tuple[float, float]) -> None:
    """Each name as near to its end as the others allow; a leader where it had to move."""
    style, k, size = drawn.style, drawn.style.stroke, drawn.style.sizes["label"]
    inner = (reach[0] + _DOT * k, reach[1] - _DOT * k)
    wanted = {n: _y(plan, one.items[m].number or 0.0, inner) for n, one in enumerate(plan.grid.series) if end.lines[n]}
    order, heights = sorted(wanted, key=lambda n: wanted[n]), end.heights(style)
    side = 1 if m else -1
    anchor: Anchor = "start" if m else "end"
    for n, middle in zip(order, series_marks.spread([wanted[n] for n in order], [heights[n] for n in order], *reach)):
        if abs(middle - wanted[n]) > 0.3 * size:
            drawn.line(x + side * (_DOT + 0.5) * k, wanted[n], x + side * (_GAP - 1.5) * k, middle, "g500", 0.6)
        drawn.lines(x + side * _GAP * k, middle - heights[n] / 2, end.lines[n], size, "navy", True, anchor)


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def native(plan: Plan) -> Native:
    """A line chart of two categories in Office. Labels that would meet are set as lines of one label."""
    from charts import office

    labels = [_labels(plan, m) for m in (0, 1)]
    made = []
    for n, one in enumerate(plan.grid.series):
        role = "orange" if one.message else "navy"
        points = tuple(listed.marker(role, one.items[m].shade, labels[m].get(n, "")) for m in (0, 1))
        dashed = one.items[1].number is not None and one.items[1].shade != "solid"
        line = Stroke(role, _LINE * office.EDGE, (4.0 * office.EDGE, 2.5 * office.EDGE) if dashed else ())
        made.append(NativeSeries(one.name, one.numbers, None, line, points=points, marker=True))
    first, last = plan.ends
    under = (f"{first}\n{_never(plan)}" if _never(plan) else first, last)
    return Native("line", under, tuple(made), plan.scale.low, plan.scale.high, plan.scale.step,
                  office.number_format(plan.scale))


def _labels(plan: Plan, m: int) -> dict[int, str]:
    """The words at one end by line; those of near values together, from the top down, at the one in their middle."""
    found = [(one.items[m].number or 0.0, n) for n, one in enumerate(plan.grid.series) if one.items[m].number is not None]
    heap: list[list[tuple[float, int]]] = []
    for value, n in sorted(found, reverse=True):
        room = _NEAR * (plan.scale.high - plan.scale.low) * (1 + len(heap[-1]) if heap else 1) / 2
        if heap and sum(v for v, _ in heap[-1]) / len(heap[-1]) - value < room + _NEAR / 2 * (plan.scale.high - plan.scale.low):
            heap[-1].append((value, n))
        else:
            heap.append([(value, n)])
    return {some[len(some) // 2][1]: "\n".join(_apart(_said(plan, plan.grid.series[n], m), m) for _, n in some) for some in heap}


def _apart(words: str, m: int) -> str:
    """The words with a space towards their dot."""
    return f"\u00a0{words}" if m else f"{words}\u00a0"

