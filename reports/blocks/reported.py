"""What only unnamed sources say, set apart and labelled "reported, not verified"."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field

from charts.inputs import Node, Prose
from reports.blocks import Block
from reports.blocks._box import box, paragraphs
from reports.compose import Composer
from reports.document import Content, Rich, Run
from reports.layout.flow import Piece
from reports.layout.listing import listed
from reports.layout.room import Room
from reports.layout.stage import Stage
from reports.page import Item as Placed
from reports.page import Page

EXAMPLE = """\
reported:
  title: A second buyer
  items:
    - {text: "A second company is said to want the quay."}
  handling: Nobody has confirmed it; do not repeat it as a fact.
"""
LABEL = "Reported, not verified"
UNNAMED = ("anonymous_source", "media_report")
UNVERIFIED = ("reported_unverified", "speculation")


class Item(Node):
    """One report, with the facts that carry it."""

    text: Prose
    facts: list[str] = []


class Model(Block):
    """`handling`: what the reader may do with it."""

    MAIN: ClassVar[str] = "items"
    items: Annotated[list[Item], Field(min_length=1)]
    handling: Prose


@dataclass(frozen=True)
class Reported:
    items: tuple[Rich, ...]
    handling: Rich


def compose(model: Model, composer: Composer) -> Reported:
    for item in model.items:
        for fact in item.facts:
            _unnamed(fact, item, composer)
    return Reported(tuple(composer.cited(composer.rich(i.text), i.facts, i.place) for i in model.items),
                    composer.rich(model.handling))


def _unnamed(name: str, item: Item, composer: Composer) -> None:
    """A fact that somebody stands by does not belong here."""
    if name not in composer.ledger:
        return
    fact = composer.ledger[name]
    if fact.attribution not in UNNAMED and fact.status not in UNVERIFIED:
        composer.problem(item.place, f'fact "{name}" has a named source', "report it in a text: this box is for unnamed sources",
                         level="warning", rule="H23")


def place(content: Content, room: Room) -> list[Piece]:
    body: Reported = content.body

    def words(inner: Room) -> list[Placed]:
        handling = tuple(Run(r.text, r.strong, True, r.link, r.facts, r.notes) for r in body.handling)
        return paragraphs(inner, [*body.items, handling])

    label = (Run(LABEL, emphasis=True),)
    return [box(room, label, content.title or "", words)]


def slides(content: Content, stage: Stage) -> list[Page]:
    """For analysts only: a slide is easily passed on without its caveat."""
    if stage.document.profile != "analyst":
        return []
    return listed(content, stage, content.title or LABEL, content.body.items, numbered=True, note=content.body.handling,
                  kicker=LABEL if content.title else "")
