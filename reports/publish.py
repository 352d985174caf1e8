"""Finished bytes to their place: written aside, flushed to the disk, renamed. A reader sees the old file or the new one.

All files of one report are written aside before the first is renamed, so a full disk leaves the previous pair whole.
"""
from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from reports import durable
from reports.problems import MachineFailed

_ASIDE, _OLD = ".part", ".old"


def publish(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Put files into a folder (made when absent). Raises MachineFailed when the machine cannot; then nothing has changed."""
    aside: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            part = path.with_name(f".{path.name}{_ASIDE}")
            aside.append((part, path))
            durable.write(part, data)
        _swap(aside)
        for place in {path.parent for _, path in aside} | {folder}:
            durable.flush_folder(place)
    except OSError as error:
        for part, _ in aside:
            part.unlink(missing_ok=True)
        raise MachineFailed(f"cannot write to {folder}: {error.strerror or error}; what was there before is untouched") from error
    return [path for _, path in aside]


def _swap(aside: Sequence[tuple[Path, Path]]) -> None:
    """Rename every part to its place or none: when one is refused (open in another program), the earlier ones come back."""
    olds: list[Path | None] = []
    renamed: list[Path] = []
    try:
        for part, path in aside:
            olds.append(_kept(path))
            part.replace(path)
            renamed.append(path)
    except OSError:
        for old, path in zip(olds, renamed):
            if old:
                old.replace(path)
            else:
                path.unlink()
        raise
    finally:
        for old in filter(None, olds):
            old.unlink(missing_ok=True)


def _kept(path: Path) -> Path | None:
    """A second name for the file that stands at a path; None when there is none."""
    if not path.exists():
        return None
    old = path.with_name(f".{path.name}{_OLD}")
    old.unlink(missing_ok=True)
    try:
        old.hardlink_to(path)
    except OSError:  # a folder, or a file system without links
        shutil.copyfile(path, old)
    return old
