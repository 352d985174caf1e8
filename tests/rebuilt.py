"""Every edition that a test makes, made again at the end of its file's tests, elsewhere, from nothing but its folder.

Each is copied when it enters its archive, so that what a test does to the archive afterwards is no matter. The copies of children
and of runs in processes of their own are found too. Stand-ins for pages (`making.files` exchanged) are no editions to be proved:
they are counted and left.
"""
from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from scale import often

from reports.editions import making
from reports.editions import manifest as manifests
from reports.editions.archive import Archive
from reports.editions.manifest import Damaged, Manifest

ONE_IN = often(12, 1)  # of the editions: by their hash, so that it is the same ones in every run
_real_files, _real_add = making.files, Archive.add


class Shelf:
    """A folder of copies: `waiting` are to be proved, `done` are not met twice."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("waiting", "done", "stand-ins"):
            (folder / name).mkdir(parents=True)

    def watch(self) -> None:
        """From here on `Archive.add` leaves a copy, in this process and in whatever it forks."""
        shelf = self

        def add(archive: Archive, staged: Path, edition: Manifest) -> None:
            _real_add(archive, staged, edition)
            shelf.take(archive.folder(edition), edition)

        Archive.add = add  # type: ignore[method-assign]

    def take(self, folder: Path, edition: Manifest) -> None:
        """A copy of an edition, unless it is known."""
        if making.files is not _real_files:
            (self.folder / "stand-ins" / edition.digest).touch()
            return
        known = self.folder / "done" / edition.digest
        if known.exists():
            return
        if int(edition.digest[:8], 16) % ONE_IN == 0:
            aside = self.folder / f"{edition.digest}.{os.getpid()}"
            shutil.copytree(folder, aside / "editions" / edition.number)
            try:
                aside.rename(self.folder / "waiting" / edition.digest)
            except OSError:  # another process was first
                shutil.rmtree(aside)
        known.touch()

    def look_through(self, place: Path) -> None:
        """Take the editions of archives that other programs made under a place."""
        for folder in _editions(place):
            try:
                edition = manifests.read(folder)
            except Damaged:
                continue
            if not (self.folder / "stand-ins" / edition.digest).exists() and not list(manifests.faults(folder, edition)):
                self.take(folder, edition)

    def proved(self) -> Iterator[str]:
        """Make what waits again; a sentence for each that is not the same."""
        for root in sorted((self.folder / "waiting").iterdir()):
            with Archive.for_reading(root) as archive:
                [edition] = archive.editions()
                wrong = making.unlike(archive, edition)
            if wrong:
                yield f"edition {edition.number} of {edition.title}: made again, {', '.join(wrong)} are not the same"
            shutil.rmtree(root)


def _editions(place: Path) -> Iterator[Path]:
    """The folders of editions under a place; no others are entered further than they must be."""
    for top, folders, _ in os.walk(place):
        if Path(top).name == "editions":
            yield from (Path(top) / name for name in folders if (Path(top) / name / manifests.NAME).is_file())
            folders.clear()


__all__ = ["ONE_IN", "Shelf"]
