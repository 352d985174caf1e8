"""The fifteen charts that the articles honestly support are in the first report, and each prints what it must.

A chart is read as the reader gets it: its words around it, and its drawing in both media.
"""
from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path as File
from typing import Any

import pptx_sample as sample
import pytest
from built import DATA
from test_charts_kinds_a import texts, words

from charts import paint
from charts.drawing import Drawing, Path, bounds, parts, rectangular
from reports import compose, facts, outline, tables, theme
from reports.document import Content, Exhibit, Rich, plain
from reports.options import TEMPLATES

FOLDER: File = DATA / "lavrov-2021"


@dataclass(frozen=True)
class Shown:
    """One figure: its exhibit, and how it is drawn in print and on a slide."""

    exhibit: Exhibit
    drawings: tuple[Drawing, Drawing]

    @property
    def headline(self) -> str:
        return flat(plain(self.exhibit.headline))

    @property
    def note(self) -> str:
        return flat(plain(self.exhibit.note))

    @property
    def said(self) -> tuple[str, ...]:
        """The words inside the drawing, in print and on a slide."""
        return tuple(flat(words(drawing)) for drawing in self.drawings)

    def says(self, *parts: str) -> bool:
        return all(part in said for said in self.said for part in parts)


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def rich(words_: Rich) -> str:
    return flat(plain(words_))


@pytest.fixture(scope="module")
def contents() -> list[Content]:
    """Every block of the analyst's report, those of themes too."""
    read, _ = outline.read(FOLDER)
    assert read is not None
    house = theme.load(TEMPLATES / read.report.template.name)
    document, _ = compose.compose(read, facts.ledger(read)[0], tables.load(read)[0], "analyst", house)
    return list(_all(document.contents))


def _all(contents: Any) -> Iterator[Content]:
    for content in contents:
        yield content
        yield from _all(getattr(content.body, "contents", ()))


@pytest.fixture(scope="module")
def shown(contents: list[Content]) -> dict[str, Shown]:
    house = sample.theme()
    rooms = ((481.28, None, house.style("print")), (864.0, 330.0, house.style("slide")))
    exhibits = [e for c in contents if (e := getattr(c.body, "exhibit", None))]
    return {e.id: Shown(e, tuple(paint.render(e.kind, e.plan, *room) for room in rooms)) for e in exhibits}  # type: ignore[misc]


def body(contents: list[Content], kind: str, wanted: Any = lambda content: True) -> Any:
    (found,) = [c for c in contents if c.kind == kind and wanted(c)]
    return found.body


def strokes(drawing: Drawing) -> list[Path]:
    return [m for m in drawing.marks if isinstance(m, Path) and m.stroke]


def squares(drawing: Drawing) -> Iterator[tuple[Path, tuple[float, float, float, float]]]:
    """Every upright rectangle, with the path that it is a part of."""
    for path in drawing.marks:
        if isinstance(path, Path):
            yield from ((path, bounds(replace(path, commands=part))) for part in parts(path.commands) if rectangular(part))


# ---------------------------------------------------------------------- one test a chart of the list
def test_01_trade_stands_on_zero_and_says_what_is_derived(shown: dict[str, Shown]) -> None:
    trade = shown["trade"]
    plan = trade.exhibit.plan
    assert trade.headline == "Trade rose 46% to a reported record $790 million"
    assert plan.scale.low == 0 and plan.numbers == (540, 250, 790)
    assert [column.item.note for column in plan.columns] == ["derived", "derived", "stated"]
    assert [said.count("derived") for said in trade.said] == [2, 2]
    assert "Wheat is named as the main cause, without a value." in trade.note
    slanted = [p for d in trade.drawings for p in strokes(d) for a, b in pairwise(p.commands)
               if a[0] in "ML" and b[0] == "L" and a[1] != b[1] and a[2] != b[2]]
    assert slanted == [], "a line from column to column would be a trend"


def test_02_doses_are_squares_of_one_size_under_three_statuses(shown: dict[str, Shown]) -> None:
    vaccine = shown["vaccine"]
    assert "about 5 million doses" in vaccine.headline and "50,000" in vaccine.headline
    assert [(group.count, group.item.shade) for group in vaccine.exhibit.plan.groups] == [
        (1, "solid"), (3, "hatch"), (100, "outline")]
    assert vaccine.says("provided", "promised next", "wanted by Pakistan", "intended")
    for drawing in vaccine.drawings:
        sides = [right - left + (path.stroke.width if path.stroke else 0.0) for path, (left, _, right, _) in squares(drawing)]
        assert len(sides) == 104 and max(sides) - min(sides) < 0.01, "of one size, the edge counted"
    assert vaccine.note == "Whether the 150,000 doses count towards the purchase is not stated."


def test_03_the_pipeline_is_dashed_between_two_ends_and_no_map(shown: dict[str, Shown]) -> None:
    line = shown["pipeline"]
    assert line.headline == "A Karachi–Lahore pipeline would carry up to 12.4 bcm a year"
    assert "not to scale and not a map" in rich(line.exhibit.subtitle)
    assert line.says("Port Qasim, near Karachi", "Lahore", "1,100 km", "about 680 miles", "up to 12.4 bcm", "an estimated $2bn",
                     "“soon”; “This summer”")
    assert "Dashed because planned." in line.note
    for drawing in line.drawings:
        assert all(c[0] in "ML" for p in strokes(drawing) if not p.fill for c in p.commands), "a coast would be a curve"
        dashes = [box for _, box in squares(drawing)]
        assert len(dashes) > 8 and len({(round(top, 2), round(bottom, 2)) for _, top, _, bottom in dashes}) == 1
        rings = [p for p in drawing.marks if isinstance(p, Path) and any(c[0] == "C" for c in p.commands)]
        assert len(rings) == 2, "the two ends, and no place between them"


def test_04_both_starts_are_drawn_on_a_true_scale_and_inferred_years_starred(shown: dict[str, Shown]) -> None:
    timeline = shown["rapprochement"]
    items = timeline.exhibit.plan.items
    assert [(flat(item.label), item.mark) for item in items] == [
        ("about 2006*", "open"), ("2011", "point"), ("2016", "point"), ("2020*", "point"), ("Early April 2021*", "point")]
    assert "both are drawn" in timeline.note and "Starred years are inferred." in timeline.note
    assert timeline.says("2006*", "2011", "2016", "2020*", "2021*")
    assert "ten years" not in f"{timeline.headline} {timeline.said[0]} {timeline.note}"


def test_05_months_are_bands_and_the_later_date_is_no_answer_to_the_visit(shown: dict[str, Shown]) -> None:
    calendar = shown["afghan_calendar"]
    assert [(flat(item.label).partition(" 2021")[0], item.mark) for item in calendar.exhibit.plan.items] == [
        ("18 March", "point"), ("Early April", "band"), ("1 May", "struck"), ("September", "hatched")]
    september = calendar.exhibit.plan.items[-1].span
    assert september.precision == "month" and september.end - september.start == 30
    assert "the move to September was announced after the visit" in calendar.note and "outside" in calendar.note.lower()


def test_06_the_matrix_leaves_fifteen_of_thirty_two_unstated(contents: list[Content]) -> None:
    matrix = body(contents, "stance_matrix")
    cells = [(stand.stance, rich(stand.words)) for _, _, stands in matrix.rows for stand in stands]
    assert (len(matrix.rows), len(matrix.questions), len(cells)) == (8, 4, 32)
    assert sum(stance == "unstated" for stance, _ in cells) == 15
    assert all(words_ == "Not stated" for stance, words_ in cells if stance == "unstated")
    assert all(words_ for _, words_ in cells), "a word in each, beside its sign and its fill"
    assert "15 of 32 positions unstated" in rich(matrix.note) and "“Aligned” is one writer’s claim" in rich(matrix.note)


def test_07_the_network_is_set_by_hand_with_lines_of_one_weight(shown: dict[str, Shown]) -> None:
    network = shown["relations"]
    assert network.headline == "Moscow keeps cordial ties with both India and China"
    nodes = network.exhibit.plan.nodes
    assert {node[0]: tuple(node[1:3]) for node in nodes} == {
        str(node.name): (node.x, node.y) for node in network.exhibit.spec.nodes}  # type: ignore[attr-defined]
    assert all(edge.facts for edge in network.exhibit.spec.edges)  # type: ignore[attr-defined]
    for drawing in network.drawings:
        weights = {round(p.stroke.width, 3) for p in strokes(drawing) if p.stroke and p.stroke.colour == "navy" and not p.fill}
        assert len(weights) == 1
        tall = {round(bottom - top, 1) for _, (_, top, _, bottom) in squares(drawing) if bottom - top > 8}
        assert 1 <= len(tall) <= 2, "one line of words or two, no sizing"


def test_08_only_the_first_of_five_exercises_is_dated(shown: dict[str, Shown]) -> None:
    plan = shown["exercises"].exhibit.plan
    assert plan.count == 5 and plan.labels == ((1, "2016", ""),) and plan.runs == ((2, 5),)
    assert shown["exercises"].says("2016", "dates not in the articles")


def test_09_no_reason_is_given_for_the_meeting_that_did_not_take_place(shown: dict[str, Shown]) -> None:
    visit = shown["itinerary"]
    met = {row.name: row.met for _, rows in visit.exhibit.plan.stops for row in rows}
    assert met == {"S. Jaishankar": "yes", "John Kerry": "briefly", "Narendra Modi": "no", "Shah Mehmood Qureshi": "yes",
                   "Imran Khan": "yes", "Qamar Javed Bajwa": "yes"}
    assert [city for city, _ in visit.exhibit.plan.stops] == ["New Delhi", "Islamabad", "Rawalpindi"]
    assert not {"B-011", "B-012"} & set(visit.exhibit.facts)
    assert "No confirmed reason" in visit.note


def test_10_the_tracker_speaks_of_the_file_and_not_of_outcomes(contents: list[Content]) -> None:
    tracker = body(contents, "deliverables")
    assert [row.status for row in tracker.rows] == [
        *["done"] * 2, "announced", *["pledged"] * 5, "wanted", *["hoped"] * 2, "reported"]
    assert rich(tracker.headline) == "Two of 12 items in the Pakistan file were done"
    assert "not outcomes of the visit: both done items predate it" in rich(tracker.note)


def test_11_the_coverage_counts_items_and_says_so(shown: dict[str, Shown]) -> None:
    coverage = shown["coverage"]
    assert rich(coverage.exhibit.subtitle) == "Count of ledger items, not importance; A1 and A2 printed as one article"
    assert [tuple(int(box.number) for box in boxes) for _, boxes in coverage.exhibit.plan.rows] == [
        (3, 2, 3), (13, 5, 2), (16, 0, 14), (12, 2, 1), (7, 2, 6), (5, 1, 0), (5, 2, 0), (0, 0, 20), (2, 5, 7), (3, 0, 0)]


def test_12_the_two_accounts_of_the_pipeline_stand_side_by_side(contents: list[Content]) -> None:
    accounts = body(contents, "discrepancy", lambda content: bool(content.body.rows))
    assert [rich(column) for column in accounts.columns] == ["Article A", "Article B"]
    assert [(rich(name), *(rich(cell) for cell in cells), reading) for name, cells, reading in accounts.rows] == [
        ("Length", "1,100 km", "680 miles", "agree"), ("Southern end", "Karachi", "Port Qasim", "agree"),
        ("Start", "“soon”; “remaining technical issues”", "“This summer”", "differ"),
        ("Builder", "“by Russia”; “joint”", "“a Russian consortium”", "differ"),
        ("Cost", "an estimated $2bn", "not given", "one"), ("Capacity", "up to 12.4 bcm a year", "not given", "one")]


def test_13_each_tile_has_its_date_its_source_and_a_word_for_what_is_planned(contents: list[Content]) -> None:
    tiles = body(contents, "key_numbers").tiles
    assert [flat(tile.value) for tile in tiles] == ["46%", "$790m", "1,100 km", "up to 12.4 bcm", "5 exercises", "9 years"]
    assert all(tile.mark is not None and tile.mark.notes for tile in tiles), "a note, which is the source"
    said = [rich(tile.status) for tile in tiles]
    assert all("2020*" in words_ or "2021*" in words_ for words_ in said), said
    assert [words_.split()[0].rstrip(",") for words_, tile in zip(said, tiles) if tile.planned] == ["Announced", "Expected"]
    assert "reported" in rich(tiles[1].label), "no superlative of its own"


def test_14_evidence_is_counted_and_not_typed(shown: dict[str, Shown]) -> None:
    """That the counts are those of the ledger is told by test_lavrov_ledger.py."""
    plan = shown["evidence"].exhibit.plan
    assert shown["evidence"].headline == "Only 12 of 138 ledger items are direct quotes"
    assert plan.numbers == (73, 27, 16, 12, 5, 5) and math.fsum(plan.numbers) == 138 and plan.scale.low == 0


def test_15_four_wordings_rise_from_the_quotation_and_the_missing_details_are_said(shown: dict[str, Shown]) -> None:
    ladder = shown["offer"]
    assert [(who, message) for _, who, message in ladder.exhibit.plan.steps] == [
        ("Lavrov, quoted", True), ("article B", False), ("the primer", False), ("the commentary", False)]
    assert {"A-045", "B-034", "A-044", "A-087", "A-071"} <= set(ladder.exhibit.facts)
    assert "did not provide further details" in ladder.note
    assert all(text.text for drawing in ladder.drawings for text in texts(drawing))
