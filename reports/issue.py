"""One edition as the pages need to know it: its number, its state, what has changed, the editions before it. Plain data.

Made by the archive of editions, read by the furniture and by the blocks that print changes and history. All of it
is kept with the edition, so that the same pages can be made again.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

What = Literal["fact", "derived", "conflict", "figure", "text", "head", "source", "table", "file", "layout"]
How = Literal["added", "removed", "superseded", "changed", "opened", "closed", "aged", "wording"]
Stamp = Literal["", "draft", "embargoed", "superseded"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was. `id`: of the fact, conflict, figure or block; `was` and `now` in words (empty: not there);
    `aspects`: what of it changed (value, status, as_of, rows ...)."""

    what: What
    id: str
    how: How
    was: str = ""
    now: str = ""
    why: str = ""
    aspects: tuple[str, ...] = ()
    material: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier edition: its number, its as-of date (ISO 8601), the day it was made, and how it differed, in a sentence."""

    number: str
    as_of: str
    made: str
    summary: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A mistake put right (not a planned revision): of which edition, and what was wrong."""

    of_edition: str
    what: str
    material: bool = False


@dataclass(frozen=True, slots=True)
class Issue:
    """An edition. `made` (ISO 8601) is the day of its whole number: a small fix keeps it. `since`: the edition compared with.

    `embargo` is the instant (ISO 8601 with zone) until which its pages say so; empty for none, whatever the head says.
    """

    number: str
    made: str = ""
    stamp: Stamp = ""
    embargo: str = ""
    superseded_by: str = ""
    since: str = ""
    changes: tuple[Change, ...] = ()
    history: tuple[Past, ...] = ()
    correction: Correction | None = None

    @property
    def clean(self) -> Issue:
        """The same edition as it is released: without any stamp."""
        return replace(self, stamp="", embargo="")

    def superseded(self, by: str) -> Issue:
        """The same edition as it is kept for readers once another has taken its place."""
        return replace(self, stamp="superseded", embargo="", superseded_by=f"edition {by}")

    def as_data(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Issue:
        """The issue that `as_data` wrote. Raises KeyError or TypeError for data that is none."""
        changes = tuple(Change(**{**c, "aspects": tuple(c["aspects"])}) for c in data["changes"])
        correction = Correction(**data["correction"]) if data["correction"] else None
        return cls(**{**data, "changes": changes, "history": tuple(Past(**p) for p in data["history"]),
                      "correction": correction})
