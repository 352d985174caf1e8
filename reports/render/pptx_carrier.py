"""Slides and shapes that a person drew, from deck to deck, with the pictures and charts that they bring along."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from reports.render.names import P, R
from reports.render.pptx_read import TREE

# What a drawn shape may bring along; a sound, a film, an embedded document may not: a report carries nothing that runs.
PARTS = frozenset((
    "image", "chart", "package", "chartStyle", "chartColorStyle", "diagramData", "diagramLayout", "diagramQuickStyle",
    "diagramColors", "diagramDrawing", "chartUserShapes", "themeOverride", "hyperlink"))
ADDED, CARRIER = "added-", "shapes-"  # names of slides in overlay-*.pptx: those to put in, and those that carry shapes to put in
_POINTERS = re.compile(r'\br:(id|embed|link|dm|lo|qs|cs)="([^"]*)"')
_WEB = ("http://", "https://", "mailto:")


def add_slide(deck: Any, source: Any, name: str, after: str) -> None:
    """A person's own slide, behind the one that it followed, in the layout of its name."""
    every = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    layouts = {layout.name.casefold(): layout for layout in reversed(every)}
    layout = layouts.get(source.slide_layout.name.casefold()) or layouts.get("blank") or deck.slide_layouts[0]
    slide = deck.slides.add_slide(layout)
    tree = slide.element.cSld.spTree
    for old in list(tree)[2:]:
        tree.remove(old)
    slide.element.cSld.set("name", name)
    ground = source.element.cSld.find(f"{P}bg")
    if ground is not None:
        slide.element.cSld.insert(0, deepcopy(ground))
    copy_shapes(source, slide)
    if source.has_notes_slide and source.notes_slide.notes_text_frame is not None:
        slide.notes_slide.notes_text_frame.text = source.notes_slide.notes_text_frame.text
    order = deck.element.sldIdLst
    names = [s.element.cSld.get("name", "") for s in deck.slides]
    ids = list(order)
    at = names.index(after) + 1 if after in names else 0 if not after else len(ids) - 1
    order.remove(ids[-1])
    order.insert(at, ids[-1])
    _into_section(deck, ids[-1].get("id"), ids[at - 1].get("id") if at else ids[0].get("id"), first=not at)


def _into_section(deck: Any, slide: str, neighbour: str, *, first: bool) -> None:
    """A slide into its neighbour's section, behind it (`first`: before it), where the deck has sections ([MS-PPTX] 2.7.17)."""
    for entry in deck.element.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}sldId"):
        if entry.get("id") == neighbour:
            made = entry.makeelement(entry.tag, {"id": slide})
            (entry.addprevious if first else entry.addnext)(made)
            return


def copy_shapes(source: Any, slide: Any) -> None:
    """The shapes of one slide over those of another, which may be in another deck."""
    from pptx.oxml import parse_xml

    shapes = shapes_of(source)
    tree = slide.element.cSld.spTree
    last = max((int(e.get("id", 0)) for e in tree.iter(f"{P}cNvPr")), default=1)
    for shape in shapes:
        xml = _copied(shape, source.part, slide.part)
        added = parse_xml(xml)
        for head in added.iter(f"{P}cNvPr"):
            last += 1
            head.set("id", str(last))
        tree.append(added)


def shapes_of(slide: Any) -> list[Any]:
    """The elements of a slide's shapes, in their order."""
    return [child for child in slide.element.cSld.spTree if isinstance(child.tag, str) and child.tag.rpartition("}")[2] in TREE]


def _copied(element: Any, source: Any, target: Any) -> str:
    """An element's XML with its relationships renewed in another part."""
    from lxml import etree

    return _renewed(etree.tostring(element, encoding="unicode"), source, target)


def _renewed(xml: str, source: Any, target: Any) -> str:
    made: dict[str, str] = {}

    def pointer(found: re.Match[str]) -> str:
        old = found[2]
        if old in source.rels and old not in made:
            made[old] = _related(source.rels[old], target)
        return f'r:{found[1]}="{made.get(old, old)}"'

    return _POINTERS.sub(pointer, xml)


def _related(relation: Any, target: Any) -> str:
    """The same relationship from another part; gives its id. A part that is no picture or chart was refused on adoption."""
    if relation.is_external:
        return str(target.relate_to(relation.target_ref, relation.reltype, is_external=True))
    part = relation.target_part
    if relation.reltype.endswith("/image"):
        return str(target.get_or_add_image_part(BytesIO(part.blob))[1])
    return str(target.relate_to(_cloned(part, target.package), relation.reltype))


def _cloned(part: Any, package: Any) -> Any:
    """A copy of a part and of what it points at, under names of their own."""
    from pptx.opc.package import Part

    copy = Part(_free_name(part, package), part.content_type, package, b"")
    blob = part.blob
    if part.rels and part.content_type.endswith("xml"):
        blob = _renewed(blob.decode("utf-8"), part, copy).encode()
    copy._blob = blob
    return copy


def _free_name(part: Any, package: Any) -> Any:
    from pptx.opc.packuri import PackURI

    stem = re.sub(r"\d*$", "", str(part.partname).rpartition(".")[0])
    taken = {str(one.partname) for one in package.iter_parts()}
    number = 1
    while f"{stem}-kept{number}.{part.partname.ext}" in taken:
        number += 1
    return PackURI(f"{stem}-kept{number}.{part.partname.ext}")


# ---------------------------------------------------------------- overlay.pptx
def carried(deck: Any, slides: Mapping[int, str], shapes: Mapping[int, tuple[str, Sequence[int]]]) -> bytes:
    """The deck cut down to what a person drew. `slides`: index -> name of whole slides; `shapes`: index -> name, and which of the
    shapes of that slide. The deck that is given is used up."""
    from reports.render.pptx_package import repacked

    order = deck.element.sldIdLst
    for index, (slide, entry) in enumerate(zip(list(deck.slides), list(order))):
        if index in slides:
            slide.element.cSld.set("name", slides[index])
        elif index in shapes:
            name, which = shapes[index]
            slide.element.cSld.set("name", name)
            _keep_only(slide, which)
        else:
            deck.part.drop_rel(entry.get(f"{R}id"))
            order.remove(entry)
    for rid, relation in list(deck.part.rels.items()):
        if relation.reltype.endswith("/customXml"):
            deck.part.rels.pop(rid)
    for section in list(deck.element.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}sectionLst")):
        section.getparent().getparent().remove(section.getparent())
    made = BytesIO()
    deck.save(made)
    return repacked(made.getvalue())


def join(carrier: bytes, other: bytes, wanted: Sequence[str]) -> tuple[bytes, dict[str, str]]:
    """A carrier with slides of another one after its own, and the names that they have there."""
    from reports.render.pptx_package import repacked
    from reports.render.pptx_read import opened

    deck, names = opened(carrier), {}
    taken = {slide.element.cSld.get("name", "") for slide in deck.slides}
    for slide in opened(other).slides:
        name = slide.element.cSld.get("name", "")
        if name in wanted:
            stem = ADDED if name.startswith(ADDED) else CARRIER
            names[name] = next(free for n in range(1, 1000) if (free := f"{stem}{n}") not in taken)
            taken.add(names[name])
            add_slide(deck, slide, names[name], deck.slides[-1].element.cSld.get("name", ""))
    made = BytesIO()
    deck.save(made)
    return repacked(made.getvalue()), names


def _keep_only(slide: Any, which: Sequence[int]) -> None:
    """The shapes at some positions, without notes."""
    tree = slide.element.cSld.spTree
    for position, child in enumerate(shapes_of(slide)):
        if position not in which:
            tree.remove(child)
    used = set(_used(tree))
    for rid, relation in list(slide.part.rels.items()):
        if not relation.reltype.endswith("/slideLayout") and rid not in used:
            slide.part.rels.pop(rid)


def _used(tree: Any) -> list[str]:
    from lxml import etree

    return [found[2] for found in _POINTERS.finditer(etree.tostring(tree, encoding="unicode"))]


def unfit(slide: Any, which: Sequence[int] | None = None) -> list[str]:
    """What shapes (all, or those at some positions) point at and a report does not carry."""
    used = [rid for n, child in enumerate(shapes_of(slide)) if which is None or n in which for rid in _used(child)]
    return sorted({_fault(slide.part.rels[rid]) for rid in used if rid in slide.part.rels} - {""})


def _fault(relation: Any) -> str:
    kind = relation.reltype.rpartition("/")[2]
    if relation.is_external:
        return "" if kind == "hyperlink" and relation.target_ref.lower().startswith(_WEB) else f"a link to {relation.target_ref}"
    if kind not in PARTS and kind != "slide":
        return f"an embedded {kind}"
    return next((fault for inner in relation.target_part.rels.values() if (fault := _fault(inner))), "") \
        if kind in ("chart", "chartUserShapes") else ""
