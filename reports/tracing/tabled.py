"""Numbers and dates that the rows of a figure back: in its own words, and in a text that points at it.

A row of a data table has no id to point at; its table has a source, which prints under the figure. So has the `source_note` of
rows that are typed. The date that a row is named by may be that of its fact.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from charts.inputs import Cell
from reports.tracing import calendar, reading
from reports.tracing.passage import Passage
from reports.tracing.reading import Quantity

if TYPE_CHECKING:
    from reports.tracing.context import Context

_POINTED = re.compile(r"\{\s*fig:([^}|]+)")


def backs(q: Quantity, passage: Passage, context: Context) -> bool:
    """Whether the rows of a figure hold the quantity: a value (or a fair rounding of it) or a date that it plots.

    A bare number in words could be anything, and so could one digit outside the figure itself.
    """
    vague = not q.unit and (q.spelled or q.digits < 2) and q.form != "date"
    own = () if vague and q.spelled else _own(passage, context)
    pointed = () if vague else (spec for name in _POINTED.findall(passage.typed) if (spec := context.charts.get(name.strip())))
    return _names_its_fact(q, passage, context) or any(
        reading.alike(q, known) for spec in (*own, *pointed) for known in context.plotted(spec))


def _names_its_fact(q: Quantity, passage: Passage, context: Context) -> bool:
    """Whether it is the date under which a row stands, and that of the fact of its value."""
    rows = getattr(passage.model, "rows", None) or () if passage.role == "label" and q.form == "date" else ()
    facts = [cell.ref for row in rows if passage.typed in _names(row) for cell in _cells(row) if cell.ref in context.ledger]
    return any(reading.alike(q, known) for fact in facts for known in context.said(fact) if known.form == "date")


def _own(passage: Passage, context: Context) -> Sequence[Any]:
    """The figure that says it, or that its block puts on the page."""
    model = passage.model
    named = context.charts.get(str(getattr(model, "use", "") or ""))
    return [spec for spec in (model, named) if getattr(spec, "data", None) or getattr(spec, "source_note", None)]


def plotted(spec: Any, table: Any, said: Any) -> Iterator[Quantity]:
    """What the columns that a figure draws hold, in the units of the table's head, and the table's date where that is stated.

    `said`: what the outline says of the table.
    """
    if said.as_of_basis == "stated":
        yield from (reading.dated(date) for date in calendar.dates(said.as_of))
    drawn = _columns(spec)
    for column in table.columns:
        if column.name in drawn:
            for value in table.column(column.name):
                yield from _read(value, column.unit or spec.unit or "")


def typed(spec: Any) -> Iterator[Quantity]:
    """What rows that name their source in a note hold without a fact: values and dates."""
    for row in (getattr(spec, "rows", None) or ()) if spec.source_note else ():
        for name in _names(row):
            yield from (reading.dated(date) for date in calendar.dates(name))
        for cell in _cells(row):
            if cell.number is not None and not cell.ref:
                yield from _read(cell.number, spec.unit or "")


def _names(row: Any) -> list[str]:
    return [str(name) for field in ("label", "x") if isinstance(name := getattr(row, field, None), str)]


def _cells(row: Any) -> list[Cell]:
    """Every value of a row."""
    held = (getattr(row, field) for field in type(row).model_fields)
    return [cell for one in held for cell in (one if isinstance(one, list) else [one]) if isinstance(cell, Cell)]


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


__all__ = ["backs", "plotted", "typed"]
