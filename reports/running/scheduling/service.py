"""The loop that waits and starts what is due. Each run is a process of its own: one that dies takes nothing with it."""
from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from reports.editions.archive import Archive
from reports.problems import Failed, MachineFailed
from reports.running import clock, lock, settings
from reports.running.scheduling import ledger
from reports.running.scheduling.ledger import Standing
from reports.running.scheduling.model import Schedule

LONGEST = 60.0  # seconds of one sleep: a machine that wakes, or a clock that is set, is noticed within a minute
STUBBORN = timedelta(minutes=5)  # a run that left no trace is not started again sooner


@dataclass(frozen=True, slots=True)
class Look:
    """One report as the loop sees it: its schedule, what the archive knows, or why it cannot be seen to."""

    folder: Path
    schedule: Schedule | None = None
    known: Standing = field(default_factory=Standing)
    trouble: str = ""


@dataclass
class Service:
    """`start` runs one report to its end and gives its exit status; `sleep` waits so many seconds; `say` tells people."""

    folders: Sequence[Path]
    start: Callable[[Path], int]
    sleep: Callable[[float], object]
    say: Callable[[str], None]
    clock: Callable[[], datetime] = clock.read
    not_before: dict[Path, datetime] = field(default_factory=dict)
    told: dict[Path, str] = field(default_factory=dict)

    def serve(self, until: Callable[[], bool] = lambda: False) -> None:
        """Until told to stop. One run after another: they would only wait for each other's cores."""
        while not until():
            for found in self.looks():
                self._see_to(found)
            if until():
                return
            self.sleep(self._pause())

    def looks(self) -> Iterator[Look]:
        for folder in self.folders:
            yield look(folder, self.clock)

    def _see_to(self, found: Look) -> None:
        self._complain(found)
        if found.schedule is None:
            return
        now = self.clock()
        due = ledger.due(found.schedule, found.folder.name, found.known, now)
        if due is None or now < self.not_before.get(found.folder, ledger.NEVER):
            return
        for key in due.skipped:
            self.say(f"{found.folder.name}: {key} was missed, and {due.period.key} makes up for it")
        self.say(f"{found.folder.name}: {due.period.key}, attempt {due.attempt}")
        status = self.start(found.folder)
        self.say(f"{found.folder.name}: ended with status {status}")
        if look(found.folder, self.clock).known == found.known:  # it died without a word in the archive
            self.not_before[found.folder] = self.clock() + STUBBORN

    def _complain(self, found: Look) -> None:
        if found.trouble and self.told.get(found.folder) != found.trouble:
            self.say(f"{found.folder.name}: {found.trouble}")
        self.told[found.folder] = found.trouble

    def _pause(self) -> float:
        """Seconds until the next report is due, at most a minute, at least one."""
        now = self.clock()
        moments = [ledger.wakes(found.schedule, found.folder.name, found.known, now) for found in self.looks() if found.schedule]
        soonest = min((moment - now).total_seconds() for moment in moments if moment) if any(moments) else LONGEST
        return float(min(LONGEST, max(1.0, math.ceil(soonest))))


def look(folder: Path, now: Callable[[], datetime]) -> Look:
    """What is known of a report. The first look at a schedule starts its count."""
    try:
        found = settings.read(folder)
        if found.schedule is None:
            return Look(folder)
        root = settings.root(folder, found)
        with Archive.for_reading(root) as archive:
            known = ledger.standing(archive)
        if known.seen is None:
            known = _begun(root, now)
        return Look(folder, found.schedule, known)
    except Failed as failed:
        return Look(folder, trouble=f"{len(failed.problems)} problems in its {settings.NAME}: {failed.problems[0]}")
    except MachineFailed as failed:
        return Look(folder, trouble=str(failed))


def _begun(root: Path, now: Callable[[], datetime]) -> Standing:
    at = clock.stamp(now())
    with lock.held(root, at, 10.0), Archive.for_writing(root) as archive:
        if ledger.standing(archive).seen is None:
            ledger.begin(archive, at)
        return ledger.standing(archive)
