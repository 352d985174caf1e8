"""Photographs in blocks: a file of the report's folder, cleaned, with its alternative text and credit."""
from __future__ import annotations

from dataclasses import dataclass, field

from charts.inputs import Prose
from reports import cleaning, pictures
from reports.cleaning import Unfit
from reports.compose import Composer
from reports.page import Picture, Tag
from reports.pictures import Clean


@dataclass(frozen=True)
class Photograph:
    """A clean picture and its words."""

    clean: Clean = field(repr=False)
    alt: str
    credit: str
    licence: str = ""

    @property
    def credit_line(self) -> str:
        return ", ".join(filter(None, (f"Photo: {self.credit}" if self.credit else "", self.licence)))


def photograph(name: Prose, composer: Composer, *, alt: str, credit: Prose | None, licence: str = "") -> Photograph | None:
    """The photograph of that file; what is wrong with it is a problem at its name."""
    if not composer.words(credit, traced=False).strip():
        composer.problem(name.place, f'picture "{name}" has no credit', "say who made it: credit: ...")
    try:
        clean = pictures.cleaned(cleaning.inside(composer.outline.folder, name), name)
    except Unfit as unfit:
        composer.problem(name.place, unfit.what, unfit.hint)
        return None
    return Photograph(clean, alt, composer.words(credit, traced=False), licence)


def picture(photo: Photograph, width: float, height: float, parent: Tag | None = None) -> Picture:
    """The photograph as large as a frame of that size holds it, in its own proportions."""
    scale = min(width / photo.clean.width, height / photo.clean.height)
    tag = parent.add("Figure", alt=photo.alt) if parent else Tag("Figure")
    return Picture(0, 0, photo.clean.width * scale, photo.clean.height * scale, photo.clean.data, tag, photo.alt, "Photograph")
