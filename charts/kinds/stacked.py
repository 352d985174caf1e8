"""Parts that make up a whole, stacked from zero, with the total; `share: true` makes every whole 100 per cent."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from charts import columns, series, stack_bars, stacks, values
from charts.columns import Domain
from charts.inputs import Refused
from charts.lengths import Lengths
from charts.native import Native
from charts.series import Grid, SeriesSpec
from charts.sketch import Sketch
from charts.stacks import Stack, Stacks
from charts.style import SERIES, Style
from charts.values import Flag

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: stacked
headline: Containers brought most of the harbour's income in every year
subtitle: Income, million crowns
source_note: Invented for this example.
unit: million crowns
series:
  - {name: Containers, message: true}
  - {name: Ferries}
  - {name: Fish market}
rows:
  - {label: "2018", values: [41, 24, 12]}
  - {label: "2019", values: [52, 27, 11]}
  - {label: "2020", values: [62, 18, 12]}
"""

_MOST, _MOST_BARS = 40, 20
_PERCENT = ("percent", "%")


class Spec(SeriesSpec):
    """Parts of one unit, scope and status a label. `horizontal`: bars, for long names; `share`: parts of 100 per cent."""

    horizontal: bool = False
    share: bool = False


@dataclass(frozen=True)
class Plan:
    """The parts, and where each begins and ends on the axis."""

    alt: str
    stacks: Stacks
    horizontal: bool
    share: bool
    unit: str
    flags: tuple[Flag, ...] = ()

    @property
    def numbers(self) -> tuple[float, ...]:
        return self.stacks.grid.numbers

    @property
    def lengths(self) -> Lengths:
        """What the parts promise: from edge to edge."""
        parts = tuple(b - a for whole in self.stacks.wholes for a, b in pairwise(whole.edges))
        return Lengths(parts, "width" if self.horizontal else "height")


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for parts below zero (H3), sums across statuses or with a part missing (H17, H20), too many series."""
    grid, flags = series.read(spec, rows, 2, len(SERIES))
    if len(grid.labels) > (most := _MOST_BARS if spec.horizontal else _MOST):
        raise Refused("M14", f"{len(grid.labels)} stacks are too many to tell apart", f"keep at most {most}", spec.place)
    places = [group.place or spec.place for group in spec.rows] or [spec.place] * len(grid.labels)
    wholes = tuple(_whole(grid, n, spec, place) for n, place in enumerate(places))
    scale = Domain(0.0, 100.0, 25.0) if spec.share else columns.domain([w.edges[-1] for w in wholes if w.edges])
    if scale.high == 1.0 and not any(w.edges and w.edges[-1] for w in wholes):
        raise Refused("H3", "all parts are nought", "say it in the text", spec.place)
    made = Stacks(grid, wholes, scale, spec.horizontal)
    return Plan(spec.alt or _alt(made, spec), made, spec.horizontal, spec.share, spec.unit or "", flags)


def _whole(grid: Grid, n: int, spec: Spec, place: Any) -> Stack:
    whole = stacks.whole(grid, n, place)
    if not (spec.share and whole.edges):
        return whole
    parts, total = grid.at(n), whole.edges[-1]
    if total <= 0:
        raise Refused("H3", f'the parts of "{grid.labels[n]}" add up to nought', "nought has no shares: leave it out", place)
    given = spec.unit in _PERCENT and abs(total - 100) <= 0.5
    return Stack(stacks.edges([100 * (part.number or 0.0) / total for part in parts]),
                 tuple(part.text if given else _percent((part.number or 0.0) / total) for part in parts), "")


def _percent(part: float) -> str:
    if 0 < part < 0.005:
        return "<1%"
    return f"{100 * part:.0f}%"


def _alt(made: Stacks, spec: Spec) -> str:
    what, of = "bars" if spec.horizontal else "columns", f" in {spec.unit}" if spec.unit and not spec.share else ""
    kind = f"Stacked {what} of 100 per cent" if spec.share else f"Stacked {what}{of}, axis from zero"
    told = made.grid.said
    if spec.share:
        rows = (", ".join(f"{one.name} {text}" for one, text in zip(made.grid.series, w.texts)) if w.edges else values.MISSING
                for w in made.wholes)
        told = "; ".join(f"{label}: {row}" for label, row in zip(made.grid.labels, rows))
    totals = "" if spec.share else f" Totals: {', '.join(f'{a} {w.total}' for a, w in zip(made.grid.labels, made.wholes))}."
    return f"{kind}, of {', '.join(one.name for one in made.grid.series)}. {told}.{totals}"


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    return (stack_bars.height if plan.horizontal else stacks.height)(plan.stacks, width, style)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks."""
    return (stack_bars.sketch if plan.horizontal else stacks.sketch)(plan.stacks, width, height_, style)


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def native(plan: Plan) -> Native:
    """Stacked Office columns, with an unseen strip for their totals, or bars, with totals beside their names.

    Shares are per cent of each whole. The series are named in one bar, or over the first; or beside the last column.
    """
    from charts import office, series_office

    grid, wholes, scale = plan.stacks.grid, plan.stacks.wholes, plan.stacks.scale
    made, bar, many, shown = [], plan.horizontal, plan.stacks.many, _shown(plan)
    aside = None if shown is not None else plan.stacks.stated[0 if bar else -1]
    for m, one in enumerate(grid.series):
        words = [w.texts[m] if plan.stacks.holds(n, m) or (n == aside and not many) else "" for n, w in enumerate(wholes)]
        if shown is not None:
            words[shown] = f"{one.name} {wholes[shown].texts[m]}"
        drawn = series_office.named(series_office.series(one, words), aside, one.name)
        drawn = series_office.seamed(drawn) if m else drawn
        shares = tuple(w.edges[m + 1] - w.edges[m] if w.edges else None for w in wholes)
        made.append(replace(drawn, values=shares) if plan.share else drawn)
    categories = series_office.categories(grid)
    if plan.share:
        return Native("bar_stacked_100" if bar else "column_stacked_100", categories, tuple(made), 0.0, 1.0, 0.25, '0"%"',
                      office.GAP_WIDTH, 100, value_axis=many, gridlines=many)
    room = 0.0 if bar or many else scale.step * (1 if scale.high / scale.step <= 10 else 2)
    if bar:
        categories = tuple(f"{name}\ntotal {w.total}" if w.edges else name for name, w in zip(categories, wholes))
    elif not many:
        made.append(series_office.total_labels([w.total if w.edges else "" for w in wholes], room))
    return Native("bar_stacked" if bar else "column_stacked", categories, tuple(made), 0.0, scale.high + room, scale.step,
                  office.number_format(scale), office.GAP_WIDTH, 100, value_axis=many, gridlines=many)


def _shown(plan: Plan) -> int | None:
    """The first bar whose parts have room for the names of the series in an Office chart; None for columns."""
    from charts import series_office

    names, wholes, high = [one.name for one in plan.stacks.grid.series], plan.stacks.wholes, plan.stacks.scale.high
    for n in plan.stacks.stated if plan.horizontal else ():
        spans = [(b - a) / high for a, b in zip(wholes[n].edges, wholes[n].edges[1:])]
        if all(series_office.fits(f"{name} {text}", span) for name, text, span in zip(names, wholes[n].texts, spans)):
            return n
    return None
