"""Stage: what a block gets to make slides: the regions of the slide, its furniture, and the proof that words fit."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from charts import sized
from charts.drawing import Drawing, Fill
from charts.style import Medium
from reports.adopting.keys import slide_key
from reports.document import Content, Document, Exhibit, Run, plain
from reports.layout import speaking, stamps
from reports.layout.proof import Proof
from reports.layout.setting import Words
from reports.page import Figure, Item, Page, Paragraph, Shape, Tag, TextBox, moved
from reports.problems import Place
from reports.text.fitting import MARGIN
from reports.theme import Region, SlideShape

OPTICAL = 0.38  # of what is free on a slide goes above a few words


class Draw(Protocol):
    """Makes the drawing of a figure at a width and a height (None: as high as it wants to be)."""

    def __call__(self, exhibit: Exhibit, width: float, height: float | None, medium: Medium, /) -> Drawing: ...

    def holds(self, exhibit: Exhibit, width: float, height: float, medium: Medium, /) -> bool:
        """Whether it can be drawn at that size."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The free part of a slide under its headline, in points."""

    y: float
    height: float
    x: float
    width: float

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def settled(self, items: Sequence[Item]) -> list[Item]:
        """A few words in the middle of what they leave free, as the eye sees it: a little above the half."""
        spare = self.bottom - max(item.y + item.height for item in items)
        return [moved(item, 0.0, max(0.0, OPTICAL * spare)) for item in items]


@dataclass(kw_only=True)
class Stage(Proof):
    """`contents` are the blocks in slide order; `appendix` collects the slides that continue one of them at the end.

    `headlines`: words that a hand will put in place of a headline (its words to theirs): what stands below makes room for them.
    """

    document: Document
    draw: Draw
    contents: tuple[Content, ...] = ()
    kicker: str = ""
    headlines: Mapping[str, str] = field(default_factory=dict)
    appendix: list[Page] = field(default_factory=list)

    # ------------------------------------------------------------------ looking around
    @property
    def shape(self) -> SlideShape:
        """The slide: its size, margins and regions, which a house template may set otherwise than the theme."""
        return self.setter.theme.slide

    @property
    def left(self) -> float:
        """Where content begins, in points from the left edge."""
        return self.shape.margin

    @property
    def width(self) -> float:
        """How wide content may be."""
        return self.shape.content

    def region(self, name: str) -> Region:
        """A region of the slide by its name in theme.yaml."""
        return self.shape.region(name)

    def find(self, kind: str) -> Content | None:
        """The first block of a kind, wherever it stands."""
        return next((c for c in self.contents if c.kind == kind), None)

    def first(self, content: Content) -> bool:
        """Whether a block is the first of its kind in the deck."""
        return self.find(content.kind) is content

    def slides_of(self, content: Content) -> list[Page]:
        """The slides that a block makes, when it wants any."""
        from reports import blocks

        key, before = slide_key(content), len(self.appendix)
        made = blocks.kind(content.kind).slides(content, self) if content.slide else []
        self.appendix[before:] = [replace(page, key=page.key or f"{key}-whole") for page in self.appendix[before:]]
        return [replace(page, place=page.place or content.place, key=page.key or key) for page in made]

    def source(self, facts: Sequence[str]) -> str:
        """A source line for facts of several blocks."""
        return self.document.locate(facts)

    # ------------------------------------------------------------------ slides
    def lines_of(self, headline: Words) -> int:
        """How many lines a headline takes at its first size that gives two lines at most."""
        region = self.region("headline")
        headline = self.headlines.get(headline if isinstance(headline, str) else plain(headline), headline)
        box = self.fitted(headline, "headline", 0, 0, region.width, region.height, Place("outline.yaml"))
        if self.problems and self.problems[-1].place == Place("outline.yaml"):
            self.problems.pop()
        return len(box.lines)

    def sheet(self, headline: Words, *, subtitle: Words = "", table: bool = False, note: bool = False) -> Sheet:
        """The content region that a headline, a subtitle and a note leave free."""
        region = self.shape.region("content" if subtitle else "table" if table else "bare", self.lines_of(headline))
        end = region.bottom if note else self.region("source").y - 14
        return Sheet(region.y, end - region.y, region.x, region.width)

    def slide(self, content: Content, headline: Words, items: Sequence[Item], *, subtitle: Words = "", source: str = "",
              note: Words = "", kicker: str = "", say: Sequence[str] = (), layout: str = "content", caveat: Words = "") -> Page:
        """A finished slide: furniture around the items of its content region. `caveat`: a note for the notes only."""
        words = plain(headline) if not isinstance(headline, str) else headline
        title = self.within("headline", headline, "headline", content.place, placeholder="title", name="Title")
        made: list[Item] = [*self.over(kicker or self.kicker, content.place), title]
        if subtitle:
            region = self.shape.region("subtitle", self.lines_of(headline) if self.headlines else len(title.lines))
            made.append(self.fitted(subtitle, "subtitle", region.x, region.y, region.width, 22.0, content.place,
                                    placeholder="subtitle", name="Subtitle"))
        made += items
        made += self.foot(content, source, note)
        return self.page((*made, *self.footer()), layout, words, self.notes(content, words, source, note or caveat, say))

    def page(self, items: Sequence[Item], layout: str, title: str, notes: Sequence[str], *, dark: bool = False) -> Page:
        """A slide of the deck's size; `dark`: on the house's dark ground."""
        return Page(self.shape.width, self.shape.height, (*self._panel(layout), *items), layout=layout, title=title,
                    notes=tuple(notes), background="navy" if dark and not self.setter.theme.house else None)

    def _panel(self, layout: str) -> list[Item]:
        """A plain ground under the words, where the house's own template has a picture there."""
        house = self.setter.theme.house
        if not house or (layout if layout in house.layouts else "content") not in house.panels:
            return []
        top, bottom = self.region("cover_title" if layout == "cover" else "headline"), self.region("source")
        left, right = max(min(top.x, bottom.x) - 12, 0.0), min(max(top.right, bottom.right) + 12, self.shape.width)
        start, end = max(min(top.y, self.region("kicker").y) - 6, 0.0), min(bottom.bottom + 2, self.shape.height)
        return [Shape(left, start, right - left, end - start, Fill("white"), name="Panel")]

    def over(self, kicker: Words, place: Place) -> list[Item]:
        """The small label over a headline, when there is one: a single line."""
        region = self.region("kicker")
        if not kicker or not region.height:
            return []
        line = max(region.height, self.setter.style("kicker").leading)  # on an organisation's template type may be larger
        return [self.fitted(kicker, "kicker", region.x, region.y, region.width, line, place, name="Kicker")]

    def within(self, region: str, words: Words, role: str, place: Place, *, placeholder: str = "", name: str = "") -> TextBox:
        """One paragraph that fills a region of the slide."""
        box = self.region(region)
        return self.fitted(words, role, box.x, box.y, box.width, box.height, place, placeholder=placeholder, name=name)

    def foot(self, content: Content, source: str, note: Words) -> list[Item]:
        made: list[Item] = []
        if note:
            words = (Run("Note: ", strong=True), *(note if not isinstance(note, str) else (Run(note),)))
            made.append(self.within("note", words, "note", content.place, name="Note"))
        if source:
            star = " *\N{NO-BREAK SPACE}Year inferred." if "*" in source else ""
            line = (Run("Source: ", strong=True), Run(source + star))
            made.append(self.within("source", line, "source", content.place, name="Source"))
        return made

    def footer(self, dark: bool = False) -> list[Item]:
        """Title, as-of and edition; the slide number is the layout's field; the marking stands at the foot and at the head."""
        head = self.document.head
        rest = (head.dated, *head.dates, head.edition, head.copy, *head.handling)
        foot, right = self.region("footer"), self.region("number")
        words = self._short(head.title, rest, foot.width / self.setter.margin)
        footer = self.label(words, "footer", foot.x, foot.y, foot.width, height=foot.height, name="Footer", placeholder="footer")
        count = (self.setter.paragraph("", "footer", align="right"),)  # filled in when all slides are there
        number = TextBox(right.x, right.y, right.width, right.height, count, (), (), "number", "Slide number")
        house = self.setter.theme.house
        chips = self._chips()
        left = chips[0].x if chips else self.region("chip_top").right
        tabs = left - 8.0 if house else self.region("chip").right  # a template's marking is at the edge itself
        if dark and not house:
            footer = replace(footer, paragraphs=tuple(_painted(p, "ice") for p in footer.paragraphs))
            number = replace(number, paragraphs=tuple(_painted(p, "ice") for p in number.paragraphs))
        return [footer, number, *chips, *stamps.on_slide(self.setter, head, tabs, self.setter.margin, dark)]

    def _short(self, title: str, rest: Sequence[str], width: float) -> str:
        """The foot on one line: a title that is too long for it ends in an ellipsis after a whole word."""
        words = title.split()
        for count in range(len(words), -1, -1):
            shown = title if count == len(words) else " ".join(words[:count]) + "…"
            line = " \N{EN SPACE}".join(filter(None, (shown, *rest)))
            if self.setter.width(line, "footer") <= width:
                break
        return line

    def _chips(self) -> list[TextBox]:
        marking = self.document.head.marking
        if not marking:
            return []
        return [self._chip(marking, self.region(region), name)
                for region, name in (("chip_top", "Marking, top"), ("chip", "Marking, foot"))]

    def _chip(self, marking: str, region: Region, name: str) -> TextBox:
        box = stamps.chip(self.setter, marking, region.right, region.y, self.region("content").width, 12.0, MARGIN)
        return replace(box, height=region.height, name=name, anchor="middle")

    # ------------------------------------------------------------------ exhibits
    def figure(self, exhibit: Exhibit, sheet: Sheet) -> Figure:
        """A figure drawn to fill a part of a slide."""
        drawing = self.draw(exhibit, sheet.width, sheet.height, "slide")
        native = exhibit.native and sized.sized(exhibit.native, drawing.width, drawing.height, self.setter.theme.style("slide"))
        return Figure(sheet.x, sheet.y, drawing.width, drawing.height, drawing, Tag("Figure"), exhibit.alt, native,
                      f"Figure {exhibit.number}")

    # ------------------------------------------------------------------ notes
    def notes(self, content: Content, headline: str, source: str, note: Words, say: Sequence[str] = ()) -> tuple[str, ...]:
        """Speaker notes: what to say, the source, the caveat, the likely question; the marking first where there is one."""
        caveat = plain(note) if not isinstance(note, str) else note
        head = self.document.head
        spoken = content.say or tuple(say) or (f"{headline.rstrip('.')}.",)
        return speaking.notes(spoken, source, caveat, head.as_of, head.marking)


def _painted(paragraph: Paragraph, colour: str) -> Paragraph:
    return replace(paragraph, spans=tuple(replace(s, colour=colour) for s in paragraph.spans))


__all__ = ["MARGIN", "Sheet", "Stage"]
