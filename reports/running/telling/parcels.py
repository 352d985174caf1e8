"""What goes to readers: letters with the files of a list's profile, or with a numbered copy for one person alone."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from reports.copies import Copy
from reports.editions import letter as letters
from reports.editions import making, numbered
from reports.editions.archive import Archive
from reports.editions.manifest import Damaged, Manifest
from reports.head import Report
from reports.options import Options
from reports.problems import Failed, MachineFailed
from reports.running.telling.mail import Message, NotSent
from reports.running.telling.model import Readers

if TYPE_CHECKING:
    from reports.running.telling.readers import Office


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is ready to go: how it goes (raises NotSent or Unsure), and what the log says of it besides."""

    send: Callable[[], None]
    said: Mapping[str, Any] = field(default_factory=dict)


Pack = Callable[[], Parcel]


def letter(office: Office, edition: Manifest, name: str, address: str, *, own: bool) -> Pack:
    """An edition to somebody on the list of that name; `own`: with a numbered copy."""
    readers = office.settings.distribution.lists[name]

    def pack() -> Parcel:
        subject, _, text = office.archive.read(edition, "letter.txt").decode().partition("\n\n")
        html = office.archive.read(edition, "letter.html").decode()
        files: Mapping[str, bytes] = {}
        said: Mapping[str, Any] = {}
        if own:
            counted, files, said = _copy(office, edition, readers, address)
            text, html = letters.numbered(text, html, counted)
        elif readers.attach:
            files = attached(office, edition, readers)
        message = Message(address, subject, text, f"{office.name} edition {edition.number} for {name}", html, files)
        return Parcel(lambda: office.mailed(message), said)

    return pack


def withdrawal(office: Office, edition: Manifest, target: str, reason: str) -> Pack:
    """The notice that an edition is withdrawn, to a target that it was mailed to; it names the numbered copy that went there."""
    def pack() -> Parcel:
        copy = next((one.copy.counted.lower() for one in numbered.sent(office.archive, edition) if one.target == target), "")
        words = letters.withdrawal(office.archive.content(edition)["head"], edition.number, reason, copy)
        subject, _, text = words.partition("\n\n")
        listed, _, address = target.removeprefix("mail ").partition(": ")
        about = f"{office.name} withdrawal {edition.number} for {listed}"
        return Parcel(lambda: office.mailed(Message(address, subject, text, about)))

    return pack


def _copy(office: Office, edition: Manifest, readers: Readers, address: str) -> tuple[str, dict[str, bytes], Mapping[str, Any]]:
    """The numbered copy of a reader: which ("copy 3 of 12"), its files, and what the log says of them. Raises NotSent."""
    copy = numbered.given(office.archive, edition)[numbered.person(address)]
    try:
        _as_approved(office, edition)
        profile = _profile(office, edition, readers) or next(iter(making.of(office.archive, edition).profiles), "")
        copy, files = _printed(office, edition, copy, profile)
    except (Failed, Damaged) as failed:
        raise NotSent(f"copy {copy.number} cannot be made: {failed}") from failed
    return copy.counted.lower(), _named(office, edition, files), numbered.details(copy, profile, files)


def _printed(office: Office, edition: Manifest, copy: Copy, profile: str) -> tuple[Copy, dict[str, bytes]]:
    """A copy and its files; without its reader's name where the page has no room or no letters for that. Raises Failed."""
    options = Options(cache=office.cache)
    try:
        return copy, numbered.made(office.archive, edition, copy, profile, options)
    except Failed:
        bare = replace(copy, to="")
        return bare, numbered.made(office.archive, edition, bare, profile, options)


def _as_approved(office: Office, edition: Manifest) -> None:
    """Nobody saw the copies before they go, so what is approved must come out of the same inputs first. Raises NotSent."""
    if edition.number in office.proved:
        return
    again = making.again(office.archive, edition, Options(cache=office.cache), clean=True)
    if wrong := making.differing(again, edition.clean):
        raise NotSent(f"numbered copies cannot be made: {', '.join(wrong)} no longer come out as they were approved; another "
                      "version of this program made them: run the report again for a new edition")
    office.proved.add(edition.number)


def _named(office: Office, edition: Manifest, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files by the names that suit a folder of downloads."""
    return {f"{office.name}-{edition.number}-{name.rpartition('/')[2]}": data for name, data in files.items()}


def _profile(office: Office, edition: Manifest, readers: Readers) -> str:
    """The folder of a list's files in a release; empty for those of the edition's first profile. Raises NotSent when there are
    none for it."""
    profiles: list[str] = [*office.settings.edition.profiles] or [_outlined(office.archive, edition)]
    own = readers.profile if readers.profile and [readers.profile] != profiles[:1] else ""
    if own and own not in profiles:
        raise NotSent(f"the edition has no files for profile {own}: name it in schedule.yaml, edition: {{profiles: [...]}}")
    return own


def _outlined(archive: Archive, edition: Manifest) -> str:
    """The profile that files are made for when schedule.yaml names none: the outline's."""
    return str(archive.content(edition)["head"].get("profile") or Report.model_fields["profile"].default)


def attached(office: Office, edition: Manifest, readers: Readers) -> dict[str, bytes]:
    """The released files of a list's profile. Raises NotSent when the edition has none for it, MachineFailed."""
    own = _profile(office, edition, readers)
    files = released(office.archive, edition)
    return _named(office, edition, {name: data for name, data in files.items() if name.rpartition("/")[0] == own})


def released(archive: Archive, edition: Manifest) -> dict[str, bytes]:
    """The files that readers get, by name. Raises MachineFailed when they cannot be read."""
    folder = archive.root / "releases" / edition.number
    try:
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    except OSError as error:
        raise MachineFailed(f"cannot read {folder}: {error.strerror or error}") from error
