"""A Grid to a Table: headings to names and units, cells to values of their column's kind. Every doubt is a problem.

A column's kind is declared in the outline, or inferred from all of its cells; a cell that does not fit it is a problem and
comes back as missing. An empty cell is a missing value; "NA" is text (it may be Namibia).
"""
from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from charts import dates
from reports import cleaning
from reports.cleaning import Unfit, shown
from reports.problems import Place, Problem, did_you_mean
from reports.tables.model import CHART, COLUMNS, FIELD, Bad, Column, Grid, Kind, Limits, Raw, Table, Value, longest, shortened

_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}", re.ASCII)
_HEADING = re.compile(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]", re.DOTALL)
_ODD_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:\d{2}|\d{4})|\d{4}([./])\d{1,2}\2\d{1,2}|"
                       r"\d{4}-(?:\d-\d{1,2}|\d{1,2}-\d)", re.ASCII)
_ODD_NUMBER = re.compile(r"[(+\-−]?\s*(?:[$€£]\s*)?\d[\d.,_'’\s]*(?:e[+-]?\d+)?\s*[%)]?|[+-]?(?:nan|inf|infinity)", re.IGNORECASE)
_YEARS = range(1000, 3000)  # whole numbers that may be years in a column of dates


@dataclass(frozen=True, slots=True)
class Declared:
    """What the outline says about a column; `place` is where."""

    kind: Kind | None = None
    unit: str = ""
    place: Place | None = None


def table(grid: Grid, declared: Mapping[str, Declared] | None = None,
          limits: Limits = CHART) -> tuple[Table | None, list[Problem]]:
    """The table of a grid; None when it has no columns to speak of."""
    declared = declared or {}
    if len(grid.headings) > COLUMNS:
        what = f"{grid.named(grid.head, 0) if grid.numbered else ''}the table has {len(grid.headings)} columns"
        return None, [*grid.problems, Problem(grid.at(grid.head, 1), what, f"{COLUMNS} at most")]
    names, problems = _headings(grid, declared)
    rows = grid.rows
    if len(rows) > limits.rows:
        problems.append(Problem(grid.at(rows[limits.rows][0], 1), f"the table has {len(rows):,} rows",
                                f"{limits.rows:,} at most: {limits.why}"))
        rows = rows[:limits.rows]
    columns: list[Column] = []
    values: list[list[Value]] = []
    for i, (name, unit) in enumerate(names):
        cells = [row[i] for _, row in rows]
        kind = (declared[name].kind if name in declared else None) or _kind(cells)
        columns.append(Column(name, kind, unit))
        column, found = _column(grid, i, rows, name, kind, sure=name in declared and declared[name].kind is not None)
        values.append(column)
        problems += found
    made = Table(grid.name, tuple(columns), tuple(zip(*values, strict=True)), tuple(number for number, _ in rows))
    return made, shortened([*grid.problems, *problems], grid.at(0, 0))


# ---------------------------------------------------------------- headings
def _headings(grid: Grid, declared: Mapping[str, Declared]) -> tuple[list[tuple[str, str]], list[Problem]]:
    """(name, unit) of each column."""
    found: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for i, heading in enumerate(grid.headings):
        unit = _HEADING.fullmatch(heading)
        name, stated = (unit.group(1), unit.group(2).strip()) if unit else (heading, "")
        said = declared.get(name, Declared()).unit
        units = dict.fromkeys(filter(None, (said, stated, grid.units.get(i, ""))))
        found.append((name, next(iter(units), "")))
        problems += _heading_problems(grid, i, name, [n for n, _ in found], list(units))
    known = [name for name, _ in found if name]
    problems += [Problem(entry.place or grid.at(grid.head, 1), f'column "{name}" is not in the table',
                         did_you_mean(name, known, "columns"))
                 for name, entry in declared.items() if name not in known]
    return found, problems


def _heading_problems(grid: Grid, i: int, name: str, names: Sequence[str], units: Sequence[str]) -> list[Problem]:
    at, start = grid.at(grid.head, i + 1), grid.named(grid.head, i + 1)
    unfit = _unfit(name)
    if not name:
        return _nameless(grid, i)
    if unfit or len(name) > FIELD:
        return [Problem(at, f"{start}{unfit or f'this heading has {len(name)} characters'}", "write a short name")]
    if Counter(names)[name] > 1:
        return [Problem(at, f"{start}column {shown(name)} is there twice", "give each column its own name")]
    if len({_plain_unit(u) for u in units}) > 1:
        said = " and ".join(f'"{u}"' for u in units)
        return [Problem(at, f"{start}column {shown(name)} has two units, {said}", "keep the right one")]
    return []


def _nameless(grid: Grid, i: int) -> list[Problem]:
    """A column without a heading, with the first cell that stands in it; one that is empty throughout is told with the rest."""
    at, start = grid.at(grid.head, i + 1), grid.named(grid.head, i + 1)
    number, value = next(((number, row[i]) for number, row in grid.rows if row[i] is not None), (0, None))
    if value is None:
        return [Problem(at, f"{start}column {i + 1} has no heading", "write its name in the first row")]
    where = grid.named(number, i + 1).removesuffix(": ").rpartition(", ")[2] or f"row {number}"
    there = "a value" if isinstance(value, Bad) else shown(value)
    return [Problem(at, f"{start}column {i + 1} has no heading, and {there} stands in {where}",
                    "write its name in the first row, or take away what is not part of the table")]


def _plain_unit(unit: str) -> str:
    return "percent" if unit.casefold() in ("%", "percent", "per cent") else unit


# ---------------------------------------------------------------- what a column holds
def _kind(cells: Sequence[Raw]) -> Kind:
    """What a column holds, by all of its cells; half numbers make a number column, and so do half dates one of dates.

    Digits with a leading zero are labels, so their column is text.
    """
    there = [c for c in cells if c is not None and not isinstance(c, Bad)]
    words = [c for c in there if isinstance(c, str)]
    if there and len(words) == len(there):
        return _kind_of_texts(words)
    dated = sum(_is_date(c) or (isinstance(c, str) and bool(_DATE.fullmatch(c))) for c in there)
    if any(_is_date(c) for c in there) and 2 * dated >= len(there):
        return "date"
    return "number" if there and 2 * sum(_is_number(c) for c in there) >= len(there) else "text"


def _kind_of_texts(fields: Sequence[str]) -> Kind:
    if all(_DATE.fullmatch(f) for f in fields) and any("-" in f for f in fields):
        return "date"
    if 2 * sum(_odd_date(f) or bool(_DATE.fullmatch(f)) for f in fields) > len(fields) and any(map(_odd_date, fields)):
        return "date"
    if any(re.fullmatch(r"0\d+", f) for f in fields):
        return "text"
    numeric = sum(cleaning.is_number(f) or bool(_ODD_NUMBER.fullmatch(f)) for f in fields)
    return "number" if 2 * numeric >= len(fields) else "text"


def _odd_date(field: str) -> bool:
    """Whether a text is a day in a form that may be read in two ways, or not as ISO 8601 writes it."""
    return bool(_ODD_DATE.fullmatch(field))


def _is_number(value: Raw) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _is_date(value: Raw) -> bool:
    return isinstance(value, date)


# ---------------------------------------------------------------- cells to values
def _column(grid: Grid, i: int, rows: Sequence[tuple[int, Sequence[Raw]]], name: str, kind: Kind, *,
            sure: bool) -> tuple[list[Value], list[Problem]]:
    """The values of a column; a cell that does not fit its kind is a problem and comes back as missing."""
    values: list[Value] = []
    problems: list[Problem] = []
    for number, cells in rows:
        try:
            values.append(_value(cells[i], kind, native=grid.native and not sure))
        except Unfit as unfit:
            what = f"{grid.named(number, i + 1)}column {shown(name)}: {unfit.what}"
            problems.append(Problem(grid.at(number, i + 1), what, unfit.hint))
            values.append(None)
    return values, problems


def _value(cell: Raw, kind: Kind, *, native: bool) -> Value:
    """Raises Unfit. `native`: a number in quotes is text that looks like a number, and which it is must be declared."""
    if cell is None:
        return None
    if isinstance(cell, Bad):
        raise Unfit(cell.what, cell.hint)
    if kind == "number":
        return _number(cell, native)
    return _date(cell) if kind == "date" else _text(cell)


def _number(cell: Raw, native: bool) -> int | float:
    if isinstance(cell, str):
        looks = cleaning.is_number(cell) or bool(_ODD_NUMBER.fullmatch(cell))
        if not looks:
            raise Unfit(f"{shown(cell)} is not a number, but most of this column is", "leave a missing value empty")
        if native:
            raise Unfit(f"{shown(cell)} is text that looks like a number",
                        "make it a number in the file, or declare the column: columns: {name: {kind: text}}")
        return cleaning.number(cell)
    if not _is_number(cell):
        raise Unfit(f"{shown(cell)} is not a number, but most of this column is", "leave a missing value empty")
    assert isinstance(cell, int | float | Decimal)
    if not isinstance(cell, int) and not math.isfinite(cell):  # a whole number may be too long to ask
        raise Unfit(f"{shown(cell)} is not a finite number", "leave a missing value empty")
    if abs(cell) >= 10 ** cleaning.DIGITS:
        raise Unfit("this number is too large", f"{cleaning.DIGITS} digits at most; use a larger unit, such as million")
    return int(cell) if cell == int(cell) else float(cell)


def _date(cell: Raw) -> str:
    text = str(cell) if _is_date(cell) or (_is_number(cell) and cell in _YEARS) else cell
    if not isinstance(text, str):
        raise Unfit(f"{shown(cell)} is not a date, but most of this column is", "write 2021, 2021-04 or 2021-04-07")
    try:
        dates.read(text)
    except ValueError as error:
        declare = ", or declare the column: columns: {name: {kind: text}}" if _odd_date(text) else ""
        raise Unfit(str(error), f"write 2021, 2021-04 or 2021-04-07{declare}") from error
    return text


def _text(cell: Raw) -> str:
    text = str(cell).lower() if isinstance(cell, bool) else str(cell)
    unfit = _unfit(text)
    if unfit or len(text) > longest(text):
        raise Unfit(unfit or f"this field has {len(text)} characters", "delete it" if unfit else f"{longest(text)} at most")
    return cleaning.composed(text)


def _unfit(text: str) -> str:
    """What a text holds that no text may hold; empty for none."""
    found = [c for _, c in cleaning.unfit_characters(text) if c not in "\t\r"]
    return f"{cleaning.named(found[0])} is not allowed" if found else ""
