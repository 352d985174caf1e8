"""Prints of the deck (deck.pdf, handouts): which pages they have, and what they cannot show of it."""
from __future__ import annotations

from dataclasses import replace
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


def laid_out(slides: Pages, document: Document, theme: Theme, draw: Draw, wanted: str,
             kept: Kept | None = None) -> tuple[Pages, Theme]:
    """The pages of a print, and the theme with all colours that they use."""
    hand = shown(slides, kept, theme)
    slides = hand.pages
    theme, _ = inked(slides, theme)
    theme = replace(theme, colours={**theme.colours, **{colour: colour for colour in hand.colours}}) if hand.colours else theme
    if wanted.startswith(HANDOUT):
        from reports.layout import handout

        return handout.lay_out(slides, document, theme, draw, int(wanted.removeprefix(HANDOUT))), theme
    return printed(slides, theme, shared(theme)), theme


def lacking(kept: Kept, slides: Pages, theme: Theme, folder: str) -> list[Problem]:
    """What prints of the deck cannot show: some of what a person drew, and of what a template draws. `folder` is how problems
    call the report's."""
    found = []
    by_hand = shown(slides, kept, theme).missing
    if by_hand:
        found.append((f"what a hand made: {', '.join(by_hand)}", "put a picture of it there"))
    _, missing = inked(slides, theme)
    if missing:
        what = f"{missing} thing{'s' * (missing > 1)} that the template draws (texts, effects, patterns, turned pictures)"
        found.append((what, "give the template plain shapes and pictures"))
    return [Problem(Place(folder), f"the prints of the deck lack {what}", f"print the deck itself, or {hint}", level="warning")
            for what, hint in found]
