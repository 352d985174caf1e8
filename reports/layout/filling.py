"""Filling one page with what is still to be placed."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.layout.sheet import Freedom, Sheet
from reports.layout.strips import Piece, Strip


@dataclass(frozen=True, slots=True)
class Rest:
    """What is still to be placed: pieces put back, then those of `pieces` from `at` on; groups of pieces that float."""

    pieces: Sequence[Piece]
    at: int = 0
    front: tuple[Piece, ...] = ()
    waiting: tuple[tuple[Piece, ...], ...] = ()

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

    def without(self, count: int, put_back: Sequence[Piece] = ()) -> Rest:
        """Less the first pieces; `put_back` comes before what remains."""
        ahead = self.front[count:]
        beyond = max(0, count - len(self.front))
        return replace(self, front=(*put_back, *ahead), at=self.at + beyond)

    def landed(self) -> Rest:
        """The first group that waits takes its turn."""
        return replace(self, front=(*self.waiting[0], *self.front), waiting=self.waiting[1:])


def filled(sheet: Sheet, rest: Rest, freedom: Freedom) -> Rest:
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
        elif begun := None if overtakes else _begun(sheet, rest, chunk, freedom):
            rest, full = begun
        elif floated := _floated(sheet, rest, chunk, freedom):
            rest, full = floated, False
        elif sheet.fresh:
            rest, full = _taken(sheet, rest, len(chunk), freedom)
        else:
            return rest
        if full:
            return rest


def _taken(sheet: Sheet, rest: Rest, count: int, freedom: Freedom) -> tuple[Rest, bool]:
    """So many pieces placed; whether the page is full."""
    for _ in range(count):
        piece = rest.front[0] if rest.front else rest.pieces[rest.at]
        beyond = sheet.place(piece, freedom)
        rest = rest.without(1, () if beyond is None else (beyond,))
        if beyond is not None:
            return rest, True
    return rest, False


def _begun(sheet: Sheet, rest: Rest, chunk: Sequence[Piece], freedom: Freedom) -> tuple[Rest, bool] | None:
    """A table that is kept with its note, and divided so that its last rows stand over the note; None if it makes no start."""
    divisible = (i for i, piece in enumerate(chunk) if isinstance(piece, Strip) and piece.split and piece.least < piece.height)
    count = 1 + next(divisible, len(chunk))
    if count >= len(chunk):
        return None
    table, note = chunk[count - 1], chunk[count:]
    fits = isinstance(table, Strip) and sheet.fits([*chunk[:count - 1], replace(table, minimum=None)], freedom)
    reserved = sum(piece.height + piece.before for piece in note) if fits else 0.0
    sheet.short += reserved
    begun = _taken(sheet, rest, count, freedom) if sheet.fits(chunk[:count], freedom) else None
    sheet.short -= reserved
    return begun


def _floated(sheet: Sheet, rest: Rest, chunk: Sequence[Piece], freedom: Freedom) -> Rest | None:
    """Let the figure that ends the chunk wait for the next page, if what follows it makes a start here."""
    cut = len(chunk)
    while cut and chunk[cut - 1].floats:
        cut -= 1
    group = chunk[cut:]
    following = rest.chunk(len(chunk))
    if not group or not following or following[0].new_page or _height(group) > sheet.bottom - sheet.top:
        return None
    if following[0].section and freedom < Freedom.FLOAT:
        return None
    if cut and (following[0].section or following[0].keep):  # a heading would stand over another, with nothing of its own
        return None
    if any(piece.floats for piece in following) or not sheet.fits([*chunk[:cut], *following], freedom):
        return None
    grounded = tuple(replace(piece, floats=False) for piece in group)
    rest = rest.without(len(chunk), chunk[:cut])
    return replace(rest, waiting=(*rest.waiting, grounded))


def _height(group: Sequence[Piece]) -> float:
    return sum(piece.height + piece.after for piece in group)
