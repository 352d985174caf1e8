"""Tables of a PostgreSQL server, read whole and read-only, for queries that DuckDB then runs.            [home of psycopg]

Where the server is stands in an environment variable that the outline names, as libpq writes it: an address and a password never
stand in a report's files, and never in a message. The server is asked for named tables only; what a writer types as a query is
run in DuckDB, on copies.
"""
from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from reports.problems import Place, Problem, did_you_mean
from reports.tables import typed
from reports.tables.model import COLUMNS, Grid, Limits, Table, Unreadable
from reports.tables.sql import cell

NEEDS = ("psycopg", "PostgreSQL tables")
_SECONDS = 10
_SIGNS = (("authentication failed", "it refuses the user or the password"), ("no password", "it wants a password"),
          ("does not exist", "it has no such database or user"), ("42501", "it refuses the table"))
_PLAIN = {"smallint", "integer", "bigint", "numeric", "real", "double precision", "text", "character", "character varying",
          "boolean", "date", "timestamp without time zone"}
_SETTINGS = f"-c default_transaction_read_only=on -c statement_timeout={2 * _SECONDS}s -c timezone=UTC -c datestyle=ISO"


def tables(variable: str, names: Sequence[str], limits: Limits, place: Place) -> tuple[dict[str, Table], list[Problem]]:
    """The named tables or views of the database that an environment variable leads to. Raises Unreadable."""
    import psycopg

    where = os.environ.get(variable, "").strip()
    if not where:
        raise Unreadable(f"the environment variable {variable} is not set",
                         f'set it before the build: {variable}="host=... dbname=... user=..."', place)
    try:
        with psycopg.connect(where, connect_timeout=_SECONDS, options=_SETTINGS, application_name="chancery") as base:
            grids = [_grid(base, name, limits, place) for name in names]
    except psycopg.errors.QueryCanceled as error:
        raise Unreadable("the database takes too long", "ask for smaller tables, or a view of what is needed", place) from error
    except psycopg.Error as error:
        what = f"the database of {variable} cannot be read: {_told(error)}"
        raise Unreadable(what, f'try: psql "${variable}"', place) from error
    made = {name: typed.table(grid, {}, limits) for name, grid in zip(names, grids)}
    return ({name: table for name, (table, _) in made.items() if table}, [p for _, found in made.values() for p in found])


def _told(error: Exception) -> str:
    """What went wrong, without the server's own words: they may hold an address or a name."""
    said = f"{getattr(error, 'sqlstate', None) or ''} {error}"
    return next((told for sign, told in _SIGNS if sign in said), "it does not answer, or the address is wrong")


def _grid(base: Any, name: str, limits: Limits, place: Place) -> Grid:
    """A table's plain columns, its rows in the order of their own texts: a server has no order of its own."""
    from psycopg import sql

    known = _known(base)
    if name not in known:
        raise Unreadable(f'table "{name}" is not in the database', did_you_mean(name, known, "tables") if known
                         else "the user may read no table there", place)
    schema, names = known[name]
    if not 0 < len(names) <= COLUMNS:
        raise Unreadable(f'table "{name}" has {len(names)} columns of plain values',
                         f"1 to {COLUMNS}: make a view of what is needed", place)
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    ask = sql.SQL("select {} from {} as t order by row({})::text limit {}").format(
        columns, sql.Identifier(schema, name), columns, limits.rows + 1)
    rows = [(number, [cell(value) for value in row]) for number, row in enumerate(base.execute(ask).fetchall(), 1)]
    return Grid(name, names, rows, numbered=True, place=place)


def _known(base: Any) -> dict[str, tuple[str, list[str]]]:
    """Tables and views that are found without naming a schema: their schema, and their columns of plain values in order."""
    found = base.execute(
        "select table_name::text, table_schema::text, column_name::text, data_type::text from information_schema.columns "
        "where table_schema = any(current_schemas(false)) "
        "order by array_position(current_schemas(false), table_schema::name), table_name, ordinal_position").fetchall()
    known: dict[str, tuple[str, list[str]]] = {}
    for name, schema, column, kind in found:
        first, columns = known.setdefault(name, (schema, []))
        if first == schema and kind in _PLAIN:
            columns.append(column)
    return known
