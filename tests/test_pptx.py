"""The deck's renderer: real placeholders, theme colours, native tables and shapes, notes, and the same bytes every time."""
from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pptx_sample as sample
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from reports.page import Figure, Page, Pages, Shape, TextBox
from reports.problems import MachineFailed
from reports.render import master, pptx
from reports.render.pptx_ink import Ink, changed, changes

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
HEX = st.tuples(*[st.integers(0, 255)] * 3).map(lambda c: "#{:02X}{:02X}{:02X}".format(*c))


def deck_of(*made: Page) -> Any:
    return Presentation(BytesIO(pptx.render(sample.pages(*made), sample.theme(), sample.MASTER)))


def slide_of(*items: Any, **more: Any) -> Any:
    return deck_of(sample.page(*items, **more)).slides[0]


@cache
def whole() -> bytes:
    return pptx.render(sample.everything(), sample.theme(), sample.MASTER)


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    with ZipFile(BytesIO(whole())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def named(slide: Any, name: str) -> Any:
    return next(shape for shape in slide.shapes if shape.name == name)


def runs(shape: Any) -> list[Any]:
    return list(shape._element.iter(f"{A}r"))


# ---------------------------------------------------------------------- colours
def channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def test_every_derived_role_comes_out_as_the_house_has_it() -> None:
    theme = sample.theme()
    assert theme.derived
    for role, base in theme.derived.items():
        made = changed(theme.colours[base], changes(theme.colours[base], theme.colours[role]))
        assert all(abs(a - b) <= 2 for a, b in zip(channels(made), channels(theme.colours[role]), strict=True)), role


@given(HEX, HEX)
def test_a_derived_colour_has_the_wanted_luminance(base: str, wanted: str) -> None:
    made, aim = channels(changed(base, changes(base, wanted))), channels(wanted)
    assert abs((max(made) + min(made)) - (max(aim) + min(aim))) <= 3


@given(HEX)
def test_a_colour_needs_no_change_to_become_itself(colour: str) -> None:
    assert changes(colour, colour) == ()


def test_no_colour_in_the_deck_is_a_number(parts: dict[str, bytes]) -> None:
    folders = ("ppt/slides/s", "ppt/charts/c", "ppt/slideLayouts/s")
    written = {name: data for name, data in parts.items() if name.startswith(folders)}
    assert len(written) > 15
    assert not [name for name, data in written.items() if b"srgbClr" in data]
    assert parts["ppt/theme/theme1.xml"].count(b"srgbClr") == 12


# ---------------------------------------------------------------------- bytes and properties
def test_the_same_pages_give_the_same_bytes_in_another_process() -> None:
    code = ("import hashlib, sys; sys.path[:0] = ['.', 'tests']; import pptx_sample as s; from reports.render import pptx; "
            "print(hashlib.sha256(pptx.render(s.everything(), s.theme(), s.MASTER)).hexdigest())")
    changed_world = os.environ | {"PYTHONHASHSEED": "77", "TZ": "Asia/Karachi", "LC_ALL": "C"}
    made = subprocess.run([sys.executable, "-c", code], env=changed_world, cwd=Path(__file__).parents[1], capture_output=True,
                          text=True, check=True)
    assert made.stdout.strip() == hashlib.sha256(whole()).hexdigest()


def test_entries_have_one_time_and_a_fixed_order_inside_workbooks_too(parts: dict[str, bytes]) -> None:
    books = [data for name, data in parts.items() if name.endswith(".xlsx")]
    assert len(books) == 3
    for data in [whole(), *books]:
        with ZipFile(BytesIO(data)) as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert archive.namelist()[0] == "[Content_Types].xml"
            assert len(set(archive.namelist())) == len(archive.namelist())


def test_properties_are_the_reports_alone(parts: dict[str, bytes]) -> None:
    core = Presentation(BytesIO(whole())).core_properties
    assert (core.title, core.author, core.last_modified_by, core.language) == ("New strides", "Asha Rao, B. Lee",
                                                                               "Asha Rao, B. Lee", "en-GB")
    assert core.created == core.modified and core.created.isoformat().startswith("2021-04-30T00:00")
    assert b"Microsoft" not in parts["docProps/app.xml"]
    assert not [name for name in parts if re.search("thumbnail|printerSettings", name)]


def test_the_validator_finds_nothing(tmp_path: Path, need_tool: Callable[[str], str]) -> None:
    (tmp_path / "deck.pptx").write_bytes(whole())
    done = subprocess.run([need_tool("ooxml-validator"), str(tmp_path / "deck.pptx")], capture_output=True, text=True)
    assert done.returncode == 0 and '"errors": []' in done.stdout, done.stdout


# ---------------------------------------------------------------------- placeholders and text
def test_a_title_where_the_layout_has_it_inherits_everything() -> None:
    shape = slide_of(sample.title("A sentence")).shapes.title
    assert shape.text_frame.text == "A sentence"
    assert shape._element.find(f"{P}spPr/{A}xfrm") is None
    look = runs(shape)[0].find(f"{A}rPr")
    assert look.get("sz") is None and look.get("b") is None and look.find(f"{A}solidFill") is None


def test_a_title_elsewhere_or_smaller_says_only_that() -> None:
    smaller = sample.paragraph((sample.span("A long sentence", "headline", size=26),), "headline")
    shape = slide_of(replace(sample.title("x", height=69.0), paragraphs=(replace(smaller, leading=31),))).shapes.title
    assert (shape.left, shape.top, shape.height) == (48 * 12700, 48 * 12700, 69 * 12700)
    look = runs(shape)[0].find(f"{A}rPr")
    assert look.get("sz") == "2600" and look.get("b") is None
    assert shape._element.find(f".//{A}spcPts").get("val") == "3100"


@pytest.mark.parametrize(("layout", "placeholder", "kind"), [
    ("cover", "title", PP_PLACEHOLDER.TITLE), ("cover", "subtitle", PP_PLACEHOLDER.SUBTITLE),
    ("content", "subtitle", PP_PLACEHOLDER.BODY), ("content", "body", PP_PLACEHOLDER.BODY),
    ("content", "footer", PP_PLACEHOLDER.FOOTER), ("table", "number", PP_PLACEHOLDER.SLIDE_NUMBER)])
def test_each_name_finds_the_layouts_placeholder(layout: str, placeholder: str, kind: PP_PLACEHOLDER) -> None:
    slide = slide_of(replace(sample.title("x"), placeholder=placeholder), layout=layout)
    assert [p.placeholder_format.type for p in slide.placeholders] == [kind]
    there = {p.placeholder_format.idx: p.placeholder_format.type for p in slide.slide_layout.placeholders}
    assert all(there[p.placeholder_format.idx] == kind for p in slide.placeholders)


def test_a_second_text_for_a_placeholder_stands_free() -> None:
    slide = slide_of(sample.title("One"), replace(sample.title("Two"), name="Other"))
    assert slide.shapes.title.text_frame.text == "One"
    assert not named(slide, "Other").is_placeholder


def test_a_free_text_has_no_insets_and_no_autofit_and_wraps() -> None:
    shape = named(slide_of(sample.box(10, 20, 300, 40, "Free", "body", name="Free")), "Free")
    body = shape._element.find(f"{P}txBody/{A}bodyPr")
    assert [body.get(side) for side in ("lIns", "tIns", "rIns", "bIns")] == ["0"] * 4
    assert body.get("wrap") == "square" and body.find(f"{A}noAutofit") is not None
    look = runs(shape)[0].find(f"{A}rPr")
    assert (look.get("sz"), look.find(f"{A}latin").get("typeface")) == ("1800", "+mn-lt")


def test_lists_are_lists() -> None:
    shape = named(slide_of(TextBox(48, 128, 864, 200, sample.listed(), name="List")), "List")
    plain, first, second, dash = [p.find(f"{A}pPr") for p in shape._element.iter(f"{A}p")]
    assert plain.find(f"{A}buAutoNum") is None
    assert [p.find(f"{A}buAutoNum").get("startAt") for p in (first, second)] == ["1", "1"]  # one list, which counts on
    assert (first.get("marL"), first.get("indent")) == (str(22 * 12700), str(-22 * 12700))
    assert dash.find(f"{A}buChar").get("char") == "–"
    assert not [r for r in runs(shape) if r.find(f"{A}t").text.startswith("1 ")]


def test_in_a_body_placeholder_plain_paragraphs_have_no_label_of_the_master() -> None:
    shape = named(slide_of(TextBox(48, 128, 864, 312, sample.listed(), placeholder="body", name="Body")), "Body")
    plain = next(shape._element.iter(f"{A}pPr"))
    assert plain.find(f"{A}buNone") is not None and (plain.get("marL"), plain.get("indent")) == ("0", "0")


def test_every_run_names_its_language(parts: dict[str, bytes]) -> None:
    looks = [look for name, data in parts.items() if re.match(r"ppt/(slides|notesSlides)/[sn]", name)
             for look in re.findall(rb"<a:rPr[^>]*>", data)]
    assert len(looks) > 30 and all(b' lang="' in look for look in looks)
    assert any(b'lang="ru"' in look for look in looks)


def test_a_raised_mark_is_written_at_its_neighbours_size() -> None:
    shape = named(slide_of(TextBox(48, 128, 864, 200, sample.listed(), name="List")), "List")
    mark = next(r for r in runs(shape) if r.find(f"{A}t").text == "12").find(f"{A}rPr")
    assert (mark.get("sz"), mark.get("baseline")) == ("1800", "42000")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "#fact-1", "ppaction://x", "\\\\host\\x"])
def test_only_web_and_mail_addresses_become_links(address: str) -> None:
    words = (sample.span("a", link=address), sample.span("b", link="mailto:a@example.org"))
    slide = slide_of(TextBox(48, 128, 400, 40, (sample.paragraph(words),)))
    outside = [rel.target_ref for rel in slide.part.rels.values() if rel.is_external]
    assert outside == ["mailto:a@example.org"]


def test_hostile_characters_stay_text() -> None:
    words = 'A & B <b> "quoted" \'x\' </a:t>'
    slide = slide_of(sample.title(words), Figure(0, 100, 864, 200, sample.route(), alt=words, name=words))
    assert slide.shapes.title.text_frame.text == words
    assert named(slide, words)._element.find(f"{P}nvGrpSpPr/{P}cNvPr").get("descr") == words


@pytest.mark.parametrize("words", ["", "1", "Page 1 of 9"])
def test_the_slide_number_is_a_field(words: str) -> None:
    shape = named(slide_of(sample.number(words)), "Slide number")
    fields = list(shape._element.iter(f"{A}fld"))
    assert [f.get("type") for f in fields] == ["slidenum"]
    assert "".join(t.text for t in shape._element.iter(f"{A}t")) == (words or "1")


# ---------------------------------------------------------------------- shapes, drawings, tables
def test_ids_and_names_are_unique_and_order_is_the_items(parts: dict[str, bytes]) -> None:
    slides = [data.decode() for name, data in parts.items() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    assert len(slides) == 9
    for xml in slides:
        ids = re.findall(r'<p:cNvPr id="(\d+)"', xml)
        names = re.findall(r'<p:cNvPr id="\d+" name="([^"]+)"', xml)
        assert len(set(ids)) == len(ids) and len(set(names)) == len(names)
    slide = slide_of(Shape(0, 0, 5, 5, name="First"), sample.title("x"), Shape(9, 9, 5, 0, name="Last"))
    assert [s.name for s in slide.shapes] == ["First", "Title", "Last"]


def test_furniture_is_marked_decorative() -> None:
    slide = slide_of(Shape(0, 0, 5, 5, name="Bar"))
    assert b"decorative" in named(slide, "Bar")._element.xml.encode()


def test_marks_become_the_simplest_shape_that_is_equal() -> None:
    group = named(slide_of(Figure(48, 150, 864, 200, sample.route(), alt="Route", name="Route")), "Route")
    kinds = {shape.name: re.findall(r'prstGeom prst="(\w+)"|<(a:custGeom)>', shape._element.xml) for shape in group.shapes}
    assert kinds["End"] == [("ellipse", "")] and kinds["Promised"] == [("rect", "")] and kinds["Pipeline"] == [("line", "")]
    assert kinds["Curve"] == kinds["Half"] == [("", "a:custGeom")]
    assert 'flipV="1"' in next(s for s in group.shapes if s.name == "Rising")._element.xml
    assert "cubicBezTo" in next(s for s in group.shapes if s.name == "Curve")._element.xml


def test_a_promise_is_hatched_and_the_unstated_dotted() -> None:
    group = named(slide_of(Figure(48, 150, 864, 200, sample.route(), alt="Route", name="Route")), "Route")
    xml = {shape.name: shape._element.xml for shape in group.shapes}
    assert 'prst="wdUpDiag"' in xml["Promised"] and "pattFill" not in xml["Unstated"]
    assert "custDash" in xml["Dots"] and "decorative" in xml["Dots"]


def test_a_line_of_text_is_a_box_a_little_wider_than_its_words() -> None:
    group = named(slide_of(Figure(48, 150, 864, 200, sample.route(), alt="Route", name="Route")), "Route")
    label = next(s for s in group.shapes if s.has_text_frame and s.text_frame.text == "1,100 km")
    words = sample.theme().style("slide").measure("1,100 km", 32, True)
    assert 1.03 < label.width / 12700 / words < 1.05
    assert (label.left + label.width / 2) / 12700 == pytest.approx(48 + 432, abs=0.1)
    assert label.top / 12700 < 150 + 35 - 0.9 * 32


def test_a_table_is_native_with_its_header_rules_and_fills() -> None:
    table = named(slide_of(sample.title("x"), sample.table(), layout="table"), "Stances").table
    assert table.first_row and table.first_col and not table.horz_banding
    assert [round(c.width / 12700) for c in table.columns] == [176, 344, 344]
    below_head, above_first = table.cell(0, 1)._tc.tcPr.find(f"{A}lnB"), table.cell(1, 1)._tc.tcPr.find(f"{A}lnT")
    assert below_head.get("w") == above_first.get("w") == "12700"
    assert table.cell(1, 0)._tc.tcPr.find(f"{A}lnL").get("w") == str(5 * 12700)
    assert table.cell(2, 1).is_merge_origin and table.cell(2, 1).span_width == 2
    assert table.cell(1, 1).margin_left == 6 * 12700 and table.cell(0, 0).vertical_anchor is not None


def test_symbols_lie_over_the_table_and_dots_under_it_and_odd_rules_stay() -> None:
    names = [s.name for s in slide_of(sample.table(), layout="table").shapes]
    assert names == ["Stances, dots", "Stances", "Stances, symbols", "Stances, rule"]


def test_alternative_text_stands_on_figures_and_tables() -> None:
    slide = slide_of(sample.table(), sample.chart(sample.columns()), layout="table")
    found = {s.name: s._element.xpath(".//p:cNvPr")[0].get("descr") for s in slide.shapes}
    assert (found["Stances"], found["Figure 1"]) == ("Who stands where", "What the chart shows")


def test_notes_are_said_in_full() -> None:
    frame = slide_of(sample.title("x")).notes_slide.notes_text_frame
    assert [p.text for p in frame.paragraphs] == ["Say this.", "Source: article A."]


def test_a_navy_layout_needs_no_background_of_its_own() -> None:
    deck = deck_of(sample.page(sample.title("x"), layout="quote", background="navy"),
                   sample.page(sample.title("y"), background="tint"))
    assert [s._element.cSld.find(f"{P}bg") is None for s in deck.slides] == [True, False]


# ---------------------------------------------------------------------- the master
def test_the_master_in_the_house_is_what_its_theme_makes() -> None:
    assert sample.MASTER.read_bytes() == master.master(sample.theme())


def test_the_master_has_no_autofit_no_effects_and_the_layouts_by_name() -> None:
    deck = Presentation(BytesIO(sample.MASTER.read_bytes()))
    assert [layout.name for layout in deck.slide_layouts] == [
        "Cover", "Statement", "Content", "Table", "Compared", "Quote", "Closing", "Blank"]
    assert {p.placeholder_format.type for p in deck.slide_master.placeholders} == {
        PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
    with ZipFile(sample.MASTER) as archive:
        xml = b"".join(archive.read(name) for name in archive.namelist())
    assert b"normAutofit" not in xml and b"outerShdw" not in xml and b'typeface="Calibri"' in xml


def refused(tmp_path: Path, name: str, data: bytes) -> str:
    """What is said of the master after one part more (or another instead)."""
    with ZipFile(sample.MASTER) as archive:
        files = {old: archive.read(old) for old in archive.namelist()} | {name: data}
    with ZipFile(tmp_path / "bad.pptx", "w") as archive:
        for old, content in files.items():
            archive.writestr(old, content)
    with pytest.raises(MachineFailed) as caught:
        pptx.render(sample.pages(), sample.theme(), tmp_path / "bad.pptx")
    return str(caught.value)


@pytest.mark.parametrize(("name", "data", "said"), [
    ("ppt/vbaProject.bin", b"x", "macros"), ("../evil.xml", b"<a/>", "lead elsewhere"), ("C:/evil.bin", b"", "lead elsewhere"),
    ("ppt/x.xml", b"<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "entities"),
    ("ppt/x.rels", b'<Relationship Target="file://h/x" TargetMode="External"/>', "something outside")])
def test_a_template_with_more_than_a_look_is_refused(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    assert said in refused(tmp_path, name, data)


def test_a_template_that_is_missing_or_no_package_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "no.pptx").write_bytes(b"not a package")
    for name in ("no.pptx", "absent.pptx"):
        with pytest.raises(MachineFailed, match="is not a"):
            pptx.render(sample.pages(), sample.theme(), tmp_path / name)


def test_a_layout_that_is_not_there_is_named() -> None:
    with pytest.raises(MachineFailed, match='no slide layout "poster"; it has Blank, Closing'):
        slide_of(layout="poster")


def test_pages_of_another_size_are_refused() -> None:
    with pytest.raises(MachineFailed, match="another size"):
        pptx.render(Pages((Page(720, 540, ()),), sample.PROPERTIES), sample.theme(), sample.MASTER)


def test_every_role_of_the_theme_is_a_reference() -> None:
    ink = Ink(sample.theme())
    assert set(ink.keys) == set(sample.theme().colours)
    assert ink.keys["navy"] == ("tx2", ()) and ink.keys["peach"][0] == "accent2"
