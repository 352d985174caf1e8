"""One unattended run: refresh, check, build, gate, archive, release, tell. Safe to repeat at any moment, any number of times.

Everything up to `archive` works in a staged folder; the last good edition is never touched. A run that finds nothing new makes
nothing, but finishes what an earlier one was kept from: a release, a letter.
"""
from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from reports.counted import counted
from reports.editions.archive import Archive
from reports.editions.manifest import Damaged
from reports.outline import shortened
from reports.problems import Failed, MachineFailed, Problem, in_order
from reports.running import archiving, checking, clock, lock, releasing, secrets, settings
from reports.running.log import Log
from reports.running.steps import Hooks, Outcome, Run, Status, Stopped

Stage = Callable[[Run], Mapping[str, Any]]
STAGES: tuple[tuple[str, Stage, Status], ...] = (  # the status: what a problem found there means
    ("refresh", lambda run: run.hooks.refresh(run), Status.FETCH_FAILED),
    ("check", checking.check, Status.BLOCKED),
    ("build", archiving.build, Status.RENDER_FAILED),
    ("gate", checking.gate, Status.BLOCKED),
    ("archive", archiving.archive, Status.BLOCKED),
    ("release", releasing.release, Status.HELD),
    ("tell", lambda run: run.hooks.tell(run), Status.HELD),
    ("prune", archiving.prune, Status.HELD))
_OF_AN_EDITION = ("build", "gate", "archive")
_READ = "settings"


@dataclass(frozen=True)
class Asked:
    """What a caller may choose. `wait`: seconds for another run to finish; `forced`: a new edition though nothing changed;
    `today` (ISO 8601): another day than the clock's, against which the age of facts is judged."""

    clock: Callable[[], datetime] = clock.read
    hooks: Hooks = field(default_factory=Hooks)
    cache: Path | None = None
    wait: float = 30.0
    forced: bool = False
    say: Callable[[str], None] = lambda line: None
    today: str = ""


def run(folder: Path, asked: Asked) -> Outcome:
    """One run of a report. Raises MachineFailed when the disk or another run is in the way; then earlier editions are untouched.

    A report that has problems, data that cannot be had, files that cannot be made: all are outcomes, not exceptions.
    """
    broken = settings.problems(folder)
    found = settings.salvaged(folder) if broken else settings.read(folder)
    if secrets.beside(folder):
        return Outcome(Status.BLOCKED, f"the file that {secrets.FILE} names lies in the report's folder, and would be archived "
                       "with it: move it elsewhere")
    root = settings.root(folder, found)
    started = asked.clock()
    if broken and not root.is_dir():
        asked.hooks.stranded(folder, found, settings.WRONG, _READ, started)
        return Outcome(Status.BLOCKED, settings.WRONG, problems=tuple(broken))
    going: Run | None = None
    try:
        with lock.held(root, clock.stamp(started), asked.wait), Archive.for_writing(root) as archive:
            going = _going(folder, found, archive, asked)
            going.broken = tuple(broken)
            return _logged(going, Log(root, clock.SOURCE))
    except lock.Busy:
        raise
    except MachineFailed as failed:
        if going is None or not going.heard:
            asked.hooks.stranded(folder, found, str(failed), going.stage if going else "opening the archive", started)
        raise


def _going(folder: Path, found: settings.Settings, archive: Archive, asked: Asked) -> Run:
    return Run(folder, shortened(folder), found, archive, asked.clock, asked.hooks, asked.cache, asked.forced, asked.say,
               asked.today)


def _logged(run: Run, log: Log) -> Outcome:
    """The run with a line at its start, one a stage, and one at its end, however it ends."""
    notes = [*run.archive.notes, *clock_notes(run)]
    log.line("begin", run.at, "ok", notes=notes)
    started = time.perf_counter()
    outcome: Outcome | None = None
    words, result = "the program failed: see its traceback", "crashed"
    try:
        outcome = _through(run, log)
        words, result = outcome.what, outcome.status.name.lower()
        return outcome
    except MachineFailed as failed:
        words, result = str(failed), "machine failed"
        raise
    finally:
        edition = outcome.edition.number if outcome and outcome.edition else ""
        log.line("end", run.at, result, time.perf_counter() - started, edition=edition, what=words,
                 state=outcome.state if outcome else "")
        run.ended = words
        run.hooks.after(run, outcome)
        run.heard = True


def clock_notes(run: Run) -> list[str]:
    """A clock that was set back is told; editions are ordered by their numbers, so it does no harm."""
    latest = max([*(e.made for e in run.archive.editions()[-1:]), *(e.at for e in run.archive.events()[-1:])], default="")
    return [f"the clock says {run.at}, and the archive was last written at {latest}: it was set back"] if run.at < latest else []


def _through(run: Run, log: Log) -> Outcome:
    try:
        with ExitStack() as staging:
            run.staged = staging.enter_context(run.archive.staged())
            for name, stage, failing in _stages(run):
                if run.fresh or name not in _OF_AN_EDITION:
                    _one(run, log, name, stage, failing)
    except Stopped as stopped:
        edition = run.edition or run.last
        return Outcome(stopped.status, stopped.what, edition, _state(run), tuple(in_order([*run.problems, *stopped.problems])),
                       stopped.asks)
    return _told(run)


def _stages(run: Run) -> Iterable[tuple[str, Stage, Status]]:
    """All of them; with a schedule.yaml that cannot be read, none but the one that says so."""
    return [(_READ, _unreadable, Status.BLOCKED)] if run.broken else STAGES


def _unreadable(run: Run) -> Mapping[str, Any]:
    raise Stopped(Status.BLOCKED, settings.WRONG, run.broken)


def _one(run: Run, log: Log, name: str, stage: Stage, failing: Status) -> None:
    """One stage and its line in the log. Raises Stopped for whatever the stage found wrong."""
    started, counts, result, more = time.perf_counter(), {}, "failed", {}
    run.say(name)
    run.stage = name
    try:
        counts, result = dict(stage(run)), "ok"
    except Stopped as stopped:
        result, more = stopped.status.name.lower(), {"what": stopped.what, "asks": list(stopped.asks),
                                                     "problems": [str(p) for p in stopped.problems[:20]]}
        raise
    except (Failed, Damaged) as failed:
        problems: tuple[Problem, ...] = failed.problems if isinstance(failed, Failed) else ()
        what = f"{counted(len(problems), 'problem')} in {run.name}" if problems else str(failed)
        result, more = failing.name.lower(), {"what": what, "problems": [str(p) for p in problems[:20]]}
        raise Stopped(failing, what, problems) from failed
    finally:
        concerned = run.edition or run.last
        number = run.issue.number if run.issue else concerned.number if concerned else ""
        log.line(name, run.at, result, time.perf_counter() - started, edition=number, counts=counts, **more)


def _state(run: Run) -> str:
    edition = run.edition or run.last
    return releasing.state(run.archive, edition, run.settings.policy) if edition else "draft"


def _told(run: Run) -> Outcome:
    """The outcome of a run that went all the way."""
    edition, state, problems = run.edition or run.last, _state(run), tuple(run.problems)
    assert edition is not None
    if not run.fresh:
        what = f"nothing has changed since edition {edition.number} ({state}); no new edition"
        if run.edition:  # released just now
            return Outcome(Status.NEW, f"nothing has changed; edition {edition.number} is {state} now", edition, state, problems)
        return Outcome(Status.UNCHANGED, what, edition, state, problems)
    what = f"edition {edition.number} ({state}): {edition.summary}"
    if run.kept_back and run.settings.approval.auto_release:
        return Outcome(Status.HELD, f"{what}; not released: {run.kept_back}", edition, state, problems)
    return Outcome(Status.NEW, what, edition, state, problems)
