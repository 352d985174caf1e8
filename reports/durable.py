"""Bytes that stay: flushed to the disk before they are named; a reader of the name sees the old content or the new one."""
from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reports.problems import MachineFailed


def write(path: Path, data: bytes) -> None:
    """A whole file, flushed to the disk; for names that nobody reads yet. Raises OSError."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def put(path: Path, data: bytes) -> None:
    """A file in the place of the one of its name, or of none: written aside, flushed, renamed. Raises OSError."""
    aside = path.with_name(f".{path.name}.part")
    try:
        write(aside, data)
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def point(link: Path, target: Path) -> None:
    """A symbolic link that leads to `target` (relative to the link's folder), in the place of an older one. Raises OSError."""
    aside = link.with_name(f".{link.name}.part")
    aside.unlink(missing_ok=True)
    aside.symlink_to(target)
    aside.replace(link)
    flush_folder(link.parent)


def flush_folder(folder: Path) -> None:
    """Make new names durable (POSIX: a directory must be flushed as well); where a folder cannot be opened, that is all."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def machine(folder: Path) -> Iterator[None]:
    """What the machine refuses, as a sentence about a folder in which nothing that was there is touched."""
    try:
        yield
    except OSError as error:
        raise MachineFailed(f"cannot write to {error.filename or folder}: {error.strerror or error}; "
                            "what was there before is untouched") from error
