"""Which prints of the deck lie among finished files, as a build is asked for them."""
from __future__ import annotations

from pathlib import Path

from reports.audit import pdf_said
from reports.audit.said import Unreadable
from reports.problems import Failed, Place, Problem

_SIZES = (2, 3, 6)  # slides on a page of a handout


def asked(folder: Path) -> tuple[str, ...]:
    """Of deck.pdf and handout.pdf, whatever more is in their names. Raises Failed for a handout that cannot be read."""
    handout = next(iter(sorted(folder.glob("handout*.pdf"))), None)
    deck = ("deck-pdf",) if any(folder.glob("deck*.pdf")) else ()
    return (*deck, f"handout-{_size(handout)}") if handout else deck


def _size(handout: Path) -> int:
    """How many slides a page has: as many as the first one, or the next size where that is all of them."""
    try:
        count = pdf_said.sections_of_the_first_page(handout.read_bytes())
    except (OSError, Unreadable) as error:
        raise Failed([Problem(Place(str(handout)), "the handout is not a PDF that can be read",
                              "build it anew: make_report.py build --handout 3")]) from error
    return next((size for size in _SIZES if size >= count), _SIZES[-1])
