"""What the visit should reach, one to four objectives: the first thing in a visit pack."""
from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from charts.inputs import Node, Prose
from reports.blocks._headed import Headed
from reports.blocks._limits import within
from reports.blocks._listing import Entry, Listing, place, slides
from reports.compose import Composer
from reports.document import Run, plain, tidied

EXAMPLE = """\
objectives:
  headline: The visit should end with a signed contract
  items:
    - {objective: A date for the dredging contract, measure: both sides name the same day}
    - {objective: One price for the steel, measure: both sides write it down}
"""
LABEL = "Objectives"
LIMIT = 4


class Objective(Node):
    """`measure`: how one will know that it was reached."""

    objective: Prose
    measure: Prose | None = None
    facts: list[str] = []


def _bare(value: object) -> object:
    return {"objective": value} if isinstance(value, str) else value


class Model(Headed):
    """The most important first."""

    MAIN: ClassVar[str] = "items"
    items: Annotated[list[Annotated[Objective, BeforeValidator(_bare, json_schema_input_type=Objective | str)]],
                     Field(min_length=1)]


def compose(model: Model, composer: Composer) -> Listing:
    within(composer, model.place, "the list", len(model.items), LIMIT, unit="objectives", rule="P15")
    return Listing(composer.unmarked(model.headline), tuple(_entry(item, composer) for item in model.items))


def _entry(item: Objective, composer: Composer) -> Entry:
    objective = composer.cited(composer.rich(item.objective), item.facts, item.place)
    if item.measure is None:
        return Entry(objective)
    stop = () if plain(objective).endswith((".", "!", "?")) else (Run("."),)
    return Entry(tidied([*objective, *stop]), (Run("Reached when "), *composer.rich(item.measure)))


__all__ = ["EXAMPLE", "LABEL", "Model", "compose", "place", "slides"]
