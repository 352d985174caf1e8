"""What happened to editions after they were made: approved, released, withdrawn, told. One file an event, chained by hash."""
from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from reports import durable
from reports.editions.manifest import Damaged

CLOCK = "system clock, UTC"


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `seq` counts from 1 without a gap and orders them, whatever clocks say. `edition` is empty for one that concerns
    the whole report; `at` is ISO 8601 in UTC by the named `clock`; `details` are plain data, never a secret."""

    seq: int
    kind: str
    edition: str
    at: str
    clock: str = CLOCK
    details: dict[str, Any] = field(default_factory=dict)
    previous: str = ""

    def packed(self) -> bytes:
        return (json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.packed()).hexdigest()

    @property
    def name(self) -> str:
        return f"{self.seq:06d}.json"


def unpacked(data: bytes, name: str) -> Event:
    """The event that `packed` wrote. Raises Damaged for bytes that are none."""
    try:
        event = Event(**json.loads(data))
        if event.name != name or event.packed() != data:
            raise Damaged(f"events/{name} is not as it was written")
    except (ValueError, TypeError, AttributeError) as error:
        raise Damaged(f"events/{name} does not read as an event") from error
    return event


def write(folder: Path, event: Event) -> None:
    """Put an event's file; once it has its name, the event has happened. Raises OSError."""
    durable.put(folder / event.name, event.packed())


def read(folder: Path, name: str) -> Event:
    """Raises Damaged."""
    try:
        return unpacked((folder / name).read_bytes(), name)
    except OSError as error:
        raise Damaged(f"events/{name} cannot be read: {error.strerror or error}") from error


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("[0-9]*.json"))
