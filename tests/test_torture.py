"""Decks of any words at all: proven to fit, then drawn by LibreOffice, which must find room for every one of them.

Hypothesis writes outlines; what its proof refuses is refused with a sentence, everything else is drawn, many decks in one call.
The torture deck has by hand what it would not find soon.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import page as validator
import pypdfium2 as pdfium
import pytest
from built import HEAD, build
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from pptx import Presentation
from readers import squeezed
from rendered import faults_of, rendered
from scale import often
from torture import SCRIPTS
from torture_deck import COMPOUNDS, EMOJI, LONG_HEADLINE, TOKEN, TORTURE, table, write

from reports import pipeline
from reports.problems import Failed, Problem

pytestmark = pytest.mark.xdist_group("outside")  # one LibreOffice runs at a time

DECKS = 25  # in one call of LibreOffice
TRIED = 25  # outlines of one seed
LAWFUL = {"S1", "S2", "S5", "F7", "F8", "S10", "P14", "L4", "A1", "A8", "T1", "T2", "T7", "S11", "F11", "P9", "P12", "P15", "P1"}


# ---------------------------------------------------------------- outlines that Hypothesis writes
def words(most: int) -> st.SearchStrategy[str]:
    letters = st.sampled_from(("abcdefghijklmnopqrstuvwxyzäöüß", "αβγδεζηθικλμνξοπρστυφχψω", "абвгдежзийклмнопрстуфхцчшщъыьэюя",
                               "ąćęłńóśźż", "éèêëàâîïôœùûç", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "WMwm", "il.,;’ij",
                               "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
                               "\N{SHIP}\N{ANCHOR}\N{HANDSHAKE}\N{PARTY POPPER}"))
    word = letters.flatmap(lambda alphabet: st.text(alphabet, min_size=1, max_size=14))
    rare = st.sampled_from(("{=1,100} km", "{=46}%", "{=2021}–{=2023}", "well-known", *COMPOUNDS))
    rare = st.one_of(word, word, word, word, rare)
    return st.lists(rare, min_size=1, max_size=most).map(" ".join)


def listed(kind: str, key: str, most: int) -> st.SearchStrategy[dict[str, Any]]:
    item = st.fixed_dictionaries({key: words(most)})
    fields = {"headline": words(14), "items": st.lists(item, min_size=1, max_size=5)}
    return st.fixed_dictionaries(fields).map(lambda d: {kind: d})


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.integers(1, 7))
    rows = draw(st.lists(st.lists(words(6), min_size=count, max_size=count), min_size=1, max_size=14))
    columns = [{"key": f"k{i}", "label": draw(words(3))} for i in range(count)]
    return {"table": {"headline": draw(words(14)), "columns": columns, "rows": rows} | draw(st.sampled_from(
        ({}, {"note": "A note that stands under the table."})))}


def outlines() -> st.SearchStrategy[list[dict[str, Any]]]:
    tile = st.fixed_dictionaries({"fact": st.sampled_from(("F-001", "F-002")), "label": words(4)})
    tiles = st.lists(tile, min_size=1, max_size=6)
    block = st.one_of(
        words(40).map(lambda text: {"bottom_line": text}), tables(), listed("recommendations", "action", 18),
        st.fixed_dictionaries({"headline": words(12), "tiles": tiles}).map(lambda d: {"key_numbers": d}),
        st.fixed_dictionaries({"headline": words(12), "items": st.lists(st.fixed_dictionaries(
            {"date": words(2), "what": words(10)}), min_size=1, max_size=4)}).map(lambda d: {"watch_list": d}),
        st.fixed_dictionaries({"headline": words(10), "kicker": words(2), "blocks": st.lists(tables(), max_size=3)}).map(
            lambda d: {"theme": d}))
    return st.lists(block, min_size=1, max_size=5)


def made(folder: Path, body: list[dict[str, Any]]) -> tuple[Path | None, list[Problem]]:
    """The deck of an outline, or the problems that speak against it."""
    try:
        paths, problems = pipeline.build(write(folder, body), folder / "out", pipeline.Options(only=("deck",)))
    except Failed as failed:
        return None, list(failed.problems)
    return paths[0], problems


def twice(body: list[dict[str, Any]]) -> bool:
    """Whether two blocks have one headline: where it leaves no room to count them, they are refused (rule S6)."""
    heads = list(headlines(body))
    return len(set(heads)) < len(heads)


def headlines(body: list[dict[str, Any]]) -> Iterator[str]:
    """Of all blocks, those inside themes too; a bottom line is the title of its slide."""
    for block in body:
        yield from ([block["bottom_line"]] if "bottom_line" in block else [])
        for fields in (fields for fields in block.values() if isinstance(fields, dict)):
            yield from ([fields["headline"]] if "headline" in fields else [])
            yield from headlines(fields.get("blocks", []))


def tried(folder: pytest.TempPathFactory, number: int) -> list[Path | None]:
    """Outlines of one seed, each as a deck, or refused with a lawful problem at a line and a hint."""
    pile: list[Path | None] = []

    @seed(number)  # the same outlines whatever the words of this test
    @settings(max_examples=TRIED, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(outlines())
    def draw(body: list[dict[str, Any]]) -> None:
        path, problems = made(folder.mktemp("torture"), body)
        refusals = [p for p in problems if p.level == "error"]
        lawful = LAWFUL | ({"S6"} if twice(body) else set())
        assert [str(p) for p in refusals if p.rule not in lawful] == []
        assert [str(p) for p in refusals if not p.place.line or not p.hint] == []
        assert bool(path) != bool(refusals)
        pile.append(path)

    draw()
    return pile


def looked_at(decks: list[Path], folder: Path) -> tuple[dict[str, list[str]], str]:
    """What LibreOffice had no room for, by deck; and how much was looked at."""
    faults: dict[str, list[str]] = {}
    seen = slides = 0
    for start in range(0, len(decks), DECKS):
        batch = folder / str(start)
        batch.mkdir()
        for path, sheets in rendered(decks[start:start + DECKS], batch).items():
            found, texts = faults_of(path, sheets)
            seen, slides = seen + texts, slides + len(sheets)
            faults |= {str(path): found} if found else {}
    return faults, f"{len(decks)} decks, {slides} slides, {seen} texts"


def test_whatever_is_written_fits_or_is_refused(tmp_path_factory: pytest.TempPathFactory,
                                                need_tool: Callable[[str], str]) -> None:
    """As many seeds as it takes until so many decks were drawn; what is refused does not count."""
    need_tool("soffice")
    decks: list[Path] = []
    outlined = 0
    while len(decks) < often(10, 500):
        pile = tried(tmp_path_factory, 2021 + outlined // TRIED)
        outlined += len(pile)
        decks += [path for path in pile if path]
        assert outlined < 10 * TRIED + 10 * len(decks), f"of {outlined} outlines only {len(decks)} are drawn"
    faults, looked = looked_at(decks, tmp_path_factory.mktemp("drawn"))
    print(f"{outlined} outlines: {looked}")
    assert faults == {}


# ---------------------------------------------------------------- the torture deck

def test_the_torture_deck_has_room_for_everything(tmp_path: Path, need_tool: Callable[[str], str]) -> None:
    need_tool("soffice")
    path, problems = made(tmp_path / "torture", TORTURE)
    assert path, [str(p) for p in problems]
    faults, seen = faults_of(path, rendered([path], tmp_path)[path])
    assert faults == [] and seen > 50


def test_the_brief_and_the_notes_hold_them_too(tmp_path: Path) -> None:
    """A word of a thousand letters is in a paragraph, a cell and the speaker notes; a headline of fourteen lines in print."""
    built = build(write(tmp_path / "torture"), tmp_path / "out")
    with pdfium.PdfDocument(str(built.brief)) as opened:
        text = squeezed("".join(sheet.get_textpage().get_text_range() for sheet in opened)).replace("\ufffe", "")
    assert text.count(TOKEN) == 2 and squeezed(LONG_HEADLINE) in text
    assert all(squeezed(words) in text for words in (*SCRIPTS.values(), EMOJI))
    notes = [slide.notes_slide.notes_text_frame.text for slide in Presentation(str(built.deck)).slides]
    assert sum(TOKEN in note for note in notes) >= 1
    for profile in ("ua1", "3a"):
        outcome = validator.validate_pdf(str(built.brief), profile=profile)
        assert outcome.is_compliant, sorted({f.rule_id for f in outcome.failures})


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "a headline of nine lines": ({"table": {"headline": "The headline is long and longer " * 16, "columns": [
        {"key": "a", "label": "A"}], "rows": [["x"]]}}, "S5", "characters too long"),
    "a thousand characters without a space": ({"bottom_line": "x" * 1000}, "S5", "characters too long"),
    "two thousand characters in a cell": ({"table": {"headline": "It is a table", "columns": [
        {"key": k, "label": k} for k in "abcd"], "rows": [["a", "x" * 2000, "c", "d"]]}}, "S5", "characters too long"),
    "a flag": ({"bottom_line": "It opens \U0001f1f5\U0001f1f0."}, "", "\U0001f1f5\U0001f1f0"),
    "a person of several characters": ({"bottom_line": "It opens \U0001f469\u200d\U0001f680."}, "", "made of several characters"),
    "a script from right to left": ({"bottom_line": "It opens: \u0645\u0631\u062d\u0628\u0627."}, "", "\u0645"),
    "a script that no font has": ({"bottom_line": "It opens: 開く."}, "", "開"),
    "a divider of fourteen lines": ({"theme": {"headline": LONG_HEADLINE, "blocks": [
        table(f"It is table {name}", "ab", ("c", "d")) for name in "xyz"]}}, "S5", "characters too long"),
    "nothing": ({"bottom_line": ""}, "S6", "has no title"),
}


WORD_OF_A_THOUSAND = {
    "a paragraph": {"theme": {"headline": "It is long", "blocks": [{"text": f"It is {TOKEN}."}]}},
    "a box": {"theme": {"headline": "It is long", "blocks": [{"text": "Words."}, {"sidebar": {"title": "Box", "text": TOKEN}}]}},
    "a cell": table("It is long", "ab", ("c", TOKEN)), "the head of a column": table("It is long", ("a", TOKEN), ("c", "d")),
    "the notes": {"bottom_line": {"text": "It is long.", "notes": TOKEN}},
}
TOO_LONG = {
    "an item of a list": {"recommendations": {"headline": "It is long", "items": [{"action": TOKEN}]}},
    "a date to watch": {"watch_list": {"headline": "It is long", "items": [{"date": "May", "what": TOKEN}]}},
    "a tile": {"key_numbers": {"headline": "It is long", "tiles": [{"fact": "F-001", "label": TOKEN}]}},
    "a note": {"table": table("It is long", "ab", ("c", "d"))["table"] | {"note": TOKEN}},
    "a kicker": {"theme": {"headline": "It is long", "kicker": TOKEN, "blocks": [table("It is", "ab", ("c", "d"))]}},
}


@pytest.mark.parametrize("place", WORD_OF_A_THOUSAND)
def test_a_word_of_a_thousand_letters_has_room_where_words_may_run_on(place: str, tmp_path: Path) -> None:
    built = build(write(tmp_path, [WORD_OF_A_THOUSAND[place]]), tmp_path / "out")
    assert [str(p) for p in built.problems if p.level == "error"] == []


@pytest.mark.parametrize("place", TOO_LONG)
def test_elsewhere_the_slide_says_how_much_is_too_much_and_the_brief_has_it(place: str, tmp_path: Path) -> None:
    path, problems = made(tmp_path, [TOO_LONG[place]])
    found, = (p for p in problems if p.level == "error")
    assert path is None and found.rule == "S5" and re.search(r"is \d{3} characters too long for its slide", found.what)
    assert found.place.line > HEAD.count("\n")
    folder = write(tmp_path, [TOO_LONG[place]])
    assert pipeline.build(folder, folder / "out", pipeline.Options(only=("brief",)))[0]


@pytest.mark.parametrize("only", ["brief", "deck"])
def test_a_title_of_a_thousand_letters_is_refused_at_its_line_in_both(only: str, tmp_path: Path) -> None:
    folder = write(tmp_path, [{"bottom_line": "Words."}])
    outline = folder / "outline.yaml"
    outline.write_text(outline.read_text(encoding="utf-8").replace("title: A visit", f"title: {TOKEN}"), encoding="utf-8")
    with pytest.raises(Failed) as failed:
        pipeline.build(folder, folder / "out", pipeline.Options(only=(only,)))  # type: ignore[arg-type]
    found, = (p for p in failed.value.problems if p.level == "error")
    assert re.search(r"\d{3} characters too long", found.what) and found.place.line == 2 and found.hint


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_fit_is_refused_at_its_line(case: str, tmp_path: Path) -> None:
    block, rule, said = REFUSED[case]
    path, problems = made(tmp_path, [block])
    found = [p for p in problems if p.rule == rule and said in p.what]
    assert path is None and found and all(p.place.line > HEAD.count("\n") for p in found), [str(p) for p in problems]
