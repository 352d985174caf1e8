"""How a date stands on a given day against limits such as "400d", "18m" or "2y"."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from charts import dates

State = Literal["", "dated", "warned", "expired"]
LIMITS: tuple[tuple[State, str], ...] = (("expired", "error_after"), ("warned", "warn_after"), ("dated", "stale_after"))
_DAYS = {"d": 1.0, "m": 30.4375, "y": 365.25}


@dataclass(frozen=True, slots=True)
class Age:
    """How a fact or a table stands on the day of reading: its state, the limit that it is past, and the days since its date."""

    state: State
    limit: str
    days: int


def age_of(as_of: str, holders: Sequence[Any], day: int) -> Age | None:
    """How a date stands on a day; the first of the holders that sets a limit decides it. None: within all limits, or no date."""
    try:
        days = day - (dates.read(as_of).end - 1)
    except ValueError:
        return None
    for state, name in LIMITS:
        limit = next((str(limit) for holder in holders if (limit := getattr(holder, name, None))), "")
        if limit and days > _days(limit):
            return Age(state, limit, days)
    return None


def _days(limit: str) -> float:
    return int(limit[:-1]) * _DAYS[limit[-1]]


def spoken(iso: str) -> str:
    """A day, month or year in words."""
    return dates.spoken(dates.read(iso))
