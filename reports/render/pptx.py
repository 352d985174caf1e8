"""Pages to .pptx: every item becomes a placeholder, text box, shape, group, native chart or native table. Decides nothing.

The package is python-pptx's; the shapes are written as DrawingML here and in the files beside this one.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

from charts.native import Native
from charts.style import Style
from reports.adopting.keys import keys_by_id, shape_guid, slide_number
from reports.page import Figure, Grid, Item, Page, Pages, Picture, Properties, Shape, TextBox
from reports.problems import MachineFailed
from reports.render import (
    pptx_chart,
    pptx_drawing,
    pptx_kept,
    pptx_package,
    pptx_sections,
    pptx_shapes,
    pptx_slots,
    pptx_table,
)
from reports.render.pptx_ink import NAMESPACES, Ink, attribute, emu
from reports.render.pptx_kept import Kept
from reports.render.pptx_notes import marks_of, notes_tree
from reports.render.pptx_sheet import Relations, Sheet, Slot, box, frame
from reports.text import Ruler
from reports.theme import House, Theme

_CREATED = ('<p:extLst {}><p:ext uri="{{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}}"><p14:creationId '
            'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" val="{}"/></p:ext></p:extLst>')
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_ROUNDING = 2  # EMU
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_OURS = ("statement", "quote")  # whose titles are set as we set them, on any template


def render(pages: Pages, theme: Theme, template: Path, kept: Kept | None = None) -> bytes:
    """The deck as bytes, the same for the same pages. Raises MachineFailed when the template cannot be used.

    `kept`: the record that the deck is to carry, and what a person drew on an earlier one. Pages for an organisation's own
    template (`theme.house`) have the size of its slides.
    """
    house = theme.house
    deck = pptx_package.opened_bytes(house.data) if house else pptx_package.open_template(template)
    first = pages.pages[0] if pages.pages else None
    if first and max(abs(emu(first.width) - deck.slide_width), abs(emu(first.height) - deck.slide_height)) > _ROUNDING:
        raise MachineFailed(f"the slides of {template} are of another size than those of the theme")
    own = pptx_package.cleared(deck, bool(house and house.keep))
    press = _Press(deck, pages.properties, Ink(theme), _style(theme), Ruler(theme), template, house)
    for number, page in enumerate(pages.pages, 1):
        press.slide(page, int(page.label or number))
    pptx_sections.arranged(deck.element, [page.section for page in pages.pages], own)
    pptx_package.set_properties(deck.core_properties, pages.properties)
    if kept:
        pptx_kept.put(deck, kept, keys_by_id(pages.pages))
    made = BytesIO()
    deck.save(made)
    return pptx_package.repacked(made.getvalue())


def _style(theme: Theme) -> Style:
    """The style of figures, in the size of the template's slides."""
    style, factor = theme.style("slide"), theme.house.factor if theme.house else 1.0
    return replace(style, sizes={role: size * factor for role, size in style.sizes.items()}, stroke=style.stroke * factor)


@dataclass
class _Press:
    """What all slides of one deck share."""

    deck: Any
    properties: Properties
    ink: Ink
    style: Style
    ruler: Ruler
    template: Path
    house: House | None = None
    _layouts: dict[str, tuple[Any, Mapping[str, Slot]]] = field(default_factory=dict)
    _charts: int = 0

    def slide(self, page: Page, number: int) -> None:
        """One slide with its notes."""
        layout, slots = self._layout(page.layout or "blank")
        rid, slide = self.deck.part.add_slide(layout)
        self.deck.element.get_or_add_sldIdLst().add_sldId(rid)
        relations = Relations(partial(_linked, slide.part), partial(self._chart, slide.part), partial(_pictured, slide.part))
        sheet = Sheet(self.ink, self.style, self.ruler, relations, number, self.properties.language, dict(slots))
        _fill_tree(slide.element.cSld.spTree, _shapes(sheet, page))
        if page.key:
            slide.element.cSld.set("name", page.key)
            slide.element.cSld.append(_parsed(_CREATED.format(NAMESPACES, slide_number(page.key))))
        if page.background and page.background != pptx_slots.background(layout, self.ink):
            slide.element.cSld.insert(0, _parsed(_background(self.ink, page.background)))
        if page.notes:
            notes = slide.notes_slide
            marks = marks_of(self.deck.notes_master.element)
            _fill_tree(notes.element.cSld.spTree, notes_tree(page.notes, self.properties.language, number, marks))

    def _layout(self, name: str) -> tuple[Any, Mapping[str, Slot]]:
        if name not in self._layouts and self.house:
            self._layouts[name] = self._of_house(self.house, name)
        if name not in self._layouts:
            layout = next((one for one in self.deck.slide_layouts if one.name.casefold() == name.casefold()), None)
            if layout is None:
                known = ", ".join(sorted(one.name for one in self.deck.slide_layouts))
                raise MachineFailed(f'{self.template} has no slide layout "{name}"; it has {known}')
            self._layouts[name] = layout, pptx_slots.slots(layout)
        return self._layouts[name]

    def _of_house(self, house: House, name: str) -> tuple[Any, Mapping[str, Slot]]:
        """The template's layout for one of our slides, in whichever of its masters it stands."""
        wanted = house.layouts.get(name, house.layouts["content"])
        every = (layout for master in self.deck.slide_masters for layout in master.slide_layouts)
        layout = next(one for one in every if str(one.part.partname) == wanted.part)
        return layout, pptx_slots.slots_of(wanted, own=name not in house.panels and name not in _OURS)

    def _chart(self, slide: Any, native: Native) -> str:
        """A chart part and its workbook; gives the id by which the slide knows the chart."""
        from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

        self._charts += 1
        writer = pptx_chart.ChartWriter(self.ink, self.style, native, self.properties.language)
        book = pptx_package.workbook(pptx_chart.rows(native), pptx_chart.formats(native), self.properties)
        chart = self._part(f"/ppt/charts/chart{self._charts}.xml", CONTENT_TYPE.DML_CHART, writer.xml("rId1").encode())
        chart.relate_to(self._part(f"/ppt/embeddings/chart{self._charts}.xlsx", CONTENT_TYPE.SML_SHEET, book),
                        RELATIONSHIP_TYPE.PACKAGE)
        return str(slide.relate_to(chart, RELATIONSHIP_TYPE.CHART))

    def _part(self, name: str, content_type: str, data: bytes) -> Any:
        from pptx.opc.package import Part
        from pptx.opc.packuri import PackURI

        return Part(PackURI(name), content_type, self.deck.part.package, data)


def _shapes(sheet: Sheet, page: Page) -> str:
    """All items, each with the id by which it is found again when the deck comes back."""
    made = ""
    for item, key in zip(page.items, page.keys or [""] * len(page.items), strict=True):
        sheet.guid = shape_guid(page.key, key) if key else ""
        made += _WRITERS[type(item)](sheet, item)
    return made


def _linked(slide: Any, address: str) -> str:
    from pptx.opc.constants import RELATIONSHIP_TYPE

    return str(slide.relate_to(_uri(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))


def _uri(address: str) -> str:
    """An address as a URI (RFC 3986): what may not stand in one is escaped, escapes stay as they are."""
    return quote(_STRAY.sub("%25", address), safe="%/:?#[]@!$&'()*+,;=~")


def _pictured(slide: Any, data: bytes) -> str:
    return str(slide.get_or_add_image_part(BytesIO(data))[1])


def _fill_tree(tree: Any, shapes: str) -> None:
    """Puts shapes into a slide's tree in place of whatever stands there."""
    for old in list(tree)[2:]:  # after the tree's own name and place
        tree.remove(old)
    for shape in _parsed(f"<p:spTree {NAMESPACES}>{shapes}</p:spTree>"):
        tree.append(shape)


def _parsed(xml: str) -> Any:
    from pptx.oxml import parse_xml

    return parse_xml(xml)


def _background(ink: Ink, role: str) -> str:
    return f"<p:bg {NAMESPACES}><p:bgPr>{ink.solid(role)}<a:effectLst/></p:bgPr></p:bg>"


# ---------------------------------------------------------------------- figures
def _figure(sheet: Sheet, item: Figure) -> str:
    """An Office chart where there is one, else the drawing as a group of shapes."""
    if item.native is None:
        return pptx_drawing.group(sheet, item.drawing, item.x, item.y, item.name or "Figure", item.alt or item.drawing.alt)
    head = sheet.identity(item.name or "Chart", item.alt or item.drawing.alt)
    chart = f'<c:chart xmlns:c="{_CHART}" r:id={attribute(sheet.relations.chart(item.native))}/>'
    return (f'<p:graphicFrame><p:nvGraphicFramePr>{head}<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
            f'{frame(box(item.x, item.y, item.width, item.height), "p:xfrm")}'
            f'<a:graphic><a:graphicData uri="{_CHART}">{chart}</a:graphicData></a:graphic></p:graphicFrame>')


_WRITERS: dict[type[Item], Callable[[Sheet, Any], str]] = {
    TextBox: pptx_shapes.text_box, Grid: pptx_table.grid, Figure: _figure, Picture: pptx_shapes.picture, Shape: pptx_shapes.shape}
