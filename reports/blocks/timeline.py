"""Dated events on a true scale: the timeline chart, written where it stands."""
from __future__ import annotations

from charts.inputs import When
from charts.kinds.timeline import Arrow, Event
from reports.blocks._figured import Figured, drawn, named
from reports.blocks.chart import Chart, place, slides
from reports.compose import Composer

EXAMPLE = """\
timeline:
  id: steps
  headline: The contract comes before the dredging
  subtitle: Steps to the opening
  source_note: Invented for this example.
  events:
    - {at: 2021-03-18, label: "{=18} March", text: contract signed}
    - {at: 2021-05, label: May, text: dredging, mark: hatched}
    - {at: 2021-09-01, label: "{=1} September", text: opening}
"""


class Model(Figured):
    """The fields of the timeline chart kind."""

    events: list[Event]
    arrows: list[Arrow] = []
    start: When | None = None
    end: When | None = None


def figure(model: Model) -> str:
    """The id under which this block's figure is numbered."""
    return named(model, "timeline")


def compose(model: Model, composer: Composer) -> Chart:
    return drawn(model, composer, "timeline", figure(model), from_=model.start, to=model.end)


__all__ = ["EXAMPLE", "Model", "compose", "figure", "place", "slides"]
