"""Prints of an edited deck: what a person drew is on its pages, where LibreOffice has it; what cannot be drawn is named."""
from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import built
import edited as hand
import hosts
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt
from readers import assert_conforms

from charts.drawing import Drawing, Fill, Stroke, rectangle
from charts.drawing import Path as Outline
from charts.native import Native, NativeSeries, Point
from reports import command, pipeline, prints, theme
from reports.adopting.keys import shape_guid
from reports.adopting.recoloured import recoloured
from reports.page import Figure, Page, Pages, Properties
from reports.problems import Problem
from reports.render.pptx_kept import Kept, Recolour

pytestmark = pytest.mark.xdist_group("outside")  # one LibreOffice runs at a time
HOUSE = theme.load(pipeline.TEMPLATES / "chancery")
NEAR = 2.0  # points: how far a word may stand from where LibreOffice has it


# ---------------------------------------------------------------- what a hand draws
def write(on: Any, place: tuple[int, int, int, int], *lines: str, size: float = 20, align: Any = None, anchor: Any = None) -> Any:
    box = on.shapes.add_textbox(*map(Pt, place))
    frame = box.text_frame
    frame.word_wrap, frame.vertical_anchor = True, anchor
    for number, words in enumerate(lines):
        paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = words, Pt(size), bool(number)
        run.font.color.rgb = RGBColor(0x99, 0x11, 0x55)
    return box


def draw(deck: Any) -> None:
    """A slide with words, outlines and a picture; and the like on a slide of ours."""
    made = hand.add_slide(deck, "What I want to say", 4)
    write(made, (60, 150, 380, 90), "Words that a person typed, which are long enough to take more lines than one", "Bold words")
    write(made, (60, 300, 380, 90), "In the middle", size=28, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)
    square = made.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(500), Pt(150), Pt(200), Pt(100))
    square.fill.solid()
    square.fill.fore_color.rgb, square.text_frame.text = RGBColor(0x22, 0x88, 0x44), "In a box"
    line = made.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Pt(500), Pt(300), Pt(700), Pt(300))
    line.line.color.rgb, line.line.width = RGBColor(0xCC, 0x22, 0x22), Pt(6)
    photograph = made.shapes.add_picture(hand.picture(), Pt(500), Pt(340), Pt(120), Pt(90))
    photograph._element.nvPicPr.cNvPr.set("descr", "A red square")
    write(hand.slide(deck, "table"), (500, 380, 300, 40), "Ask about the east", align=PP_ALIGN.RIGHT)


def draw_what_cannot_be(deck: Any) -> None:
    made = hand.add_slide(deck, "What no print shows", 4)
    hand.chart_of_mine(made)
    write(made, (60, 150, 380, 90), "Turned").rotation = 30
    made.shapes[-1].name = "Turned words"
    made.shapes.add_table(2, 2, Pt(60), Pt(300), Pt(300), Pt(60)).name = "My table"
    made.shapes.add_shape(MSO_SHAPE.STAR_5_POINT, Pt(700), Pt(300), Pt(60), Pt(60)).name = "My star"


def printed(first: Path, to: Path, *edits: Callable[[Any], object]) -> tuple[Path, list[str]]:
    """The folder of the finished files after edits were adopted, and what their prints are said to lack."""
    folder = Path(shutil.copytree(first, to / "harbour"))
    deck = hand.edit(folder / "out/deck.pptx", folder / "mine.pptx", tuple(hand.HandEdit("", edit, bool) for edit in edits))
    with pytest.raises(SystemExit) as left:
        command.main(["adopt", str(deck), str(folder)])
    assert left.value.code == 0
    return folder / "out", [p.what for p in make(folder) if "prints of the deck lack" in p.what]


def make(folder: Path) -> list[Problem]:
    options = pipeline.Options(only=("deck",), prints=("deck-pdf", "handout-3"), cache=built.ROOT / "build/.cache")
    return pipeline.build(folder, folder / "out", options)[1]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = hand.harbour(tmp_path_factory.mktemp("first") / "harbour")
    make(folder)
    return folder


@pytest.fixture(scope="module")
def drawn(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out, lacking = printed(first, tmp_path_factory.mktemp("drawn"), draw)
    assert lacking == []
    return out


@pytest.fixture(scope="module")
def theirs(drawn: Path) -> Path:
    return hosts.converted(hosts.comparable(drawn / "deck.pptx", drawn / "plain.pptx"), drawn / "pdf")


def test_words_of_a_hand_stand_where_libreoffice_puts_them(drawn: Path, theirs: Path) -> None:
    ours, others = hosts.words(drawn / "deck.pdf"), hosts.words(theirs)
    assert len(ours) == len(others)
    number = next(n for n, words in enumerate(others) if "typed," in [w.text for w in words])
    table = next(n for n, words in enumerate(others) if "Ask" in [w.text for w in words])
    compared = 0
    for sheet in (number, table):
        for word in others[sheet]:
            off = min((max(abs(w.x - word.x), abs(w.y - word.y)) for w in ours[sheet] if w.text == word.text), default=999.0)
            assert off <= NEAR, f"{word} is {off:.2f} pt away"
            compared += 1
    assert compared > 40


def test_outlines_and_pictures_have_their_places_and_colours(drawn: Path, theirs: Path) -> None:
    at = [(510, 160), (690, 240), (600, 300), (510, 350), (610, 420), (720, 300), (480, 200)]
    number = next(n for n, words in enumerate(hosts.words(theirs)) if "typed," in [w.text for w in words])
    mine, other = hosts.pixels(drawn / "deck.pdf", number, at), hosts.pixels(theirs, number, at)
    assert max(abs(a - b) for one, two in zip(mine, other, strict=True) for a, b in zip(one, two, strict=True)) <= 3
    assert mine[0] == (0x22, 0x88, 0x44) and mine[2] == (0xCC, 0x22, 0x22) and mine[-1] == (255, 255, 255)


def test_the_added_slide_is_a_page_with_its_heading_and_the_picture_is_told(drawn: Path) -> None:
    for name in ("deck.pdf", "handout.pdf"):
        with pikepdf.open(drawn / name) as opened, opened.open_outline() as outline:
            titles = [str(entry.title) for entry in outline.root]
            alts = [str(node.Alt) for node in opened.objects if isinstance(node, pikepdf.Dictionary) and "/Alt" in node]
        assert titles[4] == "What I want to say" and "A red square" in alts


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("name", ["deck.pdf", "handout.pdf"])
def test_they_conform(profile: str, name: str, drawn: Path) -> None:
    assert_conforms(drawn / name, profile)


def test_what_cannot_be_drawn_is_named(first: Path, tmp_path: Path) -> None:
    _, lacking = printed(first, tmp_path, draw_what_cannot_be)
    assert len(lacking) == 1
    assert [name for name in ("My chart", "Turned words", "My table", "My star") if f'"{name}"' not in lacking[0]] == []
    assert "What no print shows" not in lacking[0]


# ---------------------------------------------------------------- colours of charts
def test_charts_have_the_colours_that_a_hand_gave_them(first: Path, tmp_path: Path) -> None:
    out, lacking = printed(first, tmp_path, lambda d: hand.paint_series(d, "chart-boxes", "Figure 1", "AA1122"),
                           lambda d: hand.paint_point(d, "chart-ways", "Figure 2", 1, "118844"))
    assert lacking == []
    everywhere = [(x, y) for x in range(60, 900, 12) for y in range(130, 420, 12)]
    keys = hand.keys(Presentation(str(out / "deck.pptx")))
    for key, colour in (("chart-boxes", (0xAA, 0x11, 0x22)), ("chart-ways", (0x11, 0x88, 0x44))):
        assert hosts.pixels(out / "deck.pdf", keys.index(key), everywhere).count(colour) > 20
        assert colour not in hosts.pixels(first / "out/deck.pdf", keys.index(key), everywhere)


def bars(values: list[float], *series: NativeSeries, upright: bool = True, lengths: list[float] | None = None) -> Figure:
    """A native chart, and the drawing of its first series."""
    marks, at = [], 0.0
    for length in lengths or values:
        box = rectangle(at, 0, 5, 10 * length) if upright else rectangle(0, at, 10 * length, 5)
        marks.append(Outline(box, series[0].fill))
        at += 8
    names = tuple(f"c{n}" for n in range(len(values)))
    return Figure(0, 0, 100, 100, Drawing(100, 100, tuple(marks)), native=Native("column" if upright else "bar", names, series))


def fills(figure: Figure) -> list[str]:
    return [mark.fill.colour for mark in figure.drawing.marks if isinstance(mark, Outline) and mark.fill]


def change(category: str = "", series: str = "s", colour: str = "#AA1122") -> Recolour:
    return Recolour("slide", "guid", series, category, colour)


values = st.lists(st.floats(0.5, 20), min_size=1, max_size=8)


@given(values, st.booleans(), st.data())
def test_one_bar_among_bars_alike_is_found_by_its_place(sizes: list[float], upright: bool, data: st.DataObject) -> None:
    which = data.draw(st.integers(0, len(sizes) - 1))
    figure = bars(sizes, NativeSeries("s", tuple(sizes), Fill("navy")), upright=upright)
    made, left = recoloured(figure, [change(f"c{which}")])
    assert left == [] and [n for n, colour in enumerate(fills(made)) if colour == "#AA1122"] == [which]


def test_bars_that_are_not_as_long_as_their_values_are_not_guessed() -> None:
    figure = bars([1, 2, 3], NativeSeries("s", (1, 2, 3), Fill("navy")), lengths=[3, 2, 1])
    made, left = recoloured(figure, [change("c0")])
    assert made == figure and left == [change("c0")]


def test_a_series_is_painted_whole_and_keeps_its_pattern_unless_another_looks_like_it() -> None:
    hatched = NativeSeries("s", (1, 2), Fill("navy", "hatch", "white"))
    made, left = recoloured(bars([1, 2], hatched), [change()])
    assert left == []
    assert {mark.fill for mark in made.drawing.marks if isinstance(mark, Outline)} == {Fill("#AA1122", "hatch", "white")}
    twin = NativeSeries("t", (3, 4), hatched.fill)
    assert recoloured(bars([1, 2], hatched, twin), [change()])[1] == [change()]
    assert recoloured(bars([1, 2], hatched), [change(series="unknown")])[1] == [change(series="unknown")]


def test_a_point_with_a_look_of_its_own_is_found_by_it() -> None:
    series = NativeSeries("s", (1, 2, 3), Fill("navy"), points=(None, Point(Fill("orange")), None))
    figure = bars([1, 2, 3], series)
    marks = (figure.drawing.marks[0], Outline(rectangle(8, 0, 5, 20), Fill("orange")), figure.drawing.marks[2])
    figure = Figure(0, 0, 100, 100, Drawing(100, 100, marks), native=figure.native)
    assert fills(recoloured(figure, [change("c1")])[0]) == ["navy", "#AA1122", "navy"]
    assert fills(recoloured(figure, [change("c2")])[0]) == ["navy", "orange", "#AA1122"]


@pytest.mark.parametrize("alone", [True, False])
def test_a_line_is_painted_with_its_markers(alone: bool) -> None:
    marks = (Outline((("M", 0, 0), ("L", 9, 9)), None, Stroke("blue", 2)), Outline(rectangle(0, 0, 3, 3), Fill("blue")),
             Outline((("M", 0, 9), ("L", 9, 9)), None, Stroke("navy", 0.5)))
    other = NativeSeries("t", (2, 3), None, Stroke("navy" if alone else "blue"))
    native = Native("line", ("c0", "c1"), (NativeSeries("s", (1, 2), None, Stroke("blue", 2)), other))
    made, left = recoloured(Figure(0, 0, 9, 9, Drawing(9, 9, marks), native=native), [change()])
    paints = [m.stroke or m.fill for m in made.drawing.marks if isinstance(m, Outline)]
    colours = [paint.colour for paint in paints if paint]
    assert colours == (["#AA1122", "#AA1122", "navy"] if alone else ["blue", "blue", "navy"]) and bool(left) != alone


def test_a_colour_that_cannot_be_placed_is_named() -> None:
    figure = replace(bars([1, 2, 3], NativeSeries("s", (1, 2, 3), Fill("navy")), lengths=[3, 2, 1]), name="Figure 7")
    page = Page(960, 540, (figure,), key="chart", keys=("figure",))
    changes = tuple(replace(change(category), slide="chart", guid=shape_guid("chart", "figure")) for category in ("c0", ""))
    deck = prints.printable(Pages((page,), Properties("A deck")), Kept("", "", colours=changes), HOUSE)
    said, = deck.lacking("visit")
    assert 'the colour of "c0" in "Figure 7"' in said.what and '"s"' not in said.what and said.level == "warning"
