"""Brief and deck say the same: every number printed on a slide is printed, equal, in the brief. Judged on the finished files."""
from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from built import Made, brief_text, pages_of, slides_text, spaced, texts_of, unmarked_text
from pptx import Presentation

from reports import blocks, compose, facts, outline, tables, theme
from reports.document import Document, plain

ROOT = Path(__file__).parent.parent

# What a number is in print: digits with their separators, the currency before and the unit sign or scale word after.
NUMBER = re.compile(r"(?<![\w.])[+\N{MINUS SIGN}-]?(?:[$€£]\s?)?\d[\d,.]*"
                    r"(?:(?<=\d)\s?(?:%|(?:m|bn|tn|k)\b|million\b|billion\b|thousand\b))?")
DATE_RANGE = "\N{EN DASH}"


def numbers(text: str) -> list[str]:
    """The numbers of a text as printed; trailing points and commas are punctuation."""
    apart = spaced(text).replace(DATE_RANGE, f" {DATE_RANGE} ")
    found = (re.sub(r"\s", " ", m.group()).rstrip(".,") for m in NUMBER.finditer(apart))
    return [number for number in found if re.search(r"\d", number)]


def test_numbers_are_read_with_their_units() -> None:
    assert numbers("up 46% to $790 million, about +$250m, 1,100 km and 5 million doses.") == [
        "46%", "$790 million", "+$250m", "1,100", "5 million"]
    assert numbers("2019\N{EN DASH}2020; 12.4 bcm; B2B; A1; 3.") == ["2019", "2020", "12.4", "3"]


def slide_numbers(deck: Path) -> list[tuple[int, str, str]]:
    """(slide, number, the paragraph it stands in) for all that is printed on slides.

    The number of the slide itself is left out by `texts_of`: it counts pages of its own medium.
    """
    return [(index, number, text) for index, slide in enumerate(Presentation(str(deck)).slides, 1) for text in texts_of(slide)
            for number in numbers(text)]


@pytest.mark.parametrize("name", ["lavrov", "minimum", "gallery"])
def test_every_number_on_a_slide_is_printed_equal_in_the_brief(name: str, request: pytest.FixtureRequest) -> None:
    made: Made = request.getfixturevalue(name)
    brief = set(numbers(unmarked_text(made.brief)))
    found = slide_numbers(made.deck)
    assert len(found) >= {"lavrov": 120, "minimum": 8, "gallery": 40}[name]
    assert [(slide, number, text[:60]) for slide, number, text in found if number not in brief] == []


@pytest.mark.parametrize("name", ["lavrov", "minimum"])
def test_derived_and_stated_values_of_charts_are_labelled_alike(name: str, request: pytest.FixtureRequest) -> None:
    """The labels of native charts are words of the brief's figures: the same text, not only the same number."""
    made: Made = request.getfixturevalue(name)
    brief = " ".join(pages_of(made.brief))
    labels = [label for slide in Presentation(str(made.deck)).slides for shape in slide.shapes if shape.has_chart
              for label in data_labels(shape.chart)]
    assert len(labels) >= 3
    assert [label for label in labels if " ".join(label.split()) not in " ".join(brief.split())] == []


def data_labels(chart: Any) -> list[str]:
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main",
             "c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    return [spaced(t.text or "") for t in chart._chartSpace.findall(".//c:dLbl//a:t", space) if (t.text or "").strip()]


def test_note_marks_are_left_out_and_nothing_else(gallery: Made) -> None:
    marked, bare = brief_text(gallery.brief), unmarked_text(gallery.brief)
    assert "$90m" in bare.split()
    assert len(marked) - 60 < len(bare) < len(marked)
    assert re.sub(r"[\d\s,]", "", bare) == re.sub(r"[\d\s,]", "", marked)


# ---------------------------------------------------------------- headlines
def document_of(name: str) -> Document:
    read, _ = outline.read(ROOT / "data" / name)
    assert read is not None
    ledger, _ = facts.ledger(read)
    data, _ = tables.load(read)
    return compose.compose(read, ledger, data, read.report.profile, theme.load(ROOT / "templates" / "chancery"))[0]


def headlines(document: Document) -> list[str]:
    """The sentence over every exhibit that makes a slide."""
    contents = [c for top in document.contents for c in (top, *getattr(top.body, "contents", ()))]
    exhibits = [plain(c.body.exhibit.headline) for c in contents if getattr(c.body, "exhibit", None) and c.slide]
    others = [plain(c.body.headline) for c in contents if c.kind in ("stance_matrix", "deliverables", "table") and c.slide]
    return [spaced(words) for words in exhibits + others]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("fixture, name", [("lavrov", "lavrov-2021"), ("minimum", "minimum")])
def test_a_figure_has_one_headline_in_both(fixture: str, name: str, request: pytest.FixtureRequest) -> None:
    made: Made = request.getfixturevalue(fixture)
    wanted = headlines(document_of(name))
    shapes = [s.shapes.title for s in Presentation(str(made.deck)).slides if s.shapes.title is not None]
    titles = {squeezed(spaced(shape.text_frame.text)) for shape in shapes}
    brief = squeezed(brief_text(made.brief))
    assert len(wanted) >= (8 if fixture == "lavrov" else 1)
    assert [w for w in wanted if squeezed(w) not in titles] == []
    assert [w for w in wanted if squeezed(w) not in brief] == []


@pytest.mark.parametrize("name", ["lavrov", "minimum", "gallery"])
def test_title_state_of_knowledge_and_marking_stand_in_both(name: str, request: pytest.FixtureRequest) -> None:
    made: Made = request.getfixturevalue(name)
    pages, slides = pages_of(made.brief), [" ".join(text) for text in slides_text(made.deck)]
    assert all("TLP:CLEAR" in text for text in (*pages, *slides))
    dates = {m.group(1) for text in (*pages, *slides) for m in re.finditer(r"As of (\w+ \d{4}\*?)", text)}
    assert len(dates) == 1
    assert all(next(iter(dates)) in text for text in (*pages, *slides[1:]))


def test_an_inferred_date_is_starred_wherever_it_stands(lavrov: Made) -> None:
    """No slide and no page prints the inferred year of the visit without its star where it is the as-of date."""
    for text in (*pages_of(lavrov.brief), *(" ".join(t) for t in slides_text(lavrov.deck))):
        assert not re.search(r"As of April 2021(?!\*)", text)


def test_every_block_kind_of_the_first_report_was_looked_at() -> None:
    used = {c.kind for top in document_of("lavrov-2021").contents for c in (top, *getattr(top.body, "contents", ()))}
    assert used <= set(blocks.names()) and len(used) >= 12
