"""Data files to tables: CSV or TSV bytes in, typed columns out, every doubt a problem with file, row and column.

Nothing is guessed: UTF-8 only, quotes as in RFC 4180, one grammar for numbers (`cleaning.number`), dates as ISO 8601 with
reduced precision. An empty field is a missing value; "NA" is text (it may be Namibia).
"""
from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from charts import dates
from reports import cleaning
from reports.cleaning import Unfit, shown
from reports.problems import Place, Problem

Kind = Literal["text", "number", "date"]
Value = str | int | float | None

BYTES = 1_000_000
ROWS = 500        # of a table; a chart with more is not read by anyone
COLUMNS = 50
FIELD = 1_000     # characters of one field
DELIMITERS = (",", ";", "\t", "|")
_REPORTED = 20    # problems of fields that are told; the rest is counted
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}", re.ASCII)
_HEADING = re.compile(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]")
_ODD_NUMBER = re.compile(r"[(+\-−]?\s*(?:[$€£]\s*)?\d[\d.,_'’\s]*(?:e[+-]?\d+)?\s*[%)]?|[+-]?(?:nan|inf|infinity)", re.IGNORECASE)
_BOMS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column's key, what it holds, and its unit where the heading gives one: "trade (USD million)"."""

    name: str
    kind: Kind
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of values in column order; `lines` are the rows' line numbers in the file."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    lines: tuple[int, ...] = ()

    def records(self) -> list[dict[str, Value]]:
        """The rows by column name."""
        names = [c.name for c in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def column(self, name: str) -> tuple[Value, ...]:
        """The values of one column. Raises KeyError when there is no such column."""
        for i, column in enumerate(self.columns):
            if column.name == name:
                return tuple(row[i] for row in self.rows)
        raise KeyError(name)


class _Unreadable(Exception):
    """The file cannot be made into fields at all; carries the one problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def load(outline: Any) -> tuple[dict[str, Table], list[Problem]]:
    """The tables that an outline names under `data`, each read from its folder."""
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    for key, entry in outline.data.items():
        name = str(entry.file)
        try:
            data = cleaning.read_file(cleaning.inside(outline.folder, name), BYTES)
        except Unfit as unfit:
            problems.append(Problem(entry.place or Place(name), unfit.what, unfit.hint))
            continue
        table, found = read(data, name)
        problems += found
        if table:
            tables[key] = table
    return tables, problems


def read(data: bytes, name: str, kinds: Mapping[str, Kind] | None = None) -> tuple[Table | None, list[Problem]]:
    """A table from a file's bytes; None when there is none to speak of. `kinds` fixes what a column holds."""
    try:
        rows = _rows(_text(data, name), name)
        names, problems = _headings(rows[0][1], name, rows[0][0])
    except _Unreadable as unreadable:
        return None, [unreadable.problem]
    body, ragged = _even(rows[1:], len(names), name)
    problems += ragged
    if len(body) > ROWS:
        problems.append(Problem(Place(name, body[ROWS][0], 1), f"the table has {len(body)} rows",
                                f"{ROWS} at most: keep the rows that the report shows"))
        body = body[:ROWS]
    columns: list[Column] = []
    values: list[list[Value]] = []
    for i, (key, unit) in enumerate(names):
        fields = [(line, fields[i]) for line, fields in body]
        kind = (kinds or {}).get(key) or _kind([f for _, f in fields if f])
        column, found = _typed(fields, kind, Place(name, 0, i + 1), key)
        columns.append(Column(key, kind, unit))
        values.append(column)
        problems += found
    made = Table(name, tuple(columns), tuple(zip(*values, strict=True)), tuple(line for line, _ in body))
    return made, _shortened(problems, name)


# ---------------------------------------------------------------------------------------------------- bytes to fields
def _text(data: bytes, name: str) -> str:
    if len(data) > BYTES:
        raise _Unreadable(Problem(Place(name), f"the file has {len(data):,} bytes", f"{BYTES:,} at most"))
    if data[:2] in _BOMS:
        raise _Unreadable(Problem(Place(name), f"the file is {_BOMS[data[:2]]}, not UTF-8", "save it as CSV UTF-8"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[:error.start].count(b"\n") + 1
        raise _Unreadable(Problem(Place(name, line, 1), f"byte 0x{data[error.start]:02X} is not UTF-8",
                                  "save the file as CSV UTF-8")) from error
    unfit = [(at, c) for at, c in cleaning.unfit_characters(text) if c not in "\t\r"]
    if unfit:
        at, character = unfit[0]
        raise _Unreadable(Problem(Place(name, text.count("\n", 0, at) + 1, 1), f"{cleaning.named(character)} is not allowed",
                                  "delete it"))
    return cleaning.composed(text)


def _rows(text: str, name: str) -> list[tuple[int, list[str]]]:
    """(line, fields) of each row that is not blank, the header first."""
    delimiter = _delimiter(text, name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for fields in reader:
            if any(f.strip() for f in fields):
                rows.append((line, [f.strip() for f in fields]))
            line = reader.line_num + 1
    except csv.Error as error:
        hint = 'close the quotes, and write a quote inside quotes twice: "say ""yes"""'
        raise _Unreadable(Problem(Place(name, line, 1), f"this row cannot be read: {error}", hint)) from error
    if not rows:
        raise _Unreadable(Problem(Place(name), "the file has no rows", "write a row of headings, then the data"))
    return rows


def _delimiter(text: str, name: str) -> str:
    """The mark of the fixed list that cuts the first row into most fields; earlier marks win ties."""
    start = text.lstrip("\r\n")
    first = re.split(r"[\r\n]", start, maxsplit=1)[0]
    order = ("\t", *DELIMITERS) if name.lower().endswith((".tsv", ".tab")) else DELIMITERS
    bare = re.sub(r'"[^"]*"', "", first)
    return max(order, key=lambda mark: (bare.count(mark), -order.index(mark)))


def _headings(fields: Sequence[str], name: str, line: int) -> tuple[list[tuple[str, str]], list[Problem]]:
    """(key, unit) of each column."""
    if len(fields) > COLUMNS:
        raise _Unreadable(Problem(Place(name, line, 1), f"the table has {len(fields)} columns", f"{COLUMNS} at most"))
    problems = [Problem(Place(name, line, i + 1), f"column {i + 1} has no heading", "write its name in the first row")
                for i, f in enumerate(fields) if not f]
    found: list[tuple[str, str]] = []
    for field in fields:
        unit = _HEADING.fullmatch(field)
        found.append((unit.group(1), unit.group(2).strip()) if unit else (field, ""))
    counts = Counter(key for key, _ in found if key)
    keys = [key for key, _ in found]
    problems += [Problem(Place(name, line, i + 1), f"column {shown(key)} is there twice", "give each column its own name")
                 for i, key in enumerate(keys) if counts[key] > 1 and keys.index(key) < i]
    return found, problems


def _even(rows: Sequence[tuple[int, list[str]]], width: int, name: str) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    """The rows that have as many fields as there are columns, and problems for those that do not or are too long."""
    good: list[tuple[int, list[str]]] = []
    problems: list[Problem] = []
    for line, fields in rows:
        long = next((i for i, f in enumerate(fields) if len(f) > FIELD), None)
        if len(fields) != width:
            problems.append(Problem(Place(name, line, 1), f"this row has {len(fields)} fields, the first row has {width}",
                                    "put quotes around a field with a delimiter in it; leave a missing value empty"))
        elif long is not None:
            problems.append(Problem(Place(name, line, long + 1), f"this field has {len(fields[long])} characters",
                                    f"{FIELD} at most; look for a quote that is not closed"))
        else:
            good.append((line, fields))
    return good, problems


# ---------------------------------------------------------------------------------------------------- fields to values
def _kind(fields: Sequence[str]) -> Kind:
    """What a column holds. Digits with a leading zero are labels, so their column is text; half numbers make a number column."""
    if not fields:
        return "text"
    if all(_DATE.fullmatch(f) for f in fields) and any("-" in f for f in fields):
        return "date"
    if any(re.fullmatch(r"0\d+", f) for f in fields):
        return "text"
    numeric = sum(cleaning.is_number(f) or bool(_ODD_NUMBER.fullmatch(f)) for f in fields)
    return "number" if 2 * numeric >= len(fields) else "text"


def _typed(fields: Sequence[tuple[int, str]], kind: Kind, place: Place, key: str) -> tuple[list[Value], list[Problem]]:
    """The values of a column; a field that does not fit its kind is a problem and comes back as missing."""
    values: list[Value] = []
    problems: list[Problem] = []
    for line, field in fields:
        try:
            values.append(_value(field, kind) if field else None)
        except Unfit as unfit:
            where = Place(place.file, line, place.column)
            problems.append(Problem(where, f"column {shown(key)}: {unfit.what}", unfit.hint))
            values.append(None)
    return values, problems


def _value(field: str, kind: Kind) -> Value:
    if kind == "number":
        if not cleaning.is_number(field) and not _ODD_NUMBER.fullmatch(field):
            raise Unfit(f"{shown(field)} is not a number, but most of this column is", "leave a missing value empty")
        return cleaning.number(field)
    if kind == "date":
        try:
            dates.read(field)
        except ValueError as error:
            raise Unfit(str(error), "write 2021, 2021-04 or 2021-04-07") from error
    return field


def _shortened(problems: list[Problem], name: str) -> list[Problem]:
    if len(problems) <= _REPORTED:
        return problems
    rest = len(problems) - _REPORTED
    return [*problems[:_REPORTED], Problem(Place(name), f"there are {rest} more problems like these", "mend these first")]
