"""The visit step by step: when, where, who leads, and whether the press is there."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from charts.inputs import Node, Prose
from reports.blocks._headed import heading, headline_of
from reports.blocks._table import Column, Tabled, TableModel, strips, table_slides, tabled
from reports.compose import Composer
from reports.document import Content, Rich, plain
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room
from reports.layout.stage import Stage
from reports.page import Page
from reports.validation import told

EXAMPLE = """\
scenario:
  headline: The signing comes after the walk along the quay
  steps:
    - {day: Monday, time: "09:30", minutes: 30, what: Walk along the quay, place: East basin, lead: The board, press: open}
    - {day: Monday, time: "10:15", minutes: 45, what: Talks on the steel price, place: Customs house, press: closed}
"""
LABEL = "Scenario"
COLUMNS = (Column("Time", 0.5), Column("Min.", 0.4, "decimal"), Column("Step", 1.8), Column("Place", 1.1), Column("Who", 1.2),
           Column("Lead", 0.9), Column("Press", 0.6))
SHOWN = ("Time", "Step", "Place", "Press")  # on a slide


def _time(text: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
        raise told(f'time "{text}" is not allowed', 'write hours and minutes in quotes: "09:30"')
    return text


class Step(Node):
    """`time` in the place's own time; `minutes` it takes."""

    time: Annotated[str, AfterValidator(_time)]
    what: Prose
    day: Prose | None = None
    place_: Annotated[Prose | None, Field(alias="place")] = None
    who: Prose | None = None
    lead: Prose | None = None
    press: Literal["open", "closed"] | None = None
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    facts: list[str] = []

    @property
    def start(self) -> int:
        return int(self.time[:2]) * 60 + int(self.time[3:])


class Model(TableModel):
    """Steps in order; a step without a day is on that of the step before."""

    MAIN: ClassVar[str] = "steps"
    steps: Annotated[list[Step], Field(min_length=1)]


@dataclass(frozen=True)
class Scenario:
    headline: Rich
    days: tuple[tuple[Rich, Tabled], ...]


def compose(model: Model, composer: Composer) -> Scenario:
    days = _days(model.steps)
    for steps in days:
        _in_order(steps, composer)
    made = [(composer.rich(steps[0].day) if steps[0].day else (), _table(steps, model, composer)) for steps in days]
    made[:-1] = [(day, replace(table, note=())) for day, table in made[:-1]]
    return Scenario(composer.unmarked(model.headline), tuple(made))


def _days(steps: Sequence[Step]) -> list[list[Step]]:
    """The steps of each day, in their order."""
    days: list[list[Step]] = []
    for step in steps:
        if days and (step.day is None or step.day == days[-1][0].day):
            days[-1].append(step)
        else:
            days.append([step])
    return days


def _in_order(steps: Sequence[Step], composer: Composer) -> None:
    """A step starts when the one before it has ended."""
    for before, step in pairwise(steps):
        over = before.start + (before.minutes or 0) - step.start
        if over > 0:
            composer.problem(step.place, f'the step at {step.time} begins {over} minutes before "{before.what}" ends',
                             "change its time, or the minutes of the step before", level="warning")


def _table(steps: Sequence[Step], model: Model, composer: Composer) -> Tabled:
    return tabled(model, composer, COLUMNS, [_row(step, composer) for step in steps])


def _row(step: Step, composer: Composer) -> tuple[Rich | str, ...]:
    what = composer.cited(composer.rich(step.what), step.facts, step.place)
    where = tuple(composer.rich(text) if text else () for text in (step.place_, step.who, step.lead))
    return (step.time, str(step.minutes or ""), what, *where, (step.press or "").capitalize())


def place(content: Content, room: Room) -> list[Piece]:
    """One table a day under the day's name."""
    room = room.inside(room.width, room.tag.add("Sect"))
    pieces = heading(room, content)
    for day, table in content.body.days:
        if day:
            box = room.setter.text(0, 0, room.width, day, "figure_head", room.tag.add("P"))
            pieces.append(Strip(box.height, (box,), before=4, after=6, keep=True))
        pieces += strips(table, room)
    return pieces


def slides(content: Content, stage: Stage) -> list[Page]:
    """One slide a day: time, step, place and press; who and how long is on paper."""
    pages: list[Page] = []
    for day, table in content.body.days:
        headline = headline_of(content)
        words = headline if isinstance(headline, str) else plain(headline)
        several = len(content.body.days) > 1 and day
        pages += table_slides(content, stage, _short(table), f"{words}: {plain(day)}" if several else headline)
    return pages


def _short(table: Tabled) -> Tabled:
    kept = [i for i, column in enumerate(table.columns) if column.label in SHOWN]
    return replace(table, columns=tuple(table.columns[i] for i in kept),
                   rows=tuple(tuple(row[i] for i in kept) for row in table.rows))
