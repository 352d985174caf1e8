"""A black bar where a passage is withheld; a release puts it in the place of blocks that are above it."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from reports.blocks import Block
from reports.compose import Composer
from reports.document import Content
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = 'redacted: {above: "TLP:GREEN"}\n'
HEIGHT = 28.0  # always the same: the length of what is withheld is a secret too


class Model(Block):
    """`above`: the label above which it is; the bar says so."""

    MAIN: ClassVar[str] = "above"
    above: str = ""


@dataclass(frozen=True)
class Redacted:
    label: str


def compose(model: Model, composer: Composer) -> Redacted:
    return Redacted(f"Withheld: above {model.above}" if model.above else "Withheld")


def place(content: Content, room: Room) -> list[Piece]:
    box = room.setter.text(0, 0, room.width, content.body.label, "kicker", room.tag.add("P"), align="center", colour="white")
    pad = (HEIGHT - box.height) / 2
    lines = tuple(replace(line, y=line.y + pad) for line in box.lines)
    return [Strip(HEIGHT, (replace(box, height=HEIGHT, lines=lines, fill="black", anchor="middle"),), before=10, after=10)]


def slides(content: Content, stage: Stage) -> list[Page]:
    """None: a slide that shows nothing is no slide."""
    return []


__all__ = ["EXAMPLE", "Model", "compose", "place", "slides"]
