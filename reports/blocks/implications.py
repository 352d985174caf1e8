"""What follows: if this happens, then that; each with what it rests on."""
from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from charts.inputs import Node, Prose
from reports.blocks._headed import Headed, headline_of
from reports.blocks._listing import Entry, Listing, place
from reports.blocks._table import Column, Tabled, table_slides
from reports.compose import Composer
from reports.document import Content, Rich, Run
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = """\
implications:
  headline: A late contract moves the opening by a season
  items:
    - {if: the contract is signed before spring, then: The harbour opens in spring.}
    - {if: it is signed later, then: The largest ships stay outside until autumn.}
"""
LABEL = "What it means"
IF = "If "
COLUMNS = (Column("If", 1.0), Column("Then", 1.2))


class Implication(Node):
    """`if` goes on after the word "If"; `then` is a sentence."""

    if_: Annotated[Prose, Field(alias="if")]
    then: Prose
    facts: list[str] = []


class Model(Headed):
    """The most likely first."""

    MAIN: ClassVar[str] = "items"
    items: Annotated[list[Implication], Field(min_length=1)]


def compose(model: Model, composer: Composer) -> Listing:
    return Listing(composer.unmarked(model.headline), tuple(_entry(item, composer) for item in model.items))


def _entry(item: Implication, composer: Composer) -> Entry:
    condition = (Run(IF), *composer.rich(item.if_), Run(":"))
    return Entry(condition, composer.cited(composer.rich(item.then), item.facts, item.place))


def slides(content: Content, stage: Stage) -> list[Page]:
    """Conditions left, what follows from them right."""
    rows = tuple((_condition(item), item.remark) for item in content.body.items)
    return table_slides(content, stage, Tabled((), COLUMNS, rows), headline_of(content))


def _condition(item: Entry) -> Rich:
    """What stands between "If" and the colon."""
    start = next(i for i, run in enumerate(item.lead) if run.text == IF)
    return item.lead[start + 1:-1]


__all__ = ["EXAMPLE", "LABEL", "Model", "compose", "place", "slides"]
