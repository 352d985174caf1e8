"""The flow of print: pieces stacked on pages, kept together, split, or let float to the next page.

The flow only decides where each piece goes: it keeps a heading with what follows, splits what may be split (paragraphs
between lines, tables between rows), and lets a figure that does not fit move to the top of the next page while the text
after it fills the gap. A page that would end with a hole larger than a fifth of it is filled again with more freedom.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reports.layout.sheet import Feet, Freedom, Sheet
from reports.layout.strips import Columns, Piece, Strip, fill, stack_height
from reports.page import Item

HOLE = 0.2  # of the text area: the most that may stay empty where content could have moved up


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is still to be placed: pieces put back, then those of `pieces` from `at` on; groups of strips that float."""

    pieces: Sequence[Piece]
    at: int = 0
    front: tuple[Piece, ...] = ()
    waiting: tuple[tuple[Strip, ...], ...] = ()

    @property
    def left(self) -> bool:
        return bool(self.front) or self.at < len(self.pieces)

    @property
    def done(self) -> bool:
        return not self.left and not self.waiting

    def chunk(self, skip: int = 0) -> list[Piece]:
        """The pieces that must start together: up to and including the first that is not kept with the next."""
        found: list[Piece] = []
        count = len(self.front)
        for i in range(skip, count + len(self.pieces) - self.at):
            found.append(self.front[i] if i < count else self.pieces[self.at + i - count])
            if not found[-1].keep:
                break
        return found

    def without(self, count: int, put_back: Sequence[Piece] = ()) -> _Rest:
        """Less the first pieces; `put_back` comes before what remains."""
        ahead = self.front[count:]
        beyond = max(0, count - len(self.front))
        return replace(self, front=(*put_back, *ahead), at=self.at + beyond)

    def landed(self) -> _Rest:
        """The first group that waits takes its turn."""
        return replace(self, front=(*self.waiting[0], *self.front), waiting=self.waiting[1:])


@dataclass
class Flow:
    """Fills pages between `top` and `bottom` (points from the page's top) at left edge `x`; `grid` is the baseline grid.

    `overflows` holds what is higher than any page, with its excess in points; `sections` the running heads that start on
    each page; `holes` the points left empty at the foot of each page that ended because nothing more fitted.
    """

    top: float
    bottom: float
    x: float = 0.0
    grid: float = 14.0
    feet: Feet | None = None
    sheets: list[Sheet] = field(default_factory=list)
    holes: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheets = [self._blank()]

    @property
    def pages(self) -> list[list[Item]]:
        return [sheet.items for sheet in self.sheets]

    @property
    def y(self) -> float:
        return self.sheets[-1].y

    @property
    def sections(self) -> list[list[str]]:
        return [sheet.sections for sheet in self.sheets]

    @property
    def overflows(self) -> list[tuple[float, Piece]]:
        return [overflow for sheet in self.sheets for overflow in sheet.overflows]

    def new_page(self) -> None:
        """Close this page and open the next, with the notes that found no room on this one."""
        last = self.sheets[-1]
        carried = last.closed()
        self.sheets.append(replace(self._blank(), notes=carried, told=last.told))

    def _blank(self) -> Sheet:
        return Sheet(self.top, self.bottom, self.x, self.grid, self.feet)

    def put(self, pieces: Sequence[Piece]) -> None:
        """Place all pieces, on as many pages as they need."""
        rest = _Rest(pieces)
        while True:
            sheet, rest = self._page(rest)
            self.sheets[-1] = sheet
            if rest.done:
                return
            if not sheet.forced:
                self.holes[len(self.sheets)] = sheet.hole
            self.new_page()

    def finish(self) -> None:
        """Set the notes of the last page, on further pages if there are too many."""
        while carried := self.sheets[-1].closed():
            self.sheets.append(replace(self._blank(), notes=carried, told=self.sheets[-1].told))

    def _page(self, rest: _Rest) -> tuple[Sheet, _Rest]:
        """The page filled with as little freedom as leaves no large hole; the fullest if all do."""
        best: tuple[float, Sheet, _Rest] | None = None
        for freedom in Freedom:
            sheet = self.sheets[-1].copy()
            left = _filled(sheet, rest, freedom)
            hole = 0.0 if left.done or sheet.forced else sheet.hole
            if best is None or hole < best[0] - self.grid:
                best = hole, sheet, left
            if hole <= HOLE * (self.bottom - self.top):
                break
        assert best is not None
        return best[1], best[2]


def _filled(sheet: Sheet, rest: _Rest, freedom: Freedom) -> _Rest:
    """Fills a page; returns what is left for the next."""
    while True:
        if rest.waiting and (sheet.fresh or not rest.left):
            if not sheet.fresh and not sheet.fits(rest.waiting[0], freedom):
                return rest
            rest = rest.landed()
        if not rest.left:
            return rest
        chunk = rest.chunk()
        if chunk[0].new_page and not sheet.fresh:
            sheet.forced = not rest.waiting
            return rest
        overtakes = bool(rest.waiting) and any(piece.floats for piece in chunk)
        if not overtakes and (sheet.fits(chunk, freedom) or (sheet.fresh and len(chunk) == 1)):
            rest, full = _taken(sheet, rest, len(chunk), freedom)
        elif floated := _floated(sheet, rest, chunk, freedom):
            rest, full = floated, False
        elif sheet.fresh:
            rest, full = _taken(sheet, rest, len(chunk), freedom)
        else:
            return rest
        if full:
            return rest


def _taken(sheet: Sheet, rest: _Rest, count: int, freedom: Freedom) -> tuple[_Rest, bool]:
    """So many pieces placed; whether the page is full."""
    for _ in range(count):
        piece = rest.front[0] if rest.front else rest.pieces[rest.at]
        beyond = sheet.place(piece, freedom)
        rest = rest.without(1, () if beyond is None else (beyond,))
        if beyond is not None:
            return rest, True
    return rest, False


def _floated(sheet: Sheet, rest: _Rest, chunk: Sequence[Piece], freedom: Freedom) -> _Rest | None:
    """Let the figure that ends the chunk wait for the next page, if what follows it makes a start here."""
    cut = len(chunk)
    while cut and chunk[cut - 1].floats:
        cut -= 1
    group = [piece for piece in chunk[cut:] if isinstance(piece, Strip)]
    following = rest.chunk(len(chunk))
    if not group or not following or following[0].new_page or stack_height(group) > sheet.bottom - sheet.top:
        return None
    if following[0].section and freedom < Freedom.FLOAT:
        return None
    if any(piece.floats for piece in following) or not sheet.fits([*chunk[:cut], *following], freedom):
        return None
    grounded = tuple(replace(strip, floats=False) for strip in group)
    rest = rest.without(len(chunk), chunk[:cut])
    return replace(rest, waiting=(*rest.waiting, grounded))


__all__ = ["HOLE", "Columns", "Flow", "Freedom", "Piece", "Strip", "fill", "stack_height"]
