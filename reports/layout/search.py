"""Page breaks weighed together: the pages of a text that leave the least white in the wrong places.

A beam search over pages, in the manner of M. F. Plass, "Optimal pagination techniques for automatic typesetting systems"
(1981): each page may be filled with more or less freedom, or end a little early to save a later one.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reports.layout.filling import Rest, filled
from reports.layout.sheet import Freedom, Sheet

HOLE = 0.2                  # of the text area: the most that may stay empty where content could have moved up
EARLY = (0.0, 0.07, 0.14)   # of the text area: how much earlier a page may end
BEAM = 6                    # ways that are followed at once
# demerits: of a page, of white beyond HOLE (squared), of a step of freedom, of what is taller than its page
_PAGE, _WIDE, _FREE, _LOST = 0.5, 40.0, 0.02, 1e4


def is_hole(white: float, tall: float) -> bool:
    """Whether so many points of white at the foot of a text area `tall` points high are a hole."""
    return white > HOLE * tall


@dataclass(frozen=True)
class _Way:
    """The pages so far, what they cost, what is left, and the notes that the next page must take over."""

    cost: float
    sheets: tuple[Sheet, ...]
    rest: Rest
    carried: tuple[int, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """Ways that leave the same are one: the cheaper."""
        front = tuple(round(piece.height, 1) for piece in self.rest.front)
        return self.rest.at, front, len(self.rest.waiting), self.carried


def weighed(first: Sheet, rest: Rest, blank: Callable[[], Sheet]) -> list[Sheet] | None:
    """The pages that cost least, `first` being partly filled; None if no way comes to an end."""
    ways = [_Way(0.0, (), rest)]
    done: _Way | None = None
    while ways:
        grown: dict[tuple[object, ...], _Way] = {}
        for way in ways:
            for longer in _grown(way, first, blank):
                if longer.rest.done:
                    done = longer if done is None or longer.cost < done.cost else done
                elif longer.key not in grown or longer.cost < grown[longer.key].cost:
                    grown[longer.key] = longer
        ways = [way for way in sorted(grown.values(), key=lambda w: w.cost)[:BEAM] if done is None or way.cost < done.cost]
    return list(done.sheets) if done else None


def _grown(way: _Way, first: Sheet, blank: Callable[[], Sheet]) -> list[_Way]:
    """The way with each of the pages that could come next; none with a large hole that another of them has not."""
    found = [_next(way, first.copy() if not way.sheets else blank(), freedom, early) for freedom in Freedom for early in EARLY]
    least = max(HOLE, min(hole for _, hole in found))
    return [longer for longer, hole in found if hole <= least]


def _next(way: _Way, sheet: Sheet, freedom: Freedom, early: float) -> tuple[_Way, float]:
    """The way with one page more, and the part of that page that stays white."""
    if way.sheets:
        sheet.notes, sheet.told = list(way.carried), set(way.sheets[-1].told)
    tall = sheet.bottom - sheet.top
    sheet.short = early * tall
    rest = filled(sheet, way.rest, freedom)
    sheet.short = 0.0
    sheet.white = 0.0 if rest.done or sheet.forced else sheet.hole
    hole = sheet.white / tall
    cost = way.cost + _PAGE + hole ** 2 + _WIDE * max(0.0, hole - HOLE) ** 2 + _FREE * freedom
    cost += _LOST * len(sheet.overflows)
    return _Way(cost, (*way.sheets, sheet), rest, () if rest.done else tuple(sheet.closed())), hole
