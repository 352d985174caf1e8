"""All places where the accounts differ, as an annex: what each item says, how they differ, and what the brief prints."""
from __future__ import annotations

from typing import ClassVar

from reports.blocks._table import Column, Tabled, TableModel, place, tabled
from reports.compose import Composer
from reports.document import Content, Rich, Run
from reports.head import Conflict
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = """\
conflicts:
  headline: The accounts of the quay agree in substance
"""
LABEL = "Where the accounts differ"
APPENDIX = True
COLUMNS = (Column("No.", 0.5), Column("What the items say", 2.6), Column("They", 0.9), Column("This brief prints", 1.7))
VERDICTS = {"agree": "agree in substance", "scope": "speak of different things", "conflict": "contradict each other",
            "strength": "differ in force", "tension": "are both true", "dup": "repeat each other",
            "gap": "leave it without support"}


class Model(TableModel):
    """`only`: the ids of some conflicts; all when it is empty."""

    MAIN: ClassVar[str] = "only"
    only: list[str] = []


def compose(model: Model, composer: Composer) -> Tabled:
    shown = {name: conflict for name, conflict in composer.outline.conflicts.items() if not model.only or name in model.only}
    return tabled(model, composer, COLUMNS, [_row(name, conflict, composer) for name, conflict in shown.items()])


def _row(name: str, conflict: Conflict, composer: Composer) -> tuple[Rich | str, ...]:
    return name, _items(conflict, composer), VERDICTS[conflict.verdict], composer.rich(conflict.use, traced=False)


def _items(conflict: Conflict, composer: Composer) -> Rich:
    """"A-051: 1,100 km; B-041: 680 miles"."""
    runs: list[Run] = []
    for name in conflict.items:
        if name in composer.ledger and composer.ledger[name].publish:
            runs += [Run("; " if runs else ""), Run(f"{name} ", strong=True),
                     Run(composer.ledger.written(name, "short"), facts=(name,))]
    return tuple(run for run in runs if run.text)


def slides(content: Content, stage: Stage) -> list[Page]:
    """None: the boxes of the themes are in the speaker notes, the list is for reading."""
    return []


__all__ = ["APPENDIX", "EXAMPLE", "LABEL", "Model", "compose", "place", "slides"]
