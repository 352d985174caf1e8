"""Rarer things that people do to a deck: some are kept, all others are told by name. The report is that of `edited.py`."""
from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import edited as hand
from edited import HandEdit
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Pt

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
SPACES = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


# ---------------------------------------------------------------- kept
def repeat_slide(deck: Any, key: str) -> None:
    """The slide once more at the end, as PowerPoint repeats it: with its name and with all shapes under new ids."""
    model = hand.slide(deck, key)
    copy = deck.slides.add_slide(model.slide_layout)
    tree = copy.shapes._spTree
    for shape in list(copy.shapes):
        tree.remove(shape._element)
    for shape in model.shapes:
        tree.append(deepcopy(shape._element))
    copy.element.cSld.set("name", key)


def group(deck: Any, key: str, *names: str) -> None:
    on = hand.slide(deck, key)
    on.shapes.add_group_shape([shape for shape in on.shapes if shape.name in names]).name = "My group"


def ungroup(deck: Any, key: str, name: str) -> None:
    figure = hand.shape(deck, key, name)
    for part in list(figure.shapes):
        figure._element.addprevious(part._element)
    figure._element.getparent().remove(figure._element)


def grouped(deck: Any) -> bool:
    found = hand.shape(deck, "key_numbers", "My group")
    return found is not None and len(hand.labels(found)) == 2 and hand.shape(deck, "key_numbers", "Label F-001") is None


def repeated(deck: Any) -> bool:
    last = list(deck.slides)[-1]
    foot = [shape.text_frame.text for shape in last.shapes if shape.has_text_frame]
    return last.shapes.title.text_frame.text.startswith("Two berths") and f"{len(deck.slides)} of {len(deck.slides)}" in foot


RARER = (
    HandEdit("notes are deleted", lambda d: setattr(hand.slide(d, "chart-offer").notes_slide.notes_text_frame, "text", ""),
             lambda d: hand.slide(d, "chart-offer").notes_slide.notes_text_frame.text == ""),
    HandEdit("a slide is repeated", lambda d: repeat_slide(d, "table"), repeated),
    HandEdit("two texts are grouped", lambda d: group(d, "key_numbers", "Value F-001", "Label F-001"), grouped),
    HandEdit("a paragraph is added",
             lambda d: setattr(hand.shape(d, "chart-boxes", "Source").text_frame.add_paragraph(), "text", "And mine."),
             lambda d: hand.text(d, "chart-boxes", "Source").endswith("\nAnd mine.")),
    HandEdit("a text is emptied", lambda d: setattr(hand.shape(d, "chart-ways", "Subtitle").text_frame, "text", ""),
             lambda d: hand.text(d, "chart-ways", "Subtitle") == "" and hand.slide(d, "chart-ways") is not None),
    HandEdit("a drawn figure is ungrouped", lambda d: ungroup(d, "chart-offer", "Figure 3"),
             lambda d: hand.shape(d, "chart-offer", "Figure 3") is None
             and "pledges to help" in [s.text_frame.text for s in hand.slide(d, "chart-offer").shapes if s.has_text_frame]),
    HandEdit("a cell is emptied", lambda d: hand.retype_cell(d, "table", "Table", 1, 1, ""),
             lambda d: hand.cell(d, "table", "Table", 1, 1).text == ""),
)


# ---------------------------------------------------------------- told
def chart(deck: Any) -> Any:
    return hand.shape(deck, "chart-boxes", "Figure 1").chart


def give_a_title(deck: Any) -> None:
    chart(deck).has_title = True
    chart(deck).chart_title.text_frame.text = "Boxes"


def lay_on_its_side(deck: Any) -> None:
    for mark in chart(deck)._chartSpace.iter(f"{C}barDir"):
        mark.set("val", "bar")


def comment(deck: Any) -> None:
    kind = "application/vnd.openxmlformats-officedocument.presentationml.comments+xml"
    part = Part(PackURI("/ppt/comments/comment1.xml"), kind, deck.part.package, f"<p:cmLst {SPACES}/>".encode())
    hand.slide(deck, "table").part.relate_to(part, f"{OFFICE}comments")


def rename_a_section(deck: Any) -> None:
    next(deck.element.iter(f"{P14}section")).set("name", "Mine")


def lay_anew(deck: Any) -> None:
    on = hand.slide(deck, "table")
    relation = next(one for one in on.part.rels.values() if one.reltype.endswith("/slideLayout"))
    relation._target = next(one for one in deck.slide_layouts if one.name != on.slide_layout.name).part


def to_the_front(deck: Any) -> None:
    tree = hand.slide(deck, "quote-F-002").shapes._spTree
    tree.append(hand.shape(deck, "quote-F-002", "Rectangle")._element)


def fill_a_cell(deck: Any) -> None:
    fill = hand.cell(deck, "table", "Table", 2, 1).fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(255, 0, 0)


def paint_the_ground(deck: Any) -> None:
    fill = hand.slide(deck, "table").background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(255, 240, 200)


def add_a_row(deck: Any) -> None:
    table = hand.shape(deck, "table", "Table").table._tbl
    table.append(deepcopy(table.tr_lst[-1]))


TABLE, TITLE = '"Table" on slide "table"', '"Title" on slide "table"'
TOLD: dict[str, tuple[Callable[[Any], object], tuple[str, str]]] = {
    "a chart gets a title": (give_a_title, ('"Figure" on slide "chart-boxes"', "another title, legend or axis")),
    "a chart gets a legend": (lambda d: setattr(chart(d), "has_legend", True), ('slide "chart-boxes"', "legend")),
    "an axis ends elsewhere": (lambda d: setattr(chart(d).value_axis, "maximum_scale", 900), ('slide "chart-boxes"', "axis")),
    "columns become bars": (lay_on_its_side, ('slide "chart-boxes"', "another kind of chart")),
    "a section is renamed": (rename_a_section, ("sections of the deck", "themes of the outline")),
    "a slide is hidden": (lambda d: hand.slide(d, "table").element.set("show", "0"), ('slide "table"', "hidden")),
    "a shape is hidden": (lambda d: hand.shape(d, "chart-ways", "Source")._element.nvSpPr.cNvPr.set("hidden", "1"),
                          ('"Source" on slide "chart-ways"', "hidden")),
    "a word becomes a link": (
        lambda d: setattr(hand.shape(d, "table", "Title").text_frame.paragraphs[0].runs[0].hyperlink, "address",
                          "https://example.org"), (TITLE, "other links")),
    "an alternative text": (lambda d: hand.shape(d, "chart-offer", "Figure 3")._element.nvGrpSpPr.cNvPr.set("descr", "Mine"),
                            ('slide "chart-offer"', "alternative text")),
    "the order of shapes": (to_the_front, ('slide "quote-F-002"', "another order")),
    "a cell is filled": (fill_a_cell, (TABLE, "other colours")),
    "cells are joined": (lambda d: hand.cell(d, "table", "Table", 1, 0).merge(hand.cell(d, "table", "Table", 2, 0)),
                         (TABLE, "joined")),
    "a row is added": (add_a_row, (TABLE, "parts were added")),
    "a column is wider": (lambda d: setattr(hand.shape(d, "table", "Table").table.columns[0], "width", Pt(500)),
                          (TABLE, "other widths")),
    "a text is turned": (lambda d: setattr(hand.shape(d, "quote-F-002", "Speaker"), "rotation", 15), ('"Speaker"', "turned")),
    "a text is centred": (lambda d: setattr(hand.shape(d, "table", "Title").text_frame.paragraphs[0], "alignment",
                                            PP_ALIGN.CENTER), (TITLE, "aligned otherwise")),
    "a slide changes over": (lambda d: hand.slide(d, "table").element.append(parse_xml(f"<p:transition {SPACES}/>")),
                             ('slide "table"', "transition")),
    "a ground is painted": (paint_the_ground, ('slide "table"', "another background")),
    "a comment": (comment, ('slide "table"', "comments")),
    "another layout": (lay_anew, ('slide "table"', "another layout")),
    "the master": (lambda d: setattr(d.slide_master.shapes[0], "left", d.slide_master.shapes[0].left + Pt(50)),
                   ("the master", "template")),
    "the size of slides": (lambda d: setattr(d, "slide_width", d.slide_width * 3 // 4), ("the slides", "another size")),
}
