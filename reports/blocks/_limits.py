"""Limits that readers expect (words, items), checked the same way everywhere: how many there are, and how many to leave out."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reports.compose import Composer
from reports.document import Rich, plain


def words_in(texts: Iterable[Rich]) -> int:
    """The words of some texts; note marks are none."""
    return sum(len(plain(text).split()) for text in texts)


def within(composer: Composer, place: Any, what: str, count: int, most: int, *, least: int = 0, unit: str = "words",
           rule: str = "P14", level: str = "warning") -> None:
    """A problem when there are more than `most`, or fewer than `least`; `what` is the owner: "the sidebar"."""
    if least <= count <= most:
        return
    noun = unit.removesuffix("s") if count == 1 else unit
    if count > most:
        hint = f"{most} at most: leave out {count - most}"
    else:
        hint = f"{least} to {most}: add {least - count}"
    composer.problem(place, f"{what} has {count} {noun}", hint, level=level, rule=rule)
