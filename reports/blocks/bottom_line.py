"""The message in one or two sentences, 45 words at most: the first thing read."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from charts.inputs import Prose
from reports.blocks import Block
from reports.blocks._limits import within, words_in
from reports.compose import Composer
from reports.document import Content, Rich, plain
from reports.layout import speaking
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room, bar, kicker
from reports.layout.stage import Stage
from reports.layout.tally import tally
from reports.page import Item, Page

EXAMPLE = "bottom_line: The harbour can open in spring, if the dredging contract is signed by {=1} March.\n"
LIMIT = 45  # words: look.md, section 3


class Model(Block):
    """One text."""

    MAIN: ClassVar[str] = "text"
    text: Prose


@dataclass(frozen=True)
class BottomLine:
    text: Rich


def compose(model: Model, composer: Composer) -> BottomLine:
    text = composer.rich(model.text)
    composer.named_only(text, model.text.place, "the bottom line")
    within(composer, model.text.place, "the bottom line", words_in([text]), LIMIT)
    return BottomLine(text)


def place(content: Content, room: Room) -> list[Piece]:
    words: Rich = content.body.text
    label = kicker(room, content.title or "Bottom line", "H2")
    tag = room.tag.add("P")
    box = room.setter.text(12, 0, room.width - 12, words, "bottom_line", tag)
    items: tuple[Item, ...] = (bar(0, 1, 3, box.height - 2, "orange"), box)
    return [label, Strip(box.height, items, before=2, after=8)]


def slides(content: Content, stage: Stage) -> list[Page]:
    """The statement itself is the slide's title; under it, what the deliverables add up to."""
    count = tally(stage, 330)
    room, inset = stage.region("statement"), 22.0
    title = stage.fitted(content.body.text, "bottom_line", room.x + inset, room.y if count else room.y + 66, room.width - inset,
                         room.height, content.place, placeholder="title", name="Title")
    title = replace(title, height=stage.setter.high(title.paragraphs, title.width) + 6)
    mark = bar(room.x, title.y + 2, 5, stage.setter.set(title.paragraphs, title.width)[1] + 2, "orange")
    items: list[Item] = [*stage.over(content.title or "Bottom line", content.place), title, mark, *count]
    source = content.source
    words = plain(content.body.text)
    summary = stage.find("exec_summary")
    notes = stage.notes(content, words, source, "")
    if summary:
        notes = speaking.background(notes, " ".join(plain(paragraph) for paragraph in summary.body.paragraphs))
    return [stage.page((*items, *stage.foot(content, source, ""), *stage.footer()), "statement", words, notes)]
