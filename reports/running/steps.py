"""What a run knows while it goes through its stages, what a stage answers, and what a run gave in the end."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Any

from reports.editions.archive import Archive
from reports.editions.content import Data
from reports.editions.making import Stated
from reports.editions.manifest import Manifest
from reports.issue import Change, Issue
from reports.problems import Problem
from reports.running.clock import stamp
from reports.running.settings import Settings


class Status(IntEnum):
    """What a run gave, as the command's exit status."""

    NEW = 0
    UNCHANGED = 10
    HELD = 20
    BLOCKED = 30
    FETCH_FAILED = 40
    RENDER_FAILED = 50


class Stopped(Exception):
    """A stage ends the run: the status, a sentence, the problems behind it, and the questions that a person must answer."""

    def __init__(self, status: Status, what: str, problems: Sequence[Problem] = (), asks: Sequence[str] = ()) -> None:
        super().__init__(what)
        self.status, self.what, self.problems, self.asks = status, what, tuple(problems), tuple(asks)


Hook = Callable[["Run"], Mapping[str, Any]]


def _nothing(run: Run) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Hooks:
    """What others do inside a run; each gives counts for the log.

    `refresh` brings new data into the report's folder before it is read (Stopped with FETCH_FAILED when it cannot). `tell` tells
    readers and owners, after everything else; it must be safe to repeat: `archive.events(kind="told")` says what was told.
    `after` hears of every run's end, failed ones included (`outcome` None: the program itself failed). `stranded` hears of one
    that the machine stopped so that `after` could not: the report's folder, its settings, what, at which stage, and when.
    """

    refresh: Hook = _nothing
    tell: Hook = _nothing
    after: Callable[[Run, Outcome | None], None] = lambda run, outcome: None
    stranded: Callable[[Path, Settings, str, str, datetime], None] = lambda folder, settings, what, stage, now: None


@dataclass(frozen=True)
class Outcome:
    """How a run ended: its status, a sentence for people, the edition concerned, its state, and all problems."""

    status: Status
    what: str
    edition: Manifest | None = None
    state: str = ""
    problems: tuple[Problem, ...] = ()
    asks: tuple[str, ...] = ()


@dataclass
class Run:
    """One run. The first fields are given, the others filled by the stages in their order. `today` (ISO 8601): the day against
    which the age of facts is judged, the same from the first stage to the last; empty: what the clock says at the first.

    `broken`: what is wrong with schedule.yaml; then `settings` is what could be read of it, and nothing is done but to tell.
    """

    folder: Path
    name: str
    settings: Settings
    archive: Archive
    clock: Callable[[], datetime]
    hooks: Hooks = field(default_factory=Hooks)
    cache: Path | None = None
    forced: bool = False
    say: Callable[[str], None] = lambda line: None
    today: str = ""
    broken: tuple[Problem, ...] = ()

    staged: Path = field(default_factory=Path)
    last: Manifest | None = None
    before: Data | None = None
    styles: dict[str, dict[str, str]] = field(default_factory=dict)
    content: Data | None = None
    changes: tuple[Change, ...] = ()
    issue: Issue | None = None
    minor: bool = False
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    clean: dict[str, bytes] = field(default_factory=dict)
    edition: Manifest | None = None
    kept_back: str = ""
    stage: str = "beginning"
    ended: str = ""
    heard: bool = False

    @property
    def at(self) -> str:
        """The time now, as it is written down."""
        return stamp(self.clock())

    @property
    def stated(self) -> Stated:
        """What the files of the new edition are made with."""
        assert self.issue
        return Stated(self.issue, tuple(self.settings.edition.profiles), self.today)

    @property
    def fresh(self) -> bool:
        """Whether this run makes a new edition."""
        return self.issue is not None
