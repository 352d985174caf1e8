"""The torture report: built, valid, read the same by strangers, and its words in the order in which they were written."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
import torture
from built import Made, build
from readers import assert_conforms, assert_readers_agree, in_reading_order, squeezed

from reports import pipeline

pytestmark = pytest.mark.xdist_group("torture")
NeedTool = Callable[[str], str]


@pytest.fixture(scope="module")
def tortured(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("torture")
    return build(torture.write(folder / "torture"), folder / "out")


def test_it_builds_with_nothing_but_warnings_that_say_why(tortured: Made) -> None:
    rules = {p.rule for p in tortured.problems}
    assert "T3" in rules, "a headline of forty lines is told"
    assert any("a heading takes 40 lines" in p.what for p in tortured.problems), "its lines on both pages are counted"
    assert all(p.level == "warning" and p.hint for p in tortured.problems)


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_it_is_valid(profile: str, tortured: Made) -> None:
    assert_conforms(tortured.brief, profile)


def test_readers_agree(tortured: Made, need_tool: NeedTool) -> None:
    with pikepdf.open(tortured.brief) as pdf:
        count = len(pdf.pages)
    assert count >= 18
    assert_readers_agree(tortured.brief, count, need_tool)


def test_words_are_read_in_the_order_in_which_they_were_written(tortured: Made, need_tool: NeedTool) -> None:
    read = in_reading_order(tortured.brief, need_tool, without="Reference")
    at = read.index("Thepressholds.")
    for words in torture.expected():
        found = read.find(squeezed(words), at)
        assert found >= 0, words[:60]
        at = found + len(squeezed(words))
    assert len(torture.expected()) > torture.ROWS


def test_nothing_is_lost_or_cut(tortured: Made) -> None:
    with pdfium.PdfDocument(str(tortured.brief)) as opened:
        text = squeezed("".join(sheet.get_textpage().get_text_range() for sheet in opened))
    text = text.replace("\ufffe", "").replace("\x02", "")  # pdfium's signs for a line that ends in a hyphen
    assert text.count(torture.WORD) == 1, "a word longer than three lines, whole"
    assert all(f"word{i}" in text for i in range(2500))
    with pikepdf.open(tortured.brief) as pdf:
        assert len(pdf.pages) >= 18


def test_four_scripts_are_set_with_glyphs(tortured: Made) -> None:
    """Every script reads back, in upright, slanted and bold: no character fell on a glyph that is not its own."""
    with pdfium.PdfDocument(str(tortured.brief)) as opened:
        text = squeezed("".join(sheet.get_textpage().get_text_range() for sheet in opened))
    for name, words in torture.SCRIPTS.items():
        assert text.count(squeezed(words)) == 3, name


def test_a_figure_that_no_page_and_no_slide_can_hold_is_a_clear_problem(tmp_path: Path) -> None:
    folder = torture.write(tmp_path / "torture", bars=torture.NOTES)
    found = [p for p in pipeline.check(folder, pipeline.Options()) if p.level == "error"]
    assert found and all(p.place.line > 0 and p.hint for p in found)
    lines = (folder / "outline.yaml").read_text(encoding="utf-8").splitlines()
    assert any("tall" in lines[p.place.line - 1] or "kind: bar" in lines[p.place.line - 1] for p in found)


def test_a_word_may_be_divided_in_german_and_reads_whole(tmp_path: Path) -> None:
    """Hyphens that a line break puts in are soft ones to those who read the file."""
    words = "Die Hafenverwaltung veröffentlichte Donaudampfschifffahrtsverträge und Unterwasserbaugenehmigungen. " * 6
    head = torture.HEAD.replace("language: en-GB", "language: de-DE").replace("facts:\n", "")
    folder = tmp_path / "german"
    folder.mkdir()
    body = f"body:\n  - theme: {{headline: Der Hafen, blocks: [{{text: {words}}}]}}\n"
    (folder / "outline.yaml").write_text(head + body, encoding="utf-8")
    built = build(folder, tmp_path / "out")
    with pdfium.PdfDocument(str(built.brief)) as opened:
        raw = "".join(sheet.get_textpage().get_text_range() for sheet in opened)
    assert squeezed(words) in squeezed(raw.replace("\ufffe", "").replace("\x02", "").replace("-", ""))
    assert "\u00ad" in raw or "\ufffe" in raw or "\x02" in raw, "no word was divided"
    assert_conforms(built.brief, "ua1")
