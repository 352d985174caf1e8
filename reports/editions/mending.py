"""Files of editions that are damaged or gone, put back where that can be proved: only bytes that have the recorded hash.

A file is found again in another edition, in a release, in the report's own folder or among the house styles. What was made from
the inputs is made again. What was damaged is kept under `damaged/`.
"""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reports import durable
from reports.editions import kept, making, reading, snapshot
from reports.editions.archive import Archive
from reports.editions.manifest import Damaged, Manifest
from reports.options import TEMPLATES, Options
from reports.problems import Failed, MachineFailed

DAMAGED = "damaged"


@dataclass(frozen=True)
class Workshop:
    """An archive, open to write, and the folder of its report; `name`: how problems call that folder."""

    archive: Archive
    folder: Path
    name: str

    def mended(self) -> Iterator[str]:
        """Put back what can be put back; a sentence each."""
        gone = self.archive.pruned()
        for edition in (e for e in self.archive.editions() if e.number not in gone):
            if self.archive.folder(edition).is_dir() and (lost := self._lost(edition)):
                yield from self._found(edition, lost)
                yield from self._made(edition, self._lost(edition))
        for event in (e for e in self.archive.events(kind="released") if e.edition not in gone):
            if released := self.archive.edition(event.edition):
                yield from self._released(released)

    def _lost(self, edition: Manifest) -> list[str]:
        """The files of an edition that are not as they were written."""
        return [name for name in edition.files if not _sound(self.archive.folder(edition) / name, edition.files[name][1])]

    def _found(self, edition: Manifest, lost: list[str]) -> Iterator[str]:
        for name in lost:
            sha = edition.files[name][1]
            source = next((path for path in self._elsewhere(edition, name, sha) if _sound(path, sha)), None)
            if source:
                self._put(f"editions/{edition.number}/{name}", source.read_bytes())
                yield f"{edition.number}/{name} was damaged; its bytes were found in {self._called(source)}"

    def _elsewhere(self, edition: Manifest, name: str, sha: str) -> Iterator[Path]:
        """Where the same bytes should be."""
        for other in self.archive.editions():
            released = self.archive.root / "releases" / other.number
            yield from (self.archive.folder(other) / same for same, (_, found) in other.files.items() if found == sha)
            yield from (released / same for same, found in other.clean.items() if found == sha)
        part, _, rest = name.partition("/")
        yield from [base / rest for given, base in ((making.INPUTS, self.folder), (making.STYLES, TEMPLATES)) if part == given]

    def _called(self, path: Path) -> str:
        root = self.archive.root
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)

    # ------------------------------------------------------------------ made again
    def _made(self, edition: Manifest, lost: list[str]) -> Iterator[str]:
        """What is made from the inputs, made once more; nothing where an input is lost, or another program makes other bytes."""
        if not lost or any(name.startswith((f"{making.INPUTS}/", f"{making.STYLES}/")) or name == making.STATED for name in lost):
            return
        try:
            again = self._again(edition)
        except (Failed, Damaged, MachineFailed):
            return
        for name in lost:
            if _digest(again.get(name, b"")) == edition.files[name][1]:
                self._put(f"editions/{edition.number}/{name}", again[name])
                yield f"{edition.number}/{name} was damaged; it was made again from the inputs, every byte the same"

    def _again(self, edition: Manifest) -> dict[str, bytes]:
        folder, stated = self.archive.folder(edition), making.of(self.archive, edition)
        inputs, styles = folder / making.INPUTS, folder / making.STYLES
        style = {path.name: snapshot.digests(path) for path in sorted(styles.iterdir())}
        data = reading.said(inputs, self.name, reading.outlined(inputs, self.name), style, stated.profiles, stated.today)
        made, problems = making.files(folder, stated, Options(name=self.name, charts=True))
        return kept.files(stated, data, edition.summary, made, problems)

    def _released(self, edition: Manifest) -> Iterator[str]:
        """What readers got, made again without a stamp."""
        place = f"releases/{edition.number}"
        lost = [name for name, sha in edition.clean.items() if not _sound(self.archive.root / place / name, sha)]
        if not lost:
            return
        try:
            again = making.again(self.archive, edition, Options(), clean=True)
        except (Failed, Damaged, MachineFailed):
            return
        for name in lost:
            if _digest(again.get(name, b"")) == edition.clean[name]:
                self._put(f"{place}/{name}", again[name])
                yield f"{place}/{name} was damaged; it was made again from the inputs, every byte the same"

    def _put(self, name: str, data: bytes) -> None:
        """Bytes back into their place; what stood there is kept under `damaged`, the first of its name."""
        path, aside = self.archive.root / name, self.archive.root / DAMAGED / name
        with durable.machine(self.archive.root):
            if path.is_file() and not path.is_symlink() and not aside.exists():
                aside.parent.mkdir(parents=True, exist_ok=True)
                path.replace(aside)
            path.parent.mkdir(parents=True, exist_ok=True)
            durable.put(path, data)


def _sound(path: Path, sha: str) -> bool:
    try:
        return not path.is_symlink() and _digest(path.read_bytes()) == sha
    except OSError:
        return False


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
