"""A small report, and twenty-two things that people do to its deck, each with a look whether a deck still has it."""
from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from built import HEAD, report
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Pt

CHARTS = """\
charts:
  boxes:
    kind: column
    headline: The harbour handled more boxes in each year
    subtitle: Containers a year, thousand
    source_note: Own count.
    unit: thousand
    rows:
      - {label: "2018", value: 410}
      - {label: "2019", value: 460}
      - {label: "2020", value: 530, note: a record, message: true}
  ways:
    kind: doughnut
    headline: More than half of the goods leave the harbour by rail
    subtitle: Goods by way of onward transport, per cent of tonnes
    source_note: Own count.
    unit: percent
    rows:
      - {label: Rail, value: 54, message: true}
      - {label: Road, value: 37}
      - {label: Sea, value: 9}
  offer:
    kind: ladder
    headline: The minister offered help; the reports made it a promise
    subtitle: Three wordings of one offer, from the most to the least guarded
    source_note: Own count.
    steps:
      - {words: we are ready to help, who: "the minister, quoted", message: true}
      - {words: pledges to help, who: first report}
      - {words: announced that help will come, who: second report}
  buses:
    kind: unit
    headline: The town wants more buses than it has been given
    subtitle: Buses by status; one square is one bus
    source_note: Own count.
    unit: buses
    per: 1
    rows:
      - {label: delivered, value: 2, mark: solid, message: true}
      - {label: promised, value: 6, mark: hatch}
      - {label: wanted by the town, value: 40, mark: outline}
"""
BODY = """\
body:
  - bottom_line: The harbour can open in spring, if the dredging contract is signed in time.
  - key_numbers:
      headline: Two numbers say whether the harbour opens
      tiles: [{fact: F-001, label: rise}, {fact: F-002, label: voted}]
  - chart: boxes
  - chart: ways
  - chart: offer
  - chart: buses
  - table:
      headline: Two berths are ready and one is not
      columns: [{key: berth, label: Berth}, {key: state, label: State}]
      rows: [[North, ready], [South, ready], [East, no contract]]
  - stance_matrix:
      headline: Both councils want the harbour, and one wants it cheaper
      questions: [Opening in spring, Paying for the quay]
      rows:
        - {actor: North council, message: true, cells: [{stance: "yes", words: Wants it}, {stance: partly, words: Half}]}
        - {actor: South council, cells: [{stance: "yes", words: Wants it}, {stance: unstated, words: Not stated}]}
  - quote: {fact: F-002, words: reached a good, speaker: Ada Holm, where: harbour board}
  - text: {id: plain, text: The board met in the old customs house., slide: false}
  - recommendations:
      title: The ask
      items: [{action: Sign the dredging contract, owner: harbour board}, {action: Fix the steel price}]
  - sources
"""


def harbour(folder: Path, body: str = BODY, charts: str = CHARTS) -> Path:
    """The report."""
    return report(folder, charts + body, head=HEAD)


# ---------------------------------------------------------------- looking
def slide(deck: Any, key: str) -> Any:
    """A slide by its key; None when it is not there."""
    return next((one for one in deck.slides if one.element.cSld.get("name") == key), None)


def keys(deck: Any) -> list[str]:
    return [one.element.cSld.get("name") for one in deck.slides]


def shape(deck: Any, key: str, name: str) -> Any:
    found = slide(deck, key)
    return next((one for one in found.shapes if one.name == name), None) if found is not None else None


def text(deck: Any, key: str, name: str) -> str:
    found = shape(deck, key, name)
    return str(found.text_frame.text) if found is not None else ""


def place(deck: Any, key: str, name: str) -> tuple[float, ...]:
    one = shape(deck, key, name)
    return tuple(round(side / 12700) for side in (one.left, one.top, one.width, one.height))


def labels(group: Any) -> list[str]:
    return [one.text_frame.text for one in group.shapes if one.has_text_frame and one.text_frame.text]


def colours(deck: Any, key: str, name: str) -> list[str]:
    """The colours written as such in a chart."""
    chart = shape(deck, key, name).chart._chartSpace
    return [e.get("val") for e in chart.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}srgbClr")]


# ---------------------------------------------------------------- doing
def retype(deck: Any, key: str, name: str, words: str) -> None:
    """New words in the first run, as PowerPoint leaves them when somebody selects all and types."""
    frame = shape(deck, key, name).text_frame
    first, *others = frame.paragraphs[0].runs
    first.text = words
    for run in others:
        run._r.getparent().remove(run._r)


def shift(deck: Any, key: str, name: str, dx: float = 0, dy: float = 0, wider: float = 1.0, higher: float = 1.0) -> None:
    one = shape(deck, key, name)
    left, top, width, height = one.left, one.top, one.width, one.height
    one.left, one.top = left + Pt(dx), top + Pt(dy)
    one.width, one.height = int(width * wider), int(height * higher)


def drop(deck: Any, key: str) -> None:
    ids = deck.element.sldIdLst
    entry = list(ids)[keys(deck).index(key)]
    deck.part.drop_rel(entry.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"))
    ids.remove(entry)


def move(deck: Any, key: str, to: int) -> None:
    ids = deck.element.sldIdLst
    entry = list(ids)[keys(deck).index(key)]
    ids.remove(entry)
    ids.insert(to, entry)


def add_slide(deck: Any, words: str, at: int) -> Any:
    made = deck.slides.add_slide(next(one for one in deck.slide_layouts if one.name.lower() == "content"))
    made.shapes.title.text = words
    ids = deck.element.sldIdLst
    entry = list(ids)[-1]
    ids.remove(entry)
    ids.insert(at, entry)
    return made


def picture() -> BytesIO:
    made = BytesIO()
    Image.new("RGB", (40, 30), (200, 30, 30)).save(made, "PNG")
    made.seek(0)
    return made


def write_box(on: Any, words: str) -> None:
    box = on.shapes.add_textbox(Pt(600), Pt(380), Pt(280), Pt(40))
    box.name = "My remark"
    box.text_frame.text = words


def chart_of_mine(on: Any) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData()
    data.categories = ["now", "then"]
    data.add_series("mine", (1, 2))
    made = on.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Pt(100), Pt(150), Pt(300), Pt(200), data)
    made.name = "My chart"
    for mark in made.chart._chartSpace.xpath(".//c:axId | .//c:crossAx"):
        mark.set("val", mark.get("val").lstrip("-"))  # the library writes negative ones, which Office would not


def paint_series(deck: Any, key: str, name: str, colour: str) -> None:
    """The whole series, as PowerPoint does it: its points lose the looks of their own."""
    series = shape(deck, key, name).chart.plots[0].series[0]
    for point in series._element.xpath("c:dPt"):
        series._element.remove(point)
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor.from_string(colour)


def paint_point(deck: Any, key: str, name: str, number: int, colour: str) -> None:
    fill = shape(deck, key, name).chart.plots[0].series[0].points[number].format.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(colour)


def relabel(deck: Any, key: str, name: str, old: str, new: str) -> None:
    next(one for one in shape(deck, key, name).shapes if one.has_text_frame and one.text_frame.text == old
         ).text_frame.paragraphs[0].runs[0].text = new


def cell(deck: Any, key: str, name: str, row: int, column: int) -> Any:
    return shape(deck, key, name).table.cell(row, column)


def retype_cell(deck: Any, key: str, name: str, row: int, column: int, words: str) -> None:
    cell(deck, key, name, row, column).text_frame.paragraphs[0].runs[0].text = words


def repeat(deck: Any) -> None:
    """A rectangle of a person's own, copied from one that is there, with everything but its id."""
    model = shape(deck, "bottom_line", "Title")._element
    copy = deepcopy(model)
    copy.nvSpPr.cNvPr.set("name", "My copy")
    for mark in copy.nvSpPr.cNvPr.findall("{http://schemas.openxmlformats.org/drawingml/2006/main}extLst"):
        copy.nvSpPr.cNvPr.remove(mark)
    model.addnext(copy)


def remove(deck: Any, key: str, name: str) -> None:
    element = shape(deck, key, name)._element
    element.getparent().remove(element)


class HandEdit(NamedTuple):
    """What is done, and whether a deck has it."""

    name: str
    do: Callable[[Any], object]
    holds: Callable[[Any], bool]


EDITS = (
    HandEdit("a headline is rewritten", lambda d: retype(d, "chart-boxes", "Title", "Every year saw more boxes"),
             lambda d: text(d, "chart-boxes", "Title") == "Every year saw more boxes"),
    HandEdit("a subtitle is rewritten", lambda d: retype(d, "chart-ways", "Subtitle", "By tonnes"),
             lambda d: text(d, "chart-ways", "Subtitle") == "By tonnes"),
    HandEdit("a bottom line is rewritten",
             lambda d: retype(d, "bottom_line", "Title", "The harbour opens in spring, given a contract."),
             lambda d: text(d, "bottom_line", "Title") == "The harbour opens in spring, given a contract."),
    HandEdit("notes are rewritten",
             lambda d: setattr(slide(d, "chart-offer").notes_slide.notes_text_frame, "text", "Say it slowly."),
             lambda d: "Say it slowly." in slide(d, "chart-offer").notes_slide.notes_text_frame.text),
    HandEdit("a label of a tile is rewritten", lambda d: retype(d, "key_numbers", "Label F-001", "more than before"),
             lambda d: text(d, "key_numbers", "Label F-001") == "more than before"),
    HandEdit("a table cell is rewritten", lambda d: retype_cell(d, "table", "Table", 3, 1, "contract soon"),
             lambda d: cell(d, "table", "Table", 3, 1).text == "contract soon"),
    HandEdit("a cell of the matrix is rewritten",
             lambda d: retype_cell(d, "stance_matrix", "Stance matrix", 1, 1, "Longs for it"),
             lambda d: cell(d, "stance_matrix", "Stance matrix", 1, 1).text == "Longs for it"),
    HandEdit("a table is moved", lambda d: shift(d, "table", "Table", dx=20, dy=30),
             lambda d: place(d, "table", "Table")[:2] == (68, 146)),
    HandEdit("an Office chart is resized", lambda d: shift(d, "chart-ways", "Figure 2", dx=10, wider=0.8),
             lambda d: place(d, "chart-ways", "Figure 2")[::2] == (58, 691)),
    HandEdit("a series is recoloured", lambda d: paint_series(d, "chart-boxes", "Figure 1", "AA1122"),
             lambda d: set(colours(d, "chart-boxes", "Figure 1")) == {"AA1122"}),
    HandEdit("a point is recoloured", lambda d: paint_point(d, "chart-ways", "Figure 2", 1, "118844"),
             lambda d: "118844" in colours(d, "chart-ways", "Figure 2")),
    HandEdit("a word of a drawn figure is changed",
             lambda d: relabel(d, "chart-offer", "Figure 3", "first report", "the first of them"),
             lambda d: "the first of them" in labels(shape(d, "chart-offer", "Figure 3"))),
    HandEdit("a drawn figure is moved", lambda d: shift(d, "chart-buses", "Figure 4", dx=40, dy=12),
             lambda d: place(d, "chart-buses", "Figure 4")[:2] == (88, 140)),
    HandEdit("a text is moved", lambda d: shift(d, "key_numbers", "Value F-002", dx=6, dy=-4),
             lambda d: place(d, "key_numbers", "Value F-002")[0] == place(d, "key_numbers", "Label F-002")[0] + 6),
    HandEdit("a text is made wider", lambda d: shift(d, "quote-F-002", "Speaker", wider=1.02),
             lambda d: place(d, "quote-F-002", "Speaker")[2] == 836),
    HandEdit("a shape is taken out", lambda d: remove(d, "quote-F-002", "Rectangle"),
             lambda d: shape(d, "quote-F-002", "Rectangle") is None and slide(d, "quote-F-002") is not None),
    HandEdit("a slide is taken out", lambda d: drop(d, "sources"), lambda d: "sources" not in keys(d)),
    HandEdit("a slide is moved", lambda d: move(d, "stance_matrix", 2),
             lambda d: keys(d).index("stance_matrix") == keys(d).index("bottom_line") + 1),
    HandEdit("a slide is added", lambda d: write_box(add_slide(d, "What I want to say", 4), "My own words"),
             lambda d: any("My own words" in [s.text_frame.text for s in one.shapes if s.has_text_frame] for one in d.slides)),
    HandEdit("a slide with a chart is added", lambda d: chart_of_mine(add_slide(d, "My chart", 7)),
             lambda d: any([s.chart.plots[0].series[0].name for s in one.shapes if s.has_chart] == ["mine"] for one in d.slides)),
    HandEdit("a remark is put on a slide", lambda d: write_box(slide(d, "table"), "Ask about the east"),
             lambda d: text(d, "table", "My remark") == "Ask about the east"),
    HandEdit("a picture is put on a slide",
             lambda d: slide(d, "chart-offer").shapes.add_picture(picture(), Pt(800), Pt(40), Pt(60)),
             lambda d: [s.image.size for s in slide(d, "chart-offer").shapes if s.shape_type == 13] == [(40, 30)]),
    HandEdit("a shape is copied", repeat, lambda d: shape(d, "bottom_line", "My copy") is not None),
)


def edit(source: Path, to: Path, edits: tuple[HandEdit, ...] = EDITS) -> Path:
    """The deck with the edits, saved elsewhere."""
    deck = Presentation(str(source))
    for one in edits:
        one.do(deck)
    deck.save(str(to))
    return to
