"""How long editions are kept: for ever, or the newest so many, or those of so many days.

What is pruned loses its files. Its manifest stays, with the hash of each, and so do its events: what was said when, and by whom
let pass, stays provable. The newest edition, what readers have, and what was released and not withdrawn are never pruned.
"""
from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from reports import durable
from reports.editions import manifest as manifests
from reports.editions.archive import PRUNED, Archive
from reports.editions.manifest import Manifest

_RULE = re.compile(r"forever|(?P<count>[1-9]\d{0,4}) editions?|(?P<days>[1-9]\d{0,4})d")


@dataclass(frozen=True, slots=True)
class Keep:
    """What is kept: the newest `count` editions, or those made within `days`; neither: all."""

    count: int | None = None
    days: int | None = None

    @classmethod
    def read(cls, words: str) -> Keep:
        """From "forever", "12 editions" or "400d". Raises ValueError for other words."""
        found = _RULE.fullmatch(words)
        if not found:
            raise ValueError(words)
        return cls(*(int(found[name]) if found[name] else None for name in ("count", "days")))

    def holds(self, newer: int, age: timedelta) -> bool:
        """Whether an edition is kept: so many are newer, and so old is it."""
        return (self.count is None or newer < self.count) and (self.days is None or age <= timedelta(days=self.days))


def due(archive: Archive, keep: Keep, now: datetime) -> Iterator[Manifest]:
    """The editions that may go, the oldest first."""
    editions, released = archive.editions(), {event.edition for event in archive.events(kind="released")}
    kept = released - {event.edition for event in archive.events(kind="withdrawn")} | archive.pruned().keys()
    for newer, edition in reversed(list(enumerate(reversed(editions)))):
        wanted = keep.holds(newer, now - datetime.fromisoformat(edition.made)) or newer == 0
        if not wanted and edition.number not in kept:
            yield edition


def prune(archive: Archive, keep: Keep, now: datetime, at: str, but: Collection[str] = ()) -> int:
    """Take the files of what may go; how many editions went. `but`: editions that are still wanted.

    Each is written down before its files go: what a dead run began, the next one ends. Raises MachineFailed.
    """
    gone = [edition for edition in due(archive, keep, now) if edition.number not in but]
    for edition in gone:
        archive.record(PRUNED, edition.number, at)
    with durable.machine(archive.root):
        for number in archive.pruned():
            _empty(archive.root / "editions" / number)
            for released in (number, f"{number}-superseded"):
                _gone(archive.root / "releases" / released)
    return len(gone)


def _empty(folder: Path) -> None:
    """All of an edition's folder but the manifest."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in (manifests.NAME, manifests.SUM):
            _gone(path)


def _gone(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
