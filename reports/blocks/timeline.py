"""Dated events on a true scale: the timeline chart, written where it stands."""
from __future__ import annotations

from charts.inputs import Prose
from charts.kinds.timeline import Arrow, Event, Spec
from reports.blocks import Block
from reports.blocks.chart import Chart, place, slides
from reports.compose import Composer

EXAMPLE = """\
timeline:
  id: steps
  headline: The contract comes before the dredging
  subtitle: Steps to the opening
  events:
    - {at: 2021-03-18, label: "{=18} March", text: contract signed}
    - {at: 2021-05, label: May, text: dredging, mark: hatched}
    - {at: 2021-09-01, label: "{=1} September", text: opening}
"""


class Model(Block):
    """The fields of the timeline chart kind; `id` names the figure for references."""

    headline: Prose
    subtitle: Prose | None = None
    note: Prose | None = None
    events: list[Event]
    arrows: list[Arrow] = []
    start: str | int | None = None
    end: str | int | None = None


def figure(model: Model) -> str:
    """The id under which this block's figure is numbered."""
    return model.id or f"timeline-{model.place.line}" if model.place else "timeline"


def compose(model: Model, composer: Composer) -> Chart:
    spec = Spec.model_construct(kind="timeline", headline=model.headline, subtitle=model.subtitle, note=model.note,
                                events=model.events, arrows=model.arrows, from_=_written(model.start), to=_written(model.end))
    spec._place = model.place
    return Chart(composer.exhibit(figure(model), spec), "full")


def _written(year: str | int | None) -> str | None:
    return None if year is None else str(year)


__all__ = ["EXAMPLE", "Model", "compose", "figure", "place", "slides"]
