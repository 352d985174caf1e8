"""The EXAMPLE of every chart kind as it is drawn, mark by mark, against SVG files that were looked at and found good.

`pytest --update` writes them anew. Open them in a browser: they are what the figure looks like.
"""
from __future__ import annotations

import difflib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from examples import write_gallery

import charts
from charts import paint
from charts.drawing import Drawing, Fill, Stroke, Text, rectangle
from charts.drawing import Path as Mark
from charts.style import Medium
from charts.svg import svg
from reports import compose, facts, gallery, outline, tables, theme
from reports.document import Exhibit
from reports.layout import brief
from reports.outputs import Artist
from reports.pipeline import Options

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden" / "charts"
HOUSE = theme.load(ROOT / "templates" / "chancery")
SIZES: dict[Medium, tuple[float, float | None]] = {"print": (481.0, None), "slide": (864.0, 300.0)}  # points
SVG = "{http://www.w3.org/2000/svg}"


class Collector(Artist):
    """Keeps the figures that a layout asks for, and draws none of them."""

    def __init__(self) -> None:
        super().__init__(HOUSE, Options())
        self.asked: dict[str, Exhibit] = {}

    def __call__(self, exhibit: Exhibit, width: float, height: float | None, medium: Medium) -> Drawing:
        self.asked[exhibit.id] = exhibit
        return Drawing(width, height or 100.0, ())


@pytest.fixture(scope="module")
def exhibits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Exhibit]:
    """The planned figures of the gallery by their ids."""
    read, found = outline.read(write_gallery(tmp_path_factory.mktemp("marks") / "gallery"))
    assert read is not None, found
    document, _ = compose.compose(read, facts.ledger(read)[0], tables.load(read)[0], "analyst", HOUSE)
    collector = Collector()
    brief.lay_out(document, HOUSE, collector)
    return collector.asked


@pytest.mark.parametrize("medium", list(SIZES))
@pytest.mark.parametrize("kind", charts.names())
def test_a_chart_is_drawn_as_it_was_found_good(kind: str, medium: Medium, exhibits: dict[str, Exhibit], update: bool) -> None:
    width, height = SIZES[medium]
    drawing = paint.render(kind, exhibits[gallery.figure(kind)].plan, width, height, HOUSE.style(medium))
    text, golden = svg(drawing, HOUSE.colours), GOLDEN / f"{kind}-{medium}.svg"
    if update:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert golden.exists(), f"{golden.name} is not there: look at what the chart looks like, then pytest --update"
    assert text.count("<text") >= 2 and text.count("<path") >= 1
    changed = difflib.unified_diff(golden.read_text(encoding="utf-8").splitlines(), text.splitlines(), "found good", "drawn now",
                                   lineterm="", n=0)
    assert list(changed) == []


def test_no_golden_is_left_over() -> None:
    assert {p.name for p in GOLDEN.iterdir()} == {f"{kind}-{medium}.svg" for kind in charts.names() for medium in SIZES}


# ---------------------------------------------------------------- the SVG itself
def marks_of(text: str) -> list[ElementTree.Element]:
    return [e for e in ElementTree.fromstring(text) if e.tag in (f"{SVG}path", f"{SVG}text")]


def test_every_mark_is_in_the_svg_in_its_order() -> None:
    drawing = Drawing(100, 50.04, (
        Mark(rectangle(1, 2, 30.04, 4), Fill("navy"), name='a "b"'),
        Text(5, 6.25, "R&D <now>", 9.5, "g700", bold=True, anchor="end"),
        Mark((("M", 0, 0), ("C", 1, 2, 3, 4, 5, -0.01)), None, Stroke("orange", 0.6, (4.5, 2)))), "What it shows, 1 < 2")
    text = svg(drawing, {"navy": "#000080", "g700": "#444444", "orange": "#ff8800"})
    root = ElementTree.fromstring(text)
    assert (root.get("viewBox"), root.findtext(f"{SVG}title")) == ("0 0 100 50", "What it shows, 1 < 2")
    first, words, last = marks_of(text)
    assert first.attrib == {"data-name": 'a "b"', "class": "navy", "d": "M1,2 L31,2 L31,6 L1,6 Z"}
    assert words.text == "R&D <now>" and words.attrib == {
        "class": "g700", "x": "5", "y": "6.2", "font-size": "9.5", "font-weight": "bold", "text-anchor": "end"}
    assert last.attrib == {"class": "orange-line", "fill": "none", "stroke-width": "0.6", "stroke-dasharray": "4.5 2",
                           "d": "M0,0 C1,2,3,4,5,0"}
    assert ".navy { fill: #000080 } .navy-line { stroke: #000080 }" in text


def test_textures_are_told_apart_and_each_written_once() -> None:
    box = rectangle(0, 0, 9, 9)
    fills = [Fill("navy", "hatch"), Fill("navy", "hatch", "tint"), Fill("navy", "dots"), Fill("navy", "hatch")]
    text = svg(Drawing(9, 9, tuple(Mark(box, fill) for fill in fills)), {"navy": "#000080", "tint": "#eeeeee"})
    names = ["hatch-navy", "hatch-navy-tint", "dots-navy"]
    assert [e.get("id") for e in ElementTree.fromstring(text).iter(f"{SVG}pattern")] == names
    assert [e.get("fill") for e in marks_of(text)] == [f"url(#{name})" for name in (*names, names[0])]


def test_a_role_without_a_colour_is_an_error() -> None:
    with pytest.raises(KeyError):
        svg(Drawing(9, 9, (Text(0, 0, "a", 9, "pink"),)), {"navy": "#000080"})


def test_a_moved_mark_a_changed_word_and_another_colour_show() -> None:
    base = Text(5, 6, "word", 9.5, "navy")
    colours = {"navy": "#000080", "blue": "#0000ff"}
    texts = {svg(Drawing(9, 9, (t,)), colours) for t in (base, Text(5.2, 6, "word", 9.5, "navy"), Text(5, 6, "Word", 9.5, "navy"),
                                                        Text(5, 6, "word", 9.5, "blue"), Text(5, 6, "word", 10, "navy"))}
    assert len(texts) == 5
