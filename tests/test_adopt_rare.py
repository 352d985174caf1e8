"""Hand edits of rarer kinds: kept over builds, or told by name; nothing is lost without a word."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import built
import edited as hand
import pytest
from edited import BODY, CHARTS, HandEdit, harbour
from edited_rarely import RARER, TOLD, repeat_slide
from PIL import Image
from pptx import Presentation
from test_adopt import FILE, REBUILDS, adopt, build, changed, first, folder

from reports import pipeline
from reports.adopting import adopting, told
from reports.adopting.seen import SeenShape, SeenSlide, digest

__all__ = ["first", "folder"]  # fixtures
pytestmark = pytest.mark.xdist_group("outside")


def left(folder: Path, *edits: HandEdit) -> tuple[str, ...]:
    """What adopting the deck with some edits says that it does not keep."""
    return adopting.adopt(adopting.opened(changed(folder, *edits)), None, []).left


def test_they_are_not_there_by_themselves(folder: Path) -> None:
    deck = Presentation(str(folder / "out/deck.pptx"))
    assert [one.name for one in RARER if one.holds(deck)] == [] and left(folder) == ()


def test_they_survive_three_builds_with_changing_outlines(folder: Path) -> None:
    adopt(folder, changed(folder, *RARER))
    for body, charts in REBUILDS:
        harbour(folder, body, charts)
        again, problems = build(folder)
        assert [p.what for p in problems if p.rule != "S6"] == []
        assert [one.name for one in RARER if not one.holds(again)] == []


@pytest.mark.parametrize("case", TOLD)
def test_what_is_not_kept_is_told_by_name(case: str, folder: Path) -> None:
    do, (where, what) = TOLD[case]
    assert [said for said in left(folder, HandEdit("", do, bool)) if where in said and what in said], left(folder)


@pytest.mark.parametrize(("typed", "count"), [("See the brief", 1), ("See the report", 0)])
def test_words_typed_over_a_link_are_told_as_words_alone(typed: str, count: int) -> None:
    base = SeenShape("Note", "Note", "text", "{1}", text=digest("See the brief"), traits=(("links", "abc"), ("turned", "rot 5")))
    shape = SeenShape("", "Note", "text", "{1}", text=typed, traits=(("turned", "rot 5"),))
    slides = SeenSlide("one", 1, "", "", (base,)), SeenSlide("one", 1, "", "", (shape,))
    assert len([said for said in told.slide(*slides, [(shape, base)]) if "links" in said]) == count


def test_another_picture_is_told(tmp_path: Path) -> None:
    folder = harbour(tmp_path / "harbour", BODY.replace("  - sources\n", "  - image: {file: quay.png, headline: The quay is new, "
                     "alt: The quay from the sea, credit: Harbour board}\n  - sources\n"))
    Image.new("RGB", (600, 400), (30, 90, 160)).save(folder / "quay.png")
    build(folder)

    def exchange(deck: object) -> None:
        shot = next(s for one in deck.slides for s in one.shapes if s.shape_type == 13)  # type: ignore[attr-defined]
        mark = next(shot._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
        _, rid = shot.part.get_or_add_image_part(hand.picture())
        mark.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", rid)

    said, = left(folder, HandEdit("", exchange, bool))
    assert "shows another picture: name it in the outline" in said


def test_a_record_from_before_traits_were_told_tells_none(folder: Path) -> None:
    made = adopting.opened(changed(folder, *(HandEdit("", do, bool) for do, _ in list(TOLD.values())[:5])))
    bare = tuple(replace(slide, traits=(), shapes=tuple(replace(shape, traits=()) for shape in slide.shapes))
                 for slide in made.record.slides)
    assert made.record.traits
    made.record = replace(made.record, slides=bare, traits=())
    assert adopting.adopt(made, None, []).left == ()


# ---------------------------------------------------------------- titles and feet
def test_a_repeated_slide_asks_for_a_title_of_its_own(folder: Path) -> None:
    adopt(folder, changed(folder, HandEdit("", lambda deck: repeat_slide(deck, "table"), bool)))
    problem, = build(folder)[1]
    assert (problem.rule, problem.level) == ("S6", "warning") and problem.place.file.endswith(FILE) and problem.place.line > 3
    assert 'the title of another, "Two berths are ready and one is not"' in problem.what


def test_a_title_that_was_emptied_is_told(folder: Path) -> None:
    def empty(deck: object) -> None:
        hand.shape(deck, "chart-ways", "Title").text_frame.text = ""

    adopt(folder, changed(folder, HandEdit("", empty, bool)))
    problem, = build(folder)[1]
    assert problem.rule == "S6" and 'slide "chart-ways" has no title' in problem.what


def test_a_repeated_slide_has_the_foot_of_the_others(folder: Path) -> None:
    """With their edition, their date and their count, in the deck and in its print."""
    adopt(folder, changed(folder, HandEdit("", lambda deck: repeat_slide(deck, "table"), bool)))
    outline = harbour(folder, BODY, CHARTS) / "outline.yaml"
    outline.write_text(outline.read_text(encoding="utf-8").replace("title: A visit", "title: A later visit"), encoding="utf-8")
    pipeline.build(folder, folder / "out", pipeline.Options(only=("deck",), prints=("deck-pdf",)))
    deck = Presentation(str(folder / "out/deck.pptx"))
    count = len(deck.slides)
    feet = [{s.name: s.text_frame.text for s in one.shapes if s.has_text_frame} for one in deck.slides]
    assert feet[-1]["Footer"] == feet[1]["Footer"] and "A later visit" in feet[-1]["Footer"]
    assert feet[-1]["Slide number"] == f"{count} of {count}"
    page = built.pages_of(folder / "out/deck.pdf")[-1]
    assert "A later visit" in page and f"{count} of {count}" in page
