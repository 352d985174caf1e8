"""Hand edits on decks of house templates, in sections, in numbered copies and beside releases."""
from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import built
import edited as hand
import house_templates as templates
import pytest
from edited import BODY, CHARTS, HandEdit, harbour
from pptx import Presentation
from test_adopt import CACHE, adopt, build, by_hand, by_name, changed

from reports import pipeline
from reports.problems import Problem

SECTION = "{http://schemas.microsoft.com/office/powerpoint/2010/main}section"
LISTED = "{http://schemas.microsoft.com/office/powerpoint/2010/main}sldId"
# What the outline has on a template of any size, and how a deck tells that it kept them.
MOVED = (("chart-ways", "Figure 2"), ("table", "Table"), ("chart-buses", "Figure 4"), ("key_numbers", "Value F-002"))
WORDS = tuple(map(by_name, ("a headline is rewritten", "a subtitle is rewritten", "a label of a tile is rewritten",
                            "a table cell is rewritten", "a cell of the matrix is rewritten", "a series is recoloured",
                            "a point is recoloured", "a word of a drawn figure is changed", "a remark is put on a slide",
                            "a slide is taken out", "a slide is moved")))


def on_template(folder: Path, template: Callable[[], bytes], **more: Any) -> Path:
    """The harbour report on a template, built once."""
    harbour(folder)
    (folder / "house.pptx").write_bytes(template())
    outline = folder / "outline.yaml"
    text = outline.read_text(encoding="utf-8").replace("report: {", "report: {template: house.pptx, ", 1)
    outline.write_text(text, encoding="utf-8")
    build(folder, **more)
    return folder


def shifts() -> tuple[HandEdit, ...]:
    def edit(key: str, name: str) -> HandEdit:
        return by_hand(lambda d: hand.shift(d, key, name, dx=5, dy=4))

    return tuple(edit(key, name) for key, name in MOVED)


# ---------------------------------------------------------------- house templates
@pytest.mark.parametrize("name", ["office", "small", "two_masters", "dark"])
def test_hand_edits_survive_on_a_template_of_any_size(name: str, tmp_path: Path) -> None:
    folder = on_template(tmp_path / "harbour", templates.ALL[name])
    assert [one.name for one in WORDS if one.holds(Presentation(str(folder / "out/deck.pptx")))] == []
    mine = changed(folder, *shifts(), *WORDS)
    wanted = {key: hand.place(Presentation(str(mine)), *key) for key in MOVED}
    adopt(folder, mine)
    for body in (BODY, BODY.replace("whether the harbour opens", "whether it opens")):
        outline = folder / "outline.yaml"
        text = outline.read_text(encoding="utf-8")
        outline.write_text(text.replace("whether the harbour opens", "whether it opens") if body != BODY else text,
                           encoding="utf-8")
        again, problems = build(folder)
        assert problems == []
        assert [one.name for one in WORDS if not one.holds(again)] == []
        assert {key: hand.place(again, *key) for key in MOVED} == wanted


@pytest.mark.parametrize("name", ["small", "two_masters"])
def test_adopting_the_next_deck_on_a_template_changes_nothing(name: str, tmp_path: Path) -> None:
    folder = on_template(tmp_path / "harbour", templates.ALL[name])
    before = adopt(folder, changed(folder, *shifts(), *WORDS))
    build(folder)
    assert adopt(folder, folder / "out/deck.pptx") == before


@pytest.mark.parametrize("name", ["small", "two_masters"])
def test_an_added_slide_keeps_the_templates_layout(name: str, tmp_path: Path) -> None:
    folder = on_template(tmp_path / "harbour", templates.ALL[name])
    used: list[str] = []

    def add(deck: Any) -> None:
        layout = deck.slides[3].slide_layout
        made = deck.slides.add_slide(layout)
        made.shapes.title.text = "What I want to say"
        used.append(layout.name)

    adopt(folder, changed(folder, by_hand(add)))
    again, problems = build(folder)
    last = list(again.slides)[-1]
    assert problems == [] and last.shapes.title.text == "What I want to say" and last.slide_layout.name == used[0]


# ---------------------------------------------------------------- sections
def sections(deck: Any) -> list[list[int]]:
    return [[int(one.get("id")) for one in section.iter(LISTED)] for section in deck.element.iter(SECTION)]


def ids(deck: Any) -> list[int]:
    return [int(entry.get("id")) for entry in deck.element.sldIdLst]


@pytest.mark.parametrize("at", [0, 1, 4, 99])
def test_added_slides_stand_in_the_section_of_their_neighbour(at: int, tmp_path: Path) -> None:
    """All slides, in their order, each in one section: else PowerPoint offers to repair the file."""
    folder = harbour(tmp_path / "harbour")
    build(folder)
    count = len(Presentation(str(folder / "out/deck.pptx")).slides)
    adopt(folder, changed(folder, by_hand(lambda d: hand.add_slide(d, "What I want to say", min(at, count))),
                          by_name("a slide is moved")))
    again, problems = build(folder)
    assert problems == [] and len(again.slides) == count + 1
    assert [one for section in sections(again) for one in section] == ids(again)
    assert len(sections(again)) > 1


# ---------------------------------------------------------------- copies and releases
MARK = ', marking: {scheme: tlp, label: "TLP:GREEN"}, distribution: [{to: The board, copies: 2}]'


def marked(folder: Path) -> None:
    outline = folder / "outline.yaml"
    text = outline.read_text(encoding="utf-8")
    outline.write_text(re.sub(r"(as_of: \{[^}]*\})", rf"\1{MARK}", text, count=1), encoding="utf-8")


def made(folder: Path, **options: Any) -> tuple[list[Path], list[Problem]]:
    paths, problems = pipeline.build(folder, folder / "out", pipeline.Options(only=("deck",), cache=CACHE, **options))
    return paths, problems


EVERYWHERE = tuple(map(by_name, (
    "a headline is rewritten", "notes are rewritten", "a slide is added", "a remark is put on a slide", "a point is recoloured",
    "an Office chart is resized")))


def test_every_numbered_copy_has_the_hand_edits(tmp_path: Path) -> None:
    folder = harbour(tmp_path / "harbour")
    marked(folder)
    build(folder)
    adopt(folder, changed(folder, *EVERYWHERE))
    paths, problems = made(folder, copies="list")
    assert len(paths) == 2 and not [p for p in problems if "overlay" in p.place.file]
    for number, path in enumerate(paths, 1):
        deck = Presentation(str(path))
        assert [one.name for one in EVERYWHERE if not one.holds(deck)] == []
        assert f"Copy {number} of 2" in built.deck_text(path)


def test_a_deck_adopted_from_a_numbered_copy_does_not_take_the_number_along(tmp_path: Path) -> None:
    folder = harbour(tmp_path / "harbour")
    marked(folder)
    paths, _ = made(folder, copies="list")
    mine = tuple(one for one in EVERYWHERE if "notes" not in one.name)
    adopt(folder, hand.edit(paths[1], folder / "mine.pptx", mine))
    text = (folder / "overlay-official.yaml").read_text(encoding="utf-8")
    assert "Copy 2" not in text
    again, problems = build(folder)
    assert problems == [] and [one.name for one in mine if not one.holds(again)] == []
    assert "Copy 2" not in built.deck_text(folder / "out/deck.pptx")


def test_a_release_in_copies_leaves_out_what_a_hand_wrote_in_each(tmp_path: Path) -> None:
    """Words, slides and shapes that a hand added carry no marking; the leak scan reads the files that were made without them."""
    folder = harbour(tmp_path / "harbour")
    marked(folder)
    build(folder)
    adopt(folder, changed(folder, *EVERYWHERE))
    paths, problems = made(folder, copies="list", release="TLP:GREEN")
    assert len(paths) == 2 and any("hand edits of the deck are left out" in p.what for p in problems)
    for path in paths:
        deck = Presentation(str(path))
        assert [one.name for one in EVERYWHERE if one.holds(deck)] == []
        words = built.deck_text(path)
        assert "My own words" not in words and "Ask about the east" not in words
    assert CHARTS.count("kind:") == 4, "the report is the one that the edits are about"
