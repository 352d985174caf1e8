"""The folder of a report's editions: opened, added to, looked up. One writer at a time, who holds the lock.

    archive.db          the index
    editions/2.1/       an edition: inputs, house style, files, checks, diff, manifest; never changed again
    releases/2.1/       what its readers got
    events/000007.json  an approval, a release, a withdrawal ...
    latest              leads to the newest edition
    current             leads to what readers have

An edition exists once its finished folder has its name; the row in the index follows, and is made up for at the next opening if
the machine died in between. What a dead run left half done is swept away then.
"""
from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reports import durable
from reports.editions import events as happened
from reports.editions import manifest as manifests
from reports.editions.content import Data
from reports.editions.database import Index
from reports.editions.events import Event
from reports.editions.gates import Refused
from reports.editions.manifest import Damaged, Manifest

STAGED = ".part"  # what is not finished; a run under the lock may delete every one it finds
DATABASE = "archive.db"
PRUNED = "pruned"  # the kind of event after which only the manifest of an edition is left


@dataclass
class Archive:
    """An open archive. `notes`: what was found and put right on opening, in sentences."""

    root: Path
    index: Index
    writable: bool
    notes: list[str] = field(default_factory=list)

    # ------------------------------------------------------------------ opening
    @classmethod
    def for_writing(cls, root: Path) -> Archive:
        """Open (make) an archive; the caller holds its lock. Raises MachineFailed, and then nothing has changed."""
        with durable.machine(root):
            for name in ("editions", "releases", "events"):
                (root / name).mkdir(parents=True, exist_ok=True)
            _sweep(root)
            index, notes = _index(root)
            archive = cls(root, index, True, notes)
            archive._catch_up()
        return archive

    @classmethod
    def for_reading(cls, root: Path) -> Archive:
        """Open an archive and change nothing: where the index cannot be used, or a run died before it could enter all that it
        made, one is made in memory. A full disk keeps nobody from reading."""
        with durable.machine(root):
            try:
                if not (root / DATABASE).exists():
                    raise Damaged("")
                archive = cls(root, Index.opened(root / DATABASE), False)
                if archive._is_behind():
                    archive.close()
                    raise Damaged("")
            except Damaged as damaged:
                archive = cls(root, Index.opened(Path(":memory:")), False, [str(damaged)] if str(damaged) else [])
            archive._catch_up()
        return archive

    def close(self) -> None:
        self.index.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *details: Any) -> None:
        self.close()

    # ------------------------------------------------------------------ editions
    def editions(self) -> list[Manifest]:
        """All editions in order, as the index has them."""
        return [manifests.unpacked(row[-1].encode()) for row in self.index.rows("editions")]

    def last(self) -> Manifest | None:
        """The newest edition by its sequence number; what clocks say does not count."""
        rows = self.index.rows("editions")
        return manifests.unpacked(rows[-1][-1].encode()) if rows else None

    def edition(self, number: str) -> Manifest | None:
        """The edition of that number; "latest" and "" are the newest."""
        if number in ("", "latest"):
            return self.last()
        return next((m for m in self.editions() if m.number == number), None)

    def folder(self, edition: Manifest) -> Path:
        return self.root / "editions" / edition.number

    def read(self, edition: Manifest, name: str) -> bytes:
        """A file of an edition as it was written. Raises Damaged, or Refused when it was pruned."""
        if at := self.pruned().get(edition.number):
            raise Refused(f"edition {edition.number} was pruned on {at[:10]}: only its manifest and its events are kept",
                          "how long editions are kept stands in schedule.yaml: archive: {keep: ...}")
        return manifests.read_file(self.folder(edition), edition, name)

    def data(self, edition: Manifest, name: str) -> Any:
        """A JSON file of an edition. Raises Damaged."""
        return json.loads(self.read(edition, name))

    def content(self, edition: Manifest) -> Data:
        """What an edition says. Raises Damaged."""
        data: Data = self.data(edition, "content.json")
        return data

    @contextlib.contextmanager
    def staged(self) -> Iterator[Path]:
        """A new folder to put an edition together in; gone afterwards unless it became one."""
        folder = self.root / STAGED
        with durable.machine(self.root):
            _remove(folder)
            folder.mkdir()
        try:
            yield folder
        finally:
            _remove(folder)

    def add(self, staged: Path, edition: Manifest) -> None:
        """Make a staged folder an edition. Raises MachineFailed; then there is none."""
        with durable.machine(self.root):
            manifests.write(staged, edition)
            staged.rename(self.folder(edition))
            durable.flush_folder(self.root / "editions")
            self.index.add_edition(edition)
        self.settle()

    def pruned(self) -> dict[str, str]:
        """The editions whose files are gone by the rule of retention, and since when."""
        return {event.edition: event.at for event in self.events(kind=PRUNED)}

    # ------------------------------------------------------------------ events
    def events(self, edition: str = "", kind: str = "") -> list[Event]:
        """What happened, in order; to one edition, of one kind."""
        rows = (row for row in self.index.rows("events") if (not edition or row[1] == edition) and (not kind or row[2] == kind))
        return [happened.unpacked(row[-1].encode(), f"{row[0]:06d}.json") for row in rows]

    def record(self, kind: str, edition: str, at: str, **details: Any) -> Event:
        """Add an event. Raises MachineFailed; then it has not happened."""
        rows = self.index.rows("events")
        event = Event(rows[-1][0] + 1 if rows else 1, kind, edition, at, details=details, previous=rows[-1][4] if rows else "")
        with durable.machine(self.root):
            happened.write(self.root / "events", event)
            self._add_event(event)
        return event

    def _add_event(self, event: Event) -> None:
        self.index.add_event((event.seq, event.edition, event.kind, event.at, event.digest, event.previous,
                              event.packed().decode()))

    # ------------------------------------------------------------------ releases
    def release(self, edition: Manifest, files: dict[str, bytes], at: str, **details: Any) -> Path:
        """Put the released files into their place for good, record it, let `current` lead there. Raises MachineFailed."""
        folder = self.keep(edition.number, files)
        self.record("released", edition.number, at, **details)
        self.settle()
        return folder

    def keep(self, name: str, files: dict[str, bytes]) -> Path:
        """Files for readers as a folder under `releases`, all or none; one that is there stays as it is. Raises MachineFailed."""
        folder, aside = self.root / "releases" / name, self.root / f"{STAGED}-release"
        with durable.machine(self.root):
            if not folder.exists():
                _remove(aside)
                for file, data in files.items():
                    (aside / file).parent.mkdir(parents=True, exist_ok=True)
                    durable.write(aside / file, data)
                for inner in (*(p for p in aside.rglob("*") if p.is_dir()), aside):
                    durable.flush_folder(inner)
                aside.rename(folder)
                durable.flush_folder(folder.parent)
        return folder

    def current(self) -> str:
        """The number of the edition that readers have; empty when there is none, or it was withdrawn."""
        released = self.events(kind="released")[-1:]
        gone = {event.edition for event in self.events(kind="withdrawn")}
        return next((event.edition for event in released if event.edition not in gone), "")

    def settle(self) -> None:
        """Let `latest` and `current` lead where they should. Raises MachineFailed."""
        last, current = self.last(), self.current()
        with durable.machine(self.root):
            self._point("latest", f"editions/{last.number}" if last else "")
            self._point("current", f"releases/{current}" if current else "")

    def _point(self, name: str, target: str) -> None:
        link = self.root / name
        if target and not (link.is_symlink() and str(link.readlink()) == target):
            durable.point(link, Path(target))
        elif not target and link.is_symlink():
            link.unlink()
            durable.flush_folder(self.root)

    # ------------------------------------------------------------------ catching up
    def _catch_up(self) -> None:
        """Rows for the folders and files that a run made and died before it could enter them."""
        known = {row[1] for row in self.index.rows("editions")}
        for edition in sorted(self._found(known), key=lambda m: m.seq):
            last = self.last()
            if edition.seq > (last.seq if last else 0):
                self.index.add_edition(edition)
        self._catch_up_events()
        if self.writable:
            self.settle()

    def _is_behind(self) -> bool:
        """Whether there are editions or events that the index does not know."""
        editions, events = ({row[place] for row in self.index.rows(table)} for table, place in (("editions", 1), ("events", 0)))
        folders = {folder.name for folder in (self.root / "editions").glob("[0-9]*")}
        return not folders <= editions or not {int(name[:6]) for name in happened.names(self.root / "events")} <= events

    def _found(self, known: set[str]) -> Iterator[Manifest]:
        for folder in sorted((self.root / "editions").glob("[0-9]*")):
            if folder.name not in known:
                try:
                    yield manifests.read(folder)
                except Damaged as damaged:
                    self.notes.append(str(damaged))

    def _catch_up_events(self) -> None:
        known = {f"{row[0]:06d}.json" for row in self.index.rows("events")}
        for name in (n for n in happened.names(self.root / "events") if n not in known):
            try:
                self._add_event(happened.read(self.root / "events", name))
            except Damaged as damaged:
                self.notes.append(str(damaged))


def _index(root: Path) -> tuple[Index, list[str]]:
    """The index, and what was wrong with it: a damaged one is set aside, and made anew from the manifests."""
    path = root / DATABASE
    try:
        return Index.opened(path), []
    except Damaged as damaged:
        count = 1
        while (kept := root / f"{DATABASE}.damaged-{count}").exists():
            count += 1
        path.rename(kept)
        path.with_name(f"{DATABASE}-journal").unlink(missing_ok=True)
        return Index.opened(path), [f"{damaged}; it was made anew from the manifests, and the damaged one is kept as {kept.name}"]


def _sweep(root: Path) -> None:
    """Delete what a dead run left unfinished."""
    for folder in (root, root / "editions", root / "events", root / "releases"):
        for path in (*folder.glob(f"{STAGED}*"), *folder.glob(f".*{STAGED}")):
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


__all__ = ["Archive", "Damaged", "Event", "Manifest"]
