"""One page of paper while it fills: what stands on it, how far down, and the notes that its foot must hold."""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Protocol

from reports.layout.strips import SLACK, Columns, Piece, Strip, fill, least, stack_height
from reports.page import Item, moved

_TRIES = 6          # how often a part is cut shorter to make room for the notes that it brings
_COMPANY = 0.35     # of a side that waits overleaf: how much text must stand beside it there
_NOTES_MOST = 0.6   # of the text area: what notes carried over from earlier pages may take


class Freedom(IntEnum):
    """How far a page may go to be full, from the least liberty to the greatest."""

    NONE = 0    # everything in its place; a figure may follow text of its own theme
    RAIL = 1    # what stands beside a text may start on the page after the text's first lines
    FLOAT = 2   # a figure may follow the beginning of the next theme
    DIVIDE = 3  # a short table may be divided


class Feet(Protocol):
    """Footnotes: which marks a piece carries, how high some notes are, the notes set."""

    def marks(self, strips: Sequence[Strip]) -> tuple[int, ...]:
        """The notes that strips point at, in order."""

    def height(self, numbers: Sequence[int]) -> float:
        """What the foot takes with its rule and the white above it."""

    def set(self, numbers: Sequence[int], room: float) -> tuple[list[Item], float, list[int]]:
        """Items from the top of a foot, its height, and the notes that found no room in `room` points."""


@dataclass
class Sheet:
    """A page between `top` and `bottom` (points from its upper edge) at left edge `x`. `notes`: what its foot must hold."""

    top: float
    bottom: float
    x: float
    grid: float
    feet: Feet | None = None
    items: list[Item] = field(default_factory=list)
    y: float = math.nan
    after: float = 0.0
    fresh: bool = True
    forced: bool = False
    opened: bool = False    # a section starts at its top
    reserves: bool = True   # whether text leaves room for the notes that it brings
    short: float = 0.0  # how much earlier than at its foot the page is to end
    notes: list[int] = field(default_factory=list)
    told: set[int] = field(default_factory=set)
    sections: list[str] = field(default_factory=list)
    overflows: list[tuple[float, Piece]] = field(default_factory=list)
    white: float = 0.0  # what stayed empty when the page was full

    def __post_init__(self) -> None:
        self.y = self.top if math.isnan(self.y) else self.y

    def copy(self) -> Sheet:
        """The same page, to be filled in another way."""
        return replace(self, items=list(self.items), notes=list(self.notes), told=set(self.told), sections=list(self.sections),
                       overflows=list(self.overflows))

    @property
    def hole(self) -> float:
        """What stays empty at the foot."""
        return self.floor() - self.y

    # ------------------------------------------------------------------ measuring
    def floor(self, marks: Sequence[int] = ()) -> float:
        """Where text must end if the foot holds these notes too."""
        if self.feet is None or not self.reserves:
            return self.bottom - self.short
        numbers = [*self.notes, *(n for n in marks if n not in self.told)]
        tall = self.bottom - self.top
        return max(self.bottom - self.short - self.feet.height(numbers), self.bottom - _NOTES_MOST * tall)

    def top_of(self, piece: Piece, y: float, after: float, fresh: bool) -> float:
        """Where a piece starts under what ends at `y`."""
        top = y if fresh else y + max(after, piece.before)
        if piece.grid:
            top = self.top + math.ceil((top - self.top - SLACK) / self.grid) * self.grid
        return top

    def fits(self, chunk: Sequence[Piece], freedom: Freedom) -> bool:
        """Whether pieces that stay together make a start here."""
        y, after, fresh = self.y, self.after, self.fresh
        for i, piece in enumerate(chunk):
            top = self.top_of(piece, y, after, fresh)
            y = top + (_start(piece, freedom) if i == len(chunk) - 1 else piece.height)
            after, fresh = piece.after, False
        return y <= self._floor_under(chunk, freedom) + SLACK

    def _floor_under(self, chunk: Sequence[Piece], freedom: Freedom) -> float:
        """The floor with the notes of all that must stand here whole."""
        if self.feet is None:
            return self.floor()
        whole = [p for p in chunk if isinstance(p, Strip) and _start(p, freedom) == p.height]
        return self.floor(self.feet.marks(whole))

    # ------------------------------------------------------------------ placing
    def place(self, piece: Piece, freedom: Freedom) -> Piece | None:
        """Put one piece on the page; returns what did not fit. A piece that fits on no page is placed and noted."""
        top = self.top_of(piece, self.y, self.after, self.fresh)
        if isinstance(piece, Columns):
            return self._place_columns(piece, top, freedom)
        if not piece.items:  # a page break, or nothing: leaves no trace
            return None
        rest: Strip | None = None
        if top + piece.height > self._floor_with([piece]) + SLACK:
            parts = self._divided(piece, top, freedom)
            if parts is None and not self.fresh:
                return piece
            if parts is not None:
                piece, rest = parts[0], replace(parts[1], keep=piece.keep)
            elif top + piece.height > self.bottom + SLACK:
                self.overflows.append((top + piece.height - self.bottom, piece))
        self.stand([(0.0, piece)], self.x, top)
        self._passed(piece, top + piece.height)
        return rest

    def _floor_with(self, strips: Sequence[Strip]) -> float:
        return self.floor(self.feet.marks(strips)) if self.feet else self.floor()

    def _divided(self, strip: Strip, top: float, freedom: Freedom) -> tuple[Strip, Strip] | None:
        """The part that fits with its notes, and the rest."""
        if strip.split is None or (strip.whole and freedom < Freedom.DIVIDE and not self.fresh):
            return None
        room = self.floor() - top
        for _ in range(_TRIES):
            parts = strip.split(room)
            if parts is None or top + parts[0].height <= self._floor_with([parts[0]]) + SLACK:
                return parts
            room = min(self._floor_with([parts[0]]) - top, parts[0].height - 1.0)
        return None

    def _place_columns(self, columns: Columns, top: float, freedom: Freedom) -> Columns | None:
        if not columns.main and not columns.side:  # nothing: leaves no trace
            return None
        room = self.floor() - top
        for _ in range(_TRIES):
            side, side_used, side_rest = fill(columns.side, room, self.grid)
            waits = bool(side_rest) and freedom >= Freedom.RAIL and not self.fresh and not columns.together
            main, main_used, main_rest = fill(columns.main, _with_rest(columns, room) if waits else room, self.grid)
            if waits:
                if not main or not main_rest:
                    return columns
                side, side_used, side_rest = [], 0.0, columns.side
            floor = self._floor_with([s for _, s in (*main, *side)])
            if top + max(main_used, side_used) <= floor + SLACK:
                break
            room = min(floor - top, max(main_used, side_used) - 1.0)
        if not main and not side:
            if not self.fresh:
                return columns
            self.overflows.append((max(columns.height - room, 0.0), columns))
            main, main_used, main_rest = fill(columns.main, math.inf, self.grid)
            side, side_used, side_rest = fill(columns.side, math.inf, self.grid)
        self.stand(main, self.x + columns.main_x, top)
        self.stand(side, self.x + columns.side_x, top)
        self._passed(columns, top + max(main_used, side_used))
        if not main_rest and not side_rest:
            return None
        return replace(columns, main=main_rest, side=side_rest, before=0.0, section="")

    def _passed(self, piece: Piece, y: float) -> None:
        if piece.section:
            self.opened = self.opened or self.fresh
            self.sections.append(piece.section)
        self.y, self.after, self.fresh = y, piece.after, False

    def stand(self, stack: Sequence[tuple[float, Strip]], x: float, top: float) -> None:
        """Put strips where they belong, and remember the notes that they bring."""
        for y, strip in stack:
            self.items.extend(moved(item, x, top + y) for item in strip.items)
        if self.feet:
            marks = dict.fromkeys(self.feet.marks([strip for _, strip in stack]))
            self.notes += [n for n in marks if n not in self.told]
            self.told.update(marks)

    # ------------------------------------------------------------------ the foot
    def closed(self) -> list[int]:
        """Set the notes at the foot; returns those that must go to the next page."""
        if not self.feet or not self.notes:
            return []
        items, height, rest = self.feet.set(self.notes, self.bottom - self.y if not self.fresh else self.bottom - self.top)
        self.items.extend(moved(item, self.x, self.bottom - height) for item in items)
        self.notes = []
        return rest


def _with_rest(columns: Columns, room: float) -> float:
    """The room for text whose side waits overleaf: less, so that enough text goes on beside it."""
    return min(room, stack_height(columns.main) - _COMPANY * stack_height(columns.side))


def _start(piece: Piece, freedom: Freedom) -> float:
    """The least height with which a piece makes a start."""
    if isinstance(piece, Strip):
        return piece.height if piece.whole and freedom < Freedom.DIVIDE else piece.least
    stays = piece.together or freedom < Freedom.RAIL or stack_height(piece.main) <= least(piece.main)
    side = stack_height(piece.side) if stays else 0.0
    return max(least(piece.main), side)
