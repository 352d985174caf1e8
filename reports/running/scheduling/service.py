"""The loop that waits and starts what is due. Each run is a process of its own: one that dies takes nothing with it."""
from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from reports.counted import counted
from reports.editions.archive import DATABASE, Archive
from reports.problems import Failed, MachineFailed
from reports.running import clock, lock, settings
from reports.running.scheduling import ledger
from reports.running.scheduling.ledger import Standing
from reports.running.scheduling.model import Schedule
from reports.running.telling import owners

LONGEST = 60.0  # seconds of one sleep: a machine that wakes, or a clock that is set, is noticed within a minute
STUBBORN = timedelta(minutes=5)  # a run that left no trace is not started again sooner
Stamps = tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """One report as the loop sees it: its schedule, what the archive knows, or why it cannot be seen to."""

    folder: Path
    schedule: Schedule | None = None
    known: Standing = field(default_factory=Standing)
    trouble: str = ""
    root: Path | None = None
    broken: bool = False  # its schedule.yaml has problems: a run must tell its owners


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
    _looked: dict[Path, tuple[Stamps, Look]] = field(default_factory=dict)
    _asleep_until: dict[Path, tuple[Look, datetime, datetime | None]] = field(default_factory=dict)

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
            yield self._look(folder)

    def _look(self, folder: Path) -> Look:
        """What is known of a report: read again only when its settings or its archive were written since."""
        before = self._looked.get(folder)
        now = stamps(folder, before[1].root if before else None)
        if before and before[0] == now and before[1].root:
            return before[1]
        found = look(folder, self.clock)
        self._looked[folder] = now, found
        return found

    def _see_to(self, found: Look) -> None:
        self._complain(found)
        if found.broken:
            self._have_told(found)
        if found.schedule is None:
            return
        now = self.clock()
        if self._asleep(found, now):
            return
        due = ledger.due(found.schedule, found.folder.name, found.known, now)
        if due is None:
            self._asleep_until[found.folder] = found, now, ledger.wakes(found.schedule, found.folder.name, found.known, now)
        if due is None or now < self.not_before.get(found.folder, ledger.NEVER):
            return
        for key in due.skipped:
            self.say(f"{found.folder.name}: {key} was missed, and {due.period.key} makes up for it")
        self.say(f"{found.folder.name}: {due.period.key}, attempt {due.attempt}")
        status = self.start(found.folder)
        self.say(f"{found.folder.name}: ended with status {status}")
        if look(found.folder, self.clock).known == found.known:  # it died without a word in the archive
            self.not_before[found.folder] = self.clock() + STUBBORN

    def _have_told(self, found: Look) -> None:
        """A run that tells the owners what is wrong; again where the grace was not over, or no server took it."""
        if self.clock() >= self.not_before.get(found.folder, ledger.NEVER) and not owners.heard(found.folder):
            self.not_before[found.folder] = self.clock() + STUBBORN
            self.start(found.folder)

    def _asleep(self, found: Look, now: datetime) -> bool:
        """Whether nothing can be due yet: the same was known when that was last worked out, and no clock was set back since."""
        seen, since, wake = self._asleep_until.get(found.folder, (None, now, now))
        return seen is found and since <= now and (wake is None or now < wake)

    def _wakes(self, found: Look, now: datetime) -> datetime | None:
        assert found.schedule
        if self._asleep(found, now):
            return self._asleep_until[found.folder][2]
        return ledger.wakes(found.schedule, found.folder.name, found.known, now)

    def _complain(self, found: Look) -> None:
        if found.trouble and self.told.get(found.folder) != found.trouble:
            self.say(f"{found.folder.name}: {found.trouble}")
        self.told[found.folder] = found.trouble

    def _pause(self) -> float:
        """Seconds until the next report is due, at most a minute, at least one."""
        now = self.clock()
        moments = [self._wakes(found, now) for found in self.looks() if found.schedule]
        soonest = min((moment - now).total_seconds() for moment in moments if moment) if any(moments) else LONGEST
        return float(min(LONGEST, max(1.0, math.ceil(soonest))))


def stamps(folder: Path, root: Path | None) -> Stamps:
    """What shows that a report's settings or its archive were written."""
    found = []
    for path in (folder / settings.NAME, *([root / DATABASE, root / "events"] if root else [])):
        try:
            status = path.stat()
            found.append((status.st_ino, status.st_size, status.st_mtime_ns))
        except OSError:
            found.append((0, 0, 0))
    return tuple(found)


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
        return Look(folder, found.schedule, known, root=root)
    except Failed as failed:
        return Look(folder, trouble=f"{counted(len(failed.problems), 'problem')} in its {settings.NAME}: {failed.problems[0]}",
                    broken=True)
    except MachineFailed as failed:
        return Look(folder, trouble=str(failed))


def _begun(root: Path, now: Callable[[], datetime]) -> Standing:
    at = clock.stamp(now())
    with lock.held(root, at, 10.0), Archive.for_writing(root) as archive:
        if ledger.standing(archive).seen is None:
            ledger.begin(archive, at)
        return ledger.standing(archive)
