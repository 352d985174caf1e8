"""What the commands around a run need: a report's archive, opened to read, or under its lock to write."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reports.editions.archive import Archive
from reports.editions.gates import Refused
from reports.editions.manifest import Manifest
from reports.problems import did_you_mean
from reports.running import clock, lock, settings
from reports.running.settings import Settings


@dataclass(frozen=True)
class Desk:
    """A report, how it is run, and its open archive."""

    folder: Path
    settings: Settings
    archive: Archive

    def edition(self, number: str) -> Manifest:
        """The edition of that number, or the newest. Raises Refused when there is none."""
        found = self.archive.edition(number)
        if found is None:
            known = [edition.number for edition in self.archive.editions()]
            hint = did_you_mean(number, known, "editions") if known else f"make one: make_report.py run {self.folder}"
            raise Refused(f"there is no edition {number}".rstrip(), hint)
        return found


@contextmanager
def reading(folder: Path) -> Iterator[Desk]:
    """Nothing is changed, and no lock is needed. Raises Failed for a schedule.yaml with problems."""
    found = settings.read(folder)
    with Archive.for_reading(settings.root(folder, found)) as archive:
        yield Desk(folder, found, archive)


@contextmanager
def writing(folder: Path, wait: float = 10.0) -> Iterator[Desk]:
    """Under the archive's lock. Raises Failed, or MachineFailed when another has it."""
    found = settings.read(folder)
    root = settings.root(folder, found)
    with lock.held(root, clock.stamp(clock.read()), wait), Archive.for_writing(root) as archive:
        yield Desk(folder, found, archive)
