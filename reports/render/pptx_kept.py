"""What a deck carries over builds: its record, and what a person drew on an earlier one (slides, shapes, colours of charts)."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape

from reports.adopting.keys import keys_by_id
from reports.adopting.seen import SeenDeck, SeenSlide, record
from reports.page import Page
from reports.render import pptx_carrier, pptx_foot, pptx_read, pptx_traits
from reports.render.names import A, C, P, R

_ITEM = ('<ds:datastoreItem ds:itemID="{6A0F4C0E-5B7D-4E0C-9C53-0C1B5E2D7A41}" '
         'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
         f'<ds:schemaRef ds:uri="{pptx_read.RECORD}"/></ds:schemaRefs></ds:datastoreItem>')
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"

@dataclass(frozen=True, slots=True)
class Recolour:
    """A colour that a person gave to a series of a chart, or to the point of a category. `colour`: "#RRGGBB"."""

    slide: str
    guid: str
    series: str
    category: str
    colour: str


@dataclass(frozen=True, slots=True)
class Kept:
    """`record`: of what the outline gave ("": of the very deck that is written); `edits`: the digest of the hand edits;
    `carrier`: overlay-*.pptx; `slides`: names in it, each with the key of the slide that it follows; `shapes`: names in it, each
    with the key of the slide that its shapes go to."""

    report: str
    profile: str
    edits: str = ""
    record: str = ""
    carrier: bytes = b""
    slides: tuple[tuple[str, str], ...] = ()
    shapes: tuple[tuple[str, str], ...] = ()
    colours: tuple[Recolour, ...] = ()


def put(deck: Any, kept: Kept, keys: Mapping[str, str]) -> None:
    """Puts into a written deck what it is to carry; `keys`: creation id -> key of our shapes."""
    _record(deck, kept.record or record(_seen(deck, keys, kept)))
    for change in kept.colours:
        _recolour(deck, change)
    if kept.carrier:
        carrier = {slide.element.cSld.get("name", ""): slide for slide in pptx_read.opened(kept.carrier).slides}
        for name, key in kept.shapes:
            pptx_carrier.copy_shapes(carrier[name], _by_name(deck)[key])
        for name, after in kept.slides:
            pptx_carrier.add_slide(deck, carrier[name], name, after)
        pptx_foot.renewed(deck, dict(kept.slides))


def base(data: bytes, pages: Iterable[Page], kept: Kept) -> SeenDeck:
    """A deck that was just written as the outline gives it, words and all."""
    return _seen(pptx_read.opened(data), keys_by_id(pages), kept)


def _seen(deck: Any, keys: Mapping[str, str], kept: Kept) -> SeenDeck:
    return SeenDeck(tuple(keyed(pptx_read.seen(deck), keys)), kept.report, kept.profile, kept.edits, pptx_traits.of_deck(deck))


def keyed(slides: Iterable[SeenSlide], keys: Mapping[str, str]) -> list[SeenSlide]:
    """The slides as read, our shapes with their keys; what belongs to a table (its dots, its symbols) keeps its name as key."""
    return [replace(slide, shapes=tuple(replace(shape, key=keys.get(shape.id, shape.name)) for shape in slide.shapes))
            for slide in slides]


def _record(deck: Any, text: str) -> None:
    """The record as a custom XML part (ECMA-376-1, 15.2.5), which PowerPoint and LibreOffice both keep."""
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    package = deck.part.package
    body = f'{_XML}<record xmlns="{pptx_read.RECORD}">{escape(text)}</record>'.encode()
    part = Part(PackURI("/customXml/item1.xml"), "application/xml", package, body)
    part.relate_to(Part(PackURI("/customXml/itemProps1.xml"), _PROPERTIES, package, (_XML + _ITEM).encode()),
                   f"{_OFFICE}customXmlProps")
    deck.part.relate_to(part, f"{_OFFICE}customXml")


def _by_name(deck: Any) -> dict[str, Any]:
    return {slide.element.cSld.get("name", ""): slide for slide in deck.slides}


# ---------------------------------------------------------------- colours
def _recolour(deck: Any, change: Recolour) -> None:
    """One colour of a chart; a pattern stays a pattern, since it says a status."""
    from lxml import etree

    slide = _by_name(deck)[change.slide]
    frame = next(f for f in slide.element.iter(f"{P}graphicFrame") if any(
        mark.get("id") == change.guid for mark in f.iter("{http://schemas.microsoft.com/office/drawing/2014/main}creationId")))
    part = slide.part.rels[frame.find(f"{A}graphic/{A}graphicData/{C}chart").get(f"{R}id")].target_part
    root = etree.fromstring(part.blob)
    for name, one in pptx_read.series(root):
        if name == change.series:
            _paint(one, change.category, change.colour)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _paint(one: Any, category: str, colour: str) -> None:
    targets = [one] if not category else [point for name, point in pptx_read.points(one) if name == category]
    for target in targets or [_point(one, category)]:
        said = pptx_read.paint(target.find(f"{C}spPr"))
        for old in list(said):
            said.remove(old)
        said.append(said.makeelement(f"{A}srgbClr", {"val": colour.lstrip("#")}))


def _point(one: Any, category: str) -> Any:
    """A point that had the look of its series gets one of its own, before the labels (ECMA-376-1, 21.2.2.170)."""
    names = [at.findtext(f"{C}v") or "" for at in one.iterfind(f"{C}cat//{C}pt")]
    point = one.makeelement(f"{C}dPt", {})
    point.append(point.makeelement(f"{C}idx", {"val": str(names.index(category))}))
    if one.find(f"{C}invertIfNegative") is not None:
        point.append(deepcopy(one.find(f"{C}invertIfNegative")))
    point.append(point.makeelement(f"{C}bubble3D", {"val": "0"}))
    point.append(deepcopy(one.find(f"{C}spPr")))
    before = [e for e in one if e.tag in {f"{C}{n}" for n in ("dLbls", "trendline", "errBars", "cat", "val", "xVal", "yVal")}]
    before[0].addprevious(point)
    return point
