"""Bars that run both ways: values about zero or a stated middle, or two opposed shares (against and for) in each row."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from charts import checks, columns, listed, series, series_marks, values
from charts.columns import Domain
from charts.inputs import Cell, Prose, Refused
from charts.labels import fitted, widest
from charts.lengths import Lengths
from charts.native import Native
from charts.series import Grid, GridPlan, Group, SeriesSpec
from charts.sketch import Sketch, leading
from charts.style import Style
from charts.values import Flag, Item

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: diverging
headline: Fishers are against the new pier and traders are for it
subtitle: Answers to the harbour's survey, percent of each group
source_note: Invented for this example.
unit: percent
series:
  - {name: Against}
  - {name: For, message: true}
rows:
  - {label: Traders, values: [20, 74]}
  - {label: Ferry owners, values: [35, 51]}
  - {label: Fishers, values: [68, 22]}
"""

_MOST = 30
_MORE = 4  # steps of an Office chart's axis for the names of both sides
_BAR, _GAP, _NAMES = 14.0, 8.0, 0.36  # a bar, the space between rows, and the share of the width for labels


class Line(Group):
    """`value` for one value about the middle, or `values` for two that are opposed."""

    value: Cell | None = None
    values: list[Cell | None] = []
    message: bool = False


class Spec(SeriesSpec):
    """Two series, the first drawn to the left; or none, and one `value` a row. `middle`: where single bars start."""

    rows: list[Line] = []  # type: ignore[assignment]  # a list of a subclass
    middle: float = 0.0


@dataclass(frozen=True)
class Plan(GridPlan):
    """`grid` has one series (signed about `middle`) or two (the first to the left, the second to the right of zero)."""

    middle: float

    @property
    def lengths(self) -> Lengths:
        """What the bars promise: how far they run from the middle."""
        return Lengths(tuple(self.reach(m, item) for m, one in enumerate(self.grid.series) for item in one.items), "width")

    @property
    def opposed(self) -> bool:
        return len(self.grid.series) == 2

    def reach(self, m: int, item: Item) -> float:
        """How far a bar runs from the middle, negative to the left, in data units."""
        number = item.number if item.number is not None else self.middle
        return (-number if m == 0 else number) if self.opposed else number - self.middle


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for opposed values below zero (H3), more than two series, mixed units and anonymous numbers."""
    single = len(spec.y) == 1 if rows is not None else not spec.series
    grid, flags = _single(spec, rows) if single else series.read(spec, rows, 2, 2)
    if len(grid.labels) > _MOST:
        raise Refused("M14", f"{len(grid.labels)} rows are too many for one chart", f"keep at most {_MOST}", spec.place)
    if not single and (min(grid.numbers) < 0 or spec.middle):
        raise Refused("H3", "opposed values are counted from zero, each to its own side",
                      "give both as positive numbers, without a middle", spec.place)
    return Plan(spec.alt or _alt(grid, spec, single), grid, spec.unit or "", spec.middle, flags=flags)


def _single(spec: Spec, rows: Sequence[Mapping[str, Any]] | None) -> tuple[Grid, tuple[Flag, ...]]:
    """One series without a name of its own; the message is a row."""
    if rows is None and any(line.values for line in spec.rows):
        raise Refused("H20", "the rows have values but no series", "name the two series, or write one value a row", spec.place)
    checks.one_message(spec.rows)
    name = spec.unit or "Value"
    typed = [Group(label=line.label, values=[line.value], note=line.note) for line in spec.rows]
    one = SeriesSpec(kind=spec.kind, headline=spec.headline, unit=spec.unit, x=spec.x, y=spec.y, rows=typed,
                     series=[] if rows is not None else [series.Named(name=Prose(name))])
    grid, flags = series.read(one, rows, 1, 1)
    marks = [line.message for line in spec.rows] or [label == spec.message for label in grid.labels]
    items = tuple(replace(item, message=mark) for item, mark in zip(grid.series[0].items, marks))
    return replace(grid, series=(replace(grid.series[0], items=items),)), flags


def _alt(grid: Grid, spec: Spec, single: bool) -> str:
    of = f" in {spec.unit}" if spec.unit else ""
    if not single:
        names = [one.name for one in grid.series]
        return f"Diverging bars{of}, {names[0]} to the left and {names[1]} to the right of zero. {grid.said}."
    start = values.plain(spec.middle, values.decimals([spec.middle])) if spec.middle else "zero"
    told = "; ".join(replace(item, label=label).said for label, item in zip(grid.labels, grid.series[0].items))
    return f"Diverging bars{of}, to the left and the right of {start}. {told}."


@dataclass(frozen=True)
class _Layout:
    """`zero`: where the bars start; `scale`: points a unit; `head`, `foot`: room for names above and a note below."""

    names: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, ...], ...]
    rows: tuple[float, ...]
    zero: float
    scale: float
    head: float
    foot: float


def _layout(plan: Plan, width: float, style: Style) -> _Layout:
    size, small, k = style.sizes["label"], style.sizes["axis"], style.stroke
    names = tuple(fitted(label, _NAMES * width, size, True, style) for label in plan.grid.labels)
    notes = tuple(fitted(note, _NAMES * width, small, False, style) for note in plan.grid.notes)
    rows = tuple(max(len(n) * leading(style, size) + len(m) * leading(style, small), _BAR * k) for n, m in zip(names, notes))
    left = max(max(widest(n, size, True, style), widest(m, small, False, style)) for n, m in zip(names, notes)) + 8 * k
    zero, scale = listed.reach(_needs(plan, size, style), left, width)
    if scale <= 0 or scale * _longest(plan) < 25 * k:
        raise Refused("L4", f"names and values leave no room for the bars in {width:.0f} pt", "shorten the names, or use a table")
    head = leading(style, size) + 3 * k if plan.opposed else 0.0
    return _Layout(names, notes, rows, zero, scale, head, leading(style, small) + 2 * k if plan.middle else 0.0)


def _longest(plan: Plan) -> float:
    return max(abs(plan.reach(m, item)) for m, one in enumerate(plan.grid.series) for item in one.items) or 1.0


def _needs(plan: Plan, size: float, style: Style) -> list[tuple[float, float]]:
    """For each word beside a bar: how far the bar runs (signed, in data units) and the width beyond it."""
    gap, found = 5 * style.stroke, []
    for m, one in enumerate(plan.grid.series):
        for item in one.items:
            wide = style.measure(item.text, size, item.number is not None) + gap
            found.append((plan.reach(m, item), -wide if _left(plan, m, item) else wide))
        if plan.opposed:
            wide = style.measure(one.name, size, True) + gap
            found.append((0.0, wide if m else -wide))
    return found


def _left(plan: Plan, m: int, item: Item) -> bool:
    """Whether the words of a bar stand at its left."""
    return m == 0 if plan.opposed else plan.reach(m, item) < 0


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    made = _layout(plan, width, style)
    return made.head + sum(made.rows) + _GAP * style.stroke * len(made.rows) + made.foot


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks; free height goes between the rows and, until they are twice as thick, into the bars."""
    made, drawn, k = _layout(plan, width, style), Sketch(width, height_, style), style.stroke
    gap, wider = series_marks.between(height_ - height(plan, width, style), len(made.rows), _GAP * k, _BAR * k)
    thick = _BAR * k + wider
    y = made.head
    for n in range(len(made.rows)):
        _row(drawn, plan, made, n, y + (gap + made.rows[n]) / 2, thick)
        y += gap + made.rows[n]
    drawn.line(made.zero, made.head, made.zero, y, "navy", 0.9)
    if plan.opposed:
        for one, side in zip(plan.grid.series, (-1, 1)):
            drawn.text(made.zero + side * 5 * k, 0, one.name, style.sizes["label"], "navy", True, "end" if side < 0 else "start")
    if plan.middle:
        start = values.plain(plan.middle, values.decimals([plan.middle]))
        drawn.text(0, height_ - leading(style, style.sizes["axis"]), f"The bars start at {start}, not at zero.",
                   style.sizes["axis"], "g500")
    return drawn


def _row(drawn: Sketch, plan: Plan, made: _Layout, n: int, middle: float, thick: float) -> None:
    """Label and note at the left, then the bars from the middle, each with its value at its end."""
    style, size = drawn.style, drawn.style.sizes["label"]
    words = len(made.names[n]) * leading(style, size) + len(made.notes[n]) * leading(style, style.sizes["axis"])
    y = drawn.lines(0, middle - words / 2, made.names[n], size, "navy", True)
    drawn.lines(0, y, made.notes[n], style.sizes["axis"])
    for m, item in enumerate(plan.grid.at(n)):
        role = plan.grid.series[m].role if plan.opposed else "orange" if item.message else "navy"
        end, back = made.zero + plan.reach(m, item) * made.scale, _left(plan, m, item)
        if item.number is not None:
            series_marks.block(drawn, min(made.zero, end), middle - thick / 2, abs(end - made.zero), thick, item.shade, role)
        stated = item.number is not None
        drawn.text(end + (-5 if back else 5) * style.stroke, middle - leading(style, size) / 2, item.text, size,
                   "navy" if stated else "g500", stated, "end" if back else "start")


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def native(plan: Plan) -> Native | None:
    """Office bars about zero; opposed values lie on one row, the left ones negative under a format that hides the sign.

    None for another middle: Office bars that start there would still be read from zero.
    """
    from charts import office, series_office

    if plan.middle:
        return None
    scale: Domain = columns.domain([plan.reach(m, item) for m, one in enumerate(plan.grid.series) for item in one.items])
    ends, made = _ends(plan, scale) if plan.opposed else None, []
    for m, one in enumerate(plan.grid.series):
        numbers = tuple(None if item.number is None else plan.reach(m, item) for item in one.items)
        first = next((n for n, number in enumerate(numbers) if number is not None), None) if plan.opposed else None
        words = series_office.texts(one.items)
        if ends and first is not None:
            words[first] = f"{words[first]}  {one.name}" if m else f"{one.name}  {words[first]}"
        points = tuple(series_office.look(one.role if plan.opposed else "orange" if item.message else "navy", item.shade, text)
                       for item, text in zip(one.items, words))
        drawn = replace(series_office.series(one, words), values=numbers, points=points)
        made.append(drawn if ends else series_office.named(drawn, first, one.name))
    shape, (low, high) = office.number_format(scale), ends or (scale.low, scale.high)
    return Native("bar", series_office.categories(plan.grid), tuple(made), low, high, scale.step,
                  f"{shape};{shape}" if plan.opposed else shape, office.GAP_WIDTH, 100 if plan.opposed else 0)


def _ends(plan: Plan, scale: Domain) -> tuple[float, float] | None:
    """The ends of an axis with room for all values, and for the names of both sides at the first; None: it would be too long."""
    from charts import series_office

    said: list[tuple[int, float, str]] = []
    for m, one in enumerate(plan.grid.series):
        stated = [item for item in one.items if item.number is not None]
        said += [(m, plan.reach(m, item), item.text if n else f"{one.name}  {item.text}") for n, item in enumerate(stated)]
    low, high = scale.low, scale.high
    for _ in range(_MORE + 1):
        tight = [m for m, reach, words in said
                 if not series_office.fits(words, (high - reach if m else reach - low) / (high - low))]
        if not tight:
            return low, high
        low, high = (low, high + scale.step) if tight[0] else (low - scale.step, high)
    return None
