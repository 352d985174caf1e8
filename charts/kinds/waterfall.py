"""How one total becomes another: columns for the totals, and the rises and falls between them, which must add up."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from charts import checks, columns, values
from charts.columns import Column, Domain
from charts.drawing import Fill, Stroke
from charts.inputs import Refused
from charts.lengths import Lengths
from charts.native import Native, NativeSeries
from charts.sketch import Sketch
from charts.style import Style
from charts.values import Flag, Item, Row, RowSpec

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: waterfall
headline: Two new ferries brought the harbour from 400 to 530 sailings
subtitle: Sailings a week
source_note: Invented for this example.
unit: sailings
rows:
  - {label: Before, value: 400, total: true}
  - {label: North ferry, value: 90, message: true}
  - {label: South ferry, value: 40}
  - {label: After, value: 530, total: true}
"""

_JOINT, _APART = Stroke("g500", 1.0), 3  # of an Office chart: a line between columns; columns from one to the next of a series
_SLACK = 0.02  # of the largest total that rounding may explain at most


class Step(Row):
    """A total, or a change (negative for a fall). The first and the last row are totals."""

    total: bool = False


class Spec(RowSpec):
    """Rows from the first total to the last."""

    rows: list[Step] = []  # type: ignore[assignment]  # a list of a subclass


@dataclass(frozen=True)
class Plan:
    """Columns with their bases; `numbers` in the order of the rows."""

    alt: str
    columns: tuple[Column, ...]
    scale: Domain
    unit: str
    numbers: tuple[float, ...]
    flags: tuple[Flag, ...] = ()

    @property
    def lengths(self) -> Lengths:
        """What the columns promise: from base to end."""
        return Lengths(tuple(column.end - column.base for column in self.columns))


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for totals that are not positive or do not add up, sums across statuses, and missing values."""
    checks.no_table(rows, "waterfall", "rows")
    checks.need(spec.rows, 3, "rows", "a waterfall has a total, at least one change, and a total", spec.place)
    items = values.items(spec.rows, spec.unit)
    totals = [row.total or n in (0, len(items) - 1) for n, row in enumerate(spec.rows)]
    for row in spec.rows:
        _summable(row, spec)
    made = _stacked(items, totals, spec)
    scale = columns.domain([v for column in made for v in (column.base, column.end)])
    numbers = tuple(item.number or 0.0 for item in items)
    return Plan(spec.alt or _alt(made, totals, spec.unit), made, scale, spec.unit or "", numbers, values.near(spec.rows))


def _summable(row: Step, spec: Spec) -> None:
    if row.value.number is None:
        raise Refused("H20", f'"{row.label}" has no number', "a sum needs every part: use a table", row.place)
    shades = {values.shade(other.value) for other in spec.rows} - {"derived"}
    if len(shades) > 1:
        said = sorted({other.value.status for other in spec.rows if not other.value.derived})
        raise Refused("H17", f"the values have different statuses: {', '.join(said)}",
                      'what was done and what was promised cannot be added: use a chart of kind "bar"', spec.place)


def _stacked(items: Sequence[Item], totals: Sequence[bool], spec: Spec) -> tuple[Column, ...]:
    """Each change on the level that the one before has reached."""
    made: list[Column] = []
    level, slack = 0.0, 0.0
    for n, (item, total) in enumerate(zip(items, totals)):
        value = item.number or 0.0
        slack += _half_place(value)
        if total:
            _agrees(value, level, slack, item, n, spec)
            base, level, slack = 0.0, value, _half_place(value)
        else:
            base, level = level, level + value
            item = replace(item, text=values.signed(item.text) if value > 0 else item.text)
        if level < 0:
            raise Refused("H3", f'the sum falls below zero at "{item.label}"', 'use a chart of kind "column"', spec.rows[n].place)
        made.append(Column(item, base, level, joined=n + 1 < len(items)))
    return _levelled(made, totals)


def _levelled(made: list[Column], totals: Sequence[bool]) -> tuple[Column, ...]:
    """What rounding left open is closed: the last change before a total ends at that total."""
    for n in range(1, len(made)):
        if totals[n] and not totals[n - 1]:
            made[n - 1] = replace(made[n - 1], end=made[n].end)
    return tuple(made)


def _agrees(value: float, level: float, slack: float, item: Item, n: int, spec: Spec) -> None:
    place = spec.rows[n].value.place or spec.rows[n].place
    if value <= 0:
        raise Refused("H3", f'the total "{item.label}" is {values.plain(value, values.decimals([value]))}',
                      "a waterfall goes from one positive total to another", place)
    if n and abs(value - level) > min(slack, _SLACK * max(value, level)) + 1e-9 * value:
        reached, said = (values.plain(v, values.decimals([v])) for v in (level, value))
        raise Refused("H17", f'the changes lead to {reached}, but the total "{item.label}" is {said}',
                      "correct the values, or add the change that is missing", place)


def _half_place(value: float) -> float:
    """Half a unit of the last place that a number was rounded to: 5 for 540, 0.05 for 12.4."""
    digits = f"{abs(value):.6f}".rstrip("0")
    whole, _, decimals = digits.partition(".")
    zeros = len(whole) - len(whole.rstrip("0")) if not decimals else -len(decimals)
    return 0.5 * 10.0 ** zeros if value else 0.0


def _alt(made: Sequence[Column], totals: Sequence[bool], unit: str | None) -> str:
    said = [f"{column.item.said}{', a total' if total else ''}" for column, total in zip(made, totals)]
    of = f" in {unit}" if unit else ""
    return f"Waterfall chart{of}, axis from zero, from {made[0].item.label} to {made[-1].item.label}. {'; '.join(said)}."


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    return columns.height(plan.columns, width, style)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks."""
    return columns.sketch(plan.columns, plan.scale, width, height_, style)


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def native(plan: Plan) -> Native:
    """Stacked columns: an invisible base, the part that shows, and an invisible strip over it that carries the label.

    Office puts no label outside a stacked column; the strip over it does. Lines over the columns join them at their levels.
    """
    from charts import office

    base = tuple(min(c.base, c.end) for c in plan.columns)
    shown = tuple(abs(c.end - c.base) for c in plan.columns)
    room = plan.scale.step * (1 if plan.scale.high / plan.scale.step <= 10 else 2)
    points = tuple(office.point(c.item) for c in plan.columns)
    series = (NativeSeries("Base (not shown)", base),
              NativeSeries(plan.unit or "Value", shown, Fill("navy"), points=tuple(replace(p, label="") for p in points)),
              NativeSeries("Room for labels (not shown)", (room,) * len(shown), labels=True,
                           points=tuple(replace(p, fill=None, stroke=None) for p in points)), *_joints(plan.columns))
    return Native("column_stacked", tuple(office.category(c.item) for c in plan.columns), series, 0.0,
                  plan.scale.high + room, plan.scale.step, office.number_format(plan.scale), office.GAP_WIDTH, 100)


def _joints(made: Sequence[Column]) -> list[NativeSeries]:
    """The lines from each column to the next: as few series as leave a gap after each line.

    They lie over half of each edge: LibreOffice draws lines over columns whichever group stands first, on one pair of axes or
    on two, and a line has no points but in the middle of its columns.
    """
    levels = [{n + k: made[n].end for n in range(first, len(made) - 1, _APART) for k in (0, 1)} for first in range(_APART)]
    return [NativeSeries(f"Joints {n}", tuple(map(level.get, range(len(made)))), None, _JOINT)
            for n, level in enumerate(filter(None, levels), 1)]
