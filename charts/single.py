"""The plan of a chart of one value a row: what column, bar and lollipop decide alike."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from charts import columns, values
from charts.columns import Domain
from charts.lengths import Lengths
from charts.values import Item, ItemPlan, Row, RowSpec

Form = Literal["columns", "bars", "stems"]
_LENGTHS: dict[Form, Any] = {"columns": ("height", "boxes"), "bars": ("width", "boxes"), "stems": ("width", "lines")}


class Ordered(RowSpec):
    """`order: given` keeps the rows as they are written; otherwise the largest value comes first."""

    order: Literal["value", "given"] = "value"


@dataclass(frozen=True)
class Plan(ItemPlan):
    """Items in the order in which they stand, and the axis that they share."""

    scale: Domain
    form: Form

    @property
    def lengths(self) -> Lengths:
        """What the marks promise."""
        return Lengths(self.numbers, *_LENGTHS[self.form])


def plan(spec: RowSpec, rows: Sequence[Row], items: tuple[Item, ...], form: Form, opening: str, by_value: bool = False) -> Plan:
    """The plan of some items, the largest first if asked; `opening` begins the alternative text that names them all.

    Raises Refused (H22) where no value is stated.
    """
    values.some(items, spec.place)
    if by_value:
        items = tuple(sorted(items, key=lambda item: (item.number is None, -(item.number or 0.0))))
    scale = columns.domain([item.number for item in items if item.number is not None])
    alt = f"{opening}. {'; '.join(item.said for item in items)}."
    return Plan(spec.alt or alt, items, spec.unit or "", scale, form, flags=values.near(rows))
