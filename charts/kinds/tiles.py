"""Up to six key numbers as tiles: the number, what it counts, and a sign and a word for how firm it is."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from charts import checks, inputs, values
from charts.inputs import Cell, Node, Prose, Refused
from charts.labels import fitted, widest
from charts.sketch import Sketch, leading
from charts.style import Style
from charts.symbols import STATUSES, moved, status_symbol

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: tiles
headline: The new quay is built, the crane is only promised
subtitle: Key numbers of the harbour, by status
source_note: Invented for this example.
tiles:
  - {label: metres of quay, value: 120, mark: done, status: "Built, opened in March"}
  - {label: tonnes that the crane would lift, value: 40, mark: pledged, status: "Promised, no date", message: true}
  - {label: berths for ferries, value: 3, mark: wanted, status: Wanted by the town}
"""

LIMIT = 6
_VALUES = {"print": (25.0, 22.0, 20.0), "slide": (46.0, 40.0, 32.0)}  # sizes of the number, the largest that fits
_LEAST = {"print": 104.0, "slide": 200.0}  # width of a tile
_PAD = 6.0
_SIGNS: dict[str, str] = {
    "announced": "announced",
    **dict.fromkeys(("pledged", "intended", "planned", "promised", "offered", "forecast", "expected", "conditional"), "pledged"),
    **dict.fromkeys(("wanted", "under_consideration"), "wanted"),
    **dict.fromkeys(("hoped", "interest"), "hoped"),
    **dict.fromkeys(("reported", "reported_unverified", "speculation"), "reported"),
    **dict.fromkeys(("done", "delivered"), "done")}
_WORDS = {sign: words.capitalize() for sign, words in STATUSES.items()}


class Tile(Node):
    """`text` replaces the number's own short form, `status` the word for it, `mark` the sign of its status."""

    label: Prose
    value: Cell
    text: Prose | None = None
    status: Prose | None = None
    mark: str | None = None
    message: bool = False
    facts: list[str] = []


class Spec(inputs.Spec):
    """The tiles in the order of reading; they may differ in unit, since no axis compares them."""

    quantitative: ClassVar[bool] = False
    tiles: list[Tile]


@dataclass(frozen=True)
class Shown:
    """One tile as it will be drawn; `sign` is a key of `charts.symbols.STATUSES`."""

    value: str
    label: str
    sign: str
    status: str
    message: bool


@dataclass(frozen=True)
class Plan:
    """Tiles in the order of reading."""

    alt: str
    tiles: tuple[Shown, ...]
    numbers: tuple[float, ...]


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for more than six tiles, anonymous numbers, a second message and a status that is none."""
    checks.no_table(rows, "tiles", "tiles")
    checks.need(spec.tiles, 1, "tiles", 'write each number under "tiles"', spec.place)
    checks.one_message(spec.tiles)
    if len(spec.tiles) > LIMIT:
        raise Refused("M14", f"{len(spec.tiles)} tiles are too many to be key numbers", f"keep at most {LIMIT}", spec.place)
    made = tuple(_shown(tile, spec) for tile in spec.tiles)
    numbers = tuple(tile.value.number for tile in spec.tiles if tile.value.number is not None)
    return Plan(spec.alt or _alt(made), made, numbers)


def _shown(tile: Tile, spec: Spec) -> Shown:
    checks.attributed(tile.value, "the value")
    sign = tile.mark or ("derived" if tile.value.derived else _SIGNS.get(tile.value.status, "stated"))
    if sign not in STATUSES:
        raise Refused("H14", f'mark "{sign}" is not a status', f"marks: {', '.join(STATUSES)}", tile.place)
    if tile.value.number is None and not tile.text:
        raise Refused("H20", f'the tile "{tile.label}" has no number', "leave it out, or say in a text that it is not stated",
                      tile.value.place or tile.place)
    number = tile.value.number or 0.0
    value = tile.text or tile.value.short or tile.value.text or values.written(tile.value, spec.unit, values.decimals([number]))
    return Shown(str(value), str(tile.label), sign, str(tile.status or _WORDS[sign]), tile.message)


def _alt(tiles: Sequence[Shown]) -> str:
    said = [f"{tile.value} {tile.label} ({tile.status[:1].lower()}{tile.status[1:]})" for tile in tiles]
    return f"{checks.counted(len(tiles), 'key number', 'key numbers').capitalize()}. {'; '.join(said)}."


@dataclass(frozen=True)
class _Layout:
    """`columns` tiles side by side, each `wide`; the words of each tile broken to that; the height of each line of tiles."""

    columns: int
    wide: float
    size: float
    labels: tuple[tuple[str, ...], ...]
    status: tuple[tuple[str, ...], ...]
    lines: tuple[float, ...]


def _layout(plan: Plan, width: float, style: Style) -> _Layout:
    """As many columns as the numbers allow, but no line of tiles with a single one left over; numbers never wrap."""
    gap = _gap(style)
    most = max(1, min(3, len(plan.tiles), int((width + gap) / (_LEAST[style.medium] + gap))))
    for columns in sorted({most, *range(1, most)}, key=lambda n: (-(-len(plan.tiles) // n), -n)):
        wide = (width - (columns - 1) * gap) / columns
        for size in _VALUES[style.medium]:
            if max(style.measure(tile.value, size, True) for tile in plan.tiles) <= wide:
                return _set(plan, columns, wide, size, style)
    raise Refused("L4", f"a number does not fit {width:.0f} pt in one line", 'give it a shorter form with "text"')


def _set(plan: Plan, columns: int, wide: float, size: float, style: Style) -> _Layout:
    label, small = style.sizes["label"], style.sizes["small"]
    labels = tuple(fitted(tile.label, wide, label, False, style) for tile in plan.tiles)
    status = tuple(fitted(tile.status, wide - _inset(style), small, True, style) for tile in plan.tiles)
    longest = widest([word for tile in plan.tiles for word in tile.label.split(" ")], label, False, style)
    if longest > wide or widest([w for t in plan.tiles for w in t.status.split(" ")], small, True, style) > wide - _inset(style):
        raise Refused("L4", f"a word under a number does not fit {wide:.0f} pt", "use a shorter word")
    tall = [_PAD * style.stroke + leading(style, size) + len(a) * leading(style, label) + 3 * style.stroke
            + len(b) * leading(style, small) for a, b in zip(labels, status)]
    return _Layout(columns, wide, size, labels, status,
                   tuple(max(tall[n:n + columns]) for n in range(0, len(tall), columns)))


def _gap(style: Style) -> float:
    return 16.0 * style.stroke


def _inset(style: Style) -> float:
    """The sign and the space after it, before the status word."""
    return 1.2 * style.sizes["small"] + 4 * style.stroke


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    made = _layout(plan, width, style)
    return sum(made.lines) + (len(made.lines) - 1) * _gap(style)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks; free height goes between the lines of tiles, and a third of it over a single one. Raises Refused (L4) when
    there is too little."""
    made, drawn = _layout(plan, width, style), Sketch(width, height_, style)
    free = checks.room_left(height_, height(plan, width, style))
    between = _gap(style) + min(free / len(made.lines), 2 * _gap(style))
    y = free / 3 if len(made.lines) == 1 else 0.0
    for line, tall in enumerate(made.lines):
        for n in range(line * made.columns, min((line + 1) * made.columns, len(plan.tiles))):
            _tile(drawn, plan.tiles[n], made, n, y)
        y += tall + between
    return drawn


def _tile(drawn: Sketch, tile: Shown, made: _Layout, n: int, top: float) -> None:
    """Rule, number, label, and the status as a sign and a word."""
    style, k = drawn.style, drawn.style.stroke
    x, small = (n % made.columns) * (made.wide + _gap(style)), style.sizes["small"]
    thick = 3.0 * k if tile.message else 0.75 * k
    drawn.box(x, top, made.wide, thick, "orange" if tile.message else "navy")
    y = drawn.text(x, top + _PAD * k, tile.value, made.size, "navy", True)
    y = drawn.lines(x, y, made.labels[n], style.sizes["label"], "black") + 3 * k
    d = 1.2 * small
    drawn.marks.extend(moved(status_symbol(tile.sign, d), x, y + leading(style, small) / 2 + 0.015 * small - d / 2))
    drawn.lines(x + _inset(style), y, made.status[n], small, "navy", True)


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)
