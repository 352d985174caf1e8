"""A Drawing: the neutral picture that every figure becomes. A size and a list of Path and Text marks.

Units are points (1/72 inch), origin top left, y downward. Colours are *roles* of the house style ("navy",
"orange"), never hex values, so that a renderer can use theme references. A Drawing is plain data: comparable,
cacheable, printable as text.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Anchor = Literal["start", "middle", "end"]
Pattern = Literal["solid", "hatch", "dots"]
Command = tuple[str, *tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Fill:
    """Paint inside a path. `hatch`: 45-degree lines of `colour` over `ground` (None: paper); `dots` likewise."""

    colour: str
    pattern: Pattern = "solid"
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """Paint along a path; width and dash (on, off, ...) in points."""

    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Commands as in SVG, absolute: ("M",x,y) ("L",x,y) ("C",x1,y1,x2,y2,x,y) ("Z",)."""

    commands: tuple[Command, ...]
    fill: Fill | None = None
    stroke: Stroke | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; (x, y) is the anchor point on the baseline; `rise`/marks are not supported here."""

    x: float
    y: float
    text: str
    size: float
    colour: str = "black"
    bold: bool = False
    italic: bool = False
    anchor: Anchor = "start"
    family: str = "sans"


Mark = Path | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure without words around it: `alt` says in a sentence or two what it shows."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    alt: str = ""


def rectangle(x: float, y: float, width: float, height: float) -> tuple[Command, ...]:
    """The outline of a rectangle, clockwise from its top left corner."""
    return (("M", x, y), ("L", x + width, y), ("L", x + width, y + height), ("L", x, y + height), ("Z",))


def segment(x1: float, y1: float, x2: float, y2: float) -> tuple[Command, ...]:
    """A straight line."""
    return (("M", x1, y1), ("L", x2, y2))


_KAPPA = 0.5522847498307936  # the cubic that approximates a quarter circle best (error 0.027 % of the radius)


def circle(cx: float, cy: float, r: float) -> tuple[Command, ...]:
    """A circle as four cubic curves."""
    k = _KAPPA * r
    return (("M", cx + r, cy),
            ("C", cx + r, cy + k, cx + k, cy + r, cx, cy + r),
            ("C", cx - k, cy + r, cx - r, cy + k, cx - r, cy),
            ("C", cx - r, cy - k, cx - k, cy - r, cx, cy - r),
            ("C", cx + k, cy - r, cx + r, cy - k, cx + r, cy), ("Z",))


def half_disc(cx: float, cy: float, r: float) -> tuple[Command, ...]:
    """The left half of a disc."""
    k = _KAPPA * r
    return (("M", cx, cy + r), ("C", cx - k, cy + r, cx - r, cy + k, cx - r, cy),
            ("C", cx - r, cy - k, cx - k, cy - r, cx, cy - r), ("Z",))


def bounds(path: Path) -> tuple[float, float, float, float]:
    """(left, top, right, bottom) of a path's points, control points included."""
    points = [command[1:] for command in path.commands]
    xs = [v for p in points for v in p[0::2]]
    ys = [v for p in points for v in p[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def parts(commands: Sequence[Command]) -> Iterator[tuple[Command, ...]]:
    """The pieces of a path, each from one "M" to the next."""
    part: list[Command] = []
    for command in commands:
        if command[0] == "M" and part:
            yield tuple(part)
            part = []
        part.append(command)
    if part:
        yield tuple(part)


def rectangular(commands: Sequence[Command]) -> bool:
    """Whether a piece is an upright rectangle."""
    points = [c[1:] for c in commands if c[0] in "ML"]
    xs, ys = {round(p[0], 3) for p in points}, {round(p[1], 3) for p in points}
    return not any(c[0] == "C" for c in commands) and len(points) in (4, 5) and len(xs) == len(ys) == 2
