"""Pages of print: references and contents that know their pages, running heads, notes at the foot, bound pages, bleed."""
from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from built import HEAD, build, pages_of, report
from test_layout import HOUSE, SHORT, boxes, made, page_with, text_of  # noqa: F401  (a fixture)

from reports.layout import brief
from reports.page import Page, Pages, Shape
from reports.theme import INNER, OUTER

WORDS = "word " * 60
NAMES = [f"{chr(65 + i // 26)}{chr(97 + i % 26)}" if i > 25 else chr(65 + i) for i in range(100)]
MM = 72 / 25.4


def head(extra: str) -> str:
    return HEAD.replace("status: final", f"status: final, {extra}")


def themes(count: int, text: str = WORDS, more: str = "") -> str:
    return "body:\n" + "".join(
        f"  - theme:\n      id: t{i}\n      kicker: Part {name}\n      headline: The theme of part {name} says so\n"
        f"      page_break: true\n      blocks:\n        - text: '{text}'\n{more}" for i, name in enumerate(NAMES[:count]))


def said(page: Page, furniture: bool) -> str:
    found = [text_of(box) for box in boxes(page) if bool(box.tags) is not furniture]
    return " ".join(found).replace("\u00a0", " ")


# ---------------------------------------------------------------- references
def test_a_reference_says_the_page_on_which_its_target_stands(made: Any) -> None:  # noqa: F811
    body = SHORT + themes(4, "See {theme:t3} and {fig:trade} and {fig:trade|page}.") + "  - chart: trade\n"
    paper, slides, problems = made(body)
    assert [p for p in problems if p.level == "error"] == []
    third, figure = page_with(paper, "The theme of part D"), page_with(paper, "Trade fell to a low")
    words = said(paper.pages[page_with(paper, "See ") - 1], False)
    assert f"See Part D (page {third}) and Figure 1 and Figure 1 (page {figure})." in words
    links = {span.link for page in paper.pages for box in boxes(page) for p in box.paragraphs for span in p.spans if span.link}
    assert {"#theme-t3", "#fig-trade"} <= links
    assert "(page" not in " ".join(text_of(b) for page in slides.pages for b in boxes(page))


@pytest.mark.parametrize(("reference", "told"), [
    ("{theme:nowhere}", 'theme "nowhere" is not in this report'), ("{fig:nowhere}", 'figure "nowhere" is not in this report'),
    ("{fig:trade|size}", 'form "size" of a reference is not known')])
def test_a_reference_to_nothing_is_a_problem(reference: str, told: str, tmp_path: Path) -> None:
    from built import problems_of

    body = SHORT + themes(1, reference) + "  - chart: trade\n"
    assert told in [p.what for p in problems_of(tmp_path / "visit", body)]


# ---------------------------------------------------------------- contents and running heads
def contents(paper: Pages) -> dict[str, str]:
    """Headings and page numbers of the table of contents."""
    found: list[tuple[float, str]] = []
    for page in paper.pages:
        for box in boxes(page):
            if any(tag.role == "TOCI" for tag in box.tags):
                found.append((page.items.index(box), text_of(box)))
    words = [text for _, text in found]
    return dict(zip(words[::2], words[1::2]))


def test_a_long_brief_lists_its_headings_with_their_pages(made: Any) -> None:  # noqa: F811
    paper, _, _ = made(themes(14) + "  - sources\n")
    listed = contents(paper)
    assert len(listed) == 15 and list(listed)[-1] == "Sources and endnotes"
    for heading, label in listed.items():
        if "theme of" in heading:
            page = paper.pages[int(label) - 1]
            assert any(text_of(box) == heading and box.tags[0].role == "H2" for box in boxes(page)), (heading, label)
    assert contents(made(themes(5))[0]) == {}, "a short brief needs none"
    assert contents(made(themes(14), head=head("contents: false"))[0]) == {}
    assert len(contents(made(themes(3), head=head("contents: true"))[0])) == 3


def test_pages_settle_when_the_contents_themselves_take_a_page(made: Any) -> None:  # noqa: F811
    paper, _, _ = made(themes(60, "Short."))
    listed = contents(paper)
    assert len({text_of(b) for p in paper.pages for b in boxes(p) if b.tags and b.tags[0].role == "H2"}) >= 26
    assert len([1 for p in paper.pages for b in boxes(p) if b.tags and b.tags[0].role == "TOCI"]) == 120
    for heading, label in list(listed.items())[:20]:
        assert any(text_of(box) == heading for box in boxes(paper.pages[int(label) - 1]))


def test_the_running_head_names_the_theme_of_the_page(made: Any) -> None:  # noqa: F811
    paper, _, _ = made(themes(3, f"{WORDS * 16}"))
    for number, page in enumerate(paper.pages[1:], 2):
        headed = [text_of(b) for b in boxes(page) if b.tags and b.tags[0].role == "H2"]
        running = said(page, True)
        if headed:
            part = re.search(r"part (\w)", headed[0])
            assert part and f"Part {part.group(1)}" in running
        else:
            assert "Part " in running, (number, running)


def test_a_title_too_long_for_the_running_head_ends_in_an_ellipsis(made: Any) -> None:  # noqa: F811
    paper, _, _ = made(themes(2), head=HEAD.replace("A visit", "A visit to " + "the harbour and its board " * 6))
    header = [b for b in boxes(paper.pages[1]) if not b.tags and b.y < HOUSE.page.header_rule_y and len(text_of(b)) > 30]
    assert len(header) == 1 and text_of(header[0]).endswith(" …") and len(header[0].lines) == 1


# ---------------------------------------------------------------- notes at the foot
NOTED = "It rose {F-001} and {F-002} and {F-003}."


def notes_on(page: Page) -> set[int]:
    return {int(tag.alt or text_of(box)) for box in boxes(page) for tag in box.tags if tag.role == "Lbl"
            and box.paragraphs[0].role == "note_no"}


def marks_on(page: Page) -> set[int]:
    found = set()
    for box in boxes(page):
        for line in box.lines:
            found |= {int(span.link.removeprefix("#note-")) for _, span in line.spans if span.link.startswith("#note-")}
    return found


def test_a_note_stands_at_the_foot_of_the_page_of_its_first_mark(made: Any) -> None:  # noqa: F811
    paper, _, problems = made(themes(4, f"{NOTED} {WORDS}") + "  - sources\n", head=head("notes: footnotes"))
    assert [p for p in problems if p.level == "error"] == []
    seen: set[int] = set()
    for page in paper.pages:
        assert notes_on(page) == marks_on(page) - seen
        seen |= marks_on(page)
    assert seen == {1, 2, 3}
    noted = next(page for page in paper.pages if notes_on(page))
    lowest = max(b.y + b.height for b in boxes(noted) if b.paragraphs[0].role == "body")
    highest = min(b.y for b in boxes(noted) if b.paragraphs[0].role == "note")
    assert lowest + 10 < highest and max(b.y + b.height for b in boxes(noted) if b.tags) <= HOUSE.page.bottom + 0.1


def test_notes_that_find_no_room_go_to_the_next_foot(tmp_path: Path) -> None:
    """A page of marks: every note is printed once, and in order."""
    facts = "".join(f"  G-{i:03}: {{value: {i + 1}, unit: ships, as_of: 2020, said_by: author, attribution: author_assertion, "
                    f"status: stated, source: S1, locator: \"page {i + 3} of the long annual account of the harbour board\"}}\n"
                    for i in range(120))
    text = " ".join(f"{{G-{i:03}}}" for i in range(120))
    made_head = head("notes: footnotes").replace("facts:\n", f"facts:\n{facts}")
    folder = report(tmp_path / "visit", f"body:\n  - text: '{text}'\n  - sources\n", head=made_head)
    built = build(folder, tmp_path / "out")
    printed = " ".join(pages_of(built.brief))
    found = [int(n) for n in re.findall(r"page (\d+) of the long annual account", " ".join(printed.split()))]
    assert found == list(range(3, 123))
    assert len(pages_of(built.brief)) > 2


# ---------------------------------------------------------------- paper
def ink_left(page: Page) -> float:
    return min(box.x + box.lines[0].spans[0][0] for box in boxes(page) if box.lines and box.paragraphs[0].role == "body")


def test_bound_pages_keep_room_to_bind_and_change_sides(made: Any) -> None:  # noqa: F811
    paper, _, problems = made(themes(4), head=head("page: {paper: A4, sides: two}"))
    assert [p for p in problems if p.rule == "P4"] == []
    lefts = [ink_left(page) for page in paper.pages[1:5]]
    assert lefts == pytest.approx([OUTER, INNER, OUTER, INNER], abs=0.1)
    cover = [item for item in paper.pages[0].items if isinstance(item, Shape) and item.name == "Masthead"]
    assert (cover[0].x, cover[0].width) == pytest.approx((0, HOUSE.page.width))


@pytest.mark.parametrize("paper_name", ["A4", "Letter"])
@pytest.mark.parametrize("sides", ["one", "two"])
def test_every_paper_has_its_margins(paper_name: str, sides: str, made: Any) -> None:  # noqa: F811
    paper, _, problems = made(themes(3) + "  - sources\n", head=head(f"page: {{paper: {paper_name}, sides: {sides}}}"))
    assert [p for p in problems if p.level == "error"] == []
    shape = HOUSE.on(paper_name, sides == "two").page
    assert (paper.pages[0].width, paper.pages[0].height) == (shape.width, shape.height)


def test_bleed_and_marks_lie_outside_the_trim(tmp_path: Path) -> None:
    built = build(report(tmp_path / "visit", themes(2), head=head("page: {bleed: 3mm, crop_marks: true}")), tmp_path / "out")
    with pikepdf.open(built.brief) as pdf:
        for sheet in pdf.pages:
            trim, bleed, media = ([float(v) for v in sheet.obj[key]] for key in ("/TrimBox", "/BleedBox", "/MediaBox"))
            assert (trim[2] - trim[0], trim[3] - trim[1]) == pytest.approx((595.28, 841.89), abs=0.01)
            assert trim[0] - bleed[0] == pytest.approx(3 * MM, abs=0.01) and bleed[2] - trim[2] == pytest.approx(3 * MM, abs=0.01)
            assert media[0] < bleed[0] and bleed[3] < media[3]


def test_ink_goes_on_to_the_bleed_and_marks_keep_clear_of_it(made: Any) -> None:  # noqa: F811
    paper, _, _ = made(themes(2), head=head("page: {bleed: 3mm, crop_marks: true}"))
    page = paper.pages[0]
    assert page.trim is not None and page.bleed == pytest.approx(3 * MM)
    masthead = next(item for item in page.items if isinstance(item, Shape) and item.name == "Masthead")
    assert masthead.x == pytest.approx(page.trim[0] - page.bleed) and masthead.y == pytest.approx(page.trim[1] - page.bleed)
    assert masthead.x + masthead.width == pytest.approx(page.trim[2] + page.bleed)
    marks = [item for item in page.items if isinstance(item, Shape) and item.name == "Crop mark"]
    assert len(marks) == 8
    for mark in marks:
        clear_x = mark.x + mark.width < page.trim[0] - page.bleed or mark.x > page.trim[2] + page.bleed
        clear_y = mark.y + mark.height < page.trim[1] - page.bleed or mark.y > page.trim[3] + page.bleed
        assert clear_x or clear_y


def test_a_plain_page_is_as_large_as_its_paper(made: Any) -> None:  # noqa: F811
    paper, _, _ = made(themes(1))
    assert all(page.trim is None for page in paper.pages)


def test_passes_end(made: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    """A reference and the page it stands on may chase each other: the layout settles or stops."""
    passes: list[int] = []
    found: Callable[..., Any] = brief._Brief.found
    monkeypatch.setattr(brief._Brief, "found", lambda self, pages: passes.append(1) or found(self, pages))
    made(SHORT + themes(14, "See {theme:t3}.") + "  - chart: trade\n")
    assert 2 <= len(passes) <= brief.PASSES
