"""The flow of print: pieces stacked on pages, kept together, split, or let float to the next page.

The flow only decides where each piece goes: it keeps a heading with what follows, splits what may be split (paragraphs
between lines, tables between rows), and lets a figure that does not fit move to the top of the next page while the text
after it fills the gap. A page that would end with a hole larger than a fifth of it is filled again with more freedom; if
that does not help, all breaks of the text are weighed together.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reports.layout.filling import Rest, filled
from reports.layout.search import is_hole, weighed
from reports.layout.sheet import Feet, Freedom, Sheet
from reports.layout.strips import Columns, Piece, Strip, fill, stack_height
from reports.page import Item

SEARCHED = 40  # pages at most whose breaks are weighed together: a longer text has room to even out


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

    def running(self) -> list[str]:
        """The running head of each page: the section that starts at its top, or goes on there, or starts further down."""
        heads: list[str] = []
        current = ""
        for sheet in self.sheets:
            own = sheet.sections[:1] if sheet.opened or not current else []
            heads.append(own[0] if own else current)
            current = sheet.sections[-1] if sheet.sections else current
        return heads

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
        before, told = len(self.sheets), self.sheets[-1].copy()
        self._put(Rest(pieces))
        holes = any(page >= before and is_hole(hole, self.bottom - self.top) for page, hole in self.holes.items())
        if holes and len(self.sheets) - before < SEARCHED:
            sheets = weighed(told, Rest(pieces), self._blank)
            if sheets is not None:
                self.holes = {page: hole for page, hole in self.holes.items() if page < before}
                self.holes |= {before + i: sheet.white for i, sheet in enumerate(sheets[:-1]) if not sheet.forced}
                self.sheets[before - 1:] = sheets

    def _put(self, rest: Rest) -> None:
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

    def _page(self, rest: Rest) -> tuple[Sheet, Rest]:
        """The page filled with as little freedom as leaves no large hole; the fullest if all do."""
        best: tuple[float, Sheet, Rest] | None = None
        for freedom in Freedom:
            sheet = self.sheets[-1].copy()
            left = filled(sheet, rest, freedom)
            hole = 0.0 if left.done or sheet.forced else sheet.hole
            if best is None or hole < best[0] - self.grid:
                best = hole, sheet, left
            if not is_hole(hole, self.bottom - self.top):
                break
        assert best is not None
        return best[1], best[2]


__all__ = ["Columns", "Flow", "Freedom", "Piece", "Strip", "fill", "stack_height"]
