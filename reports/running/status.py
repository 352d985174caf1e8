"""How a report stands: its last runs, what is due next, what readers have, what is wrong. And the dead man's switch: a check that
does not depend on any run having happened."""
from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from reports import durable
from reports.editions import aging, gates
from reports.editions.archive import Archive
from reports.editions.manifest import Damaged
from reports.problems import MachineFailed
from reports.running import clock, log, releasing, settings
from reports.running.scheduling import ledger, periods
from reports.running.scheduling.model import Schedule
from reports.running.telling import delay, mail, owners, readers
from reports.running.telling.mail import Message, NotSent, Unsure

RUNS = 10
WENT_WELL = ("new", "unchanged", "held")
TOLD = "deadline.json"  # beside the archive's index; not in it, since a run that hangs holds the archive's lock
_BACK = timedelta(days=40)  # how far the switch looks back
_LATEST = timedelta(hours=26)  # a deadline lies within a day of its period, and clocks may change in it


@dataclass(frozen=True, slots=True)
class Line:
    """One run: its number, when it ended, how, which edition, in how many seconds, in a sentence."""

    run: int
    at: str
    result: str
    edition: str
    seconds: float
    what: str


@dataclass(frozen=True, slots=True)
class Report:
    """One report. Times are ISO 8601 in UTC; what does not apply is empty."""

    name: str
    latest: str = ""
    state: str = ""
    current: str = ""
    as_of: str = ""
    due: str = ""
    retry: str = ""
    hold: str = ""
    failing_since: str = ""
    failing: str = ""
    missed: str = ""
    ended: str = ""
    trouble: str = ""
    undelivered: tuple[str, ...] = ()
    runs: tuple[Line, ...] = ()

    @property
    def well(self) -> bool:
        return not (self.trouble or self.failing_since or self.missed or self.ended or self.undelivered)

    def as_data(self) -> Mapping[str, Any]:
        return asdict(self)


def of(folder: Path, now: datetime) -> Report:
    """How a report stands at a moment; what keeps it from being looked at is its trouble."""
    found, broken = settings.salvaged(folder), settings.problems(folder)
    trouble = str(broken[0]) if broken else ""
    root = settings.root(folder, found)
    if not root.is_dir():
        return Report(folder.name, trouble=trouble or ("" if found.schedule is None else "it never ran"))
    try:
        with Archive.for_reading(root) as archive:
            return replace(_report(folder, found, archive, now), trouble=trouble)
    except MachineFailed as failed:
        return Report(folder.name, trouble=str(failed))


def _report(folder: Path, found: settings.Settings, archive: Archive, now: datetime) -> Report:
    last, known = archive.last(), ledger.standing(archive)
    due = ledger.wakes(found.schedule, folder.name, known, now) if found.schedule else None
    since, failing = owners.failing(archive)
    return Report(
        folder.name, last.number if last else "", releasing.state(archive, last, found.policy) if last else "",
        archive.current(), last.as_of if last else "", clock.stamp(due) if due else "", known.next_try,
        gates.held(archive.root, folder), since, failing,
        missed(found.schedule, folder.name, archive, now) if found.schedule else "", _ended(archive, found.day(now)),
        "; ".join(archive.notes),
        tuple(f"{readers.named(e)}: {e.kind if e.kind != 'telling' else 'begun, and not known to have ended'}"
              for e in (*readers.unsettled(archive), *owners.unsettled(archive))), lines(archive.root))


def _ended(archive: Archive, today: str) -> str:
    """Until when the edition that readers have was valid, where that is over."""
    current = archive.edition(archive.current()) if archive.current() else None
    try:
        return aging.ended(archive.content(current), today) if current else ""
    except Damaged:
        return ""  # `verify` tells


def lines(root: Path) -> tuple[Line, ...]:
    """The last runs, newest first."""
    ends = [line for line in log.lines(root) if line["stage"] == "end"][-RUNS:]
    return tuple(Line(int(e.get("run", 0)), str(e.get("at", "")), str(e.get("result", "")), str(e.get("edition", "")),
                      float(e.get("seconds", 0.0)), str(e.get("what", ""))) for e in reversed(ends))


# ---------------------------------------------------------------- the dead man's switch
def missed(schedule: Schedule, name: str, archive: Archive, now: datetime) -> str:
    """The newest period whose deadline has passed without a run that went well since; empty when all is well."""
    if schedule.deadline is None:
        return ""
    events = archive.events(kind=ledger.KIND)
    begun = datetime.fromisoformat(events[0].details["seen"]) if events else now - _BACK
    start = max(begun, now - _BACK)
    recent = max(start, now - _LATEST)
    found = [*periods.latest(schedule, name, start, recent, 1), *periods.between(schedule, name, recent, now)]
    past = [p for p in found if p.deadline and p.deadline <= now]
    if not past:
        return ""
    well = [datetime.fromisoformat(e.details["seen"]) for e in events if e.details.get("status") in WENT_WELL]
    return "" if any(seen >= past[-1].nominal for seen in well) else past[-1].key


def alarm(folder: Path, found: Report, now: datetime, post: mail.Post | None = None) -> list[str]:
    """Tell the owners, once a period, that its deadline was missed, and readers where that is asked for. And once that nobody
    can know, where schedule.yaml has problems of which no run has told.

    Returns whom it could not reach. Raises MachineFailed.
    """
    asked = settings.salvaged(folder)
    root = settings.root(folder, asked)
    wrong = found.missed or _unheard(folder, found, asked, now)
    if not wrong or not root.is_dir() or _told(root) == wrong:
        return []
    unreached: list[str] = []
    if found.missed:
        with Archive.for_reading(root) as archive:
            unreached = delay.tell(archive, asked, found.name, found.missed, now, post)
    subject = f"{found.name}: deadline missed ({found.missed})" if found.missed else f"{found.name}: when it is due is not known"
    text = "\n".join([f"{found.name}: no run ended well by the deadline of {found.missed}." if found.missed else wrong, "",
                      f"Last     edition {found.latest or 'none'}{f', as of {found.as_of}' if found.as_of else ''}",
                      f"Readers  {f'edition {found.current} stands' if found.current else 'have no edition'}",
                      f"Log      {root / log.NAME}", f"Last run {found.runs[0].at}: {found.runs[0].what}" if found.runs else "",
                      "", "Look whether the scheduler still runs: make_report.py status"])
    lost = [address for address in asked.failure.notify if not _sent(Message(address, subject, text, subject), asked, now, post)]
    lost += unreached
    if not lost:
        with durable.machine(root):
            durable.put(root / TOLD, json.dumps({"missed": wrong, "at": clock.stamp(now)}).encode())
    return lost


def _unheard(folder: Path, found: Report, asked: settings.Settings, now: datetime) -> str:
    """What is wrong with a schedule of which no deadline can be read, and no run has written down in its time."""
    if not found.trouble or asked.schedule or found.failing_since:
        return ""
    try:
        changed = datetime.fromtimestamp((folder / settings.NAME).stat().st_mtime, now.tzinfo)
    except OSError:
        return found.trouble
    return found.trouble if now - changed > ledger.GRACE else ""


def _sent(message: Message, asked: settings.Settings, now: datetime, post: mail.Post | None) -> bool:
    sender = asked.distribution.sender or readers.NO_SENDER
    try:
        readers.server(post).send(mail.written(message, sender, now))
    except (NotSent, Unsure):
        return False
    return True


def _told(root: Path) -> str:
    try:
        return str(json.loads((root / TOLD).read_bytes())["missed"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
