"""An archive held against its hashes, and what can be put right from what is whole."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports import durable
from reports.editions import events as happened
from reports.editions import manifest as manifests
from reports.editions.archive import Archive, Event
from reports.editions.manifest import Damaged, Manifest


def verified(archive: Archive) -> tuple[list[str], list[str]]:
    """(what was put right, what is not whole) in sentences. The archive is open to write: its index is whole by then."""
    mended = [*_manifests(archive), *_events(archive)]
    here = [edition for edition in archive.editions() if edition.number not in archive.pruned()]
    faults = [fault for edition in here for fault in manifests.faults(archive.folder(edition), edition)]
    return mended, [*faults, *_chain(archive), *_strangers(archive), *_releases(archive)]


def _manifests(archive: Archive) -> Iterator[str]:
    """Manifests that are damaged, written again from the index."""
    for edition in archive.editions():
        folder = archive.folder(edition)
        try:
            if manifests.read(folder) == edition:
                continue
            why = f"{edition.number}: its manifest is not the one in the index"
        except Damaged as damaged:
            why = str(damaged)
        if folder.is_dir():
            with durable.machine(archive.root):
                for name in (manifests.NAME, manifests.SUM):
                    if (folder / name).exists():
                        (folder / name).replace(archive.root / f"{name}.damaged-{edition.number}")
                manifests.write(folder, edition)
            yield f"{why}; it was written anew from the index"


def _events(archive: Archive) -> Iterator[str]:
    folder = archive.root / "events"
    for event in archive.events():
        try:
            if happened.read(folder, event.name) == event:
                continue
            why = f"events/{event.name} is not the one in the index"
        except Damaged as damaged:
            why = str(damaged)
        with durable.machine(archive.root):
            happened.write(folder, event)
        yield f"{why}; it was written anew from the index"


def _chain(archive: Archive) -> Iterator[str]:
    """Each edition and each event names the hash of the one before it."""
    chains: tuple[Sequence[Manifest | Event], ...] = (archive.editions(), archive.events())
    for rows in chains:
        before = ""
        for count, row in enumerate(rows, 1):
            name = f"edition {row.number}" if isinstance(row, Manifest) else f"event {row.seq}"
            if row.seq != count:
                yield f"{name} stands in place {count} and was number {row.seq}: one before it is missing"
                return
            if row.previous != before:
                yield f"{name} does not follow on the one before it"
            before = row.digest


def _strangers(archive: Archive) -> Iterator[str]:
    """Folders that are no editions of this archive."""
    known = {edition.number for edition in archive.editions()}
    for path in sorted((archive.root / "editions").iterdir()):
        if path.name not in known:
            yield f"editions/{path.name} is no edition of this archive: {_why(path.name, archive)}"


def _why(name: str, archive: Archive) -> str:
    return next((note for note in archive.notes if note.startswith(f"{name}:")), "it has no row and no sound manifest")


def _releases(archive: Archive) -> Iterator[str]:
    """What readers got is what was approved."""
    for event in (e for e in archive.events(kind="released") if e.edition not in archive.pruned()):
        edition = archive.edition(event.edition)
        folder = archive.root / "releases" / event.edition
        for name, sha in (edition.clean if edition else {}).items():
            try:
                found = manifests.inventory(folder).get(name, (0, ""))[1]
            except OSError as error:
                found = str(error)
            if found != sha:
                yield f"releases/{event.edition}/{name} is not as it was released"
