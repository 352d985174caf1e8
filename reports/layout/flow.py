"""The flow of print: strips stacked on pages, kept together, split, or let float to the next page.

A `Strip` is a horizontal band of finished items with a height. The flow only decides where each band goes: it keeps a
heading with what follows, splits what may be split (paragraphs between lines, tables between rows), and lets a figure that does
not fit move to the top of the next page while the text after it fills the gap.
"""
from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from reports.page import Item, moved

SLACK = 0.01  # points: rounding, not room


@dataclass(frozen=True, slots=True)
class Strip:
    """Items relative to the strip's top left corner; `before`/`after` are wanted spaces (the larger of two meeting ones
    counts, none at the page's edges). `split(room)` gives (fitting part, rest) or None; `minimum` is the least part's height."""

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

    @property
    def least(self) -> float:
        return self.height if self.minimum is None else self.minimum


@dataclass(frozen=True, slots=True)
class Columns:
    """Two stacks side by side: `main` breaks over pages; `side` starts on the page of the first line and stays whole there
    where a page can hold it."""

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

    @property
    def least(self) -> float:
        return max(_least(self.main), stack_height(self.side))

    @property
    def height(self) -> float:
        return max(stack_height(self.main), stack_height(self.side))


Piece = Strip | Columns


def _least(stack: Sequence[Strip]) -> float:
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
        if top + strip.height > room + SLACK or (strip.keep and not _fits_with_next(stack[i:], room - top)):
            parts = strip.split(room - top) if strip.split else None
            if parts is None:
                return placed, used, tuple(stack[i:])
            placed.append((top, parts[0]))
            return placed, top + parts[0].height, (parts[1], *stack[i + 1:])
        placed.append((top, strip))
        y, after, used = top + strip.height, strip.after, top + strip.height
    return placed, used, ()


def _fits_with_next(stack: Sequence[Strip], room: float) -> bool:
    return _least(stack) <= room + SLACK


@dataclass
class Flow:
    """Fills pages between `top` and `bottom` (points from the page's top) at left edge `x`; `grid` is the baseline grid."""

    top: float
    bottom: float
    x: float = 0.0
    grid: float = 14.0
    pages: list[list[Item]] = field(default_factory=lambda: [[]])
    y: float = math.nan
    after: float = 0.0
    fresh: bool = True
    overflows: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.y = self.top

    def new_page(self) -> None:
        self.pages.append([])
        self.y, self.after, self.fresh = self.top, 0.0, True

    def put(self, pieces: Sequence[Piece]) -> None:
        """Place all pieces, on as many pages as they need."""
        queue: deque[Piece] = deque(pieces)
        waiting: deque[Strip] = deque()
        while queue or waiting:
            if waiting and self.fresh:
                self._place(waiting.popleft())
            elif not queue:
                if self._fits([waiting[0]]):
                    self._place(waiting.popleft())
                else:
                    self.new_page()
            else:
                self._step(queue, waiting)

    def _step(self, queue: deque[Piece], waiting: deque[Strip]) -> None:
        if queue[0].new_page and not self.fresh:
            self.new_page()
            return
        chunk = _chunk(queue)
        if self._fits(chunk) or (self.fresh and len(chunk) == 1):
            self._take(queue, len(chunk))
        elif not self._float_away(queue, waiting, chunk):
            if self.fresh:
                self._take(queue, len(chunk))
            else:
                self.new_page()

    def _take(self, queue: deque[Piece], count: int) -> None:
        for _ in range(count):
            rest = self._place(queue.popleft())
            if rest is not None:
                queue.appendleft(rest)
                self.new_page()
                return

    def _float_away(self, queue: deque[Piece], waiting: deque[Strip], chunk: list[Piece]) -> bool:
        """Let the figure that ends the chunk wait for the next page, if what follows it makes a start here."""
        last = chunk[-1]
        if not (isinstance(last, Strip) and last.floats and len(queue) > len(chunk)):
            return False
        rest = list(queue)[len(chunk):]
        rest_chunk = _chunk(deque(rest))
        if rest[0].new_page or not self._fits(chunk[:-1] + rest_chunk):
            return False
        waiting.append(replace(last, floats=False))
        queue.clear()
        queue.extend(chunk[:-1] + rest)
        return True

    def _top_of(self, piece: Piece, y: float, after: float, fresh: bool) -> float:
        top = y if fresh else y + max(after, piece.before)
        if piece.grid:
            top = self.top + math.ceil((top - self.top - SLACK) / self.grid) * self.grid
        return top

    def _fits(self, chunk: Sequence[Piece]) -> bool:
        y, after, fresh = self.y, self.after, self.fresh
        for i, piece in enumerate(chunk):
            top = self._top_of(piece, y, after, fresh)
            y = top + (piece.least if i == len(chunk) - 1 else piece.height)
            after, fresh = piece.after, False
        return y <= self.bottom + SLACK

    def _place(self, piece: Piece) -> Piece | None:
        """Put one piece on the page; returns what did not fit. A piece that fits nowhere is placed and noted."""
        top = self._top_of(piece, self.y, self.after, self.fresh)
        if isinstance(piece, Columns):
            return self._place_columns(piece, top)
        if not piece.items:  # a page break, or nothing: leaves no trace
            return None
        rest: Strip | None = None
        if top + piece.height > self.bottom + SLACK:
            parts = piece.split(self.bottom - top) if piece.split else None
            if parts is None:
                if not self.fresh:
                    return piece
                self.overflows.append(top + piece.height - self.bottom)
            else:
                piece, rest = parts
        self._draw(piece, self.x, top)
        self.y, self.after, self.fresh = top + piece.height, piece.after, False
        return rest

    def _place_columns(self, columns: Columns, top: float) -> Columns | None:
        if not columns.main and not columns.side:  # nothing: leaves no trace
            return None
        room = self.bottom - top
        main, main_used, main_rest = fill(columns.main, room, self.grid)
        side, side_used, side_rest = fill(columns.side, room, self.grid)
        if not main and not side:
            if not self.fresh:
                return columns
            self.overflows.append(room)
            main, main_used, main_rest = fill(columns.main, math.inf, self.grid)
            side, side_used, side_rest = fill(columns.side, math.inf, self.grid)
        for x, stack in ((columns.main_x, main), (columns.side_x, side)):
            for y, strip in stack:
                self._draw(strip, self.x + x, top + y)
        self.y, self.after, self.fresh = top + max(main_used, side_used), columns.after, False
        if not main_rest and not side_rest:
            return None
        return replace(columns, main=main_rest, side=side_rest, before=0.0)

    def _draw(self, strip: Strip, x: float, y: float) -> None:
        self.pages[-1].extend(moved(item, x, y) for item in strip.items)


def _chunk(queue: deque[Piece]) -> list[Piece]:
    """The pieces that must start together: up to and including the first that is not kept with the next."""
    chunk: list[Piece] = []
    for piece in queue:
        chunk.append(piece)
        if not piece.keep:
            break
    return chunk
