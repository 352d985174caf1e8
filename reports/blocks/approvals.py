"""Who approved this brief, and when; what is still open says so."""
from __future__ import annotations

from typing import ClassVar

from reports import numbers
from reports.blocks._table import Column, Tabled, TableModel, place, tabled
from reports.compose import Composer
from reports.document import Content
from reports.head import Approval
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = """\
approvals:
  - {role: Head of the harbour desk, name: Ada Holm, at: 2021-04-06}
  - {role: Legal adviser}
"""
LABEL = "Approvals"
COLUMNS = (Column("Role", 1.4), Column("Name", 1.2), Column("Approved", 0.9))
OPEN = "open"


class Model(TableModel):
    """Own lines, or those of the head's `approvals`."""

    MAIN: ClassVar[str] = "items"
    items: list[Approval] = []


def compose(model: Model, composer: Composer) -> Tabled:
    report = composer.outline.report
    lines = model.items or report.approvals
    if not lines:
        composer.problem(model.place, "there are no approvals to print", "give them here, or in the head: approvals: [...]",
                         level="warning")
    rows = [(a.role, a.name or "", numbers.write_date(a.at, locale=report.language) if a.at else OPEN) for a in lines]
    return tabled(model, composer, COLUMNS, rows)


def slides(content: Content, stage: Stage) -> list[Page]:
    """None: approvals belong to the paper."""
    return []


__all__ = ["EXAMPLE", "LABEL", "Model", "compose", "place", "slides"]
