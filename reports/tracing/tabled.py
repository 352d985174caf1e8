"""Numbers and dates that a data table backs: those of a figure's own words, and of a text that points at the figure.

A row of a table has no id to point at; its table has a source, which prints under the figure.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from reports.tracing import calendar, reading
from reports.tracing.passage import Passage
from reports.tracing.reading import Quantity

if TYPE_CHECKING:
    from reports.tracing.context import Context

_POINTED = re.compile(r"\{\s*fig:([^}|]+)")


def backs(q: Quantity, passage: Passage, context: Context) -> bool:
    """Whether the table of a figure holds the quantity: a value (or a fair rounding of it) or a date of a column that it plots.

    Outside the figure itself a bare number of one digit, or one in words, could be anything.
    """
    own = _own(passage, context)
    vague = not q.unit and (q.spelled or q.digits < 2) and q.form != "date"
    pointed = () if vague else (spec for name in _POINTED.findall(passage.typed) if (spec := context.charts.get(name.strip())))
    return any(reading.alike(q, known) for spec in (*own, *pointed) for known in context.plotted(spec))


def _own(passage: Passage, context: Context) -> list[Any]:
    """The figure that says it, or that its block puts on the page."""
    model = passage.model
    named = context.charts.get(str(getattr(model, "use", "") or ""))
    return [spec for spec in (model, named) if getattr(spec, "data", None)]


def plotted(spec: Any, table: Any, said: Any) -> Iterator[Quantity]:
    """What the columns that a figure draws hold, in the units of the table's head, and the table's date where that is stated.

    `said`: what the outline says of the table.
    """
    if said.as_of_basis == "stated":
        yield from (reading.dated(date) for date in calendar.dates(said.as_of))
    for column in table.columns:
        if column.name in _columns(spec):
            for value in table.column(column.name):
                yield from _read(value, column.unit or spec.unit or "")


def _columns(spec: Any) -> set[str]:
    """The names that a figure gives, of columns among others."""
    given = (getattr(spec, field) for field in type(spec).model_fields)
    return {str(one) for value in given for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)}


def _read(value: Any, unit: str) -> Iterable[Quantity]:
    if value is None or isinstance(value, bool):
        return
    yield from (reading.dated(date) for date in calendar.dates(str(value)))
    if isinstance(value, (int, float)):
        yield Quantity(0, 0, "", Fraction(str(value)), unit, digits=4)


__all__ = ["backs", "plotted"]
