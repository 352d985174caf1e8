"""What failed, since when, what readers have meanwhile; and that it works again. Goes to the owners and to nobody else.

A failure shorter than the grace is nobody's business. The same failure is told once, another one anew. Each notice to each owner
is written down before and after it is sent, like a delivery to a reader: none goes twice, and `status` names what was cut off.
"""
from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from reports.counted import counted
from reports.editions.archive import Archive
from reports.editions.events import Event
from reports.editions.gates import held
from reports.problems import MachineFailed
from reports.running import log, secrets, settings
from reports.running.steps import Outcome, Run, Status
from reports.running.telling import mail, readers
from reports.running.telling.mail import Message, NotSent, Unsure

FAILING = (Status.BLOCKED, Status.FETCH_FAILED, Status.RENDER_FAILED)
OWNER = "owner "  # how the targets of notices begin
_FAILS = ("failing", "fails")  # events that say what fails: when it began, and when it became something else
_EPISODE = (*_FAILS, "warned", "recovered")  # events of a failure, from its start to its end


def after(run: Run, outcome: Outcome | None, post: mail.Post | None = None, retry: str = "") -> None:
    """At a run's end: write down that it failed or works again, and tell the owners when it is time. `retry`: the next try."""
    what = secrets.hidden(failure(run, outcome))
    open_events = list(episode(run.archive))
    if what:
        item = secrets.hidden(_item(run, outcome))
        _written_down(run, open_events, {"what": what, "stage": _stage(run, outcome), "item": item})
        open_events = list(episode(run.archive))
        _warn(run, outcome, what, open_events, post, retry)
    elif open_events:
        if any(e.kind == "warned" for e in open_events):
            about = f"recovery of what failed since {open_events[0].at}"
            _tell(run, about, f"{run.folder.name} works again", _recovered(run, open_events), post)
        run.archive.record("recovered", "", run.at)


def _written_down(run: Run, open_events: list[Event], said: dict[str, str]) -> None:
    """That it fails, and how; once, until it fails in another way."""
    known = [event for event in open_events if event.kind in _FAILS]
    if not known or known[-1].details != said:
        run.archive.record("fails" if known else "failing", "", run.at, **said)


def _stage(run: Run, outcome: Outcome | None) -> str:
    return "tell" if outcome and outcome.status not in FAILING else run.stage


def _item(run: Run, outcome: Outcome | None) -> str:
    """The first thing that is wrong; empty when nothing is but what was said."""
    asks = outcome.asks if outcome else ()
    problems = [str(p).partition("\n")[0] for p in outcome.problems if p.level == "error"] if outcome else []
    undelivered = [readers.named(e) for e in readers.unsettled(run.archive)] if _stage(run, outcome) == "tell" else []
    return next(iter([*problems, *asks, *undelivered]), "")


def failing(archive: Archive) -> tuple[str, str]:
    """Since when it fails, and what, at which stage; empty when all is well."""
    events = list(episode(archive))
    if not events:
        return "", ""
    said = next((e.details for e in reversed(events) if e.kind in _FAILS), {})
    words = str(said.get("what", ""))
    if said.get("stage"):  # not written by earlier versions
        words += f", at the stage {said['stage']}"
    return events[0].at, f"{words}: {said['item']}" if said.get("item") else words


def heard(folder: Path) -> bool:
    """Whether all is told that can be of a report whose schedule.yaml has problems; where nobody is to be told, whether it was
    written down. Raises MachineFailed."""
    found = settings.salvaged(folder)
    root = settings.root(folder, found)
    if not root.is_dir():
        return not found.failure.notify
    with Archive.for_reading(root) as archive:
        kinds = ("warned",) if found.failure.notify else _FAILS
        return any(e.kind in kinds and e.details["what"] == settings.WRONG for e in episode(archive))


def failure(run: Run, outcome: Outcome | None) -> str:
    """What is wrong, in a sentence; empty when nothing is."""
    if outcome is None:
        return run.ended or "the program failed"
    if outcome.status in FAILING:
        return outcome.what
    undelivered = [e for e in readers.unsettled(run.archive) if e.kind != "telling"]
    of = " and ".join(dict.fromkeys(str(e.details["about"]) for e in undelivered)).replace("withdrawal", "the withdrawal")
    return f"{counted(len(undelivered), 'delivery', 'deliveries')} of {of} did not arrive" if undelivered else ""


def episode(archive: Archive) -> Iterator[Event]:
    """The events of the failure that still lasts; none when all is well."""
    events = [e for e in archive.events() if e.kind in _EPISODE]
    ends = [n for n, e in enumerate(events) if e.kind == "recovered"]
    yield from events[ends[-1] + 1 if ends else 0:]


def _warn(run: Run, outcome: Outcome | None, what: str, events: list[Event], post: mail.Post | None, retry: str) -> None:
    since = events[0].at
    if run.clock() - datetime.fromisoformat(since) < run.settings.failure.grace_time:
        return
    if any(e.kind == "warned" and e.details.get("what") == what for e in events):
        return
    words = secrets.hidden("\n".join(_lines(run, outcome, what, since, retry)))
    if _tell(run, f"failure since {since}: {what}", f"{run.folder.name} failed: {what}", words, post):
        run.archive.record("warned", "", run.at, what=what)


def _lines(run: Run, outcome: Outcome | None, what: str, since: str, retry: str) -> Iterator[str]:
    """The notice: which stage, which item, since when, what readers have, where to look, when it is tried again."""
    yield f"What     {what}"
    yield f"Stage    {_stage(run, outcome)}"
    yield f"Since    {since}"
    yield from state(run.archive, run)
    yield f"Log      {run.archive.root / log.NAME}"
    yield f"Next     {retry or 'at the next due time'}"
    problems = [str(p) for p in outcome.problems if p.level == "error"] if outcome else []
    if problems:
        yield from ("", f"Items ({len(problems)}):", *problems[:20])
    if outcome and outcome.asks:
        yield from ("", "Please decide:", *outcome.asks)
    undelivered = readers.unsettled(run.archive)
    if undelivered:
        yield from ("", "Deliveries:", *(f"{readers.named(e)}: {e.kind}, {e.details.get('why', 'it may have arrived')}"
                                         for e in undelivered))


def state(archive: Archive, run: Run) -> Iterator[str]:
    """What there is, and what readers have."""
    last, current = archive.last(), archive.current()
    yield f"Last     {f'edition {last.number}, as of {last.as_of}, made {last.made}' if last else 'there is no edition yet'}"
    yield f"Readers  {f'edition {current} stands' if current else 'have no edition'}"
    hold = held(archive.root, run.folder)
    if hold:
        yield f"Held     {hold}"


def _recovered(run: Run, events: list[Event]) -> str:
    return "\n".join([f"It had failed since {events[0].at}: {events[0].details['what']}", *state(run.archive, run), ""])


def unsettled(archive: Archive) -> list[Event]:
    """The last word on each notice of the failure that lasts, or of the last one, that did not certainly arrive. Once that is
    over, what was surely not sent is owed no more."""
    over = () if any(episode(archive)) else ("not told",)
    since = max((e.seq for e in archive.events(kind="failing")), default=0)
    notices = [e for e in archive.events() if e.seq > since and str(e.details.get("target", "")).startswith(OWNER)]
    return [e for e in {(e.details["about"], e.details["target"]): e for e in notices}.values()
            if e.kind not in ("told", *over)]


def _tell(run: Run, about: str, subject: str, text: str, post: mail.Post | None) -> bool:
    """To every owner, each once; whether none is left to try. A mail server that is down must not hide the failure itself: the
    notice then lies in the outbox as well."""
    arrived = bool(run.settings.failure.notify)
    for address in run.settings.failure.notify:
        target = f"{OWNER}{address}"
        before = [e.kind for e in run.archive.events() if (e.details.get("about"), e.details.get("target")) == (about, target)]
        if before[-1:] in ([], ["not told"]):
            run.archive.record("telling", "", run.at, about=about, target=target)
            arrived = _sent(run, Message(address, subject, text, f"{run.folder.name} {about}"), about, target, post) and arrived
    return arrived


def _sent(run: Run, message: Message, about: str, target: str, post: mail.Post | None) -> bool:
    """One notice, and what became of it written down; false where it surely did not arrive."""
    letter = mail.written(message, run.settings.distribution.sender or readers.NO_SENDER, run.clock())
    try:
        readers.server(post).send(letter)
    except Unsure as unsure:
        run.archive.record("unsure", "", run.at, about=about, target=target, why=secrets.hidden(str(unsure)))
        return True
    except (NotSent, MachineFailed) as failed:
        readers.put_out(run.archive.root, letter)
        run.archive.record("not told", "", run.at, about=about, target=target, why=secrets.hidden(str(failed)))
        return False
    run.archive.record("told", "", run.at, about=about, target=target)
    return True
