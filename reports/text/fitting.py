"""The proof that a text fits its box on a slide, before it is written, and how much of it does not."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.page import Line, Paragraph
from reports.text.ruler import Ruler
from reports.text.setting import cuts_words, set_box

# Slide programs measure a little differently, so a box is taken to be 2 % narrower than it is. Measured with LibreOffice 7.4
# over 6,197 boxes (24,980 lines in six languages, nine roles of type, 70 to 873 pt wide; tests/measure_breaks.py): at 1.000
# it takes a line more than the ruler in 2 boxes, from 1.001 on in none. The rest is for PowerPoint, which was not measured.
MARGIN = 1.02
_SLIP = 0.01


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text at the step that fits. `step` counts from 0; `lines` are as first fit sets them; points."""

    step: int
    size: float
    leading: float
    lines: tuple[Line, ...]
    height: float
    paragraphs: tuple[Paragraph, ...]


def fit(ruler: Ruler, paragraphs_for: Callable[[float, float], Sequence[Paragraph]], width: float, height: float,
        steps: Sequence[tuple[float, float]], margin: float = MARGIN) -> Fitted | None:
    """The first of the theme's steps (size, leading) at which the text fits width x height points; None if none does.

    A step at which a word would have to be cut is taken only if every step cuts one.
    """
    fallback = None
    for step, (size, leading) in enumerate(steps):
        paragraphs = tuple(paragraphs_for(size, leading))
        lines, used = set_box(ruler, paragraphs, width / margin, optimum=False, kern=False)
        if used <= height + _SLIP:
            fitted = Fitted(step, size, leading, lines, used, paragraphs)
            if not any(cuts_words(ruler, paragraph, width / margin) for paragraph in paragraphs):
                return fitted
            # a word that is cut elsewhere in a wider box may take a line more there
            if set_box(ruler, paragraphs, width, optimum=False, kern=False)[1] <= height + _SLIP:
                fallback = fallback or fitted
    return fallback


def overflow(ruler: Ruler, paragraphs: Sequence[Paragraph], width: float, height: float, margin: float = MARGIN) -> int:
    """How many characters are too many for the box: those of the first-fit lines that end below it."""
    lines, _ = set_box(ruler, paragraphs, width / margin, optimum=False, kern=False)
    lost, bottom, above = 0, 0.0, 0
    for line in lines:
        paragraph = paragraphs[line.paragraph]
        bottom += paragraph.leading + (paragraph.space_before if line.paragraph != above else 0.0)
        above = line.paragraph
        lost += sum(len(span.text) for _, span in line.spans) if bottom > height + _SLIP else 0
    return lost


def lines_that_stay(count: int, room: int, least: int = 2) -> int:
    """How many of `count` lines stay on a page that has room for `room`, so that no fewer than `least` stand alone on
    either side (no orphan, no widow); 0: all move on. A paragraph too short to be divided stays whole or moves."""
    if count <= room:
        return count
    stay = min(room, count - least)
    return stay if stay >= least else 0
