"""Small reports that are run, and the clock that tests set."""
from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from built import HEAD, ROOT, report

from reports.editions.archive import Archive
from reports.editions.manifest import Manifest
from reports.running import run as runs
from reports.running.steps import Hooks, Outcome

BODY = """\
body:
  - bottom_line: {id: line, text: "Trade reached {F-002|value}.{F-002|cite}"}
  - text: {id: story, text: "Trade rose {F-001} to {F-002}, and the board expects more.{F-003|cite}"}
  - sources
"""
CACHE = ROOT / "build" / ".cache"


class Clock:
    """A clock that goes a minute ahead whenever it is asked, and can be set."""

    def __init__(self, at: str = "2021-04-08T05:30:00+00:00") -> None:
        self.at = datetime.fromisoformat(at).astimezone(UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at

    def set(self, at: str) -> None:
        self.at = datetime.fromisoformat(at).astimezone(UTC)


def written(folder: Path, *changes: tuple[str, str], body: str = BODY, schedule: str = "") -> Path:
    """A small report with some words of its outline exchanged, and its schedule.yaml; returns the folder."""
    report(folder, body)
    edit(folder, *changes)
    if schedule:
        (folder / "schedule.yaml").write_text(schedule, encoding="utf-8")
    return folder


def edit(folder: Path, *changes: tuple[str, str], name: str = "outline.yaml") -> None:
    """Exchange words of a file; each must be there."""
    text = (folder / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    (folder / name).write_text(text, encoding="utf-8")


def ran(folder: Path, clock: Clock | None = None, *, hooks: Hooks | None = None, forced: bool = False, wait: float = 0,
        cache: Path | None = CACHE) -> Outcome:
    """One run of a report."""
    return runs.run(folder, runs.Asked(clock or Clock(), hooks or Hooks(), cache, wait, forced))


def opened(folder: Path) -> Archive:
    """The archive of a report, to read."""
    return Archive.for_reading(folder / "archive")


def editions(folder: Path) -> list[Manifest]:
    with opened(folder) as archive:
        return archive.editions()


def numbers(folder: Path) -> list[str]:
    return [edition.number for edition in editions(folder)]


def difference(folder: Path, number: str) -> Mapping[str, Any]:
    """diff.json of an edition."""
    with opened(folder) as archive:
        edition = archive.edition(number)
        assert edition
        found: Mapping[str, Any] = archive.data(edition, "diff.json")
        return found


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes; links by what they lead to."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            found[path.relative_to(folder).as_posix()] = str(path.readlink()).encode()
        elif path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def copied(folder: Path, to: Path) -> Path:
    """A report with its archive, elsewhere."""
    shutil.copytree(folder, to, symlinks=True)
    return to


__all__ = ["BODY", "CACHE", "HEAD", "Clock", "copied", "difference", "edit", "editions", "numbers", "opened", "ran", "tree",
           "written"]
