"""What schedule.yaml may say about time."""
from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Annotated, Literal, get_args
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, model_validator

from charts.inputs import Node
from reports.leaves import Words
from reports.problems import did_you_mean
from reports.validation import told

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEK: tuple[Weekday, ...] = get_args(Weekday)
_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def _cron(words: str) -> str:
    from reports.running.scheduling import periods

    try:
        periods.understood(words)
    except ValueError as error:
        raise told(f'cron expression "{words}" is not understood: {error}',
                   'five fields: minute, hour, day, month, weekday, as in "30 5 * * 1-5"') from None
    return words


def _zone(name: str) -> str:
    zones = available_timezones()
    if name not in zones:
        raise told(f'time zone "{name}" is not known', did_you_mean(name, sorted(zones), "IANA zones, such as Asia/Karachi"))
    return name


def _hour(words: str) -> str:
    if not _HOUR.fullmatch(words):
        raise told(f'"{words}" is no time of day', "write hours and minutes, as in 06:30")
    return words


def _day(words: str) -> str:
    try:
        date.fromisoformat(words)
    except ValueError:
        raise told(f'"{words}" is no day', "write it as in 2021-04-07") from None
    return words


Cron = Annotated[Words, AfterValidator(_cron)]
Zone = Annotated[Words, AfterValidator(_zone)]
Hour = Annotated[Words, AfterValidator(_hour)]
Day = Annotated[Words, AfterValidator(_day)]


class Freeze(Node):
    """Days, both included, on which nothing is due: while the visit goes on, say."""

    start: Day = Field(alias="from")
    until: Day

    @model_validator(mode="after")
    def _forwards(self) -> Freeze:
        if self.until < self.start:
            raise told(f"this freeze ends on {self.until}, before it starts", "put the days in order")
        return self

    def holds(self, day: date) -> bool:
        return self.start <= day.isoformat() <= self.until


class WorkingDays(Node):
    """Which days of the week are none, and what becomes of a period that falls on one of them or on a holiday: `skip` it, or have
    it on the `next` working day at the same time of day (once, where several come together there)."""

    weekend: Annotated[list[Weekday], Field(max_length=6)] = ["saturday", "sunday"]
    otherwise: Literal["skip", "next"] = "skip"


class Schedule(Node):
    """When a report is due. `jitter_minutes`: each period is put off by up to so many, always by the same for the same period.

    `deadline`: the time of day by which the run must have ended. `catch_up`: after the machine was off, the latest missed period
    is made up for (once), or none.
    """

    cron: Cron
    zone: Zone = "UTC"
    jitter_minutes: Annotated[int, Field(ge=0, le=240)] = 0
    deadline: Hour | None = None
    catch_up: Literal["once", "none"] = "once"
    holidays: list[Day] = []
    working_days: WorkingDays | None = None
    freeze: list[Freeze] = []

    def off(self, day: date) -> bool:
        """Whether nothing is due on a day."""
        return not self.works(day) or self.frozen(day)

    def works(self, day: date) -> bool:
        """Whether a day is neither of a weekend nor a holiday; without `working_days` there are no weekends."""
        weekend = self.working_days.weekend if self.working_days else ()
        return WEEK[day.weekday()] not in weekend and day.isoformat() not in self.holidays

    def frozen(self, day: date) -> bool:
        return any(freeze.holds(day) for freeze in self.freeze)

    @property
    def puts_off(self) -> bool:
        """Whether periods of days off come on the next working day."""
        return self.working_days is not None and self.working_days.otherwise == "next"

    def working(self, day: date, step: int = 1) -> date:
        """The first working day from a day on; backwards with a `step` of -1. The day itself where there is none in a year."""
        found = (day + timedelta(days=step * n) for n in range(400))
        return next(filter(self.works, found), day)

    @property
    def deadline_time(self) -> time | None:
        found = _HOUR.fullmatch(self.deadline or "")
        return time(int(found.group(1)), int(found.group(2))) if found else None


