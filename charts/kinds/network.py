"""Actors at fixed places and the relations between them: a line only where a fact stands, all lines equally thick."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, ClassVar, Literal, get_args

from charts import checks, inputs, ties
from charts.drawing import Stroke, segment
from charts.inputs import Node, Prose, Refused
from charts.labels import balanced, widest
from charts.sketch import Sketch, leading
from charts.style import Style
from charts.ties import Box, Label, Spoke

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\
kind: network
headline: The port company deals with everyone, the town with the board alone
subtitle: Relations that the sources name; places and line lengths mean nothing
nodes:
  - {name: Port company, x: 0.5, y: 0, message: true}
  - {name: Harbour board, x: 0, y: 0.55}
  - {name: Fishermen, x: 1, y: 0.55}
  - {name: Town, x: 0.35, y: 1}
edges:
  - {between: [Port company, Harbour board], type: leases, facts: [X-1]}
  - {between: [Port company, Fishermen], type: dispute, facts: [X-2]}
  - {between: [Harbour board, Town], type: reports, facts: [X-3]}
lines: {leases: solid, dispute: barred, reports: dashed}
"""

Line = Literal["solid", "dashed", "dotted", "dashdot", "barred"]
LINES: tuple[Line, ...] = get_args(Line)
_DASHES: dict[Line, tuple[float, ...]] = {
    "solid": (), "dashed": (5.0, 2.5), "dotted": (1.2, 1.8), "dashdot": (5.0, 2.0, 1.2, 2.0), "barred": ()}
_WEIGHT = 1.1  # of every line, in print
_SHARES = tuple(0.5 + 0.05 * n * sign for n in range(7) for sign in ((1, -1) if n else (1,)))  # of the way, where words may stand
_MOST_NODES, _MOST_EDGES = 16, 30


class Actor(Node):
    """A node; `x` and `y` from 0 (left, top) to 1, set by hand. All nodes are of one size: `size` is refused."""

    name: Prose
    x: float
    y: float
    message: bool = False
    size: Any = None


class Edge(Node):
    """A relation of two actors, or of more that meet `at` a point; `words` stand on the line in place of its type.

    A `weight` is refused: no fact carries one.
    """

    between: list[Prose]
    type: Prose
    words: Prose | None = None
    at: list[float] | None = None
    facts: list[str] = []
    weight: Any = None


class Spec(inputs.Spec):
    """`lines` says which line a type has; types that it does not name take the remaining ones in order."""

    quantitative: ClassVar[bool] = False
    nodes: list[Actor]
    edges: list[Edge]
    lines: dict[str, Line] = {}


@dataclass(frozen=True)
class Relation:
    """`ends`: indices of nodes; `at`: where more than two of them meet."""

    ends: tuple[int, ...]
    words: str
    line: Line
    at: tuple[float, float] | None


@dataclass(frozen=True)
class Plan:
    """Nodes as (name, x, y, message)."""

    alt: str
    nodes: tuple[tuple[str, float, float, bool], ...]
    relations: tuple[Relation, ...]
    numbers: tuple[float, ...] = ()


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    """Raises Refused for weights and sizes (H4), an edge without a fact (A1), unknown or repeated ends, and too many."""
    checks.no_table(rows, "network", "nodes")
    checks.need(spec.nodes, 2, "nodes", 'write each actor under "nodes"', spec.place)
    checks.need(spec.edges, 1, "edges", 'write each relation under "edges"', spec.place)
    checks.one_message(spec.nodes)
    if len(spec.nodes) > _MOST_NODES or len(spec.edges) > _MOST_EDGES:
        raise Refused("M14", f"{len(spec.nodes)} actors and {len(spec.edges)} relations are too many for one figure",
                      f"keep at most {_MOST_NODES} and {_MOST_EDGES}", spec.place)
    names = _names(spec.nodes)
    lines = _lines(spec)
    relations = tuple(_relation(edge, names, lines) for edge in spec.edges)
    _once(relations, spec)
    nodes = tuple((str(node.name), node.x, node.y, node.message) for node in spec.nodes)
    return Plan(spec.alt or _alt(nodes, relations), nodes, relations)


def _names(nodes: Sequence[Actor]) -> dict[str, int]:
    found: dict[str, int] = {}
    for n, node in enumerate(nodes):
        if node.size is not None:
            raise Refused("H4", f'the node "{node.name}" has a size', "nodes are of one size: any other would stand for a number",
                          node.place)
        if not (0 <= node.x <= 1 and 0 <= node.y <= 1):
            raise Refused("", f'the node "{node.name}" lies at {node.x:g}, {node.y:g}', "x and y run from 0 to 1", node.place)
        if str(node.name) in found:
            raise Refused("", f'the node "{node.name}" is there twice', "keep one of them", node.place)
        found[str(node.name)] = n
    return found


def _lines(spec: Spec) -> dict[str, Line]:
    """The line of each type, in the order of the types. Raises Refused (C4) when there are more types than lines."""
    types = dict.fromkeys(str(edge.type) for edge in spec.edges)
    if unknown := [name for name in spec.lines if name not in types]:
        raise Refused("", f'"lines" names the type "{unknown[0]}", which no edge has', f"types: {', '.join(types)}", spec.place)
    free = [line for line in LINES if line not in spec.lines.values()]
    rest = [name for name in types if name not in spec.lines]
    if len(rest) > len(free):
        raise Refused("C4", f"{len(rest)} types of relation have {len(free)} lines left to be told apart by",
                      'let types that belong together share a line, under "lines"', spec.place)
    return {**spec.lines, **dict(zip(rest, free))}


def _relation(edge: Edge, names: Mapping[str, int], lines: Mapping[str, Line]) -> Relation:
    said = " and ".join(edge.between)
    if edge.weight is not None:
        raise Refused("H4", f"the edge between {said} has a weight", "a weight needs a fact: all lines are equally thick",
                      edge.place)
    if not edge.facts:
        raise Refused("A1", f"the edge between {said} has no fact", 'draw a relation only where a fact states it, under "facts"',
                      edge.place)
    if unknown := [name for name in edge.between if str(name) not in names]:
        raise Refused("", f'the edge names "{unknown[0]}", which is no node', f"nodes: {', '.join(names)}", edge.place)
    if len(edge.between) < 2 or len(set(edge.between)) < len(edge.between):
        raise Refused("", f'an edge runs between different actors, not "{said}"', "name two or more, each once", edge.place)
    if edge.at is not None and not (len(edge.at) == 2 and all(0 <= v <= 1 for v in edge.at)):
        raise Refused("", f"the edges between {said} meet outside the figure", '"at" is [x, y], both from 0 to 1', edge.place)
    at = (edge.at[0], edge.at[1]) if edge.at and len(edge.between) > 2 else None
    return Relation(tuple(names[str(name)] for name in edge.between), str(edge.words or edge.type), lines[str(edge.type)], at)


def _once(relations: Sequence[Relation], spec: Spec) -> None:
    seen: set[frozenset[int]] = set()
    for relation, edge in zip(relations, spec.edges):
        if frozenset(relation.ends) in seen:
            raise Refused("L4", f"two edges join {' and '.join(edge.between)}", 'make them one: say both in "words"', edge.place)
        seen.add(frozenset(relation.ends))


def _alt(nodes: Sequence[tuple[str, float, float, bool]], relations: Sequence[Relation]) -> str:
    said = [f"{_listed([nodes[end][0] for end in r.ends])}: {r.words}" for r in relations]
    counts = f"{checks.counted(len(nodes), 'actor', 'actors')} and {checks.counted(len(relations), 'relation', 'relations')}"
    return f"Network of {counts}, all lines equally thick. {'; '.join(said)}."


def _said(plan: Plan, relation: Relation) -> str:
    return f'"{relation.words}" between {_listed([plan.nodes[end][0] for end in relation.ends])}'


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


# ---------------------------------------------------------------------------------------------------- geometry
@dataclass(frozen=True)
class _Layout:
    """Boxes of the nodes with their words, spokes of all relations, and where the words of each relation stand."""

    boxes: tuple[Box, ...]
    names: tuple[tuple[str, ...], ...]
    labels: tuple[Label, ...]
    size: float
    small: float


def height(plan: Plan, width: float, style: Style) -> float:
    """Natural height in points: the smallest of a few in which all words find a place."""
    k = style.stroke
    for tall in (0.45 * width, 0.55 * width, 0.7 * width, 0.9 * width, 1.2 * width):
        if tall >= 120 * k and _try(plan, width, tall, style):
            return tall
    _layout(plan, width, 1.2 * width, style)
    return 1.2 * width


def _layout(plan: Plan, width: float, tall: float, style: Style) -> _Layout:
    """Raises Refused (L4) when nodes overlap, a line runs through a node, or the words of a line find no place."""
    made = _try(plan, width, tall, style)
    if made:
        return made
    boxes, _ = _boxes(plan, width, tall, style, style.sizes["axis"], 2)
    spokes = _all_spokes(plan, boxes, width, tall)
    for a, one in enumerate(boxes):
        for b in range(a):
            if one.meets(boxes[b], 2 * style.stroke):
                raise Refused("L4", f'the nodes "{plan.nodes[b][0]}" and "{plan.nodes[a][0]}" overlap at {width:.0f} pt',
                              "set them further apart, or set the figure full width")
    for relation, lines in zip(plan.relations, spokes):
        for n, box in enumerate(boxes):
            if n not in relation.ends and any(box.crossed(line, 0) for line in lines):
                raise Refused("L4", f'the line "{relation.words}" runs through "{plan.nodes[n][0]}"', "move one of the nodes")
    choices = [_choices(r, lines, style.sizes["small"], style) for r, lines in zip(plan.relations, spokes)]
    left = ties.free(boxes, spokes, choices, _gap(style))
    stuck = [_said(plan, r) for r, options in zip(plan.relations, left) if not options] or ["all lines at once"]
    raise Refused("L4", f"the words of {'; of '.join(stuck)} find no place in {width:.0f} by {tall:.0f} pt",
                  "move the nodes apart, shorten the words, or set the figure full width")


def _try(plan: Plan, width: float, tall: float, style: Style) -> _Layout | None:
    """In the size of labels or in smaller ones, names in two lines or in one; None when there is no way."""
    sizes = ((style.sizes["label"], style.sizes["axis"]), (style.sizes["axis"], style.sizes["small"]))
    for (size, small), count in product(sizes, (2, 1)):
        boxes, names = _boxes(plan, width, tall, style, size, count)
        spokes = _all_spokes(plan, boxes, width, tall)
        choices = [_choices(relation, lines, small, style) for relation, lines in zip(plan.relations, spokes)]
        labels = ties.place(boxes, [r.ends for r in plan.relations], spokes, choices, _gap(style))
        if labels:
            return _Layout(boxes, names, labels, size, small)
    return None


def _gap(style: Style) -> float:
    """What lies at least between words, nodes and foreign lines."""
    return 2.5 * style.stroke


def _boxes(plan: Plan, width: float, tall: float, style: Style, size: float,
           count: int) -> tuple[tuple[Box, ...], tuple[tuple[str, ...], ...]]:
    """One size for all nodes: that of the longest name, broken into at most `count` lines."""
    k = style.stroke
    names = tuple(balanced(name, count if len(name) > 12 else 1, size, True, style) for name, *_ in plan.nodes)
    wide = max(widest(lines, size, True, style) for lines in names) + 10 * k
    high = max(len(lines) for lines in names) * leading(style, size) + 6 * k
    return tuple(Box.around(wide / 2 + x * (width - wide), high / 2 + y * (tall - high), wide, high)
                 for _, x, y, _ in plan.nodes), names


def _all_spokes(plan: Plan, boxes: Sequence[Box], width: float, tall: float) -> list[list[Spoke]]:
    """The straight lines of each relation: one from node to node, or one from each node to where they meet."""
    found = []
    for relation in plan.relations:
        ends = [boxes[end] for end in relation.ends]
        if len(ends) == 2:
            found.append([ties.between(ends[0], ends[1])])
            continue
        x, y = (relation.at[0] * width, relation.at[1] * tall) if relation.at else (
            sum(e.x for e in ends) / len(ends), sum(e.y for e in ends) / len(ends))
        found.append([ties.between(end, Box(x, y, x, y)) for end in ends])
    return found


def _choices(relation: Relation, spokes: Sequence[Spoke], size: float, style: Style) -> list[Label]:
    """Where the words may stand: on the middle of the line, then off it; where several lines meet, there alone."""
    k = style.stroke
    settings = list(dict.fromkeys(balanced(relation.words, count, size, False, style) for count in (1, 2, 3)))
    found = []
    for n, lines in enumerate(settings):
        wide, high = widest(lines, size, False, style) + 4 * k, len(lines) * leading(style, size)
        for share in _SHARES if len(spokes) == 1 else (1.0,):
            x, y = spokes[0].at(share)
            box = Box.around(x, y, wide, high)
            left = [spoke.outside(box) for spoke in spokes]
            if all(sum(pieces) >= 14 * k and min(pieces) >= (6 * k if len(spokes) == 1 else 0) for pieces in left):
                found.append(Label(box, lines, 4 * abs(share - 0.5) * (len(spokes) == 1) + 0.6 * n))
    return sorted(found, key=lambda label: label.cost)


# ---------------------------------------------------------------------------------------------------- marks
def sketch(plan: Plan, width: float, height_: float, style: Style) -> Sketch:
    """The marks; the positions fill the height that is given."""
    made, drawn = _layout(plan, width, height_, style), Sketch(width, height_, style)
    spokes = _all_spokes(plan, made.boxes, width, height_)
    for relation, lines, label in zip(plan.relations, spokes, made.labels):
        for spoke in lines:
            for piece in spoke.pieces(label.box):
                _line(drawn, piece, relation.line)
        drawn.lines(label.box.x, label.box.y - len(label.lines) * leading(style, made.small) / 2, label.lines, made.small, "g700",
                    anchor="middle")
    for box, lines_, (_, _, _, message) in zip(made.boxes, made.names, plan.nodes):
        _node(drawn, box, lines_, made.size, message)
    return drawn


def _node(drawn: Sketch, box: Box, lines: Sequence[str], size: float, message: bool) -> None:
    k = drawn.style.stroke
    drawn.box(box.left, box.top, box.wide, box.high, "peach" if message else "tint")
    drawn.box(box.left, box.top, box.wide, (2.5 if message else 0.75) * k, "orange" if message else "navy")
    drawn.lines(box.x, box.y + 0.5 * k - len(lines) * leading(drawn.style, size) / 2, lines, size, "navy", True, "middle")


def _line(drawn: Sketch, piece: Spoke, line: Line) -> None:
    """One piece of a line; cross bars at even distances make it a barred one."""
    k = drawn.style.stroke
    commands = list(segment(piece.x1, piece.y1, piece.x2, piece.y2))
    if line == "barred":
        for x, y in piece.marks(8 * k):
            dx, dy = piece.normal
            commands += segment(x - 2.6 * k * dx, y - 2.6 * k * dy, x + 2.6 * k * dx, y + 2.6 * k * dy)
    drawn.path(commands, None, Stroke("navy", _WEIGHT, _DASHES[line]))


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    """The sketch, drawn with matplotlib."""
    from charts import marks

    marks.put(axes, sketch, plan, style)
