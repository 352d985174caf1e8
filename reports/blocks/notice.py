"""A notice ahead of everything else: what the reader must know before the first number, such as which are out of date."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from charts.inputs import Prose
from reports.blocks import Block
from reports.compose import Composer
from reports.document import Content, Rich, Run, plain
from reports.layout.flow import Piece, Strip
from reports.layout.proof import Proof
from reports.layout.room import Room, bar, kicker
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = """\
notice:
  title: Correction
  headline: The length of the quay was wrong in the edition before
  text: The quay is {=120} metres long. The edition before gave its width.
"""
STATEMENT = 125.0  # points: as high as a statement may stand, some three lines


class Model(Block):
    """`headline` is the title of its slide; without one it stands in print only."""

    MAIN: ClassVar[str] = "text"
    text: Prose
    headline: Prose | None = None


@dataclass(frozen=True)
class Notice:
    text: tuple[Rich, ...]
    headline: Rich


def compose(model: Model, composer: Composer) -> Notice:
    return Notice(composer.paragraphs(model.text), composer.unmarked(model.headline))


def place(content: Content, room: Room) -> list[Piece]:
    """Beside an orange bar, under its title, the headline first."""
    pieces: list[Piece] = [kicker(room, content.title or "Notice", "H2")]
    lead = tuple(Run(run.text, True, run.emphasis, run.link, run.facts) for run in content.body.headline)
    first, *rest = content.body.text or ((),)
    for words in ((*lead, Run(". " if lead else ""), *first), *rest):
        box = room.setter.text(12, 0, room.width - 12, words, "body", room.tag.add("P"))
        pieces.append(Strip(box.height, (bar(0, 1, 3, box.height - 2, "orange"), box), before=2, after=14))
    return pieces


def slides(content: Content, stage: Stage) -> list[Page]:
    """One slide of its words, in the size of a statement where they are as short as one."""
    if not content.body.headline:
        return []
    words = content.body.text[0] if content.body.text else ()
    sheet = stage.sheet(content.body.headline)
    width, trial = sheet.width - 22, Proof(stage.setter)
    trial.fitted(words, "bottom_line", 0.0, 0.0, width, STATEMENT, content.place)
    box = stage.fitted(words, "list" if trial.problems else "bottom_line", sheet.x + 22, sheet.y + 12, width, sheet.height - 12,
                       content.place, name="Notice")
    height = stage.setter.set(box.paragraphs, box.width)[1]
    beside = bar(sheet.x, sheet.y + 12, 5, height, "orange")
    items = sheet.settled([beside, replace(box, height=stage.setter.high(box.paragraphs, box.width) + 6)])
    return [stage.slide(content, content.body.headline, items, kicker=plain(content.title) or "Notice", source=content.source)]
