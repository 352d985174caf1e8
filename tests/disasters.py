"""What can befall a run: it dies at one step, or the disk is full from one step on. In a forked child: the deaths are real."""
from __future__ import annotations

import errno
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from issued import Clock, ran

from reports import durable
from reports.editions import making, snapshot
from reports.problems import MachineFailed
from reports.running.steps import Hooks, Run

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
    count: int = 0
    quiet: bool = False

    def step(self, name: str) -> None:
        if self.quiet:
            return
        self.count += 1
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

        os.fsync, durable.write, sqlite3.connect = fsync, write, connect  # type: ignore[assignment]


def die(steps: Steps, name: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def no_space(steps: Steps, name: str) -> None:
    """From this step on nothing can be written; what frees space still works."""
    if name.startswith(("os.remove", "os.rmdir", "shutil", "sql", "sqlite3")):
        return
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def quick_files(folder: Path, stated: making.Stated, *more: Any) -> tuple[dict[str, bytes], list[Any]]:
    """In place of pages: what is under test is what becomes of files, not how they are made."""
    words = (folder / making.INPUTS / "outline.yaml").read_bytes()
    said = repr((stated.issue.number, stated.issue.stamp)).encode()
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


def child(folder: Path, steps: Steps | None = None, *, quick: bool = True, wait: float = 0, before: Any = None) -> int:
    """A run of a report in a child of this process; returns its number."""
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
            status = int(ran(folder, Clock("2021-04-09T05:30:00+00:00"), hooks=Hooks(tell=tell), wait=wait).status)
        except MachineFailed:
            status = 3
        if steps and steps.at > 10**6:
            steps.quiet = True
            (folder.parent / "steps").write_text(str(steps.count))
    finally:
        os._exit(status)


def ended(number: int) -> int:
    """The exit status of a child, or KILLED."""
    _, how = os.waitpid(number, 0)
    return KILLED if os.WIFSIGNALED(how) else os.WEXITSTATUS(how)


def count(folder: Path) -> int:
    """How many steps a run of a report takes."""
    steps = Steps(str(folder.parent), 10**9, die)
    assert ended(child(folder, steps)) == 0
    found = folder.parent / "steps"
    number = int(found.read_text())
    found.unlink()
    return number


__all__ = ["KILLED", "Steps", "child", "count", "die", "ended", "no_space", "quick_files", "tell"]
