"""A value over time as a line on a true time scale; at least four points, and a gap wherever a value is missing."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from charts import along, checks, columns, dates, time_axis, values
from charts.along import Spot
from charts.columns import Domain
from charts.dates import Span
from charts.drawing import Command, Stroke
from charts.inputs import Cell, Node, Prose, Refused
from charts.native import Native, NativeSeries
from charts.panels import Panel
from charts.sketch import Sketch, leading
from charts.style import Style
from charts.time_axis import regular, short
from charts.values import Item, ItemPlan, Row

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: line
headline: The harbour has handled more boxes in each year since 2016
subtitle: Containers a year, thousand
source_note: Invented for this example.
unit: thousand
rows:
  - {x: "2016", value: 310}
  - {x: "2017", value: 350}
  - {x: "2018", value: 410}
  - {x: "2019", value: 460}
  - {x: "2020", value: 530, message: true}
"""

_LEAST, _MOST = 4, 2000
_FREE = 1 / 3  # of the plot that stays empty under a line whose axis does not start at zero
_HIGH = 0.05  # of the plot: a line that comes nearer to its top leaves no room for words over it
_GAP = 5.0  # between a line and words over it or under it, in print
_MARKERS = 30  # up to so many points show as dots where the intervals differ


class Moment(Node):
    """A value and its date: "2021", "2021-04" or "2021-04-07"."""

    x: Prose
    value: Cell
    message: bool = False
    facts: list[str] = []


class Spec(values.RowSpec):
    """`start`: where the axis begins when not at zero; allowed while a third of the plot stays free under the line."""

    rows: list[Moment] = []  # type: ignore[assignment]  # dates in place of labels
    start: float = 0.0


@dataclass(frozen=True)
class Plan(ItemPlan):
    """Points in order of time; `regular`: all intervals are equal."""

    spans: tuple[Span, ...]
    scale: Domain
    regular: bool


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for fewer than four values (H9), dates that are none or out of order, and a steep axis (H10)."""
    found = _moments(spec, rows)
    items = values.items([Row(label=Prose(m.x), value=m.value, message=m.message) for m in found], spec.unit)
    stated = [item.number for item in items if item.number is not None]
    if len(stated) < _LEAST:
        raise Refused("H9", f"a line through {len(stated)} points", f"use columns, or give at least {_LEAST} values", spec.place)
    if len(items) > _MOST:
        raise Refused("M14", f"{len(items)} points are too many", f"keep at most {_MOST}, such as one a month", spec.place)
    spans = tuple(_span(moment) for moment in found)
    for (a, b), moment in zip(pairwise(spans), found[1:]):
        if b.start < a.end:
            raise Refused("H9", f'"{moment.x}" does not come after the date before it', "put the dates in order, each once",
                          moment.place)
    scale = _scale(stated, spec)
    named = tuple(Item(short(span), item.number, item.text, "", item.shade, item.message) for span, item in zip(spans, items))
    flags = values.near([Row(label=Prose(m.x), value=m.value) for m in found])
    alt = spec.alt or _alt(named, spans, scale, spec.unit)
    return Plan(alt, named, spec.unit or "", spans, scale, regular(spans), flags=flags)


def _moments(spec: Spec, table: Sequence[Mapping[str, Any]] | None) -> Sequence[Moment]:
    if table is None:
        checks.need(spec.rows, 1, "rows", "a line needs dates and values; for fewer use columns", spec.place)
        return spec.rows
    checks.one_source(spec.rows, spec.place)
    x, y = values.column(spec.x, "x", table, spec.place), values.column(spec.y, "y", table, spec.place)
    return [Moment(x=Prose.at(str(record[x]), spec.place), value=Cell(number=values.number(record[y], y, spec.place)),
                   message=spec.message is not None and str(record[x]) == spec.message) for record in table]


def _span(moment: Moment) -> Span:
    try:
        return dates.read(moment.x.rstrip("*"))
    except ValueError as error:
        raise Refused("H9", str(error), 'a line runs over time: write "2021", "2021-04" or "2021-04-07"', moment.place) from None


def _scale(stated: Sequence[float], spec: Spec) -> Domain:
    """From zero, or from `start` where that leaves a third of the plot free under the line."""
    if not spec.start:
        return columns.domain(stated)
    step = columns.domain([max(stated) - spec.start]).step
    made = Domain(spec.start, spec.start + step * len(columns.domain([max(stated) - spec.start]).ticks) - step, step)
    if min(stated) < spec.start + _FREE * (made.high - made.low):
        raise Refused("H10", f"the axis starts at {spec.start:g}, which makes the changes look larger than they are",
                      "leave a third of the plot free under the line, or start at zero", spec.place)
    return made


def _alt(items: Sequence[Item], spans: Sequence[Span], scale: Domain, unit: str | None) -> str:
    of = f" in {unit}" if unit else ""
    axis = f"from {_plainly(scale.low)}" if scale.low else "from zero"
    return (f"Line chart{of}, {len(items)} points from {dates.spoken(spans[0])} to {dates.spoken(spans[-1])}, axis {axis}. "
            f"{'; '.join(item.said for item in items)}.")


def _plainly(value: float) -> str:
    return values.plain(value, values.decimals([value]))


def _room(plan: Plan, width: float, height_: float, style: Style) -> Panel:
    axis, value = style.sizes["axis"], style.sizes["value"]
    left = columns.gutter(plan.scale, style)
    end = style.measure(plan.items[-1].text, value, True) + 7 * style.stroke if plan.items[-1].number is not None else 0.0
    aside = style.measure(plan.items[-1].label, axis, False) / 2
    foot = leading(style, axis) + 4 * style.stroke
    start = leading(style, axis) if plan.scale.low else 0.0
    high = plan.scale.share(max(0.0, *plan.numbers)) < _HIGH and any(item.message for item in plan.items[:-1])
    head = max(leading(style, value), leading(style, axis) / 2) + high * _GAP * style.stroke
    return Panel(left, width - max(end, aside), head, height_ - foot - start)


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    room = _room(plan, width, 0.0, style)
    return room.top + columns.PLOT * style.stroke - room.bottom


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks: grid, line, dots, the values that matter, dates."""
    drawn, room = Sketch(width, height_, style), _room(plan, width, height_, style)
    if room.right - room.left < 80 * style.stroke or room.bottom - room.top < 40 * style.stroke:
        raise Refused("L4", f"{width:.0f} by {height_:.0f} pt leave no room for a line", "give the chart more room")
    points = _points(plan, room)
    _grid(drawn, plan, room)
    _lines(drawn, plan, points)
    _dots(drawn, plan, points)
    _labels(drawn, plan, points, room)
    time_axis.name(drawn, plan.spans, [x for x, _ in points], room.bottom, (0.0, width))
    return drawn


def _points(plan: Plan, room: Panel) -> list[Spot]:
    """Each point's place: the middle of its day, month or year; y None where there is no value."""
    first, last = plan.spans[0].middle, plan.spans[-1].middle
    pad = 6.0
    xs = [room.left + pad + (span.middle - first) * (room.right - room.left - pad) / (last - first) for span in plan.spans]
    return [(x, None if item.number is None else room.y(plan.scale)(item.number))
            for x, item in zip(xs, plan.items)]


def _grid(drawn: Sketch, plan: Plan, room: Panel) -> None:
    style, size = drawn.style, drawn.style.sizes["axis"]
    columns.levels(drawn, plan.scale, room.y(plan.scale), room.left, room.right, nought=True)
    if plan.scale.low:
        drawn.text(0, drawn.height - leading(style, size), f"The axis starts at {_plainly(plan.scale.low)}.", size, "g500")


def _lines(drawn: Sketch, plan: Plan, points: Sequence[Spot]) -> None:
    """Stretches between stated values; dashed where the later value is derived, promised or not verified."""
    for dashed in (False, True):
        commands: list[Command] = []
        for (a, b), item in zip(pairwise(points), plan.items[1:]):
            if a[1] is None or b[1] is None or (item.shade != "solid") != dashed:
                continue
            if not commands or commands[-1][1:] != (a[0], a[1]):
                commands.append(("M", a[0], a[1]))
            commands.append(("L", b[0], b[1]))
        if commands:
            drawn.path(commands, None, Stroke("navy", 1.8, (4.0, 2.5) if dashed else ()))


def _dots(drawn: Sketch, plan: Plan, points: Sequence[Spot]) -> None:
    """Dots: the message, the last value, every value between uneven intervals, and one with no neighbour to join."""
    k, all_of_them = drawn.style.stroke, not plan.regular and len(points) <= _MARKERS
    for n, ((x, y), item) in enumerate(zip(points, plan.items)):
        if y is None:
            continue
        alone = all(not 0 <= m < len(points) or points[m][1] is None for m in (n - 1, n + 1))
        if item.message:
            drawn.disc(x, y, 4.0 * k, "orange")
        elif all_of_them or alone or n == len(points) - 1:
            drawn.disc(x, y, 2.6 * k, "navy")


def _labels(drawn: Sketch, plan: Plan, points: Sequence[Spot], room: Panel) -> None:
    """Values: the last beside its dot, the message over or under its own, as in Office."""
    style, size, k = drawn.style, drawn.style.sizes["value"], drawn.style.stroke
    tall, last, taken = leading(style, size), len(points) - 1, list[tuple[float, float]]()
    right, height_ = points[last]
    if height_ is not None:
        beside = min(height_ - tall / 2, room.bottom + 2 * k - tall)  # above the dates
        drawn.text(right + 6 * k, beside, plan.items[last].text, size, "navy", True)
        taken.append((right - 2 * k, drawn.width))
    for n in (n for n, item in enumerate(plan.items) if item.message and n != last):
        x, y = points[n]
        half = style.measure(plan.items[n].text, size, True) / 2
        middle = max(min(x, right - 6.1 * k - half), room.left + half)
        if y is None or any(a - 4 * k < middle + half and middle - half < b + 4 * k for a, b in taken):
            continue
        top = along.top(points, (middle - half - 2 * k, middle + half + 2 * k), y, tall, _GAP * k, room.bottom,
                        room.y(plan.scale)(0.0) if plan.scale.low < 0 else None)
        along.lead(drawn, x, y, top, tall)
        drawn.text(middle, top, plan.items[n].text, size, "navy", True, "middle")
        taken.append((middle - half, middle + half))


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def native(plan: Plan) -> Native | None:
    """The same line as an Office chart; None between uneven dates, which Office would set at equal distances."""
    from charts import office

    if not plan.regular:
        return None
    numbers = tuple(item.number for item in plan.items)
    series = NativeSeries(plan.unit or "Value", numbers, None, Stroke("navy", 1.8 * office.EDGE),
                          points=tuple(office.spot(item, n == len(plan.items) - 1) for n, item in enumerate(plan.items)))
    return Native("line", tuple(item.label for item in plan.items), (series,), plan.scale.low, plan.scale.high, plan.scale.step,
                  office.number_format(plan.scale), value_axis=True, gridlines=True)
