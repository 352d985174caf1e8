"""Amounts over time as areas from zero on a true time scale; several series are stacked on each other."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charts import areas, columns, dates, series, series_marks, stacks, time_axis
from charts.dates import Span
from charts.drawing import Stroke
from charts.inputs import Refused
from charts.native import Native, NativeSeries, Point
from charts.panels import Panel
from charts.series import SeriesSpec
from charts.series_marks import MARGIN, Beside
from charts.sketch import Sketch, leading
from charts.stacks import Stacks
from charts.style import SERIES, Style
from charts.values import Flag

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: area
headline: Ferries carried a growing part of the harbour's passengers
subtitle: Passengers a year, thousand
source_note: Invented for this example.
unit: thousand
series:
  - {name: Cruise ships}
  - {name: Ferries, message: true}
rows:
  - {label: "2016", values: [120, 60]}
  - {label: "2017", values: [125, 80]}
  - {label: "2018", values: [110, 115]}
  - {label: "2019", values: [118, 150]}
  - {label: "2020", values: [105, 190]}
"""

_MARKERS = 30  # up to so many dates are marked where the intervals differ


class Spec(SeriesSpec):
    """Labels are dates ("2021", "2021-04" or "2021-04-07"), at least four, in order; one to four series."""


@dataclass(frozen=True)
class Plan:
    """The parts at each date; `regular`: all intervals are equal."""

    alt: str
    stacks: Stacks
    spans: tuple[Span, ...]
    regular: bool
    unit: str
    flags: tuple[Flag, ...] = ()

    @property
    def numbers(self) -> tuple[float, ...]:
        return self.stacks.grid.numbers


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for dates that are none or out of order (H9), amounts below zero (H3), sums with a part missing (H20)."""
    grid, flags = series.read(spec, rows, 1, len(SERIES))
    spans = time_axis.spans(grid.labels, spec.place)
    wholes = tuple(stacks.whole(grid, n, spec.place) for n in range(len(grid.labels)))
    stated = [whole.edges[-1] for whole in wholes if whole.edges]
    if len(stated) < time_axis.LEAST:
        raise Refused("H9", f"an area through {len(stated)} values", "use columns", spec.place)
    made = Stacks(grid, wholes, columns.domain(stated))
    return Plan(spec.alt or _alt(made, spans, spec.unit), made, spans, time_axis.regular(spans), spec.unit or "", flags)


def _alt(made: Stacks, spans: Sequence[Span], unit: str | None) -> str:
    of, names = f" in {unit}" if unit else "", ", ".join(one.name for one in made.grid.series)
    kind = "Stacked area chart" if len(made.grid.series) > 1 else "Area chart"
    return (f"{kind}{of} of {names}, {len(spans)} dates from {dates.spoken(spans[0])} to {dates.spoken(spans[-1])}, "
            f"axis from zero. {made.grid.said}.")


@dataclass(frozen=True)
class _Room(Panel):
    """The plot's edges in points, and the names at its right."""

    names: Beside


def _room(plan: Plan, width: float, height_: float, style: Style) -> _Room:
    axis, k = style.sizes["axis"], style.stroke
    left = columns.gutter(plan.stacks.scale, style)
    top, gap = leading(style, axis) / 2, len(plan.stacks.stated) < len(plan.spans)
    bottom = height_ - leading(style, axis) * (2 if gap else 1) - 4 * k
    if bottom - top < 40 * k:
        raise Refused("L4", f"the height of {height_:.0f} pt leaves no room for an area", "give the chart more room")
    last = plan.stacks.stated[-1]
    names = series_marks.beside([one.name for one in plan.stacks.grid.series], [item.text for item in plan.stacks.grid.at(last)],
                                0.3 * width, bottom - top, style)
    return _Room(left, width - names.width - MARGIN * k, top, bottom, names)


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    gap = len(plan.stacks.stated) < len(plan.spans)
    return (columns.PLOT + 4) * style.stroke + leading(style, style.sizes["axis"]) * (2.5 if gap else 1.5)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks: grid, areas from the lowest up, white seams, names at the right, dates."""
    drawn, room = Sketch(width, height_, style), _room(plan, width, height_, style)
    if room.right - room.left < 80 * style.stroke:
        raise Refused("L4", f"{width:.0f} pt leave no room for an area", "shorten the names of the series")
    xs = time_axis.places(plan.spans, room.left, room.right)

    def y(value: float) -> float:
        return room.y(plan.stacks.scale)(value)

    columns.levels(drawn, plan.stacks.scale, y, room.left, room.right)
    courses = [[whole.edges[m] if whole.edges else None for whole in plan.stacks.wholes]
               for m in range(len(plan.stacks.grid.series) + 1)]
    for m, one in enumerate(plan.stacks.grid.series):
        areas.paint(drawn, xs, courses[m], courses[m + 1], one.items, one.role, y)
    for m, one in enumerate(plan.stacks.grid.series[:-1]):
        areas.seam(drawn, xs, courses[m + 1], one.items, y)
    if areas.gaps(drawn, xs, courses[-1], room.bottom):
        series_marks.explain_missing(drawn, room.left)
    if not plan.regular and len(xs) <= _MARKERS:
        for x, value in zip(xs, courses[-1]):
            if value is not None:
                drawn.disc(x, y(value), 2.2 * style.stroke, "navy")
    drawn.line(room.left, room.bottom, room.right, room.bottom, "navy", 0.9)
    last = plan.stacks.stated[-1]
    wanted = [y(plan.stacks.wholes[last].middle(m)) for m in range(len(plan.stacks.grid.series))]
    series_marks.put_beside(drawn, room.names, [xs[last]] * len(wanted), room.right, wanted, room.top, room.bottom)
    time_axis.name(drawn, plan.spans, xs, room.bottom, (0.0, width))
    return drawn


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def native(plan: Plan) -> Native | None:
    """The same as an Office area chart; each series is named beside the end of its area, with its last value.

    None where Office would say something else: uneven dates set at equal distances, a gap drawn as nought, a status that
    changes within a series.
    """
    from charts import office, series_office

    grid, scale = plan.stacks.grid, plan.stacks.scale
    shades = [{item.shade for item in one.items} for one in grid.series]
    if not plan.regular or len(plan.stacks.stated) < len(plan.spans) or any(len(found) > 1 for found in shades):
        return None
    several = len(grid.series) > 1
    made = []
    for m, one in enumerate(grid.series):
        look = series_office.look(one.role, one.items[0].shade)
        words = f"{one.items[-1].text}  {one.name}"
        points = (*[None] * (len(plan.spans) - 1), Point(label=words, role="label", aside=True))
        seam = Stroke("white", 0.8 * office.EDGE) if m else None
        made.append(NativeSeries(one.name, one.numbers, look.fill, look.stroke or seam, points))
    return Native("area_stacked" if several else "area", tuple(time_axis.short(span) for span in plan.spans), tuple(made), 0.0,
                  scale.high, scale.step, office.number_format(scale), value_axis=True, gridlines=True)
