"""Lines in their places: a paragraph, or a stack of paragraphs, set to a width."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reports.page import Face, Line, Paragraph, Span
from reports.text.breaks import first_fit, optimum
from reports.text.chunks import Chunk, Fragment, chunks
from reports.text.ruler import HYPHEN, Ruler

_HANGING = tuple("“‘«„‚\"")  # hang in the margin where a paragraph lets them, so that letters stand under letters
Placed = tuple[float, Span]


def first_baseline(size: float, leading: float) -> float:
    """From the top of a line to its baseline, points: the house's rule, the same in every renderer."""
    return leading / 2 + 0.33 * size


def set_lines(ruler: Ruler, paragraph: Paragraph, width: float, *, hyphenate: str = "", top: float = 0.0,
              optimum: bool = True, kern: bool = True, index: int = 0) -> tuple[list[Line], float]:
    """The paragraph's lines below `top`, relative to the box, and the height they take (lines times leading).

    `hyphenate` is a language ("en-GB") or "" for none. `optimum=False` breaks as slide programs do. Points.
    """
    return _Setter(ruler, paragraph, width, hyphenate, optimum, kern).lines(top, index)


def set_box(ruler: Ruler, paragraphs: Sequence[Paragraph], width: float, *, hyphenate: str = "", top: float = 0.0,
            optimum: bool = True, kern: bool = True) -> tuple[tuple[Line, ...], float]:
    """Stacked paragraphs: their lines, and the height from the box's top. `space_before` does not count for the first."""
    lines: list[Line] = []
    y = top
    for index, paragraph in enumerate(paragraphs):
        y += paragraph.space_before if index else 0.0
        more, height = set_lines(ruler, paragraph, width, hyphenate=hyphenate, top=y, optimum=optimum, kern=kern, index=index)
        lines += more
        y += height
    return tuple(lines), y - top


def cuts_words(ruler: Ruler, paragraph: Paragraph, width: float) -> bool:
    """True if a word of the paragraph is wider than its line, so that it had to be cut."""
    room = width - paragraph.hang - max(0.0, paragraph.indent)
    return any(chunk.cut for chunk in chunks(ruler, paragraph.spans, room, kern=False, host=True))


class _Setter:
    """One paragraph on its way to lines."""

    def __init__(self, ruler: Ruler, paragraph: Paragraph, width: float, language: str, best: bool, kern: bool) -> None:
        self.ruler, self.paragraph, self.width, self.kern = ruler, paragraph, width, kern
        rest = width - paragraph.hang
        first = rest - paragraph.indent
        self.chunks = chunks(ruler, paragraph.spans, min(first, rest), language, kern, not best)
        self.ends = optimum(self.chunks, first, rest) if best else first_fit(self.chunks, first, rest, early=not kern)

    def lines(self, top: float, index: int) -> tuple[list[Line], float]:
        spans, leading = self.paragraph.spans, self.paragraph.leading
        size = max((span.size for span in spans if not span.rise), default=spans[0].size if spans else 0.0)
        ranges = list(pairwise([0, *self.ends])) or ([(0, 0)] if self.paragraph.bullet and spans else [])
        base = top + first_baseline(size, leading)
        found = [Line(round(base + number * leading, 4), self._line(start, end, number == 0), index)
                 for number, (start, end) in enumerate(ranges)]
        return found, len(found) * leading

    def _line(self, start: int, end: int, first: bool) -> tuple[Placed, ...]:
        left = self.paragraph.hang + (self.paragraph.indent if first else 0.0) - self._protrusion(start, end)
        x, placed = left, []
        for index, text in _runs(self.chunks[start:end]):
            span = self.paragraph.spans[index]
            for face, part in self.ruler.parts(text, span.face):
                placed.append((x, replace(span, text=part, face=face)))
                x += self.ruler.width(part, face, span.size, span.tracking, self.kern)
        shift = {"left": 0.0, "right": 1.0, "center": 0.5}[self.paragraph.align] * max(0.0, self.width - x)
        label = (self._label(),) if first and self.paragraph.bullet else ()
        return (*label, *((round(at + shift, 4), span) for at, span in placed))

    def _protrusion(self, start: int, end: int) -> float:
        """How far the mark that opens a line hangs left of it."""
        if not self.paragraph.protrude or start == end:
            return 0.0
        index, text = self.chunks[start].fragments[0]
        span = self.paragraph.spans[index]
        return self.ruler.width(text[0], span.face, span.size, span.tracking, self.kern) if text[:1] in _HANGING else 0.0

    def _label(self) -> Placed:
        model = self.paragraph.spans[0]
        face = self.ruler.theme.face(Face(model.face.family, "bold"))
        return 0.0, Span(self.paragraph.bullet, face, model.size, self.paragraph.bullet_colour)


def _runs(line: Sequence[Chunk]) -> list[Fragment]:
    """The text of a line, span by span, with the hyphen it ends in; the space after the last chunk falls away."""
    fragments: list[Fragment] = []
    for chunk in line:
        fragments += chunk.fragments
        fragments += chunk.glue if chunk is not line[-1] else ()
    if line and line[-1].hyphen:
        fragments.append((fragments[-1][0], HYPHEN))
    merged: list[Fragment] = []
    for index, text in fragments:
        if merged and merged[-1][0] == index:
            merged[-1] = (index, merged[-1][1] + text)
        else:
            merged.append((index, text))
    return merged
