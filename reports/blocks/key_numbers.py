"""Up to six numbers that carry the message, each with what it counts and how firm it is."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from charts.inputs import Cell, Node, Prose
from reports.blocks import Block
from reports.blocks._limits import within
from reports.compose import Composer
from reports.document import Content, Rich, Run, plain
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room, bar, kicker, rule, stacked
from reports.layout.stage import MARGIN, Stage
from reports.page import Item, Page, TextBox, moved

EXAMPLE = """\
key_numbers:
  headline: Two numbers say whether the harbour opens
  tiles:
    - {fact: X-1, label: of quay}
    - {fact: X-2, label: of the money voted}
"""
PITCH = 67.0
VALUE, LABEL, STATUS = 50.0, 24.0, 18.0  # heights in a tile of a slide: the label's is of one line
HEIGHT, ALONE = 146.2, 190.0  # of a tile of a slide: in rows, and in a single row
GAP_X, GAP_Y = 24.0, 22.0  # between tiles of a slide
LIMIT = 6


class Tile(Node):
    """`value` replaces the number's short form, `status` the line under the label."""

    fact: Cell
    label: Prose | None = None
    value: Prose | None = None
    status: Prose | None = None


def _bare(value: Any) -> Any:
    return {"fact": value} if isinstance(value, str) else value


class Model(Block):
    """The tiles, in the order of reading."""

    MAIN: ClassVar[str] = "tiles"
    tiles: list[Annotated[Tile, BeforeValidator(_bare, json_schema_input_type=Tile | str)]]
    headline: Prose | None = None


@dataclass(frozen=True)
class Number:
    value: str
    mark: Run | None
    label: Rich
    status: Rich
    planned: bool
    fact: str


@dataclass(frozen=True)
class Numbers:
    tiles: tuple[Number, ...]
    headline: Rich


FIRM = ("done", "delivered", "stated", "past", "derived")


def compose(model: Model, composer: Composer) -> Numbers:
    within(composer, model.place, "this block", len(model.tiles), LIMIT, unit="key numbers", level="error")
    return Numbers(tuple(_number(tile, composer) for tile in model.tiles[:LIMIT]), composer.unmarked(model.headline))


def _number(tile: Tile, composer: Composer) -> Number:
    cell = composer.cell(tile.fact, tile.place)
    if cell.attribution == "anonymous_source":
        composer.problem(tile.fact.place or tile.place, f'fact "{tile.fact.ref}" comes from an unnamed source',
                         "unnamed sources are barred from key numbers: report it in a text, as reported", rule="H23")
    value = composer.words(tile.value) if tile.value else cell.short
    status = composer.aged(cell.facts, composer.rich(tile.status) if tile.status else _status(cell.facts, composer))
    mark = composer.cite([tile.fact.ref]) if tile.fact.ref and cell.facts else None
    return Number(value, mark, composer.rich(tile.label) if tile.label else (Run(cell.unit),), status,
                  cell.status not in FIRM, tile.fact.ref)


def _status(facts: tuple[str, ...], composer: Composer) -> Rich:
    """The ledger's own status word and date."""
    if not facts:
        return ()
    word = composer.ledger[facts[0]].status.replace("_", " ").capitalize()
    return (Run(word, strong=True), Run(f", {composer.ledger.date(facts[0])}"))


def place(content: Content, room: Room) -> list[Piece]:
    """In a rail: one under the other, a rule above each; else three to a row."""
    if room.rail:
        return _rail(content, room)
    label: list[Piece] = [kicker(room, content.title or "Key numbers", "H2", ruled=True)]
    step = (room.width + 16) / 3
    tiles = [_tile(room.inside(step - 16), tile) for tile in content.body.tiles]
    for start in range(0, len(tiles), 3):
        row = tiles[start:start + 3]
        height = max(h for _, h in row)
        items = [moved(item, i * step, 0) for i, (made, _) in enumerate(row) for item in made]
        label.append(Strip(height, tuple(items), before=8, after=12))
    return label


def _rail(content: Content, room: Room) -> list[Piece]:
    pieces: list[Piece] = [kicker(room, content.title or "Key numbers", "H2")]
    for i, tile in enumerate(content.body.tiles):
        items, height = _tile(room, tile)
        line = rule(0, 0, room.width, 0.5, "g300") if i else rule(0, 0, room.width, 0.75, "navy")
        pieces.append(Strip(max(PITCH, height + 10), (line, *(moved(item, 0, 5) for item in items)), before=2 if not i else 0))
    return pieces


def _tile(room: Room, tile: Number) -> tuple[list[Item], float]:
    group = room.tag.add("Div")
    text = room.setter.text
    boxes: list[Item] = [_value(room, tile, group)]
    boxes.append(text(0, 0, room.width, tile.label, "tile_label", group.add("P")))
    boxes.append(text(0, 0, room.width, tile.status, "tile_status", group.add("P"), strong="tile_status_word"))
    return stacked(boxes, 2.0)


def _value(room: Room, tile: Number, group: Any) -> TextBox:
    """The value never wraps: it steps down within the theme's sizes."""
    style, tag = room.setter.style("tile_value"), group.add("P")
    marks = room.setter.spans((tile.mark,), "tile_label") if tile.mark else ()
    marks = tuple(replace(m, size=10.0, rise=3.0) for m in marks)
    for size, leading in style.steps:
        made = room.setter.paragraph(tile.value, "tile_value", size=size, leading=leading)
        gap = (replace(made.spans[0], text="\N{NO-BREAK SPACE}", size=10.0),) if marks else ()
        box = room.setter.box(0, 0, room.width, [replace(made, spans=(*made.spans, *gap, *marks))], [tag])
        if len(box.lines) == 1:
            break
    return box


def slides(content: Content, stage: Stage) -> list[Page]:
    """Tiles three to a row; planned values carry an orange cap, what is so a navy one."""
    headline = content.body.headline or content.title
    if not headline:
        return []
    tiles = content.body.tiles
    top = max(stage.sheet(headline).y, stage.region("content").y)
    grid = _grid(stage, tiles, top)
    step = stage.step_for([t.value for t in tiles], "tile_value", grid.inner, VALUE)
    lines = max((len(stage.setter.text(0, 0, grid.inner / MARGIN, t.label, "body").lines) for t in tiles), default=1)
    items: list[Item] = []
    for i, tile in enumerate(tiles):
        x, y = stage.left + (i % grid.across) * (grid.width + GAP_X), top + (i // grid.across) * (grid.height + grid.gap)
        items += _slide_tile(stage, content, tile, (x, y, grid.width, grid.height), step, min(lines, 2))
    return [stage.slide(content, headline, items, kicker=plain(content.title) or "Key numbers", source=content.source)]


@dataclass(frozen=True)
class _Grid:
    """How tiles stand on a slide: so many across, their size and the space between rows, in points."""

    across: int
    width: float
    height: float
    gap: float

    @property
    def inner(self) -> float:
        """The room of a value."""
        return self.width - 2 * _edge(self.width)


def _grid(stage: Stage, tiles: Sequence[Number], top: float) -> _Grid:
    """Three across; two where there are but two, and where a value is too long for three and a slide has the height for more
    rows."""
    room = stage.region("source").y - 14 - top
    if len(tiles) < 3:
        return _of(stage, 2, 1, room)
    three, two = (_of(stage, across, -(-len(tiles) // across), room) for across in (3, 2))
    return two if two.height >= VALUE + LABEL + STATUS and not _fit(stage, tiles, three) and _fit(stage, tiles, two) else three


def _of(stage: Stage, across: int, rows: int, room: float) -> _Grid:
    gap = GAP_Y if rows < 3 else 10.0
    width = (stage.width - (across - 1) * GAP_X) / across
    tall = HEIGHT if rows > 1 else ALONE
    return _Grid(across, width, min(tall, (room - (max(rows, 2) - 1) * gap) / max(rows, 2) * tall / HEIGHT), gap)


def _fit(stage: Stage, tiles: Sequence[Number], grid: _Grid) -> bool:
    """Whether every value stands on one line at the smallest size."""
    setter, look = stage.setter, stage.setter.style("tile_value")
    widest = max((setter.ruler.width(tile.value, look.face, look.steps[-1][0]) for tile in tiles), default=0.0)
    return widest * setter.margin <= grid.inner


def _slide_tile(stage: Stage, content: Content, tile: Number, box: tuple[float, float, float, float], step: int,
                lines: int) -> list[Item]:
    """Value, label (of one or two lines, alike in all tiles) and status, the air between them shared out."""
    x, y, width, height = box
    cap = bar(x, y, width, 4.0, "orange") if tile.planned else bar(x, y, width, 2.0, "navy")
    left, inner = x + _edge(width), width - 2 * _edge(width)
    label = lines * LABEL
    air = min(12.0 if height <= HEIGHT else 24.0, max(0.0, (height - VALUE - label - STATUS) / 3.5))
    top = y + 1.2 * air
    under = top + VALUE + 0.3 * air
    last = under + label + 0.6 * air
    return [bar(x, y, width, height, "tint"), cap,
            stage.fitted(tile.value, "tile_value", left, top, inner, VALUE, content.place, name=f"Value {tile.fact}", step=step),
            stage.fitted(tile.label, "body", left, under, inner, label, content.place, name=f"Label {tile.fact}"),
            stage.fitted(tile.status, "tile_status", left, last, inner, max(STATUS, y + height - last - 4.0), content.place,
                         name=f"Status {tile.fact}")]


def _edge(width: float) -> float:
    """The inset of a tile."""
    return min(18.0, 0.07 * width)
