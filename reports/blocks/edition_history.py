"""The editions of this brief: number, state of knowledge, and what each changed."""
from __future__ import annotations

from typing import ClassVar

from charts.inputs import Node, Prose
from reports import numbers
from reports.blocks._table import Column, Tabled, TableModel, place, slides, tabled
from reports.compose import Composer
from reports.document import Rich
from reports.leaves import Date, Label

EXAMPLE = """\
edition_history:
  - {edition: 1, as_of: 2021-02, note: First edition}
  - {edition: 2, as_of: 2021-04, note: The opening is in spring}
"""
LABEL = "Edition history"
APPENDIX = True
COLUMNS = (Column("Edition", 0.5), Column("As of", 0.9), Column("Made", 0.9), Column("What it changed", 2.6))


class Edition(Node):
    """One edition, by hand: "2", or "2.1" for a small fix of it."""

    edition: Label
    as_of: Date
    made: Date | None = None
    note: Prose | None = None


class Model(TableModel):
    """Editions by hand; without any, those of the archive and this one."""

    MAIN: ClassVar[str] = "editions"
    editions: list[Edition] = []


def compose(model: Model, composer: Composer) -> Tabled:
    rows = [_typed(edition, composer) for edition in model.editions] or [*_earlier(composer), _this(composer)]
    return tabled(model, composer, COLUMNS, rows)


def _typed(edition: Edition, composer: Composer) -> tuple[Rich | str, ...]:
    return (edition.edition, _date(edition.as_of, composer), _date(edition.made or "", composer),
            composer.rich(edition.note) if edition.note else ())


def _earlier(composer: Composer) -> list[tuple[Rich | str, ...]]:
    issue = composer.outline.issue
    past = [p for p in issue.history if p.number != issue.number] if issue else []
    return [(p.number, _date(p.as_of, composer), _date(p.made, composer), p.summary) for p in past]


def _this(composer: Composer) -> tuple[Rich | str, ...]:
    """This edition; how it differs is told by `what_changed`."""
    report, issue = composer.outline.report, composer.outline.issue
    first = not issue.history if issue else report.edition == 1
    return (_number(composer), _date(report.as_of.date, composer, inferred=report.as_of.basis == "inferred"),
            _date(issue.made if issue else "", composer), "First edition" if first else "This edition")


def _number(composer: Composer) -> str:
    """The number of the edition that is being made."""
    issue = composer.outline.issue
    return issue.number if issue else str(composer.outline.report.edition)


def _date(date: str, composer: Composer, *, inferred: bool = False) -> str:
    day = date.partition("T")[0]
    return numbers.write_date(day, locale=composer.outline.report.language, inferred=inferred) if day else ""


__all__ = ["APPENDIX", "EXAMPLE", "LABEL", "Model", "compose", "place", "slides"]
