"""The tables that an outline names under `data`: which reader reads which file, and what a query may ask.

A file is read by the end of its name; only then is its reader imported. `query` asks the tables of the other entries, by their
names, and its own file by the name before the dot: `{file: trade.csv, query: "select sum(trade) from trade"}`.
The query of an SQLite file asks that file; one with a `database` asks the tables of a PostgreSQL server too.
"""
from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from reports import cleaning
from reports.cleaning import Unfit
from reports.problems import Place, Problem, errors
from reports.tables import kept, typed
from reports.tables.model import CHART, QUERY, Column, Grid, Limits, Table, Unreadable

if TYPE_CHECKING:
    from reports.tables.sql import Query

DATABASES = (".sqlite", ".sqlite3", ".db")
_FOREIGN = {".xls": "Excel's old format", ".xlsb": "Excel's binary format", ".ods": "OpenDocument", ".numbers": "Apple's Numbers"}
_EMPTY = Table("", (Column("", "text"),), ())  # stands for a table that a query does not read
_EXCEL = Limits(5_000_000, CHART.rows, CHART.why)  # decorations make a workbook larger than its table


def load(outline: Any) -> tuple[dict[str, Table], list[Problem]]:
    """The tables of an outline by name, each read from its folder, and all that is wrong with them."""
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    days = kept.read(outline.folder) if outline.data else {}
    for key, entry in outline.data.items():
        place = entry.place or Place(str(entry.file or key))
        try:
            table, found = _table(outline, key, entry, place)
        except Unreadable as unreadable:
            table, found = None, [unreadable.problem]
        except Unfit as unfit:
            table, found = None, [Problem(place, unfit.what, unfit.hint)]
        problems += found
        if table and not table.rows and not errors(found):
            problems.append(_empty(table, entry, place))
        elif table:
            tables[key] = replace(table, kept=days[key]) if key in days else table
    return tables, problems


def _empty(table: Table, entry: Any, place: Place) -> Problem:
    """Headings with nothing below them, or a query that finds nothing: there is nothing to draw."""
    query = getattr(entry, "query", None)
    if query:
        return Problem(getattr(query, "place", None) or place, "the query finds no rows", "look at its conditions")
    return Problem(Place(table.name), "the file has headings and no rows", "write the data below the headings")


def _table(outline: Any, key: str, entry: Any, place: Place) -> tuple[Table | None, list[Problem]]:
    query = getattr(entry, "query", None)
    if not query:
        return _file(outline.folder, entry, place, CHART)
    asked = getattr(query, "place", None) or place
    if entry.file and _suffix(entry) in DATABASES:
        from reports.tables import sqlite

        data = _database(outline.folder, str(entry.file))
        return typed.table(sqlite.grid(data, str(entry.file), query, CHART, asked), _declared(entry))
    from reports.tables import sql

    _need(*sql.NEEDS, asked)
    question = sql.read(query, asked)
    given, problems = _asked(outline, entry, question)
    variable = getattr(entry, "database", None)
    if variable:
        from reports.tables import postgres

        _need(*postgres.NEEDS, asked)
        served, found = postgres.tables(variable, [t for t in question.tables if t not in given], QUERY, asked)
        given, problems = served | given, [*problems, *found]
    if errors(problems):
        return None, problems
    table, more = typed.table(sql.grid(question, given, key, CHART), _declared(entry))
    return table, [*problems, *more]


def _asked(outline: Any, entry: Any, question: Query) -> tuple[dict[str, Table], list[Problem]]:
    """The tables that a query reads, from their files; names that are not there are left to the query."""
    files = {name: other for name, other in outline.data.items() if other.file and not getattr(other, "query", None)
             and _suffix(other) not in DATABASES}
    if entry.file:
        files[PurePosixPath(str(entry.file)).stem] = entry
    given: dict[str, Table] = {}
    problems: list[Problem] = []
    for name, other in files.items():
        if name in question.tables:
            table, found = _file(outline.folder, other, other.place or question.place, QUERY, plain=other is entry)
            problems += found
            given |= {name: table} if table else {}
    absent = {name: _EMPTY for name in files if name not in given}
    return given | absent, problems


# ---------------------------------------------------------------- files
def _file(folder: Path, entry: Any, place: Place, limits: Limits, *, plain: bool = False) -> tuple[Table | None, list[Problem]]:
    """The table of an entry's file. `plain`: without what the entry says about columns, which are those of its query."""
    name = str(entry.file)
    grid = _grid(folder, name, getattr(entry, "sheet", None), place, limits)
    return typed.table(grid, {} if plain else _declared(entry), limits)


def _grid(folder: Path, name: str, sheet: str | None, place: Place, limits: Limits) -> Grid:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _FOREIGN:
        raise Unreadable(f'"{name}" is in {_FOREIGN[suffix]}', "save it as .xlsx, or as CSV UTF-8", place)
    if suffix in DATABASES:
        raise Unreadable(f'"{name}" is a database', 'say what to read: query: "select ... from ..."', place)
    if sheet is not None and suffix != ".xlsx":
        raise Unreadable(f'"{name}" has no sheets', "leave the sheet out", place)
    if suffix == ".xlsx":
        from reports.tables import excel

        _need(*excel.NEEDS, place)
        limits = limits if limits is QUERY else _EXCEL
        return excel.grid(_read(folder, name, limits), name, limits, sheet, place)
    return _reader(suffix, place)(_read(folder, name, limits), name, limits)


def _reader(suffix: str, place: Place) -> Callable[[bytes, str, Limits], Grid]:
    """The reader of files whose names end so; only that one is imported."""
    if suffix == ".parquet":
        from reports.tables import parquet

        _need(*parquet.NEEDS, place)
        return parquet.grid
    if suffix in (".json", ".geojson"):
        from reports.tables import json_file

        return json_file.grid
    from reports.tables import csv_file

    return csv_file.grid


def _read(folder: Path, name: str, limits: Limits) -> bytes:
    return cleaning.read_file(cleaning.inside(folder, name), limits.bytes)


def _database(folder: Path, name: str) -> bytes:
    """An SQLite file that holds all of its rows: what is still in a write-ahead log beside it would be missed."""
    path = cleaning.inside(folder, name)
    log = path.with_name(f"{path.name}-wal")
    if log.is_file() and log.stat().st_size:
        raise Unfit(f'"{name}" has rows that are not yet in the file',
                    "close the program that writes it, or run: pragma wal_checkpoint")
    return cleaning.read_file(path, QUERY.bytes)


def _suffix(entry: Any) -> str:
    return PurePosixPath(str(entry.file)).suffix.lower()


def _declared(entry: Any) -> dict[str, typed.Declared]:
    return {name: typed.Declared(c.kind, c.unit or "", c.place) for name, c in (getattr(entry, "columns", None) or {}).items()}


def _need(library: str, what: str, place: Place) -> None:
    """Raises Unreadable when a library that not every installation has is missing."""
    if importlib.util.find_spec(library) is None:
        raise Unreadable(f"{what} need the library {library}, which is not installed",
                         "install it: python -m pip install -r requirements-data.txt", place)
