"""The ledger of facts as an annex: every item with its words, who vouches for it, its status and its place."""
from __future__ import annotations

from typing import ClassVar

from reports import citation
from reports.blocks._table import Column, Tabled, TableModel, place, tabled
from reports.compose import Composer
from reports.document import Content, Rich, Run
from reports.layout.stage import Stage
from reports.page import Page
from reports.resolution import Fact

EXAMPLE = """\
ledger:
  headline: The gallery rests on invented facts
"""
LABEL = "Ledger of facts"
APPENDIX = True
COLUMNS = (Column("Item", 0.5), Column("As printed", 1.3), Column("The source’s words", 2.35), Column("Vouched for by", 1.1),
           Column("Status", 1.1), Column("Place", 0.85))
INNER = str.maketrans("“”", "‘’")  # marks within marks


class Model(TableModel):
    """`themes`: only the facts of these themes."""

    MAIN: ClassVar[str] = "themes"
    themes: list[str] = []


def compose(model: Model, composer: Composer) -> Tabled:
    facts = [fact for fact in composer.ledger.facts.values() if fact.publish and _wanted(fact, model, composer)]
    return tabled(model, composer, COLUMNS, [_row(fact, composer) for fact in facts])


def _wanted(fact: Fact, model: Model, composer: Composer) -> bool:
    typed = composer.outline.facts[fact.id]
    return not model.themes or getattr(typed, "theme", None) in model.themes


def _row(fact: Fact, composer: Composer) -> tuple[Rich | str, ...]:
    printed: Rich = (Run(composer.ledger.written(fact.id), facts=(fact.id,)),)
    if fact.derived:
        return fact.id, printed, f"Derived: {composer.ledger.formula_text(fact.id)}", "", "Derived", ""
    place = ", ".join(filter(None, (fact.source, fact.locator)))
    phrase = f"“{fact.phrase.strip().translate(INNER)}”" if fact.phrase else ""
    return (fact.id, printed, phrase, citation.capital(citation.vouched(fact)), fact.status.replace("_", " ").capitalize(), place)


def slides(content: Content, stage: Stage) -> list[Page]:
    """None: a ledger is read, not shown."""
    return []


__all__ = ["APPENDIX", "EXAMPLE", "LABEL", "Model", "compose", "place", "slides"]
