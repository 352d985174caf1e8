"""Setting words in type: from Rich text and a type role to paragraphs, lines and boxes, for one medium.

The one place where meaning (strong, a note mark, a link) becomes look (weight, size, rise, colour).
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from charts.style import Medium
from reports.document import Rich, Run, unmarked
from reports.page import Align, Face, Line, Paragraph, Span, Tag, TextBox
from reports.text import Ruler, set_box
from reports.text.fitting import MARGIN
from reports.theme import Theme, TypeStyle

MARK_SIZE, MARK_RISE = 0.64, 0.42  # of the text's size: look.md, "note mark"
Words = Rich | str
_PROTRUDING = ("quote",)
# English is set ragged without dividing words, as the look asks; these languages have words too long for that
_LONG_WORDS = frozenset("de nl sv da nb nn no is fi et hu ru uk be bg pl cs sk sl hr sr ro lt lv el tr es pt it fr".split())
_DIVIDED = frozenset(("body", "box_text", "note", "td", "source", "ask_text", "watch_text"))


def rich(words: Words) -> Rich:
    return (Run(words),) if isinstance(words, str) else words


@dataclass(frozen=True)
class Setter:
    """The tools of one medium: theme, ruler, language."""

    theme: Theme
    ruler: Ruler
    medium: Medium
    language: str = "en-GB"
    marked: bool = True  # whether note marks print: not without the notes that they point at
    decimal: str = "."  # the decimal mark of the language
    pages: Mapping[str, str] = field(default_factory=dict)  # by anchor: the label of the page on which it came to stand
    memory: dict[tuple[tuple[Paragraph, ...], float], tuple[tuple[Line, ...], float]] | None = None  # what was set before
    asked: set[str] = field(default_factory=set, compare=False)  # the anchors whose page was printed

    @property
    def margin(self) -> float:
        """How much narrower than it is a box counts when its words are proven to fit; on paper lines are set as measured."""
        return MARGIN * self.theme.loose if self.medium == "slide" else 1.0

    def style(self, role: str) -> TypeStyle:
        return self.theme.type(self.medium, role)

    def spans(self, words: Words, role: str, *, colour: str = "", strong: str = "", size: float = 0.0) -> tuple[Span, ...]:
        """Styled spans; `strong` names the role that strong text takes (default: the same face in bold)."""
        style = self.style(role)
        source = rich(words)
        runs = source if self.medium == "print" and self.marked else unmarked(source)
        made: list[Span] = []
        for run in runs:
            if run.notes:
                made += self._mark(run, size or style.size)
            else:
                made.append(self._span(run, style, colour, strong, size))
        return tuple(_starred(made) if self.medium == "print" else made)

    def _span(self, run: Run, style: TypeStyle, colour: str, strong: str, size: float) -> Span:
        face, paint = style.face, colour or style.colour
        if run.strong and strong:
            other = self.style(strong)
            face, paint = other.face, other.colour
        elif run.strong:
            face = replace(face, weight="bold")
        if run.emphasis:
            face = replace(face, italic=not face.italic)
        text = self._capitals(run.text, face) if style.caps else run.text
        link = run.link
        if run.target and self.medium == "print" and self.marked:
            link, text = f"#{run.target}", text + self._page_of(run)
        return Span(text, face, size or style.size, paint, tracking=style.tracking, link=link, language=run.language)

    def _capitals(self, text: str, face: Face) -> str:
        """In capitals, but for letters whose capital no font has: those of phonetics, Greek ones with a circumflex."""
        capitals = text.upper()
        if capitals.isascii() or not self.ruler.missing(capitals, face.family):
            return capitals
        return "".join(letter if self.ruler.missing(letter.upper(), face.family) else letter.upper() for letter in text)

    def _page_of(self, run: Run) -> str:
        """Where what a run names stands; a guess of usual length as long as that is not known."""
        if not run.paged:
            return ""
        self.asked.add(run.target)
        return f" (page\N{NO-BREAK SPACE}{self.pages.get(run.target, '0')})"

    def _mark(self, run: Run, size: float) -> list[Span]:
        """A note mark: each number its own link to its endnote, commas between, glued to the word before."""
        face = Face("sans", "bold")
        spans: list[Span] = []
        for i, number in enumerate(run.notes):
            if i:
                spans.append(Span(",", face, size * MARK_SIZE, "blue", size * MARK_RISE, nobreak=True))
            spans.append(Span(str(number), face, size * MARK_SIZE, "blue", size * MARK_RISE, link=f"#note-{number}",
                              nobreak=True))
        return spans

    def paragraph(self, words: Words, role: str, *, align: Align = "left", indent: float = 0.0, hang: float = 0.0,
                  before: float = 0.0, bullet: str = "", colour: str = "", strong: str = "", size: float = 0.0,
                  leading: float = 0.0) -> Paragraph:
        return Paragraph(self.spans(words, role, colour=colour, strong=strong, size=size), leading or self.style(role).leading,
                         align, indent, hang, before, bullet, role=role,
                         protrude=self.medium == "print" and role in _PROTRUDING)

    def set(self, paragraphs: Sequence[Paragraph], width: float) -> tuple[tuple[Line, ...], float]:
        """Lines and height in a width: optimum fit on paper, first fit without kerning on slides (as their hosts do)."""
        if self.memory is None:
            return self._set(paragraphs, width)
        key = (tuple(paragraphs), width)
        if key not in self.memory:
            self.memory[key] = self._set(paragraphs, width)
        return self.memory[key]

    def _set(self, paragraphs: Sequence[Paragraph], width: float) -> tuple[tuple[Line, ...], float]:
        paper = self.medium == "print"
        divides = paper and self.language.partition("-")[0] in _LONG_WORDS and all(p.role in _DIVIDED for p in paragraphs)
        room = width if paper else width / self.theme.loose
        return set_box(self.ruler, paragraphs, room, optimum=paper, kern=paper, hyphenate=self.language if divides else "")

    def high(self, paragraphs: Sequence[Paragraph], width: float) -> float:
        """How high a box of a slide must be, whichever host breaks its lines: with the margin of the proof, and without, where a
        word that is cut takes more lines then. Bars beside it go by `set`, the likeliest. Points."""
        return max(self.set(paragraphs, room)[1] for room in (width / MARGIN, width))

    def box(self, x: float, y: float, width: float, paragraphs: Sequence[Paragraph], tags: Sequence[Tag] = (), *,
            height: float = 0.0, placeholder: str = "", name: str = "") -> TextBox:
        """A set text box, as high as its text unless told otherwise."""
        lines, used = self.set(paragraphs, width)
        return TextBox(x, y, width, height or used, tuple(paragraphs), lines, tuple(tags), placeholder, name)

    def text(self, x: float, y: float, width: float, words: Words, role: str, tag: Tag | None = None, *,
             align: Align = "left", colour: str = "", name: str = "", strong: str = "") -> TextBox:
        """A box of one paragraph."""
        made = self.paragraph(words, role, align=align, colour=colour, strong=strong)
        return self.box(x, y, width, [made], [tag] if tag else [], name=name)

    def width(self, words: Words, role: str) -> float:
        """How wide the words are on one line."""
        loose = 1.0 if self.medium == "print" else self.theme.loose
        return loose * sum(self.ruler.width(s.text, s.face, s.size, s.tracking) for s in self.spans(words, role))


def with_types(setter: Setter, types: Mapping[str, TypeStyle]) -> Setter:
    """The setter with some roles of type otherwise, in its own medium."""
    theme = setter.theme
    own = {**theme.types, setter.medium: {**theme.types[setter.medium], **types}}
    return replace(setter, theme=replace(theme, types=own))


def _starred(spans: list[Span]) -> list[Span]:
    """The star of an inferred date in the colour of note marks, as the look asks."""
    made: list[Span] = []
    for span in spans:
        parts = span.text.split("*") if "*" in span.text and span.colour not in ("white", "ice") else [span.text]
        for i, part in enumerate(parts):
            if i:
                made.append(replace(span, text="*", colour="blue", face=Face("sans", "bold"), nobreak=True))
            if part:
                made.append(replace(span, text=part))
    return made
