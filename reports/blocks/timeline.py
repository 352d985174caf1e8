"""Dated events on a true scale: the timeline chart, written where it stands."""
from __future__ import annotations

from typing import Any

from charts.inputs import Prose
from reports.blocks import Block
from reports.blocks.chart import Chart, place, slides
from reports.compose import Composer

EXAMPLE = """\
timeline:
  id: steps
  headline: The contract comes before the dredging
  subtitle: Steps to the opening
  events:
    - {at: 2021-03-18, label: 18 March, text: contract signed}
    - {at: 2021-05, label: May, text: dredging, mark: hatched}
    - {at: 2021-09-01, label: 1 September, text: opening}
"""


class Model(Block):
    """The fields of the timeline chart kind; `id` names the figure for references."""

    headline: Prose
    subtitle: Prose | None = None
    note: Prose | None = None
    events: list[Any]
    start: str | None = None
    end: str | None = None


def figure(model: Model) -> str:
    """The id under which this block's figure is numbered."""
    return model.id or f"timeline at {model.place}"


def compose(model: Model, composer: Composer) -> Chart:
    import charts

    fields = {"kind": "timeline", "headline": model.headline, "subtitle": model.subtitle, "note": model.note,
              "events": model.events}
    if model.start:
        fields["from"] = model.start
    if model.end:
        fields["to"] = model.end
    spec = charts.kind("timeline").Spec.model_validate(fields)
    spec._place = model.place
    return Chart(composer.exhibit(figure(model), spec), "full")


__all__ = ["EXAMPLE", "Model", "compose", "figure", "place", "slides"]
