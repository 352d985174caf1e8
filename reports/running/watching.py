"""A build at every change, while one writes: the folder's files are looked at, and when they have been still, built."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reports.editions import snapshot
from reports.problems import Failed

PAUSE = 0.4  # seconds between two looks; a change must have lasted for one before it counts

Look = dict[str, tuple[int, int]]


def looked(folders: Sequence[Path], without: Sequence[Path] = ()) -> Look:
    """Size and time of every file in some folders that a build may read; nothing of the folders `without`."""
    found: Look = {}
    for folder in folders:
        for name in _names(folder, without):
            try:
                status = (folder / name).stat()
            except OSError:
                continue  # it was there a moment ago
            found[f"{folder}/{name}"] = (status.st_size, status.st_mtime_ns)
    return found


def _names(folder: Path, without: Sequence[Path]) -> list[str]:
    try:
        return snapshot.names(folder, without)
    except (Failed, OSError):
        return []


def changes(look: Callable[[], Look], sleep: Callable[[float], None] = time.sleep) -> Iterator[list[str]]:
    """The files that changed, again and again; the first time at once, with no names."""
    known = look()
    yield []
    while True:
        sleep(PAUSE)
        found = look()
        if found == known:
            continue
        while True:  # an editor writes in several steps
            sleep(PAUSE)
            if (still := look()) == found:
                break
            found = still
        yield sorted(name for name in {*known, *found} if known.get(name) != found.get(name))
        known = found
