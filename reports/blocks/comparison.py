"""Two charts side by side, under the sentence that says how they differ."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from charts.inputs import Prose
from reports.blocks import Block
from reports.blocks._body import Body
from reports.compose import Composer
from reports.document import Content, Exhibit, Rich, plain
from reports.layout.figures import compared
from reports.layout.flow import Columns, Piece, Strip
from reports.layout.room import Room
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = """\
comparison:
  headline: The columns count what the bars compare
  blocks:
    - chart: column-example
    - chart: bar-example
"""
PAIR = 2


class Model(Block):
    """`blocks` are two charts."""

    MAIN: ClassVar[str] = "headline"
    headline: Prose
    blocks: Body


@dataclass(frozen=True)
class Comparison:
    headline: Rich
    contents: tuple[Content, ...]

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        return tuple(c.body.exhibit for c in self.contents if c.body.exhibit)


def compose(model: Model, composer: Composer) -> Comparison:
    contents = [c for c in composer.contents(model.blocks) if c.kind == "chart"]
    if len(contents) != PAIR or len(model.blocks) != PAIR:
        composer.problem(model.place, f"this comparison has {len(contents)} charts", "compare two: blocks: [chart: a, chart: b]",
                         rule="S3")
    return Comparison(composer.unmarked(model.headline), tuple(contents[:PAIR]))


def place(content: Content, room: Room) -> list[Piece]:
    """The headline, then the two figures in half the width each."""
    shape, body = room.setter.theme.page, content.body
    box = room.setter.text(0, 0, room.width, body.headline, "h2", room.tag.add("H2", title=plain(body.headline)))
    head = Strip(box.height, (box,), before=20, after=8, keep=True)
    sides = []
    for child in body.contents:
        strips = [p for p in room.inside(shape.span(3), half=True).place(child) if isinstance(p, Strip)]
        sides.append(tuple(replace(strip, floats=False, before=0.0) for strip in strips))
    if len(sides) < PAIR:
        return [head]
    return [head, Columns(sides[0], sides[1], 0.0, shape.span(3) + shape.gutter, before=0, after=16)]


def slides(content: Content, stage: Stage) -> list[Page]:
    exhibits = content.body.exhibits
    return [compared(content, stage, content.body.headline, exhibits)] if len(exhibits) == PAIR else []
