"""A route between two ends as a straight line, not to scale and not a map: the route chart, written where it stands."""
from __future__ import annotations

from charts.inputs import Cell, Prose
from charts.kinds.route import End, Fact
from reports.blocks._figured import Figured, drawn, named
from reports.blocks.chart import Chart, place, slides
from reports.compose import Composer

EXAMPLE = """\
route_schematic:
  id: channel
  headline: The channel runs from the roads to the new quay
  subtitle: Schematic, not to scale and not a map
  ends: [{name: The roads, note: deep water}, {name: New quay}]
  length: X-1
  cells: [{value: dredged, label: once the contract is signed}]
"""


class Model(Figured):
    """The fields of the route chart kind."""

    ends: list[End]
    length: Cell
    length_note: Prose | None = None
    unit: str | None = None
    cells: list[Fact] = []
    planned: bool | None = None


def figure(model: Model) -> str:
    """The id under which this block's figure is numbered."""
    return named(model, "route")


def compose(model: Model, composer: Composer) -> Chart:
    return drawn(model, composer, "route", figure(model))


__all__ = ["EXAMPLE", "Model", "compose", "figure", "place", "slides"]
