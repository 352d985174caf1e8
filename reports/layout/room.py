"""Room: what a block gets to place itself in print. A width, the setter, the structure tag to hang its own tags under.

Small builders live here for what several blocks share: kickers, rules, running text, figures, boxes.
"""
from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from charts.drawing import Drawing, Fill, Stroke
from charts.style import Medium
from reports.document import Content, Document, Exhibit, Note, Rich, Run, plain
from reports.layout.flow import Piece, Strip
from reports.layout.setting import Setter, Words
from reports.layout.strips import SLACK
from reports.page import Figure, Item, Line, Paragraph, Shape, Tag, TextBox, moved
from reports.problems import Problem

RUNNING = "Running text"  # the name of boxes of text that stands on the baseline grid

Draw = Callable[[Exhibit, float, float | None, Medium], Drawing]  # exhibit, width, height (None: natural), medium


@dataclass(frozen=True)
class Room:
    """`width` in points. `rail`: a narrow column beside the text. `continues`: a block of the same kind stands right above.
    `draw` makes (or finds) a figure's drawing; `heights` are those that differ from what the kind wants, by the name of the
    figure's data."""

    setter: Setter
    document: Document
    draw: Draw
    width: float
    tag: Tag
    rail: bool = False
    half: bool = False
    continues: bool = False
    problems: list[Problem] = field(default_factory=list)
    heights: Mapping[str, float] = field(default_factory=dict)

    def inside(self, width: float, tag: Tag | None = None, *, rail: bool = False, half: bool = False) -> Room:
        """A narrower room, or one with another tag."""
        return replace(self, width=width, tag=tag or self.tag, rail=rail, half=half, continues=False)

    @property
    def grid(self) -> float:
        return self.setter.theme.page.baseline

    def place(self, content: Content, above: Content | None = None) -> list[Piece]:
        """The pieces of a nested block; `above`: the block that stands right above it."""
        from reports import blocks

        marker = len(self.tag.children)
        room = replace(self, continues=above is not None and above.kind == content.kind)
        pieces = [piece if piece.place else replace(piece, place=content.place)
                  for piece in blocks.kind(content.kind).place(content, room)]
        for tag in self.tag.children[marker:]:
            tag.place = tag.place or content.place
        return pieces


def rule(x: float, y: float, width: float, stroke: float = 0.5, colour: str = "g300") -> Shape:
    """A horizontal rule whose top edge is at y."""
    return Shape(x, y, width, stroke, fill=Fill(colour))


def bar(x: float, y: float, width: float, height: float, colour: str) -> Shape:
    """A filled rectangle."""
    return Shape(x, y, width, height, fill=Fill(colour))


def stacked(boxes: Sequence[Item], gap: float = 0.0, y: float = 0.0) -> tuple[list[Item], float]:
    """Boxes one under the other; returns them with the height used."""
    placed: list[Item] = []
    for i, box in enumerate(boxes):
        y += gap if i else 0.0
        placed.append(moved(box, 0.0, y))
        y += box.height
    return placed, y


def kicker(room: Room, words: Words, role: str = "P", *, keep: bool = True, before: float = 0.0, ruled: bool = False,
           tag: Tag | None = None) -> Strip:
    """A section label in small capitals; `ruled` puts the opening rule under it."""
    title = "" if role == "P" else words if isinstance(words, str) else plain(words)  # its bookmark is not in capitals
    label = room.setter.text(0, 0, room.width, words, "kicker", tag or room.tag.add(role, title=title))
    items: list[Item] = [label]
    if ruled:
        items.append(rule(0, label.height + 2, room.width, 0.75, "navy"))
    return Strip(label.height + (5.0 if ruled else 0.0), tuple(items), before=before, keep=keep)


def running_text(room: Room, paragraphs: Sequence[Rich], role: str = "body", *, indent: float = 12.0,
                 continues: bool = False) -> list[Strip]:
    """Paragraphs that may break between lines, no space between them; all are indented but for one that begins a text."""
    return [prose(room, words, role, indent=indent if i or continues else 0.0) for i, words in enumerate(paragraphs)]


def heading(room: Room, words: Rich, role: str, tag: Tag, *, after: float) -> Strip:
    """A heading, kept with what follows; one that no page can hold breaks between lines."""
    paragraph = room.setter.paragraph(words, role)
    lines, height = room.setter.set([paragraph], room.width)
    return replace(_lines_strip(paragraph, lines, room.width, tag, height), grid=False, after=after, keep=True, minimum=None)


def prose(room: Room, words: Rich, role: str = "body", *, indent: float = 0.0, tag: Tag | None = None) -> Strip:
    """One paragraph as a strip that splits with at least two lines on each side."""
    paragraph = room.setter.paragraph(words, role, indent=indent)
    lines, height = room.setter.set([paragraph], room.width)
    return _lines_strip(paragraph, lines, room.width, tag or room.tag.add("P"), height)


def _lines_strip(paragraph: Paragraph, lines: tuple[Line, ...], width: float, tag: Tag, height: float) -> Strip:
    leading = paragraph.leading
    box = TextBox(0, 0, width, height, (paragraph,), lines, (tag,), name=RUNNING)
    count = len(lines)

    def split(room: float) -> tuple[Strip, Strip] | None:
        fit = min(int((room + 0.01) // leading), count - 2)
        if fit < 2:
            return None
        rest = tuple(replace(line, y=line.y - fit * leading) for line in lines[fit:])
        return (_lines_strip(paragraph, lines[:fit], width, tag, fit * leading),
                _lines_strip(paragraph, rest, width, tag, height - fit * leading))

    return Strip(height, (box,), grid=True, minimum=height if count < 4 else 2 * leading, split=split if count >= 4 else None)


def figure(room: Room, exhibit: Exhibit) -> Strip:
    """A figure with its words, to the anatomy of look.md section 5. It never splits; it may float."""
    tag = room.tag.add("Div", anchor=f"fig-{exhibit.id}")
    head, y = _figure_head(room, exhibit, tag)
    drawing = room.draw(exhibit, room.width, room.heights.get(exhibit.data_name), "print")
    shown = tag.add("Figure", alt=exhibit.alt, data=exhibit.data_name)
    plot = Figure(0, y + 8, room.width, drawing.height, drawing, shown, exhibit.alt, exhibit.native, f"Figure {exhibit.number}")
    foot, bottom = source_lines(room, exhibit.source, exhibit.note, tag, y + 8 + drawing.height + 7)
    shape = room.setter.theme.page
    excess = bottom - (shape.bottom - shape.top)
    if excess > 0 and drawing.height > excess:  # taller than a page: drawn lower, or refused with its reason
        drawing = room.draw(exhibit, room.width, drawing.height - excess, "print")
        plot = replace(plot, drawing=drawing, height=drawing.height)
        foot, bottom = [moved(item, 0.0, -excess) for item in foot], bottom - excess
    return Strip(gridded(room, bottom), (*head, plot, *foot), before=14, after=12, floats=True, grid=True, place=exhibit.place)


def _figure_head(room: Room, exhibit: Exhibit, tag: Tag) -> tuple[list[Item], float]:
    text = room.setter.text
    number = text(0, 0, room.width, f"Figure {exhibit.number}", "figure_no", tag.add("P"))
    words: list[Item] = [number, text(0, 1, room.width, exhibit.headline, "figure_head", tag.add("P"))]
    if exhibit.subtitle:
        words.append(text(0, 1, room.width, exhibit.subtitle, "figure_sub", tag.add("P")))
    placed, y = stacked(words, 1.0, 8.0)
    return [rule(0, 0, room.width, 0.75, "navy"), bar(0, 0, 26, 3, "navy"), *placed], y


def source_lines(room: Room, source: Rich, note: Rich, tag: Tag, y: float) -> tuple[list[Item], float]:
    """"Source: ..." and "Note: ..." under an exhibit."""
    boxes: list[Item] = []
    for word, words in (("Source:", source), ("Note:", note)):
        if words:
            line = (Run(f"{word} ", strong=True), *words)
            boxes.append(room.setter.text(0, 0, room.width, line, "source", tag.add("P"), strong="source_word"))
    return stacked(boxes, 0.0, y)


def boxed(room: Room, words: Callable[[Room], list[Item]], *, inset: tuple[float, float, float] = (10, 9, 10),
          ruled: bool = False) -> Strip:
    """A tinted box around stacked items; `words` sets them in the narrowed room (x relative to the inset)."""
    left, top, right = inset
    inner = words(room.inside(room.width - left - right, rail=room.rail))
    bottom = max((item.y + item.height for item in inner), default=0.0)
    height = top + bottom + top
    if not room.rail and not room.half:  # beside text a box ends where it ends: what follows is on the grid
        height = gridded(room, height)
        top = (height - bottom) / 2
    frame: list[Item] = [bar(0, 0, room.width, height, "tint")]
    if ruled:
        frame.append(rule(0, 0, room.width, 0.75, "navy"))
    return Strip(height, (*frame, *(moved(item, left, top) for item in inner)), before=14, after=12, grid=True)


def gridded(room: Room, height: float) -> float:
    """A height that ends on the baseline grid (rule P3)."""
    return math.ceil((height - SLACK) / room.grid) * room.grid


def numbered(room: Room, number: str, words: Rich, role: str, tag: Tag, *, hang: float, number_role: str = "numeral",
             strong: str = "") -> TextBox:
    """A list item with its numeral hanging left of the text."""
    style = room.setter.style(number_role)
    paragraph = replace(room.setter.paragraph(words, role, hang=hang, strong=strong), bullet=number, bullet_colour=style.colour)
    return room.setter.box(0, 0, room.width, [paragraph], [tag])


def stroke(width: float, colour: str) -> Stroke:
    return Stroke(colour, width)


def note_strip(room: Room, note: Note, width: float, tag: Tag) -> Strip:
    """Numeral and text hanging beside it; the note's tag is the target of its marks."""
    own = tag.add("Note", anchor=f"note-{note.number}")
    number = room.setter.text(0, 0, 15, note.numeral, "note_no", own.add("Lbl"))
    words = room.setter.text(15, 0, width - 15, note.text, "note", own.add("P"))
    return Strip(words.height, (number, words))
