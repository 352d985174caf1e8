"""Runs as processes of their own.                                                           [one of the homes of subprocess]"""
from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

LONGEST = 3600.0  # seconds; a run that takes longer hangs, and is ended: the last edition stands


def starter(program: Path, options: Sequence[str] = ()) -> Callable[[Path], int]:
    """How to run a report that is due: in a process, to its end. Gives its exit status; negative: the signal that ended it."""
    def start(folder: Path) -> int:
        command = [sys.executable, str(program), "run", str(folder), "--if-due", *options]
        try:
            return subprocess.run(command, stdin=subprocess.DEVNULL, timeout=LONGEST, check=False).returncode  # noqa: S603
        except subprocess.TimeoutExpired:
            return -signal.SIGKILL

    return start


def ended_by_signal() -> threading.Event:
    """Set when the system, or a person, asks this process to end: the run at hand is finished first."""
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    return ended
