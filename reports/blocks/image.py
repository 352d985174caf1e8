"""A photograph or picture with its credit: PNG or JPEG, from the report's own folder, cleaned before it is used."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from charts.inputs import Prose
from reports.blocks import Block
from reports.blocks._picture import Photograph, photograph, picture
from reports.compose import Composer
from reports.document import Content, Rich, plain
from reports.layout.flow import Piece, Strip
from reports.layout.room import Room, bar, rule, stacked
from reports.layout.stage import Stage
from reports.page import Item, Page, moved

EXAMPLE = """\
image:
  file: harbour.png
  alt: A long quay with one crane, and the sea behind it
  headline: The east basin has a quay and a single crane
  credit: The harbour board
  licence: CC BY 4.0
"""
PPI = 300  # of a printed picture at its size: P16
TALLEST = 400.0  # points, in print


class Model(Block):
    """`alt` says what can be seen; `headline` what it shows."""

    file: Prose
    alt: Prose
    headline: Prose
    credit: Prose
    licence: str = ""
    size: Literal["full", "half"] = "full"


@dataclass(frozen=True)
class Image:
    number: int
    headline: Rich
    photo: Photograph | None
    size: str


def figure(model: Model) -> str:
    """The id under which this block's figure is numbered."""
    return model.id or str(model.file)


def compose(model: Model, composer: Composer) -> Image:
    alt = composer.words(model.alt, traced=False)
    photo = photograph(model.file, composer, alt=alt, credit=model.credit, licence=model.licence)
    if photo:
        _sharp(model, photo, composer)
    return Image(composer.figure_number(figure(model)), composer.unmarked(model.headline), photo, model.size)


def _sharp(model: Model, photo: Photograph, composer: Composer) -> None:
    """The pixels that paper needs; a picture of the full text width is 6.7 inches wide."""
    inches = 6.68 if model.size == "full" else 3.23
    if photo.clean.width < PPI * inches:
        composer.problem(model.file.place, f'picture "{model.file}" is {photo.clean.width} pixels wide',
                         f"{PPI * inches:.0f} or more print sharply at this size", level="warning", rule="P16")


def place(content: Content, room: Room) -> list[Piece]:
    """Set as a figure: rule, number, headline, the picture, its credit. It never splits."""
    image: Image = content.body
    if image.photo is None:
        return []
    width = room.setter.theme.page.span(3) if image.size == "half" and room.width > 300 else room.width
    tag, text = room.tag.add("Div", anchor=f"fig-{content.id}" if content.id else ""), room.setter.text
    head, y = stacked([text(0, 0, width, f"Figure {image.number}", "figure_no", tag.add("P")),
                       text(0, 0, width, image.headline, "figure_head", tag.add("P"))], 1.0, 8.0)
    shot = moved(picture(image.photo, width, TALLEST, tag), 0.0, y + 8.0)
    foot = text(0, shot.y + shot.height + 5.0, width, image.photo.credit_line, "source", tag.add("P"))
    items: list[Item] = [rule(0, 0, width, 0.75, "navy"), bar(0, 0, 26, 3, "navy"), *head, shot, foot]
    return [Strip(foot.y + foot.height, tuple(items), before=20, after=18, floats=True)]


def slides(content: Content, stage: Stage) -> list[Page]:
    """The picture as large as the slide holds it, its credit under it."""
    image: Image = content.body
    if image.photo is None:
        return []
    sheet = stage.sheet(image.headline)
    shot = moved(picture(image.photo, sheet.width, sheet.height - 24.0), sheet.x, sheet.y)
    credit = stage.label(image.photo.credit_line, "source", sheet.x, shot.y + shot.height + 6.0, sheet.width,
                         name="Source of the picture")
    return [stage.slide(content, image.headline, [shot, credit], say=(f"{plain(image.headline)}.", image.photo.alt))]
