"""One page's content stream: operators, what they belong to, and the graphics state that need not be said twice."""
from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from reports.render.pdf_tags import Content, Node, Spot

_FARTHEST = 20_000.0  # points; a page is far smaller, and NaN is in no range


def number(value: float) -> str:
    """A number as PDF writes it, to a thousandth of a point. Raises ValueError for one that can stand on no page."""
    if not -_FARTHEST < value < _FARTHEST:
        raise ValueError(f"{value} is no length on a page")
    return f"{round(value, 3) + 0.0:.8g}"


@cache
def rgb(colour: str) -> str:
    """`#rrggbb` as three components from 0 to 1."""
    return " ".join(f"{int(colour[i:i + 2], 16) / 255:.4g}" for i in (1, 3, 5))


class Sheet:
    """Collects operators. Points in: origin top left, y downward; `at` turns them over."""

    def __init__(self, index: int, height: float, colours: Mapping[str, str], texture: float = 1.0) -> None:
        self.index, self.height, self.colours, self.texture = index, height, colours, texture
        self.operators: list[str] = []
        self.nodes: list[Node] = []  # by MCID: the page's entry in the parent tree
        self._inside: Node | Literal["artifact"] | None = None
        self._state: dict[str, str] = {}
        self._saved: list[dict[str, str]] = []

    def at(self, x: float, y: float) -> str:
        """A point in PDF coordinates."""
        return f"{number(x)} {number(self.height - y)}"

    def put(self, operators: str) -> None:
        """Operators as they are."""
        self.operators.append(operators)

    def inside(self, node: Node | None, x: float = 0.0, y: float = 0.0) -> None:
        """What follows belongs to a node (None: artifact). (x, y) is where a jump to the node should lead."""
        wanted: Node | Literal["artifact"] = node or "artifact"
        if self._inside is wanted:
            return
        self.close()
        self._inside = wanted
        if node is None:
            self.put("/Artifact BMC")
            return
        self.put(f"/{'Span' if node.link else node.role} <</MCID {len(self.nodes)}>> BDC")  # a link may yet prove to be none
        node.own.append(Content(self.index, len(self.nodes)))
        node.spot = node.spot or Spot(self.index, x, self.height - y)
        self.nodes.append(node)

    def close(self) -> None:
        """Ends the marked content that is open."""
        if self._inside is not None:
            self.put("EMC")
        self._inside = None

    def set(self, operator: str, operands: str) -> None:
        """A parameter of the graphics state, said only when it changes."""
        if self._state.get(operator) != operands:
            self._state[operator] = operands
            self.put(f"{operands} {operator}")

    def _colour(self, role: str) -> str:
        """A role of the theme, or a colour that a standard fixes, as "#rrggbb"."""
        return role if role.startswith("#") else self.colours[role]

    def fill_colour(self, role: str) -> None:
        self.set("rg", rgb(self._colour(role)))

    def stroke_colour(self, role: str) -> None:
        self.set("RG", rgb(self._colour(role)))

    def save(self) -> None:
        """Remembers the graphics state."""
        self.put("q")
        self._saved.append(dict(self._state))

    def restore(self) -> None:
        """Back to the graphics state last saved."""
        self.put("Q")
        self._state = self._saved.pop()
