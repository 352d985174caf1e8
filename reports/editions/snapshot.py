"""A report's files copied whole into an edition, even while somebody writes them: copied, hashed, and looked at again.

A copy counts only if the file had the same inode, size and time of change before and after it was read; else it is read again. So
one edition is made from one state of each file, and what was built from is what is kept.
"""
from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reports import durable
from reports.problems import Failed, MachineFailed, Place, Problem

TRIES = 3
LARGEST = 100_000_000  # bytes of one file
FILES = 5_000
SPARE = 20_000_000  # bytes that must be free beyond the copies
NOT_INPUT = ("schedule.yaml", "HOLD")  # how it is run, not what it says
_EDITORS = ("~", ".bak", ".tmp", ".swp", ".part", ".md")


def names(folder: Path, without: Sequence[Path] = ()) -> list[str]:
    """The files of a report, in order: all but hidden ones, what editors leave, notes to people, and the folders `without`."""
    found = sorted(_walk(folder, folder, [path.resolve() for path in without]))
    if len(found) > FILES:
        raise Failed([Problem(Place(str(folder)), f"the folder holds more than {FILES:,} files", "keep what the report uses")])
    return found


def _walk(top: Path, folder: Path, without: Sequence[Path]) -> Iterator[str]:
    for path in folder.iterdir():
        if path.name.startswith(".") or path.name.endswith(_EDITORS) or path.resolve() in without:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(top, path, without)
        elif path.is_file() and not (folder == top and path.name in NOT_INPUT):
            yield path.relative_to(top).as_posix()


def digests(folder: Path, without: Sequence[Path] = ()) -> dict[str, str]:
    """The SHA-256 of each file of a report, nothing copied."""
    return {name: hashlib.sha256(steady(folder / name)).hexdigest() for name in names(folder, without)}


def copy(folder: Path, to: Path, without: Sequence[Path] = ()) -> dict[str, str]:
    """Copy a report's files into a new folder; the SHA-256 of each by name. Raises MachineFailed for a full disk, Failed for a
    file that does not hold still."""
    wanted = names(folder, without)
    with durable.machine(to):
        to.mkdir(parents=True)
        _make_sure_of_room(to, sum((folder / name).stat().st_size for name in wanted))
    made: dict[str, str] = {}
    for name in wanted:
        data = steady(folder / name)
        with durable.machine(to):
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            durable.write(to / name, data)
        made[name] = hashlib.sha256(data).hexdigest()
    return made


def steady(path: Path, read: Callable[[int], bytes] | None = None) -> bytes:
    """The bytes of a file as they were at one moment. Raises Failed when it changes under every try, or cannot be read.

    `read` reads an open file descriptor (the tests' way to change the file meanwhile).
    """
    for _ in range(TRIES):
        try:
            data = _read_once(path, read or _all)
        except OSError as error:
            raise Failed([Problem(Place(str(path)), f"cannot be read: {(error.strerror or str(error)).lower()}",
                                  "look at its permissions")]) from error
        if data is not None:
            return data
    raise Failed([Problem(Place(str(path)), f"changed while it was read, {TRIES} times over",
                          "let the program that writes it finish; it should write aside and rename")])


def _read_once(path: Path, read: Callable[[int], bytes]) -> bytes | None:
    """The bytes, or None when the file was not the same before and after."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        before = os.fstat(handle)
        if not stat.S_ISREG(before.st_mode) or before.st_size > LARGEST:
            raise OSError(0, f"is no regular file of at most {LARGEST:,} bytes")
        data = read(handle)
        after = os.fstat(handle)
        named = path.stat()  # another file may have taken the name
    finally:
        os.close(handle)
    same = _look(before) == _look(after) == _look(named) and len(data) == before.st_size
    return data if same else None


def _look(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def _all(handle: int) -> bytes:
    with os.fdopen(os.dup(handle), "rb") as file:
        return file.read()


def _make_sure_of_room(folder: Path, needed: int) -> None:
    if not hasattr(os, "statvfs"):
        return
    found = os.statvfs(folder)
    free = found.f_bavail * found.f_frsize
    if free < needed + SPARE:
        raise MachineFailed(f"{folder} has {free // 1_000_000} MB free, and an edition needs {(needed + SPARE) // 1_000_000} MB; "
                            "make room, then run again; earlier editions are untouched")
