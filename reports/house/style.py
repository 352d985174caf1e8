"""The house style that a report names: a folder of templates/, or an organisation's .pptx or .potx in the report's own folder.

A folder holds a whole theme.yaml, or a short one that extends another style with a template for the deck:

    extends: chancery
    deck: Ministry.potx
    layouts: {cover: Titelfolie, content: Nur Titel}   # only where types and geometry do not tell
    slides: drop                                       # or keep: its own slides stand behind ours
    fonts: {regular: Ministry-Regular.ttf, bold: Ministry-Bold.ttf}   # in fonts/, to measure with
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from reports import cleaning, theme
from reports.house import package
from reports.house.adapted import adapted
from reports.house.matching import matched
from reports.house.reading import read
from reports.page import Face
from reports.problems import Failed, MachineFailed, Place, Problem
from reports.theme import Theme

BASE = "chancery"
SUFFIXES = (".pptx", ".potx")
Slides = Literal["drop", "keep"]


class HouseFile(BaseModel):
    """A short theme.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    extends: str
    deck: str
    slides: Slides = "drop"
    layouts: dict[str, str] = {}
    fonts: dict[Literal["regular", "bold", "italic", "bold italic"], str] = {}


@dataclass(frozen=True)
class Wanted:
    """What a report asks for: a style's name, or a file of its folder with what is to be done with it."""

    name: str
    slides: Slides = "drop"
    layouts: Mapping[str, str] | None = None


def load(templates: Path, wanted: Wanted, folder: Path, place: Place, cache: Path | None = None) -> Theme:
    """The theme, its `deck` being the same on the template where there is one. Raises Failed with the problem at `place`."""
    if wanted.name.lower().endswith(SUFFIXES):
        try:
            file = cleaning.inside(folder, wanted.name)
            base = theme.load(templates / BASE, cache)
            return replace(base, deck=on_template(base, file, wanted.layouts or {}, wanted.slides))
        except cleaning.Unfit as unfit:
            raise Failed([Problem(place, unfit.what, unfit.hint)]) from None
        except MachineFailed as failure:
            hint = f"make_report.py doctor {wanted.name} says what a template needs"
            raise Failed([Problem(place, str(failure), hint)]) from None
    return style(templates, wanted.name, place, cache)


def style_folders(templates: Path, name: str, cache: Path | None = None) -> tuple[str, ...]:
    """The folders of templates/ that a style is made from: its own, and those that it extends; for a file, the base's."""
    from reports.loader import load as loaded

    if name.lower().endswith(SUFFIXES):
        return (BASE,)
    data, _ = loaded(templates / name / "theme.yaml", name, cache)
    base = str(data["extends"]) if data and "extends" in data else ""
    return (name, *(style_folders(templates, base, cache) if base and base != name else ()))


def style(templates: Path, name: str, place: Place, cache: Path | None = None) -> Theme:
    """A folder of templates/."""
    from reports.loader import load as loaded

    folder = templates / name
    if Path(name).name != name or not (folder / "theme.yaml").is_file():
        known = ", ".join(sorted(p.parent.name for p in templates.glob("*/theme.yaml")))
        raise Failed([Problem(place, f'the template "{name}" is not known',
                              f"templates: {known}; or a .pptx or .potx in the report's folder")])
    data, problems = loaded(folder / "theme.yaml", f"{name}/theme.yaml", cache)
    if data is None or problems or "extends" not in data:
        return theme.load(folder, cache)
    file = _short(data, f"{name}/theme.yaml")
    base = style(templates, file.extends, place, cache)
    deck = on_template(base, folder / file.deck, file.layouts, file.slides)
    return replace(base, deck=_measured(deck, file, folder / "fonts"))


def on_template(base: Theme, path: Path, layouts: Mapping[str, str], slides: Slides = "drop") -> Theme:
    """The theme of a deck on a template. Raises MachineFailed when it cannot be used."""
    template = read(package.opened(path), path.name)
    return adapted(base, template, matched(template, layouts, path.name), keep=slides == "keep")


def _short(data: Mapping[str, Any], name: str) -> HouseFile:
    try:
        return HouseFile.model_validate(dict(data))
    except ValidationError as error:
        said = error.errors()[0]
        where = ".".join(map(str, said["loc"]))
        raise Failed([Problem(Place(name), f"{where}: {said['msg'].lower()}", "fields: extends, deck, slides, layouts, fonts")]
                     ) from None


def _measured(deck: Theme, file: HouseFile, fonts: Path) -> Theme:
    """The deck measured with the template's own fonts, where the folder has them."""
    if not file.fonts:
        return deck
    faces = {Face("sans", "bold" if "bold" in key else "regular", "italic" in key): fonts / name
             for key, name in file.fonts.items()}
    absent = [path for path in faces.values() if not path.is_file()]
    if absent:
        raise MachineFailed(f"the font file {absent[0]} is missing; restore the template's fonts folder")
    kept = {face: path for face, path in deck.fonts.items() if face.family != "sans"}
    return replace(deck, fonts={**faces, **kept}, loose=1.0, _faces={})
