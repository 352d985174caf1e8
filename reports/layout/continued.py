"""A table on slides: five rows and four columns in the deck, the whole of a larger one on appendix slides.

A table whose words do not fit steps down within the sizes of its roles; where a row is still taller than a slide, columns of
equal parts become as wide as their words ask for; after that it is a problem that says how many characters too many.
"""
from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from reports.document import Content, Rich, Run, plain
from reports.layout.parts import part_of
from reports.layout.setting import Setter, Words, rich
from reports.layout.slide_table import cut, grown, prove, sizes
from reports.layout.stage import Sheet, Stage
from reports.layout.table_rows import TableCell, TableLook
from reports.layout.tables import TableWords, table_grid
from reports.page import Grid, Page

ROWS, COLUMNS = 5, 4   # of a table in the deck itself
WIDE = 6               # columns of a table in the appendix
LONG = 200             # characters of a cell: fewer are no row taller than a slide
NARROW = 0.1           # of the widest column: how narrow one of a few words may get beside it


@dataclass(frozen=True)
class LongTable:
    """A whole table before it is cut: shares of the width, heading cells, body rows, which rows carry the message."""

    shares: tuple[float, ...]
    head: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    messages: tuple[bool, ...] = ()
    alt: str = ""
    name: str = "Table"

    @property
    def headings(self) -> set[int]:
        """The rows that head a group of those below them."""
        return {i for i, row in enumerate(self.rows) if len(row) == 1 < len(self.shares)}

    def cut(self, rows: Sequence[int], columns: Sequence[int], width: float) -> TableWords:
        """The table of some rows and columns, as wide as the slide allows."""
        total = sum(self.shares[c] for c in columns)
        body = tuple(tuple(self.rows[r][c] for c in columns) if len(self.rows[r]) > 1 else self.rows[r] for r in rows)
        return TableWords(tuple(width * self.shares[c] / total for c in columns), tuple(self.head[c] for c in columns), body,
                          tuple(self.messages[r] for r in rows) if self.messages else (), self.alt, self.name)


@dataclass(frozen=True)
class _Cut:
    rows: tuple[int, ...]
    columns: tuple[int, ...]


def table_slides(content: Content, stage: Stage, headline: Words, table: LongTable, look: TableLook, *, subtitle: Words = (),
                 source: str = "", note: Words = (), kicker: str = "", most: int = ROWS) -> list[Page]:
    """The slide of a table; what it has beyond `most` rows and four columns goes to `stage.appendix`."""
    rows, columns = range(len(table.rows)), range(len(table.shares))
    tight = stage.sheet(part_of(headline, 1, 99), subtitle=subtitle, table=True, note=True)
    table = _weighed(stage, table, tight, look)
    setter = _setter(stage, table, tight, look, most)
    fits = len(rows) <= most and len(columns) <= COLUMNS

    def slide(grid: Grid, sheet: Sheet, number: int, count: int, note: Words, kicker: str) -> Page:
        prove(stage, content, grid, sheet)
        return stage.slide(content, part_of(headline, number, count), [grid], subtitle=subtitle, source=source, note=note,
                           kicker=kicker, layout="table")

    def grids(parts: Sequence[_Cut], sheet: Sheet) -> list[Grid]:
        """The parts alike, as large as all of them have room for."""
        words = [table.cut(part.rows, part.columns, sheet.width) for part in parts]
        found = grown(setter, words, look, sheet, larger=setter is stage.setter)
        return found or [table_grid(setter, one, look, sheet.x, sheet.y) for one in words]

    first = _Cut(tuple(rows[:most]), tuple(columns[:COLUMNS]))
    whole = stage.sheet(headline, subtitle=subtitle, table=True, note=bool(note))
    if fits and _grid(setter, table, first, look, whole).height <= whole.height + 0.01:
        return [slide(grids([first], whole)[0], whole, 1, 1, note, kicker)]
    heights = _grid(setter, table, first, look, tight).rows
    shown = filled(heights, tight.height, table.headings)[0] if len(heights) > 1 else []
    first = _Cut(tuple(rows[i] for i in shown), first.columns)
    room = stage.sheet(part_of(headline, 1, 99), subtitle=subtitle, table=True)
    rest = _rest(setter, table, look, room, len(shown))
    if not rest:
        return [slide(grids([first], whole)[0], whole, 1, 1, note, kicker)]
    count = 1 + len(rest)
    stage.appendix += [replace(slide(grid, room, n, count, (), "Appendix"), place=content.place)
                       for n, grid in enumerate(grids(rest, room), 2)]
    return [slide(grids([first], tight)[0], tight, 1, count, _pointed(note), kicker)]


def _weighed(stage: Stage, table: LongTable, sheet: Sheet, look: TableLook) -> LongTable:
    """Columns that nobody gave a width, by the longest of their words, where one row would else be taller than the slide."""
    longest = [max(len(plain(rich(row[c].words))) for row in (table.head, *table.rows) if len(row) > c or not c)
               for c in range(len(table.shares))]
    if len(set(table.shares)) > 1 or max(longest) < LONG:
        return table
    *_, smallest = sizes(stage.setter)
    columns = tuple(range(min(len(table.shares), WIDE)))
    head, *tall = _grid(smallest, table, _Cut(tuple(range(len(table.rows))), columns), look, sheet).rows
    if head + max(tall, default=0.0) <= sheet.height:
        return table
    return replace(table, shares=tuple(max(NARROW * max(longest), length) for length in longest))


def _pointed(note: Words) -> Rich:
    """The note of a slide that shows a part says where the rest is."""
    more = "The rest of this table is in the appendix."
    return (*rich(note), Run(f" {more}")) if note else (Run(more),)


def _setter(stage: Stage, table: LongTable, sheet: Sheet, look: TableLook, most: int) -> Setter:
    """The largest type of the table's roles in which no row of it is taller than a quarter of the room, and no word is cut
    where a smaller one leaves it whole."""
    columns = tuple(range(min(len(table.shares), WIDE)))
    high: Setter | None = None
    for setter in sizes(stage.setter):
        grid = _grid(setter, table, _Cut(tuple(range(len(table.rows))), columns), look, sheet)
        if max(grid.rows[1:], default=0.0) <= sheet.height / 4 and sum(grid.rows[:most + 1]) <= sheet.height:
            if not cut(setter, grid):
                return setter
            high = high or setter
    return high or setter


def _grid(setter: Setter, table: LongTable, part: _Cut, look: TableLook, sheet: Sheet) -> Grid:
    return table_grid(setter, table.cut(part.rows, part.columns, sheet.width), look, sheet.x, sheet.y)


def _rest(setter: Setter, table: LongTable, look: TableLook, sheet: Sheet, shown: int) -> list[_Cut]:
    """The slides of the appendix: the rows not shown yet; all rows again when columns were left out."""
    wide = len(table.shares) > COLUMNS
    start = 0 if wide else shown
    if start >= len(table.rows):
        return []
    made: list[_Cut] = []
    for columns in _column_groups(len(table.shares)):
        whole = _grid(setter, table, _Cut(tuple(range(start, len(table.rows))), columns), look, sheet)
        headings = {r - start for r in table.headings}
        for rows in evenly(whole.rows, sheet.height, headings):
            made.append(_Cut(tuple(start + r for r in rows), columns))
    return made


def _column_groups(count: int) -> list[tuple[int, ...]]:
    """Groups of at most six columns, the first of the table leading each."""
    if count <= WIDE:
        return [tuple(range(count))]
    return [(0, *range(i, min(i + WIDE - 1, count))) for i in range(1, count, WIDE - 1)]


def evenly(heights: Sequence[float], room: float, headings: Container[int] = ()) -> list[list[int]]:
    """Body rows on as few slides as hold them, all about equally full: none ends with a row or two that would not fit before."""
    count, low, high = len(filled(heights, room, headings)), 0.0, room
    for _ in range(10):
        middle = (low + high) / 2
        low, high = (low, middle) if len(filled(heights, middle, headings)) == count else (middle, high)
    return filled(heights, high, headings)


def filled(heights: Sequence[float], room: float, headings: Container[int]) -> list[list[int]]:
    """Body rows slide by slide, as many as there is room for under the head; at least one, and no heading of a group last."""
    groups: list[list[int]] = []
    used = room + 1
    for row, height in enumerate(heights[1:]):
        if used + height > room + 0.01:
            head = groups[-1].pop() if groups and len(groups[-1]) > 1 and groups[-1][-1] in headings else None
            groups.append([] if head is None else [head])
            used = heights[0] + (0.0 if head is None else heights[head + 1])
        groups[-1].append(row)
        used += height
    return groups
