"""Prints of the deck (deck.pdf, handouts): which pages they have, and what they cannot show of it."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reports.adopting.drawn import shown
from reports.document import Document
from reports.layout.printed import inked, printed
from reports.layout.room import Draw
from reports.page import Pages
from reports.problems import Place, Problem
from reports.text import shared
from reports.theme import Theme

if TYPE_CHECKING:
    from reports.render.pptx_kept import Kept

HANDOUT = "handout-"  # what asks for one; the number of slides a page follows


@dataclass(frozen=True)
class Printable:
    """The finished deck for its prints: the pages with what a hand drew, the theme with all colours that they use, and what
    prints cannot show, each with what to do about it."""

    pages: Pages
    theme: Theme
    lacks: tuple[tuple[str, str], ...]

    def laid_out(self, document: Document, draw: Draw, wanted: str) -> Pages:
        """The pages of a print."""
        if wanted.startswith(HANDOUT):
            from reports.layout import handout

            return handout.lay_out(self.pages, document, self.theme, draw, int(wanted.removeprefix(HANDOUT)))
        return printed(self.pages, self.theme, shared(self.theme))

    def lacking(self, folder: str) -> list[Problem]:
        """What prints of the deck cannot show: some of what a person drew, and of what a template draws. `folder` is how
        problems call the report's."""
        return [Problem(Place(folder), f"the prints of the deck lack {what}", f"print the deck itself, or {hint}",
                        level="warning") for what, hint in self.lacks]


def printable(slides: Pages, kept: Kept | None, theme: Theme) -> Printable:
    """What all prints of a deck are laid out from."""
    hand = shown(slides, kept, theme)
    theme, missing = inked(hand.pages, theme)
    if hand.colours:
        theme = replace(theme, colours={**theme.colours, **{colour: colour for colour in hand.colours}})
    lacks = []
    if hand.missing:
        lacks.append((f"what a hand made: {', '.join(hand.missing)}", "put a picture of it there"))
    if missing:
        what = f"{missing} thing{'s' * (missing > 1)} that the template draws (texts, effects, patterns, turned pictures)"
        lacks.append((what, "give the template plain shapes and pictures"))
    return Printable(hand.pages, theme, tuple(lacks))
