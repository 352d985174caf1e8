"""What flows on paper: strips of finished items, and two stacks of them side by side."""
from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.page import Item
from reports.problems import Place

SLACK = 0.01  # points: rounding, not room


@dataclass(frozen=True, slots=True)
class Strip:
    """Items relative to the strip's top left corner; `before`/`after` are wanted spaces (the larger of two meeting ones
    counts, none at the page's edges). `split(room)` gives (fitting part, rest) or None; `minimum` is the least part's height.

    `floats`: it may come to stand at the top of the next page while what follows fills this one; neighbours that float and
    are kept together float as one. `whole`: it is divided only where a page would else stay empty (a short table).
    `section`: the running head from here on. `place`: the block that it comes from, for problems.
    """

    height: float
    items: tuple[Item, ...] = ()
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    grid: bool = False
    floats: bool = False
    minimum: float | None = None
    split: Callable[[float], tuple[Strip, Strip] | None] | None = None
    new_page: bool = False
    whole: bool = False
    section: str = ""
    place: Place | None = None

    @property
    def least(self) -> float:
        return self.height if self.minimum is None else self.minimum


@dataclass(frozen=True, slots=True)
class Columns:
    """Two stacks side by side: `main` breaks over pages; `side` starts on the page of the first line and stays whole there
    where a page can hold it. Two halves that are read `together` start on one page in any case."""

    main: tuple[Strip, ...]
    side: tuple[Strip, ...]
    main_x: float = 0.0
    side_x: float = 0.0
    before: float = 0.0
    after: float = 0.0
    grid: bool = True
    keep: bool = False
    floats: bool = False
    new_page: bool = False
    together: bool = False
    section: str = ""
    place: Place | None = None

    @property
    def least(self) -> float:
        return max(least(self.main), stack_height(self.side))

    @property
    def height(self) -> float:
        return max(stack_height(self.main), stack_height(self.side))


Piece = Strip | Columns


def least(stack: Sequence[Strip]) -> float:
    """The least height at which a stack makes a start: its first chunk of kept strips."""
    total = 0.0
    for strip in stack:
        if not strip.keep:
            return total + strip.least
        total += strip.height + strip.after
    return total


def stack_height(stack: Sequence[Strip]) -> float:
    """The height of a stack set without breaks."""
    return fill(stack, math.inf)[1]


def fill(stack: Sequence[Strip], room: float, grid: float = 0.0) -> tuple[list[tuple[float, Strip]], float, tuple[Strip, ...]]:
    """(placed strips with their y, height used, what is left) for one stack in a given height."""
    placed: list[tuple[float, Strip]] = []
    y = after = used = 0.0
    for i, strip in enumerate(stack):
        top = y + (max(after, strip.before) if placed else 0.0)
        top = math.ceil((top - SLACK) / grid) * grid if grid and strip.grid else top
        if top + strip.height > room + SLACK or (strip.keep and math.isfinite(room) and least(stack[i:]) > room - top + SLACK):
            parts = strip.split(room - top) if strip.split else None
            if parts is None:
                return placed, used, tuple(stack[i:])
            placed.append((top, parts[0]))
            return placed, top + parts[0].height, (parts[1], *stack[i + 1:])
        placed.append((top, strip))
        y, after, used = top + strip.height, strip.after, top + strip.height
    return placed, used, ()
