"""What time it is. Nobody else in the house asks; everybody else is told."""
from __future__ import annotations

from datetime import UTC, datetime

SOURCE = "system clock, UTC"


def read() -> datetime:
    """The time in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def stamp(moment: datetime) -> str:
    """A moment as it is written down: ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
