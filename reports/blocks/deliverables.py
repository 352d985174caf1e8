"""The tracker: what was promised, wanted or done, one row an item, on a ladder of six states."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from charts.drawing import Drawing, Fill, Path, Stroke, circle, segment
from charts.inputs import Node, Prose
from charts.symbols import status_symbol
from reports.blocks import Block
from reports.blocks._headed import label_of
from reports.compose import Composer
from reports.document import Content, Rich, Run, plain
from reports.layout.flow import Piece
from reports.layout.room import Room
from reports.layout.slide_table import fitted_grid
from reports.layout.stage import Stage
from reports.layout.tables import TableCell, TableLook, TableWords, table_strip
from reports.layout.tally import shifted
from reports.layout.titled import titled
from reports.page import Page

EXAMPLE = """\
deliverables:
  headline: One of two items was done
  rows:
    - {item: Survey of the seabed, status: done, remark: Published}
    - {item: Dredging contract, status: pledged, remark: No date}
"""

LADDER = {"done": "Done", "announced": "Announced", "pledged": "Pledged or intended", "wanted": "Being considered",
          "hoped": "Interest or hope", "reported": "Reported only"}


class Deliverable(Node):
    """`status` is a rung of the ladder: done, announced, pledged, wanted, hoped, reported."""

    item: Prose
    status: str
    facts: list[str] = []
    remark: Prose | None = None


class Model(Block):
    """The items; done first, then down the ladder."""

    MAIN: ClassVar[str] = "rows"
    headline: Prose
    subtitle: Prose | None = None
    kicker: Prose | None = None
    rows: list[Deliverable]
    note: Prose | None = None


@dataclass(frozen=True)
class Row:
    item: Rich
    status: str
    remark: Rich


@dataclass(frozen=True)
class Tracker:
    headline: Rich
    subtitle: Rich
    kicker: str
    rows: tuple[Row, ...]
    source: Rich
    note: Rich


def compose(model: Model, composer: Composer) -> Tracker:
    rows = [_row(r, composer) for r in model.rows]
    rows.sort(key=lambda r: list(LADDER).index(r.status))
    facts = list(dict.fromkeys(f for r in model.rows for f in r.facts))
    return Tracker(composer.unmarked(model.headline), composer.unmarked(model.subtitle),
                   composer.words(model.kicker) if model.kicker else "", tuple(rows), composer.source(facts),
                   composer.rich(model.note) if model.note else ())


def _row(row: Deliverable, composer: Composer) -> Row:
    if row.status not in LADDER:
        composer.problem(row.place, f'status "{row.status}" is not on the ladder', f"statuses: {', '.join(LADDER)}")
    remark = composer.rich(row.remark) if row.remark else ()
    first, *rest = composer.unmarked(row.item) or (Run(""),)
    item = (replace(first, text=first.text[:1].upper() + first.text[1:]), *rest)
    return Row(item, row.status if row.status in LADDER else "reported",
               composer.cited(remark, row.facts, row.place))


def place(content: Content, room: Room) -> list[Piece]:
    tracker: Tracker = content.body
    tag = room.tag.add("Sect")
    look = TableLook(inset=(6.0, 3.0, 6.0, 3.0), head_height=32.0, row_height=22.5)
    remarks = any(r.remark for r in tracker.rows)
    widths = (128.0, *(43.0,) * 6, room.width - 386.0) if remarks else (room.width - 300.0, *(50.0,) * 6)
    strip = table_strip(room.setter, _words(tracker, widths, 10.2, 22.5, remarks), look, tag)
    return titled(room, tag, tracker.headline, tracker.subtitle, strip, tracker.source, tracker.note,
                  label=tracker.kicker, heading="h1")


def _words(tracker: Tracker, widths: tuple[float, ...], symbol: float, height: float, remarks: bool) -> TableWords:
    head = [TableCell("Item", "th", header="Column"),
            *(TableCell(name, "th", "center", header="Column") for name in LADDER.values())]
    if remarks:
        head.append(TableCell("Not stated or still open", "th", header="Column"))
    rows = tuple(_cells(row, widths, symbol, height, remarks) for row in tracker.rows)
    return TableWords(widths, tuple(head), rows, tuple(r.status == "done" for r in tracker.rows),
                      plain(tracker.headline), "Tracker")


def _cells(row: Row, widths: tuple[float, ...], symbol: float, height: float, remarks: bool) -> tuple[TableCell, ...]:
    fill = Fill("peach") if row.status == "done" else None
    cells = [TableCell(row.item, "row_label", header="Row", fill=fill)]
    for i, status in enumerate(LADDER):
        cells.append(TableCell(mark=_track(widths[i + 1], height, symbol, status == row.status, status, i), fill=fill))
    if remarks:
        cells.append(TableCell(row.remark, "td", fill=fill, colour="g700"))
    return tuple(cells)


def _track(width: float, height: float, size: float, here: bool, status: str, rung: int) -> Drawing:
    """One rung of a row: a piece of the track, and the status symbol where the item stands."""
    y, middle = height / 2, width / 2
    start, end = (middle if rung == 0 else 0.0), (middle if rung == len(LADDER) - 1 else width)
    line = Path(segment(start, y, end, y), stroke=Stroke("g200", 0.5))
    if not here:
        dot = Path(circle(middle, y, 0.9), fill=Fill("g300"))
        return Drawing(width, height, (line, dot))
    symbol = status_symbol(status, size)
    ground = Path(circle(middle, y, size / 2), fill=Fill("white"))
    marks = tuple(shifted(symbol, middle - size / 2, y - size / 2))
    return Drawing(width, height, (line, ground, *marks), LADDER[status])


def slides(content: Content, stage: Stage) -> list[Page]:
    tracker: Tracker = content.body
    sheet = stage.sheet(tracker.headline, table=True, note=bool(tracker.note))
    head = 42.0
    height = min(34.0, (sheet.height - head) / max(len(tracker.rows), 1))
    edge = min(1.0, max(0.0, (height - 18.0) / 2))
    look = TableLook(inset=(8.0, edge, 4.0, edge), head_height=head, row_height=height)
    item = 0.31 * stage.width
    widths = (item, *((stage.width - item) / 6,) * 6)
    grid = replace(fitted_grid(stage, content, _words(tracker, widths, min(17.0, height - 2), height, False), look, sheet),
                   alt=_alt(tracker))
    kicker = tracker.kicker or stage.kicker or label_of(content)
    return [stage.slide(content, tracker.headline, [grid], source=content.source, note=tracker.note, kicker=kicker)]


def _alt(tracker: Tracker) -> str:
    return "; ".join(f"{plain(r.item)}: {LADDER[r.status].lower()}" for r in tracker.rows) + "."
