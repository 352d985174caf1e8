"""The summary of a longer brief, 120 to 250 words; on slides it becomes speaker notes."""
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from charts.inputs import Prose
from reports.blocks import Block
from reports.blocks._limits import within, words_in
from reports.compose import Composer
from reports.document import Content, Rich
from reports.layout.flow import Piece
from reports.layout.room import Room, kicker, running_text
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = """\
exec_summary: |
  The harbour board asked what an early opening would take. This summary answers step by step: what must be
  signed, what it costs, and who could still object.

  One contract is missing. The dredging of the eastern basin is drafted and priced, and both sides say that they will sign
  it; neither has named a day. Without it the largest ships stay outside, and the opening would be one in name only. The
  survey of the seabed, on which the contract rests, is done and published.

  The money is voted, but the price of steel is not fixed, and it has risen since the vote. The port company carries the
  difference up to a limit that it has not told the board.

  Nobody objects in public. Both councils have agreed, the fishermen have been heard, and the only open question among them
  is who pays for the quay.
"""
LEAST, MOST = 120, 250  # words: P14


class Model(Block):
    """Paragraphs of running text."""

    MAIN: ClassVar[str] = "text"
    text: Prose


@dataclass(frozen=True)
class Summary:
    paragraphs: tuple[Rich, ...]


def compose(model: Model, composer: Composer) -> Summary:
    paragraphs = composer.paragraphs(model.text)
    within(composer, model.text.place, "the summary", words_in(paragraphs), MOST, least=LEAST)
    return Summary(paragraphs)


def place(content: Content, room: Room) -> list[Piece]:
    return [kicker(room, content.title or "Summary", "H2"), *running_text(room, content.body.paragraphs)]


def slides(content: Content, stage: Stage) -> list[Page]:
    return []
