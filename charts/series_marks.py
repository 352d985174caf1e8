"""How series are drawn: blocks in their colour and their status, names over a plot on leaders, names beside it.

C3, C4: a touching block has a white gap, and a colour is never alone: each series carries its name in the drawing.
"""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from charts.drawing import Fill, Stroke, rectangle
from charts.inputs import Refused
from charts.labels import fitted, widest
from charts.sketch import Sketch, leading
from charts.style import DARK, SEAM, Style
from charts.values import Shade

SIGN = 4.0  # from the axis to the sign of a value that is not stated, in print
_THICK = {"hatch": 0.9, "outline": 1.1, "derived": 1.3}


def ground(role: str, shade: Shade) -> Fill:
    """The fill of a status in the colour of a series."""
    pale = "peach_2" if role == "orange" else "tint_2"
    return {"solid": Fill(role), "hatch": Fill(role, "hatch", "white"), "outline": Fill("white"), "derived": Fill(pale)}[shade]


def edge(role: str, shade: Shade) -> Stroke | None:
    """The line around a status that is not a plain fill; width and dash as in print."""
    if shade == "solid":
        return None
    return Stroke(role, _THICK[shade], (3.0, 2.0) if shade == "derived" else ())


def block(drawn: Sketch, x: float, y: float, width: float, height: float, shade: Shade, role: str) -> None:
    """A bar or a part of one; its edge lies inside it, so that its size is its value."""
    drawn.path(rectangle(x, y, width, height), ground(role, shade))
    line = edge(role, shade)
    if line and width and height:
        half = min(line.width * drawn.style.stroke / 2, width / 2, height / 2)
        drawn.path(rectangle(x + half, y + half, width - 2 * half, height - 2 * half), None, line)


def inside(drawn: Sketch, x: float, middle: float, words: str, size: float, shade: Shade, role: str) -> None:
    """Words inside a block: white on dark, navy on orange and on pale grounds, backed in white where lines run."""
    style = drawn.style
    if shade == "hatch":
        wide = style.measure(words, size, True) + 3 * style.stroke
        drawn.box(x - wide / 2, middle - leading(style, size) / 2 + 0.5, wide, leading(style, size) - 1, "white")
    colour = "white" if shade == "solid" and role in DARK else "navy"
    drawn.text(x, middle - leading(style, size) / 2, words, size, colour, True, "middle")


def seam(before: float, after: float, style: Style) -> float:
    """How far the white gap lies from a boundary: inside the larger of two parts, so that a small one stays whole."""
    half = SEAM * style.stroke / 2
    return half if after >= before else -half


def missing(drawn: Sketch, left: float, right: float, base: float) -> None:
    """The sign of a value that is not stated, where there is no room for the words."""
    y = base - SIGN * drawn.style.stroke
    drawn.line(left, y, right, y, "g500", 1.2, (1.5, 1.5))


def explain_missing(drawn: Sketch, left: float) -> None:
    """The sign and its meaning, on the drawing's last line."""
    style, size, k = drawn.style, drawn.style.sizes["axis"], drawn.style.stroke
    y = drawn.height - leading(style, size) / 2
    drawn.line(left, y, left + 9 * k, y, "g500", 1.2, (1.5, 1.5))
    drawn.text(left + 13 * k, drawn.height - leading(style, size), "not stated", size, "g500")


def between(free: float, count: int, gap: float, bar: float) -> tuple[float, float]:
    """The gap between rows, and how much thicker their bars become, when `free` points are left over (or missing).

    Gaps give way first: down to a third. Raises Refused (L4) where that is not enough.
    """
    each = free / count
    if each < -2 * gap / 3 - 0.01:
        raise Refused("L4", f"{count} rows need {-free:.0f} pt more height than there is", "show fewer rows, or shorten words")
    return gap + each, min(max(0.0, each) / 2, bar)


# ---------------------------------------------------------------------- names under columns
def under(labels: Sequence[str], pitch: float, gutter: float, style: Style,
          hint: str) -> tuple[float, tuple[tuple[str, ...], ...]]:
    """Names broken to the pitch; short ones of equal length (years) may be thinned out. Raises Refused (H12) otherwise.

    `gutter`: what is free at the left of the plot.
    """
    for role in ("label", "axis"):
        size = style.sizes[role]
        names = tuple(fitted(label, pitch - 3, size, True, style) for label in labels)
        if all(len(n) <= 3 and " ".join(n) == " ".join(label.split(" ")) for n, label in zip(names, labels)):
            return size, names
    if len({len(label) for label in labels}) > 1 or len(labels[0]) > 7:
        raise Refused("H12", f"the names of {len(labels)} columns do not fit under them", hint)
    kept = _thinned([style.measure(label, size, True) for label in labels], pitch, gutter)
    return size, tuple((label,) if n in kept else () for n, label in enumerate(labels))


def _thinned(widths: Sequence[float], pitch: float, gutter: float) -> list[int]:
    """The names that are kept, at even steps: as many as have room, none of which runs out of the figure."""
    every, count = math.ceil((max(widths) + 4) / pitch), len(widths)
    inside = [n for n, wide in enumerate(widths)
              if wide / 2 <= min(gutter + (n + 0.5) * pitch, (count - n - 0.5) * pitch)]
    return max(([n for n in inside if n % every == start] for start in range(every)), key=len)


# ---------------------------------------------------------------------- names over the plot
@dataclass(frozen=True)
class Over:
    """Names in rows over a plot: each on a leader at its `x`, the first of `order` on top."""

    xs: tuple[float, ...]
    lines: tuple[tuple[str, ...], ...]
    flip: bool
    height: float


def over(names: Sequence[str], xs: Sequence[float], left: float, right: float, style: Style) -> Over:
    """Rows that no leader crosses: words lie on the side of their leader where there is more room."""
    size, gap = style.sizes["label"], 4 * style.stroke
    flip = right - max(xs) < min(xs) - left
    rooms = [(x - left if flip else right - x) - gap for x in xs]
    lines = tuple(fitted(name, max(room, 1.0), size, True, style) for name, room in zip(names, rooms))
    if any(len(some) > 3 or " ".join(some) != name for some, name in zip(lines, names)):
        raise Refused("L1", "the names of the series do not fit over the plot", "give the series shorter names")
    return Over(tuple(xs), lines, flip, sum(map(len, lines)) * leading(style, size) + 3 * style.stroke)


def put_over(drawn: Sketch, made: Over, top: float, ends: Sequence[float]) -> None:
    """The names from `top` down, and a leader from each to `ends`, where its mark begins."""
    size, gap = drawn.style.sizes["label"], 4 * drawn.style.stroke
    order = range(len(made.xs))
    for n in (reversed(order) if made.flip else order):
        x, y = made.xs[n], top
        top = drawn.lines(x - gap if made.flip else x + gap, top, made.lines[n], size, "navy", True,
                          "end" if made.flip else "start")
        drawn.line(x, y + 0.2 * size, x, max(ends[n], y + leading(drawn.style, size)), "g500", 0.6)


# ---------------------------------------------------------------------- names beside the plot
@dataclass(frozen=True)
class Beside:
    """Names (bold) and what is said of each (plain), broken to the width of a margin at the right of the plot."""

    names: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    size: float
    small: float
    width: float
    heights: tuple[float, ...]


def beside(names: Sequence[str], words: Sequence[str], room: float, height: float, style: Style) -> Beside:
    """The largest size at which all names fit one over the other. Raises Refused (L4) when none does."""
    for role in ("label", "axis"):
        size, small = style.sizes[role], style.sizes["axis"]
        lines = tuple(fitted(name, room, size, True, style) for name in names)
        heights = tuple(len(some) * leading(style, size) + bool(w) * leading(style, small)
                        for some, w in zip(lines, words))
        wide = max(widest(lines_, size, True, style) for lines_ in lines)
        wide = max(wide, widest(words, small, False, style))
        whole = all(" ".join(some) == name for some, name in zip(lines, names))
        if whole and wide <= room + 0.01 and sum(heights) <= height:
            return Beside(lines, tuple(words), size, small, wide, heights)
    raise Refused("L4", f"the names of {len(names)} series do not fit beside the plot", "shorten them, or widen the chart")


def put_beside(drawn: Sketch, made: Beside, ends: Sequence[float], x: float, wanted: Sequence[float], top: float,
               bottom: float) -> None:
    """Each name as near to its height as the others allow; a leader where it had to move. `wanted`: middles, in points.

    `ends`: where each of the named marks ends; `x`: where the plot does. Leaders take the gap from there to the words.
    """
    k = drawn.style.stroke
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    places = spread([wanted[n] for n in order], [made.heights[n] for n in order], top, bottom)
    for n, middle in zip(order, places):
        if abs(middle - wanted[n]) > 0.3 * made.size or ends[n] < x - 0.5:
            drawn.line(ends[n] + 1 * k, wanted[n], x + MARGIN * k - 2 * k, middle, "g500", 0.6)
        y = drawn.lines(x + MARGIN * k, middle - made.heights[n] / 2, made.names[n], made.size, "navy", True)
        drawn.lines(x + MARGIN * k, y, [made.words[n]] if made.words[n] else [], made.small)


MARGIN = 11.0  # between a plot and the names beside it, in print


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Middles in the given order, as near to those wanted (least squares) as boxes that do not overlap can stand.

    Pool adjacent violators on the tops: boxes that would meet become one block whose top is the mean of what they want.
    The boxes must fit between `top` and `bottom`.
    """
    blocks: list[tuple[float, float, int]] = []  # (sum of wanted tops of the block, its height, count)
    for middle, high in zip(wanted, heights):
        total, tall, count = middle - high / 2, high, 1
        while blocks and _top(blocks[-1], top, bottom) + blocks[-1][1] > _top((total, tall, count), top, bottom):
            before, above, many = blocks.pop()
            total, tall, count = before + total - count * above, above + tall, many + count
        blocks.append((total, tall, count))
    return _middles(blocks, heights, top, bottom)


def _top(block_: tuple[float, float, int], top: float, bottom: float) -> float:
    total, tall, count = block_
    return max(top, min(total / count, bottom - tall))


def _middles(blocks: Sequence[tuple[float, float, int]], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    found: list[float] = []
    for block_ in blocks:
        y = _top(block_, top, bottom)
        for _ in range(block_[2]):
            high = heights[len(found)]
            found.append(y + high / 2)
            y += high
    return found
