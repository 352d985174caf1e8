"""One claim and whose it is: the sentence, who vouches for it beside it, and what it means."""
from __future__ import annotations

from dataclasses import dataclass

from charts.inputs import Cell, Prose
from reports import citation
from reports.blocks import Block
from reports.blocks._headed import label_of
from reports.blocks._statement import INSET, statement
from reports.compose import Composer
from reports.document import Content, Rich, Run, plain
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room, bar, stacked
from reports.layout.stage import Stage
from reports.page import Item, Page, moved

EXAMPLE = """\
claim:
  fact: X-2
  wording: The money for the quay is promised
  so_what: A promise pays no dredger; the contract waits for the vote.
"""
LABEL = "Claim"


class Model(Block):
    """`wording`: the claim as a sentence; `so_what`: what it means for the reader."""

    fact: Cell
    wording: Prose
    so_what: Prose | None = None


@dataclass(frozen=True)
class Claim:
    wording: Rich
    headline: Rich
    so_what: Rich
    whose: str
    where: str


def compose(model: Model, composer: Composer) -> Claim:
    composer.cell(model.fact, model.place)
    headline = composer.unmarked(model.wording)
    wording = composer.cited(composer.rich(model.wording, traced=False), [model.fact.ref], model.fact.place or model.place)
    so_what = composer.rich(model.so_what) if model.so_what else ()
    if model.fact.ref not in composer.ledger:
        return Claim(wording, headline, so_what, "", "")
    whose = citation.capital(citation.vouched(composer.ledger[model.fact.ref]))
    place = citation.capital(composer.ledger.located([model.fact.ref]))
    return Claim(wording, headline, so_what, whose, f"{place}; {composer.ledger.date(model.fact.ref)}")


def place(content: Content, room: Room) -> list[Piece]:
    """The sentence in the width of running text, whose it is in the margin; in a narrow room below."""
    claim: Claim = content.body
    tag = room.tag.add("Div")
    narrow = room.rail or room.half or room.width < room.setter.theme.page.width / 2
    page = room.setter.theme.page
    width = room.width if narrow else page.span(4)
    aside = room.width if narrow else page.span(2)
    text = room.setter.text
    words: list[Item] = [text(0, 0, width, claim.wording, "h2", tag.add("P"))]
    if claim.so_what:
        words.append(text(0, 0, width, claim.so_what, "body", tag.add("P")))
    main, height = stacked(words, 4.0, 10.0)
    margin, used = stacked([text(0, 0, aside, claim.whose, "speaker_name", tag.add("P")),
                            text(0, 0, aside, claim.where, "speaker", tag.add("P"))], 0.0, 13.0)
    dx, dy = (0.0, height - 7.0) if narrow else (width + page.gutter, 0.0)
    items = [bar(0, 0, 26, 3, "navy"), *main, *(moved(item, dx, dy) for item in margin)]
    return [Strip(max(height, used + dy), tuple(items), before=16, after=16)]


def slides(content: Content, stage: Stage) -> list[Page]:
    """The claim is the slide's headline; what it means stands large under it, whose it is at its foot."""
    claim: Claim = content.body
    sheet = stage.sheet(claim.headline)
    items, y = statement(stage, claim.so_what or (Run(claim.whose),), "hero", sheet.y + 8, 170, content.place)
    items.append(stage.fitted_all([(claim.whose, "label"), (claim.where, "body")], stage.left + INSET, y + 24,
                                  stage.width - 3 * INSET, 60, content.place, name="Where"))
    return [stage.slide(content, claim.headline, sheet.settled(items), source=content.source,
                        kicker=stage.kicker or label_of(content),
                        say=tuple(filter(None, (f"{plain(claim.headline)}.", plain(claim.so_what)))))]
