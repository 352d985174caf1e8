"""Questions to an SQLite file: its bytes in memory, one SELECT, nothing else."""
from __future__ import annotations

import sqlite3

from reports.problems import Place
from reports.tables.model import Bad, Grid, Limits, Raw, Unreadable

_MAGIC = b"SQLite format 3\0"
_WAL = slice(18, 20)  # bytes of the header: 2 where a write-ahead log may stand beside the file (SQLite file format, 1.3.2)
_STEPS = 50_000_000  # instructions of SQLite's machine that a query may take: some seconds, and the same on every machine
_READING = "the query may only read: one SELECT over the file's tables, without functions that differ from run to run"
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
# not the same on every run or machine
_BARRED = {"random", "randomblob", "load_extension", "current_date", "current_time", "current_timestamp", "date", "time",
           "datetime", "julianday", "unixepoch", "strftime", "timediff", "sqlite_version", "sqlite_source_id", "changes",
           "last_insert_rowid", "total_changes", "readfile", "writefile", "edit", "fts3_tokenizer"}


def grid(data: bytes, name: str, query: str, limits: Limits, place: Place) -> Grid:
    """What a query of the file `name` gives; its cells stand where the query was typed. Raises Unreadable."""
    if not data.startswith(_MAGIC):
        raise Unreadable("this is not an SQLite file", "name a .sqlite file of version 3", Place(name))
    if len(data) < _stated(data):
        what = f"the file has {len(data):,} bytes of {_stated(data):,}: its end is missing"
        raise Unreadable(what, "copy it anew", Place(name))
    base = sqlite3.connect(":memory:")
    try:
        base.deserialize(data[:_WAL.start] + b"\1\1" + data[_WAL.stop:])
        _whole(base, name)
        return _answer(base, query, name, limits, place)
    except (sqlite3.Warning, sqlite3.ProgrammingError) as error:  # the one up to Python 3.11, then the other
        raise Unreadable("the query has more than one statement", "write one SELECT", place) from error
    except sqlite3.OperationalError as error:
        interrupted = "interrupt" in str(error)
        what = "the query takes too long" if interrupted else f"the query cannot be run: {error}"
        hint = "ask for less" if interrupted else _READING if "authoriz" in what else _tables(base)
        raise Unreadable(what, hint, place) from error
    except sqlite3.DatabaseError as error:
        raise Unreadable(f"the query cannot be run: {error}", _READING, place) from error
    finally:
        base.close()


def _stated(data: bytes) -> int:
    """The length that the header gives (SQLite file format, 1.3.2 and 1.3.8): pages of a size; 0 where it gives none."""
    size, pages = int.from_bytes(data[16:18]), int.from_bytes(data[28:32])
    return (65536 if size == 1 else size) * pages if data[24:28] == data[92:96] else 0


def _whole(base: sqlite3.Connection, name: str) -> None:
    """Raises Unreadable for a damaged file: what a query finds in one is less than was there."""
    try:
        base.execute("pragma cell_size_check = on")
        said = str(base.execute("pragma quick_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        what = f"the file is damaged: {' '.join(said.split())}"
        raise Unreadable(what, "copy it anew, or restore it from a backup", Place(name))


def _answer(base: sqlite3.Connection, query: str, name: str, limits: Limits, place: Place) -> Grid:
    base.execute("pragma trusted_schema = off")
    base.set_authorizer(_authorised)
    left = [_STEPS // 10_000]

    def spent() -> int:
        left[0] -= 1
        return int(left[0] < 0)

    base.set_progress_handler(spent, 10_000)
    answer = base.execute(query)
    if answer.description is None:
        raise Unreadable("the query asks for nothing", "write one SELECT", place)
    headings = [str(column[0]).strip() for column in answer.description]
    rows = [(number, [_cell(v) for v in row]) for number, row in enumerate(answer.fetchmany(limits.rows + 1), 1)]
    return Grid(name, headings, rows, numbered=True, place=place)


def _authorised(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    function = action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in _BARRED
    return sqlite3.SQLITE_OK if action in _ALLOWED or function else sqlite3.SQLITE_DENY


def _tables(base: sqlite3.Connection) -> str:
    """The tables that are there, as a hint."""
    base.set_authorizer(None)
    base.set_progress_handler(None, 0)
    try:
        found = base.execute("select name from sqlite_master where type in ('table', 'view') order by name")
        names = [str(row[0]) for row in found]
    except sqlite3.Error:
        return "look at its spelling"
    return f"tables: {', '.join(names[:20]) or 'none'}"


def _cell(value: object) -> Raw:
    if isinstance(value, str):
        return value.strip() or None
    if value is None or isinstance(value, int | float):
        return value
    return Bad("bytes are no value of a table", "choose another column")
