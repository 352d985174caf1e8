"""The stages that judge: whether there is anything new, whether the report may become an edition at all."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from reports.counted import counted
from reports.editions import content, diff, making, material, reading, snapshot
from reports.editions.content import Data
from reports.editions.making import Stated
from reports.editions.manifest import Manifest
from reports.house.style import style_folders
from reports.issue import Correction, Issue, Past
from reports.options import TEMPLATES
from reports.problems import Problem, errors
from reports.running.steps import Run, Status, Stopped

HEADLINES = ("T5",)  # rules by which a headline no longer says what its rows say
CODE = Path(__file__).parents[2]


def check(run: Run) -> Mapping[str, Any]:
    """Read the report as it is now, and find what has changed. Fills `last`; and `content`, `changes`, `issue` for a new edition.

    Raises Failed when the outline cannot be read, Damaged when the last edition cannot.
    """
    run.last, run.styles = run.archive.last(), styles_of(TEMPLATES)  # hashed before they are copied, so no change is missed
    run.before = run.archive.content(run.last) if run.last else None
    made_with = making.of(run.archive, run.last) if run.last else None
    run.today = run.today or _today(run, made_with)
    if run.last and made_with and not run.forced and _as_before(run, run.last, made_with):
        return {"unchanged": 1}
    snapshot.copy(run.folder, run.staged / making.INPUTS, [run.archive.root])
    typed, run.content = _read(run)
    correction = _correction(run, typed)
    if run.before == run.content and not correction and not run.forced:
        return {"unchanged": 1}
    found = diff.changes(run.before, run.content) if run.before else ()
    run.changes = material.judged(found, run.before or {}, run.content, run.settings.rule)
    run.minor = run.last is not None and material.is_minor(run.changes, run.settings.edition.minor_on)
    run.issue = _issue(run, correction)
    return {"facts": len(run.content["facts"]), **diff.counts(run.changes)}


def _today(run: Run, made_with: Stated | None) -> str:
    """The clock's day. One that was set back makes nothing young again: then the last edition's day."""
    return max(run.settings.day(run.clock()), made_with.today if made_with else "")


def _as_before(run: Run, last: Manifest, made_with: Stated) -> bool:
    """Whether nothing can have changed: same files, same program, same readers; and same day, where facts may grow old."""
    same_day = run.today == made_with.today or "aged" not in (run.before or {})
    return (same_day and made_with.profiles == tuple(run.settings.edition.profiles) and last.tool == tool()
            and _inputs(run) == last.inputs)


def _inputs(run: Run) -> str:
    """One hash of every byte that an edition could be made from, read where it is."""
    return content.digest([snapshot.digests(run.folder, [run.archive.root]), run.styles])


def staged_inputs(run: Run) -> str:
    """The same hash, of the copy."""
    inputs = {name: hashlib.sha256((run.staged / making.INPUTS / name).read_bytes()).hexdigest()
              for name in snapshot.names(run.staged / making.INPUTS)}
    return content.digest([inputs, run.styles])


def styles_of(folder: Path) -> dict[str, dict[str, str]]:
    """The SHA-256 of each file of each house style."""
    return {path.parent.name: snapshot.digests(path.parent) for path in sorted(folder.glob("*/theme.yaml"))}


@cache
def tool() -> str:
    """One hash of the program itself: another version may see another thing in the same files."""
    made = hashlib.sha256()
    for package in ("reports", "charts"):
        for path in sorted((CODE / package).rglob("*.py")):
            made.update(hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()


def _read(run: Run) -> tuple[Data, Data]:
    """The staged outline as typed, and what it says. Copies its house style beside it."""
    inputs = run.staged / making.INPUTS
    found = made, typed = reading.outlined(inputs, run.name, run.cache)
    house = style_folders(TEMPLATES, made.report.template.name)
    style = {name: snapshot.copy(TEMPLATES / name, run.staged / making.STYLES / name) for name in house}
    return content.plain(typed), reading.said(inputs, run.name, found, style, tuple(run.settings.edition.profiles), run.today)


# ---------------------------------------------------------------- the edition to be
def _correction(run: Run, typed: Data) -> Correction | None:
    """The correction that the head declares, unless the last edition made it already. Raises Stopped for one of no edition."""
    said = typed["report"].get("correction")
    if not said:
        return None
    found = Correction(str(said["of_edition"]), str(said["what"]), bool(said.get("material", False)))
    if run.archive.edition(found.of_edition) is None:
        raise Stopped(Status.BLOCKED, f"the correction is of edition {found.of_edition}, which the archive does not have")
    before = making.of(run.archive, run.last).issue if run.last else None
    return None if before and before.correction == found else found


def _issue(run: Run, correction: Correction | None) -> Issue:
    last = run.last
    number = material.next_number(last.number, run.minor) if last else "1"
    made = last.published if last and run.minor else run.at[:10]
    return Issue(number, made, "draft", since=last.number if last else "", changes=run.changes, history=tuple(_history(run)),
                 correction=correction, embargo=embargo(run.content or {}))


def _history(run: Run) -> Iterator[Past]:
    for edition in run.archive.editions():
        yield Past(edition.number, edition.as_of, edition.published, edition.summary)


def embargo(said: Data) -> str:
    """The end of the embargo that a head declares, ISO 8601 with zone; empty for none."""
    found = (said.get("head") or {}).get("embargo") or {}
    return str(found.get("until", "")) if isinstance(found, dict) else str(found)


# ---------------------------------------------------------------- gate
def gate(run: Run) -> Mapping[str, Any]:
    """Whether what was built may become an edition; the warnings that it carries."""
    return {"warnings": len(run.problems), "material": sum(change.material for change in run.changes)}


def blocked(problems: list[Problem], name: str) -> Stopped:
    """The end of a run whose report has errors; a headline that its rows no longer support is asked about."""
    asks = [f"{p.place}: {p.what}. Is the headline to say something else, or are the new values wrong?"
            for p in problems if p.rule in HEADLINES and p.level == "error"]
    what = f"{counted(len(errors(problems)), 'error')} in {name}"
    if asks:
        what = f"{counted(len(asks), 'headline')} no longer {'say what their' if len(asks) > 1 else 'says what its'} data say"
    return Stopped(Status.BLOCKED, what, problems, asks)
