"""What can befall a run: it dies at one step, or the disk is full from one step on. In a forked child: the deaths are real."""
from __future__ import annotations

import errno
import os
import signal
import smtplib
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from issued import Clock, ran

from reports import durable
from reports.editions import making, snapshot
from reports.problems import MachineFailed
from reports.running.steps import Hooks, Outcome, Run

_STEPS = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.truncate", "sqlite3.connect",
          "shutil.rmtree")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
KILLED = 1000  # what a child's death is called, besides the statuses of its run


@dataclass
class Steps:
    """Counts what a process does to the disk under a folder, and lets `befall` happen at step `at`."""

    root: str
    at: int
    befall: Callable[[Steps, str], None]
    quiet: bool = False
    names: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.names)

    def step(self, name: str) -> None:
        if self.quiet:
            return
        self.names.append(name)
        if self.count >= self.at:
            self.befall(self, name)

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """An audit hook (PEP 578): it hears of every call before it is made."""
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, str) and path.startswith(self.root) and flags & _WRITING:
                self.step(f"open {path}")
        elif event in _STEPS and str(arguments[0]).startswith(self.root):
            self.step(f"{event} {arguments[0]}")

    def armed(self) -> None:
        """From here on; there is no way back, so only in a child."""
        sys.addaudithook(self.hear)
        real_sync, real_write, real_connect = os.fsync, durable.write, sqlite3.connect

        def fsync(handle: int) -> None:
            self.step("fsync")
            real_sync(handle)

        def write(path: Path, data: bytes) -> None:
            """In two parts, with a step between: a death there leaves half a file."""
            real_write(path, data[:len(data) // 2])
            self.step(f"half of {path}")
            real_write(path, data)

        def connect(*given: Any, **named: Any) -> sqlite3.Connection:
            base = real_connect(*given, **named)
            base.set_trace_callback(lambda sql: self.step(f"sql {sql[:40]}"))
            return base

        self._mail()
        os.fsync, durable.write, sqlite3.connect = fsync, write, connect  # type: ignore[assignment]


    def _mail(self) -> None:
        """Before each line to a mail server, before its answer, and after it."""
        real_send, real_reply = smtplib.SMTP.send, smtplib.SMTP.getreply

        def send(server: smtplib.SMTP, data: Any) -> None:
            self.step("smtp send")
            real_send(server, data)

        def reply(server: smtplib.SMTP) -> tuple[int, bytes]:
            self.step("smtp sent")
            found = real_reply(server)
            self.step("smtp answered")
            return found

        smtplib.SMTP.send, smtplib.SMTP.getreply = send, reply  # type: ignore[assignment,method-assign]


def die(steps: Steps, name: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def no_space(steps: Steps, name: str) -> None:
    """From this step on nothing can be written; what frees space still works."""
    if name.startswith(("os.remove", "os.rmdir", "shutil", "sql", "sqlite3", "smtp")):
        return
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def quick_files(folder: Path, stated: making.Stated, *more: Any) -> tuple[dict[str, bytes], list[Any]]:
    """In place of pages: what is under test is what becomes of files, not how they are made."""
    words = (folder / making.INPUTS / "outline.yaml").read_bytes()
    said = repr((stated.issue.number, stated.issue.stamp, *(options.copies for options in more))).encode()
    return {"brief.pdf": said + words * 20, "deck.pptx": words * 40 + said}, []


def tell(run: Run) -> dict[str, int]:
    """A delivery by folder: each edition is put there once; what was told already is not told again."""
    edition = run.edition or run.last
    assert edition
    if any(event.edition == edition.number for event in run.archive.events(kind="told")):
        return {}
    durable.write(run.folder.parent / f"told-{edition.number}", edition.content.encode())
    run.archive.record("told", edition.number, run.at)
    return {"told": 1}


def child(folder: Path, steps: Steps | None = None, *, quick: bool = True, wait: float = 0, before: Any = None,
          going: Callable[[Path, float], Outcome] | None = None) -> int:
    """A run of a report in a child of this process; returns its number. `going`: another way to run it than with `tell`."""
    number = os.fork()
    if number:
        return number
    status = 70
    try:
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115
        if quick:
            making.files = quick_files  # type: ignore[assignment]
        snapshot.SPARE = 0
        if before:
            before()
        if steps:
            steps.armed()
        try:
            status = int((going or _with_tell)(folder, wait).status)
        except MachineFailed:
            status = 3
        if steps and steps.at > 10**6:
            steps.quiet = True
            (folder.parent / "steps").write_text("\n".join(steps.names))
    finally:
        os._exit(status)


def _with_tell(folder: Path, wait: float) -> Outcome:
    return ran(folder, Clock("2021-04-09T05:30:00+00:00"), hooks=Hooks(tell=tell), wait=wait)


def ended(number: int) -> int:
    """The exit status of a child, or KILLED."""
    _, how = os.waitpid(number, 0)
    return KILLED if os.WIFSIGNALED(how) else os.WEXITSTATUS(how)


def walked(folder: Path, *, going: Callable[[Path, float], Outcome] | None = None, status: int = 0) -> list[str]:
    """The steps that a run of a report takes, which ends with this status."""
    steps = Steps(str(folder.parent), 10**9, die)
    assert ended(child(folder, steps, going=going)) == status
    found = folder.parent / "steps"
    names = found.read_text().splitlines()
    found.unlink()
    return names


def count(folder: Path) -> int:
    """How many."""
    return len(walked(folder))


def spread(total: int, points: int, first: int = 1) -> list[int]:
    """So many steps from one to another, as far apart as they can be."""
    return sorted({first + round(i * (total - first) / (points - 1)) for i in range(points)})


def fresh(place: Path, name: object) -> Path:
    folder = place / str(name)
    folder.mkdir()
    return folder


__all__ = ["KILLED", "Steps", "child", "count", "die", "ended", "fresh", "no_space", "quick_files", "spread", "tell",
           "walked"]
