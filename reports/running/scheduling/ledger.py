"""Which periods were seen to. Each attempt is an event of the archive, so that a restart, or another machine, knows it."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from reports.editions.archive import Archive
from reports.editions.events import Event
from reports.running.scheduling import periods
from reports.running.scheduling.model import Schedule
from reports.running.scheduling.periods import Period
from reports.running.telling.model import Failure

KIND = "period"
GRACE = timedelta(minutes=15)  # a run that starts so late is not called missed
NAMED = 100  # missed periods that are named, at least; who slept for years is not told of each minute
NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be done now: a period, what was known when that was decided, which attempt at it this is, and the earlier
    periods that nobody saw to (of very many the last)."""

    period: Period
    known: Standing
    attempt: int = 1
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What the archive knows: up to which moment periods were seen to; the one that failed and is to be tried again."""

    seen: datetime | None = None
    key: str = ""
    attempts: int = 0
    retry: datetime | None = None

    @property
    def next_try(self) -> str:
        return self.retry.isoformat() if self.retry else ""


def standing(archive: Archive) -> Standing:
    """Read from the last event of a period."""
    events = archive.events(kind=KIND)
    return _standing(events[-1]) if events else Standing()


def _standing(event: Event) -> Standing:
    found = event.details
    retry = datetime.fromisoformat(found["retry"]) if found.get("retry") else None
    return Standing(datetime.fromisoformat(found["seen"]), found.get("key", ""), int(found.get("attempt", 0)), retry)


def due(schedule: Schedule, name: str, known: Standing, now: datetime) -> Due | None:
    """What is due at a moment. A clock that was set back makes nothing due twice: periods before `seen` are past.

    A period that failed is tried again at its time unless a newer one is due: then that one is enough.
    """
    if known.seen is None:
        return None
    late = [p for p in periods.latest(schedule, name, known.seen, now, NAMED) if p.due <= now]
    if late and schedule.catch_up == "none":
        late = [p for p in late if now - p.due <= GRACE]
    if late:
        return Due(late[-1], known, skipped=tuple(p.key for p in late[:-1]))
    if known.retry and known.retry <= now:
        return Due(Period(known.key, known.seen, known.retry), known, known.attempts + 1)
    return None


def wakes(schedule: Schedule, name: str, known: Standing, now: datetime) -> datetime | None:
    """The next moment at which something is due."""
    after = max(known.seen, now - GRACE) if known.seen else now
    coming = periods.following(schedule, name, after)
    moments = [moment for moment in (coming.due if coming else None, known.retry) if moment]
    return min(moments, default=None)


def begin(archive: Archive, at: str) -> None:
    """The schedule starts to count now: what was due earlier is not made up for."""
    archive.record(KIND, "", at, seen=at)


def record(archive: Archive, found: Due, at: str, status: str, failure: Failure, *, again: bool) -> None:
    """An attempt has ended. `again`: it may be tried again, if tries are left."""
    details = {"key": found.period.key, "seen": found.period.nominal.isoformat(), "status": status, "attempt": found.attempt}
    if found.skipped:
        details["skipped"] = list(found.skipped)
    if again and found.attempt <= failure.retries:
        wait = failure.backoff_time * 2 ** (found.attempt - 1)
        details["retry"] = (datetime.fromisoformat(at) + wait).isoformat()
    archive.record(KIND, "", at, **details)
