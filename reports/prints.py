"""Prints of the deck (deck.pdf, handouts): which pages they have, and what they cannot show of it."""
from __future__ import annotations

from typing import TYPE_CHECKING

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


def laid_out(slides: Pages, document: Document, theme: Theme, draw: Draw, wanted: str) -> tuple[Pages, Theme]:
    """The pages of a print, and the theme with all colours that they use."""
    theme, _ = inked(slides, theme)
    if wanted.startswith(HANDOUT):
        from reports.layout import handout

        return handout.lay_out(slides, document, theme, draw, int(wanted.removeprefix(HANDOUT))), theme
    return printed(slides, theme, shared(theme)), theme


def lacking(kept: Kept, slides: Pages, theme: Theme, shown: str) -> list[Problem]:
    """What prints of the deck cannot show: the Page model has no words for what a person drew, nor for all that a template draws.
    `shown` is how problems call the report's folder."""
    found = []
    added = len(kept.slides) + len(kept.shapes)
    if added:
        found.append((f"what was added by hand on {_slides(added)}", "take what matters into the outline"))
    coloured = len({change.slide for change in kept.colours})
    if coloured:
        found.append((f"the colours that a hand gave to charts on {_slides(coloured)}", "take no meaning from them"))
    _, missing = inked(slides, theme)
    if missing:
        what = f"{missing} thing{'s' * (missing > 1)} that the template draws (texts, effects, patterns, turned pictures)"
        found.append((what, "give the template plain shapes and pictures"))
    return [Problem(Place(shown), f"the prints of the deck lack {what}", f"print the deck itself, or {hint}", level="warning")
            for what, hint in found]


def _slides(count: int) -> str:
    return f"{count} slide{'s' * (count > 1)}"
