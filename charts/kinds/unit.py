"""Whole squares, each standing for a fixed number: for amounts that differ a hundredfold and must still be seen as counts."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charts import checks, values
from charts.drawing import Fill, Path, Stroke, rectangle
from charts.inputs import Prose, Refused
from charts.sketch import Sketch, leading
from charts.style import Style
from charts.symbols import hatching
from charts.values import Flag, Item, Row, RowSpec

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: unit
headline: The town wants 40 buses and has been given two
subtitle: Buses by status; one square is one bus
source_note: Invented for this example.
unit: buses
per: 1
rows:
  - {label: delivered, value: 2, mark: solid, message: true}
  - {label: promised by the region, value: 6, words: no date, mark: hatch}
  - {label: promised by the state, value: 4, words: by 2023, mark: hatch}
  - {label: wanted by the town, value: 40, mark: outline}
"""

_MOST = 600
_SQUARE, _GAP = 8.8, 2.9  # side and gap in print
_LARGEST = 24.0  # side on a slide


class Amount(Row):
    """`words` follow the label, after a comma."""

    words: Prose | None = None


class Spec(RowSpec):
    """`per`: how many units a square stands for; `per_row`: squares in a full row."""

    rows: list[Amount] = []  # type: ignore[assignment]  # a list of a subclass
    per: float = 1.0
    per_row: int = 20


@dataclass(frozen=True)
class Group:
    """One amount: its item, how many squares, and what follows the number."""

    item: Item
    count: int
    words: str


@dataclass(frozen=True)
class Plan:
    """Groups from top to bottom."""

    alt: str
    groups: tuple[Group, ...]
    per_row: int
    numbers: tuple[float, ...]
    flags: tuple[Flag, ...] = ()


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for amounts that are not whole squares, mixed units or scopes, and too many squares."""
    checks.no_table(rows, "unit", "rows")
    checks.need(spec.rows, 1, "rows", 'write each amount under "rows"', spec.place)
    if not 0 < spec.per <= values.MOST or not 5 <= spec.per_row <= 50:
        raise Refused("H15", f'"per" is {spec.per:g} and "per_row" {spec.per_row}', '"per" is above 0, "per_row" from 5 to 50',
                      spec.place)
    items = values.items(spec.rows, spec.unit)
    full = [row.value.text or item.text for row, item in zip(spec.rows, items)]
    texts = values.unitless(full, spec.unit)
    groups = tuple(Group(Item(item.label, item.number, text[:1].upper() + text[1:], item.note, item.shade, item.message),
                         _whole(row, spec), ", ".join(part for part in (row.label, row.words) if part))
                   for row, item, text in zip(spec.rows, items, texts))
    if sum(group.count for group in groups) > _MOST:
        raise Refused("M14", f"{sum(g.count for g in groups)} squares are too many to draw", 'let "per" stand for more',
                      spec.place)
    said = spec.alt or _alt(groups, full, spec)
    return Plan(said, groups, spec.per_row, tuple(item.number or 0.0 for item in items), values.near(spec.rows))


def _whole(row: Amount, spec: Spec) -> int:
    """How many squares. Raises Refused (H15) unless that is a whole number."""
    place = row.value.place or row.place
    if row.value.number is None:
        raise Refused("H20", f'"{row.label}" has no number', "squares count what is stated: leave the row out and say so", place)
    count = row.value.number / spec.per
    if count < 1 or abs(count - round(count)) > 1e-6:
        raise Refused("H15", f'"{row.label}" would be {values.plain(count, 2)} squares of {values.plain(spec.per, 0)}',
                      'choose "per" so that every amount is a whole number of squares', place)
    return round(count)


def _alt(groups: Sequence[Group], full: Sequence[str], spec: Spec) -> str:
    unit = f" {spec.unit}" if spec.unit else ""
    told = {"solid": "filled", "hatch": "hatched", "outline": "outlined", "derived": "with dashed edges"}
    said = [f"{text} {g.words}: {checks.counted(g.count, 'square', 'squares')}, {told[g.item.shade]}"
            for g, text in zip(groups, full)]
    return f"Unit chart; each square stands for {values.plain(spec.per, values.decimals([spec.per]))}{unit}. {'; '.join(said)}."


Words = tuple[str, float, str, bool]  # text, size, colour, bold


def _line(group: Group, style: Style) -> tuple[Words, ...]:
    """Number, words, count: three looks on one line."""
    label, small = style.sizes["label"], style.sizes["small"]
    return ((group.item.text, label, "navy", True), (group.words, label, "navy", False),
            (checks.counted(group.count, "square", "squares"), small, "g700", False))


def _set(group: Group, width: float, style: Style) -> list[list[tuple[float, Words]]]:
    """The words of a line, word by word, broken where the width ends; the count stays whole. Each with its x."""
    lines: list[list[tuple[float, Words]]] = [[]]
    x = 0.0
    for part, (text, size, colour, bold) in enumerate(_line(group, style)):
        gap = (0.0, 0.45, 0.6)[part] * style.sizes["label"]
        for word in text.split(" ") if part < 2 else [text]:
            wide = style.measure(word, size, bold)
            if lines[-1] and x + gap + wide > width:
                lines.append([])
                x, gap = 0.0, 0.0
            lines[-1].append((x + gap, (word, size, colour, bold)))
            x, gap = x + gap + wide, style.measure(" ", size, bold)
    return [_joined(line) for line in lines]


def _joined(line: Sequence[tuple[float, Words]]) -> list[tuple[float, Words]]:
    """Neighbouring words in one look become one text."""
    made: list[tuple[float, Words]] = []
    for x, (word, *look) in line:
        if made and list(made[-1][1][1:]) == look:
            made[-1] = (made[-1][0], (f"{made[-1][1][0]} {word}", *look))  # type: ignore[assignment]
        else:
            made.append((x, (word, *look)))  # type: ignore[arg-type]
    return made


def _pitch(plan: Plan, width: float, style: Style) -> float:
    """From one square to the next: as in print, as large as the width allows on slides."""
    natural = (_SQUARE + _GAP) * (1.0 if style.medium == "print" else _LARGEST / _SQUARE)
    return min(natural, width / (plan.per_row - _GAP / (_SQUARE + _GAP)))


def _rows(group: Group, plan: Plan) -> int:
    return -(-group.count // plan.per_row)


def _heights(plan: Plan, width: float, style: Style) -> tuple[float, float]:
    """The height of all words, with the small gaps under and between them, and the number of square rows."""
    k = style.stroke
    lines = sum(len(_set(group, width, style)) for group in plan.groups)
    words = lines * leading(style, style.sizes["label"])
    return words + (4 * len(plan.groups) + 11 * (len(plan.groups) - 1)) * k, sum(_rows(g, plan) for g in plan.groups)


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points."""
    words, rows = _heights(plan, width, style)
    pitch = _pitch(plan, width, style)
    return words + rows * pitch - len(plan.groups) * pitch * _GAP / (_SQUARE + _GAP)


def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks; squares shrink when the height asks for it. Raises Refused (L4) below two thirds of their print size."""
    drawn, k = Sketch(width, height_, style), style.stroke
    words, rows = _heights(plan, width, style)
    gaps = rows - len(plan.groups) * _GAP / (_SQUARE + _GAP)
    pitch = min(_pitch(plan, width, style), (height_ + 0.001 - words) / gaps)
    if pitch < 0.66 * (_SQUARE + _GAP):
        raise Refused("L4", f"{rows} rows of squares do not fit {height_:.0f} pt", 'let "per" or "per_row" be larger')
    spare = max(0.0, height_ - words - gaps * pitch) / max(1, len(plan.groups) - 1)
    y = 0.0
    for group in plan.groups:
        for line in _set(group, width, style):
            for x, (text, size, colour, bold) in line:
                drawn.text(x, y + (leading(style, style.sizes["label"]) - leading(style, size)) / 2
                           + 0.33 * (style.sizes["label"] - size), text, size, colour, bold)
            y += leading(style, style.sizes["label"])
        y += 4 * k
        _squares(drawn, group, y, pitch, plan.per_row)
        y += (_rows(group, plan) - _GAP / (_SQUARE + _GAP)) * pitch + 11 * k + min(spare, 10 * k)
    return drawn


def _squares(drawn: Sketch, group: Group, top: float, pitch: float, per_row: int) -> None:
    """One path for all squares of a group, so that they stay one object wherever they are edited."""
    side = pitch * _SQUARE / (_SQUARE + _GAP)
    colour = "orange" if group.item.message else "navy"
    edge = 0.0 if group.item.shade == "solid" else min(side / 9, drawn.style.stroke)
    corners = [((n % per_row) * pitch + edge / 2, top + (n // per_row) * pitch + edge / 2) for n in range(group.count)]
    inner = side - edge
    outline = tuple(c for x, y in corners for c in rectangle(x, y, inner, inner))
    fill = {"solid": colour, "derived": "peach_2" if group.item.message else "tint_2"}.get(group.item.shade, "white")
    dash = (inner / 5, inner / 7.5) if group.item.shade == "derived" else ()
    drawn.marks.append(Path(outline, Fill(fill), Stroke(colour, edge, dash) if edge else None))
    if group.item.shade == "hatch":
        lines = tuple(c for x, y in corners for c in hatching(x, y, inner, 5))
        drawn.marks.append(Path(lines, None, Stroke(colour, 0.8 * edge)))


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)
