"""One entry of `data:`: fetched, checked against the table that is there, put in its place in one piece."""
from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from reports import durable, tables
from reports.editions import snapshot
from reports.problems import Failed, errors
from reports.running.refreshing import program, web
from reports.running.refreshing.model import Refresh
from reports.running.refreshing.web import Answer, Unfetched
from reports.tables import Table


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of an entry: whether its file is another now, and the server's tag for it."""

    changed: bool
    etag: str = ""


def fetch(folder: Path, key: str, entry: Any, allowed: Refresh, etag: str = "") -> Fetched:
    """Raises Unfetched; then the file is as it was."""
    target = folder / str(entry.file)
    present = target.is_file()
    answer = _asked(entry.fetch, folder, allowed, etag if present else "")
    if answer.data is None or (present and answer.data == target.read_bytes()):
        return Fetched(False, answer.etag)
    _check(folder, key, entry, answer.data)
    with durable.machine(folder):
        target.parent.mkdir(parents=True, exist_ok=True)
        durable.put(target, answer.data)
    return Fetched(True, answer.etag)


def _asked(source: Any, folder: Path, allowed: Refresh, etag: str) -> Answer:
    if source.url:
        return web.get(str(source.url), allowed, etag)
    if source.command:
        if not allowed.commands:
            raise Unfetched("a command is not allowed", "allow it in schedule.yaml: refresh: {commands: true}")
        return Answer(program.output([str(part) for part in source.command], folder, allowed.timeout, allowed.most_bytes))
    return Answer(_copied(Path(str(source.file)).expanduser(), folder, allowed))


def _copied(path: Path, folder: Path, allowed: Refresh) -> bytes:
    """A file of another folder, read at one moment."""
    whole = (folder / path).resolve()
    if not any(whole.is_relative_to((folder / Path(name).expanduser()).resolve()) for name in allowed.folders):
        raise Unfetched(f'file "{path}" is in no folder that is allowed', "name it in schedule.yaml, refresh: {folders: [...]}")
    try:
        if whole.stat().st_size > allowed.most_bytes:
            raise Unfetched(f'file "{path}" has more than {allowed.most_bytes:,} bytes')
        return snapshot.steady(whole)
    except OSError as error:
        raise Unfetched(f'file "{path}" cannot be read: {error.strerror or error}') from error
    except Failed as failed:
        raise Unfetched(f'file "{path}" {failed.problems[0].what}') from failed


# ---------------------------------------------------------------- is it the table that it was?
def _check(folder: Path, key: str, entry: Any, data: bytes) -> None:
    """New bytes must be a table without errors, with every column that the old one has, of the same kind. Raises Unfetched."""
    with tempfile.TemporaryDirectory() as aside:
        path = Path(aside) / str(entry.file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        new, what = _table(Path(aside), key, entry)
    if new is None:
        raise Unfetched(f"what came is no table: {what}")
    old, _ = _table(folder, key, entry) if (folder / str(entry.file)).is_file() else (None, "")
    kinds = {column.name: column.kind for column in new.columns}
    for column in old.columns if old else ():
        if kinds.get(column.name) != column.kind:
            found = f"is {kinds[column.name]} now" if column.name in kinds else "is missing"
            raise Unfetched(f'what came is another table: column "{column.name}" ({column.kind}) {found}')
    if not new.rows:
        raise Unfetched("what came is a table without rows")


def _table(folder: Path, key: str, entry: Any) -> tuple[Table | None, str]:
    plain = entry.model_copy(update={"query": None})
    found, problems = tables.load(SimpleNamespace(folder=folder, data={key: plain}))
    wrong = errors(problems)
    return (None, str(wrong[0])) if wrong or key not in found else (found[key], "")
