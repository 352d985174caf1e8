"""The PDF renderer: what it writes conforms, reads in order, looks as told, and is the same each time."""
from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zlib import adler32

import page
import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_sample import BOLD, ITALIC, PROPERTIES, ROOT, RULER, SANS, SERIF, THEME, box, made, one_page, sample, spoken
from PIL import Image, ImageCms

from charts.drawing import Drawing, Fill, Stroke, circle, rectangle
from charts.drawing import Path as Drawn
from reports.page import Face, Figure, Line, Paragraph, Picture, Shape, Span, Tag, TextBox
from reports.render.pdf import render
from reports.render.pdf_colour import srgb
from reports.render.pdf_finish import _end_plainly
from reports.render.pdf_sheet import number


@pytest.fixture
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(made())) as opened:
        yield opened


# --- judged from outside

@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_conforms(profile: str) -> None:
    outcome = page.validate_pdf_bytes(made(), profile=profile)
    assert outcome.is_compliant, sorted({f.rule_id for f in outcome.failures})


@pytest.mark.parametrize("date", ["2021", "2021-04", "2021-04-09", "2021-04-09T10:00:00"])
def test_dates_may_be_rough(date: str) -> None:
    data = one_page(properties=replace(PROPERTIES, date=date))
    assert page.validate_pdf_bytes(data, profile="3a").is_compliant
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert opened.open_metadata()["xmp:CreateDate"] == date[:10]


def test_qpdf_finds_no_damage(tmp_path: Path) -> None:
    tool = shutil.which("qpdf")
    if not tool:
        assert not os.environ.get("REQUIRE_TOOLS"), "qpdf is not installed"
        pytest.skip("qpdf is not installed")
    (tmp_path / "a.pdf").write_bytes(made())
    done = subprocess.run([tool, "--check", tmp_path / "a.pdf"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_stream_ends_in_what_could_be_a_line_end() -> None:
    for number_ in range(65, 80):  # 73 is such a case as the file is written today
        root = Tag("Document")
        data = one_page(box(57, 60, 400, f"Words {number_}", root.add("P")), root=root)
        assert b"\r\nendstream" not in data
    with pikepdf.new() as empty:
        stream = pikepdf.Stream(empty, b"\x0c" * 257)  # the last byte that zlib writes is 13
        _end_plainly(stream)
        assert adler32(stream.read_bytes()) & 0xFF != 13 and stream.read_bytes().rstrip(b"\n") == b"\x0c" * 257


def test_no_script_and_no_automatic_action(pdf: pikepdf.Pdf) -> None:
    assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(pdf.Root.keys())
    assert all("/AA" not in p.obj for p in pdf.pages)
    assert "/Info" not in pdf.trailer


# --- the same bytes each time

def test_two_runs_give_the_same_bytes() -> None:
    assert render(sample(), THEME) == made()


def test_the_bytes_do_not_depend_on_the_process() -> None:
    code = ("import sys, hashlib; sys.path[:0] = sys.argv[1:]\nimport pdf_sample as t\n"
            "print(hashlib.sha256(t.made()).hexdigest())")
    found = set()
    for seed, zone in (("1", "Pacific/Apia"), ("77", "UTC")):
        done = subprocess.run([sys.executable, "-c", code, str(ROOT), str(ROOT / "tests")], capture_output=True, text=True,
                              env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}, check=True)
        found.add(done.stdout)
    assert len(found) == 1


def test_the_identifier_comes_from_the_content() -> None:
    one, other = (pikepdf.open(io.BytesIO(b)).trailer.ID for b in (made(), one_page(box(57, 57, 100, "x"))))
    assert bytes(one[0]) != bytes(other[0])


# --- fonts

def test_each_font_is_embedded_once(pdf: pikepdf.Pdf) -> None:
    fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
    names = [str(font.BaseFont).split("+")[1] for font in fonts]
    assert len(names) == len(set(names)) == 6
    assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_no_code_maps_to_nothing(pdf: pikepdf.Pdf) -> None:
    maps = [o.ToUnicode.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/ToUnicode" in o]
    assert len(maps) == 6
    for cmap in maps:
        assert b"<0000>" not in cmap
        for count, entries in re.findall(rb"(\d+) beginbfchar\n(.*?)endbfchar", cmap, re.S):
            assert int(count) == entries.count(b"\n") <= 100


def test_more_characters_than_one_byte_holds_are_still_read_back() -> None:
    wanted = [c for c in map(chr, range(0x21, 0x600)) if not RULER.missing(c, "sans") and c.isalpha()][:420]
    assert len(wanted) > 300
    root = Tag("Document")
    words = " ".join("".join(wanted[i:i + 12]) for i in range(0, len(wanted), 12))
    text = pdfium.PdfDocument(one_page(box(57, 57, 400, words, root.add("P"), SANS), root=root))[0].get_textpage()
    assert set(wanted) <= set(text.get_text_range())


def test_a_glyph_that_no_font_has_is_our_bug() -> None:
    line = Line(10, ((0, Span("a漢", SANS, 10)),))
    lost = TextBox(57, 57, 100, 14, (Paragraph((Span("a漢", SANS, 10),), 14),), (line,))
    with pytest.raises(ValueError, match=r"U\+6F22"):
        one_page(lost)


# --- text

def test_text_is_read_back_in_order() -> None:
    first, second = spoken(made())
    order = ["The visit", "Trade & transit", "Russia’s foreign minister", "$540m", "Торговля", "Second of the list",
             "Doses were promised9", "see the ministry’s own account of the whole", "«Дружба навек»", "Vaccine", "PAGE ONE"]
    places = [first.index(words) for words in order]
    assert places == sorted(places)
    assert second.index("Article A, paragraph 4.") < second.index("PAGE TWO")


@pytest.mark.parametrize(("face", "tracking"), [(SANS, 0.0), (BOLD, 0.85), (SERIF, 0.0), (ITALIC, 0.0)])
def test_words_are_where_the_text_engine_put_them(face: Face, tracking: float) -> None:
    words = "AVATAR Tomorrow’s “Yes” To. LT WAVE "
    data = one_page(*(box(57, y, 500, [Span(said, face, 20, tracking=tracking)]) for y, said in ((100, f"{words}|"), (200, "|"))))
    text = pdfium.PdfDocument(data)[0].get_textpage()
    bars = [text.get_charbox(i)[0] for i, c in enumerate(text.get_text_range()) if c == "|"]
    assert bars[0] - bars[1] == pytest.approx(RULER.width(words, face, 20, tracking), abs=0.05)


def test_a_line_end_separates_words_but_not_after_a_hyphen() -> None:
    root = Tag("Document")
    said = ("one post-", "Soviet two", "three")
    lines = tuple(Line(10 + 14 * i, ((0, Span(words, SANS, 10)),)) for i, words in enumerate(said))
    made_box = TextBox(57, 57, 100, 42, (Paragraph((Span("one post-Soviet two three", SANS, 10),), 14),), lines, (root.add("P"),))
    with pikepdf.open(io.BytesIO(one_page(made_box, root=root))) as opened:
        strings = pikepdf.parse_content_stream(opened.pages[0])
    assert [len("".join(str(s) for s in o.operands[0] if isinstance(s, pikepdf.String)))
            for o in strings if str(o.operator) == "TJ"] == [len("one post-"), len("Soviet two "), len("three")]


@settings(max_examples=25, deadline=None)
@given(st.text("abcXYZ 09().\\<>&%/[]{}«»“”’—жЖé$€", min_size=1, max_size=60))
def test_any_characters_come_back_as_they_went_in(words: str) -> None:
    root = Tag("Document")
    data = one_page(box(57, 57, 480, words, root.add("P"), SANS), root=root)
    assert "".join(spoken(data)[0].split()) == "".join(words.split())


def test_text_beside_its_marks_is_never_markup() -> None:
    words = "<b>not bold</b> </para> &amp; if a<b <!-- seen -->"
    assert words in spoken(one_page(box(57, 57, 480, words, face=SANS)))[0]


def test_the_title_cannot_break_out() -> None:
    evil = ") /OpenAction << /S /JavaScript /JS (x) >> ]]> </rdf:li> <x>"
    data = one_page(properties=replace(PROPERTIES, title=evil))
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert "/OpenAction" not in opened.Root
        assert opened.open_metadata()["dc:title"] == evil


# --- marks

def darkness(data: bytes, left: float, top: float, right: float, bottom: float) -> float:
    """How much ink lies in a part of the first page: 0 white, 1 black."""
    image = pdfium.PdfDocument(data)[0].render(scale=4).to_pil().convert("L").crop(tuple(round(v * 4) for v in (left, top, right,
                                                                                                             bottom)))
    return 1 - sum(image.get_flattened_data()) / (255 * image.width * image.height)


def test_textures_have_the_measures_of_the_look() -> None:
    def inked(pattern: Any) -> float:
        mark = Drawn(rectangle(0, 0, 160, 160), Fill("black", pattern))
        return darkness(one_page(Figure(100, 100, 160, 160, Drawing(160, 160, (mark,)))), 104, 104, 256, 256)

    assert inked("solid") == pytest.approx(1, abs=0.001)
    assert inked("hatch") == pytest.approx(0.9 / 4, abs=0.01)
    assert inked("dots") == pytest.approx(3.14159 * 0.45 ** 2 / 16, abs=0.01)


def test_a_texture_stays_inside_its_outline() -> None:
    mark = Drawn(circle(50, 50, 40), Fill("black", "hatch"))
    data = one_page(Figure(100, 100, 100, 100, Drawing(100, 100, (mark,))))
    assert darkness(data, 100, 100, 114, 114) == 0 and darkness(data, 130, 130, 170, 170) > 0.1


def test_shapes_without_height_or_width_are_rules() -> None:
    data = one_page(Shape(100, 100, 100, 0, None, Stroke("black", 2)), Shape(300, 100, 0, 100, Fill("black")))
    assert darkness(data, 100, 99, 200, 101) == pytest.approx(1, abs=0.01)
    assert darkness(data, 299.75, 100, 300.25, 200) > 0.7


def test_a_picture_keeps_its_place_and_its_tag() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 4), (0, 0, 0)).save(buffer, "PNG")
    root = Tag("Document")
    data = one_page(Picture(100, 200, 80, 40, buffer.getvalue(), root.add("Figure"), "A black picture"), root=root)
    assert darkness(data, 102, 202, 178, 238) == pytest.approx(1, abs=0.01) and darkness(data, 100, 245, 180, 260) == 0
    for profile in ("ua1", "3a"):
        assert page.validate_pdf_bytes(data, profile=profile).is_compliant


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e9])
def test_lengths_that_stand_on_no_page_are_refused(value: float) -> None:
    with pytest.raises(ValueError, match="no length"):
        number(value)


@given(st.floats(-19_000, 19_000))
def test_numbers_are_written_plainly(value: float) -> None:
    assert re.fullmatch(r"-?\d+(\.\d+)?", number(value))
    assert float(number(value)) == pytest.approx(value, abs=0.00051)


def test_the_profile_is_srgb() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb()))
    change = ImageCms.buildTransform(ours, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    for colour in ((11, 37, 69), (244, 106, 37), (128, 128, 128), (255, 255, 255), (0, 255, 0)):
        got = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), change).getpixel((0, 0))
        assert all(abs(a - b) <= 1 for a, b in zip(got, colour)), (colour, got)


# --- nothing from outside

def test_settings_of_the_user_are_not_run(tmp_path: Path) -> None:
    trap = tmp_path / "run"
    for name in (".reportlab_settings", "reportlab_settings.py"):
        (tmp_path / name).write_text(f"open({str(trap)!r}, 'w').close()\n")
    code = ("import sys; sys.path[:0] = sys.argv[1:]\nimport pdf_sample as t\nt.made()\n"
            "from reportlab import rl_config\nassert rl_config.trustedHosts is None and rl_config.invariant == 1\n")
    subprocess.run([sys.executable, "-c", code, str(ROOT), str(ROOT / "tests"), str(tmp_path)], check=True,
                   env={**os.environ, "HOME": str(tmp_path), "RL_trustedHosts": "*", "RL_invariant": "0"})
    assert not trap.exists()
