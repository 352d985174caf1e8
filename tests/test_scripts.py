"""Characters that the fonts of the house lack: drawn in fonts that have them, measured in the very same, read back as typed."""
from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import built
import edited as hand
import page as validator
import pypdfium2 as pdfium
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from reports import command, pipeline, theme
from reports.page import Face
from reports.problems import Failed
from reports.text import shared

HOUSE = theme.load(pipeline.TEMPLATES / "chancery")
RULER = shared(HOUSE)
SANS = Face("sans")
WORDS = {"georgian": "საქართველო", "armenian": "Հայաստան", "emoji": "🎉🚢⚠🤝", "serif": "▲■"}
BODY = """
body:
  - bottom_line: "Batumi, საქართველო, and Հայաստան agree 🤝 on the ⚠\ufe0f port."
  - table:
      headline: "Two neighbours sign: საქართველო 🎉"
      columns: [{key: a, label: Հայերեն}, {key: b, label: 🚢}]
      rows: [["**საქართველო**", "*Հայաստան* ▲"], [plain, words]]
  - chart: {use: ships}
"""
CHART = """charts:
  ships:
    {kind: unit, headline: "Ships call at საქართველო 🚢", subtitle: Ships, alt: Ships,
     rows: [{label: "Հայաստան 🎉", value: F-001}]}
"""
letters = st.sampled_from(["a", " ", "\u00a0", "é", "я", "ა", "Հ", "🎉", "⚓", "▲", "\u2060", "\u2011"])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scripts")
    (folder / "outline.yaml").write_text(built.HEAD + CHART + BODY, encoding="utf-8")
    pipeline.build(folder, folder / "out", pipeline.Options(prints=("deck-pdf",)))
    return folder / "out"


@pytest.mark.parametrize("family", WORDS)
def test_a_character_is_measured_in_the_font_that_draws_it(family: str) -> None:
    path = HOUSE.fonts[HOUSE.face(Face(family))]
    font = TTFont(path)
    expected = sum(font["hmtx"][font.getBestCmap()[ord(c)]][0] for c in WORDS[family]) / font["head"].unitsPerEm
    assert RULER.width(WORDS[family], SANS, 10, kern=False) == pytest.approx(10 * expected)
    assert {face.family for face, _ in RULER.by_face(WORDS[family], SANS)} == {family}


@given(st.lists(letters, max_size=30).map("".join))
def test_a_text_split_by_its_fonts_is_the_same_text_and_as_wide(text: str) -> None:
    parts = RULER.by_face(text, SANS)
    assert "".join(part for _, part in parts) == text
    assert all(one[0] != other[0] for one, other in pairwise(parts))
    assert sum(RULER.width(part, face, 20, kern=False) for face, part in parts) == pytest.approx(
        RULER.width(text, SANS, 20, kern=False), abs=1e-6)


def test_every_run_of_the_deck_names_a_font_that_has_its_characters(made: Path) -> None:
    named = {HOUSE.names[family]: set(TTFont(HOUSE.fonts[HOUSE.face(Face(family))]).getBestCmap()) for family in HOUSE.names}
    own = named["Carlito"]
    seen: set[str] = set()
    for slide in Presentation(str(made / "deck.pptx")).slides:
        for run in slide.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}r"):
            fonts = {kid.tag.rpartition("}")[2]: kid.get("typeface") for kid in run.rPr if kid.get("typeface")}
            name = fonts.get("latin", "+mn-lt")
            assert set(map(ord, run.t.text)) - {0xA0} <= (own if name.startswith("+") else named[name]), (name, run.t.text)
            assert name.startswith("+") or fonts == dict.fromkeys(("latin", "ea", "cs"), name)
            seen.add(name)
    assert {"Noto Sans Georgian", "Noto Sans Armenian", "Noto Emoji", "Source Serif Pro"} <= seen


@pytest.mark.parametrize("name", ["brief.pdf", "deck.pdf"])
def test_they_read_back_as_they_were_typed(name: str, made: Path, need_tool: Callable[[str], str]) -> None:
    with pdfium.PdfDocument(str(made / name)) as opened:
        ours = "".join(sheet.get_textpage().get_text_range() for sheet in opened)
    theirs = subprocess.run([need_tool("pdftotext"), str(made / name), "-"], capture_output=True, text=True, check=True).stdout
    for text in (ours, theirs):
        assert "Batumi, საქართველო, and Հայաստան agree 🤝 on the ⚠ port." in " ".join(text.split())
        assert all(word in text for word in ("Հայերեն", "🚢", "Հայաստան 🎉", "▲"))


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("name", ["brief.pdf", "deck.pdf"])
def test_the_files_stay_valid(name: str, profile: str, made: Path) -> None:
    outcome = validator.validate_pdf(str(made / name), profile=profile)
    assert outcome.is_compliant, sorted({f.rule_id for f in outcome.failures})


@pytest.mark.parametrize("emoji", ["🇵🇰", "👍🏽", "👩\u200d🚀", "❤\ufe0f\u200d🔥", "3\ufe0f\u20e3",
                                   "🏴\U000e0067\U000e0062\U000e007f"])
def test_pictures_of_several_characters_are_refused_whole_and_in_words(emoji: str, tmp_path: Path) -> None:
    (tmp_path / "outline.yaml").write_text(built.HEAD + f"body:\n  - bottom_line: 'It opens {emoji}.'\n", encoding="utf-8")
    with pytest.raises(Failed) as failed:
        pipeline.build(tmp_path, tmp_path / "out", pipeline.Options())
    told = [p for p in failed.value.problems if p.level == "error"]
    assert len(told) == 1 and "made of several characters" in told[0].what and told[0].place.line == built.HEAD.count("\n") + 2
    assert emoji.replace("\ufe0f", "") in told[0].what and told[0].hint


def test_fonts_are_opened_only_where_a_text_needs_them(tmp_path: Path) -> None:
    """The build of a report in Latin letters opens its own fonts alone."""
    program = ("import sys; from pathlib import Path; from reports import pipeline; from reports.text import ruler\n"
               "only, source, to, fonts = sys.argv[1:]\n"
               "pipeline.build(Path(source), Path(to), pipeline.Options(only=(only,)))\n"
               "print(*(path.name for path in Path(fonts).glob('*.ttf') if '_font' in vars(ruler.font_table(path))))")
    for output in ("brief", "deck"):
        ran = subprocess.run([sys.executable, "-c", program, output, built.DATA / "minimum", tmp_path, HOUSE.folder / "fonts"],
                             capture_output=True, text=True, check=True, cwd=built.ROOT)
        assert "Carlito-Regular.ttf" in ran.stdout and "Noto" not in ran.stdout


def test_words_that_a_hand_typed_in_another_script_are_drawn_too(tmp_path: Path) -> None:
    """With the selector that Office puts behind an emoji, which is not kept."""
    folder = hand.harbour(tmp_path / "harbour")
    options = pipeline.Options(only=("deck",))
    pipeline.build(folder, folder / "out", options)
    hand.edit(folder / "out/deck.pptx", folder / "mine.pptx", (
        hand.HandEdit("", lambda deck: hand.retype(deck, "chart-ways", "Title", "საქართველო ⚠\ufe0f signs 🎉"), bool),))
    with pytest.raises(SystemExit) as left:
        command.main(["adopt", str(folder / "mine.pptx"), str(folder)])
    assert left.value.code == 0
    paths, problems = pipeline.build(folder, folder / "out", options)
    assert [p for p in problems if "overlay" in p.place.file] == []
    title = hand.shape(Presentation(str(paths[0])), "chart-ways", "Title").text_frame
    assert title.text == "საქართველო ⚠ signs 🎉"
    assert [run.font.name for run in title.paragraphs[0].runs] == ["Noto Sans Georgian", None, "Noto Emoji", None, "Noto Emoji"]


def test_letters_without_a_capital_stay_small_in_a_line_of_capitals(tmp_path: Path) -> None:
    there = [c for c in map(chr, range(0xC0, 0x2000)) if not RULER.missing(c, "sans")]
    letters = "".join(c for c in there if RULER.missing(c.upper(), "sans"))
    assert len(letters) > 20
    body = f"body:\n  - theme: {{headline: It is said, kicker: 'abc {letters}', blocks: [text: Words.]}}\n"
    (tmp_path / "outline.yaml").write_text(built.HEAD + body, encoding="utf-8")
    paths, _ = pipeline.build(tmp_path, tmp_path / "out", pipeline.Options(only=("brief",)))
    with pdfium.PdfDocument(str(paths[0])) as opened:
        text = opened[0].get_textpage().get_text_range()
    assert "ABC" in text and letters[0] in text
