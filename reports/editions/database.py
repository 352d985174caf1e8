"""The index of the archive in SQLite: one row an edition, a file, an event; each carries the hash of itself and the row before.

The folders of editions and the files of events are the truth: this index can be made again from them at any time. It holds the
text of every manifest and event a second time, so that either can be put right by the other. SQLite finds few of the bits that
flip in its own file (its integrity check found 1 of 400); the chain of hashes finds all that matter.
"""
from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reports.editions.content import canonical
from reports.editions.manifest import Damaged, Manifest
from reports.problems import MachineFailed

BUSY = 5.0  # seconds to wait for another program that has the database open
_TABLES = """
create table editions (seq integer primary key, number text not null unique, kind text not null, content text not null,
    manifest text not null, previous text not null, made text not null, body text not null, row text not null);
create table files (seq integer not null references editions, name text not null, size integer not null, sha256 text not null,
    row text not null, primary key (seq, name));
create table events (seq integer primary key, edition text not null, kind text not null, at text not null, file text not null,
    previous text not null, body text not null, row text not null);
pragma user_version = 1;
"""
_VERSION = 1
_COLUMNS = {"editions": ("seq", "number", "kind", "content", "manifest", "previous", "made", "body"),
            "files": ("seq", "name", "size", "sha256"),
            "events": ("seq", "edition", "kind", "at", "file", "previous", "body")}
_ORDER = {"editions": "seq", "files": "seq, name", "events": "seq"}
Row = tuple[Any, ...]


class Index:
    """An open index. Raises Damaged where rows are not as they were written, MachineFailed where the disk or a lock forbids."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.base = sqlite3.connect(path, timeout=BUSY, isolation_level=None)
        except sqlite3.Error as error:
            raise MachineFailed(f"cannot open {path}: {error}") from error

    @classmethod
    def opened(cls, path: Path) -> Index:
        """The index at a path, made when there is none, with every row checked."""
        new = not path.exists()
        index = cls(path)
        try:
            index._prepare(new)
            index.check()
        except BaseException:
            index.close()
            raise
        return index

    def _prepare(self, new: bool) -> None:
        with told(self.path):
            self.base.execute("pragma journal_mode = delete")
            self.base.execute("pragma synchronous = full")
            version = self.base.execute("pragma user_version").fetchone()[0]
            if version == 0:  # new, or made and left by a run that was killed before its first row
                self._write(lambda: [self.base.execute(sql) for sql in _TABLES.split(";") if sql.strip()])
            elif version != _VERSION or new:
                raise Damaged(f"{self.path.name} is of another version: {version}")

    def close(self) -> None:
        self.base.close()

    # ------------------------------------------------------------------ reading
    def rows(self, table: str) -> list[Row]:
        """The rows of a table in order, without their hashes."""
        return [row[:-1] for row in self._all(table)]

    def _all(self, table: str) -> list[Row]:
        with told(self.path):
            columns = ", ".join(_COLUMNS[table])
            return list(self.base.execute(f"select {columns}, row from {table} order by {_ORDER[table]}"))  # noqa: S608

    def check(self) -> None:
        """Raises Damaged for the first row that is not as it was written."""
        for table in _COLUMNS:
            before = ""
            for *row, said in self._all(table):
                try:
                    before = _chained(before, row)
                except (TypeError, ValueError):  # bytes, or half a surrogate pair, where text was
                    before = ""
                if said != before:
                    raise Damaged(f'{self.path.name}: row {row[0]} of "{table}" is not as it was written')

    # ------------------------------------------------------------------ writing
    def add_edition(self, manifest: Manifest) -> None:
        """One transaction: the edition and all of its files."""
        edition = (manifest.seq, manifest.number, manifest.kind, manifest.content, manifest.digest, manifest.previous,
                   manifest.made, manifest.packed().decode())
        files = [(manifest.seq, name, size, sha) for name, (size, sha) in sorted(manifest.files.items())]

        def both() -> None:
            self._insert("editions", [edition])
            self._insert("files", files)

        self._write(both)

    def add_event(self, row: Row) -> None:
        self._write(lambda: self._insert("events", [row]))

    def _insert(self, table: str, rows: Iterable[Row]) -> None:
        last = self.base.execute(f"select row from {table} order by {_descending(table)} limit 1").fetchone()  # noqa: S608
        before = last[0] if last else ""
        marks = ", ".join("?" * (len(_COLUMNS[table]) + 1))
        for row in rows:
            before = _chained(before, row)
            self.base.execute(f"insert into {table} values ({marks})", (*row, before))  # noqa: S608

    def _write(self, work: Any) -> None:
        with told(self.path):
            self.base.execute("begin immediate")
            try:
                work()
                self.base.execute("commit")
            except BaseException:
                if self.base.in_transaction:
                    self.base.execute("rollback")
                raise


def _descending(table: str) -> str:
    return ", ".join(f"{column.strip()} desc" for column in _ORDER[table].split(","))


def _chained(before: str, row: Iterable[Any]) -> str:
    return hashlib.sha256(canonical([before, *row])).hexdigest()


@contextmanager
def told(path: Path) -> Iterator[None]:
    """SQLite's complaints in two sorts: what the machine forbids now, and a database that is damaged."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise MachineFailed(f"{path} is locked by another program, and was so for {BUSY:.0f} s; close it and run again; "
                                "earlier editions are untouched") from error
        if code in _MACHINE:
            raise MachineFailed(f"cannot write to {path}: {error}; earlier editions are untouched") from error
        raise Damaged(f"{path.name} is damaged: {error}") from error
    except sqlite3.Error as error:
        raise Damaged(f"{path.name} is damaged: {error}") from error
    except UnicodeDecodeError as error:  # SQLite repeats in its message what it could not read
        raise Damaged(f"{path.name} is damaged: it holds bytes that are no text") from error


_MACHINE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
