"""What could go wrong: how likely, how bad, and the signal that would show it first."""
from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from charts.inputs import Node, Prose
from reports.blocks._table import Column, Tabled, TableModel, place, slides, tabled
from reports.blocks.key_judgements import Likelihood
from reports.compose import Composer

EXAMPLE = """\
risks:
  headline: The steel price is the risk to watch
  items:
    - {risk: Steel rises again, likelihood: likely, impact: high, signal: A new offer by the company}
    - {risk: A council withdraws, likelihood: very unlikely, impact: high, signal: A vote on the agenda}
"""
LABEL = "Risks"
COLUMNS = (Column("Risk", 1.5), Column("Likelihood", 0.8), Column("Impact", 0.6), Column("First signal", 1.5))


class Risk(Node):
    """`likelihood` is a term of ICD 203; without one the column says "not assessed"."""

    risk: Prose
    likelihood: Likelihood | None = None
    impact: Literal["low", "medium", "high"]
    signal: Prose | None = None
    facts: list[str] = []


class Model(TableModel):
    """The gravest first."""

    MAIN: ClassVar[str] = "items"
    items: Annotated[list[Risk], Field(min_length=1)]


def compose(model: Model, composer: Composer) -> Tabled:
    rows = [(composer.cited(composer.rich(r.risk), r.facts, r.place), (r.likelihood or "not assessed").capitalize(),
             r.impact.capitalize(), composer.rich(r.signal) if r.signal else ()) for r in model.items]
    return tabled(model, composer, COLUMNS, rows)


__all__ = ["EXAMPLE", "LABEL", "Model", "compose", "place", "slides"]
