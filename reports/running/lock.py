"""One run at a time: an advisory lock on a file that always stays, freed by the system when its holder dies, however it dies.

The words in the file (who holds it, since when) are for messages only; the lock itself is what counts, so none goes stale.
"""
from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reports.problems import MachineFailed

NAME = ".lock"
_PAUSE = 0.1  # seconds between two tries


class Busy(MachineFailed):
    """Another holds the lock: no failure of anything."""


@contextmanager
def held(root: Path, at: str, wait: float = 0.0) -> Iterator[None]:
    """The lock of an archive. `at` (ISO 8601) is the time that others are told. Raises Busy when another holds it for longer
    than `wait` seconds, MachineFailed when the folder cannot be written."""
    handle = _opened(root)
    try:
        _take(handle, root, wait)
        with suppress(OSError):  # on a full disk nobody can read who holds it; it is held all the same
            os.ftruncate(handle, 0)
            os.pwrite(handle, json.dumps({"pid": os.getpid(), "host": _host(), "since": at}).encode(), 0)
        _kept_from_children(handle)
        yield
    finally:
        _ours.discard(handle)
        _free(handle)


def holder(root: Path) -> str:
    """Who holds the lock, in words: "process 4711 on desk-3 since 2021-04-08T05:30:00+00:00"."""
    try:
        said = json.loads((root / NAME).read_bytes())
        return f"process {said['pid']} on {said['host']} since {said['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def _opened(root: Path) -> int:
    try:
        root.mkdir(parents=True, exist_ok=True)
        return os.open(root / NAME, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    except OSError as error:
        raise MachineFailed(f"cannot write to {root}: {error.strerror or error}; name another place in schedule.yaml: "
                            "archive: {root: ...}") from error


def _take(handle: int, root: Path, wait: float) -> None:
    try:
        import fcntl
    except ImportError as error:  # not a POSIX system
        raise MachineFailed("editions need a system with flock: Linux or macOS") from error
    for _ in range(int(wait / _PAUSE) + 1):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            time.sleep(_PAUSE if wait else 0)
        except OSError as error:
            raise MachineFailed(f"cannot lock {root / NAME}: {error.strerror or error}") from error
    raise Busy(f"the archive {root} is at work: {holder(root)} holds it; let it finish, or wait longer: --wait 600")


def _free(handle: int) -> None:
    """Unlock for all who share the handle, then close it."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_UN)
    except (ImportError, OSError):
        pass  # closing does it, where nobody shares the handle
    os.close(handle)


_ours: set[int] = set()


def _kept_from_children(handle: int) -> None:
    """A forked child must not keep the lock alive after its parent: it closes the handle at once."""
    if hasattr(os, "register_at_fork") and not _registered:
        os.register_at_fork(after_in_child=_let_go)
        _registered.append(True)
    _ours.add(handle)


_registered: list[bool] = []


def _let_go() -> None:
    for handle in list(_ours):
        os.close(handle)
    _ours.clear()


def _host() -> str:
    return os.uname().nodename if hasattr(os, "uname") else "this machine"
