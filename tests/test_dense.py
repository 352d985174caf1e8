"""Dense content on small slides: figures in smaller type, without their note, then as tables; tiles and matrices regrouped."""
from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import house_templates as templates
import pytest
from built import DATA, HEAD
from rendered import faults_of, rendered
from scale import often

from charts.drawing import Text
from reports import compose, facts, outline, pipeline, tables
from reports.document import Document
from reports.house import style
from reports.layout import deck as decks
from reports.options import Options
from reports.outputs import Artist
from reports.page import Figure, Grid, Page, TextBox
from reports.problems import Place, Problem
from reports.theme import Theme

LAVROV = "lavrov-2021"


def ladder(steps: int, words: str = "we are ready to help with all that was asked for") -> str:
    rows = "".join(f"      - {{words: {words} {'abcdefgh'[n]}, who: one of them}}\n" for n in range(steps))
    return f"""\
charts:
  offer:
    kind: ladder
    headline: The minister offered help; the reports made it a promise
    subtitle: Some wordings of one offer
    source_note: Own count.
    note: In order.
    steps:
{rows}body:
  - chart: offer
"""


def prepared(folder: Path, body: str, template: Callable[[], bytes] | None = templates.office) -> tuple[Document, Theme]:
    """A body's document and the theme of its deck on a template (None: the house's own)."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = "house.pptx" if template else "chancery"
    if template:
        (folder / wanted).write_bytes(template())
    (folder / "outline.yaml").write_text(HEAD.replace("report: {", f"report: {{template: {wanted}, ") + body, encoding="utf-8")
    read, found = outline.read(folder)
    assert read is not None, found
    theme = style.load(pipeline.TEMPLATES, style.Wanted(wanted), folder, Place("outline.yaml"))
    document, _ = compose.compose(read, facts.ledger(read)[0], tables.load(read)[0], "official", theme)
    return document, theme.deck or theme


def slides_on(folder: Path, body: str,
              template: Callable[[], bytes] | None = templates.office) -> tuple[list[Page], list[Problem]]:
    """The pages of the deck, and what is wrong with it."""
    document, theme = prepared(folder, body, template)
    artist = Artist(theme, Options())
    pages, problems = decks.lay_out(document, theme, artist)
    return list(pages.pages), [*problems, *artist.problems]


def sizes(page: Page) -> set[float]:
    return {round(m.size) for i in page.items if isinstance(i, Figure) for m in i.drawing.marks if isinstance(m, Text)}


def notes_shown(page: Page) -> list[str]:
    return [p.text for i in page.items if isinstance(i, TextBox) and i.name == "Note" for p in i.paragraphs]


# ---------------------------------------------------------------- the steps
def steps_taken(tmp_path: Path) -> Iterator[tuple[int, Page, list[Problem]]]:
    for count in range(2, 9):
        pages, problems = slides_on(tmp_path / str(count), ladder(count))
        yield count, pages[1], [p for p in problems if p.rule in ("L4", "S4", "S5")]


def test_a_figure_steps_down_then_gives_up_its_note_then_is_a_table(tmp_path: Path) -> None:
    """In this order, as it grows; each step is met on the way, and nothing is refused."""
    seen: list[str] = []
    for count, page, problems in steps_taken(tmp_path):
        assert [p for p in problems if p.level == "error"] == [], count
        if any(isinstance(i, Grid) for i in page.items):
            state = "table"
            assert [p.rule for p in problems] == ["L4"] and "a table stands in its place" in problems[0].what
        else:
            state = "large" if 20 in sizes(page) else "dense"
            state += "" if notes_shown(page) else " without its note"
            assert min(sizes(page)) >= 14 and problems == []
        assert any("In order." in note for note in page.notes), "the caveat is said in any case"
        seen.append(state)
    order = ["large", "large without its note", "dense", "dense without its note", "table"]
    assert [s for s in order if s in seen] == list(dict.fromkeys(seen)) and {"large", "table"} < set(seen), seen


def test_on_the_houses_own_slides_what_has_no_room_stays_a_problem(tmp_path: Path) -> None:
    """Its writer can see what fits; a template is somebody else's."""
    _, problems = slides_on(tmp_path, ladder(8, "we are ready to help with all that was asked for " * 3), None)
    (problem,) = [p for p in problems if p.rule == "L4"]
    assert problem.level == "error" and problem.what.startswith("in the deck, ") and "slide: false" in problem.hint


def test_a_dense_figure_is_drawn_alike_by_one_process_and_by_many(tmp_path: Path) -> None:
    count, one = next((count, page) for count, page, _ in steps_taken(tmp_path) if sizes(page) and 20 not in sizes(page))
    document, theme = prepared(tmp_path, ladder(count))
    spread = Artist(theme, Options(), workers=2)
    decks.lay_out(document, theme, spread)
    assert spread.waiting
    spread.catch_up()
    drawings = [[i.drawing for i in page.items if isinstance(i, Figure)]
                for page in (one, decks.lay_out(document, theme, spread)[0].pages[1])]
    assert drawings[0] == drawings[1] and drawings[0][0].marks


def test_a_takeaway_becomes_the_note_where_it_has_no_room_beside_its_figure(tmp_path: Path) -> None:
    takeaway = "  - chart: {use: offer, takeaway: The last report is the boldest.}"
    seen = set()
    for count in (2, 4, 5):
        pages, problems = slides_on(tmp_path / str(count), ladder(count).replace("  - chart: offer", takeaway))
        beside = any(i.name == "Takeaway" for i in pages[1].items)
        told = [*notes_shown(pages[1]), *pages[1].notes]
        assert [p for p in problems if p.level == "error"] == []
        assert beside or any("The last report is the boldest." in note for note in told), count
        seen.add(beside)
    assert seen == {True, False}


# ---------------------------------------------------------------- tiles and matrices
TILES = """\
body:
  - key_numbers:
      headline: Six numbers say whether the harbour opens
      tiles:
""" + "".join(f"        - {{fact: F-00{n % 3 + 1}, value: {value}, label: of a kind}}\n" for n, value in enumerate(
    ("up to twelve bcm", "three", "four", "five", "six", "seven")))


def test_tiles_stand_two_across_where_three_are_too_narrow(tmp_path: Path) -> None:
    pages, problems = slides_on(tmp_path, TILES)
    values = [i for i in pages[1].items if i.name.startswith("Value")]
    assert [p for p in problems if p.level == "error"] == [] and len(values) == 6
    assert len({round(v.x) for v in values}) == 2 and len({round(v.y) for v in values}) == 3
    wide, _ = slides_on(tmp_path / "wide", TILES, templates.wide)
    assert len({round(i.x) for i in wide[1].items if i.name.startswith("Value")}) == 3


def matrix(rows: int) -> str:
    cells = "cells: [{stance: \"yes\", words: Wants it}, {stance: partly, words: Half}, {stance: \"no\", words: Opposes it}]"
    actors = "".join(f"        - {{actor: Council {'abcdefghijkl'[n]}, {cells}}}\n" for n in range(rows))
    return f"""\
body:
  - stance_matrix:
      headline: The councils want the harbour
      questions: [Opening in spring, Paying for the quay, A second quay in the west]
      rows:
{actors}"""


def test_a_matrix_that_is_too_high_goes_on(tmp_path: Path) -> None:
    pages, problems = slides_on(tmp_path, matrix(12))
    parts = [page for page in pages if "councils" in page.title]
    grids = [next(i for i in page.items if isinstance(i, Grid)) for page in parts]
    assert problems == [] and len(parts) > 1
    assert [page.title for page in parts] == [
        f"The councils want the harbour\N{NO-BREAK SPACE}({n}\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}{len(parts)})"
        for n in range(1, len(parts) + 1)]
    shown = [cell.paragraphs[0].text for grid in grids for (cell, *_) in grid.cells[1:]]
    assert shown == [f"Council {name}" for name in "abcdefghijkl"] and all(grid.header_rows == 1 for grid in grids)


def test_no_word_of_a_table_is_cut_where_smaller_type_leaves_it_whole(tmp_path: Path) -> None:
    row = "[one, Kooperationsvereinbarungen, A contract which is longer than its cell and so on and on]"
    columns = "[{key: a, label: A, share: 2}, {key: b, label: B, share: 3}, {key: c, label: C, share: 4}]"
    body = f"body:\n  - table: {{headline: Two berths are ready, columns: {columns}, rows: [{row}, {row}]}}\n"
    pages, problems = slides_on(tmp_path, body)
    grid = next(i for i in pages[1].items if isinstance(i, Grid))
    lines = ["".join(span.text for _, span in line.spans) for line in grid.cells[1][1].lines]
    assert problems == [] and lines == ["Kooperationsvereinbarungen"]


# ---------------------------------------------------------------- the first report on a template that is not wide
def on_template(folder: Path, profile: str) -> tuple[Path, list[Problem]]:
    shutil.copytree(DATA / LAVROV, folder)
    (folder / "house.pptx").write_bytes(templates.office())
    text = (folder / "outline.yaml").read_text(encoding="utf-8")
    changed = re.sub(r"template: \w+", "template: house.pptx", text, count=1)
    assert changed != text
    (folder / "outline.yaml").write_text(changed, encoding="utf-8")
    paths, problems = pipeline.build(folder, folder / "out", pipeline.Options(only=("deck",), profile=profile))
    return paths[0], problems


@pytest.mark.xdist_group("outside")
@pytest.mark.parametrize("profile", ["official", "minister", "analyst"][:often(1, 3)])
def test_the_first_report_stands_on_four_by_three(profile: str, tmp_path: Path, need_tool: Callable[[str], str]) -> None:
    need_tool("soffice")
    made, problems = on_template(tmp_path / "report", profile)
    assert {p.rule for p in problems if not p.waived} <= {"L4", "S11"}, "tables for figures, and more slides"
    faults, texts = faults_of(made, rendered([made], tmp_path)[made])
    assert faults == [] and texts > 60
