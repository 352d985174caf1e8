"""What to say at one meeting, four points and never more than six, and what to avoid; a page of its own, in large type."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from charts.inputs import Node, Prose
from reports.blocks import Block
from reports.blocks._box import box, paragraphs
from reports.blocks._headed import label_of
from reports.blocks._limits import within
from reports.blocks._listing import Entry, strips
from reports.compose import Composer
from reports.document import Content, Rich, Run, plain
from reports.layout.flow import Piece, Strip
from reports.layout.listing import listed
from reports.layout.room import Room, kicker
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = """\
talking_points:
  meeting: the mayor of Southport
  points:
    - {say: The board wants the contract signed before spring.}
    - {say: The steel price, verb: discuss}
  avoid: [Any date for the opening]
"""
LABEL = "Talking points"
LIMIT, MOST = 4, 6


class Point(Node):
    """`verb`: what to do with it, where that is not simply to say it."""

    say: Prose
    verb: Literal["bring up", "discuss", "ask", "respond"] | None = None
    facts: list[str] = []


def _bare(value: object) -> object:
    return {"say": value} if isinstance(value, str) else value


class Model(Block):
    """`meeting`: with whom; one block a meeting."""

    meeting: Prose
    points: Annotated[list[Annotated[Point, BeforeValidator(_bare, json_schema_input_type=Point | str)]], Field(min_length=1)]
    avoid: list[Prose] = []
    slide: bool | Literal["only"] = False


@dataclass(frozen=True)
class Points:
    meeting: str
    points: tuple[Entry, ...]
    avoid: tuple[Rich, ...]


def compose(model: Model, composer: Composer) -> Points:
    meeting = composer.words(model.meeting)
    level = "error" if len(model.points) > MOST else "warning"
    within(composer, model.place, f"the meeting with {meeting}", len(model.points), MOST if level == "error" else LIMIT,
           unit="points", rule="P15", level=level)
    return Points(meeting, tuple(_point(p, composer) for p in model.points), tuple(composer.rich(a) for a in model.avoid))


def _point(point: Point, composer: Composer) -> Entry:
    say = composer.cited(composer.rich(point.say), point.facts, point.place)
    return Entry((Run(f"{point.verb.capitalize()}:"),), say) if point.verb else Entry(say, strong=False)


def place(content: Content, room: Room) -> list[Piece]:
    """One page a meeting, so that it can be taken out and carried in."""
    points: Points = content.body
    room = room.inside(room.width, room.tag.add("Sect"))
    words = f"Meeting with {points.meeting}"
    title = room.setter.text(0, 0, room.width, words, "h1", room.tag.add("H2", title=words))
    label = kicker(room, label_of(content), tag=room.tag.children[0], ruled=False)
    room.tag.children[0].children = []
    pieces: list[Piece] = [Strip(0.0, new_page=True), label, Strip(title.height, (title,), after=16, keep=True)]
    pieces += strips(room, [p.whole for p in points.points], room.width, "point", hang=26.0, gap=12.0, strong="point_lead")
    if points.avoid:
        pieces.append(box(room, "Avoid", "", lambda inner: paragraphs(inner, points.avoid, role="point")))
    return [*pieces, Strip(0.0, new_page=True)]


def slides(content: Content, stage: Stage) -> list[Page]:
    """Only where the writer asks for it: points are for one reader, not for the screen."""
    return listed(content, stage, f"What to say to {content.body.meeting}", [p.whole for p in content.body.points],
                  numbered=True, kicker=label_of(content))


def spoken(content: Content) -> tuple[str, ...]:
    """The points as lines of speaker notes."""
    points: Points = content.body
    said = [f"{number}) {plain(p.whole)}" for number, p in enumerate(points.points, 1)]
    avoid = [f"Avoid: {'; '.join(plain(a) for a in points.avoid)}."] if points.avoid else []
    return (f"{label_of(content)} for {points.meeting}:", *said, *avoid)
