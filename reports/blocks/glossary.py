"""Terms and abbreviations with their meanings, from the head or given here."""
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from charts.inputs import Node, Prose
from reports.blocks import Block
from reports.blocks._headed import label_of
from reports.blocks._table import Column, Tabled, table_slides
from reports.compose import Composer
from reports.document import Content, Rich, Run, plain
from reports.layout.flow import Piece, Strip
from reports.layout.notes import columned
from reports.layout.room import Room, kicker
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = """\
glossary:
  - {term: TEU, meaning: twenty-foot equivalent unit}
  - {term: quay, meaning: a wall that ships lie alongside}
"""
LABEL = "Glossary"
APPENDIX = True


class Term(Node):
    """One entry."""

    term: Prose
    meaning: Prose


class Model(Block):
    """Own terms, or those of the outline's `glossary` when none are given."""

    MAIN: ClassVar[str] = "items"
    items: list[Term] = []


@dataclass(frozen=True)
class Glossary:
    items: tuple[Rich, ...]


def compose(model: Model, composer: Composer) -> Glossary:
    pairs = [(t.term, t.meaning) for t in model.items] or [(t.term, t.meaning) for t in composer.outline.glossary]
    entries = sorted(((composer.words(term), composer.rich(meaning)) for term, meaning in pairs), key=lambda e: e[0].casefold())
    return Glossary(tuple((Run(f"{term} ", strong=True), *meaning) for term, meaning in entries))


def place(content: Content, room: Room) -> list[Piece]:
    if not content.body.items:
        return []
    listing = room.tag.add("L")
    step = (room.width - 2 * 16) / 3
    boxes = []
    for words in content.body.items:
        box = room.setter.text(0, 0, step, words, "note", listing.add("LI").add("LBody"), strong="row_label")
        boxes.append(Strip(box.height, (box,)))
    label = label_of(content)
    return [kicker(room, label, "H2", ruled=True, before=28), columned(boxes, step, 16.0, 2.0)]


def slides(content: Content, stage: Stage) -> list[Page]:
    """An appendix slide with the terms as a table."""
    rows = tuple(((Run(plain(words[:1]).strip()),), words[1:]) for words in content.body.items)
    table = Tabled((), (Column("Term", 0.8), Column("Meaning", 2.4)), rows)
    return table_slides(content, stage, table, label_of(content))
