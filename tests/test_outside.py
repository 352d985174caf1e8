"""The finished files as strangers see them: validators, other readers, and a look for what must not be inside."""
from __future__ import annotations

import io
import re
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pypdfium2 as pdfium
import pytest
from built import Made, parts_of, shapes_of
from lxml import etree
from pptx import Presentation
from readers import assert_conforms
from rendered import Sheet, faults_of, rendered, squeezed

pytestmark = pytest.mark.xdist_group("outside")  # one worker builds them, and one LibreOffice runs at a time

NeedTool = Callable[[str], str]
EMU = 12700
NAMESPACES = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main",
              "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
              "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
              "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
              "dc": "http://purl.org/dc/elements/1.1/", "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
              "dcterms": "http://purl.org/dc/terms/"}
SAFE = ("http://", "https://", "mailto:")


@pytest.fixture(scope="module", params=["lavrov", "minimum", "gallery"])
def made(request: pytest.FixtureRequest) -> Made:
    """Each finished report in turn."""
    report: Made = request.getfixturevalue(request.param)
    return report


@pytest.fixture
def pdf(made: Made) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(made.brief) as opened:
        yield opened


# ---------------------------------------------------------------- the brief
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_brief_conforms(profile: str, made: Made) -> None:
    assert_conforms(made.brief, profile)


@pytest.mark.parametrize("filters", [pikepdf.Name.FlateDecode, pikepdf.Array([pikepdf.Name.FlateDecode])], ids=["name", "array"])
def test_a_stream_whose_bytes_end_like_a_line_is_padded(filters: Any) -> None:
    """The font of one build in 256 would end in a carriage return, which PDF/A takes for the end of the line."""
    from reports.render.pdf_finish import _end_plainly

    words = next(b for b in (bytes([i, 200]) for i in range(256)) if zlib.compress(b)[-1:] == b"\r")
    with pikepdf.new() as empty:
        stream = pikepdf.Stream(empty, b"")
        stream.write(zlib.compress(words), filter=filters)
        _end_plainly(stream)
        assert stream.read_bytes().rstrip(b"\n") == words
        assert zlib.compress(stream.read_bytes())[-1:] != b"\r"


def test_qpdf_finds_no_damage(made: Made, need_tool: NeedTool) -> None:
    done = subprocess.run([need_tool("qpdf"), "--check", str(made.brief)], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "WARNING" not in done.stdout + done.stderr, done.stdout + done.stderr


def test_poppler_reads_it_without_complaint(made: Made, need_tool: NeedTool) -> None:
    done = subprocess.run([need_tool("pdftotext"), "-layout", str(made.brief), "-"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.split()) > 100 and "\ufffd" not in done.stdout and "■" not in done.stdout


def test_every_font_is_embedded_once(pdf: pikepdf.Pdf) -> None:
    fonts = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor"]
    names = [re.sub(r"^/[A-Z]{6}\+", "", str(font.FontName)) for font in fonts]
    assert len(names) >= 3
    assert sorted(set(names)) == sorted(names), "a font is embedded twice"
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)
    used = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font"]
    assert used and all("/FontDescriptor" in font for font in used if "/DescendantFonts" not in font)


def actions(obj: Any) -> Iterator[pikepdf.Dictionary]:
    """All dictionaries and streams of a file that say what to do, wherever they hang."""
    for found in obj:
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            yield from within(found, 0)


def within(found: Any, depth: int) -> Iterator[pikepdf.Dictionary]:
    if depth > 6 or not isinstance(found, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
        return
    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        yield found
    children = list(found.values()) if not isinstance(found, pikepdf.Array) else list(found)
    for child in children:
        if not getattr(child, "is_indirect", False):
            yield from within(child, depth + 1)


def test_nothing_in_the_brief_acts_by_itself(pdf: pikepdf.Pdf) -> None:
    keys: set[str] = set()
    kinds: set[str] = set()
    for found in actions(pdf.objects):
        keys |= set(found.keys())
        if "/S" in found and isinstance(found.get("/S"), pikepdf.Name):
            kinds.add(str(found.S))
    assert "/Type" in keys and "/StructTreeRoot" in keys
    assert not keys & {"/JavaScript", "/JS", "/OpenAction", "/AA", "/XFA", "/AcroForm", "/RichMedia", "/Launch"}
    assert not kinds & {"/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Movie", "/Sound",
                        "/Rendition", "/Named", "/Thread"}


def test_links_lead_to_the_web_or_inside(pdf: pikepdf.Pdf) -> None:
    annotations = [a for p in pdf.pages for a in p.obj.get("/Annots", [])]
    assert all(a.Subtype == "/Link" for a in annotations)
    outward = [str(a.A.URI) for a in annotations if "/A" in a and a.A.S == "/URI"]
    inward = [a for a in annotations if "/Dest" in a or ("/A" in a and a.A.S == "/GoTo")]
    assert [uri for uri in outward if not uri.startswith(SAFE)] == []
    assert len(outward) + len(inward) == len(annotations)


def test_the_gallery_has_a_link_and_the_report_has_marks(gallery: Made, lavrov: Made) -> None:
    """So that the test of links has something to see."""
    with pikepdf.open(gallery.brief) as pdf:
        links = [a for p in pdf.pages for a in p.obj.get("/Annots", []) if "/A" in a and a.A.S == "/URI"]
        assert [str(a.A.URI) for a in links] == ["https://example.org"] * len(links) and links
    with pikepdf.open(lavrov.brief) as pdf:
        assert sum(len(p.obj.get("/Annots", [])) for p in pdf.pages) > 50


def test_no_bitmap_and_one_page_size(pdf: pikepdf.Pdf) -> None:
    assert sum(len(p.get_images()) for p in pdf.pages) == 0
    assert {tuple(round(float(v)) for v in p.obj.MediaBox) for p in pdf.pages} == {(0, 0, 595, 842)}
    assert "/Outlines" in pdf.Root and "/Lang" in pdf.Root and bool(pdf.Root.MarkInfo.Marked)


def test_all_text_stands_five_millimetres_inside_the_edge(made: Made) -> None:
    outside, seen = [], 0
    with pdfium.PdfDocument(str(made.brief)) as opened:
        for number, sheet in enumerate(opened, 1):
            width, height = sheet.get_size()
            text = sheet.get_textpage()
            for i in range(text.count_chars()):
                character = text.get_text_range(i, 1)
                if not character.strip():
                    continue
                seen += 1
                left, bottom, right, top = text.get_charbox(i)
                if left < 14.2 or bottom < 14.2 or right > width - 14.2 or top > height - 14.2:
                    outside.append((number, character))
    assert seen > 500
    assert outside == []


# ---------------------------------------------------------------- the deck
def test_the_open_xml_sdk_finds_no_error(made: Made, need_tool: NeedTool) -> None:
    done = subprocess.run([need_tool("ooxml-validator"), str(made.deck)], capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0 and not re.search(r'"errors"\s*:\s*\[\s*\{', said), said[-600:]


def test_the_workbooks_are_valid_too(made: Made, tmp_path: Path, need_tool: NeedTool) -> None:
    books = {Path(n).name: d for n, d in parts_of(made.deck).items() if n.endswith(".xlsx")}
    validator = need_tool("ooxml-validator")
    for name, data in list(books.items())[:3]:
        (tmp_path / name).write_bytes(data)
        done = subprocess.run([validator, str(tmp_path / name)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-600:]
    assert books or made.name == "no charts"


def test_relationships_stay_inside_but_for_web_links(made: Made) -> None:
    seen = 0
    for name, data in parts_of(made.deck).items():
        if not name.endswith(".rels"):
            continue
        for relation in etree.fromstring(data):
            seen += 1
            if relation.get("TargetMode") == "External":
                assert relation.get("Type", "").endswith("/hyperlink") and relation.get("Target", "").startswith(SAFE), name
            else:
                assert not re.match(r"[a-z]+:|\\\\", relation.get("Target", "")), name
    assert seen > 20


def test_no_picture_no_macro_no_stray_part(made: Made) -> None:
    names = list(parts_of(made.deck))
    assert "ppt/presentation.xml" in names and len(names) > 20
    allowed = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app)\.xml|ppt/.*\.(xml|xml\.rels|xlsx)|"
                         r"customXml/(item1\.xml|itemProps1\.xml|_rels/item1\.xml\.rels)")  # the record that adopting reads
    assert [n for n in names if not allowed.fullmatch(n) or ".." in n] == []
    unwanted = re.compile(r"media|vba|activeX|oleObject|printerSettings|thumbnail|comment", re.IGNORECASE)
    assert [n for n in names if unwanted.search(n)] == []


def test_core_properties_are_ours(made: Made) -> None:
    root = etree.fromstring(parts_of(made.deck)["docProps/core.xml"])
    found = {etree.QName(e).localname: (e.text or "") for e in root}
    with pikepdf.open(made.brief) as pdf:
        meta = pdf.open_metadata()
        assert found["title"] == meta["dc:title"]
        assert found["language"] == str(pdf.Root.Lang)
    assert found["created"] == found["modified"]
    assert not any(re.search(r"python-pptx|PowerPoint Presentation|Steve Canny", text) for text in found.values())
    app = parts_of(made.deck).get("docProps/app.xml", b"").decode()
    assert "python-pptx" not in app and "Microsoft Macintosh" not in app


def charts_in(made: Made) -> dict[str, Any]:
    return {n: etree.fromstring(d) for n, d in parts_of(made.deck).items() if re.fullmatch(r"ppt/charts/chart[^/]*\.xml", n)}


def test_axis_ids_of_charts_are_positive_and_paired(made: Made) -> None:
    charts = charts_in(made)
    assert charts
    for name, root in charts.items():
        used = [int(e.get("val")) for e in root.iterfind(".//c:axId", NAMESPACES)]
        crossed = [int(e.get("val")) for e in root.iterfind(".//c:crossAx", NAMESPACES)]
        assert bool(used) == (root.find(".//c:doughnutChart", NAMESPACES) is None), name  # a ring has no axes
        assert all(0 < i < 2**31 for i in used), name
        assert set(crossed) <= set(used), name


def book_of(made: Made, chart: str) -> bytes:
    """The workbook that a chart part points at."""
    folder, _, file = chart.rpartition("/")
    parts = parts_of(made.deck)
    relations = etree.fromstring(parts[f"{folder}/_rels/{file}.rels"])
    target = next(r.get("Target") for r in relations if r.get("Type", "").endswith("/package"))
    return parts["ppt/" + target.removeprefix("../").removeprefix("/ppt/")]


def test_workbooks_hold_the_numbers_of_their_chart_and_no_formula(made: Made) -> None:
    """Each series' reference into the sheet finds what the chart has stored beside it."""
    seen = 0
    for name, root in charts_in(made).items():
        book = openpyxl.load_workbook(io.BytesIO(book_of(made, name)))
        for sheet in book:
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        for reference in root.iterfind(".//c:ser//c:f", NAMESPACES):
            cache = reference.getnext()
            points = {int(p.get("idx")): p.findtext("c:v", namespaces=NAMESPACES) for p in cache.iterfind("c:pt", NAMESPACES)}
            assert int(cache.find("c:ptCount", NAMESPACES).get("val")) >= len(points)
            for index, cell in enumerate(cells_at(book, reference.text)):
                if cell.value is None:
                    assert points.get(index) in (None, ""), (name, reference.text, index)
                    continue
                seen += 1
                assert same(cell.value, points[index]), (name, reference.text, index, cell.value, points.get(index))
    assert seen >= 4


def cells_at(book: Any, reference: str) -> list[Any]:
    sheet, _, area = reference.replace("$", "").rpartition("!")
    found = book[sheet.strip("'")][area]
    rows = found if isinstance(found, tuple) else ((found,),)
    return [cell for row in rows for cell in (row if isinstance(row, tuple) else (row,))]


def same(value: Any, cached: str | None) -> bool:
    if isinstance(value, int | float) and cached is not None:
        return float(cached) == pytest.approx(float(value))
    return str(value) == cached or hasattr(value, "year")


def test_shapes_have_their_own_ids_names_and_words_for_the_blind(made: Made) -> None:
    titles: list[str] = []
    for slide in Presentation(str(made.deck)).slides:
        ids = [e.get("id") for e in slide.shapes._spTree.iter(f"{{{NAMESPACES['p']}}}cNvPr")]
        assert len(set(ids)) == len(ids)
        for shape in slide.shapes:
            named = shape._element.xpath(".//p:cNvPr")[0]
            said = named.get("descr") or b"decorative" in etree.tostring(named)
            assert said or shape.has_text_frame or not (shape.has_chart or "GROUP" in str(shape.shape_type)), shape.name
        titles.append(slide.shapes.title.text_frame.text.strip() if slide.shapes.title is not None else "")
        assert slide.has_notes_slide and slide.notes_slide.notes_text_frame.text.strip()
    assert all(titles) and len(set(titles)) == len(titles)


def test_colours_and_fonts_are_the_themes_own(made: Made) -> None:
    """Slides name no colour and no font of their own, so that another theme restyles the deck."""
    seen = 0
    for name, data in parts_of(made.deck).items():
        if not re.fullmatch(r"ppt/(slides|charts)/[^/]*\.xml", name):
            continue
        root = etree.fromstring(data)
        seen += len(root.findall(".//a:schemeClr", NAMESPACES))
        assert not root.findall(".//a:srgbClr", NAMESPACES), name
        faces = {e.get("typeface") for e in root.iter(*(f"{{{NAMESPACES['a']}}}{n}" for n in ("latin", "ea", "cs")))}
        assert all(face.startswith("+") for face in faces), (name, faces)
    assert seen > 20


# ---------------------------------------------------------------- the deck, rendered by another program
@pytest.fixture(scope="module")
def drawn(made: Made, tmp_path_factory: pytest.TempPathFactory) -> list[Sheet]:
    """The deck as LibreOffice draws it."""
    from conftest import tool

    tool("soffice")
    return rendered([made.deck], tmp_path_factory.mktemp("rendered"))[made.deck]


def test_every_text_stays_in_its_shape_and_off_the_others(made: Made, drawn: list[Sheet]) -> None:
    faults, seen = faults_of(made.deck, drawn)
    assert seen > 8
    assert faults == []


def test_words_inside_groups_and_tables_are_drawn(made: Made, drawn: list[Sheet]) -> None:
    """Nothing of a figure or a table is lost on the way to another program."""
    seen = 0
    for slide, (_, sheet) in zip(Presentation(str(made.deck)).slides, drawn):
        there = "".join(c for c, _ in sheet)
        grouped = [s for s in shapes_of(slide.shapes) if s.has_text_frame]
        cells = [c for s in slide.shapes if s.has_table for row in s.table.rows for c in row.cells]
        for holder in [*(s.text_frame for s in grouped), *(c.text_frame for c in cells)]:
            for paragraph in holder.paragraphs:
                wanted = squeezed(paragraph.text)
                seen += bool(wanted)
                assert wanted in there, wanted
    assert seen > 15


def test_packages_open_as_zip_files_without_surprises(made: Made) -> None:
    with zipfile.ZipFile(made.deck) as package:
        assert package.testzip() is None
        assert package.namelist()[0] == "[Content_Types].xml"
        assert all(entry.compress_type in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED) for entry in package.infolist())
