"""Outlines of areas: GeoJSON geometries to rings, rings to the page, and where a label fits inside.

Positions are [longitude, latitude] in degrees (RFC 7946); other datums and projections are not converted.
"""
from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts.drawing import Command
from charts.ties import Box, Spoke

Point = tuple[float, float]
Ring = tuple[Point, ...]
_GRID = 12  # places a side that are tried for a label


def rings(geometry: Any) -> tuple[Ring, ...]:
    """The rings of a Polygon or MultiPolygon, as an object, as its text, or as a bare list of rings. Raises ValueError."""
    if isinstance(geometry, str):
        try:
            geometry = json.loads(geometry)
        except (ValueError, RecursionError):
            raise ValueError("the shape is not a GeoJSON geometry") from None
    if isinstance(geometry, dict):
        kind, found = geometry.get("type"), geometry.get("coordinates")
        if kind not in ("Polygon", "MultiPolygon") or not isinstance(found, list):
            raise ValueError(f'the shape is a "{kind}", not a Polygon or MultiPolygon')
        geometry = found if kind == "Polygon" else [ring for polygon in found for ring in polygon]
    if not isinstance(geometry, list) or not geometry:
        raise ValueError("the shape has no rings")
    return tuple(_ring(ring) for ring in geometry)


def _ring(ring: Any) -> Ring:
    """At least three different positions; the closing one is dropped."""
    try:
        points = [(float(position[0]), float(position[1])) for position in ring]
    except (TypeError, ValueError, IndexError, KeyError):
        raise ValueError("a ring of the shape is not a list of [longitude, latitude]") from None
    if points and points[0] == points[-1]:
        points.pop()
    if len(set(points)) < 3:
        raise ValueError("a ring of the shape has fewer than three positions")
    if not all(abs(x) <= 180 and abs(y) <= 90 for x, y in points):
        raise ValueError("a position of the shape is not [longitude, latitude] in degrees")
    return tuple(points)


@dataclass(frozen=True)
class Projection:
    """Equirectangular, true to scale along the middle parallel: `scale` points a degree of latitude."""

    west: float
    north: float
    shrink: float
    scale: float

    def page(self, ring: Ring) -> Ring:
        """A ring in points from the top left corner of the map."""
        return tuple(((x - self.west) * self.shrink * self.scale, (self.north - y) * self.scale) for x, y in ring)


def extent(all_rings: Sequence[Ring]) -> Box:
    """West, south, east and north as the sides of a box."""
    xs, ys = [x for ring in all_rings for x, _ in ring], [y for ring in all_rings for _, y in ring]
    return Box(min(xs), min(ys), max(xs), max(ys))


def shrink(field: Box) -> float:
    """How much shorter a degree of longitude is than one of latitude on the middle parallel."""
    return max(0.05, math.cos(math.radians((field.top + field.bottom) / 2)))


def project(field: Box, width: float, height: float) -> Projection:
    """The largest map of the field that fits."""
    short = shrink(field)
    return Projection(field.left, field.bottom, short, min(width / (field.wide * short or 1e-9), height / (field.high or 1e-9)))


def outline(shape: Sequence[Ring]) -> tuple[Command, ...]:
    """A path that leaves holes open under either fill rule: a ring inside another runs the other way round."""
    commands: list[Command] = []
    for n, ring in enumerate(shape):
        hole = sum(contains([other], ring[0]) for m, other in enumerate(shape) if m != n) % 2 == 1
        points = ring if (_area(ring) > 0) != hole else ring[::-1]
        commands += [("M", *points[0]), *(("L", *point) for point in points[1:]), ("Z",)]
    return tuple(commands)


def contains(shape: Sequence[Ring], point: Point) -> bool:
    """Whether a point lies inside: the even-odd rule over all rings."""
    x, y = point
    inside = False
    for ring in shape:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                inside = not inside
    return inside


def seat(shape: Sequence[Ring], wide: float, high: float, gap: float) -> Point | None:
    """The centre of a box of this size that lies wholly inside, as near to the middle as there is; None without one."""
    largest = max(shape, key=lambda ring: abs(_area(ring)))
    xs, ys = [x for x, _ in largest], [y for _, y in largest]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    if max(xs) - min(xs) < wide or max(ys) - min(ys) < high:
        return None
    places = [(min(xs) + (i + 0.5) / _GRID * (max(xs) - min(xs)), min(ys) + (j + 0.5) / _GRID * (max(ys) - min(ys)))
              for i in range(_GRID) for j in range(_GRID)]
    edges = [Spoke(*a, *b) for ring in shape for a, b in zip(ring, ring[1:] + ring[:1])]
    for place in sorted([middle, *places], key=lambda p: (math.dist(p, middle), p)):
        box = Box.around(*place, wide + 2 * gap, high + 2 * gap)
        if contains(shape, place) and not any(edge.within(box) for edge in edges):
            return place
    return None


def _area(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1])) / 2
