"""The whole audit: two finished files against the ledger, against the outline, and against each other."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from reports.audit import deck_said, pdf_said
from reports.audit.comparing import Change, changes
from reports.audit.expected import Expected
from reports.audit.matching import UNMATCHED, Matcher, Occurrence
from reports.audit.said import Said, Unreadable
from reports.problems import Failed, Place, Problem

READERS = {"brief": pdf_said.said, "deck": deck_said.said}
FILES = {"brief": "brief.pdf", "deck": "deck.pptx"}
_SEEN = ("text", "table cell", "notes", "chart", "chart's text", "alternative text")  # parts that a reader meets


@dataclass(frozen=True)
class Audit:
    """`occurrences`: every number of both files; `changes`: what is not as the outline gives it; `alone`: facts that one file
    prints and the other does not (no fault)."""

    known: Expected
    occurrences: tuple[Occurrence, ...]
    changes: tuple[Change, ...]
    alone: tuple[tuple[str, str], ...]

    @property
    def unmatched(self) -> tuple[Occurrence, ...]:
        return tuple(o for o in self.occurrences if o.what == UNMATCHED)

    @property
    def whole(self) -> bool:
        """Whether every number is reconciled."""
        return not self.changes and not self.unmatched


def audit(known: Expected, files: dict[str, bytes], say: Callable[[str], None] = lambda line: None) -> Audit:
    """The audit of finished files ("brief", "deck"). Raises Failed for a file that cannot be read."""
    finished, wanted = [], []
    for name, data in files.items():
        say(f"reading the {name}")
        finished += read(name, data)
        wanted += read(name, known.files[FILES[name]])
    say("matching")
    found = tuple(Matcher(known).occurrences(finished))
    return Audit(known, found, tuple(changes(finished, wanted)), tuple(_alone(found)) if len(files) == 2 else ())


def read(name: str, data: bytes) -> list[Said]:
    """The texts of one finished file. Raises Failed."""
    try:
        return list(READERS[name](data))
    except Unreadable as error:
        raise Failed([Problem(Place(FILES[name]), f"the {name} {error}", "build it anew: make_report.py build")]) from error


def _alone(found: Iterable[Occurrence]) -> list[tuple[str, str]]:
    """(fact, the file that alone prints it)."""
    files: dict[str, set[str]] = {}
    for one in found:
        if one.part in _SEEN and len(one.facts) == 1:
            files.setdefault(one.facts[0], set()).add(one.file)
    return [(fact, next(iter(where))) for fact, where in sorted(files.items()) if len(where) == 1]


def gathered(brief: Path | None, deck: Path | None) -> dict[str, bytes]:
    """The finished files by name. Raises Failed for one that is not there."""
    made: dict[str, bytes] = {}
    for name, path in (("brief", brief), ("deck", deck)):
        if path is not None:
            try:
                made[name] = path.read_bytes()
            except OSError as error:
                raise Failed([Problem(Place(str(path)), f"there is no {name} to read here",
                                      "build it first: make_report.py build, or name it: "
                                      f"--{name} FILE")]) from error
    return made
