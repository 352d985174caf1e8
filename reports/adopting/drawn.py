"""What a person drew on a deck, for prints of it: added slides as pages, added shapes as items, charts in their new colours.

Text boxes, pictures, lines, rectangles and other simple outlines are drawn; what is not (charts and tables of a person's own,
turned text, patterns) is named, for a print to say what it lacks.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from zipfile import ZipFile

from charts.drawing import Path
from reports.adopting.handwriting import Writing
from reports.adopting.keys import shape_guid
from reports.adopting.recoloured import recoloured
from reports.adopting.seen import FURNITURE
from reports.house.artwork import Pen
from reports.house.inks import Palette
from reports.house.model import Holder, Layout, Template
from reports.house.reading import A, Node, P, Package, read
from reports.layout.deck import counted
from reports.page import Figure, Item, Page, Pages, Picture, Tag, TextBox
from reports.text import Ruler, shared
from reports.theme import Theme

if TYPE_CHECKING:
    from reports.render.pptx_kept import Kept

_SHAPES = ("sp", "pic", "cxnSp", "grpSp", "graphicFrame")


@dataclass(frozen=True)
class Shown:
    """The pages of the deck with what a hand drew; colours that are no roles of the house style; what is not drawn, by name."""

    pages: Pages
    colours: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()


def shown(pages: Pages, kept: Kept | None, theme: Theme) -> Shown:
    """The pages as the finished deck has them."""
    if kept is None or not (kept.carrier or kept.colours):
        return Shown(pages)
    missing: list[str] = []
    made = [_coloured(page, kept, missing) for page in pages.pages]
    if kept.carrier:
        with ZipFile(BytesIO(kept.carrier)) as archive:
            carrier = _Carrier(Package(archive), read(kept.carrier, "of added slides"), theme, shared(theme), missing)
            made = [_marked(page, carrier, kept) for page in made]
            for name, after in kept.slides:
                keys = [page.key for page in made]
                at = keys.index(after) + 1 if after in keys else 0 if not after else len(made)
                made.insert(at, carrier.page(name, made, at + 1))
            made = [counted(replace(page, label=str(n)), len(made)) for n, page in enumerate(made, 1)]
    found = replace(pages, pages=tuple(replace(page, label=str(n)) for n, page in enumerate(made, 1)))
    return Shown(found, frozenset(colour for page in made for item in page.items for colour in _colours(item)), tuple(missing))


def _coloured(page: Page, kept: Kept, missing: list[str]) -> Page:
    items: list[Item] = []
    for item, key in zip(page.items, page.keys or ("",) * len(page.items), strict=True):
        wanted = [change for change in kept.colours if change.guid == shape_guid(page.key, key)] if key else []
        if wanted and isinstance(item, Figure):
            item, left = recoloured(item, wanted)
            missing += [f'the colour of "{change.category or change.series}" in "{item.name}"' for change in left]
        items.append(item)
    return replace(page, items=tuple(items))


def _marked(page: Page, carrier: _Carrier, kept: Kept) -> Page:
    """With the shapes that were added to it, over its own."""
    added = [item for name, key in kept.shapes if key == page.key for item in carrier.items(name, int(page.label or 0))]
    return replace(page, items=(*page.items, *added), keys=(*page.keys, *("",) * len(added)) if page.keys else ())


def _colours(item: Item) -> Iterator[str]:
    """Those that are written as they are."""
    if isinstance(item, TextBox):
        yield from (span.colour for p in item.paragraphs for span in p.spans if span.colour.startswith("#"))
    elif isinstance(item, Figure):
        paints = [paint for m in item.drawing.marks if isinstance(m, Path) for paint in (m.fill, m.stroke) if paint]
        yield from (paint.colour for paint in paints if paint.colour.startswith("#"))


@dataclass
class _Carrier:
    """The deck of added slides and shapes."""

    package: Package
    template: Template
    theme: Theme
    ruler: Ruler
    missing: list[str] = field(default_factory=list)

    @cached_property
    def parts(self) -> dict[str, str]:
        """The parts of its slides by their names."""
        every = [part for _, part in self.package.targets("ppt/presentation.xml", "slide")]
        return {slide.get("name", ""): part for part in every if (slide := self.package.xml(part).find(f"{P}cSld")) is not None}

    def page(self, name: str, others: Sequence[Page], number: int) -> Page:
        """A slide as a page like others, whose furniture it has where it has any."""
        layout, drawn = self._layout(self.parts[name]), tuple(self.items(name, number))
        model = next((page for page in others if page.layout == layout.name.lower()), others[0])
        foot = {item.name: item for item in model.items if item.name.startswith(FURNITURE)}
        items = tuple(foot.get(item.name, item) for item in drawn if item.name in foot or not item.name.startswith(FURNITURE))
        titles = (" ".join(p.text for p in i.paragraphs) for i in items if isinstance(i, TextBox) and i.placeholder == "title")
        return Page(model.width, model.height, items, layout=layout.name.lower(), title=next(titles, name), key=name,
                    place=model.place)

    def items(self, name: str, number: int) -> Iterator[Item]:
        """What stands on a slide, from back to front; what cannot be drawn is put down as missing."""
        part, scale = self.parts[name], 1 / self.theme.house.factor if self.theme.house else 1.0
        layout, root = self._layout(part), self.package.xml(part)
        palette = Palette(self.template.masters[layout.master].slots, dict(self.package.targets(part, "image")))
        writing = Writing(palette, self.ruler, scale, number)
        size = (self.template.width * scale, self.template.height * scale)
        if root.find(f"{P}cSld/{P}bg") is not None:
            self.missing.append(f'the background of the slide "{name}"')
        for shape in root.find(f"{P}cSld/{P}spTree") or ():
            if shape.tag.removeprefix(P) in _SHAPES:
                yield from self._shape(shape, layout, palette, writing, Pen(self.package.archive.read, size, scale))

    def _layout(self, part: str) -> Layout:
        target = "/" + self.package.targets(part, "slideLayout")[0][1]
        return next(layout for layout in self.template.layouts if layout.part == target)

    def _shape(self, shape: Node, layout: Layout, palette: Palette, writing: Writing, pen: Pen) -> Iterator[Item]:
        head = next(iter(shape.iter(f"{P}cNvPr")))
        name, held = head.get("name", ""), _holder(shape, layout)
        words = any((node.text or "").strip() for node in shape.iter(f"{A}t"))
        box = writing.box(shape, held) if words and shape.tag == f"{P}sp" else None
        if held is None or shape.tag != f"{P}sp":
            pen.tree(_bare(shape, worded=box is None), palette)
        yield from (_told(item, name, head.get("descr", "")) for item in pen.items)
        if box:
            yield box
        if pen.missing or (words and box is None):
            self.missing.append(f'"{name}"')


def _bare(shape: Node, *, worded: bool) -> Node:
    """A tree of the shape alone, which stands in no placeholder, and has no words where they are set apart."""
    copy, tree = deepcopy(shape), ElementTree.Element("tree")
    for holder in (*copy.iter(f"{P}nvPr"), *(() if worded else (copy,))):
        for child in [kid for kid in holder if kid.tag in (f"{P}ph", f"{P}txBody")]:
            holder.remove(child)
    tree.append(copy)
    return tree


def _holder(shape: Node, layout: Layout) -> Holder | None:
    """The placeholder of the layout that a shape stands in, by its index, else by its kind."""
    mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    if mark is None:
        return None
    kind, index = mark.get("type", "obj"), int(mark.get("idx", "0"))
    alike = max(layout.holders, key=lambda h: (2 * (h.index == index) + (h.kind == kind)), default=None)
    return alike if alike and (alike.index == index or alike.kind == kind) else Holder(kind, index, "", None)


def _told(item: Item, name: str, alt: str) -> Item:
    """A picture is told by its description, or its name; an outline by its description, or not at all."""
    if isinstance(item, Picture):
        return replace(item, name=name, alt=alt or name, tag=Tag("Figure"))
    return replace(item, name=name, alt=alt) if isinstance(item, Figure) else item
