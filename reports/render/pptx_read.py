"""A .pptx as SeenDeck: what a person sees and can change, from our own decks and from decks that came back.

Nothing is believed: a package that is damaged, locked, too large or has macros is refused with a sentence (`Unreadable`).
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from reports.adopting.seen import Box, Colour, Kind, SeenDeck, SeenShape, SeenSlide, recorded
from reports.render import pptx_traits
from reports.render.names import A, C, P, R
from reports.render.pptx_ink import EMU, changed

_SHAPE_ID = "{http://schemas.microsoft.com/office/drawing/2014/main}creationId"
_SLIDE_ID = "{http://schemas.microsoft.com/office/powerpoint/2010/main}creationId"
RECORD = "urn:chancery:deck:1"
_LARGEST = 200_000_000  # bytes of a deck, unpacked
_LOCKED = b"\xd0\xcf\x11\xe0"  # an OLE file: a deck with a password, or one of before 2007
TREE = ("sp", "cxnSp", "pic", "grpSp", "graphicFrame")
_NAMES = {"bg1": "lt1", "bg2": "lt2", "tx1": "dk1", "tx2": "dk2"}
Move = tuple[float, float, float, float]  # x' = x * sx + dx, y' = y * sy + dy: sx, sy, dx, dy
_STILL: Move = (1.0, 1.0, 0.0, 0.0)


class Unreadable(Exception):
    """A file that is no deck that may be read; the message is one sentence, the second argument a hint."""


def opened(data: bytes) -> Any:
    """The deck in a file's bytes, as python-pptx has it. Raises Unreadable."""
    import pptx

    if data.startswith(_LOCKED):
        raise Unreadable("is locked with a password, or of PowerPoint 97", "save it as .pptx, without a password")
    try:
        with ZipFile(BytesIO(data)) as archive:
            _examined(archive)
        return pptx.Presentation(BytesIO(data))
    except (BadZipFile, KeyError, ValueError, OSError, SyntaxError, NotImplementedError, AttributeError) as error:
        raise Unreadable("is not a PowerPoint deck (.pptx)", "save it as .pptx in PowerPoint or LibreOffice") from error


def _examined(archive: ZipFile) -> None:
    """Raises Unreadable for what no part of may come into a report."""
    names = archive.namelist()
    if len(set(names)) != len(names) or any(".." in name or "\\" in name for name in names):
        raise Unreadable("has parts whose names lead elsewhere", "save it anew in PowerPoint")
    if sum(info.file_size for info in archive.infolist()) > _LARGEST:
        raise Unreadable("is too large", "compress its pictures in PowerPoint")
    if any("vbaproject" in name.lower() or "activex" in name.lower() for name in names):
        raise Unreadable("holds macros or controls, which no report carries", "save it as .pptx without macros")
    for name in names:
        if name.endswith((".xml", ".rels")) and re.search(rb"<!(DOCTYPE|ENTITY)", archive.read(name)):
            raise Unreadable("declares entities in its parts", "save it anew in PowerPoint")


def record_in(deck: Any) -> SeenDeck | None:
    """The record that our decks carry; None in a deck that is not ours. Raises Unreadable for a damaged one.

    It is looked for by its name, since LibreOffice hangs it elsewhere in the package than PowerPoint does.
    """
    from lxml import etree

    for part in deck.part.package.iter_parts():
        if str(part.partname).startswith("/customXml/") and RECORD.encode() in part.blob:
            try:
                root = etree.fromstring(part.blob)
                if root.tag == f"{{{RECORD}}}record":
                    return recorded(root.text or "")
            except (ValueError, etree.XMLSyntaxError) as error:
                raise Unreadable("has a damaged record of what it was made from", "build the deck anew") from error
    return None


def seen(deck: Any) -> list[SeenSlide]:
    """The slides of an open deck, shapes without ids and names as they are. The key of ours is in the slide's name."""
    palette = _palette(deck)
    return [_slide(slide, palette) for slide in deck.slides]


def _slide(slide: Any, palette: dict[str, str]) -> SeenSlide:
    root = slide.element
    number = next((int(mark.get("val", 0)) for mark in root.iter(_SLIDE_ID)), 0)
    shapes = tuple(_shape(slide, element, palette) for element in root.cSld.spTree if _tag(element) in TREE)
    title = next((s.text for s in shapes if s.holder in ("title", "ctrTitle")), "")
    return SeenSlide(root.cSld.get("name", ""), number, title, _notes(slide), shapes, root.get("show") == "0",
                     pptx_traits.of_slide(slide))


def _notes(slide: Any) -> str:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return _words(frame._txBody) if frame is not None else ""


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _shape(slide: Any, element: Any, palette: dict[str, str]) -> SeenShape:
    head = element.find(f"*/{P}cNvPr")
    identity = next((mark.get("id", "") for mark in head.iter(_SHAPE_ID)), "")
    holder = element.find(f"*/{P}nvPr/{P}ph")
    kind, part = _kind(slide, element)
    body, role = element.find(f"{P}txBody"), "" if holder is None else holder.get("type", "obj")
    return SeenShape(
        "", head.get("name", ""), kind, identity, role, _box(slide, element),
        "" if body is None or role == "sldNum" else _words(body), _cells(element) if kind == "table" else (),
        tuple(filter(None, (_words(b) for b in element.iter(f"{P}txBody")))) if kind == "group" else (),
        tuple(_colours(part, palette)) if part is not None else (), _numbers(part) if part is not None else "",
        _looks(element) if kind in ("text", "table", "other") else (), pptx_traits.of_shape(slide.part, element, part))


def _kind(slide: Any, element: Any) -> tuple[Kind, Any]:
    """What a shape is, and the root of its chart where it is one."""
    if element.find(f"{A}graphic/{A}graphicData/{A}tbl") is not None:
        return "table", None
    chart = element.find(f"{A}graphic/{A}graphicData/{C}chart")
    if chart is not None and chart.get(f"{R}id") in slide.part.rels:
        return "chart", _root(slide.part.rels[chart.get(f"{R}id")].target_part)
    return "group" if _tag(element) == "grpSp" else "text" if element.find(f"{P}txBody") is not None else "other", None


def _root(part: Any) -> Any:
    from pptx.oxml import parse_xml

    return parse_xml(part.blob)


# ---------------------------------------------------------------- words
def _words(body: Any) -> str:
    """The paragraphs of a text body, divided by line feeds."""
    return "\n".join("".join(_pieces(paragraph)) for paragraph in body.iterchildren(f"{A}p"))


def _pieces(paragraph: Any) -> Iterator[str]:
    for child in paragraph:
        if child.tag == f"{A}br":
            yield "\v"
        elif child.tag in (f"{A}r", f"{A}fld"):
            yield child.findtext(f"{A}t") or ""


def _cells(element: Any) -> tuple[tuple[str, ...], ...]:
    """Row by row, without the cells that another one spans."""
    return tuple(tuple(_words(cell.find(f"{A}txBody")) for cell in row.iterchildren(f"{A}tc") if not cell.get("hMerge"))
                 for row in element.iter(f"{A}tr"))


_LOOK = ("sz", "b", "i", "u", "strike", "baseline")


def _looks(element: Any) -> tuple[str, ...]:
    """Every look there is in a shape, by what is written: sizes, weights, colours and faces of runs, its own fill and line."""
    said = [(*(run.get(name, "") for name in _LOOK), *_painted(run)) for run in element.iter(f"{A}rPr")]
    said += [_painted(part) for part in element.iterchildren(f"{P}spPr")]
    return tuple(sorted({blake2b(repr(look).encode(), digest_size=4).hexdigest() for look in said}))


def _painted(part: Any) -> tuple[str, ...]:
    """The colours and faces that an element names, in their order."""
    marks = (f"{A}schemeClr", f"{A}srgbClr", f"{A}lumMod", f"{A}lumOff", f"{A}noFill")
    return tuple(f"{_tag(mark)} {mark.get('val', '')}" for mark in part.iter(*marks)) + tuple(
        str(face.get("typeface")) for face in part.iter(f"{A}latin"))


# ---------------------------------------------------------------- places
def _box(slide: Any, element: Any) -> Box:
    """Where a shape stands, in points; a group is where its shapes are, since programs differ in what they call its edge."""
    if _tag(element) == "grpSp":
        found = list(_inner(element, _STILL))
        left, top = min((b[0] for b in found), default=0.0), min((b[1] for b in found), default=0.0)
        right, bottom = (max((b[i] + b[i + 2] for b in found), default=0.0) for i in (0, 1))
        return _rounded(left, top, right - left, bottom - top)
    place = _own_place(element)
    if place is not None:
        return _rounded(*_sides(place, "off", "ext"))
    holder = element.find(f"*/{P}nvPr/{P}ph")
    place = None if holder is None else _inherited(slide.slide_layout, holder.get("idx", "0"), holder.get("type", "obj"))
    return _rounded(*_sides(place, "off", "ext")) if place is not None else (0.0, 0.0, 0.0, 0.0)


def _inherited(layout: Any, index: str, kind: str) -> Any:
    """Where a placeholder's layout has it (by its index), or else its master (by its type)."""
    for sheet, key, wanted in ((layout, "idx", index), (layout.slide_master, "type", kind)):
        for shape in sheet.element.cSld.spTree.iterchildren(f"{P}sp"):
            mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            if mark is not None and mark.get(key, "0" if key == "idx" else "obj") == wanted:
                place = shape.find(f"{P}spPr/{A}xfrm")
                if place is not None:
                    return place
    return None


def _own_place(element: Any) -> Any:
    return element.find(f"{P}spPr/{A}xfrm") if _tag(element) in ("sp", "cxnSp", "pic") else element.find(f"{P}xfrm")


def _rounded(x: float, y: float, width: float, height: float) -> Box:
    return round(x, 2), round(y, 2), round(width, 2), round(height, 2)


def _inner(group: Any, outer: Move) -> Iterator[Box]:
    """The boxes of the shapes in a group, on the slide."""
    move = _through(group.find(f"{P}grpSpPr/{A}xfrm"), outer)
    for child in group:
        place = _own_place(child) if _tag(child) in TREE else None
        if _tag(child) == "grpSp":
            yield from _inner(child, move)
        elif place is not None:
            x, y, width, height = _sides(place, "off", "ext")
            yield x * move[0] + move[2], y * move[1] + move[3], width * move[0], height * move[1]


def _through(place: Any, outer: Move) -> Move:
    """From the coordinates inside a group to the slide's."""
    if place is None or place.find(f"{A}chExt") is None:
        return outer
    x, y, width, height = _sides(place, "off", "ext")
    inner_x, inner_y, inner_width, inner_height = _sides(place, "chOff", "chExt")
    across = width / inner_width if inner_width else 1.0
    down = height / inner_height if inner_height else 1.0
    return (across * outer[0], down * outer[1], (x - inner_x * across) * outer[0] + outer[2],
            (y - inner_y * down) * outer[1] + outer[3])


def _sides(place: Any, corner: str, size: str) -> tuple[float, ...]:
    at, extent = place.find(f"{A}{corner}"), place.find(f"{A}{size}")
    return tuple(int(v) / EMU for v in (at.get("x"), at.get("y"), extent.get("cx"), extent.get("cy")))


# ---------------------------------------------------------------- charts
def series(root: Any) -> Iterator[tuple[str, Any]]:
    """The series of a chart by name, those without one by their number."""
    for number, one in enumerate(root.iter(f"{C}ser")):
        yield one.findtext(f"{C}tx//{C}v") or f"series {number + 1}", one


def points(one: Any) -> Iterator[tuple[str, Any]]:
    """The points of a series that have a look of their own, by the name of their category."""
    names = {at.get("idx"): at.findtext(f"{C}v") or "" for at in one.iterfind(f"{C}cat//{C}pt")}
    for point in one.iterfind(f"{C}dPt"):
        index = point.find(f"{C}idx").get("val")
        yield names.get(index) or f"point {int(index) + 1}", point


def paint(look: Any) -> Any:
    """The element that says a colour in a series' or point's properties: its fill, of a pattern the front, else its line."""
    for path in (f"{A}solidFill", f"{A}pattFill/{A}fgClr", f"{A}ln/{A}solidFill"):
        found = look.find(path) if look is not None else None
        if found is not None and len(found):
            return found
    return None


def _colours(root: Any, palette: dict[str, str]) -> Iterator[Colour]:
    for name, one in series(root):
        for category, part in (("", one), *points(one)):
            said = paint(part.find(f"{C}spPr"))
            colour = resolved(said[0], palette) if said is not None else ""
            if colour:
                yield name, category, colour


def resolved(said: Any, palette: dict[str, str]) -> str:
    """A colour as "#RRGGBB"; "" where it is none that we can tell."""
    value = said.get("val") or ""
    base = f"#{value.upper()}" if said.tag == f"{A}srgbClr" else palette.get(_NAMES.get(value, value), "")
    steps = tuple((_tag(step), int(step.get("val", 0))) for step in said if _tag(step) in ("satMod", "lumMod", "lumOff"))
    return changed(base, steps) if re.fullmatch("#[0-9A-F]{6}", base) else ""


def _palette(deck: Any) -> dict[str, str]:
    """Slot of the theme -> "#RRGGBB"."""
    part = next((r.target_part for r in deck.slide_masters[0].part.rels.values() if r.reltype.endswith("/theme")), None)
    scheme = _root(part).find(f"{A}themeElements/{A}clrScheme") if part is not None else None
    found = {}
    for slot in scheme if scheme is not None else ():
        value = slot[0].get("val") if _tag(slot[0]) == "srgbClr" else slot[0].get("lastClr")
        found[_tag(slot)] = f"#{(value or '').upper()}"
    return found


def _numbers(root: Any) -> str:
    """A digest of the numbers of a chart, so that "790" and "790.0" are one, and of the names of its series and categories."""
    said = [(name, [_number(v.text) for v in one.iterfind(f"{C}val//{C}v")],
             [" ".join((v.text or "").split()) for v in one.iterfind(f"{C}cat//{C}v")]) for name, one in series(root)]
    return blake2b(repr(said).encode(), digest_size=8).hexdigest()


def _number(text: str | None) -> float | str:
    try:
        return round(float(text or ""), 6)
    except ValueError:
        return text or ""
