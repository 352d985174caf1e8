"""Queries: what they may ask, what they may not touch, and that they give the same on every run."""
from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.problems import Place
from reports.tables import Column, csv_file, sql, sqlite, typed
from reports.tables.model import CHART, Grid, Limits, Table, Unreadable

HERE = Place("outline.yaml", 7, 9)
TRADE = csv_file.read(b"region,trade (USD million),since\nNorth,541,2019-04-01\nSouth,,2020-01-01\nNorth,249.5,2021-04-07\n",
                      "t.csv")[0]
assert TRADE is not None


def asked(query: str, limits: Limits = CHART, **tables: Table) -> Grid:
    given = {"trade": TRADE, **{name.replace("_", "-"): table for name, table in tables.items()}}
    return sql.grid(sql.read(query, HERE), given, "shares", limits)


def answer(query: str, **tables: Table) -> Table:
    grid = asked(query, **tables)
    assert grid.problems == []
    table, problems = typed.table(grid)
    assert problems == [] and table is not None
    return table


def refused(query: str) -> str:
    with pytest.raises(Unreadable) as caught:
        sql.grid(sql.read(query, HERE), {"trade": TRADE, "other": TRADE}, "shares", CHART)
    assert caught.value.problem.place == HERE
    return caught.value.problem.what + " / " + caught.value.problem.hint


def test_a_query_makes_a_table() -> None:
    table = answer('select region, sum(trade) as "trade (USD million)", max(since) as since, count(*) as n from trade '
                   "group by region order by region")
    assert table.columns == (Column("region", "text"), Column("trade", "number", "USD million"), Column("since", "date"),
                             Column("n", "number"))
    assert table.rows == (("North", 790.5, "2021-04-07", 2), ("South", None, "2020-01-01", 1))


def test_tables_are_joined_by_their_names_and_values_keep_their_types() -> None:
    names = csv_file.read(b"code,region\n007,North\n008,South\n", "n.csv")[0]
    assert names is not None
    table = answer('select code, trade from trade join "the-names" using (region) order by code, trade', the_names=names)
    assert table.rows == (("007", 249.5), ("007", 541), ("008", None))


@pytest.mark.parametrize(("query", "what"), [
    ("select * from '/etc/passwd'", 'table "/etc/passwd" is not in data / tables: other, trade'),
    ("select * from read_csv('/etc/passwd')", 'reads from "read_csv"'), ("select * from read_text('/etc/hosts')", '"read_text"'),
    ("select * from glob('/*')", 'reads from "glob"'), ("select * from duckdb_settings()", 'reads from "duckdb_settings"'),
    ("copy trade to '/tmp/x'", "not one SELECT"), ("attach '/tmp/x.db'", "not one SELECT"), ("install httpfs", "not one SELECT"),
    ("create table x (a int)", "not one SELECT"), ("select 1; select 2", "not one SELECT"), ("", "not one SELECT"),
    ("set threads = 4", "not one SELECT"), ("pragma database_list", "not one SELECT"), ("delete from trade", "not one SELECT"),
    ("select now()", '"now" differs from run to run'), ("select random() from trade", '"random" differs'),
    ("select current_date", '"current_date" differs'), ("select uuid()", '"uuid" differs'), ("select today()", '"today" differs'),
    ("select getenv('HOME')", "getenv"), ("select current_setting('threads')", '"current_setting" differs'),
    ("select * from trade using sample 1", "takes a sample"),
    ("select * from (select random() as r) order by r", '"random" differs'), ("select * from (describe trade)", "describes"),
    ("with x as (select now() as t) select t from x", '"now" differs'),
    ("select * from pg_settings", 'table "pg_settings" is not in data'),
    ("with pg_settings as (select 1) select * from pg_settings", 'table "pg_settings" is not in data'),
    ("select * from information_schema.tables", "is not in data"), ("select * from tade", 'did you mean "trade"?'),
    ("selec 1", 'cannot be run: syntax error at or near "selec"'), ("select nope from trade", 'column "nope" not found'),
    ("select sum(region) from trade", "cannot be run"), ("select cast(region as integer) from trade", "cannot be run")])
def test_a_query_reads_the_tables_of_the_report_and_nothing_else(query: str, what: str) -> None:
    said = refused(query)
    assert what.lower() in said.lower()
    assert "\n" not in said and "LINE" not in said


def test_a_query_without_an_order_is_told_when_it_has_rows_to_order() -> None:
    assert [p.what for p in asked("select region from trade").problems] == ["the query does not say the order of its rows"]
    assert asked("select sum(trade) as s from trade").problems == []


def test_a_query_that_runs_on_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "_SECONDS", 0.2)
    assert "takes too long" in refused("select count(*) from range(9000000) a, range(9000000) b where a.range * b.range % 7 = 3")


def test_bad_values_have_the_place_of_the_query() -> None:
    query = "select region, [1] as l, timestamp '2020-01-01 09:00' as t from trade order by 1 limit 1"
    problems = typed.table(asked(query))[1]
    assert [p.place for p in problems] == [HERE, HERE]
    assert str(problems[0].what).startswith('row 1: column "l": this is no value')
    assert "has a time of day" in problems[1].what
    assert "the table has 501 rows" in typed.table(asked("select range as n from range(600) order by 1"))[1][0].what


# ---------------------------------------------------------------- SQLite
@pytest.fixture
def harbour(tmp_path: Path) -> bytes:
    path = tmp_path / "h.sqlite"
    base = sqlite3.connect(path)
    base.execute("create table ships (name text, tons real, seen text)")
    base.executemany("insert into ships values (?, ?, ?)", [("Ada", 120.5, "2020-04"), ("Bo", None, "2021"), ("Cy", 80.0, None)])
    base.execute("create view heavy as select name from ships where tons > 100")
    base.execute("create table odd (a, b)")
    base.execute("insert into odd values (x'00', 1), ('x', 2)")
    base.commit()
    base.close()
    return path.read_bytes()


def test_a_query_to_an_sqlite_file(harbour: bytes) -> None:
    grid = sqlite.grid(harbour, "h.sqlite", 'select name, tons as "load (t)", seen from ships order by name', CHART, HERE)
    table, problems = typed.table(grid)
    assert problems == [] and table is not None
    assert table.columns[:2] == (Column("name", "text"), Column("load", "number", "t"))
    assert table.records()[0] == {"name": "Ada", "load": 120.5, "seen": "2020-04"}
    assert table.column("load") == (120.5, None, 80)
    assert sqlite.grid(harbour, "h.sqlite", "select * from heavy", CHART, HERE).rows == [(1, ["Ada"])]
    found = typed.table(sqlite.grid(harbour, "h.sqlite", "select a, b from odd order by b", CHART, HERE))[1]
    assert found[0].place == HERE and "bytes are no value of a table" in found[0].what


def test_a_file_written_with_a_log_is_read(tmp_path: Path) -> None:
    base = sqlite3.connect(tmp_path / "w.sqlite")
    base.execute("pragma journal_mode = wal")
    base.execute("create table t (a)")
    base.execute("insert into t values (1)")
    base.commit()
    base.close()
    data = (tmp_path / "w.sqlite").read_bytes()
    assert data[18:20] == b"\2\2"
    assert sqlite.grid(data, "w.sqlite", "select a from t", CHART, HERE).rows == [(1, [1])]


@pytest.mark.parametrize(("query", "what"), [
    ("delete from ships", "not authorized"), ("attach '/tmp/x.db' as x", "not authorized"),
    ("pragma database_list", "not authorized"),
    ("select 1; select 2", "more than one statement"), ("select random()", "not authorized to use function: random"),
    ("select date('now')", "not authorized to use function: date"), ("select load_extension('x')", "not authorized"),
    ("create table x (a)", "not authorized"), ("selec 1", 'near "selec"'), ("select a from nope", "tables: heavy, odd, ships"),
    ("with recursive r(a) as (select 1 union all select a + 1 from r) select count(*) from r", "takes too long"),
    ("", "asks for nothing"), ("select readfile('/etc/passwd')", "no such function"), ("vacuum into '/tmp/x'", "cannot")])
def test_a_query_to_sqlite_only_reads(query: str, what: str, harbour: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        sqlite.grid(harbour, "h.sqlite", query, CHART, HERE)
    assert what in str(caught.value) and caught.value.problem.place == HERE


def test_the_hint_says_what_a_query_may_do(harbour: bytes) -> None:
    with pytest.raises(Unreadable, match="hint: the query may only read"):
        sqlite.grid(harbour, "h.sqlite", "select random() from ships", CHART, HERE)


@pytest.mark.parametrize(("spoil", "what"), [
    (lambda data: b"", "not an SQLite file"), (lambda data: b"no database", "not an SQLite file"),
    (lambda data: data[:40], "is damaged"), (lambda data: data[:100] + b"\xff" * 3000, "its end is missing"),
    (lambda data: data[:-4096], "its end is missing"), (lambda data: data[:100] + bytes(len(data) - 100), "is damaged"),
    (lambda data: data[:4096] + b"\xff" * (len(data) - 4096), "is damaged")])
def test_damaged_databases(spoil: Callable[[bytes], bytes], what: str, harbour: bytes) -> None:
    """A query over part of a file would find part of its rows, and nobody would know."""
    with pytest.raises(Unreadable, match=what) as caught:
        sqlite.grid(spoil(harbour), "h.sqlite", "select * from ships", CHART, HERE)
    assert caught.value.problem.place.file == "h.sqlite"
