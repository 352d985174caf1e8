"""Which edition goes to whom. Each delivery is written down before and after it is made, so none is made twice.

A delivery that was begun and never ended, because the machine died or the connection broke, may have arrived: it is not repeated,
and `status` names it. One that surely failed is tried again by the next run.
"""
from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from reports import addresses, durable, marking
from reports.editions import numbered
from reports.editions.archive import Archive
from reports.editions.events import Event
from reports.editions.manifest import Manifest
from reports.problems import MachineFailed
from reports.running import clock, secrets
from reports.running.settings import Settings
from reports.running.telling import mail, parcels, posting
from reports.running.telling.mail import Message, NotSent, Unsure
from reports.running.telling.model import Webhook
from reports.running.telling.parcels import Pack, Parcel

OUTBOX = "outbox"
_HOOK = "webhook "  # how the targets of webhooks begin
_BACK = "withdrawal of edition "  # what a notice that an edition is withdrawn is about
_GONE = ("told", "telling", "unsure")  # last words on a delivery that arrived or may have
NO_SENDER = "reports@chancery.invalid"  # RFC 2606; stands in messages that are only written into the outbox


@dataclass(frozen=True, slots=True)
class Delivery:
    """One edition to one target: `about` is "edition 2" or "withdrawal of edition 2"; `refused` says why it must not go there.

    `pack` makes ready what goes (raises NotSent); `reader`: the address of whoever gets a numbered copy, else empty.
    """

    edition: str
    about: str
    target: str
    pack: Pack
    refused: str = ""
    reader: str = ""


@dataclass
class Office:
    """What deliveries need: the archive (open for writing), how the report is run, its name, what time it is, and where
    drawings are kept. `proved`: the editions that came out of their inputs once more as they were approved."""

    archive: Archive
    settings: Settings
    name: str
    clock: Callable[[], datetime]
    post: mail.Post | None = None
    cache: Path | None = None
    counts: dict[str, int] = field(default_factory=dict)
    proved: set[str] = field(default_factory=set)

    @property
    def at(self) -> str:
        return clock.stamp(self.clock())

    def deliver(self) -> Mapping[str, int]:
        """Make every delivery that is owed. Returns how many were told, refused, failed, unsure, or only written (dry)."""
        todo = list(owed(self))
        self._number(todo)
        for one in todo:
            self._make(one)
        return self.counts

    def _number(self, todo: Sequence[Delivery]) -> None:
        """A number for each who is to get a copy of his own and has none yet, before anything goes."""
        edition = self.archive.edition(self.archive.current()) if self.archive.current() else None
        waiting = [one.reader for one in todo if one.reader and not one.refused]
        if edition and waiting:
            numbered.give(self.archive, edition, waiting, self.at)

    def _make(self, one: Delivery) -> None:
        if one.refused:
            self._note("refused", one, why=one.refused)
            return
        dry = self.settings.distribution.dry_run
        try:
            parcel = one.pack()
        except (NotSent, MachineFailed) as failed:
            self._note("not told", one, why=secrets.hidden(str(failed)))
            return
        self._note("dry" if dry else "telling", one, **parcel.said)
        try:
            parcel.send()
        except (NotSent, MachineFailed) as failed:  # the latter: what it needs cannot be read, so it did not leave
            self._note("not told", one, why=secrets.hidden(str(failed)), **parcel.said)
        except Unsure as unsure:
            self.counts["unsure"] = self.counts.get("unsure", 0) + 1
            self._note("unsure", one, why=secrets.hidden(str(unsure)), **parcel.said)
        else:
            if not dry:
                self._note("told", one, **parcel.said)

    def _note(self, kind: str, one: Delivery, **more: Any) -> None:
        if kind not in ("telling", "unsure"):
            self.counts[kind] = self.counts.get(kind, 0) + 1
        self.archive.record(kind, one.edition, self.at, about=one.about, target=one.target, **more)

    # ------------------------------------------------------------------ how things are sent
    def mailed(self, message: Message) -> None:
        """A message to its reader; in a dry run, into the outbox. Raises NotSent or Unsure."""
        sender = self.settings.distribution.sender
        if self.settings.distribution.dry_run:
            put_out(self.archive.root, mail.written(message, sender or NO_SENDER, self.clock()))
            return
        if not sender:
            raise NotSent("nobody is named as the sender: distribution: {from: ...}")
        server(self.post).send(mail.written(message, sender, self.clock()))

    def copied(self, edition: Manifest, folder: Path) -> None:
        """The released files into a folder of the edition's own, whole or not at all. Raises NotSent."""
        if self.settings.distribution.dry_run:
            return
        target = folder / f"{self.name}-{edition.number}"
        try:
            for path, data in parcels.released(self.archive, edition).items():
                (target / path).parent.mkdir(parents=True, exist_ok=True)
                durable.put(target / path, data)
        except OSError as error:
            raise NotSent(f"cannot write to {folder}: {error.strerror or error}") from error

    def posted(self, edition: Manifest, hook: Webhook) -> None:
        """What happened, to a webhook. Raises NotSent, also where a secret that it needs is not set, or Unsure."""
        if not self.settings.distribution.dry_run:
            url, key = (self._needed(name) if name else "" for name in (hook.url_secret, hook.secret))
            url = url or hook.url or ""
            body = {"report": self.name, "title": edition.title, "edition": edition.number, "kind": edition.kind,
                    "as_of": edition.as_of, "summary": edition.summary, "content": edition.content, "files": edition.clean}
            posting.post(url, body, key, f"{self.name} {edition.number} {url}")

    def _needed(self, name: str) -> str:
        found = secrets.secret(name)
        if not found:
            raise NotSent(f"the secret {name} is not set: in the environment, or in the file that {secrets.FILE} names")
        return found


def server(post: mail.Post | None = None) -> mail.Post:
    """The mail server, as the secrets name it. Raises NotSent when they do not."""
    if post:
        return post
    address = secrets.secret(secrets.SMTP)
    if not address:
        raise NotSent(f"no mail server is named: set {secrets.SMTP}, as in smtps://name:password@mail.example.org")
    return mail.Server(address)


def put_out(root: Path, message: EmailMessage) -> None:
    """A message as a file that a mail program opens."""
    name = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()[:16]
    with durable.machine(root):
        (root / OUTBOX).mkdir(exist_ok=True)
        durable.put(root / OUTBOX / f"{name}.eml", message.as_bytes())


# ---------------------------------------------------------------- what is owed
def owed(office: Office) -> Iterator[Delivery]:
    """Deliveries that nobody has made yet: of the edition that readers have, and of withdrawals to those who were told."""
    last = _last_words(office.archive)
    for one in (*_of_release(office), *_of_withdrawals(office)):
        if not _settled(last.get((one.about, one.target)), one, office.settings.distribution.dry_run):
            yield one


def _last_words(archive: Archive) -> dict[tuple[str, str], Event]:
    """The newest event of each delivery."""
    found = (_as_named(event) for event in archive.events() if "target" in event.details)
    return {(e.details["about"], e.details["target"]): e for e in found}


def _as_named(event: Event) -> Event:
    """An event of a webhook whose whole address an earlier version wrote down, as if it had not."""
    address = event.details["target"].removeprefix(_HOOK)
    if address == event.details["target"] or "://" not in address or "/... (" in address:
        return event
    return replace(event, details=event.details | {"target": f"{_HOOK}{addresses.named(address)}"})


def _settled(last: Event | None, one: Delivery, dry: bool) -> bool:
    """Whether nothing is left to do: told; begun, and not known to have failed; written, in a dry run; refused as before."""
    if last is None:
        return False
    if last.kind == "refused":
        return last.details.get("why") == one.refused
    return last.kind in ("told", "telling", "unsure") or (dry and last.kind == "dry")


def pending(archive: Archive) -> set[str]:
    """The editions of which somebody is still to be told: a notice of withdrawal that has not gone out."""
    last = _last_words(archive)
    return {e.edition for e in archive.events(kind="withdrawn") for target in _holders(archive, e.edition)
            if (f"{_BACK}{e.edition}", target) not in last or last[f"{_BACK}{e.edition}", target].kind not in _GONE}


def unsettled(archive: Archive) -> list[Event]:
    """The last word on each delivery that did not certainly arrive: of the edition that readers have, and of notices that an
    edition is withdrawn, until a newer one is released."""
    current, released = archive.current(), {e.edition: e.seq for e in archive.events(kind="released")}
    newest = max(released.values(), default=0)
    return [e for e in _last_words(archive).values() if e.kind not in ("told", "dry")
            and (e.seq > newest or e.kind == "not told" if e.details["about"].startswith(_BACK) else e.edition == current != "")]


def named(event: Event) -> str:
    """A delivery in words: to whom, and of what unless it is an edition."""
    about, target = str(event.details["about"]), str(event.details["target"])
    return f"{about}, {target}" if about.startswith(_BACK) else target


def _of_release(office: Office) -> Iterator[Delivery]:
    edition = office.archive.edition(office.archive.current()) if office.archive.current() else None
    if edition is None:
        return
    about, asked = f"edition {edition.number}", office.settings.distribution
    marked = numbered.required(office.archive, edition)
    for name, readers in asked.lists.items():
        refused = not_cleared(office.archive, edition, readers.cleared)
        own = readers.attach and (readers.numbered or bool(marked))
        for address in readers.to:
            yield Delivery(edition.number, about, f"mail {name}: {address}",
                           parcels.letter(office, edition, name, address, own=own), refused, address if own else "")
    for folder in asked.folders:
        refused = not_cleared(office.archive, edition, folder.cleared)
        if marked:
            refused = refused or f"copies of what is marked {marked} go to one person each, and a folder is none"
        yield Delivery(edition.number, about, f"folder {folder.path}", _copying(office, edition, folder.path), refused)
    for hook in asked.webhooks:
        yield Delivery(edition.number, about, f"{_HOOK}{hook.named}", _posting(office, edition, hook))


def _copying(office: Office, edition: Manifest, path: str) -> Pack:
    return lambda: Parcel(lambda: office.copied(edition, Path(path).expanduser()))


def _posting(office: Office, edition: Manifest, hook: Webhook) -> Pack:
    return lambda: Parcel(lambda: office.posted(edition, hook))


def _of_withdrawals(office: Office) -> Iterator[Delivery]:
    """A notice to everyone who got, or may have got, an edition that was withdrawn since."""
    for event in office.archive.events(kind="withdrawn"):
        edition = office.archive.edition(event.edition)
        for target in _holders(office.archive, event.edition) if edition else ():
            assert edition
            yield Delivery(edition.number, f"{_BACK}{edition.number}", target,
                           parcels.withdrawal(office, edition, target, str(event.details.get("reason", ""))))


def _holders(archive: Archive, number: str) -> list[str]:
    """The readers who got an edition by mail, or may have: a delivery was begun and is not known to have failed."""
    return [target for (about, target), last in _last_words(archive).items()
            if about == f"edition {number}" and target.startswith("mail ") and last.kind in _GONE]


# ---------------------------------------------------------------- what may go where
def not_cleared(archive: Archive, edition: Manifest, cleared: str | None) -> str:
    """Why an edition's marking keeps it from a target; empty when it may go. Nothing marked goes to where nothing is said."""
    said = archive.content(edition)["head"].get("marking") or {}
    scheme, label = str(said.get("scheme") or "none"), str(said.get("label") or "")
    if not label or scheme == "none":
        return ""
    if not cleared:
        return f"it is marked {label}, and nothing says for what this target is cleared"
    covered = marking.Scheme(scheme, tuple(said.get("levels") or ())).covers(cleared, label)
    return "" if covered else f"it is marked {label}, and this target is cleared for {cleared}"
