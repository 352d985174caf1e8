"""The periods of a schedule. A period is named by the clock on the wall of its zone; it has one moment in UTC and is due once.

Where the clocks go forward, a time that they leave out is due as much later as they went (as RFC 5545 has it). Where they
go back, a time that comes twice is due the first time. Times that a change puts on one moment are one period.
"""
from __future__ import annotations

import hashlib
import heapq
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from reports.counted import counted
from reports.running.scheduling.model import Schedule

_MARGIN = timedelta(hours=26)  # no clock was ever moved further than a day, at a date line
_HALF_DAY = timedelta(hours=12)
_BACK = (2, 48, 24 * 40, 24 * 400)  # hours that are looked back, one after the other


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
        raise ValueError(f"it has {counted(len(cron.split()), 'field')}, not five")
    croniter(cron, datetime(2000, 1, 1)).get_next(datetime)


def between(schedule: Schedule, name: str, after: datetime, until: datetime) -> Iterator[Period]:
    """The periods whose nominal moment lies after one moment and not after another (both UTC), in order.

    `name` is the report's: it decides the jitter, so that reports of one schedule do not all start at once.
    """
    zone = ZoneInfo(schedule.zone)
    last: datetime | None = None
    for nominal, wall in _moments(schedule, after, until, zone):
        if after < nominal <= until and nominal != last and not schedule.off(wall.date()):
            last = nominal
            yield _period(schedule, name, wall, nominal, zone)


def latest(schedule: Schedule, name: str, after: datetime, until: datetime, most: int) -> list[Period]:
    """The last periods between two moments, in order: `most` of them, or some more, or all there are. Looks no further back than
    it must, so that a schedule of every minute costs no more after a year than after a day."""
    for hours in _BACK:
        start = max(after, until - timedelta(hours=hours))
        found = list(between(schedule, name, start, until))
        if len(found) >= most or start == after:
            return found
    return list(between(schedule, name, after, until))


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


def _moments(schedule: Schedule, after: datetime, until: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """(moment in UTC, time on the wall) of what a schedule names between two moments, and a little around them, in order."""
    if not _changing(after, until, zone):
        return ((moment(wall, zone), wall) for wall in _put_off(schedule, _wall(after, zone), _wall(until, zone)))
    walls = _put_off(schedule, _wall(after, zone) - _MARGIN, _wall(until, zone) + _MARGIN)
    return _in_order((moment(wall, zone), wall) for wall in walls)


def _changing(after: datetime, until: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks change between two moments, or near them. No zone went forward and back within half a day."""
    count = math.ceil((until - after + 2 * _MARGIN) / _HALF_DAY) + 1
    offsets = (_wall(after - _MARGIN + n * _HALF_DAY, zone) - (after - _MARGIN + n * _HALF_DAY).replace(tzinfo=None)
               for n in range(count))
    first = next(offsets)
    return any(offset != first for offset in offsets)


def _wall(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)


def _put_off(schedule: Schedule, after: datetime, until: datetime) -> Iterator[datetime]:
    """Times on the wall between two, and a little around them, in order: those of days off on the working day that follows, where
    the schedule says so. That may be some days after the day that the expression names, which is looked for from there."""
    if not schedule.puts_off:
        yield from _walls(schedule.cron, after, until)
        return
    worked = schedule.working(after.date() - timedelta(days=1), -1)
    named = _walls(schedule.cron, datetime.combine(worked, time.max), until)
    there = (wall for wall in named if not schedule.frozen(wall.date()))
    for day, walls in groupby(there, lambda wall: schedule.working(wall.date())):
        yield from sorted({datetime.combine(day, wall.time()) for wall in walls})


def _walls(cron: str, after: datetime, until: datetime) -> Iterator[datetime]:
    """Times on the wall that an expression names, after one and not after another."""
    from croniter import croniter

    times = croniter(cron, after)
    while (wall := times.get_next(datetime)) <= until:
        yield wall


def _in_order(found: Iterable[tuple[datetime, datetime]]) -> Iterator[tuple[datetime, datetime]]:
    """In the order of moments, which is not that of the wall where clocks go forward: the times that they leave out come as much
    later. Of two times at one moment the one that the clock shows, the later, comes first."""
    waiting: list[tuple[datetime, timedelta, datetime]] = []
    for nominal, wall in found:
        while waiting and waiting[0][0] < nominal - _MARGIN:
            yield _popped(waiting)
        heapq.heappush(waiting, (nominal, datetime.max - wall, wall))
    while waiting:
        yield _popped(waiting)


def _popped(waiting: list[tuple[datetime, timedelta, datetime]]) -> tuple[datetime, datetime]:
    nominal, _, wall = heapq.heappop(waiting)
    return nominal, wall


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
