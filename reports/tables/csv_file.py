"""CSV and TSV: UTF-8 only, quotes as in RFC 4180, one grammar for numbers (`cleaning.number`), dates as ISO 8601."""
from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping

from reports import cleaning
from reports.counted import counted
from reports.problems import Place, Problem
from reports.tables import typed
from reports.tables.model import CHART, COLUMNS, Grid, Kind, Limits, Raw, Table, Unreadable, longest

DELIMITERS = (",", ";", "\t", "|")
_BOMS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def read(data: bytes, name: str, kinds: Mapping[str, Kind] | None = None) -> tuple[Table | None, list[Problem]]:
    """A table from a file's bytes; None when there is none to speak of. `kinds` fixes what a column holds."""
    try:
        found = grid(data, name)
    except Unreadable as unreadable:
        return None, [unreadable.problem]
    return typed.table(found, {key: typed.Declared(kind) for key, kind in (kinds or {}).items()})


def grid(data: bytes, name: str, limits: Limits = CHART) -> Grid:
    """The fields of a file, all as text. Raises Unreadable."""
    text = _text(data, name, limits.bytes)
    (head, headings), *rows = _rows(text, name)
    if len(headings) > COLUMNS:
        raise Unreadable(f"the table has {len(headings)} columns", f"{COLUMNS} at most", Place(name, head, 1))
    made = Grid(name, headings, [], head, native=False)
    made.rows = _even(rows, made)
    return made


def _text(data: bytes, name: str, limit: int) -> str:
    if len(data) > limit:
        raise Unreadable(f"the file has {len(data):,} bytes", f"{limit:,} at most", Place(name))
    if data[:2] in _BOMS:
        raise Unreadable(f"the file is {_BOMS[data[:2]]}, not UTF-8", "save it as CSV UTF-8", Place(name))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[:error.start].decode("latin-1")
        field = before.rpartition("\n")[2].count(_delimiter(data.decode("latin-1"), name)) + 1
        raise Unreadable(f"byte 0x{data[error.start]:02X} is not UTF-8", "save the file as CSV UTF-8",
                         Place(name, before.count("\n") + 1, field)) from error
    unfit = [(at, c) for at, c in cleaning.unfit_characters(text) if c not in "\t\r"]
    if unfit:
        at, character = unfit[0]
        raise Unreadable(f"{cleaning.named(character)} is not allowed", "delete it", Place(name, text.count("\n", 0, at) + 1, 1))
    return cleaning.composed(text)


def _rows(text: str, name: str) -> list[tuple[int, list[str]]]:
    """(line, fields) of each row that is not blank, the header first."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, name), strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for fields in reader:
            if any(f.strip() for f in fields):
                rows.append((line, [f.strip() for f in fields]))
            line = reader.line_num + 1
    except csv.Error as error:
        hint = 'close the quotes, and write a quote inside quotes twice: "say ""yes"""'
        raise Unreadable(f"this row cannot be read: {error}", hint, Place(name, line, 1)) from error
    if not rows:
        raise Unreadable("the file has no rows", "write a row of headings, then the data", Place(name))
    return rows


def _delimiter(text: str, name: str) -> str:
    """The mark of the fixed list that cuts the first row into most fields; earlier marks win ties."""
    first = re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0]
    order = ("\t", *DELIMITERS) if name.lower().endswith((".tsv", ".tab")) else DELIMITERS
    bare = re.sub(r'"[^"]*"', "", first)
    return max(order, key=lambda mark: (bare.count(mark), -order.index(mark)))


def _even(rows: list[tuple[int, list[str]]], made: Grid) -> list[tuple[int, list[Raw]]]:
    """The rows that have as many fields as there are columns; problems for those that do not or are too long."""
    good: list[tuple[int, list[Raw]]] = []
    width = len(made.headings)
    for line, fields in rows:
        long = next((i for i, f in enumerate(fields) if len(f) > longest(f)), None)
        if len(fields) != width:
            what = f"this row has {counted(len(fields), 'field')}, the first row has {width}"
            made.problems.append(Problem(made.at(line, 1), what,
                                         "put quotes around a field with a delimiter in it; leave a missing value empty"))
        elif long is not None:
            made.problems.append(Problem(made.at(line, long + 1), f"this field has {len(fields[long])} characters",
                                         f"{longest(fields[long])} at most; look for a quote that is not closed"))
        else:
            good.append((line, [f or None for f in fields]))
    return good
