"""One theme of the visit: a sentence headline and the blocks that bear it out."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar

from charts.inputs import Prose
from reports.blocks import Block, chart
from reports.blocks._asides import with_asides
from reports.blocks._body import Body
from reports.blocks._limits import within, words_in
from reports.compose import Composer
from reports.document import Content, Rich, plain
from reports.layout import speaking
from reports.layout.flow import Columns, Piece, Strip, stack_height
from reports.layout.room import Room, heading, kicker
from reports.layout.stage import Stage
from reports.page import Page, Tag

EXAMPLE = """\
theme:
  id: money
  kicker: Money
  headline: The money is voted but the steel price is not fixed
  blocks:
    - text: The council voted the sum in one sitting.
"""
RAIL = ("quote", "discrepancy", "sidebar", "country_facts")
WORDS = 180  # a theme's running text at most: P14


class Model(Block):
    """`kicker` is the label over the headline; `half` sets text and chart side by side."""

    MAIN: ClassVar[str] = "headline"
    headline: Prose
    kicker: Prose | None = None
    half: bool = False
    blocks: Body = []


@dataclass(frozen=True)
class Theme:
    headline: Rich
    kicker: str
    half: bool
    contents: tuple[Content, ...]


def compose(model: Model, composer: Composer) -> Theme:
    headline = composer.unmarked(model.headline)
    contents = tuple(composer.contents(model.blocks))
    words = words_in(p for c in contents if c.kind == "text" for p in c.body.paragraphs)
    within(composer, model.place, "the text of this theme", words, WORDS)
    return Theme(headline, composer.words(model.kicker) if model.kicker else "", model.half, contents)


def place(content: Content, room: Room) -> list[Piece]:
    whole: Theme = content.body
    theme = replace(whole, contents=tuple(c for c in whole.contents if c.slide != "only"))
    room = room.inside(room.width, room.tag.add("Sect", anchor=f"theme-{content.id}" if content.id else ""))
    pieces = _half(theme, room) if theme.half and _charts(theme) else [*_heading(theme, room, "h1"), *_wide(theme.contents, room)]
    return [replace(pieces[0], before=24.0, new_page=content.page_break), *pieces[1:]] if pieces else []


def _heading(theme: Theme, room: Room, role: str) -> list[Strip]:
    strips = [kicker(room, theme.kicker)] if theme.kicker else []
    tag = room.tag.add("H2", title=plain(theme.headline))
    return [*strips, heading(room, theme.headline, role, tag, after=10 if role == "h1" else 6)]


def _charts(theme: Theme) -> list[Content]:
    return [c for c in theme.contents if c.kind == "chart" and c.body.exhibit]


# ---------------------------------------------------------------- full width
def _wide(contents: Sequence[Content], room: Room) -> list[Piece]:
    """Exhibits over the full width in their order, figures of half the width two and two; running text in the main columns with
    quotes, boxes and figures of a third of the width in the rail."""
    groups, spare = _groups(contents)
    pieces: list[Piece] = []
    for group in groups:
        if isinstance(group, _Reading):
            pieces += _text_and_rail(group, room)
        elif isinstance(group, tuple):
            pieces += chart.pair(*group, room)
        else:
            pieces += room.place(group)
    return pieces + _paired(spare, room)


@dataclass
class _Reading:
    """A stretch of running text and what stands beside it."""

    text: list[Content]
    rail: list[Content]


def _groups(contents: Sequence[Content]) -> tuple[list[_Reading | Content | tuple[Content, Content]], list[Content]]:
    """Readings and exhibits in order; apart, the boxes of a theme without running text."""
    groups: list[_Reading | Content | tuple[Content, Content]] = []
    spare: list[Content] = []
    for content in contents:
        beside = chart.third(content) or (content.kind in RAIL and not getattr(content.body, "wide", False))
        last = next((g for g in reversed(groups) if isinstance(g, _Reading)), None)
        if content.kind == "text":
            if groups and isinstance(groups[-1], _Reading):
                groups[-1].text.append(content)
            else:
                groups.append(_Reading([content], spare))
                spare = []
        elif beside:
            (last.rail if last else spare).append(content)
        elif groups and isinstance(groups[-1], Content) and chart.beside(groups[-1], content):
            groups[-1] = (groups[-1], content)
        else:
            groups.append(content)
    return groups, spare


def _text_and_rail(group: _Reading, room: Room) -> list[Piece]:
    shape = room.setter.theme.page
    main = _strips(group.text, room.inside(shape.span(4)))
    side, below = _rail(group.rail, room, stack_height(main))
    row = Columns(tuple(main), tuple(side), 0.0, shape.span(4) + shape.gutter, before=10, after=14)
    return [row, *_paired(below, room)]


def _paired(contents: Sequence[Content], room: Room) -> list[Piece]:
    """Boxes over the full width, two side by side where there are two."""
    shape = room.setter.theme.page
    pieces: list[Piece] = []
    for i in range(0, len(contents) - 1, 2):
        left, right = (tuple(_strips([c], room.inside(shape.span(3), half=True))) for c in contents[i:i + 2])
        pieces.append(Columns(left, right, 0.0, shape.span(3) + shape.gutter, before=16, after=16))
    return pieces + (room.place(contents[-1]) if len(contents) % 2 else [])


def _strips(contents: Sequence[Content], room: Room) -> list[Strip]:
    return [p for above, c in pairwise([None, *contents]) if c for p in room.place(c, above) if isinstance(p, Strip)]


def _rail(contents: Sequence[Content], room: Room, room_height: float) -> tuple[list[Strip], list[Content]]:
    """What stands beside the text, and what is set over the full width below it because that costs less height."""
    shape = room.setter.theme.page
    side: list[Strip] = []
    below: list[Content] = []
    for content in contents:
        marker = len(room.tag.children)
        strips = _strips([content], room.inside(shape.span(2), rail=True))
        wide = _strips([content], room.inside(room.width, Tag("Sect")))
        taller = stack_height([*side, *strips]) - max(room_height, stack_height(side))
        if taller <= stack_height(wide) + shape.baseline:
            side += strips
        else:
            del room.tag.children[marker:]
            below.append(content)
    return side, below


# ---------------------------------------------------------------- half width
def _half(theme: Theme, room: Room) -> list[Piece]:
    """Headline and text in one half, the first chart in the other; sides alternate with the figure's number."""
    shape = room.setter.theme.page
    first = _charts(theme)[0]
    half = room.inside(shape.span(3), half=True)
    text = [c for c in theme.contents if c.kind == "text"]
    rest = [c for c in theme.contents if c is not first and c.kind != "text"]
    main = [*_heading(theme, half, "h2"), *_strips(text, half)]
    side = [replace(s, floats=False, before=0.0) for s in _strips([first], half)]
    away = shape.span(3) + shape.gutter
    left = first.body.exhibit.number % 2 == 1
    row = Columns(tuple(main), tuple(side), 0.0 if left else away, away if left else 0.0, before=24, after=14, together=True)
    return [row, *_wide(rest, room)]


def beside(left: Content, right: Content) -> bool:
    """Whether two themes stand side by side: both half, neither with a chart."""
    return left.kind == right.kind == "theme" and all(c.body.half and not _charts(c.body) for c in (left, right))


def pair(left: Content, right: Content, room: Room) -> list[Piece]:
    """Two themes without charts, each in half the width, its quotes and boxes under its text."""
    shape = room.setter.theme.page
    stacks = []
    for content in (left, right):
        tag = room.tag.add("Sect", anchor=f"theme-{content.id}" if content.id else "")
        half = room.inside(shape.span(3), tag, half=True)
        ordered = sorted(content.body.contents, key=lambda c: c.kind != "text")
        stacks.append((*_heading(content.body, half, "h2"), *_strips(ordered, half)))
    return [Columns(stacks[0], stacks[1], 0.0, shape.span(3) + shape.gutter, before=24, after=14)]


# ---------------------------------------------------------------- slides
def slides(content: Content, stage: Stage) -> list[Page]:
    """The theme's messages one a slide; its running text goes to the notes of the first.

    A minister's deck is short: of a theme it shows only what names the minister among its profiles.
    """
    theme: Theme = content.body
    stage.kicker = theme.kicker
    shown = [c for c in theme.contents if c.chosen or stage.document.profile != "minister"]
    pages = [page for child in shown for page in stage.slides_of(child)]
    stage.kicker = ""
    if pages:
        notes = speaking.background(pages[0].notes, _background(theme))
        pages[0] = replace(pages[0], notes=with_asides(notes, theme.contents))
    return pages


def _background(theme: Theme) -> str:
    """The first paragraph of the theme's text, for the speaker."""
    first = next((c.body.paragraphs[0] for c in theme.contents if c.kind == "text" and c.body.paragraphs), ())
    return plain(first)


__all__ = ["EXAMPLE", "Model", "beside", "compose", "pair", "place", "slides"]
