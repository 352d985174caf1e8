"""Handouts: two, three or six slides a page of paper, each with ruled lines to write on.

A block of the page belongs to each slide; what the slide leaves free of it is ruled. Speaker notes do not print here: a handout
goes to those who listen.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts.drawing import Fill, Stroke
from reports.document import Document
from reports.layout import brief
from reports.layout.printed import printed
from reports.layout.room import Draw, Room, rule
from reports.layout.scaling import scaled
from reports.layout.setting import Setter
from reports.page import Item, Page, Pages, Shape, Tag
from reports.text import shared
from reports.theme import Theme

PITCH = 24.0  # from one ruled line to the next: 8.5 mm, room for a hand
GAP = 20.0  # between the blocks of a page
_CAPTION = 16.0  # the slide's number, under it
_FEW = 3  # fewer lines than these are not worth a field


@dataclass(frozen=True, slots=True)
class Imposition:
    """How many slides across and down a page, and how many columns of the grid a slide spans."""

    across: int
    down: int
    span: int

    @property
    def count(self) -> int:
        return self.across * self.down


IMPOSITIONS = {2: Imposition(1, 2, 4), 3: Imposition(1, 3, 4), 6: Imposition(2, 3, 3)}


def lay_out(slides: Pages, document: Document, theme: Theme, draw: Draw, per_page: int) -> Pages:
    """The handout of a deck's pages. KeyError for a number of slides that there is no imposition for."""
    plan = IMPOSITIONS[per_page]
    ruler, paper = shared(theme), theme.on(document.head.page)
    flat = printed(slides, theme, ruler)
    room = Room(Setter(paper, ruler, "print", document.head.language), document, draw, paper.page.content, Tag("Document"))
    sheets = [flat.pages[i:i + plan.count] for i in range(0, len(flat.pages), plan.count)]
    pages = tuple(_page(room, plan, sheet, number, len(sheets)) for number, sheet in enumerate(sheets, 1))
    return Pages(pages, flat.properties, flat.root)


def _page(room: Room, plan: Imposition, slides: Sequence[Page], number: int, total: int) -> Page:
    shape = room.setter.theme.page
    items: list[Item] = []
    texture = 1.0
    for index, slide in enumerate(slides):
        x = shape.x(index % plan.across * plan.span)
        height = (shape.bottom - shape.top + GAP) / plan.down
        y = shape.top + index // plan.across * height
        factor = shape.span(plan.span) / slide.width
        texture = slide.texture * factor
        items += [*_slide(slide, factor, x, y), *_beside(room, plan, slide, factor, x, y, height - GAP)]
    return Page(shape.width, shape.height, (*items, *brief.furniture(room, number, total)), label=str(number), texture=texture)


def _slide(slide: Page, factor: float, x: float, y: float) -> list[Item]:
    """The slide on its ground, in a hairline."""
    ground = Shape(x, y, slide.width * factor, slide.height * factor, name="Slide")
    made: list[Item] = [replace(ground, fill=Fill(slide.background))] if slide.background else []
    made += [scaled(item, factor, x, y) for item in slide.items]
    return [*made, replace(ground, stroke=Stroke("g300", 0.5), name="Edge of the slide")]


def _beside(room: Room, plan: Imposition, slide: Page, factor: float, x: float, y: float, height: float) -> list[Item]:
    """The slide's number under it, ruled lines below it where there is room for several, and in the rail beside it."""
    shape, tall = room.setter.theme.page, slide.height * factor
    made: list[Item] = [room.setter.text(x, y + tall + 4, 60, slide.label, "footer_page")]
    free = height - tall - _CAPTION
    under = free if free >= _FEW * PITCH else 0.0
    made += _ruled(x, y + height - under, shape.right - x if plan.across == 1 else shape.span(plan.span), under)
    if plan.across > 1:
        return made
    left = shape.x(plan.span)
    return made + _ruled(left, y, shape.right - left, tall if under else height - _CAPTION)


def _ruled(x: float, y: float, width: float, height: float) -> list[Item]:
    """As many lines as fit; the last on the lower edge."""
    count = int((height + 0.01) // PITCH)
    return [rule(x, y + height - i * PITCH, width, 0.5, "g300") for i in reversed(range(count))]
