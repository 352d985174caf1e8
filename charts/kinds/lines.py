"""Two to four values over time as lines on one true time scale from zero, each named at its end: which is ahead, since when."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import FiniteFloat

from charts import areas, columns, dates, listed, series, series_marks, time_axis
from charts.columns import Domain
from charts.dates import Span
from charts.drawing import Command, Stroke
from charts.inputs import Refused
from charts.native import Native, NativeSeries, Point
from charts.panels import Panel
from charts.series import GridPlan, Series, SeriesSpec
from charts.series_marks import MARGIN, Beside
from charts.sketch import Sketch, leading
from charts.style import SERIES, Style
from charts.values import Shade

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: lines
headline: Ferries carry more passengers than cruise ships since 2018
subtitle: Passengers a year, thousand
source_note: Invented for this example.
unit: thousand
series:
  - {name: Ferries, message: true}
  - {name: Cruise ships}
  - {name: Sailing boats}
rows:
  - {label: "2016", values: [60, 120, 22]}
  - {label: "2017", values: [80, 125, 24]}
  - {label: "2018", values: [115, 110, 21]}
  - {label: "2019", values: [150, 118, 25]}
  - {label: "2020", values: [190, 105, null]}
"""

_LINE, _DOT = 1.8, 2.6  # in print
_DASH = (4.0, 2.5)
_MARKERS = 30  # up to so many dates are marked where the intervals differ
_ASIDE = 0.3  # of the width that the names may take


class Spec(SeriesSpec):
    """Labels are dates ("2021", "2021-04" or "2021-04-07"), at least four, in order; null is a gap. `start`: where the axis
    begins when not at zero; allowed while a third of the plot stays free under the lines."""

    start: FiniteFloat = 0.0


@dataclass(frozen=True)
class Plan(GridPlan):
    """A line a series of the grid; `regular`: all intervals are equal."""

    spans: tuple[Span, ...]
    regular: bool
    scale: Domain

    def last(self, m: int) -> int:
        """The last date at which a series has a value."""
        return max(n for n, number in enumerate(self.grid.series[m].numbers) if number is not None)

    def words(self, m: int) -> str:
        """The last value of a series, with its date where that is not the last one."""
        n = self.last(m)
        dated = f" ({time_axis.short(self.spans[n])})" if n < len(self.spans) - 1 else ""
        return f"{self.grid.series[m].items[n].text}{dated}"


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for dates that are none or out of order, fewer than four values a line (H9), and a steep axis (H10)."""
    grid, flags = series.read(spec, rows, 2, len(SERIES))
    spans = time_axis.spans(grid.labels, spec.place)
    for one in grid.series:
        if (count := sum(number is not None for number in one.numbers)) < time_axis.LEAST:
            raise Refused("H9", f'the line "{one.name}" goes through {count} points',
                          f"give at least {time_axis.LEAST} values, or leave it out", spec.place)
    scale = listed.started(grid.numbers, spec.start, spec.place)
    alt = spec.alt or _alt(grid, spans, scale, spec.unit)
    return Plan(alt, grid, spec.unit or "", spans, time_axis.regular(spans), scale, flags=flags)


def _alt(grid: series.Grid, spans: Sequence[Span], scale: Domain, unit: str | None) -> str:
    of, names = f" in {unit}" if unit else "", ", ".join(one.name for one in grid.series)
    axis = "axis from zero" if scale.low <= 0 else listed.start_words(scale).lower().rstrip(".")
    return (f"Line chart{of} of {names}, {len(spans)} dates from {dates.spoken(spans[0])} to {dates.spoken(spans[-1])}, "
            f"{axis}. {grid.said}.")


@dataclass(frozen=True)
class _Room(Panel):
    """The plot's edges in points, and the names at its right."""

    names: Beside


def _room(plan: Plan, width: float, height_: float, style: Style) -> _Room:
    axis, k = style.sizes["axis"], style.stroke
    left = columns.gutter(plan.scale, style)
    top = leading(style, axis) / 2
    bottom = height_ - leading(style, axis) - 4 * k - listed.start_height(plan.scale, style)
    named = [one.name for one in plan.grid.series]
    names = series_marks.beside(named, [plan.words(m) for m in range(len(named))], _ASIDE * width, bottom - top, style)
    room = _Room(left, width - names.width - MARGIN * k, top, bottom, names)
    if room.right - left < 80 * k or bottom - top < 40 * k:
        raise Refused("L4", f"{width:.0f} by {height_:.0f} pt leave no room for lines", "shorten the names of the series")
    return room


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    foot = leading(style, style.sizes["axis"]) * 1.5 + listed.start_height(plan.scale, style)
    return (columns.PLOT + 4) * style.stroke + foot


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks: grid, lines (the message last), dots, names at the right, dates."""
    drawn, room = Sketch(width, height_, style), _room(plan, width, height_, style)
    xs = time_axis.places(plan.spans, room.left + _DOT * style.stroke, room.right - _DOT * style.stroke)
    columns.levels(drawn, plan.scale, room.y(plan.scale), room.left, room.right, nought=True)
    for one in sorted(plan.grid.series, key=lambda s: s.message):
        _line(drawn, plan, one, xs, room)
    ends = [plan.last(m) for m in range(len(plan.grid.series))]
    wanted = [room.y(plan.scale)(one.numbers[n] or 0.0) for one, n in zip(plan.grid.series, ends)]
    series_marks.put_beside(drawn, room.names, [xs[n] + _DOT * style.stroke for n in ends], room.right, wanted, room.top,
                            room.bottom)
    time_axis.name(drawn, plan.spans, xs, room.bottom, (0.0, width))
    listed.start_note(drawn, plan.scale)
    return drawn


def _line(drawn: Sketch, plan: Plan, one: Series, xs: Sequence[float], room: Panel) -> None:
    """Dashed where the later value is derived, promised or not verified; dots on the last value, on lonely ones, and on all
    between uneven dates."""
    y = room.y(plan.scale)
    for first, last, shade in areas.runs(one.numbers, one.items):
        points: list[Command] = [("M" if n == first else "L", xs[n], y(one.numbers[n] or 0.0)) for n in range(first, last + 1)]
        drawn.path(points, None, Stroke(one.role, _LINE, _dash(shade)))
    stated = [n for n, number in enumerate(one.numbers) if number is not None]
    marked = stated if not plan.regular and len(xs) <= _MARKERS else [*areas.alone(one.numbers), stated[-1]]
    for n in sorted(set(marked)):
        drawn.disc(xs[n], y(one.numbers[n] or 0.0), _DOT * drawn.style.stroke, one.role)


def _dash(shade: Shade) -> tuple[float, ...]:
    return () if shade == "solid" else _DASH


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def native(plan: Plan) -> Native | None:
    """The same as an Office line chart; each series is named beside its end, with its last value.

    None between uneven dates, which Office would set at equal distances, and where the status changes within a series.
    """
    from charts import office

    shades = [{item.shade for item in one.items if item.number is not None} for one in plan.grid.series]
    if not plan.regular or any(len(found) > 1 for found in shades):
        return None
    made = []
    for m, one in enumerate(plan.grid.series):
        last = plan.last(m)
        dash = tuple(d * office.EDGE for d in _dash(one.items[last].shade))
        end = Point(series_marks.ground(one.role, "solid"), label=f"{plan.words(m)}  {one.name}", role="label", aside=True)
        made.append(NativeSeries(one.name, one.numbers, None, Stroke(one.role, _LINE * office.EDGE, dash),
                                 (*[None] * last, end, *[None] * (len(plan.spans) - last - 1))))
    return Native("line", tuple(time_axis.short(span) for span in plan.spans), tuple(made), plan.scale.low, plan.scale.high,
                  plan.scale.step, office.number_format(plan.scale), value_axis=True, gridlines=True)
