"""One line to readers when a deadline passed without a new edition: which edition stands. Off unless schedule.yaml asks for it.

Sent by the dead man's switch, which must not wait for the archive's lock: a run that hangs holds it. So each notice is claimed by
a file of its own that only one process can make; a reader gets one a period, or, where a machine died in between, none.
"""
from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from reports import durable
from reports.editions import letter
from reports.editions.archive import Archive
from reports.editions.manifest import Manifest
from reports.running import clock
from reports.running.settings import Settings
from reports.running.telling import mail, readers
from reports.running.telling.mail import Message, NotSent, Unsure

CLAIMS = "delayed"  # the folder of the files that claim a notice


def tell(archive: Archive, asked: Settings, name: str, period: str, now: datetime, post: mail.Post | None = None) -> list[str]:
    """Tell whoever was told of the edition that readers have; returns whom it could not reach. Raises MachineFailed."""
    edition = archive.edition(archive.current()) if archive.current() else None
    if not asked.distribution.delay_notice or edition is None:
        return []
    return [address for address in _people(archive, edition, asked)
            if not _sent(archive, asked, _message(archive, edition, address, name, period), now, post)]


def _people(archive: Archive, edition: Manifest, asked: Settings) -> Iterator[str]:
    """The readers on the lists who got the edition that stands."""
    told = {event.details.get("target") for event in archive.events(edition.number, "told")}
    for name, people in asked.distribution.lists.items():
        yield from (address for address in people.to if f"mail {name}: {address}" in told)


def _message(archive: Archive, edition: Manifest, address: str, name: str, period: str) -> Message:
    as_of = letter.dated(archive.content(edition)["head"])
    wall, _, zone = period.rstrip("]").partition("[")
    words = (f"The edition due {wall[:10]} at {wall[11:]} ({zone}) is delayed; "
             f"edition {edition.number} (as of {as_of}) stands.\n")
    return Message(address, f"{edition.title}: delayed, edition {edition.number} stands ({period[:10]})", words,
                   f"{name} delay {period}")


def _sent(archive: Archive, asked: Settings, message: Message, now: datetime, post: mail.Post | None) -> bool:
    """Claimed, then sent; whether there is nothing left to do."""
    written = mail.written(message, asked.distribution.sender or readers.NO_SENDER, now)
    claim = archive.root / CLAIMS / f"{hashlib.sha256(f'{message.about} {message.to}'.encode()).hexdigest()[:24]}.json"
    if not _claimed(claim, {"about": message.about, "to": message.to, "at": clock.stamp(now)}):
        return True
    if asked.distribution.dry_run:
        readers.put_out(archive.root, written)
        return True
    try:
        readers.server(post).send(written)
    except Unsure:
        return True
    except NotSent:
        claim.unlink()
        return False
    return True


def _claimed(claim: Path, said: dict[str, str]) -> bool:
    """Whether this process is the one that made the file. Raises MachineFailed."""
    with durable.machine(claim.parent):
        claim.parent.mkdir(exist_ok=True)
        try:
            handle = os.open(claim, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            return False
        with os.fdopen(handle, "wb") as file:
            file.write(json.dumps(said).encode())
            file.flush()
            os.fsync(file.fileno())
        durable.flush_folder(claim.parent)
    return True
