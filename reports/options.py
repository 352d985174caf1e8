"""What a caller may choose about a build."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reports.issue import Issue

if TYPE_CHECKING:
    from reports.copies import Copy
    from reports.document import Document
    from reports.page import Pages
    from reports.render.pptx_kept import Kept

TEMPLATES = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True)
class Options:
    """What a caller may choose."""

    profile: str | None = None
    only: tuple[str, ...] = ("brief", "deck")
    strict: bool = False
    cache: Path | None = None  # None builds everything anew
    date: str | None = None  # ISO 8601: stands in the files' properties in place of the report's own
    say: Callable[[str], None] = lambda line: None  # gets one line a stage
    prints: tuple[str, ...] = ()  # PDFs of the deck beside it: "deck-pdf", "handout-3"
    data: bool = False  # the data files beside brief and deck
    charts: bool = False  # the figures of the brief as SVG files beside it
    name: str = ""  # how problems call the report's folder (default: as it is given)
    templates: Path = TEMPLATES  # the folder of the house styles
    issue: Issue | None = None  # which edition is being made
    release: str | None = None  # the label that nothing may be above
    redact: Literal["drop", "black"] = "drop"  # what becomes of a block above it
    copies: str | Copy = ""  # how many numbered copies, "list": one for each on the distribution list, or this one alone
    lift_embargo: bool = False
    today: str | None = None  # ISO 8601: the day against which the age of facts is judged; the report's own date when None
    # gets each output's file name, what it says, its pages, and what a hand drew or changed on them (None: a brief)
    hand: Callable[[str, Document, Pages, Kept | None], None] | None = None
