"""The parts of adopting, over free text and free order: words, moves, the file, likeness."""
from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scale import often

from charts.drawing import Drawing, Text, rectangle
from charts.drawing import Path as Outline
from reports import pipeline, theme
from reports.adopting import applying, differences, matching, overlay, placing, wording
from reports.adopting.keys import item_keys, keyed, shape_guid, slide_number
from reports.adopting.overlay import Edit, Overlay
from reports.adopting.pushing import making_room
from reports.adopting.seen import SeenDeck, SeenShape, SeenSlide, dictionary, digest, digested, record, recorded
from reports.page import Face, Figure, Grid, GridCell, Page, Pages, Paragraph, Properties, Shape, Span, TextBox
from reports.problems import Place, Problem
from reports.text import shared

HOUSE = theme.load(pipeline.TEMPLATES / "chancery")
RULER = shared(HOUSE)
PLAIN, BOLD = Face("sans"), Face("sans", "bold")
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=12).map(
    partial(normalize, "NFC"))  # the loader reads composed characters, here as in outlines


# ---------------------------------------------------------------- words
@given(old=st.lists(st.tuples(st.text("ab ", min_size=1, max_size=6), st.sampled_from([PLAIN, BOLD])), min_size=1, max_size=4),
       new=st.text("abc \n", max_size=20))
def test_new_words_are_the_words_and_keep_the_look_of_what_stayed(old: list[tuple[str, Face]], new: str) -> None:
    paragraph = Paragraph(tuple(Span(text, face, 20.0) for text, face in old), 26.0)
    made = wording.reworded([paragraph], new)
    assert "\n".join(p.text for p in made) == new
    assert {span.face for p in made for span in p.spans} <= {face for _, face in old}
    same = wording.reworded([paragraph], paragraph.text)[0]
    assert [(s.text, s.face) for s in same.spans] == merged(old)


def merged(spans: list[tuple[str, Face]]) -> list[tuple[str, Face]]:
    made: list[tuple[str, Face]] = []
    for text, face in spans:
        if made and made[-1][1] == face:
            made[-1] = (made[-1][0] + text, face)
        else:
            made.append((text, face))
    return made


def test_a_bold_word_stays_bold_when_the_rest_is_rewritten() -> None:
    paragraph = Paragraph((Span("Source: ", BOLD, 12.0), Span("article A1", PLAIN, 12.0)), 15.0)
    made = wording.reworded([paragraph], "Source: the board, page nine")[0]
    assert [(s.text, s.face) for s in made.spans] == [("Source: ", BOLD), ("the board, page nine", PLAIN)]


def test_a_new_item_of_a_numbered_list_counts_on() -> None:
    items = [Paragraph((Span(text, PLAIN, 20.0),), 26.0, bullet=str(n)) for n, text in enumerate(("one", "two"), 1)]
    assert [p.bullet for p in wording.reworded(items, "one\ntwo\nthree\nfour")] == ["1", "2", "3", "4"]


def test_only_the_label_that_was_meant_is_changed() -> None:
    source = Drawing(9, 9, (Outline(rectangle(0, 0, 1, 1)), Text(0, 0, "a", 9), Text(0, 0, " ", 9), Text(0, 0, "b", 9)))
    assert [m.text for m in wording.relabelled(source, 2, "c\nd").marks if isinstance(m, Text)] == ["a", " ", "c d"]


# ---------------------------------------------------------------- order
@given(st.permutations(list("abcdefgh")), st.integers(0, 8))
def test_moves_lead_from_one_order_to_the_other(after: list[str], kept: int) -> None:
    before = sorted(after)
    deck = Pages(tuple(Page(960, 540, (), key=key) for key in before), Properties("x"))
    base = SeenDeck(tuple(SeenSlide(key, 1, "", "", ()) for key in before))
    edits = tuple(differences._moved(before, after))
    done = applying.apply(deck, overlay.Overlay(edits, tuple(Place("f", i) for i, _ in enumerate(edits))), base, HOUSE, RULER,
                          lambda text: [])
    assert [page.key for page in done.pages.pages] == after and done.problems == []
    assert len(edits) <= len(after) - 1 and (edits == ()) == (before == after)


def test_one_slide_that_is_moved_is_one_edit() -> None:
    assert [(e.slide, e.was, e.to) for e in differences._moved("abcde", "aebcd")] == [("e", "d", "a")]
    assert [(e.slide, e.to) for e in differences._moved("abcde", "bcdea")] == [("a", "e")]
    assert [(e.slide, e.to) for e in differences._moved("abc", "cab")] == [("c", "")]


# ---------------------------------------------------------------- the file
changes = st.sampled_from(["text", "notes", "removed", "moved"])
edits = st.builds(Edit, slide=words.filter(bool), change=changes, shape=words, was=words, to=words,
                  cell=st.none() | st.lists(st.integers(1, 99), min_size=2, max_size=2))


@settings(max_examples=often(30, 500))
@given(st.lists(edits, max_size=3))
def test_what_is_written_is_read(entries: list[Edit]) -> None:
    with TemporaryDirectory() as folder:
        Path(folder, "overlay-official.yaml").write_text(overlay.written(entries), encoding="utf-8")
        found, problems = overlay.read(Path(folder), "official", "x")
    unprintable = any(not c.isprintable() and c != "\n" for e in entries for c in f"{e.slide}{e.shape}{e.was}{e.to}")
    if unprintable and problems:
        return  # the loader names characters that nobody can see
    assert problems == [] and found is not None
    assert entries == list(found.edits)
    assert [place.line > 0 for place in found.places] == [True] * len(entries)


def test_without_a_file_there_are_no_edits(tmp_path: Path) -> None:
    assert overlay.read(tmp_path, "official", "x") == (None, [])


shapes = st.builds(SeenShape, key=words, name=words, kind=st.sampled_from(["text", "table", "chart", "group", "other"]), id=words,
                   box=st.tuples(*[st.floats(-10, 1000).map(lambda x: round(x, 2))] * 4), text=words,
                   cells=st.lists(st.lists(words, min_size=1, max_size=2).map(tuple), max_size=2).map(tuple),
                   labels=st.lists(words.filter(bool), max_size=2).map(tuple))
slides = st.builds(SeenSlide, key=words, id=st.integers(1, 2**32 - 1), title=words, notes=words,
                   shapes=st.lists(shapes, max_size=3).map(tuple))


@settings(max_examples=often(25, 500))
@given(st.lists(slides, max_size=2))
def test_a_record_says_what_was_seen_and_no_word_of_it(seen: list[SeenSlide]) -> None:
    deck = SeenDeck(tuple(seen), "a report", "official", "abc")
    text = record(deck)
    assert recorded(text) == replace(deck, slides=tuple(map(digested, seen)))
    known = dictionary(seen)
    assert all(known[digest(word)] == word for one in seen for word in one.words())


@pytest.mark.parametrize("text", ["", "[]", "{}", "{\"record\":2}", "nonsense",
                                  json.dumps({"record": 1, "slides": [{}], "report": ""}),
                                  json.dumps({"record": 1, "report": "", "profile": "", "edits": "", "slides": 7})])
def test_a_damaged_record_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        recorded(text)


# ---------------------------------------------------------------- which is which
def seen(key: str, title: str, *texts: str, number: int = 0) -> SeenSlide:
    found = tuple(SeenShape(text, text, "text", box=(0, 20 * i, 9, 9), text=text) for i, text in enumerate(texts))
    return SeenSlide(key, number, title, "", found)


def test_without_ids_the_likest_slides_are_paired() -> None:
    ours = [digested(seen("a", "First", "x", "y")), digested(seen("b", "Second", "z", "w", "v"))]
    theirs = [seen("", "Second, changed", "z", "w"), seen("", "Mine", "quite other"), seen("", "First", "x", "y")]
    assert [one.key if one else None for one in matching.slides(ours, theirs)] == ["b", None, "a"]


def test_a_copy_of_a_slide_is_a_persons_own() -> None:
    ours = [seen("a", "First", number=5)]
    assert [one.key if one else None for one in matching.slides(ours, [seen("", "First", number=5), seen("", "First", number=5)])
            ] == ["a", None]


def test_keys_count_what_is_alike() -> None:
    items = (TextBox(0, 0, 1, 1, (), name="Note"), TextBox(0, 0, 1, 1, (), name="Note"), Shape(0, 0, 1, 1), Shape(0, 0, 1, 0),
             Figure(0, 0, 1, 1, Drawing(1, 1, ()), name="Figure 12"), TextBox(0, 0, 1, 1, (), placeholder="title"))
    assert item_keys(items) == ["Note", "Note 2", "Rectangle", "Rule", "Figure", "Title"]
    assert [p.key for p in keyed([Page(1, 1, (), key="a"), Page(1, 1, ()), Page(1, 1, (), key="a")])] == ["a", "slide", "a/2"]


@given(words, words)
def test_ids_are_those_that_office_can_hold(slide: str, shape: str) -> None:
    assert 0 < slide_number(slide) < 2**32
    guid = shape_guid(slide, shape)
    assert len(guid) == 38 and [len(part) for part in guid.strip("{}").split("-")] == [8, 4, 4, 4, 12]


# ---------------------------------------------------------------- places
@given(st.floats(10, 400), st.floats(10, 400), st.floats(0.2, 3), st.floats(0.2, 3), st.floats(-50, 50))
def test_a_moved_item_lies_in_its_box_as_it_did(x: float, width: float, across: float, down: float, dx: float) -> None:
    was = (x - 2, 10.0, width + 4, 50.0)
    now = (x + dx, 20.0, (width + 4) * across, 50.0 * down)
    made = placing.placed(TextBox(x, 12, width, 46, ()), was, now)
    wanted = (now[0] + 2 * across, 20 + 2 * down, width * across, 46 * down)
    assert (made.x, made.y, made.width, made.height) == pytest.approx(wanted)


def test_a_table_is_resized_with_its_rows_and_a_drawn_figure_evenly() -> None:
    cell = GridCell(())
    grid = placing.placed(Grid(0, 0, (10, 20), (5, 5), ((cell, cell), (cell, cell))), (0, 0, 30, 10), (0, 0, 60, 30))
    assert isinstance(grid, Grid) and (grid.columns, grid.rows) == ((20, 40), (15, 15))
    figure = Figure(0, 0, 100, 50, Drawing(100, 50, ()))
    made = placing.placed(figure, (0, 0, 100, 50), (0, 0, 200, 150))
    assert isinstance(made, Figure) and (made.width, made.height, made.drawing.width) == (200, 100, 200)
    assert placing.uneven(figure, (0, 0, 100, 50), (0, 0, 200, 150))
    assert not placing.uneven(figure, (0, 0, 100, 50), (0, 0, 50, 25))


# ---------------------------------------------------------------- room for a headline
def headline_edit(slide: str = "one") -> Overlay:
    return Overlay((Edit(slide=slide, shape="Title", change="text", was="Short", to="Much longer"),))


def deck_of(*keys: str, y: float = 0.0) -> Pages:
    return Pages(tuple(Page(960, 540, (TextBox(0, y, 10, 10, ()),), key=key) for key in keys), Properties("A visit"))


@pytest.mark.parametrize(("roomy", "problems", "moved"), [
    (deck_of("one", "two", y=33), [], {"one"}),
    (deck_of("one", "two", y=33), [Problem(Place("outline.yaml"), "no room", "", "error")], set()),
    (deck_of("one", "one/2", "two", y=33), [], set())])
def test_slides_make_room_for_a_headline_only_where_there_is_room(roomy: Pages, problems: list[Problem], moved: set[str]) -> None:
    asked: list[dict[str, str]] = []

    def again(headlines: Any) -> tuple[Pages, list[Problem]]:
        asked.append(dict(headlines))
        return roomy, problems

    before = deck_of("one", "two")
    after = making_room(before, headline_edit(), again, lambda pages: SeenDeck(()))
    assert asked == [{"Short": "Much longer"}]
    assert {page.key for page, was in zip(after.pages, before.pages) if page != was} == moved


def test_without_a_rewritten_headline_nothing_is_laid_out_again() -> None:
    def again(headlines: Any) -> Any:
        raise AssertionError("asked")

    pages = deck_of("one")
    assert making_room(pages, Overlay(()), again, again) is pages
