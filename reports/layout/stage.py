"""Stage: what a block gets to make slides. The regions of the slide, its furniture, and the proof that words fit.

A text that does not fit steps down within the theme's sizes; what still does not fit is a problem at the outline's line that
says how many characters too many. Nothing is cut off and the host's autofit is never used.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reports.document import Content, Document, Exhibit, Run, plain
from reports.layout.room import Draw
from reports.layout.setting import Setter, Words
from reports.page import Figure, Item, Page, Paragraph, Tag, TextBox
from reports.problems import Place, Problem
from reports.text import fit, overflow

MARGIN = 1.03       # room kept for the differences between hosts' line breaking, as a factor on widths
LEFT, WIDTH = 48.0, 864.0
KICKER_Y, HEADLINE_Y, SUBTITLE_Y, CONTENT_Y, CONTENT_END = 30.0, 48.0, 92.0, 128.0, 436.0
NOTE_Y, SOURCE_Y, FOOTER_Y = 430.0, 470.0, 508.0
SECOND_LINE = 33.0  # how far everything moves when the headline takes two lines


@dataclass(frozen=True, slots=True)
class Sheet:
    """The free part of a slide under its headline, in points."""

    y: float
    height: float
    x: float = LEFT
    width: float = WIDTH


@dataclass
class Stage:
    """`contents` are the blocks in slide order; `problems` collects what does not fit."""

    setter: Setter
    document: Document
    draw: Draw
    contents: tuple[Content, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    kicker: str = ""

    # ------------------------------------------------------------------ looking around
    def find(self, kind: str) -> Content | None:
        """The first block of a kind, wherever it stands."""
        return next((c for c in self.contents if c.kind == kind), None)

    def first(self, content: Content) -> bool:
        """Whether a block is the first of its kind in the deck."""
        return self.find(content.kind) is content

    def slides_of(self, content: Content) -> list[Page]:
        """The slides that a block makes, when it wants any."""
        from reports import blocks

        return list(blocks.kind(content.kind).slides(content, self)) if content.slide else []

    def source(self, facts: Sequence[str]) -> str:
        """A source line for facts of several blocks."""
        return self.document.locate(facts)

    # ------------------------------------------------------------------ text that is proven to fit
    def fitted(self, words: Words, role: str, x: float, y: float, width: float, height: float, place: Place, *,
               placeholder: str = "", name: str = "", colour: str = "", step: int = 0) -> TextBox:
        """One paragraph in a box of a given size, at the first of the role's sizes (from `step` on) at which it fits."""
        return self.fitted_all([(words, role)], x, y, width, height, place, placeholder=placeholder, name=name, colour=colour,
                               step=step)

    def step_for(self, texts: Sequence[Words], role: str, width: float, height: float) -> int:
        """The step of the role at which all of some like texts fit, so that they are set alike."""
        style = self.setter.style(role)
        steps = []
        for words in texts:
            found = fit(self.setter.ruler, lambda size, leading, w=words: [  # type: ignore[misc]
                self._scaled(w, role, size / style.size, 0.0, "")], width, height, style.steps, MARGIN)
            steps.append(found.step if found else len(style.steps) - 1)
        return max(steps, default=0)

    def fitted_all(self, parts: Sequence[tuple[Words, str]], x: float, y: float, width: float, height: float, place: Place,
                   *, before: float = 0.0, placeholder: str = "", name: str = "", colour: str = "", step: int = 0) -> TextBox:
        """Several paragraphs, each with its role; the first role's steps apply to all, in proportion."""
        first = self.setter.style(parts[0][1])
        steps = first.steps[step:]

        def paragraphs(size: float, leading: float) -> list[Paragraph]:
            scale = size / first.size
            return [self._scaled(words, role, scale, before if i else 0.0, colour) for i, (words, role) in enumerate(parts)]

        found = fit(self.setter.ruler, paragraphs, width, height, steps, MARGIN)
        if found is None:
            smallest = paragraphs(*steps[-1])
            excess = overflow(self.setter.ruler, smallest, width, height, MARGIN)
            text = " ".join(p.text for p in smallest)
            self.problems.append(Problem(place, f'"{_short(text)}" is {excess} characters too long for its slide',
                                         "shorten it: the type is already at its smallest size", rule="S5"))
            return self.setter.box(x, y, width, smallest, height=height, placeholder=placeholder, name=name)
        return self.setter.box(x, y, width, found.paragraphs, height=height, placeholder=placeholder, name=name)

    def _scaled(self, words: Words, role: str, scale: float, before: float, colour: str) -> Paragraph:
        style = self.setter.style(role)
        return self.setter.paragraph(words, role, before=before, size=style.size * scale, leading=style.leading * scale,
                                     colour=colour)

    def label(self, words: Words, role: str, x: float, y: float, width: float, *, height: float = 0.0, name: str = "",
              align: str = "left", placeholder: str = "") -> TextBox:
        """A short text of the furniture on one line."""
        box = self.setter.text(x, y, width, words, role, align=align, name=name)  # type: ignore[arg-type]
        return replace(box, height=height or box.height, placeholder=placeholder)

    # ------------------------------------------------------------------ slides
    def lines_of(self, headline: Words, width: float = WIDTH) -> int:
        """How many lines a headline takes at its first size that gives two lines at most."""
        box = self.fitted(headline, "headline", 0, 0, width, 66.0, Place("outline.yaml"))
        if self.problems and self.problems[-1].place == Place("outline.yaml"):
            self.problems.pop()
        return len(box.lines)

    def sheet(self, headline: Words, *, subtitle: Words = "", table: bool = False, note: bool = False) -> Sheet:
        """The content region that a headline, a subtitle and a note leave free."""
        shift = SECOND_LINE if self.lines_of(headline) > 1 else 0.0
        top = (CONTENT_Y if subtitle else 104.0 if not table else 116.0) + shift
        end = NOTE_Y - 8 if note else SOURCE_Y - 14
        return Sheet(top, end - top)

    def slide(self, content: Content, headline: Words, items: Sequence[Item], *, subtitle: Words = "", source: str = "",
              note: Words = "", kicker: str = "", say: Sequence[str] = (), layout: str = "content") -> Page:
        """A finished slide: furniture around the items of its content region."""
        words = plain(headline) if not isinstance(headline, str) else headline
        title = self.fitted(headline, "headline", LEFT, HEADLINE_Y, WIDTH, 66.0, content.place, placeholder="title", name="Title")
        shift = SECOND_LINE if len(title.lines) > 1 else 0.0
        made: list[Item] = [self.label(kicker or self.kicker, "kicker", LEFT, KICKER_Y, 600, name="Kicker")] \
            if kicker or self.kicker else []
        made.append(title)
        if subtitle:
            made.append(self.fitted(subtitle, "subtitle", LEFT, SUBTITLE_Y + shift, WIDTH, 22.0, content.place,
                                    placeholder="subtitle", name="Subtitle"))
        made += items
        made += self.foot(content, source, note)
        return Page(960, 540, (*made, *self.footer()), layout=layout, title=words,
                    notes=self.notes(content, words, source, note, say))

    def foot(self, content: Content, source: str, note: Words) -> list[Item]:
        made: list[Item] = []
        if note:
            words = (Run("Note: ", strong=True), *(note if not isinstance(note, str) else (Run(note),)))
            box = self.fitted(words, "note", LEFT, NOTE_Y, WIDTH, 37.0, content.place, name="Note")
            made.append(box)
        if source:
            star = " *\N{NO-BREAK SPACE}Year inferred." if "*" in source else ""
            line = (Run("Source: ", strong=True), Run(source + star))
            made.append(self.fitted(line, "source", LEFT, SOURCE_Y, WIDTH, 30.0, content.place, name="Source"))
        return made

    def footer(self, dark: bool = False) -> list[Item]:
        """Title, as-of and edition; the slide number is the layout's field; the marking stands at the foot and at the head."""
        head = self.document.head
        words = " \N{EN SPACE}".join(filter(None, (head.title, f"As of {head.as_of}", head.edition,
                                                   "DRAFT" if head.draft else "")))
        footer = self.label(words, "footer", LEFT, FOOTER_Y, 600, height=18.0, name="Footer", placeholder="footer")
        number = TextBox(LEFT + 610, FOOTER_Y, 110, 18.0, (self.setter.paragraph("", "footer", align="right"),), (), (),
                         "number", "Slide number")
        if dark:
            footer = replace(footer, paragraphs=tuple(_painted(p, "ice") for p in footer.paragraphs))
            number = replace(number, paragraphs=tuple(_painted(p, "ice") for p in number.paragraphs))
        return [footer, number, *self._chips()]

    def _chips(self) -> list[Item]:
        marking = self.document.head.marking
        if not marking:
            return []
        width = self.setter.width(marking, "chip") * MARGIN + 12
        return [self._chip(marking, LEFT + WIDTH - width, y, width, name)
                for y, name in ((24.0, "Marking, top"), (FOOTER_Y - 1, "Marking, foot"))]

    def _chip(self, marking: str, x: float, y: float, width: float, name: str) -> TextBox:
        paragraph = self.setter.paragraph(marking, "chip", align="center")
        box = self.setter.box(x, y, width, [paragraph], height=18.0, name=name)
        return replace(box, fill="black", anchor="middle")

    # ------------------------------------------------------------------ exhibits
    def exhibit(self, content: Content, exhibit: Exhibit) -> Page:
        """A slide of one figure: sentence headline, the figure as wide as the slide, its source and note."""
        sheet = self.sheet(exhibit.headline, subtitle=exhibit.subtitle, note=bool(exhibit.note))
        drawing = self.draw(exhibit, sheet.width, sheet.height, "slide")
        figure = Figure(sheet.x, sheet.y, drawing.width, drawing.height, drawing, Tag("Figure"), exhibit.alt, exhibit.native,
                        f"Figure {exhibit.number}")
        return self.slide(content, exhibit.headline, [figure], subtitle=exhibit.subtitle, source=exhibit.slide_source,
                          note=exhibit.note)

    # ------------------------------------------------------------------ notes
    def notes(self, content: Content, headline: str, source: str, note: Words, say: Sequence[str] = ()) -> tuple[str, ...]:
        """Speaker notes: what to say, the source, the caveat; the marking first where there is one."""
        spoken = content.say or tuple(say) or (f"{headline}.",)
        caveat = plain(note) if not isinstance(note, str) else note
        marking = self.document.head.marking
        return tuple(filter(None, (marking, *spoken, f"Source: {source}" if source else "",
                                   f"Note on the slide: {caveat}" if caveat else "")))


def _painted(paragraph: Paragraph, colour: str) -> Paragraph:
    return replace(paragraph, spans=tuple(replace(s, colour=colour) for s in paragraph.spans))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37].rstrip() + "..."


__all__ = ["LEFT", "MARGIN", "WIDTH", "Sheet", "Stage"]
