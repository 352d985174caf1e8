"""SQL over the tables of a report, in DuckDB.                                                        [home of duckdb]

A query sees the tables that it is given and nothing else: no file, no network, no settings, no extension. It is one SELECT,
and holds nothing that differs from run to run (clock, chance), for the same input must give the same bytes.
"""
from __future__ import annotations

import json
import math
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from reports.problems import Place, Problem, did_you_mean
from reports.tables.model import Bad, Grid, Limits, Raw, Table, Unreadable

NEEDS = ("duckdb", "queries")
_SECONDS = 20.0
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false", "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
    "python_enable_replacements": "false", "threads": "1", "memory_limit": "512MB", "temp_directory": ""}
_ROWS_FROM = {"unnest", "range", "generate_series"}  # functions that stand for a table
_CLOCK = {"current_date", "current_time", "current_timestamp", "localtime", "localtimestamp"}  # written without brackets
_BUILT_IN = ("pg_", "duckdb_", "sqlite_", "pragma_")
_STEADY = "the same input must give the same report: write the value itself"


@dataclass(frozen=True, slots=True)
class Query:
    """One SELECT that may be run: the names of the tables it reads, and whether it says the order of its rows."""

    text: str
    tables: tuple[str, ...]
    ordered: bool
    place: Place


def read(text: str, place: Place) -> Query:
    """A query as it was typed. Raises Unreadable for what is not one SELECT, or depends on more than tables."""
    import duckdb

    base = _base()
    try:
        statements = base.extract_statements(text)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise Unreadable("the query is not one SELECT", "a query may only read: select ... from ...", place)
        parsed = json.loads(base.execute("select json_serialize_sql(?::varchar)", [text]).fetchone()[0])
        _steady(base, parsed, place)
        return Query(text, _tables(parsed, place), _ordered(parsed), place)
    except duckdb.Error as error:
        raise _refused(error, place) from error
    finally:
        base.close()


def grid(query: Query, tables: Mapping[str, Table], name: str, limits: Limits) -> Grid:
    """What a query gives over some tables; its cells stand where the query was typed. Raises Unreadable."""
    import duckdb

    absent = next((t for t in query.tables if t not in tables), None)
    if absent is not None:
        hint = did_you_mean(absent, tables, "tables") if tables else "there are no other tables yet: add them under data"
        raise Unreadable(f'table "{absent}" is not in data', hint, query.place)
    base = _base()
    try:
        for key in query.tables:
            _fill(base, key, tables[key])
        base.execute("set lock_configuration = true")
        headings, rows = _run(base, query.text, limits)
    except duckdb.InterruptException as error:
        raise Unreadable("the query takes too long", "ask for less", query.place) from error
    except duckdb.Error as error:
        raise _refused(error, query.place) from error
    finally:
        base.close()
    made = Grid(name, headings, rows, numbered=True, place=query.place)
    if len(rows) > 1 and not query.ordered:
        made.problems.append(Problem(query.place, "the query does not say the order of its rows", "add: order by ...",
                                     level="warning"))
    return made


def _base() -> Any:
    import duckdb

    return duckdb.connect(":memory:", config=_SETTINGS)


def _refused(error: Exception, place: Place) -> Unreadable:
    """The first line of what the database says, without the name of its error."""
    said = str(error).strip().splitlines()[0].partition("Error: ")[2] or str(error).strip().splitlines()[0]
    hint = next((line.strip() for line in str(error).splitlines()[1:] if line.startswith(("Candidate", "Did you"))), "")
    return Unreadable(f"the query cannot be run: {said[:1].lower()}{said[1:]}", hint or _advice(error), place)


def _advice(error: Exception) -> str:
    import duckdb

    if isinstance(error, duckdb.OutOfMemoryException):
        return "ask for less"
    return "look at the values that it reckons with" if isinstance(error, duckdb.DataError) else "look at its spelling"


# ---------------------------------------------------------------- in
def _fill(base: Any, name: str, table: Table) -> None:
    """A table of the report as a table of the database."""
    types = [_type(table, i) for i in range(len(table.columns))]
    columns = ", ".join(f"{_quoted(c.name)} {t}" for c, t in zip(table.columns, types))
    base.execute(f"create table {_quoted(name)} ({columns})")
    values = ", ".join(f"unnest(?::{t}[])" for t in types)
    base.execute(f"insert into {_quoted(name)} select {values}", [[row[i] for row in table.rows] for i in range(len(types))])


def _type(table: Table, i: int) -> str:
    column = table.columns[i]
    values = [row[i] for row in table.rows if row[i] is not None]
    if column.kind == "number":
        return "bigint" if all(isinstance(v, int) for v in values) else "double"
    return "date" if column.kind == "date" and all(len(str(v)) == 10 for v in values) else "varchar"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


# ---------------------------------------------------------------- what it may hold
def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def _steady(base: Any, parsed: Any, place: Place) -> None:
    """Raises Unreadable for a query that cannot be read as a tree, or that depends on more than its tables."""
    if parsed.get("error"):
        raise Unreadable("the query cannot be read", "write a plain SELECT", place)
    known = "select function_name from duckdb_functions() where coalesce(stability, 'CONSISTENT') <> 'CONSISTENT'"
    unsteady = {str(row[0]) for row in base.execute(known).fetchall()} | _CLOCK
    for node in _nodes(parsed):
        name = str(node.get("function_name", "")).lower()
        bare = [str(n).lower() for n in node.get("column_names") or ()]
        if name in unsteady or (len(bare) == 1 and bare[0] in _CLOCK):
            raise Unreadable(f'"{name or bare[0]}" differs from run to run', _STEADY, place)
        if node.get("sample"):
            raise Unreadable("the query takes a sample, which differs from run to run", _STEADY, place)
        if node.get("type") == "SHOW_REF":
            raise Unreadable("the query describes the database", "a query reads the tables of the report only", place)
        if node.get("type") == "TABLE_FUNCTION" and _called(node) not in _ROWS_FROM:
            raise Unreadable(f'the query reads from "{_called(node)}"', "a query reads the tables of the report only", place)


def _tables(parsed: Any, place: Place) -> tuple[str, ...]:
    """The names of the tables that a query reads; what it names itself (WITH) is none.

    Raises Unreadable for the database's own.
    """
    tables = [node for node in _nodes(parsed) if node.get("type") == "BASE_TABLE"]
    own = {str(entry.get("key")) for node in _nodes(parsed) if "cte_map" in node for entry in node["cte_map"].get("map") or ()}
    names = {str(node["table_name"]) for node in tables}
    hidden = {n for n in names if n.lower().startswith(_BUILT_IN)} | {
        f"{node['schema_name']}.{node['table_name']}" for node in tables if node.get("schema_name")}
    if hidden:
        raise Unreadable(f'table "{min(hidden)}" is not in data', "a query reads the tables of the report only", place)
    return tuple(sorted(names - own))


def _called(node: dict[str, Any]) -> str:
    return str((node.get("function") or {}).get("function_name", "")).lower()


def _ordered(parsed: Any) -> bool:
    node = parsed["statements"][0]["node"]
    return any(m.get("type") == "ORDER_MODIFIER" for m in node.get("modifiers", ()))


# ---------------------------------------------------------------- out
def _run(base: Any, query: str, limits: Limits) -> tuple[list[str], list[tuple[int, Sequence[Raw]]]]:
    watch = threading.Timer(_SECONDS, base.interrupt)
    watch.start()
    try:
        answer = base.execute(query)
        found = answer.fetchmany(limits.rows + 1)
    finally:
        watch.cancel()
        watch.join()
    headings = [str(column[0]).strip() for column in answer.description]
    return headings, [(number, [cell(v) for v in row]) for number, row in enumerate(found, 1)]


def cell(value: Any) -> Raw:
    """A value as the database gives it, as a cell of a table."""
    if isinstance(value, datetime):
        return value.date() if value.time() == time(0) else Bad(f'"{value}" has a time of day', "cast it to a date")
    if isinstance(value, float) and not math.isfinite(value):
        return Bad(f'"{value}" is not a finite number', "look for a division by zero")
    if isinstance(value, str):
        return value.strip() or None
    if value is None or isinstance(value, bool | int | float | Decimal | date):
        return value
    return Bad("this is no value that a table could show", "choose plain columns")
