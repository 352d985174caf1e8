"""The outline of a shape in its own space, EMU from its corner (ECMA-376-1, 20.1.9): the common ones, and free ones."""
from __future__ import annotations

from charts.drawing import Command, rectangle
from reports.house.reading import A, Node

_ARC = 0.5522847498  # of a quarter circle as a Bezier curve
_STRAIGHT = ("line", "straightConnector1")
_NUMBERS = {"moveTo": ("M", 1), "lnTo": ("L", 1), "cubicBezTo": ("C", 3), "close": ("Z", 0)}


def outline(looks: Node, width: float, height: float) -> tuple[Command, ...] | None:
    """The commands of a shape's outline; None for one that is not known."""
    free = looks.find(f"{A}custGeom")
    if free is not None:
        return _free(free, width, height)
    named = looks.find(f"{A}prstGeom")
    kind = "rect" if named is None else named.get("prst", "rect")
    if kind == "rect":
        return tuple(rectangle(0, 0, width, height))
    if kind in _STRAIGHT:
        return ("M", 0.0, 0.0), ("L", width, height)
    if kind == "ellipse":
        return _rounded(width, height, width / 2, height / 2)
    if kind == "roundRect":
        radius = _adjusted(named, 16667) * min(width, height)
        return _rounded(width, height, radius, radius)
    if kind == "triangle":
        return _polygon((_adjusted(named, 50000) * width, 0.0), (width, height), (0.0, height))
    if kind == "rtTriangle":
        return _polygon((0.0, 0.0), (width, height), (0.0, height))
    return None


def _adjusted(named: Node | None, usual: int) -> float:
    guide = None if named is None else named.find(f"{A}avLst/{A}gd")
    said = "" if guide is None else guide.get("fmla", "")
    return (int(said.removeprefix("val ")) if said.startswith("val ") else usual) / 100_000


def _polygon(*corners: tuple[float, float]) -> tuple[Command, ...]:
    first, *rest = corners
    return ("M", *first), *(("L", *corner) for corner in rest), ("Z",)


def _rounded(width: float, height: float, rx: float, ry: float) -> tuple[Command, ...]:
    """A rectangle with elliptic corners; with radii of half its sides an ellipse."""
    kx, ky = rx * (1 - _ARC), ry * (1 - _ARC)
    return (("M", rx, 0.0), ("L", width - rx, 0.0), ("C", width - kx, 0.0, width, ky, width, ry), ("L", width, height - ry),
            ("C", width, height - ky, width - kx, height, width - rx, height), ("L", rx, height),
            ("C", kx, height, 0.0, height - ky, 0.0, height - ry), ("L", 0.0, ry), ("C", 0.0, ky, kx, 0.0, rx, 0.0), ("Z",))


def _free(geometry: Node, width: float, height: float) -> tuple[Command, ...] | None:
    """All paths of a free outline, each in a space of its own; None where one holds an arc or a formula."""
    made: list[Command] = []
    for path in geometry.iterfind(f"{A}pathLst/{A}path"):
        wide, high = float(path.get("w", "0")), float(path.get("h", "0"))
        across, down = width / wide if wide else 1.0, height / high if high else 1.0
        for step in path:
            name, count = _NUMBERS.get(step.tag.removeprefix(A), ("", 0))
            points = list(step.iterfind(f"{A}pt"))
            if not name or len(points) != count:
                return None
            try:
                made.append((name, *(v for p in points for v in (float(p.get("x", "")) * across, float(p.get("y", "")) * down))))
            except ValueError:  # a guide's name
                return None
    return tuple(made) or None
