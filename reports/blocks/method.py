"""How the brief was made: the method in words, its limits, and a chart of what it rests on."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from charts.inputs import Prose
from reports.blocks._headed import Headed, heading, headline_of, kicker_of
from reports.blocks._listing import strips
from reports.compose import Composer
from reports.document import Content, Exhibit, Rich, plain
from reports.layout.figures import exhibited
from reports.layout.flow import Columns, Piece
from reports.layout.listing import listed
from reports.layout.room import Room, kicker, running_text
from reports.layout.room import figure as figure_strip
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = """\
method:
  headline: The brief rests on papers and no talk
  text: Both papers were read again, and every number was traced to its page.
  limits:
    - Neither paper names its author.
    - The accounts of the price were not compared with others.
"""
LABEL = "Method"
LIMITS = "What it cannot say"
APPENDIX = True


class Model(Headed):
    """`limits`: what the brief cannot say; `use`: the id of a chart of what it rests on."""

    MAIN: ClassVar[str] = "text"
    text: Prose
    limits: list[Prose] = []
    use: str = ""


@dataclass(frozen=True)
class Method:
    headline: Rich
    paragraphs: tuple[Rich, ...]
    limits: tuple[Rich, ...]
    exhibit: Exhibit | None


def figure(model: Model) -> str:
    """The id of the chart, where there is one."""
    return model.use


def compose(model: Model, composer: Composer) -> Method:
    return Method(composer.unmarked(model.headline), composer.paragraphs(model.text),
                  tuple(composer.rich(limit) for limit in model.limits), composer.exhibit(model.use) if model.use else None)


def place(content: Content, room: Room) -> list[Piece]:
    """Text in the width of running text with the limits beside it, the chart over the full width."""
    method: Method = content.body
    room = room.inside(room.width, room.tag.add("Sect"), rail=room.rail, half=room.half)
    page = room.setter.theme.page
    inner = room.inside(min(room.width, page.span(4)))
    pieces: list[Piece] = list(heading(room, content))
    text = running_text(inner, method.paragraphs)
    if method.limits and room.width > inner.width:
        margin = room.inside(page.span(2))
        side = [kicker(margin, LIMITS), *strips(margin, method.limits, margin.width)]
        pieces.append(Columns(tuple(text), tuple(side), 0.0, inner.width + page.gutter, after=14))
    elif method.limits:
        pieces += [*text, kicker(inner, LIMITS, before=14), *strips(inner, method.limits, inner.width)]
    else:
        pieces += text
    return pieces + ([figure_strip(room, method.exhibit)] if method.exhibit else [])


def slides(content: Content, stage: Stage) -> list[Page]:
    """The limits as a list, then the chart."""
    method: Method = content.body
    headline = headline_of(content)
    say = tuple(plain(words) for words in method.paragraphs)
    pages: list[Page] = []
    if method.limits:
        spoken = replace(content, say=content.say or say)
        pages += listed(spoken, stage, headline, method.limits, numbered=True, kicker=kicker_of(content, "Appendix"))
    return pages + (exhibited(content, stage, method.exhibit, kicker=kicker_of(content, "Appendix")) if method.exhibit else [])
