"""Which edition goes to whom. Each delivery is written down before and after it is made, so none is made twice.

A delivery that was begun and never ended, because the machine died or the connection broke, may have arrived: it is not repeated,
and `status` names it. One that surely failed is tried again by the next run.
"""
from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from reports import addresses, durable, marking
from reports.editions import letter
from reports.editions.archive import Archive
from reports.editions.events import Event
from reports.editions.manifest import Manifest
from reports.problems import MachineFailed
from reports.running import clock, secrets
from reports.running.settings import Settings
from reports.running.telling import mail, posting
from reports.running.telling.mail import Message, NotSent, Unsure
from reports.running.telling.model import Readers, Webhook

OUTBOX = "outbox"
_HOOK = "webhook "  # how the targets of webhooks begin
NO_SENDER = "reports@chancery.invalid"  # RFC 2606; stands in messages that are only written into the outbox
Send = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One edition to one target: `about` is "edition 2" or "withdrawal of edition 2"; `refused` says why it must not go there."""

    edition: str
    about: str
    target: str
    send: Send
    refused: str = ""


@dataclass
class Office:
    """What deliveries need: the archive (open for writing), how the report is run, its name, and what time it is."""

    archive: Archive
    settings: Settings
    name: str
    clock: Callable[[], datetime]
    post: mail.Post | None = None
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def at(self) -> str:
        return clock.stamp(self.clock())

    def deliver(self) -> Mapping[str, int]:
        """Make every delivery that is owed. Returns how many were told, refused, failed, unsure, or only written (dry)."""
        for one in owed(self):
            self._make(one)
        return self.counts

    def _make(self, one: Delivery) -> None:
        if one.refused:
            self._note("refused", one, why=one.refused)
            return
        dry = self.settings.distribution.dry_run
        self._note("dry" if dry else "telling", one)
        try:
            one.send()
        except (NotSent, MachineFailed) as failed:  # the latter: what it needs cannot be read, so it did not leave
            self._note("not told", one, why=secrets.hidden(str(failed)))
        except Unsure as unsure:
            self.counts["unsure"] = self.counts.get("unsure", 0) + 1
            self._note("unsure", one, why=secrets.hidden(str(unsure)))
        else:
            if not dry:
                self._note("told", one)

    def _note(self, kind: str, one: Delivery, **more: str) -> None:
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
            for path, data in released(self.archive, edition).items():
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
    told = {e.edition for e in archive.events() if e.kind == "told" and str(e.details.get("about")).startswith("withdrawal")}
    asked = {e.edition for e in archive.events(kind="told") if str(e.details.get("target")).startswith("mail ")}
    return {e.edition for e in archive.events(kind="withdrawn") if e.edition in asked - told}


def unsettled(archive: Archive) -> list[Event]:
    """The last word on each delivery of the current edition that did not certainly arrive."""
    current = archive.current()
    return [e for e in _last_words(archive).values() if e.kind not in ("told", "dry") and current and e.edition == current]


def _of_release(office: Office) -> Iterator[Delivery]:
    edition = office.archive.edition(office.archive.current()) if office.archive.current() else None
    if edition is None:
        return
    about, asked = f"edition {edition.number}", office.settings.distribution
    for name, readers in asked.lists.items():
        refused = not_cleared(office.archive, edition, readers.cleared)
        for address in readers.to:
            yield Delivery(edition.number, about, f"mail {name}: {address}", _mailing(office, edition, readers, address), refused)
    for folder in asked.folders:
        yield Delivery(edition.number, about, f"folder {folder.path}", _copying(office, edition, folder.path),
                       not_cleared(office.archive, edition, folder.cleared))
    for hook in asked.webhooks:
        yield Delivery(edition.number, about, f"{_HOOK}{hook.named}", _posting(office, edition, hook))


def _mailing(office: Office, edition: Manifest, readers: Readers, address: str) -> Send:
    def send() -> None:
        subject, _, text = office.archive.read(edition, "letter.txt").decode().partition("\n\n")
        files = attached(office, edition, readers) if readers.attach else {}
        office.mailed(Message(address, subject, text, f"{office.name} edition {edition.number}",
                              office.archive.read(edition, "letter.html").decode(), files))

    return send


def _copying(office: Office, edition: Manifest, path: str) -> Send:
    return lambda: office.copied(edition, Path(path).expanduser())


def _posting(office: Office, edition: Manifest, hook: Webhook) -> Send:
    return lambda: office.posted(edition, hook)


def _of_withdrawals(office: Office) -> Iterator[Delivery]:
    """A notice to everyone who was told of an edition that was withdrawn since."""
    for event in office.archive.events(kind="withdrawn"):
        edition = office.archive.edition(event.edition)
        told = [e for e in office.archive.events(event.edition, "told") if e.details["about"] == f"edition {event.edition}"]
        for target in (e.details["target"] for e in told if edition):
            if target.startswith("mail "):
                assert edition
                yield Delivery(edition.number, f"withdrawal of edition {edition.number}", target,
                               _withdrawing(office, edition, target.partition(": ")[2], str(event.details.get("reason", ""))))


def _withdrawing(office: Office, edition: Manifest, address: str, reason: str) -> Send:
    def send() -> None:
        words = letter.withdrawal(office.archive.content(edition)["head"], edition.number, reason)
        subject, _, text = words.partition("\n\n")
        office.mailed(Message(address, subject, text, f"{office.name} withdrawal {edition.number}"))

    return send


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


def released(archive: Archive, edition: Manifest) -> dict[str, bytes]:
    """The files that readers get, by name. Raises MachineFailed when they cannot be read."""
    folder = archive.root / "releases" / edition.number
    try:
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    except OSError as error:
        raise MachineFailed(f"cannot read {folder}: {error.strerror or error}") from error


def attached(office: Office, edition: Manifest, readers: Readers) -> dict[str, bytes]:
    """The files of a list's profile, named for a folder of downloads. Raises NotSent when the edition has none for it."""
    profiles = office.settings.edition.profiles
    own = readers.profile if readers.profile and [readers.profile] != profiles[:1] else ""
    if own and own not in profiles:
        raise NotSent(f"the edition has no files for profile {own}: name it in schedule.yaml, edition: {{profiles: [...]}}")
    files = {name: data for name, data in released(office.archive, edition).items() if name.rpartition("/")[0] == own}
    return {f"{office.name}-{edition.number}-{name.rpartition('/')[2]}": data for name, data in files.items()}
