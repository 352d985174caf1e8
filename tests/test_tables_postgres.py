"""Tables of a PostgreSQL server: a real one, started on this machine for these tests alone."""
from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import tools
from built import report
from test_tables_load import BODY, HEAD

from reports import outline, tables
from reports.problems import Place
from reports.tables import Column, Table, postgres
from reports.tables.model import QUERY, Limits, Unreadable

psycopg = pytest.importorskip("psycopg")
HERE = Place("outline.yaml", 7, 9)
NAME, SECRET = "HARBOUR_DB", "a-secret-word"
SETUP = """
create table trade (region text, "trade (USD million)" numeric(10, 1), since date, note jsonb);
insert into trade values ('South', null, '2020-01-01', '{}'), ('North', 541, '2019-04-01', null),
  ('North', 249.5, '2021-04-07', '{}');
create view ships as select 'Ada' as name, 3::smallint as decks, true as afloat, '2021-01-01'::timestamp as built;
create table wide (doc jsonb);
create schema other; create table other.hidden (a int);
create role reader login password 'a-secret-word';
grant select on trade, ships, wide to reader;
"""


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs. Without them: skipped, or failed where tools are demanded."""
    found = tools.program(name)
    if not found and os.environ.get("REQUIRE_TOOLS") == "1":
        pytest.fail(f"{name} is not on this machine (Debian: postgresql)")
    return found or pytest.skip(f"{name} is not on this machine (Debian: postgresql)")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server with the tables of `SETUP`; it refuses to run as root, so that it runs as nobody."""
    initdb, postgres_ = program("initdb"), program("postgres")
    home = Path(tempfile.mkdtemp(prefix="harbour"))
    who = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    if who:
        shutil.chown(home, "nobody", "nogroup")
    (home / "word").write_text(SECRET)
    run = {"cwd": home, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"}, **who}
    subprocess.run([initdb, "-D", home / "data", "-U", "boss", "-A", "scram-sha-256", "--pwfile", home / "word", "-N",
                    "-E", "UTF8"], check=True, capture_output=True, **run)
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    running = subprocess.Popen([postgres_, "-D", home / "data", "-p", str(port), "-c", "listen_addresses=127.0.0.1",
                                "-c", "unix_socket_directories=", "-c", "fsync=off"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **run)
    address = f"host=127.0.0.1 port={port} dbname=postgres user=boss password={SECRET}"
    try:
        prepared(address)
        yield address.replace("user=boss", "user=reader")
    finally:
        running.send_signal(2)
        running.wait(30)
        shutil.rmtree(home, ignore_errors=True)


def prepared(address: str) -> None:
    """Waits until the server answers, then makes its tables."""
    for _ in range(120):
        try:
            with psycopg.connect(address, connect_timeout=2) as base:
                base.execute(SETUP)
                return
        except psycopg.OperationalError:
            time.sleep(0.25)
    pytest.fail("the server does not answer")


@pytest.fixture
def named(server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(NAME, server)
    return server


def loaded(folder: Path, data: str) -> tuple[dict[str, Table], list[str]]:
    made, found = outline.read(report(folder, f"data:\n{data}{BODY}", head=HEAD), name="v")
    assert made is not None and found == [], [str(p) for p in found]
    read, problems = tables.load(made)
    return read, [f"{p.what} / {p.hint}" for p in problems]


def entry(query: str, more: str = "") -> str:
    return f"  sums: {{database: {NAME}, query: '{query}', source: S1, as_of: 2021-04{more}}}\n"


@pytest.mark.usefixtures("named")
def test_a_query_reads_the_servers_tables(tmp_path: Path) -> None:
    read, problems = loaded(tmp_path, entry('select region, sum("trade") as "trade (USD million)", max(since) as since '
                                            "from trade group by region order by region"))
    assert problems == []
    assert read["sums"].columns == (Column("region", "text"), Column("trade", "number", "USD million"), Column("since", "date"))
    assert read["sums"].rows == (("North", 790.5, "2021-04-07"), ("South", None, "2020-01-01"))


@pytest.mark.usefixtures("named")
def test_it_joins_files_of_the_report(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("region,full\nNorth,The north\nSouth,The south\n")
    data = "  names: {file: names.csv, source: S1, as_of: 2021-04}\n" + entry(
        "select n.full, count(*) as years from trade join names n using (region) group by n.full order by n.full")
    read, problems = loaded(tmp_path, data)
    assert problems == [] and read["sums"].rows == (("The north", 2), ("The south", 1))


@pytest.mark.usefixtures("named")
def test_a_view_and_its_plain_types() -> None:
    read, problems = postgres.tables(NAME, ["ships"], QUERY, HERE)
    assert problems == [] and read["ships"].rows == (("Ada", 3, "true", "2021-01-01"),)
    assert [c.name for c in postgres.tables(NAME, ["trade"], QUERY, HERE)[0]["trade"].columns] == ["region", "trade", "since"]


@pytest.mark.usefixtures("named")
def test_twice_the_same_rows_in_the_same_order() -> None:
    first, again = (postgres.tables(NAME, ["trade"], QUERY, HERE)[0]["trade"].rows for _ in range(2))
    assert first == again and [row[0] for row in first] == ["North", "North", "South"]


@pytest.mark.parametrize("name, what", [
    ("trades", 'table "trades" is not in the database'), ("hidden", 'table "hidden" is not in the database'),
    ("pg_user", 'table "pg_user" is not in the database'), ("wide", "0 columns of plain values")])
@pytest.mark.usefixtures("named")
def test_tables_that_cannot_be_read(name: str, what: str) -> None:
    with pytest.raises(Unreadable) as caught:
        postgres.tables(NAME, [name], QUERY, HERE)
    assert what in caught.value.problem.what and caught.value.problem.hint and caught.value.problem.place == HERE


@pytest.mark.usefixtures("named")
def test_too_many_rows_are_told() -> None:
    read, problems = postgres.tables(NAME, ["trade"], Limits(1000, 2, "make a smaller extract"), HERE)
    assert any("rows" in p.what for p in problems) or not read


@pytest.mark.parametrize("old, new, what", [
    (SECRET, "wrong", "it refuses the user or the password"),
    ("dbname=postgres", "dbname=nowhere", "it has no such database or user"),
    ("port=", "port=1 hostaddr=127.0.0.1 gssencmode=disable connect_timeout=2 target_session_attrs=any options=",
     "does not answer, or the address is wrong")])
def test_what_is_told_of_a_wrong_address_is_never_the_address(named: str, old: str, new: str, what: str,
                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, named.replace(old, new))
    with pytest.raises(Unreadable) as caught:
        postgres.tables(NAME, ["trade"], QUERY, HERE)
    said = str(caught.value.problem)
    assert what in said and NAME in said
    assert not any(part in said for part in (SECRET, "wrong password", "127.0.0.1", "nowhere", "reader"))


def test_a_variable_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    with pytest.raises(Unreadable, match=f"the environment variable {NAME} is not set"):
        postgres.tables(NAME, ["trade"], QUERY, HERE)


@pytest.mark.usefixtures("named")
def test_the_server_is_only_read(tmp_path: Path) -> None:
    for query in ("delete from trade", "select * from pg_catalog.pg_user", "copy trade to program 'true'"):
        _, problems = loaded(tmp_path, entry(query.replace("'", '"')))
        assert len(problems) == 1, query


@pytest.mark.parametrize("text, what", [
    ("{database: harbour_db, query: select 1 as a, source: S1, as_of: 2021-04}", "environment variable"),
    ("{database: \"host=x password=y\", query: select 1 as a, source: S1, as_of: 2021-04}", "environment variable"),
    ("{database: HARBOUR_DB, source: S1, as_of: 2021-04}", "a database is asked by a query"),
    ("{database: HARBOUR_DB, file: a.csv, query: select 1 as a, source: S1, as_of: 2021-04}", "a database is asked by a query")])
def test_what_an_outline_may_say(text: str, what: str, tmp_path: Path) -> None:
    _, problems = outline.read(report(tmp_path, f"data:\n  sums: {text}\n{BODY}", head=HEAD), name="v")
    assert any(what in p.what for p in problems) and all(p.hint for p in problems)
