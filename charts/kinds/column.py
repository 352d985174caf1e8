"""Values as upright columns on an axis from zero, in the order given; time runs left to right."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from charts import columns, single, values
from charts.columns import Column
from charts.inputs import Refused
from charts.native import Native
from charts.single import Plan
from charts.sketch import Sketch
from charts.style import Style
from charts.values import RowSpec

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: column
headline: The harbour handled more boxes in each year
subtitle: Containers a year, thousand
source_note: Invented for this example.
unit: thousand
rows:
  - {label: "2017", value: 370}
  - {label: "2018", value: 410}
  - {label: "2019", value: 460}
  - {label: "2020", value: 530, note: a record, message: true}
"""


class Spec(RowSpec):
    """Rows in their order, or a data table."""


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for mixed units or scopes, anonymous numbers, and more columns than can be told apart."""
    found = values.rows_of(spec, rows)
    items = values.items(found, spec.unit)
    if len(items) > columns.MOST:
        raise Refused("M14", f"{len(items)} columns are more than the eye can tell apart",
                      f'use a chart of kind "line", or at most {columns.MOST} columns', spec.place)
    of = f" in {spec.unit}" if spec.unit else ""
    return single.plan(spec, found, items, "columns", f"Column chart with {len(items)} columns{of}, axis from zero")


def _columns(plan: Plan) -> list[Column]:
    return [Column(item, 0.0, item.number or 0.0) for item in plan.items]


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    return columns.height(_columns(plan), width, style)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks."""
    return columns.sketch(_columns(plan), plan.scale, width, height_, style)


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)


def native(plan: Plan) -> Native:
    """The same columns as an Office chart."""
    from charts import office

    return office.simple("column", plan.items, plan.scale, plan.unit)
