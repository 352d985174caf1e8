"""The foot and the markings of slides that a person copied: they say what those of the other slides say, and count with them."""
from __future__ import annotations

from collections.abc import Collection, Iterator
from copy import deepcopy
from typing import Any

from reports.adopting.seen import FURNITURE
from reports.render.names import A, P


def renewed(deck: Any, added: Collection[str]) -> None:
    """On each added slide (by name), what it has of the furniture as a slide of its layout has it, or of any; else it goes."""
    slides = list(deck.slides)
    ours = [slide for slide in slides if slide.element.cSld.get("name", "") not in added]
    for number, slide in enumerate(slides, 1):
        if slide.element.cSld.get("name", "") in added:
            alike = sorted(ours, key=lambda one: one.slide_layout.name != slide.slide_layout.name)
            for element in list(_furniture(slide)):
                model = next((e for one in alike for e in _furniture(one) if _name(e) == _name(element)), None)
                _replaced(element, model, number)


def _furniture(slide: Any) -> Iterator[Any]:
    yield from (e for e in slide.element.cSld.spTree.iterchildren(f"{P}sp") if _name(e).startswith(FURNITURE))


def _name(element: Any) -> str:
    return str(element.find(f"{P}nvSpPr/{P}cNvPr").get("name", ""))


def _replaced(element: Any, model: Any, number: int) -> None:
    """By a copy of the model with the id of its own; a shape of an added slide has no id of ours."""
    if model is not None:
        copy = deepcopy(model)
        head = copy.find(f"{P}nvSpPr/{P}cNvPr")
        head.set("id", element.find(f"{P}nvSpPr/{P}cNvPr").get("id"))
        for mark in head.findall(f"{A}extLst"):
            head.remove(mark)
        for field in copy.iter(f"{A}fld"):
            field.find(f"{A}t").text = str(number)
        element.addprevious(copy)
    element.getparent().remove(element)
