"""Numbered copies of an edition: who has which, and the proof that each can be made again.

A number is given once, by an event, before anything is sent, and stays with its person whatever becomes of the delivery: the
list may grow or shrink, a message may be sent again, the machine may die in between. What was sent is not kept, but its SHA-256.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from email.utils import parseaddr
from itertools import count
from typing import Any

from reports import copies, marking
from reports.copies import Copy
from reports.editions import making
from reports.editions.archive import Archive
from reports.editions.gates import Refused
from reports.editions.manifest import Manifest
from reports.options import Options

KIND = "copies"  # of the event that gives numbers
_DETAIL = "copy"  # in the events of a delivery: the number of the copy that it brings


@dataclass(frozen=True, slots=True)
class Sent:
    """What a delivery brought, or would have: a copy as it was printed, for which profile, the SHA-256 of each file, to which
    target, and the last word on it: when, and whether it was told."""

    copy: Copy
    profile: str
    files: tuple[tuple[str, str], ...]
    target: str
    at: str
    how: str


def person(address: str) -> str:
    """Who an address is: the same for "Ann <ann@example.org>" and "ANN@example.org"."""
    return (parseaddr(address)[1] or address).casefold()


def given(archive: Archive, edition: Manifest) -> dict[str, Copy]:
    """Who has which copy of an edition."""
    return {who: Copy(number, event.details["of"], to) for event in archive.events(edition.number, KIND)
            for number, who, to in event.details["copies"]}


def give(archive: Archive, edition: Manifest, addresses: Iterable[str], at: str) -> dict[str, Copy]:
    """Number those who have no copy yet, in their order; who is named in the report's own distribution list gets the number that
    is printed there. Returns who has which. Raises MachineFailed; then nobody got one."""
    known = given(archive, edition)
    new: dict[str, str] = {}
    for address in addresses:
        if person(address) not in known:
            new.setdefault(person(address), address)
    if not new:
        return known
    readers = _readers(archive, edition)
    free = _free(readers, {copy.number for copy in known.values()})
    numbers = [(free(_name(address)), who, _name(address)) for who, address in new.items()]
    of = max(len(readers), *(number for number, _, _ in numbers), *(copy.of for copy in known.values()))
    archive.record(KIND, edition.number, at, of=of, copies=[list(row) for row in numbers])
    return given(archive, edition)


def required(archive: Archive, edition: Manifest) -> str:
    """The marking of an edition where it asks that every copy has a number; else empty."""
    said = archive.content(edition)["head"].get("marking") or {}
    scheme, label, asked = str(said.get("scheme") or "none"), str(said.get("label") or ""), said.get("numbered")
    by_label = marking.Scheme(scheme, tuple(said.get("levels") or ())).numbered(label)
    return label if label and (by_label if asked is None else asked) else ""


def _readers(archive: Archive, edition: Manifest) -> tuple[str, ...]:
    """The distribution list that the report prints, each reader as often as copies go there."""
    lines = archive.content(edition)["head"].get("distribution") or []
    return copies.readers((str(line["to"]), int(line.get("copies", 1))) for line in lines)


def _free(readers: tuple[str, ...], taken: set[int]) -> Callable[[str], int]:
    """Gives the next free number for a name: that of the printed list, else one behind it."""
    listed = [(number, reader.casefold()) for number, reader in enumerate(readers, 1) if number not in taken]
    beyond = count(max(len(readers), *taken, 0) + 1)

    def free(name: str) -> int:
        found = next((row for row in listed if row[1] == name.casefold()), None)
        if found is None:
            return next(beyond)
        listed.remove(found)
        return found[0]

    return free


def _name(address: str) -> str:
    """How a copy names its holder."""
    name, plain = parseaddr(address)
    return " ".join((name or plain or address).split())


def made(archive: Archive, edition: Manifest, copy: Copy, profile: str, options: Options) -> dict[str, bytes]:
    """The released files of one copy for one profile (empty: the outline's own), from the archived inputs. Raises Damaged or
    Failed."""
    return making.again(archive, edition, replace(options, copies=copy), clean=True, profile=profile)


def details(copy: Copy, profile: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    """What the log of deliveries says about a copy as it was printed."""
    return {_DETAIL: copy.number, "of": copy.of, "named": copy.to, "profile": profile, "files": making.digests(dict(files))}


def sent(archive: Archive, edition: Manifest) -> list[Sent]:
    """Every copy that was sent or begun to be, in order of numbers; a delivery that was tried again stands there once, unless
    its files were others."""
    found: dict[tuple[object, ...], Sent] = {}
    for event in archive.events(edition.number):
        if _DETAIL in event.details:
            said = event.details
            copy, files = Copy(said[_DETAIL], said["of"], said["named"]), tuple(sorted(said["files"].items()))
            found[said["target"], files] = Sent(copy, said["profile"], files, said["target"], event.at, event.kind)
    return sorted(found.values(), key=lambda one: one.copy.number)


def of_number(archive: Archive, edition: Manifest, number: int | None) -> list[Sent]:
    """The deliveries of one copy (None: of all). Raises Refused for a number that was sent to nobody."""
    found = sent(archive, edition)
    if number is None or any(one.copy.number == number for one in found):
        return [one for one in found if number in (None, one.copy.number)]
    known = ", ".join(dict.fromkeys(str(one.copy.number) for one in found))
    raise Refused(f"nobody was sent copy {number} of edition {edition.number}",
                  f"copies: {known}" if known else "a list in schedule.yaml asks for copies with numbered: true")


def unlike(archive: Archive, edition: Manifest, copies_sent: Iterable[Sent]) -> Iterator[str]:
    """What of numbered copies does not come out as it was sent. Raises Damaged or Failed."""
    for one in copies_sent:
        again = made(archive, edition, one.copy, one.profile, Options())
        yield from (f"{name} of copy {one.copy.number}" for name in making.differing(again, dict(one.files)))
