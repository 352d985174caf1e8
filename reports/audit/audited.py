"""The whole audit: finished files against the ledger, against the outline, and against each other."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reports.audit import comparing, deck_said, pdf_said
from reports.audit.comparing import Change, changes
from reports.audit.expected import PRINTS, Expected
from reports.audit.matching import UNMATCHED, Matcher, Occurrence
from reports.audit.said import Said, Unreadable
from reports.problems import Failed, Place, Problem

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
    """The audit of finished files, by the names that the outline gives them. Raises Failed for a file that cannot be read."""
    found: list[Occurrence] = []
    unlike: list[Change] = []
    for name, data in files.items():
        output = known.outputs[name]
        say(f"reading {name}")
        finished, wanted = read(output.file, data), read(output.file, output.data)
        matcher = Matcher(known, output)
        found += matcher.occurrences(finished)
        here = list(_named(changes(finished, wanted), wanted, matcher))
        told = {(c.file, c.spot) for c in here}
        laid = () if output.drawn else comparing.unlike(output.file, finished, output.units)
        unlike += [*here, *(c for c in laid if (c.file, c.spot) not in told)]
    return Audit(known, tuple(found), tuple(unlike), tuple(_alone(found)))


def _named(found: Iterable[Change], wanted: Iterable[Said], matcher: Matcher) -> Iterator[Change]:
    """The changes with the facts of the numbers that were expected."""
    wanted = list(wanted)
    for change in found:
        marks = list(filter(None, change.expected.split(", ")))
        due = [s for s in wanted if marks and (s.file, s.spot, s.part) == (change.file, change.spot, change.part)]
        facts = (o.facts for o in matcher.occurrences(due) if any(mark in o.text or o.text.strip() in mark for mark in marks))
        yield replace(change, facts=tuple(dict.fromkeys(name for names in facts for name in names)))


def read(name: str, data: bytes) -> list[Said]:
    """The texts of one finished file. Raises Failed."""
    try:
        if name == "deck":
            return list(deck_said.said(data))
        return [said if said.file == name else replace(said, file=name) for said in pdf_said.said(data)]
    except Unreadable as error:
        raise Failed([Problem(Place(name), f"the {name} {error}", "build it anew: make_report.py build")]) from error


def _alone(found: Iterable[Occurrence]) -> list[tuple[str, str]]:
    """(fact, the file that alone prints it), of a brief and its deck."""
    both, files = {"brief", "deck"}, dict[str, set[str]]()
    found = [one for one in found if one.file in both]
    for one in found:
        if one.part in _SEEN and len(one.facts) == 1:
            files.setdefault(one.facts[0], set()).add(one.file)
    read = {one.file for one in found} == both
    return [(fact, next(iter(where))) for fact, where in sorted(files.items()) if read and len(where) == 1]


def gathered(known: Expected, folder: Path, named: dict[str, Path]) -> dict[str, bytes]:
    """The finished files under the names that the outline gives them. `named`: files by kind ("brief", "deck"); without any,
    all of them as they lie in `folder`. Raises Failed for one that is not there; prints of the deck need not be."""
    if not named:
        return {name: _bytes(folder / name, output.file) for name, output in known.outputs.items()
                if output.file not in PRINTS or (folder / name).is_file()}
    made = {}
    for kind, path in named.items():
        names = [name for name, output in known.outputs.items() if output.file == kind]
        made[path.name if path.name in names else names[0]] = _bytes(path, kind)
    return made


def _bytes(path: Path, kind: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        hint = f"build it first: make_report.py build, or name it: --{kind} FILE"
        raise Failed([Problem(Place(str(path)), f"there is no {kind} to read here", hint)]) from error


def nearest(variants: Iterable[Expected], files: Callable[[Expected], dict[str, bytes]],
            say: Callable[[str], None] = lambda line: None) -> Audit:
    """The audit against the first variant that reconciles every number, or against that with the fewest changes: an edition is
    kept with its stamp and sent without."""
    best: Audit | None = None
    for known in variants:
        found = audit(known, files(known), say)
        if best is None or len(found.changes) < len(best.changes):
            best = found
        if found.whole:
            break
    assert best is not None, "there is a variant"
    return best
