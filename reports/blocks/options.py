"""Ways to act side by side: what speaks for each, what against, what it costs, what could go wrong."""
from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from charts.inputs import Node, Prose
from reports.blocks._table import Column, Tabled, TableModel, place, slides, tabled
from reports.compose import Composer

EXAMPLE = """\
options:
  headline: Waiting is cheap now and dear in autumn
  options:
    - {name: Sign before spring, for: The harbour opens in spring., against: The steel price is open., cost: none yet}
    - {name: Wait for a price, for: The sum is known., against: A season is lost., risk: The company may leave.}
"""
LABEL = "Options"
COLUMNS = (Column("Option", 0.9), Column("For", 1.3), Column("Against", 1.3), Column("Cost", 0.9), Column("Risk", 1.1))


class Option(Node):
    """`recommended` marks the one that the brief argues for."""

    name: Prose
    for_: Annotated[Prose, Field(alias="for")]
    against: Prose
    cost: Prose | None = None
    risk: Prose | None = None
    recommended: bool = False
    facts: list[str] = []


class Model(TableModel):
    """Two or more; the columns for cost and risk print when an option fills them."""

    MAIN: ClassVar[str] = "options"
    options: Annotated[list[Option], Field(min_length=2)]


def compose(model: Model, composer: Composer) -> Tabled:
    rows = [(composer.cited(composer.rich(o.name), o.facts, o.place),
             *(composer.rich(text) if text else () for text in (o.for_, o.against, o.cost, o.risk))) for o in model.options]
    return tabled(model, composer, COLUMNS, rows, messages=[o.recommended for o in model.options])


__all__ = ["EXAMPLE", "LABEL", "Model", "compose", "place", "slides"]
