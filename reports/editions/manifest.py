"""The manifest of an edition: what it is, and the SHA-256 and size of every file in its folder.

Each names the hash of the manifest before it, so that none can be exchanged unseen. `manifest.sha256` beside it holds its own.
The format of the latter is that of `sha256sum`, which can check it without this program.
"""
from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reports import durable
from reports.counted import counted

NAME, SUM = "manifest.json", "manifest.sha256"
FORMAT = 1


class Damaged(Exception):
    """A file of the archive is not as it was written: the sentence says which and how."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an edition is. `seq` counts from 1 without a gap: the order of editions, whatever clocks say. `clean`: the SHA-256 of
    the files as they will be released, without any stamp. Times are ISO 8601 in UTC."""

    seq: int
    number: str
    kind: str
    content: str
    made: str
    published: str
    inputs: str
    tool: str
    clean: dict[str, str]
    files: dict[str, tuple[int, str]]
    warnings: int = 0
    material: bool = False
    summary: str = ""
    as_of: str = ""
    title: str = ""
    previous: str = ""

    def packed(self) -> bytes:
        """As JSON, in one way only."""
        data = {"format": FORMAT, **asdict(self)}
        return (json.dumps(data, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()

    @property
    def digest(self) -> str:
        """The SHA-256 of the manifest's own bytes."""
        return hashlib.sha256(self.packed()).hexdigest()


def unpacked(data: bytes) -> Manifest:
    """The manifest that `packed` wrote. Raises Damaged for bytes that are none."""
    try:
        fields: dict[str, Any] = json.loads(data)
        if fields.pop("format") != FORMAT:
            raise Damaged(f"{NAME} is of another format than {FORMAT}")
        return Manifest(**{**fields, "files": {name: (int(size), str(sha)) for name, (size, sha) in fields["files"].items()}})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Damaged(f"{NAME} does not read as a manifest") from error


def inventory(folder: Path) -> dict[str, tuple[int, str]]:
    """Size and SHA-256 of every file under a folder but the manifest itself, by name."""
    found: dict[str, tuple[int, str]] = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if name not in (NAME, SUM):
            data = path.read_bytes()
            found[name] = (len(data), hashlib.sha256(data).hexdigest())
    return found


def write(folder: Path, manifest: Manifest) -> None:
    """Put a manifest into the folder of its edition, and flush every name in it to the disk. Raises OSError."""
    data = manifest.packed()
    durable.write(folder / NAME, data)
    durable.write(folder / SUM, f"{hashlib.sha256(data).hexdigest()}  {NAME}\n".encode())
    for path in (*(p for p in folder.rglob("*") if p.is_dir()), folder):
        durable.flush_folder(path)


def read(folder: Path) -> Manifest:
    """The manifest of a folder. Raises Damaged when it is absent, cut, or not the one that was written."""
    try:
        data, named = (folder / NAME).read_bytes(), (folder / SUM).read_bytes()
    except OSError as error:
        raise Damaged(f"{folder.name}: its manifest cannot be read: {error.strerror or error}") from error
    if named != f"{hashlib.sha256(data).hexdigest()}  {NAME}\n".encode():
        raise Damaged(f"{folder.name}: {NAME} and {SUM} do not agree")
    return unpacked(data)


def read_file(folder: Path, manifest: Manifest, name: str) -> bytes:
    """A file of an edition as it was written. Raises Damaged when it is not."""
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        raise Damaged(f"{folder.name}/{name} cannot be read: {error.strerror or error}") from error
    size, sha = manifest.files[name]
    if len(data) != size:
        raise Damaged(f"{folder.name}/{name} has {counted(len(data), 'byte')}, and was written with {size:,}")
    if hashlib.sha256(data).hexdigest() != sha:
        raise Damaged(f"{folder.name}/{name} is not as it was written: its bytes have changed")
    return data


def faults(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Every file of an edition that is damaged, missing, or not of it."""
    for name in manifest.files:
        try:
            read_file(folder, manifest, name)
        except Damaged as damaged:
            yield str(damaged)
    for path in sorted(p for p in folder.rglob("*") if p.is_file() or p.is_symlink()):
        name = path.relative_to(folder).as_posix()
        if name not in manifest.files and name not in (NAME, SUM):
            yield f"{folder.name}/{name} does not belong to the edition"
