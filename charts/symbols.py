"""The signs of status and of stance, as drawn paths: the same in charts, tables, tracker and tally. Never glyphs.

Shape carries the meaning, so that a sign survives black-and-white print and any colour vision. A sign is a square drawing
of side `d` (points); its ring is d/9 thick and lies inside the square. Beside text: d = 1.2 times the type size, centred
0.315 em above the baseline.
"""
from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from charts.drawing import Command, Drawing, Fill, Mark, Path, Stroke, Text, circle, half_disc, segment

STATUSES = {"done": "done", "stated": "stated", "announced": "announced", "pledged": "pledged or intended",
            "wanted": "wanted or under consideration", "hoped": "interest or hope", "reported": "reported only",
            "derived": "derived"}
STANCES = {"yes": "yes", "partly": "partly", "no": "no", "unstated": "not stated"}
_DASHES = 9  # of a dashed ring
_CHORDS = 4.2  # hatch lines across a disc


def status_symbol(status: str, d: float, accent: bool = False) -> Drawing:
    """The sign of a status (a key of STATUSES; KeyError otherwise); `accent`: orange in place of navy."""
    colour, r, edge = "orange" if accent else "navy", d / 2, d / 9
    inner, ring = r - edge / 2, circle(r, r, r - edge / 2)
    outline = Path(ring, Fill("white"), Stroke(colour, edge))
    marks: dict[str, tuple[Mark, ...]] = {
        "done": (Path(circle(r, r, r), Fill(colour)),),
        "announced": (outline, Path(half_disc(r, r, inner), Fill(colour))),
        "pledged": (outline, Path(chords(r, r, inner - edge / 2, d / _CHORDS), None, Stroke(colour, 0.7 * edge))),
        "wanted": (outline,),
        "hoped": (Path(ring, Fill("white"), Stroke(colour, edge, _dash(inner))),),
        "reported": (outline, Path(circle(r, r, d / 7), Fill(colour))),
        "derived": (Path(ring, Fill("peach_2" if accent else "tint_2"), Stroke(colour, edge, _dash(inner))),)}
    marks["stated"] = marks["done"]
    return Drawing(d, d, marks[status], STATUSES[status])


def stance_symbol(stance: str, d: float) -> Drawing:
    """The sign of a stance (a key of STANCES; KeyError otherwise)."""
    r, edge = d / 2, d / 9
    ring = circle(r, r, r - edge / 2)
    marks: dict[str, tuple[Mark, ...]] = {
        "yes": (Path(circle(r, r, r), Fill("navy")), Path(_tick(d), None, Stroke("white", d / 8))),
        "partly": (Path(ring, Fill("white"), Stroke("navy", edge)), Path(half_disc(r, r, r - edge / 2), Fill("navy"))),
        "no": (Path(ring, Fill("white"), Stroke("violet", edge)), Path(_cross(d), None, Stroke("violet", d / 8))),
        "unstated": (Path(segment(0.2 * d, r, 0.8 * d, r), None, Stroke("g500", edge)),)}
    return Drawing(d, d, marks[stance], STANCES[stance])


def moved(drawing: Drawing, dx: float, dy: float) -> Iterator[Mark]:
    """The marks of a drawing, moved to where its top left corner is (dx, dy)."""
    for mark in drawing.marks:
        if isinstance(mark, Text):
            yield replace(mark, x=mark.x + dx, y=mark.y + dy)
        else:
            yield replace(mark, commands=tuple(_moved(command, dx, dy) for command in mark.commands))


def chords(x: float, y: float, r: float, gap: float) -> tuple[Command, ...]:
    """Lines at 45 degrees (rising to the right) across a disc, `gap` apart, evenly about its centre."""
    commands: list[Command] = []
    count = max(1, int(2 * r / gap))
    for n in range(count):
        off = (n - (count - 1) / 2) * gap
        half = math.sqrt(r * r - off * off)
        px, py, step = x + off * math.sqrt(0.5), y + off * math.sqrt(0.5), half * math.sqrt(0.5)
        commands += segment(px - step, py + step, px + step, py - step)
    return tuple(commands)


def hatching(x: float, y: float, side: float, lines: int) -> tuple[Command, ...]:
    """Lines at 45 degrees (rising to the right) across a square: as many as asked, evenly, symmetric about its diagonal."""
    commands: list[Command] = []
    for n in range(1, lines + 1):
        at = 2 * side * n / (lines + 1)  # where the line meets the left edge or its prolongation
        low = min(at, side)
        commands += segment(x + at - low, y + low, x + low, y + at - low)
    return tuple(commands)


def _moved(command: Command, dx: float, dy: float) -> Command:
    name, *values = command
    return (name, *(value + (dy if n % 2 else dx) for n, value in enumerate(values)))


def _dash(r: float) -> tuple[float, float]:
    """A whole number of dashes round a ring of this radius, a little longer than the gaps."""
    each = 2 * math.pi * r / _DASHES
    return 0.58 * each, 0.42 * each


def _tick(d: float) -> tuple[Command, ...]:
    return (("M", 0.28 * d, 0.51 * d), ("L", 0.44 * d, 0.67 * d), ("L", 0.73 * d, 0.34 * d))


def _cross(d: float) -> tuple[Command, ...]:
    a, b = 0.33 * d, 0.67 * d
    return (*segment(a, a, b, b), *segment(a, b, b, a))
