"""Hand edits of the deck: they survive builds, conflicts are told, nothing is lost without a word."""
from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import built
import edited as hand
import hosts
import pytest
from edited import BODY, CHARTS, EDITS, HandEdit, harbour
from pptx import Presentation
from pptx.util import Pt
from scale import PROOF, often

from reports import command, pipeline
from reports.adopting import adopting, overlay
from reports.adopting.keys import shape_guid, slide_number
from reports.problems import Failed, Problem
from reports.render import pptx_read

pytestmark = pytest.mark.xdist_group("outside")  # one LibreOffice runs at a time
FILE = "overlay-official.yaml"
CACHE = built.ROOT / "build/.cache"  # the one that `adopt` uses


def build(folder: Path, **options: Any) -> tuple[Any, list[Problem]]:
    """The deck, open, and the problems that are about hand edits."""
    paths, problems = pipeline.build(folder, folder / "out", pipeline.Options(only=("deck",), cache=CACHE, **options))
    return Presentation(str(paths[0])), [p for p in problems if "overlay" in p.place.file]


def run(*arguments: object) -> int:
    """The command's exit status."""
    with pytest.raises(SystemExit) as left:
        command.main(["adopt", *map(str, arguments)])
    return int(left.value.code or 0)


def adopt(folder: Path, deck: Path) -> str:
    """What `adopt` leaves in the report's folder."""
    assert run(deck, folder) == 0
    return (folder / FILE).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report, built once: its folder with out/deck.pptx."""
    folder = harbour(tmp_path_factory.mktemp("first") / "harbour")
    build(folder)
    return folder


@pytest.fixture
def folder(first: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(first, tmp_path / "harbour"))


def changed(folder: Path, *edits: HandEdit) -> Path:
    """Its deck with some edits."""
    return hand.edit(folder / "out/deck.pptx", folder / "mine.pptx", edits)


def by_hand(do: Callable[[Any], object]) -> HandEdit:
    return HandEdit("", do, bool)


def by_name(name: str) -> HandEdit:
    return next(one for one in EDITS if one.name == name)


# ---------------------------------------------------------------- they survive
QUOTE = "  - quote: {fact: F-002, words: in the year, speaker: Bo Lind, where: town hall}\n"
LONGER = BODY.replace("  - key_numbers:", f"{QUOTE}  - key_numbers:")
REBUILDS = (
    (LONGER, CHARTS),
    (LONGER.replace("whether the harbour opens", "whether it opens").replace("[South, ready]", "[South, nearly ready]"),
     CHARTS.replace("value: 460", "value: 480")),
    (LONGER.replace("  - text: {id: plain", "  - discrepancy: {title: When, sides: [{who: The board, says: in spring}, "
                    "{who: The company, says: in summer}], prints: both}\n  - text: {id: plain"),
     CHARTS.replace("value: 460", "value: 480").replace("promised, value: 6", "promised, value: 5")))


def test_the_edits_are_not_there_by_themselves(first: Path) -> None:
    deck = Presentation(str(first / "out/deck.pptx"))
    assert len(EDITS) >= 20
    assert [one.name for one in EDITS if one.holds(deck)] == []


@pytest.mark.parametrize("host", ["as saved", "through LibreOffice"])
def test_twenty_hand_edits_survive_three_builds_with_changing_outlines(host: str, folder: Path) -> None:
    deck = changed(folder, *EDITS)
    if host == "through LibreOffice":
        deck = hosts.converted(deck, folder / "saved", "pptx:Impress MS PowerPoint 2007 XML")
    points = 3  # those of the series that is recoloured had colours of their own, and are entries too
    assert hand_entries_of(adopt(folder, deck)) == len(EDITS) + points, "more was found than was done"
    for body, charts in REBUILDS:
        harbour(folder, body, charts)
        again, problems = build(folder)
        assert problems == []
        assert [one.name for one in EDITS if not one.holds(again) and not (one.name == "a shape is copied" and host != "as saved")
                ] == []
    assert hand.keys(again)[1:4] == ["bottom_line", "stance_matrix", "quote-F-002"]


@pytest.mark.parametrize(("report", "host"), [
    ("lavrov", "as it is"), ("gallery", "as it is"),
    *[(report, "saved by LibreOffice") for report in ("lavrov", "gallery")] * PROOF])
def test_a_deck_that_nobody_changed_has_no_edits(report: str, host: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    deck: Path = request.getfixturevalue(report).deck
    if host == "saved by LibreOffice":
        deck = hosts.converted(deck, tmp_path, "pptx:Impress MS PowerPoint 2007 XML")
    made = adopting.adopt(adopting.opened(deck), None, [])
    assert (made.edits, made.left) == ((), ())


def test_the_pdf_of_the_deck_shows_what_a_hand_wrote(folder: Path) -> None:
    adopt(folder, changed(folder, by_name("a headline is rewritten"), by_name("a word of a drawn figure is changed")))
    pipeline.build(folder, folder / "out", pipeline.Options(only=("deck",), prints=("deck-pdf",)))
    words = " ".join(" ".join(built.pages_of(folder / "out/deck.pdf")).split())
    assert "Every year saw more boxes" in words and "the first of them" in words


def test_a_release_leaves_what_a_hand_wrote_out(folder: Path) -> None:
    """It carries no marking, so nobody can say that it may go out."""
    adopt(folder, changed(folder, by_name("a headline is rewritten")))
    outline = folder / "outline.yaml"
    text = outline.read_text(encoding="utf-8")
    marked = re.sub(r"(as_of: \{[^}]*\})(,?)", r'\1, marking: {scheme: tlp, label: "TLP:GREEN"}\2', text, count=1)
    outline.write_text(marked, encoding="utf-8")
    paths, problems = pipeline.build(folder, folder / "out", pipeline.Options(only=("deck",), release="TLP:GREEN"))
    assert "Every year saw more boxes" not in built.deck_text(paths[0]) and paths[0].name == "deck-TLP-GREEN.pptx"
    assert any("hand edits of the deck are left out" in p.what for p in problems)


def test_the_same_edits_give_the_same_deck(folder: Path) -> None:
    adopt(folder, changed(folder, *EDITS))
    build(folder)
    once = (folder / "out/deck.pptx").read_bytes()
    build(folder)
    assert (folder / "out/deck.pptx").read_bytes() == once


def test_the_deck_with_edits_is_a_sound_package(folder: Path, need_tool: Callable[[str], str]) -> None:
    import subprocess

    adopt(folder, changed(folder, *EDITS))
    build(folder)
    for deck in (folder / "out/deck.pptx", folder / "overlay-official.pptx"):
        done = subprocess.run([need_tool("ooxml-validator"), str(deck)], capture_output=True, text=True, check=False)
        assert '"ok": true' in done.stdout, done.stdout


# ---------------------------------------------------------------- adopting again
def test_adopting_the_next_deck_changes_nothing(folder: Path) -> None:
    before = adopt(folder, changed(folder, *EDITS))
    build(folder)
    assert adopt(folder, folder / "out/deck.pptx") == before
    again, problems = build(folder)
    assert problems == [] and all(one.holds(again) for one in EDITS)


def test_an_edit_that_is_taken_back_is_forgotten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    adopt(folder, changed(folder, *EDITS))
    build(folder)
    back = "Goods by way of onward transport, per cent of tonnes"
    text = adopt(folder, changed(folder, by_hand(lambda d: hand.retype(d, "chart-ways", "Subtitle", back))))
    assert "taken back: text: \"Subtitle\" on slide \"chart-ways\"" in capsys.readouterr().out
    assert "By tonnes" not in text and "Every year saw more boxes" in text


def test_a_deck_from_before_the_edits_adds_its_own(folder: Path) -> None:
    old = folder / "old.pptx"
    shutil.copy(folder / "out/deck.pptx", old)
    mine = (by_name("a headline is rewritten"), by_name("a slide is added"), by_name("a remark is put on a slide"))
    theirs = tuple(map(by_name, ("a subtitle is rewritten", "a slide with a chart is added", "a picture is put on a slide")))
    adopt(folder, changed(folder, *mine))
    adopt(folder, hand.edit(old, folder / "theirs.pptx", theirs))
    again, problems = build(folder)
    assert problems == []
    assert [one.name for one in (*mine, *theirs) if not one.holds(again)] == []


def test_an_entry_that_is_deleted_is_forgotten(folder: Path) -> None:
    text = adopt(folder, changed(folder, by_name("a headline is rewritten"), by_name("a subtitle is rewritten")))
    head, first, second = re.split(r"(?m)^  - ", text)
    (folder / FILE).write_text(f"{head}  - {second}", encoding="utf-8")
    again, problems = build(folder)
    assert problems == []
    assert not by_name("a headline is rewritten").holds(again) and by_name("a subtitle is rewritten").holds(again)
    assert "chart-boxes" in first


def test_a_dry_run_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(changed(folder, *EDITS), folder, "--dry-run") == 0
    assert not list(folder.glob("overlay*"))
    assert f"{len(EDITS) + 3} hand edits would be kept" in capsys.readouterr().out


# ---------------------------------------------------------------- conflicts
CONFLICTS = (
    ("a headline is rewritten", BODY, CHARTS.replace("handled more boxes in each year", "handled fewer boxes"),
     "the outline now gives \"The harbour handled fewer boxes\""),
    ("a table cell is rewritten", BODY.replace("[East, no contract]", "[East, contract signed]"), CHARTS, '"contract signed"'),
    ("a word of a drawn figure is changed", BODY, CHARTS.replace("who: first report", "who: one report"), '"one report"'),
    ("notes are rewritten", BODY, CHARTS.replace("made it a promise", "made more of it"), '"The minister'),
    ("a slide is taken out", BODY.replace("  - sources\n", ""), CHARTS, "no such slide"),
    ("a slide is moved", BODY.replace("  - stance_matrix:\n", "  - stance_matrix:\n      id: them\n"), CHARTS, "stance_matrix"),
    ("an Office chart is resized", BODY, CHARTS.replace(
        "More than half of the goods leave the harbour by rail",
        "More than half of the heaviest containers and other goods leave the harbour by rail"), "[48"),
    ("a remark is put on a slide", BODY.replace("  - table:\n", "  - table:\n      id: berths\n"), CHARTS, "no such slide"),
    ("a point is recoloured", BODY, CHARTS.replace("unit: percent", "unit: per cent"), "nothing"))


@pytest.mark.parametrize(("name", "body", "charts", "told"), CONFLICTS[:often(5, 9)], ids=lambda given: given[:30].strip())
def test_a_change_of_the_outline_is_told_and_nothing_is_lost(name: str, body: str, charts: str, told: str, folder: Path) -> None:
    text = adopt(folder, changed(folder, by_name(name)))
    harbour(folder, body, charts)
    problems = build(folder)[1]
    assert [p.level for p in problems] == ["warning"]
    assert told in f"{problems[0].what} {problems[0].hint}", problems[0]
    assert problems[0].place.file.endswith(FILE) and text.splitlines()[problems[0].place.line - 1].startswith("  - ")
    assert (folder / FILE).read_text(encoding="utf-8") == text
    if "place any more" not in problems[0].what:
        assert hand_entries_of(adopt(folder, folder / "out/deck.pptx")) == 1, "an edit that waits for the outline was forgotten"


def test_under_strict_a_conflict_stops_the_build(folder: Path) -> None:
    adopt(folder, changed(folder, by_name("a headline is rewritten")))
    harbour(folder, BODY, CHARTS.replace("handled more boxes in each year", "handled fewer boxes"))
    with pytest.raises(Failed, match="meets a change of the outline"):
        build(folder, strict=True)


def hand_entries_of(text: str) -> int:
    return text.count("  - slide:")


def test_an_outline_that_caught_up_is_no_conflict(folder: Path) -> None:
    adopt(folder, changed(folder, by_name("a headline is rewritten")))
    harbour(folder, BODY, CHARTS.replace("The harbour handled more boxes in each year", '"Every year saw more boxes"'))
    again, problems = build(folder)
    assert problems == [] and by_name("a headline is rewritten").holds(again)


def test_an_outline_that_changed_before_the_deck_came_back_is_a_conflict(folder: Path) -> None:
    deck = changed(folder, by_name("a headline is rewritten"))
    harbour(folder, BODY, CHARTS.replace("handled more boxes in each year", "handled fewer boxes"))
    assert "it has changed since" in adopt(folder, deck)
    again, problems = build(folder)
    assert len(problems) == 1 and "meets a change" in problems[0].what
    assert hand.text(again, "chart-boxes", "Title") == "The harbour handled fewer boxes"


# ---------------------------------------------------------------- words are held to the rules
def test_a_number_that_no_fact_gives_is_a_warning(folder: Path) -> None:
    words = "Boxes: 530 in a year, 12% more, $300 million"
    adopt(folder, changed(folder, by_hand(lambda d: hand.retype(d, "chart-boxes", "Title", words)),
                          by_hand(lambda d: hand.write_box(hand.slide(d, "table"), "or 77 ships and 99 boats"))))
    problems = build(folder)[1]
    assert [(p.rule, p.level, re.findall(r'"([^"]*)"', p.what)[0]) for p in problems] == [
        ("A1", "warning", "530"), ("A1", "warning", "99")]


def test_words_that_do_not_fit_are_an_error_at_their_entry(folder: Path) -> None:
    typed = by_hand(lambda d: hand.retype(d, "chart-boxes", "Title", "Boxes and more boxes " * 9))
    with pytest.raises(Failed) as failed:
        adopt(folder, changed(folder, typed))
        build(folder)
    wrong = [p for p in failed.value.problems if p.level == "error"]
    assert [(p.rule, "characters too long" in p.what) for p in wrong] == [("S5", True)]
    assert wrong[0].place.file.endswith(FILE) and wrong[0].place.line > 3


LONG = "Boxes: every single year was a record for the whole of the busy old harbour"


def sizes(deck: Any, key: str) -> set[Any]:
    return {run.font.size for run in hand.shape(deck, key, "Title").text_frame.paragraphs[0].runs}


def long_headline(key: str) -> HandEdit:
    return by_hand(lambda d: hand.retype(d, key, "Title", LONG))


def test_a_headline_of_two_lines_moves_what_stands_below_as_a_written_one_does(folder: Path) -> None:
    before = Presentation(str(folder / "out/deck.pptx"))
    adopt(folder, changed(folder, long_headline("chart-boxes"), by_name("a word of a drawn figure is changed")))
    again, problems = build(folder)
    assert problems == [] and sizes(again, "chart-boxes") == {None}, "it has the size of its placeholder"
    harbour(folder, BODY, CHARTS.replace("The harbour handled more boxes in each year", f'"{LONG}"'))
    (folder / FILE).unlink()
    written = build(folder)[0]
    for name in ("Subtitle", "Figure 1", "Source"):
        assert hand.place(again, "chart-boxes", name) == hand.place(written, "chart-boxes", name)
    assert hand.place(again, "chart-boxes", "Figure 1")[1] == hand.place(before, "chart-boxes", "Figure 1")[1] + 33
    assert hand.place(again, "chart-ways", "Figure 2") == hand.place(before, "chart-ways", "Figure 2")


def test_adopting_a_deck_that_made_room_changes_nothing(folder: Path) -> None:
    text = adopt(folder, changed(folder, long_headline("chart-boxes")))
    build(folder)
    assert adopt(folder, folder / "out/deck.pptx") == text


@pytest.mark.parametrize("order", ["at once", "one after the other"])
def test_a_shape_that_was_moved_stays_where_it_was_put_under_a_longer_headline(order: str, folder: Path) -> None:
    shift = by_hand(lambda d: hand.shift(d, "chart-boxes", "Figure 1", dx=12, dy=20, higher=0.8))
    deck = changed(folder, long_headline("chart-boxes"), *[shift] * (order == "at once"))
    adopt(folder, deck)
    again, problems = build(folder)
    if order != "at once":
        assert problems == []
        deck = changed(folder, shift)
        adopt(folder, deck)
        again, problems = build(folder)
    assert problems == []
    assert hand.place(again, "chart-boxes", "Figure 1") == hand.place(Presentation(str(deck)), "chart-boxes", "Figure 1")


def test_two_headlines_made_alike_are_told_apart(folder: Path) -> None:
    double = by_hand(lambda d: hand.retype(d, "chart-offer", "Title", hand.text(d, "chart-boxes", "Title")))
    adopt(folder, changed(folder, double))
    titles = [one.shapes.title.text for one in build(folder)[0].slides]
    assert len(set(titles)) == len(titles)


def test_what_every_slide_carries_is_not_a_hands_to_change(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    adopt(folder, changed(folder, by_hand(lambda d: hand.retype(d, "table", "Footer", "Mine")),
                          by_hand(lambda d: hand.slide(d, "chart-ways").element.set("show", "0"))))
    said = capsys.readouterr()
    assert "0 hand edits kept" in said.out
    assert "change it in the head of the outline" in said.err and "hiding is not kept" in said.err


def test_numbers_of_a_chart_come_from_the_outline(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pptx.chart.data import CategoryChartData

    def retell(deck: Any) -> None:
        data = CategoryChartData()
        data.categories = ["2018", "2019", "2020"]
        data.add_series("thousand", (1, 2, 3))
        hand.shape(deck, "chart-boxes", "Figure 1").chart.replace_data(data)

    adopt(folder, changed(folder, by_hand(retell)))
    assert "they come from the outline" in capsys.readouterr().err


def test_a_look_that_is_not_the_houses_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def embolden(deck: Any) -> None:
        hand.shape(deck, "chart-boxes", "Title").text_frame.paragraphs[0].runs[0].font.size = Pt(40)
        hand.shape(deck, "quote-F-002", "Rectangle").fill.background()

    said = adopt(folder, changed(folder, by_hand(embolden)))
    told = capsys.readouterr().err
    assert said.endswith("edits: []\n")
    assert told.count("looks are those of the house style") == 2 and '"Title" on slide "chart-boxes"' in told


# ---------------------------------------------------------------- files that are none
def package(source: Path, to: Path, change: Callable[[str, bytes], bytes | None], **more: bytes) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
        for name, data in more.items():
            new.writestr(name.replace("__", "/"), data)
    return to


def bad(kind: str, folder: Path) -> Path:
    deck, to = folder / "out/deck.pptx", folder / "bad.pptx"
    match kind:
        case "text":
            to.write_text("no deck")
        case "locked":
            to.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
        case "zip":
            package(deck, to, lambda name, data: data if name.startswith("docProps") else None)
        case "foreign":
            Presentation().save(str(to))
        case "macros":
            package(deck, to, lambda name, data: data, **{"ppt__vbaProject.bin": b"x"})
        case "entities":
            package(deck, to, lambda name, data: b"<!DOCTYPE x>" + data if name.endswith("slide2.xml") else data)
        case "damaged":
            package(deck, to, lambda name, data: data.replace(b'"record":1', b'"record":7') if "item1.xml" in name else data)
        case "absent":
            to.unlink(missing_ok=True)
    return to


@pytest.mark.parametrize(("kind", "said"), [
    ("text", "is not a PowerPoint deck"), ("locked", "locked with a password"), ("zip", "is not a PowerPoint deck"),
    ("foreign", "is not a deck of this program"), ("macros", "holds macros"), ("entities", "declares entities"),
    ("damaged", "damaged record"), ("absent", "cannot be read")])
def test_a_file_that_is_no_deck_of_ours_is_told(kind: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = bad(kind, folder)
    status = run(file, folder)
    told = capsys.readouterr().err
    assert status == 1 and f"{file}: the file" in told and said in told and "hint:" in told
    assert not (folder / FILE).exists()


def test_the_report_is_found_by_its_title_or_asked_for(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    deck = shutil.copy(changed(folder, by_name("a headline is rewritten")), tmp_path / "elsewhere")
    monkeypatch.chdir(built.ROOT)
    assert run(deck) == 1
    assert 'made from, "A visit", is not in data/' in capsys.readouterr().err
    monkeypatch.chdir(tmp_path)
    assert run(deck) == 0
    assert (folder / FILE).is_file()
    shutil.copytree(folder, tmp_path / "twin")
    assert run(deck) == 1
    assert "is in several folders" in capsys.readouterr().err


@pytest.mark.parametrize(("entry", "said"), [
    ("{slide: a, change: text, colour: red}", "colour"), ("{change: text}", "slide"), ("{slide: a, change: repaint}", "repaint"),
    ("{slide: a, change: cell, shape: b, cell: [1]}", "cell"), ("{slide: a, change: added, kept: a}", "overlay-official.pptx")])
def test_a_wrong_entry_is_a_problem_at_its_place(entry: str, said: str, folder: Path) -> None:
    (folder / FILE).write_text(f"overlay: 1\nedits:\n  - {entry}\n", encoding="utf-8")
    with pytest.raises(Failed) as failed:
        build(folder)
    assert any(FILE in p.place.file and said in f"{p.what} {p.hint}" for p in failed.value.problems), failed.value.problems


# ---------------------------------------------------------------- what a deck must not bring along
def with_relation(deck: Any, kind: str, target: str) -> None:
    """A picture whose click leads somewhere, or an embedded object."""
    on = hand.slide(deck, "table")
    shape = on.shapes.add_picture(hand.picture(), Pt(10), Pt(10), Pt(20))
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rid = on.part.relate_to(target, f"{office}/{kind}", is_external=True)
    link = shape._element.nvPicPr.cNvPr
    click = link.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}hlinkClick", {f"{{{office}}}id": rid})
    link.insert(0, click)


@pytest.mark.parametrize(("kind", "target", "kept"), [
    ("hyperlink", "https://example.org", 1), ("hyperlink", "file:///etc/passwd", 0), ("oleObject", "https://example.org/x", 0)])
def test_only_web_links_come_along(kind: str, target: str, kept: int, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    adopt(folder, changed(folder, by_hand(lambda d: with_relation(d, kind, target))))
    said = capsys.readouterr()
    assert f"{kept} hand edit" in said.out and ("no report carries" in said.err) == (not kept)
    deck, problems = build(folder)
    assert problems == []
    links = [r.target_ref for one in deck.slides for r in one.part.rels.values() if r.is_external]
    assert links == [target] * kept


def test_a_carrier_that_was_tampered_with_is_refused(folder: Path) -> None:
    adopt(folder, changed(folder, by_name("a slide is added")))
    deck = Presentation(str(folder / "overlay-official.pptx"))
    on = deck.slides[0]
    hand.write_box(on, "x")
    rid = on.part.relate_to("file:///etc/passwd", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
                            is_external=True)
    on.shapes[-1].text_frame.paragraphs[0].runs[0].hyperlink._rPr.add_hlinkClick(rid)
    deck.save(str(folder / "overlay-official.pptx"))
    with pytest.raises(Failed, match="which no report carries"):
        build(folder)


# ---------------------------------------------------------------- the record and the ids
def test_the_record_holds_no_words(first: Path) -> None:
    with zipfile.ZipFile(first / "out/deck.pptx") as package:
        text = package.read("customXml/item1.xml").decode()
        notes = "".join(package.read(name).decode() for name in package.namelist() if "notesSlides/notesSlide" in name)
    assert "The minister offered help" in notes
    assert "minister" not in text and "harbour handled" not in text
    assert "lavrov" not in text and str(first) not in text


@pytest.mark.parametrize("report", ["lavrov", "gallery", "minimum"])
def test_every_slide_and_shape_has_an_id_of_its_own(report: str, request: pytest.FixtureRequest) -> None:
    deck = Presentation(str(request.getfixturevalue(report).deck))
    slides = pptx_read.seen(deck)
    assert len({one.id for one in slides}) == len(slides) == len({one.key for one in slides})
    assert all(one.id == slide_number(one.key) for one in slides)
    ids = [shape.id for one in slides for shape in one.shapes if shape.id]
    assert len(set(ids)) == len(ids) > 2 * len(slides)
    for one in slides:
        assert shape_guid(one.key, "Title") in {shape.id for shape in one.shapes}


def test_keys_do_not_depend_on_what_stands_before(first: Path, tmp_path: Path) -> None:
    other = harbour(tmp_path / "other", BODY.replace("  - chart: boxes\n", ""))
    before = {one.key: {s.id for s in one.shapes if s.id} for one in pptx_read.seen(Presentation(str(first / "out/deck.pptx")))}
    after = {one.key: {s.id for s in one.shapes if s.id} for one in pptx_read.seen(build(other)[0])}
    assert set(before) - set(after) == {"chart-boxes"}
    assert all(before[key] == ids for key, ids in after.items())


def test_opening_a_deck_reads_what_stands_there(first: Path) -> None:
    data = (first / "out/deck.pptx").read_bytes()
    record = pptx_read.record_in(pptx_read.opened(data))
    assert record and (record.report, record.profile, record.edits) == ("A visit", "official", "")
    assert [one.key for one in record.slides] == hand.keys(Presentation(BytesIO(data)))
    assert overlay.names("analyst") == ("overlay-analyst.yaml", "overlay-analyst.pptx")
