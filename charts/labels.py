"""Where the words of a drawing go: breaking lines by the text engine's own widths, and flags that never overlap.

A flag is a label that hangs from a leader at a given x, above or below a line. `place` tries, in this order: the
preferred side, the other way round (text left of the leader), more lines, the other side, then further rows. Two
flags of a row never share an x, and no leader runs through the words of a nearer row.
"""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Literal

from charts.sketch import leading, second
from charts.style import Style

Side = Literal["above", "below"]
_NODES = 6000  # steps of the search before a further row is allowed
_LINES_AT_MOST = 5


def wrap(words: str, width: float, size: float, bold: bool, style: Style) -> tuple[str, ...]:
    """Greedy lines not wider than `width`. Breaks at spaces (not U+00A0); a longer word is cut where it must be."""
    lines: list[str] = []
    current = ""
    for word in (piece for whole in words.split(" ") if whole for piece in _cut(whole, width, size, bold, style)):
        longer = f"{current} {word}" if current else word
        if current and style.measure(longer, size, bold) > width + 0.01:
            lines.append(current)
            current = word
        else:
            current = longer
    return (*lines, current) if current else tuple(lines)


def widest(lines: Sequence[str], size: float, bold: bool, style: Style) -> float:
    """The width of the longest line."""
    return max((style.measure(line, size, bold) for line in lines), default=0.0)


def balanced(words: str, count: int, size: float, bold: bool, style: Style) -> tuple[str, ...]:
    """At most `count` lines, as narrow as that allows, so that no line is left with a stray word."""
    parts = [p for p in words.split(" ") if p]
    spans = [style.measure(" ".join(parts[i:j]), size, bold) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1)]
    floor = widest(parts, size, bold, style)
    widths = sorted({w for w in spans if w >= floor})
    if not widths:
        return ()
    fits = bisect_left(widths, True, key=lambda w: len(wrap(words, w, size, bold, style)) <= count)
    return wrap(words, widths[min(fits, len(widths) - 1)], size, bold, style)


def fitted(words: str, width: float, size: float, bold: bool, style: Style) -> tuple[str, ...]:
    """The fewest lines that fit `width`, evened out."""
    lines = wrap(words, width, size, bold, style)
    even = balanced(words, len(lines), size, bold, style)
    return even if widest(even, size, bold, style) <= width + 0.01 else lines


@dataclass(frozen=True, slots=True)
class Setting:
    """A flag's words, broken: bold title lines over text lines, and the size of both together."""

    title: tuple[str, ...]
    text: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Flag:
    """A label wanted: `anchors` are the x its leader may have, best first; `side` forces, `prefer` only leans.

    `leader` False: words without a leader (an arrow's label), centred on the anchor, above the line, in the first row.
    """

    anchors: tuple[float, ...]
    title: str
    text: str
    side: Side | None = None
    prefer: Side = "above"
    leader: bool = True


@dataclass(frozen=True, slots=True)
class Spot:
    """A label placed: leader at `x`, words from `left`; `row` counts from 1 outward (0: the strip beside the line).

    `bend`: how far right of its place on the line the leader stands.
    """

    x: float
    left: float
    side: Side
    row: int
    setting: Setting
    leader: bool
    cost: float = 0.0
    bend: float = 0.0

    @property
    def foot(self) -> float:
        return self.x - self.bend

    @property
    def right(self) -> float:
        return self.left + self.setting.width

    def meets(self, other: Spot, gap: float) -> bool:
        """Whether two labels, or a label and the leader of one further out, come too near to each other."""
        return clash(self, other, gap)


def place(flags: Sequence[Flag], width: float, style: Style) -> tuple[Spot, ...] | None:
    """A spot for each flag, in their order, with no overlap anywhere inside 0..`width`; None when there is no room."""
    free = any(not flag.leader for flag in flags)
    for rows in (2, 3):
        tried = [_search([_choices(flag, rows, strip, width, style) for flag in flags], gap(style))
                 for strip in ((False, True) if free else (False,))]
        if found := [spots for spots in tried if spots]:
            return min(found, key=lambda spots: sum(spot.cost for spot in spots))
    return None


def row_heights(spots: Sequence[Spot]) -> dict[tuple[Side, int], float]:
    """The height of each row that is in use: that of its tallest label."""
    heights: dict[tuple[Side, int], float] = {}
    for spot in spots:
        key = (spot.side, spot.row)
        heights[key] = max(heights.get(key, 0.0), spot.setting.height)
    return heights


def settings(flag: Flag, style: Style) -> tuple[Setting, ...]:
    """The ways to break a flag's words, from one line each to five; equal ones once."""
    return tuple(dict.fromkeys(_setting(flag, count, style) for count in range(1, _LINES_AT_MOST + 1)))


def clash(one: Spot, other: Spot, gap: float) -> bool:
    """Whether two placed labels, or a label and the leader of one further out, come too near to each other."""
    if one.side != other.side:
        return False
    shared = one.leader and other.leader and abs(one.x - other.x) < 0.01
    if one.row == other.row:
        (a, b), (c, d) = reach(one), reach(other)
        return max(a, c) - min(b, d) < (-0.01 if shared else gap)
    near, far = (one, other) if one.row < other.row else (other, one)
    low, high = reach(near)
    return far.leader and not shared and low - gap / 2 < far.x < high + gap / 2


def indent(style: Style) -> float:
    """From a leader to its words."""
    return 5.0 * style.stroke


def gap(style: Style) -> float:
    """The least distance between two labels."""
    return 0.8 * second(style)


def reach(spot: Spot) -> tuple[float, float]:
    """From where to where a label takes up its row, the leader with it."""
    return (min(spot.left, spot.x), max(spot.right, spot.x)) if spot.leader else (spot.left, spot.right)


def _cut(word: str, width: float, size: float, bold: bool, style: Style) -> list[str]:
    pieces = []
    while len(word) > 1 and style.measure(word, size, bold) > width + 0.01:
        end = next((n for n in range(len(word) - 1, 1, -1) if style.measure(word[:n], size, bold) <= width), 1)
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


def _setting(flag: Flag, count: int, style: Style) -> Setting:
    big, small = style.sizes["label"], second(style)
    text = balanced(flag.text, count, small, False, style)
    room = max(widest(text, small, False, style), widest(flag.title.split(" "), big, True, style), 12 * big / count)
    title = fitted(flag.title, room, big, True, style) if count > 1 else balanced(flag.title, 1, big, True, style)
    width = max(widest(title, big, True, style), widest(text, small, False, style))
    height = len(title) * leading(style, big) + len(text) * leading(style, small)
    return Setting(title, text, width, height)


def _choices(flag: Flag, rows: int, strip: bool, width: float, style: Style) -> list[Spot]:
    """All spots of one flag that lie inside the figure, cheapest first."""
    make = partial(_hung if flag.leader else _free, flag, strip=strip, style=style)
    sides: tuple[Side, ...] = (flag.side,) if flag.side else ("above", "below")
    found = [make(x=x, side=side, row=row, flip=flip, setting=setting, far=n)
             for (n, x), side, row, flip, setting in product(enumerate(flag.anchors), sides, range(1, rows + 1), (False, True),
                                                              settings(flag, style))]
    ideal = 0.3 * width
    priced = [(spot.cost + _price(spot.setting, ideal), spot) for spot in found
              if spot is not None and spot.left >= -0.01 and spot.right <= width + 0.01]
    return [Spot(s.x, s.left, s.side, s.row, s.setting, s.leader, cost) for cost, s in sorted(priced, key=lambda p: p[0])]


def standing(flag: Flag, side: Side, row: int, setting: Setting, width: float, style: Style) -> list[Spot]:
    """All spots of one flag in one row, in these lines, that lie inside the figure. Row 0: words without a leader alone."""
    make = _hung if flag.leader else _free
    found = (make(flag, x, side, max(row, 1), flip, setting, n, row == 0, style)
             for (n, x), flip in product(enumerate(flag.anchors), (False, True)) if row or not flag.leader)
    return [spot for spot in found if spot is not None and spot.left >= -0.01 and spot.right <= width + 0.01]


def _price(setting: Setting, ideal: float) -> float:
    """Lines cost a little each, more from the third of text or the second of title; so does each point beyond `ideal`."""
    lines = len(setting.title) + len(setting.text)
    broken = 2.0 * max(0, len(setting.title) - 1) + 1.2 * max(0, len(setting.text) - 2)
    return 0.4 * lines + broken + 4 * max(0.0, setting.width / ideal - 1)


def _hung(flag: Flag, x: float, side: Side, row: int, flip: bool, setting: Setting, far: int, strip: bool,
          style: Style) -> Spot | None:
    left = x - indent(style) - setting.width if flip else x + indent(style)
    cost = 1.5 * (side != flag.prefer) + 2.0 * flip + 4.0 * (row - 1) + 0.6 * far
    return Spot(x, left, side, row, setting, True, cost)


def _free(flag: Flag, x: float, side: Side, row: int, flip: bool, setting: Setting, far: int, strip: bool,
          style: Style) -> Spot | None:
    if side != "above" or row > 1 or flip:
        return None
    return Spot(x, x - setting.width / 2, "above", 0 if strip else 1, setting, False, 0.6 * far + 1.5 * strip)


def _search(choices: list[list[Spot]], gap: float) -> tuple[Spot, ...] | None:
    """Depth first, cheapest first, cutting branches that cannot beat the best found; stops after `_NODES` steps."""
    if not all(choices):
        return None
    rest = [0.0]
    for options in reversed(choices):
        rest.insert(0, rest[0] + options[0].cost)
    best: tuple[float, tuple[Spot, ...]] = (float("inf"), ())
    steps = 0

    def go(taken: tuple[Spot, ...], cost: float) -> None:
        nonlocal best, steps
        if len(taken) == len(choices):
            best = (cost, taken)
            return
        for spot in choices[len(taken)]:
            steps += 1
            if steps > _NODES or cost + spot.cost + rest[len(taken) + 1] >= best[0] - 1e-9:
                return
            if not any(clash(spot, other, gap) for other in taken):
                go((*taken, spot), cost + spot.cost)

    go((), 0.0)
    return best[1] or None
