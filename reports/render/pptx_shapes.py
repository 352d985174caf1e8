"""Text boxes, placeholders, rectangles, rules and photographs as shapes of a slide (ECMA-376-1, 19.3.1)."""
from __future__ import annotations

from reports.page import Paragraph, Picture, Shape, TextBox
from reports.render.pptx_ink import NO_LINE, attribute, text
from reports.render.pptx_sheet import Box, Sheet, Slot, box, frame
from reports.render.pptx_text import FREE, Inherited, body_properties

_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"  # an id of the field is required; it may be the same on every slide
_NEAR = 6350  # half a point: where a text counts as standing where its layout has it


def text_box(sheet: Sheet, item: TextBox) -> str:
    """A text in the layout's placeholder where there is one of that kind, else a free text box."""
    slot = sheet.take(item.placeholder) if item.placeholder else None
    inherited = slot.inherited if slot else FREE
    kind = '<p:cNvSpPr txBox="1"/>' if slot is None else '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
    name = sheet.identity(item.name or item.placeholder.capitalize() or "Text")
    return (f"<p:sp><p:nvSpPr>{name}{kind}<p:nvPr>{slot.reference if slot else ''}</p:nvPr></p:nvSpPr>"
            f"<p:spPr>{_place(item, slot)}{_paint(sheet, item, slot)}</p:spPr>"
            f"<p:txBody>{_body_properties(item, slot)}<a:lstStyle/>{_words(sheet, item, inherited)}</p:txBody></p:sp>")


def _body_properties(item: TextBox, slot: Slot | None) -> str:
    """A placeholder has its insets and its autofit (none) from the layout; another house's layouts may ask for autofit."""
    if slot and not slot.inherited.sure and _same(box(item.x, item.y, item.width, item.height), slot.box):
        return '<a:bodyPr vert="horz" wrap="square" numCol="1"><a:noAutofit/></a:bodyPr>'
    return "<a:bodyPr/>" if slot and slot.inherited.sure and slot.anchor == item.anchor else body_properties(item.anchor)


def _place(item: TextBox, slot: Slot | None) -> str:
    place = box(item.x, item.y, item.width, item.height)
    return "" if slot and _same(place, slot.box) else frame(place)


def _same(one: Box, other: Box) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))


def _paint(sheet: Sheet, item: TextBox, slot: Slot | None) -> str:
    fill = sheet.ink.solid(item.fill) if item.fill else "" if slot else "<a:noFill/>"
    if slot:
        return fill
    return f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}{NO_LINE}'


def _words(sheet: Sheet, item: TextBox, inherited: Inherited) -> str:
    if item.placeholder == "number" and item.paragraphs:
        return _numbered(sheet, item.paragraphs[0], inherited)
    return sheet.writer.body(item.paragraphs, inherited)


def _numbered(sheet: Sheet, paragraph: Paragraph, inherited: Inherited) -> str:
    """The slide number as a field, so that it stays right when slides are moved; words around it stay as they are."""
    writer, number = sheet.writer, str(sheet.number)
    made, found = writer.properties(paragraph, inherited, True), False
    for span in paragraph.spans:
        look = writer.run(span, inherited)
        before, here, after = span.text.partition(number) if not found else (span.text, "", "")
        is_field = bool(here) or not "".join(s.text for s in paragraph.spans)
        made += f"<a:r>{look}<a:t>{text(before)}</a:t></a:r>" if before else ""
        if is_field and not found:
            made, found = f'{made}<a:fld id="{_FIELD}" type="slidenum">{look}<a:t>{number}</a:t></a:fld>', True
        made += f"<a:r>{look}<a:t>{text(after)}</a:t></a:r>" if after else ""
    return f"<a:p>{made}</a:p>"


def shape(sheet: Sheet, item: Shape) -> str:
    """Furniture: a rectangle, or a rule where one of the sides is nought. Decorative always."""
    name = sheet.identity(item.name or ("Rectangle" if item.width and item.height else "Rule"), decorative=True)
    place = frame(box(item.x, item.y, item.width, item.height))
    if item.width and item.height:
        return (f"<p:sp><p:nvSpPr>{name}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{place}"
                f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{sheet.ink.fill(item.fill)}{sheet.ink.line(item.stroke)}'
                f"</p:spPr></p:sp>")
    return (f"<p:cxnSp><p:nvCxnSpPr>{name}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{place}"
            f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{sheet.ink.line(item.stroke)}</p:spPr></p:cxnSp>')


def picture(sheet: Sheet, item: Picture) -> str:
    """A photograph; without alternative text and tag it is decoration."""
    name = sheet.identity(item.name or "Picture", item.alt, decorative=item.tag is None)
    blip = f"<a:blip r:embed={attribute(sheet.relations.picture(item.data))}/>"
    return (f'<p:pic><p:nvPicPr>{name}<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
            f"<p:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
            f"<p:spPr>{frame(box(item.x, item.y, item.width, item.height))}"
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>')
