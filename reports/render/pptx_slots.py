"""The placeholders of a layout: which there are, where they stand, and what they already say about their text."""
from __future__ import annotations

from typing import Any

from reports.house.model import Holder, Layout
from reports.render.pptx_ink import ColourKey, Ink
from reports.render.pptx_sheet import Box, Slot, box
from reports.render.pptx_text import Inherited

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_KINDS = {"title": "title", "ctrTitle": "title", "subTitle": "subtitle", "ftr": "footer", "sldNum": "number"}
_ANCHORS = {"t": "top", "ctr": "middle", "b": "bottom"}


def slots(layout: Any) -> dict[str, Slot]:
    """Our names of placeholders -> the layout's. A text placeholder is the subtitle if it is called so, else the body."""
    found: dict[str, Slot] = {}
    for shape in layout.element.cSld.spTree.iterchildren(f"{_P}sp"):
        mark = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        if mark is None:
            continue
        kind = mark.get("type", "obj")
        named = "subtitle" if "subtitle" in shape.find(f"{_P}nvSpPr/{_P}cNvPr").get("name", "").lower() else "body"
        found.setdefault(_KINDS.get(kind, named), _slot(shape, kind, int(mark.get("idx", 0))))
    return found


def _slot(shape: Any, kind: str, index: int) -> Slot:
    body = shape.find(f"{_P}txBody")
    anchor = body.find(f"{_A}bodyPr").get("anchor", "t")
    return Slot(kind, index, _box(shape), _inherited(body, kind == "title"), _ANCHORS[anchor])


def _box(shape: Any) -> Box:
    """Where the layout places it; nowhere if the layout leaves that to the master."""
    place = shape.find(f"{_P}spPr/{_A}xfrm")
    if place is None:
        return 0, 0, 0, 0
    at, size = place.find(f"{_A}off"), place.find(f"{_A}ext")
    return int(at.get("x")), int(at.get("y")), int(size.get("cx")), int(size.get("cy"))


def _inherited(body: Any, heading: bool) -> Inherited:
    """The first level of the placeholder's list style; what it does not say is written on every run."""
    level = body.find(f"{_A}lstStyle/{_A}lvl1pPr")
    run = level.find(f"{_A}defRPr") if level is not None else None
    if level is None or run is None:
        return Inherited(heading=heading, plain=False)
    leading = level.find(f"{_A}lnSpc/{_A}spcPts")
    return Inherited(
        size=int(run.get("sz")) / 100 if run.get("sz") else None, bold=run.get("b") == "1", italic=run.get("i") == "1",
        colour=_colour(run.find(f"{_A}solidFill/{_A}schemeClr")),
        leading=int(leading.get("val")) / 100 if leading is not None else None, align=level.get("algn"), heading=heading,
        plain=level.find(f"{_A}buNone") is not None)


def _colour(reference: Any) -> ColourKey | None:
    if reference is None:
        return None
    return reference.get("val"), tuple((step.tag.removeprefix(_A), int(step.get("val"))) for step in reference)


def background(layout: Any, ink: Ink) -> str | None:
    """The role of the layout's own background, where it has one that is a role."""
    reference = layout.element.cSld.find(f"{_P}bg/{_P}bgPr/{_A}solidFill/{_A}schemeClr")
    key = _colour(reference)
    return next((role for role, known in ink.keys.items() if known == key), None)


# ---------------------------------------------------------------- a template of another house
_OURS = {"title": ("title", "ctrTitle"), "subtitle": ("subTitle",), "footer": ("ftr",), "number": ("sldNum",)}


def slots_of(layout: Layout, *, own: bool) -> dict[str, Slot]:
    """The same for a layout that was read and resolved; `own`: its placeholders keep its colours and its alignment."""
    found = {name: held for name, kinds in _OURS.items() if (held := layout.holder(*kinds))}
    if layout.body:
        found["body"] = layout.body
    made = {name: _slot_of(held, name, own and name != "body") for name, held in found.items()}
    made.setdefault("title", Slot("title", 0, (0, 0, 0, 0), Inherited(heading=True, plain=False, sure=False)))
    return made


def _slot_of(held: Holder, name: str, own: bool) -> Slot:
    look = Inherited(heading=name == "title", plain=False, sure=False, own=own)
    return Slot(held.kind, held.index, box(*held.inner), look, _ANCHORS.get(held.anchor, "top"))
