"""The values that a figure plots, as plain tables: the fields of its rows, cell by cell, as they print.

Reads any chart kind's resolved spec: rows of fields, rows of several series, rows inside rows (people at a stop), or the
columns of a data table. What only steers the drawing (sides, fills, positions of nodes) is left out.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from charts.inputs import Cell, Prose, Spec

Row = dict[str, str]
_STEERING = {"facts", "message", "mark", "side", "per", "per_row", "total", "waive", "kind", "order", "size", "weight"}
_PLACES = {"x", "y"}  # of a node; a date or a value in other kinds
_WORDS = {"who": "by whom"}
_SERIES = "series"


@dataclass(frozen=True, slots=True)
class Plotted:
    """One table: column names, and rows of as many cells; all text as it prints."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def share(self, column: int) -> float:
        """How wide a column should be, relative to the others: by the longest of its cells, within bounds."""
        longest = max(len(text) for text in (self.columns[column], *(row[column] for row in self.rows)))
        return min(max(longest, 12), 40) / 10


def plotted(spec: Spec, table: Sequence[Mapping[str, Any]] | None = None) -> tuple[Plotted, ...]:
    """The tables behind a resolved spec, one for each list of like rows; `table`: the records of its data file, if it has one.

    Programs get the same rows with more columns (`data_files`); here they are as they print.
    """
    parts = [_of_table(spec, table)] if table is not None else [_own(spec), *(list(_rows(p, spec)) for p in _lists(spec))]
    made = [_tabled(rows) for rows in parts if rows]
    return tuple(part for part in made if len(part.columns) > 1) or tuple(made)


def _tabled(rows: Sequence[Row]) -> Plotted:
    """Rows as a table of the columns that any of them fills."""
    columns = dict.fromkeys(name for row in rows for name in row)
    return Plotted(tuple(_heading(name) for name in columns), tuple(tuple(row.get(n, "") for n in columns) for row in rows))


def _heading(name: str) -> str:
    words = _WORDS.get(name, name.rstrip("_").replace("_", " "))
    return words[:1].upper() + words[1:]


def _of_table(spec: Spec, table: Sequence[Mapping[str, Any]]) -> list[Row]:
    """The columns of a data table that the figure uses."""
    named = [getattr(spec, field, None) for field in ("label", "x", "y", "low", "high")]
    used = [name for value in named for name in (value if isinstance(value, list) else [value]) if name]
    return [{str(name): _written(record.get(name)) for name in used} for record in table]


def _own(spec: Spec) -> list[Row]:
    """Values that stand for themselves: a length, a count."""
    values = {name: getattr(spec, name) for name in type(spec).model_fields}
    return [{"label": _heading(name), "value": _written(value)} for name, value in values.items() if isinstance(value, Cell)]


def _lists(spec: Spec) -> Iterator[list[BaseModel]]:
    """The lists of rows in a spec; the names of series head columns instead."""
    for name in type(spec).model_fields:
        value = getattr(spec, name)
        if name != _SERIES and isinstance(value, list) and value and isinstance(value[0], BaseModel):
            yield value


def _rows(items: Sequence[BaseModel], spec: Spec) -> Iterator[Row]:
    """A row an item; an item that holds items gives a row for each of those."""
    for item in items:
        own = _fields(item, spec)
        inner = [row for part in _inner(item) for row in _rows(part, spec)]
        yield from ({**own, **row} for row in inner) if inner else [own]


def _inner(item: BaseModel) -> Iterator[list[BaseModel]]:
    for name in type(item).model_fields:
        value = getattr(item, name)
        if isinstance(value, list) and value and isinstance(value[0], BaseModel):
            yield value


def _fields(item: BaseModel, spec: Spec) -> Row:
    """The fields of one row that are words or values; `values` go under the names of the series."""
    made: Row = {}
    for name in type(item).model_fields:
        value = getattr(item, name)
        if name == "values" and isinstance(value, list):
            heads = [str(series.name) for series in getattr(spec, _SERIES, [])]
            made |= dict(zip(heads, (_written(v) or "not stated" for v in value), strict=False))
        elif isinstance(value, Cell) or not (name in _STEERING or (name in _PLACES and isinstance(value, float))):
            made[name] = _written(value)
    return {name: words for name, words in made.items() if words}


def _written(value: Any) -> str:
    """A value as it prints; lists joined, what is no word or value left out."""
    if isinstance(value, Cell):
        number = "" if value.number is None else f"{value.number:g}" if abs(value.number) < 1e6 else f"{value.number:,.0f}"
        return value.text or number
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, str | Prose):
        return str(value)
    if isinstance(value, int | float):
        return f"{value:g}"
    if isinstance(value, list):
        return ", ".join(str(part) for part in value if isinstance(part, str))
    return ""
