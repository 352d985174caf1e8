"""Three to five judgements, each a bold lead and a sentence, with the sources it rests on."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from charts.inputs import Node, Prose
from reports.blocks import Block
from reports.blocks._limits import within
from reports.compose import Composer
from reports.document import Content, Rich, Run, facts_in
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room, kicker, rule
from reports.layout.stage import Stage
from reports.page import Item, Page, Paragraph

EXAMPLE = """\
key_judgements:
  - {lead: The date holds., text: The contract is drafted and the money is voted.}
  - {lead: The cost is less sure., text: Steel has risen since the vote.}
  - {lead: Nobody objects., text: Both councils have agreed.}
"""

Likelihood = Literal["almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely",
                     "almost certain"]
Confidence = Literal["low", "moderate", "high"]
UNDER_RULE = 6.0  # points between the rule of the label and the first judgement, at least


class Entry(Node):
    """`likelihood` and `confidence` come from the closed lists of ICD 203; never both in one sentence."""

    lead: Prose
    text: Prose | None = None
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None


class Model(Block):
    """The judgements in order of weight."""

    MAIN: ClassVar[str] = "items"
    items: list[Entry]
    headline: Prose | None = None


@dataclass(frozen=True)
class Judgement:
    words: Rich
    lead: Rich
    basis: str


@dataclass(frozen=True)
class Judgements:
    items: tuple[Judgement, ...]
    headline: Rich


def compose(model: Model, composer: Composer) -> Judgements:
    within(composer, model.place, "this block", len(model.items), 5, least=3, unit="key judgements")
    items = tuple(_judgement(item, composer) for item in model.items)
    return Judgements(items, composer.unmarked(model.headline))


def _judgement(item: Entry, composer: Composer) -> Judgement:
    lead = composer.rich(item.lead)
    text = composer.rich(item.text) if item.text else ()
    degree = f"Likelihood: {item.likelihood}. " if item.likelihood else ""
    degree += f"Confidence: {item.confidence}. " if item.confidence else ""
    basis = composer.basis(facts_in(lead, text))
    bold = tuple(Run(r.text, True, r.emphasis, r.link, r.facts, r.notes) for r in lead)
    return Judgement((*bold, Run(" "), *text), tuple(r for r in lead if not r.notes), (degree + basis).strip())


def place(content: Content, room: Room) -> list[Piece]:
    """Numerals in the margin of the column; every judgement starts on the baseline grid."""
    pieces: list[Piece] = [kicker(room, content.title or "Key judgements", "H2", ruled=True)]
    listing = room.tag.add("L")
    for number, item in enumerate(content.body.items, 1):
        entry = listing.add("LI")
        numeral = room.setter.text(0, -2, 20, str(number), "numeral", entry.add("Lbl"))
        body = entry.add("LBody")
        text = room.setter.box(22, 0, room.width - 22, [_paragraph(room, item.words, item.basis)], [body])
        last, before = number == len(content.body.items), UNDER_RULE if number == 1 else 2.0
        pieces.append(Strip(text.height, (numeral, text), before=before, after=2, grid=True, keep=not last))
    return pieces


def _paragraph(room: Room, words: Rich, basis: str) -> Paragraph:
    made = room.setter.paragraph(words, "body", strong="lead")
    tail = room.setter.spans(f"\N{NO-BREAK SPACE} {basis}".replace(" ", "\N{NO-BREAK SPACE}"), "basis") if basis else ()
    return replace(made, spans=(*made.spans, *tail))


def slides(content: Content, stage: Stage) -> list[Page]:
    """The bold leads alone, numbered, one under the other."""
    headline = content.body.headline
    if not headline:
        return []
    sheet = stage.sheet(headline)
    pitch = min(sheet.height / len(content.body.items), 64.0)
    items: list[Item] = []
    step = stage.step_for([item.lead for item in content.body.items], "list", sheet.width, pitch - 14, "1")
    for i, item in enumerate(content.body.items):
        y = sheet.y + i * pitch
        items += [rule(sheet.x, y, sheet.width, 0.75, "g300"),
                  stage.fitted(item.lead, "list", sheet.x, y + 12, sheet.width, pitch - 14, content.place, step=step,
                               name=f"Judgement {i + 1}", bullet=str(i + 1))]
    return [stage.slide(content, headline, items, kicker="Key judgements", source=content.source)]
