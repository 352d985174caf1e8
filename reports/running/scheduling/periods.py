"""The periods of a schedule. A period is named by the clock on the wall of its zone; it has one moment in UTC and is due once.

Where the clocks go forward, a time that they leave out is due as much later as they went (as RFC 5545 has it). Where they
go back, a time that comes twice is due the first time. Times that a change puts on one moment are one period.
"""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from reports.running.scheduling.model import Schedule

_MARGIN = timedelta(hours=26)  # no clock was ever moved further than a day, at a date line


@dataclass(frozen=True, slots=True)
class Period:
    """`key` names it: the time on the wall and the zone. `nominal` is that moment in UTC, `due` the same with its jitter,
    `deadline` (UTC) the moment by which its run must have ended."""

    key: str
    nominal: datetime
    due: datetime
    deadline: datetime | None = None


def understood(cron: str) -> None:
    """Raises ValueError for words that are no cron expression of five fields, or that never come true."""
    from croniter import croniter

    if not cron.startswith("@") and len(cron.split()) != 5:
        raise ValueError(f"it has {len(cron.split())} fields, not five")
    croniter(cron, datetime(2000, 1, 1)).get_next(datetime)


def between(schedule: Schedule, name: str, after: datetime, until: datetime) -> Iterator[Period]:
    """The periods whose nominal moment lies after one moment and not after another (both UTC), in order.

    `name` is the report's: it decides the jitter, so that reports of one schedule do not all start at once.
    """
    zone = ZoneInfo(schedule.zone)
    waiting: Period | None = None
    for wall in _walls(schedule.cron, after.astimezone(zone), until.astimezone(zone)):
        nominal = moment(wall, zone)
        if nominal <= after or schedule.off(wall.date()):
            continue
        if nominal > until:
            break
        if waiting and waiting.nominal != nominal:
            yield waiting
        waiting = _period(schedule, name, wall, nominal, zone)
    if waiting:
        yield waiting


def following(schedule: Schedule, name: str, after: datetime) -> Period | None:
    """The first period after a moment; None when none comes within five years."""
    for days in (2, 40, 400, 2000):
        found = next(between(schedule, name, after, after + timedelta(days=days)), None)
        if found:
            return found
    return None


def moment(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment in UTC of a time on the wall."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def _walls(cron: str, after: datetime, until: datetime) -> Iterator[datetime]:
    """Times on the wall that an expression names, around two local moments."""
    from croniter import croniter

    last = until.replace(tzinfo=None) + _MARGIN
    times = croniter(cron, after.replace(tzinfo=None) - _MARGIN)
    while (wall := times.get_next(datetime)) <= last:
        yield wall


def _period(schedule: Schedule, name: str, wall: datetime, nominal: datetime, zone: ZoneInfo) -> Period:
    key = f"{wall.isoformat(timespec='minutes')}[{schedule.zone}]"
    due = nominal + timedelta(seconds=_jitter(f"{name} {key}", 60 * schedule.jitter_minutes))
    return Period(key, nominal, due, _deadline(schedule.deadline_time, wall, zone))


def _jitter(words: str, seconds: int) -> int:
    """0 to `seconds`, spread evenly over words, and always the same for the same words."""
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big") % (seconds + 1)


def _deadline(at: time | None, wall: datetime, zone: ZoneInfo) -> datetime | None:
    """The first such time of day after the period's own."""
    if at is None:
        return None
    found = datetime.combine(wall.date(), at)
    return moment(found if found > wall else found + timedelta(days=1), zone)
