"""Decks on organisations' own templates: thirteen made by script, those that LibreOffice ships, and those that are refused."""
from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import house_templates as templates
import pytest
from built import HEAD, parts_of, shapes_of
from click.testing import CliRunner
from pptx import Presentation
from rendered import faults_of, rendered
from scale import often

from reports import pipeline
from reports.command import cli
from reports.house import colours, findings, fonts, matching, package, reading
from reports.problems import Failed, MachineFailed

pytestmark = pytest.mark.xdist_group("outside")  # one LibreOffice runs at a time

SHIPPED = Path("/usr/lib/libreoffice/share/template")
BODY = """\
charts:
  trade: {kind: column, headline: Trade fell to a low, subtitle: "Trade, US$ million, two years",
          rows: [{label: before, value: F-003}, {label: now, value: F-002}, {label: then, value: F-002}]}
body:
  - bottom_line: Trade fell {F-001|value}, and the harbour opens in spring.
  - key_numbers:
      headline: Two numbers say whether the harbour opens
      tiles: [{fact: F-001, label: more trade}, {fact: F-002, label: of trade}]
  - theme: {headline: The harbour is ready, kicker: Harbour, blocks: [{text: Words.}, {chart: trade}]}
  - table:
      headline: Two berths are ready and one is not
      columns: [{key: berth, label: Berth}, {key: state, label: State}]
      rows: [[North, ready], [South, ready], [East, no contract]]
  - recommendations:
      headline: Two things must be signed
      items: [{action: Sign the contract for the dredging}, {action: Fix the price}]
"""


def deck(folder: Path, data: bytes, name: str = "house.pptx", chosen: str = "", body: str = BODY,
         head: str = HEAD) -> Path:
    """The deck of a small report on a template."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    head = head.replace("report: {", f"report: {{template: {chosen or name}, ")
    (folder / "outline.yaml").write_text(head + body, encoding="utf-8")
    paths, _ = pipeline.build(folder, folder / "out", pipeline.Options(only=("deck",)))
    return paths[0]


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("house")
    return {name: deck(folder / name, make()) for name, make in templates.ALL.items()}


def read(data: bytes) -> tuple[Any, Any]:
    template = reading.read(package.checked(data, "house.pptx"), "house.pptx")
    return template, matching.matched(template, {}, "house.pptx")


# ---------------------------------------------------------------- what comes out
@pytest.mark.parametrize("name", templates.ALL)
def test_slides_stand_in_the_templates_own_layouts(name: str, decks: dict[str, Path]) -> None:
    made = Presentation(str(decks[name]))
    house = Presentation(BytesIO(templates.ALL[name]()))
    assert (made.slide_width, made.slide_height) == (house.slide_width, house.slide_height)
    assert {s.slide_layout.name for s in made.slides} <= {one.name for m in house.slide_masters for one in m.slide_layouts}
    titles = [s.shapes.title.text_frame.text for s in made.slides if s.shapes.title is not None]
    assert len(titles) == len(made.slides) == len(set(titles)) == 6
    for slide in made.slides:
        marks = [(p.placeholder_format.type, p.placeholder_format.idx) for p in slide.placeholders]
        assert len(set(marks)) == len(marks)
        known = {p.placeholder_format.idx for p in slide.slide_layout.placeholders}
        assert name == "no_titles" or {idx for _, idx in marks} <= known, (name, marks, known)


@pytest.mark.parametrize("name", templates.ALL)
def test_colours_and_fonts_are_the_templates_own(name: str, decks: dict[str, Path]) -> None:
    slides = {n: d.decode() for n, d in parts_of(decks[name]).items() if re.fullmatch(r"ppt/(slides|charts)/[^/]*\.xml", n)}
    assert len(slides) >= 7
    for part, xml in slides.items():
        assert "srgbClr" not in xml, part
        assert set(re.findall(r'<a:latin typeface="([^"]*)"', xml)) <= {"+mj-lt", "+mn-lt"}, part
        assert "normAutofit" not in xml and "spAutoFit" not in xml
    theme = parts_of(decks[name])["ppt/theme/theme1.xml"]
    assert theme.count(b"House Grotesk") == (2 if name == "unknown_font" else 0)


def test_every_word_stays_in_its_box_when_libreoffice_draws_it(decks: dict[str, Path], tmp_path: Path,
                                                              need_tool: Callable[[str], str]) -> None:
    need_tool("soffice")
    pages = rendered(list(decks.values()), tmp_path)
    seen = 0
    for name, path in decks.items():
        faults, texts = faults_of(path, pages[path])
        assert faults == [], name
        seen += texts
    assert seen > 300


def test_the_open_xml_sdk_finds_no_error(decks: dict[str, Path], need_tool: Callable[[str], str]) -> None:
    validator = need_tool("ooxml-validator")
    for name in ("wide", "two_masters"):  # a second each: the others differ in what the SDK does not look at
        done = subprocess.run([validator, str(decks[name])], capture_output=True, text=True, check=False)
        assert done.returncode == 0, (name, done.stdout[-600:])


def test_the_same_template_gives_the_same_bytes(decks: dict[str, Path], tmp_path: Path) -> None:
    assert deck(tmp_path, templates.wide()).read_bytes() == decks["wide"].read_bytes()


def test_words_over_pictures_stand_on_a_panel(decks: dict[str, Path]) -> None:
    def panels(name: str) -> int:
        return sum(shape.name == "Panel" for slide in Presentation(str(decks[name])).slides for shape in slide.shapes)

    assert panels("pictures") == 5  # all but the title slide, which is as its designer wants it
    assert panels("office") == panels("dark") == 0


def test_its_own_slides_go_or_stay_as_asked(decks: dict[str, Path], tmp_path: Path) -> None:
    assert len(Presentation(str(decks["with_slides"])).slides) == 6
    kept = deck(tmp_path, templates.with_slides(), chosen="{name: house.pptx, slides: keep}")
    titles = [s.shapes.title.text_frame.text for s in Presentation(str(kept)).slides]
    assert len(titles) == 8 and titles[-2:] == ["How to use this template", "Not for publication"]
    assert not any("How to use" in n for n in map(str, parts_of(decks["with_slides"]).values()))


@pytest.mark.parametrize("name", ["office", "small", "dark"])
def test_a_draft_has_its_tab_clear_of_title_and_marking(name: str, tmp_path: Path) -> None:
    head = HEAD.replace("status: final", 'status: draft, marking: {scheme: tlp, label: "TLP:AMBER+STRICT"}')
    made = Presentation(str(deck(tmp_path, templates.ALL[name](), head=head)))
    assert all(any(s.has_text_frame and s.text_frame.text == "DRAFT" for s in slide.shapes) for slide in made.slides)


def test_a_potx_is_a_template_too(tmp_path: Path) -> None:
    made = deck(tmp_path, templates.as_potx(templates.wide()), "House.potx")
    assert b"template.main" not in parts_of(made)["[Content_Types].xml"]


def test_properties_under_the_name_that_libreoffice_gives_them_are_no_second_ones(tmp_path: Path) -> None:
    """In a .potx; PowerPoint knows them under another."""
    parts = templates.parts_of(templates.as_potx(templates.wide()))
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"/package/2006/relationships/metadata/",
                                                        b"/officedocument/2006/relationships/metadata/")
    made = deck(tmp_path, templates.packed(parts), "House.potx")
    assert Presentation(str(made)).core_properties.title == "A visit"
    with ZipFile(made) as archive:
        assert archive.namelist().count("docProps/core.xml") == 1


def test_layouts_are_chosen_by_name_where_the_writer_does(tmp_path: Path) -> None:
    made = deck(tmp_path, templates.localised(), chosen="{name: house.pptx, layouts: {content: Titel und Inhalt}}")
    used = {s.slide_layout.name for s in Presentation(str(made)).slides}
    assert "Titel und Inhalt" in used and "Titelfolie" in used


def test_a_layout_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Failed, match='has no layout "Titel und Inhalte"; did you mean "Titel und Inhalt"'):
        deck(tmp_path, templates.localised(), chosen="{name: house.pptx, layouts: {content: Titel und Inhalte}}")


def test_a_style_of_templates_extends_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = tmp_path / "templates" / "ministry"
    (house / "fonts").mkdir(parents=True)
    for name in ("regular", "bold"):
        (house / "fonts" / f"{name}.ttf").write_bytes(
            (pipeline.TEMPLATES / "chancery" / "fonts" / f"Carlito-{name.capitalize()}.ttf").read_bytes())
    (house / "Ministry.potx").write_bytes(templates.as_potx(templates.unknown_font()))
    (house / "theme.yaml").write_text("extends: chancery\ndeck: Ministry.potx\nfonts: {regular: regular.ttf, bold: bold.ttf}\n")
    (tmp_path / "templates" / "chancery").symlink_to(pipeline.TEMPLATES / "chancery")
    from reports.house import style
    from reports.problems import Place

    made = style.load(tmp_path / "templates", style.Wanted("ministry"), tmp_path, Place("outline.yaml"))
    assert made.deck and made.deck.house and made.deck.loose == 1.0 and made.house is None
    assert made.colours["navy"] == "#0B2545" and made.deck.colours["navy"] != made.colours["navy"]


# ---------------------------------------------------------------- what is refused
def bad(change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> bytes:
    return templates.packed(change(templates.parts_of(templates.office())))


def bomb() -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in templates.parts_of(templates.office()).items():
            archive.writestr(name, data)
        archive.writestr("ppt/media/bomb.png", b"\0" * 30_000_000)
    return made.getvalue()


SHOW = "ppt/presentation.xml"
RELS = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "no zip": (lambda: b"%PDF-1.7", "is not a PowerPoint file"),
    "cut off": (lambda: templates.office()[:4000], "is not a PowerPoint file"),
    "a workbook": (lambda: templates.packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}),
                   "no PowerPoint file"),
    "macros": (lambda: bad(lambda p: p | {"ppt/vbaProject.bin": b"x"}), "macros"),
    "macro type": (lambda: bad(lambda p: p | {"[Content_Types].xml": p["[Content_Types].xml"].replace(
        b"presentation.main+xml", b"presentation.macroEnabled.main+xml")}), "macros"),
    "entities": (lambda: bad(lambda p: p | {SHOW: b'<!DOCTYPE p [<!ENTITY x "y">]>' + p[SHOW]}), "declares entities"),
    "another encoding": (lambda: bad(lambda p: p | {SHOW: p[SHOW].decode().encode("utf-16")}), "not UTF-8"),
    "a file elsewhere": (lambda: bad(lambda p: p | {RELS: p[RELS].replace(b"</Relationships>", b'<Relationship Id="r9" '
                         b'Type="http://x/image" Target="file://host/share/x.png" TargetMode="External"/></Relationships>')}),
                         "links to something outside"),
    "a script as a link": (lambda: bad(lambda p: p | {RELS: p[RELS].replace(b"</Relationships>", b'<Relationship Id="r9" '
                           b'Type="http://x/hyperlink" Target="javascript:x" TargetMode="External"/></Relationships>')}),
                           "links to something outside"),
    "a name that climbs": (lambda: bad(lambda p: p | {"ppt/../../evil.xml": b"<x/>"}), "names lead elsewhere"),
    "a drive": (lambda: bad(lambda p: p | {"C:/evil.bin": b"x"}), "names lead elsewhere"),
    "a bomb": (bomb, "two hundred times"),
    "no theme": (lambda: bad(lambda p: {n: d for n, d in p.items() if "theme" not in n}), "is damaged"),
    "no layouts": (lambda: bad(lambda p: p | {"ppt/slideMasters/slideMaster1.xml": re.sub(
        rb"<p:sldLayoutIdLst>.*</p:sldLayoutIdLst>", b"", p["ppt/slideMasters/slideMaster1.xml"], flags=re.DOTALL)}),
                   "has no slide layout"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_template_is_refused_with_a_sentence_at_its_line(case: str, tmp_path: Path) -> None:
    make, said = REFUSED[case]
    with pytest.raises(Failed) as failed:
        deck(tmp_path, make())
    (problem,) = failed.value.problems
    assert said in problem.what and "doctor house.pptx" in problem.hint and problem.place.line == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("name", "said"), [("../house.pptx", "leads out"), ("/etc/house.pptx", "not relative"),
                                            ("none.potx", "not a file"), ("ministry", "not in templates")])
def test_a_template_lies_in_the_reports_folder(name: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(Failed, match=said):
        deck(tmp_path / "visit", templates.office(), chosen=name)


def test_a_web_link_of_the_template_is_kept() -> None:
    link = b'<Relationship Id="r9" Type="http://x/hyperlink" Target="https://example.org" TargetMode="External"/></Relationships>'
    assert package.checked(bad(lambda p: p | {RELS: p[RELS].replace(b"</Relationships>", link)}), "house.pptx")


# ---------------------------------------------------------------- the doctor
@pytest.mark.parametrize(("name", "said"), [
    ("no_titles", "too narrow or too low"), ("small_type", "its body text is 12 pt"), ("unknown_font", '"House Grotesk" cannot'),
    ("pictures", "words are hard to read"), ("pictures", "under its words"),
    ("two_masters", "2 slide masters"), ("with_slides", "2 slides of its own"),
    ("office", "10.0 by 7.5 inches")])
def test_the_doctor_names_what_is_wrong(name: str, said: str) -> None:
    advice = findings.findings(*read(templates.ALL[name]()))
    assert [a for a in advice if said in a.what and a.advice]


def test_the_doctor_finds_nothing_wrong_with_office() -> None:
    assert [a for a in findings.findings(*read(templates.wide())) if a.level == "risk"] == []


def test_the_doctor_makes_a_specimen(tmp_path: Path) -> None:
    (tmp_path / "House.potx").write_bytes(templates.as_potx(templates.dark()))
    done = CliRunner().invoke(cli, ["doctor", str(tmp_path / "House.potx"), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert "content" in done.output and "Title Only" in done.output
    made = Presentation(str(tmp_path / "out" / "House" / "deck.pptx"))
    assert len(made.slides) > 3 and sum(1 for s in made.slides for _ in shapes_of(s.shapes)) > 20


def test_the_doctor_sends_back_what_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "house.pdf").write_bytes(b"%PDF")
    assert CliRunner().invoke(cli, ["doctor", str(tmp_path / "house.pdf")]).exit_code == 2


# ---------------------------------------------------------------- colours and fonts
@pytest.mark.parametrize("name", templates.ALL)
def test_every_role_is_read_on_the_templates_ground(name: str) -> None:
    template, _ = read(templates.ALL[name]())
    for master in template.masters:
        made = colours.roles(master.slots, {}, {}).colours
        for role, least in (("black", 4.5), ("navy", 7.0), ("blue", 4.5), ("orange", 3.0), ("g700", 7.0), ("g500", 4.5)):
            assert colours.contrast(made[role], made["white"]) >= least - 0.05, (name, role, made[role])


def test_a_font_that_is_not_known_is_taken_to_be_wide() -> None:
    assert fonts.measured("Calibri").factor == 1.0 < fonts.measured("Arial").factor < fonts.measured("House Grotesk").factor


def test_a_kicker_has_its_line_where_a_smaller_slide_makes_its_type_larger(tmp_path: Path) -> None:
    """On the canvas, over a title that stands low enough for it."""
    parts = templates.parts_of(templates.small())
    low = {name: re.sub(rb'(<a:off x="\d+" y=")20\d{4}"', rb'\g<1>431800"', data) if b"p:sldMaster" in data else data
           for name, data in parts.items()}
    made = Presentation(str(deck(tmp_path, templates.packed(low), body="body:\n  - bottom_line: It opens.\n")))
    kicker, = (shape for shape in made.slides[1].shapes if shape.name == "Kicker")
    assert kicker.text_frame.text == "BOTTOM LINE" and kicker.height > 0.75 * 14 * 12700


# ---------------------------------------------------------------- the templates that LibreOffice ships
@pytest.mark.skipif(not SHIPPED.is_dir(), reason="LibreOffice's templates are not on this machine")
def test_decks_stand_on_the_templates_that_libreoffice_ships(tmp_path: Path, need_tool: Callable[[str], str]) -> None:
    every = sorted(SHIPPED.rglob("*.otp"))
    shipped = every[::len(every) // often(4, len(every)) or 1]
    subprocess.run([need_tool("soffice"), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
                    "pptx", "--outdir", str(tmp_path), *map(str, shipped)], capture_output=True, timeout=240, check=False)
    found = sorted(tmp_path.glob("*.pptx"))
    assert len(found) == len(shipped) >= 1
    body = "body:\n  - bottom_line: It opens.\n  - recommendations: {headline: It must be signed, items: [{action: Sign it}]}\n"
    for path in found:
        made = Presentation(str(deck(tmp_path / path.stem, path.read_bytes(), body=body)))
        assert len(made.slides) == 3 and all(s.shapes.title is not None for s in made.slides), path.stem


def test_a_template_that_cannot_be_read_is_told_by_the_doctor(tmp_path: Path) -> None:
    with pytest.raises(MachineFailed, match="is not a file"):
        package.opened(tmp_path / "none.pptx")
