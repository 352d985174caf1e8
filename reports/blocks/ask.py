"""The decision that is wanted, by when, and a box to tick."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field

from charts.drawing import Stroke
from charts.inputs import Prose
from reports.blocks import Block
from reports.blocks._box import bottom, box
from reports.blocks._headed import label_of
from reports.blocks._statement import INSET, statement
from reports.compose import Composer
from reports.document import Content, Rich, Run, plain
from reports.layout.flow import Piece
from reports.layout.room import Room, stacked
from reports.layout.stage import Stage
from reports.page import Item, Page, Shape, moved

EXAMPLE = """\
ask:
  decision: Allow the board to sign the dredging contract at the price offered
  by: the end of the month
"""
LABEL = "Decision wanted"
CLOSING = True  # its slide ends the deck


class Model(Block):
    """`choices` stand beside the boxes to tick; `reason` in a sentence."""

    MAIN: ClassVar[str] = "decision"
    decision: Prose
    by: Prose | None = None
    reason: Prose | None = None
    choices: Annotated[list[Prose], Field(min_length=1, max_length=4)] = [Prose("Approve"), Prose("Disapprove")]
    facts: list[str] = []


@dataclass(frozen=True)
class Ask:
    decision: Rich
    by: Rich
    reason: Rich
    choices: tuple[str, ...]


def compose(model: Model, composer: Composer) -> Ask:
    return Ask(composer.cited(composer.rich(model.decision), model.facts, model.place),
               (Run("By "), *composer.rich(model.by)) if model.by else (),
               composer.rich(model.reason) if model.reason else (), tuple(composer.words(c) for c in model.choices))


def band(content: Content, room: Room) -> list[Item]:
    """The decision set for the band at the foot of page one."""
    head = room.setter.text(0, 0, room.width, label_of(content), "kicker", room.tag.add("H2"))
    return [head, *(moved(item, 0.0, head.height + 4.0) for item in _words(content.body, room))]


def place(content: Content, room: Room) -> list[Piece]:
    return [box(room, content.title or LABEL, "", lambda inner: _words(content.body, inner), ruled=True)]


def _words(ask: Ask, room: Room) -> list[Item]:
    text = room.setter.text
    boxes: list[Item] = [text(0, 0, room.width, ask.decision, "lead", room.tag.add("P"))]
    boxes += [text(0, 0, room.width, words, "ask_text", room.tag.add("P")) for words in (ask.reason, ask.by) if words]
    placed, y = stacked(boxes, 2.0)
    return placed + [moved(item, 0.0, y + 8.0) for item in _ticks(ask.choices, room)]


def _ticks(choices: Sequence[str], room: Room) -> list[Item]:
    """A square to tick before each choice; they run on while the line holds them."""
    made: list[Item] = []
    x = y = 0.0
    for words in choices:
        width = room.setter.width(words, "ask_text") + 14.0 + 22.0
        if x and x + width - 22.0 > room.width:
            x, y = 0.0, bottom(made) + 4.0
        made += [_square(x, y + 2.0, 9.0, 0.75),
                 room.setter.text(x + 14.0, y, max(width, 40.0), words, "ask_text", room.tag.add("P"))]
        x += width
    return made


def _square(x: float, y: float, side: float, stroke: float) -> Shape:
    return Shape(x, y, side, side, stroke=Stroke("navy", stroke), name="Tick box")


def slides(content: Content, stage: Stage) -> list[Page]:
    """The decision is the slide's statement; the choices stand under it."""
    ask: Ask = content.body
    headline = plain(content.title) or LABEL
    sheet = stage.sheet(headline)
    items, y = statement(stage, ask.decision, "bottom_line", sheet.y + 8, 170, content.place, name="Ask")
    left, width = stage.left + INSET, stage.width - 3 * INSET
    more = [(text, "list") for text in (ask.by, ask.reason) if text]
    if more:
        items.append(stage.fitted_all(more, left, y + 20, width, 80, content.place, name="Ask, when and why"))
    top, step = min(y + (100 if more else 44), sheet.bottom - 30), width / 4
    for i, choice in enumerate(ask.choices):
        x = left + i * step
        items += [_square(x, top + 4, 18.0, 1.5),
                  stage.label(choice, "list", x + 28, top, step - 32, name=f"Ask, choice {i + 1}")]
    return [stage.slide(content, headline, sheet.settled(items), source=content.source,
                        say=(f"The decision wanted: {plain(ask.decision)}.",))]
