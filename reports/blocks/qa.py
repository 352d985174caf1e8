"""Questions that may come, with answers of 60 words at most, by how likely they are to be raised."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from charts.inputs import Node, Prose
from reports.blocks._headed import Headed, heading
from reports.blocks._limits import within, words_in
from reports.compose import Composer
from reports.document import Content, Rich, plain
from reports.layout import speaking
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room, prose, rule
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = """\
qa:
  headline: The price will be asked for first
  items:
    - {question: "What will the quay cost?", answer: The price of steel is not fixed., raised: certain}
    - {question: "Will the ferry stop?", answer: Nobody has proposed it., raised: unlikely}
"""
LABEL = "Questions and answers"
LIMIT = 60  # words of an answer: P14
Raised = Literal["certain", "possible", "unlikely"]
GROUPS: dict[Raised, str] = {"certain": "Certain to be raised", "possible": "Might be raised",
                             "unlikely": "Unlikely: if raised"}


class Question(Node):
    """`raised`: how likely it is to come."""

    question: Prose
    answer: Prose
    raised: Raised = "possible"
    facts: list[str] = []


class Model(Headed):
    """In any order; they print by how likely they are."""

    MAIN: ClassVar[str] = "items"
    items: Annotated[list[Question], Field(min_length=1)]


@dataclass(frozen=True)
class Answered:
    question: Rich
    answer: Rich
    raised: Raised


@dataclass(frozen=True)
class Questions:
    headline: Rich
    items: tuple[Answered, ...]


def compose(model: Model, composer: Composer) -> Questions:
    items = sorted((_answered(q, composer) for q in model.items), key=lambda a: list(GROUPS).index(a.raised))
    return Questions(composer.unmarked(model.headline), tuple(items))


def _answered(item: Question, composer: Composer) -> Answered:
    answer = composer.rich(item.answer)
    within(composer, item.answer.place, "this answer", words_in([answer]), LIMIT)
    return Answered(composer.rich(item.question), composer.cited(answer, item.facts, item.place), item.raised)


def place(content: Content, room: Room) -> list[Piece]:
    """Each group under its name; a question stays with the start of its answer."""
    room = room.inside(room.width, room.tag.add("Sect"), rail=room.rail, half=room.half)
    width = room.width if room.rail or room.half else min(room.width, room.setter.theme.page.span(4))
    room, wide = room.inside(width, rail=room.rail, half=room.half), room
    pieces = heading(wide, content)
    for raised, name in GROUPS.items():
        items = [item for item in content.body.items if item.raised == raised]
        if items:
            asked = [strip for i, item in enumerate(items) for strip in _item(item, room, 6.0 if i else 0.0)]
            pieces += [_group(name, room), *asked]
    return pieces


def _group(name: str, room: Room) -> Strip:
    words = room.setter.text(0, 10, room.width, name, "box_label", room.tag.add("P"))
    return Strip(2 * room.grid, (rule(0, 5, room.width, 0.5, "g300"), words), before=6, keep=True, grid=True)


def _item(item: Answered, room: Room, before: float) -> list[Strip]:
    question = room.setter.text(0, 0, room.width, item.question, "lead", room.tag.add("P"))
    return [Strip(question.height, (question,), before=before, keep=True, grid=True), prose(room, item.answer)]


def slides(content: Content, stage: Stage) -> list[Page]:
    """None: answers are for the speaker's notes."""
    return []


def spoken(content: Content) -> tuple[str, ...]:
    """Questions with their answers as lines of speaker notes."""
    return tuple(f"{speaking.QUESTION}{plain(i.question)} {plain(i.answer)}" for i in content.body.items)
