"""Two charts side by side, under the sentence that says how they differ; on one scale, or with a word that they are not."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

import charts
from charts.inputs import Prose
from charts.together import sharing
from reports.blocks import Block
from reports.blocks.chart import Chart
from reports.compose import Composer
from reports.document import Content, Exhibit, Rich, Run, plain
from reports.layout.figures import compared
from reports.layout.flow import Columns, Piece, Strip
from reports.layout.room import Room, figure
from reports.layout.stage import Stage
from reports.page import Figure, Page, moved

EXAMPLE = """\
comparison:
  headline: Columns and a line show the same growth
  charts: [example, line-example]
"""
PAIR = 2
APART = "The two charts do not share one scale."


class Model(Block):
    """`charts` are two of the outline's charts. `scale`: "shared" puts both on one axis (the default where units and kinds allow
    it), "own" leaves each its own and says so."""

    MAIN: ClassVar[str] = "headline"
    headline: Prose
    charts: list[str]
    scale: Literal["shared", "own"] | None = None


@dataclass(frozen=True)
class Comparison:
    """`contents` are the charts, as blocks of their own; `shared`: on one scale."""

    headline: Rich
    contents: tuple[Content, ...]
    shared: bool = False

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        return tuple(content.body.exhibit for content in self.contents)


def figures(model: Model) -> list[str]:
    """The ids under which this block's figures are numbered."""
    return model.charts


def compose(model: Model, composer: Composer) -> Comparison:
    names = list(dict.fromkeys(model.charts))
    if len(names) != PAIR or len(model.charts) != PAIR:
        composer.problem(model.place, f"this comparison names {len(names)} chart{'' if len(names) == 1 else 's'}",
                         "it compares two: charts: [one, other]", rule="S3")
    found = tuple(filter(None, map(composer.exhibit, names[:PAIR])))
    made, shared = _scaled(model, composer, found) if len(found) == PAIR else (found, False)
    contents = tuple(Content("chart", Chart(one, "half"), one.place, facts=one.facts, source=one.slide_source) for one in made)
    return Comparison(composer.unmarked(model.headline), contents, shared)


def _scaled(model: Model, composer: Composer, found: tuple[Exhibit, ...]) -> tuple[tuple[Exhibit, ...], bool]:
    """The charts on one scale where they can and shall be, else with the word that they are not, where a reader needs it."""
    units = {one.spec.unit for one in found}
    alike = len(units) == 1 and None not in units
    plans = sharing([one.kind for one in found], [one.plan for one in found]) if alike else ()
    if model.scale == "shared" and not plans:
        composer.problem(model.place, "these two charts cannot share one scale",
                         "that takes columns, lines or waterfalls of one unit whose axes start at zero; else write scale: own",
                         rule="H11")
    if model.scale != "own" and plans:
        return tuple(_replanned(one, plan) for one, plan in zip(found, plans)), True
    *before, last = found
    return (*before, _told(last)) if alike or model.scale == "own" else found, False


def _replanned(exhibit: Exhibit, plan: object) -> Exhibit:
    return replace(exhibit, plan=plan, native=charts.kind(exhibit.kind).native(plan))


def _told(exhibit: Exhibit) -> Exhibit:
    space = (Run(" "),) if exhibit.note else ()
    return replace(exhibit, note=(*exhibit.note, *space, Run(APART)))


# ---------------------------------------------------------------- print
def place(content: Content, room: Room) -> list[Piece]:
    """The sentence, then the two figures in half the width each; one under the other where the room is a column itself."""
    body: Comparison = content.body
    if len(body.contents) < PAIR:
        return []
    box = room.setter.text(0, 0, room.width, body.headline, "h2", room.tag.add("H2", title=plain(body.headline)))
    head = Strip(box.height, (box,), before=20, after=8, keep=True)
    if room.half or room.rail:
        return [head, *(figure(room, one) for one in body.exhibits)]
    shape = room.setter.theme.page
    half = room.inside(shape.span(3), half=True)
    left, right = _level([figure(half, one) for one in body.exhibits])
    return [head, Columns((left,), (right,), 0.0, shape.span(3) + shape.gutter, after=16)]


def _level(strips: Sequence[Strip]) -> list[Strip]:
    """Figures whose plots begin at one height, whatever their headlines take."""
    tops = [next(item.y for item in strip.items if isinstance(item, Figure)) for strip in strips]
    made = []
    for strip, top in zip(strips, tops):
        down = max(tops) - top
        items = tuple(moved(item, 0.0, down) if item.y >= top else item for item in strip.items)
        made.append(replace(strip, items=items, height=strip.height + down, floats=False, before=0.0))
    return made


# ---------------------------------------------------------------- slides
def slides(content: Content, stage: Stage) -> list[Page]:
    body: Comparison = content.body
    return [compared(content, stage, body.headline, body.exhibits, body.shared)] if len(body.contents) == PAIR else []
