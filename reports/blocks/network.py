"""Who deals with whom: the network chart, written where it stands. A line only where a fact says so."""
from __future__ import annotations

from charts.kinds.network import Actor, Edge, Line
from reports.blocks._figured import Figured, drawn, named
from reports.blocks.chart import Chart, place, slides
from reports.compose import Composer

EXAMPLE = """\
network:
  id: dealings
  headline: The company and the town deal with the board alone
  subtitle: Relations that the sources name; places and line lengths mean nothing
  nodes:
    - {name: Company, x: 0, y: 0}
    - {name: Board, x: 0.5, y: 1, message: true}
    - {name: Town, x: 1, y: 0}
  edges:
    - {between: [Board, Company], type: leases the quay, facts: [X-1]}
    - {between: [Board, Town], type: votes the money, facts: [X-2]}
  lines: {leases the quay: solid, votes the money: dashed}
"""


class Model(Figured):
    """The fields of the network chart kind."""

    nodes: list[Actor]
    edges: list[Edge]
    lines: dict[str, Line] = {}


def figure(model: Model) -> str:
    """The id under which this block's figure is numbered."""
    return named(model, "network")


def compose(model: Model, composer: Composer) -> Chart:
    return drawn(model, composer, "network", figure(model))


__all__ = ["EXAMPLE", "Model", "compose", "figure", "place", "slides"]
