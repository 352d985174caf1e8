"""A pull quote: words that the source gives, word for word, with who said them."""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import ClassVar

from charts.inputs import Cell, Prose
from reports.blocks import Block
from reports.compose import Composer
from reports.document import Content, Rich, Run
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room, bar, stacked
from reports.layout.stage import Stage
from reports.page import Item, Page

EXAMPLE = "quote: {fact: X-3, words: we will open in spring, speaker: Ada Holm, where: harbour board}\n"
QUOTABLE = ("direct_quote", "institution_statement")


class Model(Block):
    """`words`: an excerpt of the fact's phrase, with ... where words are left out; the whole phrase when absent."""

    MAIN: ClassVar[str] = "fact"
    fact: Cell
    words: Prose | None = None
    speaker: Prose | None = None
    where: Prose | None = None


@dataclass(frozen=True)
class Quote:
    words: str
    speaker: str
    where: Rich


def compose(model: Model, composer: Composer) -> Quote:
    cell = composer.cell(model.fact, model.place)
    place = model.fact.place or model.place
    if cell.facts and cell.attribution not in QUOTABLE:
        composer.problem(place, f'fact "{model.fact.ref}" is a {cell.attribution.replace("_", " ")}, not a quotation',
                         "quote facts whose attribution is direct_quote or institution_statement", rule="A3")
    words = str(model.words) if model.words else cell.phrase
    if cell.phrase and not quoted(words, cell.phrase):
        where = model.words.place if model.words else place
        composer.problem(where, f'the words are not in the phrase of fact "{model.fact.ref}"', f"the source says: {cell.phrase}",
                         rule="A2")
    speaker = composer.words(model.speaker) if model.speaker else composer.ledger.speaker(model.fact.ref)
    setting = composer.rich(model.where) if model.where else ()
    return Quote(_curled(words), speaker, (*setting, composer.cite([model.fact.ref])))


def quoted(words: str, phrase: str) -> bool:
    """True when every stretch between ellipses stands in the phrase, in order (rule A2: spaces and quote marks folded)."""
    at, whole = 0, _folded(phrase)
    for part in re.split(r"\.\.\.|…|\[[^\]]*\]", words):
        piece = _folded(part).strip()
        found = whole.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _folded(text: str) -> str:
    text = re.sub("[“”„\"‘’']", "", text)
    return re.sub(r"\s+", " ", text).strip().casefold()


def _curled(words: str) -> str:
    bare = words.strip().strip("“”\"").rstrip(",").strip().replace("...", "…")
    return f"“{bare}”"


def place(content: Content, room: Room) -> list[Piece]:
    quote: Quote = content.body
    tag = room.tag.add("BlockQuote")
    text = room.setter.text
    boxes: list[Item] = [text(0, 0, room.width, quote.words, "quote", tag.add("P")),
                         text(0, 0, room.width, quote.speaker, "speaker_name", tag.add("P"))]
    boxes.append(text(0, 0, room.width, quote.where, "speaker", tag.add("P")))
    first = boxes[0]
    placed, height = stacked(boxes[1:], 0.0, 12 + first.height + 7)
    return [Strip(height, (bar(0, 0, 26, 3, "navy"), replace(first, y=12.0), *placed), before=16, after=16)]


def slides(content: Content, stage: Stage) -> list[Page]:
    """Large on navy; the words are the slide's title."""
    quote: Quote = content.body
    title = stage.within("quote", quote.words, "quote", content.place, placeholder="title", name="Title")
    title = replace(title, height=stage.setter.high(title.paragraphs, title.width) + 8)
    y = title.y + title.height + 24
    speaker = stage.label(quote.speaker, "speaker_name", stage.left, y + 18, title.width, name="Speaker")
    where: Rich = tuple(r for r in quote.where if not r.notes) or (Run(""),)
    items: list[Item] = [title, bar(stage.left, y, 36, 4, "orange"), speaker]
    if any(r.text for r in where):
        items.append(stage.label(where, "speaker", stage.left, speaker.y + speaker.height, title.width, name="Where"))
    notes = stage.notes(content, quote.words, content.source, "", (f"{quote.speaker}: {quote.words}",))
    return [stage.page((*items, *stage.footer(dark=True)), "quote", quote.words, notes, dark=True)]
