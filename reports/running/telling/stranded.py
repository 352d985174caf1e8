"""Owners told of a run that the machine itself stopped: nothing can be written down there, so neither can this notice.

It goes out once a day for each cause, by a file in the system's temporary folder; where that cannot be made, with each run.
"""
from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from reports.editions.archive import Archive
from reports.problems import MachineFailed
from reports.running import clock, log, secrets, settings
from reports.running.scheduling import ledger
from reports.running.settings import Settings
from reports.running.telling import mail, readers
from reports.running.telling.mail import Message, NotSent, Unsure


def tell(folder: Path, asked: Settings, what: str, stage: str, now: datetime, post: mail.Post | None = None) -> None:
    """Never raises: what stopped the run is what its caller must hear of."""
    root, what = settings.root(folder, asked), secrets.hidden(what)
    about = f"{root} {now.date().isoformat()} {stage} {what}"
    if not asked.failure.notify or not _first(about):
        return
    text = "\n".join(_lines(folder, asked, root, what, stage, now))
    for address in asked.failure.notify:
        message = Message(address, f"{folder.name} failed: {what}", text, about)
        with contextlib.suppress(NotSent, Unsure, MachineFailed):
            readers.server(post).send(mail.written(message, asked.distribution.sender or readers.NO_SENDER, now))


def _lines(folder: Path, asked: Settings, root: Path, what: str, stage: str, now: datetime) -> Iterator[str]:
    """The notice: as of a failure that could be written down, as far as the archive can be read."""
    ends = [line["at"] for line in log.lines(root) if line["stage"] == "end"]
    yield f"What     {what}"
    yield f"Stage    {stage}"
    yield f"Since    {f'the run before this one ended at {ends[-1]}' if ends else clock.stamp(now)}"
    yield from _standing(folder, asked, root, now)
    yield f"Log      {root / log.NAME}"


def _standing(folder: Path, asked: Settings, root: Path, now: datetime) -> Iterator[str]:
    try:
        with Archive.for_reading(root) as archive:
            last, current = archive.last(), archive.current()
            due = ledger.wakes(asked.schedule, folder.name, ledger.standing(archive), now) if asked.schedule else None
    except MachineFailed as failed:
        yield f"Last     not known: {failed}"
        return
    yield f"Last     {f'edition {last.number}, as of {last.as_of}, made {last.made}' if last else 'there is no edition yet'}"
    yield f"Readers  {f'edition {current} stands' if current else 'have no edition'}"
    yield f"Next     {clock.stamp(max(due, now)) if due else 'when it is run again'}"


def _first(about: str) -> bool:
    """Whether nobody has told this yet, as far as that can be known."""
    path = Path(tempfile.gettempdir()) / f"chancery-{hashlib.sha256(about.encode()).hexdigest()[:32]}"
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    except OSError:
        return True
    return True
