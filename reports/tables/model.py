"""What readers hand over (a Grid of cells as they stand in a file), and what charts get (a Table of typed columns)."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from reports.problems import Place, Problem

Kind = Literal["text", "number", "date"]
Value = str | int | float | None

COLUMNS = 50
FIELD = 1_000  # characters of one field
SHAPE = 100_000  # and of one that holds the boundary of an area
_GEOMETRY = re.compile(r'\s*\{\s*"type"\s*:\s*"(?:Multi)?Polygon"')
_REPORTED = 20  # problems of cells that are told; the rest is counted


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read: its bytes, and the rows of its table."""

    bytes: int
    rows: int
    why: str = ""


CHART = Limits(1_000_000, 500, "keep the rows that the report shows")  # a chart of more rows is not read by anyone
QUERY = Limits(20_000_000, 100_000, "make a smaller extract")  # what a query may choose from


@dataclass(frozen=True, slots=True)
class Column:
    """A column's key, what it holds, and its unit where the heading gives one: "trade (USD million)"."""

    name: str
    kind: Kind
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of values in column order; `lines` are the rows' numbers in the file. `kept`: the day (ISO 8601) on which data that
    could not be fetched anew were last had."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    lines: tuple[int, ...] = ()
    kept: str = ""

    def records(self) -> list[dict[str, Value]]:
        """The rows by column name."""
        names = [c.name for c in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def column(self, name: str) -> tuple[Value, ...]:
        """The values of one column. Raises KeyError when there is no such column."""
        at = self._index(name)
        return tuple(row[at] for row in self.rows)

    def unit(self, name: str) -> str:
        """The unit of one column, empty where none is given. Raises KeyError when there is no such column."""
        return self.columns[self._index(name)].unit

    def _index(self, name: str) -> int:
        for i, column in enumerate(self.columns):
            if column.name == name:
                return i
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that holds no value that a table could show: why, and what to do."""

    what: str
    hint: str = ""


Raw: TypeAlias = str | int | float | Decimal | date | bool | Bad | None


@dataclass(slots=True)
class Grid:
    """Headings and rows as a reader found them: text from CSV, native values from the others; None is a missing value.

    `rows` are (number, cells), numbered as a person sees them in the file, and as wide as `headings`. `head` is the row of
    the headings. `native`: the file tells numbers from text. `units`: of columns (from 0) whose cells carry one. Messages
    about a cell begin with "row 3: " where `numbered`, or with the name of the cell where a `sheet` is given.
    """

    name: str
    headings: Sequence[str]
    rows: Sequence[tuple[int, Sequence[Raw]]]
    head: int = 0
    native: bool = True
    numbered: bool = False
    sheet: str = ""
    units: Mapping[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    place: Place | None = None

    def at(self, row: int, column: int) -> Place:
        """Where a cell stands; both count from 1. The cells of a query stand where the query was typed."""
        return self.place or Place(self.name, row, column)

    def named(self, row: int, column: int) -> str:
        """How a message about a cell begins."""
        if self.sheet:
            return f'sheet "{self.sheet}", cell {letters(column)}{row}: '
        return f"row {row}: " if self.numbered and row else ""


def longest(text: str) -> int:
    """How many characters a field may have: the text of a GeoJSON geometry (RFC 7946) may be long."""
    return SHAPE if _GEOMETRY.match(text) else FIELD


class Unreadable(Exception):
    """The file cannot be made into a grid at all; carries the one problem that says why."""

    def __init__(self, what: str, hint: str, place: Place) -> None:
        self.problem = Problem(place, what, hint)
        super().__init__(str(self.problem))


def letters(column: int) -> str:
    """The name of a spreadsheet's column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def shortened(problems: list[Problem], place: Place) -> list[Problem]:
    """The first problems, and how many more there are."""
    if len(problems) <= _REPORTED:
        return problems
    return [*problems[:_REPORTED],
            Problem(place, f"there are {len(problems) - _REPORTED} more problems like these", "mend these first")]
