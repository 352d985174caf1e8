"""A value over time and its forecast, with the range in which it is expected; the range opens like a fan."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from charts import along, checks, columns, dates, inputs, time_axis, values
from charts.along import Spot
from charts.columns import Domain
from charts.dates import Span
from charts.drawing import Command, Fill, Stroke
from charts.inputs import Cell, Node, Prose, Refused, When
from charts.labels import fitted, widest
from charts.native import Native, NativeSeries, Point
from charts.panels import Panel
from charts.sketch import Sketch, leading
from charts.style import Style
from charts.ties import Box
from charts.values import Flag, Item, Row

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: fan
headline: The harbour expects more boxes in each year to 2023
subtitle: Containers a year, thousand; forecast with its range
source_note: Invented for this example.
unit: thousand
rows:
  - {x: "2018", value: 410}
  - {x: "2019", value: 460}
  - {x: "2020", value: 530, message: true}
  - {x: "2021", value: 560, low: 530, high: 600, status: forecast}
  - {x: "2022", value: 590, low: 530, high: 670, status: forecast}
  - {x: "2023", value: 620, low: 520, high: 740, status: forecast}
"""

_BAND = Fill("g500", "hatch", "tint")
_FORECAST = ("forecast", "expected", "planned", "intended")
_LINE, _DOT, _GAP = 1.8, 2.6, 5.0  # in print: strokes, dots, and what is free between a line and words
_LETTERS = 50  # of a value that stand side by side over the length of the axis
_ASIDE = 0.3  # of the width that the words at the end may take


class Moment(Node):
    """A value and its date. A forecast says so by its status (or by its fact's), and gives the range from `low` to `high`."""

    x: Prose
    value: Cell
    low: Cell | None = None
    high: Cell | None = None
    status: Literal["stated", "forecast"] | None = None
    message: bool = False
    facts: list[str] = []


class Spec(inputs.Spec):
    """Rows written out; or a data table: `x`, `y`, `low`, `high` name columns, `forecast_from` is the first forecast date."""

    rows: list[Moment] = []
    x: str | None = None
    y: str | None = None
    low: str | None = None
    high: str | None = None
    forecast_from: When | None = None
    message: Prose | None = None


@dataclass(frozen=True)
class Plan:
    """Points in order of time; from `first` on they are forecasts, with `lows` and `highs` (equal to the value before it)."""

    alt: str
    items: tuple[Item, ...]
    lows: tuple[Item, ...]
    highs: tuple[Item, ...]
    first: int
    spans: tuple[Span, ...]
    scale: Domain
    regular: bool
    unit: str
    flags: tuple[Flag, ...] = ()

    @property
    def numbers(self) -> tuple[float, ...]:
        return tuple(i.number for three in zip(self.items, self.lows, self.highs) for i in three if i.number is not None)


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for no forecast (H14), one without a range, a range without a forecast, or one that misses its value."""
    found = _moments(spec, rows)
    checks.one_message(found)
    spans = time_axis.spans([m.x for m in found], spec.place)
    first = _first(found, spec)
    every = values.items([Row(label=m.x, value=cell or Cell()) for m in found for cell in (m.value, m.low, m.high)], spec.unit)
    named = [time_axis.short(span) for span in spans]
    items = tuple(Item(name, i.number, i.text, "", "hatch" if n >= first else i.shade, m.message)
                  for n, (name, i, m) in enumerate(zip(named, every[::3], found)))
    lows, highs = every[1::3], every[2::3]
    _ranged(found, items, lows, highs, first)
    scale = columns.domain([i.number for i in every if i.number is not None])
    alt = _alt(items, lows, highs, first, spans, spec.unit)
    return Plan(spec.alt or alt, items, lows, highs, first, spans, scale, time_axis.regular(spans), spec.unit or "",
                values.near([Row(label=m.x, value=m.value) for m in found]))


def _moments(spec: Spec, table: Sequence[Mapping[str, Any]] | None) -> list[Moment]:
    if table is None:
        return spec.rows
    checks.one_source(spec.rows, spec.place)
    x, y, low, high = (values.column(getattr(spec, name), name, table, spec.place) for name in ("x", "y", "low", "high"))
    labels = [str(record[x]) for record in table]
    if spec.forecast_from is None or spec.forecast_from not in labels:
        raise Refused("H14", "the data do not say where the forecast begins", f'give "forecast_from" a date of column "{x}"',
                      spec.place)
    start = labels.index(spec.forecast_from)

    def cell(record: Mapping[str, Any], name: str) -> Cell | None:
        number = values.number(record[name], name, spec.place)
        return None if number is None else Cell(number=number)

    return [Moment(x=Prose.at(label, spec.place), value=cell(r, y) or Cell(), low=cell(r, low), high=cell(r, high),
                   status="forecast" if n >= start else "stated", message=spec.message is not None and label == spec.message)
            for n, (label, r) in enumerate(zip(labels, table))]


def _first(found: Sequence[Moment], spec: Spec) -> int:
    """Where the forecast begins: after at least one stated value, and up to the end."""
    forecast = [(m.status or ("forecast" if m.value.status in _FORECAST else "stated")) == "forecast" for m in found]
    if not any(forecast):
        raise Refused("H14", "no value has the status forecast", 'mark forecasts with "status: forecast", or use kind "line"',
                      spec.place)
    first = forecast.index(True)
    if not all(forecast[first:]):
        late = found[first + forecast[first:].index(False)]
        raise Refused("H14", f'"{late.x}" is stated, but stands after a forecast', "put the forecasts last", late.place)
    if first == 0 or found[first - 1].value.number is None:
        raise Refused("H14", "the forecast does not follow a stated value", "begin with values that are known", spec.place)
    return first


def _ranged(found: Sequence[Moment], items: Sequence[Item], lows: Sequence[Item], highs: Sequence[Item], first: int) -> None:
    for n, (moment, item, low, high) in enumerate(zip(found, items, lows, highs)):
        a, v, b = low.number, item.number, high.number
        if n < first and (a is not None or b is not None):
            raise Refused("H14", f'"{moment.x}" has a range but is no forecast', 'give it "status: forecast", or take the range '
                          "away", moment.place)
        if n >= first and (a is None or b is None or v is None):
            raise Refused("H20", f'the forecast for "{moment.x}" has no range',
                          'give it "value", "low" and "high": a forecast is not a point', moment.place)
        if a is not None and v is not None and b is not None and not 0 <= a <= v <= b:
            raise Refused("H3", f'the range of "{moment.x}" ({low.text} to {high.text}) does not hold {item.text} above zero',
                          'give "low", "value" and "high" in rising order', moment.place)
        if v is not None and v < 0:
            raise Refused("H3", f'"{moment.x}" is below zero: {item.text}', 'use a chart of kind "line"', moment.place)


def _alt(items: Sequence[Item], lows: Sequence[Item], highs: Sequence[Item], first: int, spans: Sequence[Span],
         unit: str | None) -> str:
    of = f" in {unit}" if unit else ""
    past = "; ".join(f"{item.label}: {item.text}" for item in items[:first])
    coming = "; ".join(f"{i.label}: {i.text} ({a.text} to {b.text})" for i, a, b in list(zip(items, lows, highs))[first:])
    return (f"Line{of} from {dates.spoken(spans[0])} to {dates.spoken(spans[-1])}, axis from zero, with a forecast and its "
            f"range. Stated: {past}. Forecast: {coming}.")


@dataclass(frozen=True)
class _Room(Panel):
    """The plot's edges in points, and the words at its right."""

    words: tuple[str, ...]


def _room(plan: Plan, width: float, height_: float, style: Style) -> _Room:
    axis, value, k = style.sizes["axis"], style.sizes["value"], style.stroke
    left = columns.gutter(plan.scale, style)
    words = fitted(_expected(plan), _ASIDE * width, axis, False, style)
    aside = max(widest(words, axis, False, style), style.measure(plan.items[-1].text, value, True)) + 7 * k
    foot = leading(style, axis) + 4 * k
    at = time_axis.places(plan.spans, left + 6, width - aside)[plan.first - 1]
    early = at - style.measure(plan.items[plan.first - 1].text, value, True) < left  # then it stands under "forecast"
    head = leading(style, value) + leading(style, axis) + early * _GAP * k
    return _Room(left, width - aside, head, height_ - foot, words)


def _expected(plan: Plan) -> str:
    return f"expected: {plan.lows[-1].text} to {plan.highs[-1].text}"


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    room = _room(plan, width, 0.0, style)
    return room.top + columns.PLOT * style.stroke - room.bottom


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks: grid, fan, line, dots, values, dates."""
    drawn, room, k = Sketch(width, height_, style), _room(plan, width, height_, style), style.stroke
    if room.right - room.left < 80 * k or room.bottom - room.top < 40 * k:
        raise Refused("L4", f"{width:.0f} by {height_:.0f} pt leave no room for a line", "give the chart more room")
    xs = time_axis.places(plan.spans, room.left + 6, room.right)

    def y(item: Item) -> float | None:
        return None if item.number is None else room.y(plan.scale)(item.number)

    columns.levels(drawn, plan.scale, room.y(plan.scale), room.left, room.right, nought=True)
    _fan(drawn, plan, xs, [y(i) for i in plan.lows], [y(i) for i in plan.highs], y(plan.items[plan.first - 1]))
    points = list(zip(xs, [y(item) for item in plan.items]))
    _course(drawn, plan, points)
    _words(drawn, plan, points, room)
    time_axis.name(drawn, plan.spans, xs, room.bottom, (0.0, width))
    return drawn


def _fan(drawn: Sketch, plan: Plan, xs: Sequence[float], lows: Sequence[float | None], highs: Sequence[float | None],
         start: float | None) -> None:
    """The range, from the last stated value on, hatched as all that is not yet so."""
    first = plan.first
    upper = [(xs[first - 1], start), *zip(xs[first:], highs[first:])]
    under = list(zip(xs[first:], lows[first:]))[::-1]
    commands: list[Command] = [("L" if n else "M", x, y or 0.0) for n, (x, y) in enumerate((*upper, *under))]
    drawn.path([*commands, ("Z",)], _BAND)


def _course(drawn: Sketch, plan: Plan, points: Sequence[Spot]) -> None:
    """Stated values joined by a line, forecasts by a dashed one; dots where the line has no neighbour, or a message."""
    k = drawn.style.stroke
    for n, ((x1, y1), (x2, y2)) in enumerate(pairwise(points), 1):
        if y1 is not None and y2 is not None:
            drawn.line(x1, y1, x2, y2, "navy", _LINE, (4.0, 2.5) if n >= plan.first else ())
    for n, (x, y) in enumerate(points):
        alone = all(not 0 <= m < len(points) or points[m][1] is None for m in (n - 1, n + 1))
        if y is not None and plan.items[n].message:
            drawn.disc(x, y, 4.0 * k, "orange")
        elif y is not None and (alone or not plan.regular or n in (plan.first - 1, len(points) - 1)):
            drawn.disc(x, y, _DOT * k, "navy")


def _words(drawn: Sketch, plan: Plan, points: Sequence[Spot], room: _Room) -> None:
    """The last forecast and its range beside theirs, the word "forecast", and the values of `_told` at their dots."""
    style, axis, value, k = drawn.style, drawn.style.sizes["axis"], drawn.style.sizes["value"], drawn.style.stroke
    x, y = points[-1]
    tall = leading(style, value) + len(room.words) * leading(style, axis)
    top = min(max((y or 0.0) - leading(style, value) / 2, 0.0), room.bottom + 2 * k - tall)
    top = drawn.text(x + 6 * k, top, plan.items[-1].text, value, "navy", True)
    drawn.lines(x + 6 * k, top, room.words, axis)
    at = points[plan.first - 1][0]
    drawn.line(at, leading(style, axis) + 2 * k, at, room.bottom, "g500", 0.6, (1.5, 2.0))
    drawn.text(at + 4 * k, 0, "forecast", axis)
    said: list[Box] = []
    for n in _told(plan):
        said.append(_said(drawn, plan, points, n, room))
        if any(box.meets(said[-1], 0.0) for box in said[:-1]):
            raise Refused("L4", f"two values before the forecast do not fit side by side in {drawn.width:.0f} pt",
                          "give the chart the full width, or another message")


def _said(drawn: Sketch, plan: Plan, points: Sequence[Spot], n: int, room: _Room) -> Box:
    """A stated value along the line; the last ends where the forecast begins, or, for want of room, stands over the fan."""
    style, size, k, text = drawn.style, drawn.style.sizes["value"], drawn.style.stroke, plan.items[n].text
    (x, y), tall, wide, last = points[n], leading(style, size), style.measure(text, size, True), n == plan.first - 1
    left = x - wide if last else max(x - wide / 2, room.left)
    line, over = points[:plan.first], left < room.left
    if over:
        left, line = x + 4 * k, [(x, y), *((x_, room.y(plan.scale)(high.number or 0.0))
                                           for (x_, _), high in zip(points[plan.first:], plan.highs[plan.first:]))]
    top = along.top(line, (left - 2 * k, left + wide + 2 * k), y or 0.0, tall, _GAP * k,
                    0.0 if over else room.bottom)
    along.lead(drawn, x, y or 0.0, top, tall)
    drawn.text(left, top, text, size, "navy", True)
    return Box(left, top, left + wide, top + tall)


def _told(plan: Plan) -> list[int]:
    """The stated values that are said, in print and in Office: the last, and the message where it stands clear of it."""
    last = plan.first - 1
    whole, begin = plan.spans[-1].middle - plan.spans[0].middle, plan.spans[0].middle
    at, wide = ([_LETTERS * (span.middle - begin) / whole for span in plan.spans], [len(item.text) for item in plan.items])
    return [last, *(n for n, item in enumerate(plan.items[:last]) if item.message and item.number is not None
                    and max(at[n] + wide[n] / 2, wide[n]) + 1 <= at[last] - wide[last])]


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def native(plan: Plan) -> Native | None:
    """An area chart in Office: an unseen base, the range on it, and lines over both; None between uneven dates."""
    from charts import office

    if not plan.regular:
        return None
    first, k = plan.first, office.EDGE
    middle = [item.number for item in plan.items]
    base = tuple(plan.lows[n].number if n >= first else value for n, value in enumerate(middle))
    wide = tuple((plan.highs[n].number or 0.0) - (plan.lows[n].number or 0.0) if n >= first else None if value is None else 0.0
                 for n, value in enumerate(middle))
    past = tuple(v if n < first else None for n, v in enumerate(middle))
    coming = tuple(v if n >= first - 1 else None for n, v in enumerate(middle))
    marks = tuple(_spot(plan, n) for n in range(len(middle)))
    last = Point(Fill("navy"), None, f"\u00a0{plan.items[-1].text}", note=f"forecast, {_expected(plan)}", place="r")
    none = [None] * (len(middle) - 1)
    top = tuple(plan.highs[n].number if n >= first else middle[n] if n == first - 1 else None for n in range(len(middle)))
    made = (NativeSeries("From (range)", base), NativeSeries("Width of the range", wide, _BAND),
            NativeSeries(plan.unit or "Value", past, None, Stroke("navy", _LINE * k), points=marks),
            NativeSeries("To (range)", top, None, Stroke("g500", 0.4 * k)),
            NativeSeries("Forecast", coming, None, Stroke("navy", _LINE * k, (4.0 * k, 2.5 * k)), points=(*none, last)))
    return Native("area_stacked", tuple(item.label for item in plan.items), made, plan.scale.low, plan.scale.high,
                  plan.scale.step, office.number_format(plan.scale), value_axis=True, gridlines=True)


def _spot(plan: Plan, n: int) -> Point | None:
    """The last stated value has a dot and its words, the message an orange one."""
    item, told = plan.items[n], n in _told(plan)
    if n >= plan.first or item.number is None or not (item.message or told):
        return None
    return Point(Fill("orange" if item.message else "navy"), None, item.text if told else "")
