"""What is new since the last edition: what it was, what it is now, why, and since when."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import ClassVar

from charts.inputs import Node, Prose
from reports.blocks._table import Column, Tabled, TableModel, place, slides, tabled
from reports.compose import Composer
from reports.document import Rich, Run, tidied
from reports.issue import Change, Issue, What

EXAMPLE = """\
what_changed:
  headline: The board has moved the opening to spring
  rows:
    - {what: Opening, was: summer, now: spring, why: The money is voted., since: the vote}
    - {what: Survey of the seabed, now: published, why: The survey was finished.}
"""
LABEL = "What changed"
COLUMNS = (Column("What", 1.2), Column("Was", 0.9), Column("Is now", 0.9), Column("Why", 1.4), Column("Since", 0.7))
MOST = 12  # rows of changes that the archive found
VALUE, REASON = 38, 56  # letters of what it was or is, and of why; the letter to readers has them whole
NAMES: Mapping[What, str] = {"fact": "Fact", "derived": "Derived", "conflict": "Conflict", "figure": "Figure", "text": "Text",
                             "head": "Head:", "source": "Source", "table": "Data", "file": "File", "layout": "Layout"}


class Row(Node):
    """One change. `was` is empty for what is new, `now` for what is gone."""

    what: Prose
    was: Prose | None = None
    now: Prose | None = None
    why: Prose | None = None
    since: Prose | None = None
    facts: list[str] = []


class Model(TableModel):
    """Rows by hand; without any, the changes found against the last edition. Nothing prints in a first edition."""

    MAIN: ClassVar[str] = "rows"
    rows: list[Row] = []


def compose(model: Model, composer: Composer) -> Tabled:
    if model.rows:
        return tabled(model, composer, COLUMNS, [_typed(row, composer) for row in model.rows])
    issue = composer.outline.issue or Issue("")
    shown = worth_telling(issue.changes)
    table = tabled(model, composer, COLUMNS, [_found(change, composer) for change in shown[:MOST]])
    return replace(table, note=tidied([*table.note, *(Run(f"{words} ") for words in _remarks(issue, len(shown) - MOST))]))


def _typed(row: Row, composer: Composer) -> tuple[Rich, ...]:
    what = composer.cited(composer.rich(row.what), row.facts, row.place)
    return (what, *(composer.rich(text) if text else () for text in (row.was, row.now, row.why, row.since)))


def worth_telling(changes: Iterable[Change]) -> list[Change]:
    """What a reader should know of, what matters most first: wording that changed and nothing else is left out."""
    return sorted((c for c in changes if c.material or c.how != "wording"), key=lambda change: not change.material)


def _found(change: Change, composer: Composer) -> tuple[Rich, ...]:
    """A change that the archive found: its words print as they are; a fact is cited where it is still in the ledger."""
    facts = (change.id,) if change.id in composer.ledger else ()
    what = composer.cited((Run(f"{NAMES[change.what]} {change.id}".strip(), facts=facts),), facts)
    now = change.now or ("gone" if change.how == "removed" else "")
    said = (cut(change.was, VALUE), cut(now, VALUE), cut(change.why, REASON), "")
    return (what, *((Run(text),) if text else () for text in said))


def cut(text: str, most: int) -> str:
    """What the archive found, short enough for two lines of a slide: nobody wrote it, so nobody could shorten it."""
    return text if len(text) <= most else f"{text[:most - 1].rsplit(' ', 1)[0].rstrip(' ,;:([“')}…"


def _remarks(issue: Issue, left: int) -> list[str]:
    """Compared with what, how much is not shown, and what was a mistake."""
    said = [f"Compared with edition {issue.since}."] if issue.since else []
    said += [f"{left} smaller changes are not shown."] if left > 0 else []
    return said + ([f"This edition corrects edition {issue.correction.of_edition}: {issue.correction.what}"]
                   if issue.correction else [])


__all__ = ["EXAMPLE", "LABEL", "Model", "compose", "place", "slides", "worth_telling"]
