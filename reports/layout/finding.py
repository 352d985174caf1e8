"""What the rules of slides see, and what they find."""
from __future__ import annotations

from dataclasses import dataclass

from reports.document import Head
from reports.page import Page
from reports.problems import Level
from reports.theme import Theme


@dataclass(frozen=True)
class Deck:
    """All slides of a profile."""

    pages: tuple[Page, ...]
    head: Head
    profile: str
    theme: Theme


@dataclass(frozen=True)
class Finding:
    """A broken rule; its place is that of the slide."""

    rule: str
    what: str
    hint: str
    level: Level = "error"
