"""One person: who they are in 60 to 100 words; two stand side by side."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from charts.inputs import Prose
from reports.blocks import Block
from reports.blocks._limits import within, words_in
from reports.blocks._picture import Photograph, photograph, picture
from reports.blocks._table import Column, Tabled, table_slides
from reports.citation import capital
from reports.compose import Composer
from reports.document import Content, Rich, plain
from reports.layout.flow import Columns, Piece, Strip
from reports.layout.room import Room, bar, rule, stacked
from reports.layout.stage import Stage
from reports.page import Item, Page, moved
from reports.problems import did_you_mean

EXAMPLE = """\
bio:
  name: Ada Holm
  role: chair of the harbour board
  pronunciation: AH-da HOLM
  text: >
    Ada Holm has chaired the harbour board since the old mole was closed. She began as a pilot, and still knows every captain
    of the ferries by name. She led the talks with both councils, and it was her proposal to vote the money before the price
    of steel was known. She speaks briefly and expects others to. In public she has named the spring as the time of the
    opening, and no day.
"""
LEAST, MOST = 60, 100  # words: P14
SLIDE_WORDS = 25  # of the sentence on its slide: S1
APPENDIX = True
LABEL = "Biography"


class Model(Block):
    """`actor` names one of the outline's actors, whose name and role are taken; `photo` is a file with its `credit`."""

    MAIN: ClassVar[str] = "actor"
    actor: str = ""
    name: Prose | None = None
    role: Prose | None = None
    pronunciation: Prose | None = None
    text: Prose | None = None
    photo: Prose | None = None
    credit: Prose | None = None


@dataclass(frozen=True)
class Bio:
    name: str
    role: str
    pronunciation: str
    text: tuple[Rich, ...]
    photo: Photograph | None


def compose(model: Model, composer: Composer) -> Bio:
    actor = composer.outline.actors.get(model.actor)
    if model.actor and actor is None:
        composer.problem(model.place, f'actor "{model.actor}" is not in actors',
                         did_you_mean(model.actor, composer.outline.actors, "actors"))
    name = composer.words(model.name) or (actor.name if actor else model.actor)
    role = composer.words(model.role) or (", ".join(filter(None, (actor.role, actor.side))) if actor else "")
    prose = model.text or (actor.bio if actor else None)
    text = composer.paragraphs(prose) if prose else ()
    place = prose.place if prose else model.place
    within(composer, place, f"the biography of {name or 'nobody'}", words_in(text), MOST, least=LEAST)
    photo = photograph(model.photo, composer, alt=name, credit=model.credit) if model.photo else None
    return Bio(name, capital(role), composer.words(model.pronunciation), text, photo)


def beside(left: Content, right: Content) -> bool:
    """Two biographies stand side by side."""
    return left.kind == right.kind == "bio"


def pair(left: Content, right: Content, room: Room) -> list[Piece]:
    """The two in half the width each; the pair stays together where a page holds it."""
    page = room.setter.theme.page
    half = room.inside(page.span(3), half=True)
    made = [tuple(p for p in half.place(c) if isinstance(p, Strip)) for c in (left, right)]
    return [Columns(made[0], made[1], 0.0, page.span(3) + page.gutter, before=20, after=20, grid=False)]


def place(content: Content, room: Room) -> list[Piece]:
    """Hangs from a rule: photograph, name, role, then the text."""
    bio: Bio = content.body
    width = room.width if room.rail or room.half else min(room.width, room.setter.theme.page.span(4))
    tag, text = room.tag.add("Sect"), room.setter.text
    shift = 60.0 + 12.0 if bio.photo else 0.0
    role = f"{bio.role} ({bio.pronunciation})" if bio.role and bio.pronunciation else bio.role or bio.pronunciation
    names: list[Item] = [text(shift, 0, width - shift, bio.name, "figure_head", tag.add("H2", title=bio.name)),
                         text(shift, 0, width - shift, role, "figure_sub", tag.add("P"))]
    if bio.photo:
        names.append(text(shift, 0, width - shift, bio.photo.credit_line, "source", tag.add("P")))
    head, y = stacked(names, 2.0, 9.0)
    items: list[Item] = [rule(0, 0, width, 0.75, "navy"), bar(0, 0, 26, 3, "navy"), *head]
    if bio.photo:
        image = picture(bio.photo, 60.0, 75.0, tag)
        items.append(moved(image, 0.0, 9.0))
        y = max(y, 9.0 + image.height)
    words = [room.setter.text(0, 0, width, paragraph, "body", tag.add("P")) for paragraph in bio.text]
    body, bottom = stacked(words, 0.0, y + 6.0)
    return [Strip(bottom, (*items, *body), before=20, after=16)]


def slides(content: Content, stage: Stage) -> list[Page]:
    """People without photographs share a table; one with a photograph, or alone, has a slide. The text is in the notes."""
    group = [c for c in stage.contents if c.kind == "bio" and c.slide and not c.body.photo]
    if len(group) < 2 or content not in group:
        return [_alone(content, stage)]
    return _together(group, stage) if group[0] is content else []


def _together(group: Sequence[Content], stage: Stage) -> list[Page]:
    columns = (Column("Who", 0.8), Column("Role", 0.8), Column("In brief", 2.2))
    rows = tuple((c.body.name, c.body.role, _first(c.body)) for c in group)
    facts = tuple(dict.fromkeys(fact for c in group for fact in c.facts))
    first = replace(group[0], facts=facts, source=stage.source(facts) if facts else "")
    return table_slides(first, stage, Tabled((), columns, rows), "Who is who")


def _alone(content: Content, stage: Stage) -> Page:
    """Role and first sentence, the photograph at the right."""
    bio: Bio = content.body
    sheet = stage.sheet(bio.name)
    width = stage.width - 240 if bio.photo else stage.width * 0.8
    words = [(text, role) for text, role in ((bio.role, "label"), (bio.pronunciation, "body"), (_first(bio), "list")) if text]
    items: list[Item] = [stage.fitted_all(words, sheet.x, sheet.y + 4, width, sheet.height - 8, content.place, before=8,
                                          name="Biography")] if words else []
    if bio.photo:
        image = moved(picture(bio.photo, 192.0, 240.0), sheet.x + sheet.width - 192.0, sheet.y + 4)
        items += [image, stage.label(bio.photo.credit_line, "source", image.x, image.y + image.height + 6, 192.0,
                                     name="Source of the photograph")]
    say = tuple(plain(text) for text in bio.text)
    return stage.slide(content, bio.name, items, source=content.source, kicker="Appendix", say=say)


def _first(bio: Bio) -> str:
    """The first sentence, where a slide holds it."""
    words = plain(bio.text[0]) if bio.text else ""
    sentence = re.split(r"(?<=[.!?])\s+(?=[A-Z“])", words)[0]
    return sentence if len(sentence.split()) <= SLIDE_WORDS else ""
