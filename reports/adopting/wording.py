"""Words that a person typed, in the type of the words that they stand in place of, and the proof that they fit there."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from charts.drawing import Drawing, Text
from reports.page import Item, Page, Paragraph, Shape, Span, TextBox
from reports.text import Ruler, overflow, set_box
from reports.theme import Theme

MARGIN = 1.03  # as in the layout of slides: hosts measure a little differently
_SLIP = 0.01


def reworded(paragraphs: Sequence[Paragraph], text: str) -> tuple[Paragraph, ...]:
    """The paragraphs with other words: what stayed keeps its look, what is new takes that of its neighbours.

    A paragraph more than there was is like the last one; a numbered list counts on.
    """
    made = []
    for number, words in enumerate(text.replace("\v", " ").split("\n")):
        model = paragraphs[min(number, len(paragraphs) - 1)]
        beyond = number - len(paragraphs) + 1
        if beyond > 0 and model.bullet.isdecimal():
            model = replace(model, bullet=str(int(model.bullet) + beyond))
        made.append(replace(model, spans=_respanned(model.spans, words)))
    return tuple(made)


def _respanned(spans: Sequence[Span], words: str) -> tuple[Span, ...]:
    """Common beginning and end as they were, the middle in the look of what it replaces, or of what it follows."""
    old = "".join(span.text for span in spans)
    start = _common(old, words)
    end = min(_common(old[::-1], words[::-1]), min(len(old), len(words)) - start)
    middle = _at(spans, start if start + end < len(old) else start - 1)
    parts = [*_cut(spans, 0, start), replace(middle, text=words[start:len(words) - end]), *_cut(spans, len(old) - end, len(old))]
    kept = [part for part in parts if part.text] or [replace(spans[0], text="")]
    merged = kept[:1]
    for before, part in pairwise(kept):
        if replace(before, text="") == replace(part, text=""):
            merged[-1] = replace(merged[-1], text=merged[-1].text + part.text)
        else:
            merged.append(part)
    return tuple(merged)


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))


def _cut(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """The spans of a stretch of characters."""
    made, at = [], 0
    for span in spans:
        made.append(replace(span, text=span.text[max(0, start - at):max(0, end - at)]))
        at += len(span.text)
    return made


def _at(spans: Sequence[Span], position: int) -> Span:
    """The span of a character, counted from 0."""
    at = 0
    for span in spans:
        at += len(span.text)
        if at > position:
            return span
    return spans[-1]


def relabelled(drawing: Drawing, number: int, text: str) -> Drawing:
    """The drawing with other words in its `number`th text, counted from 1 without empty ones."""
    marks, seen = [], 0
    for mark in drawing.marks:
        seen += isinstance(mark, Text) and bool(mark.text.strip())
        found = isinstance(mark, Text) and bool(mark.text.strip()) and seen == number
        marks.append(replace(mark, text=" ".join(text.split())) if isinstance(mark, Text) and found else mark)
    return replace(drawing, marks=tuple(marks))


# ---------------------------------------------------------------- fit
def fitted(before: TextBox, box: TextBox, page: Page, theme: Theme, ruler: Ruler) -> tuple[TextBox, int]:
    """The box at the first of its role's sizes at which its words fit the room there is, and how many characters too many they
    are at the smallest; 0: they fit. `before`: the box as it was, which fitted."""
    _, used = set_box(ruler, before.paragraphs, before.width, optimum=False, kern=False)
    room = max(used if box.width >= before.width else 0.0, _free(box, page))
    paragraphs = box.paragraphs
    for scale, leading in _steps(box, theme):
        paragraphs = tuple(_scaled(p, scale, leading) for p in box.paragraphs)
        _, height = set_box(ruler, paragraphs, box.width / MARGIN, optimum=False, kern=False)
        if height <= room + _SLIP:
            return replace(box, paragraphs=paragraphs, height=max(box.height, height)), 0
    return replace(box, paragraphs=paragraphs), max(1, overflow(ruler, paragraphs, box.width, room, MARGIN))


def _steps(box: TextBox, theme: Theme) -> list[tuple[float, float]]:
    """Factors on size and leading: none, then those of the smaller steps of the role that the box is set in."""
    first = box.paragraphs[0]
    size, leading = first.spans[0].size if first.spans else 0.0, first.leading
    for style in theme.types["slide"].values():
        if (size, leading) in style.steps and first.spans and style.face == first.spans[0].face:
            at = style.steps.index((size, leading))
            return [(step / size, height / leading) for step, height in style.steps[at:]]
    return [(1.0, 1.0)]


def _scaled(paragraph: Paragraph, scale: float, leading: float) -> Paragraph:
    spans = tuple(replace(span, size=span.size * scale) for span in paragraph.spans)
    return replace(paragraph, spans=spans, leading=paragraph.leading * leading)


def _free(box: TextBox, page: Page) -> float:
    """How far down nothing else stands, from the top of the box."""
    line = box.paragraphs[0].leading
    return min([item.y - box.y for item in page.items if item.y >= box.y + line / 2 and _beside(item, box)],
               default=page.height - box.y)


def _beside(item: Item, box: TextBox) -> bool:
    """Whether an item lies under or over the box, and is not the ground that it stands on."""
    holds = isinstance(item, Shape) and item.y <= box.y and item.y + item.height >= box.y + box.height
    return not holds and item.x < box.x + box.width and box.x < item.x + item.width
