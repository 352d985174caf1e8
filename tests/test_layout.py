"""Where things go: page one, rail and width, what moves when a headline grows, what does not fit; and two reports as they were
looked at and found good."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from built import DATA, HEAD, ROOT, report
from dump import dumped

from reports import compose, facts, outline, tables, theme
from reports.layout import brief, deck
from reports.outputs import Artist
from reports.page import Figure, Grid, Item, Page, Pages, TextBox
from reports.pipeline import Options
from reports.problems import Problem

GOLDEN = Path(__file__).parent / "golden"
GOLDENS = {"brief": "minimum-brief.txt", "deck": "minimum-deck.txt"}
HOUSE = theme.load(ROOT / "templates" / "chancery")
CHART = """\
charts:
  trade: {kind: column, headline: HEADLINE, subtitle: "Trade, US$ million",
          rows: [{label: before, value: F-003}, {label: now, value: F-002}]}
"""
SHORT = CHART.replace("HEADLINE", "Trade fell to a low")
WORD = "word "


def laid_out(folder: Path, *, profile: str | None = None) -> tuple[Pages, Pages, list[Problem]]:
    """The pages of both outputs of a report folder, and what does not fit."""
    read, found = outline.read(folder)
    assert read is not None, found
    ledger, _ = facts.ledger(read)
    data, _ = tables.load(read)
    document, _ = compose.compose(read, ledger, data, profile or read.report.profile, HOUSE)
    draw = Artist(HOUSE, Options())
    paper, tight = brief.lay_out(document, HOUSE, draw)
    slides, long = deck.lay_out(document, HOUSE, draw)
    return paper, slides, [*tight, *long, *draw.problems]


@pytest.fixture
def made(tmp_path: Path) -> Any:
    """Lay out a body: `made(body)` gives (brief, deck, problems)."""
    return lambda body, **more: laid_out(report(tmp_path / "visit", body, head=more.pop("head", HEAD)), **more)


def boxes(page: Page) -> Iterator[TextBox]:
    yield from (item for item in page.items if isinstance(item, TextBox))


def text_of(item: Item) -> str:
    if isinstance(item, TextBox):
        return "\n".join(p.text for p in item.paragraphs)
    if isinstance(item, Grid):
        return "\n".join(p.text for row in item.cells for cell in row for p in cell.paragraphs)
    return ""


def box_with(page: Page, words: str) -> TextBox:
    found = [box for box in boxes(page) if words in text_of(box).replace("\N{NO-BREAK SPACE}", " ")]
    assert found, (words, [text_of(box) for box in boxes(page)])
    return found[0]


def page_with(pages: Pages, words: str) -> int:
    """The number of the first page on which some words print."""
    return next(i for i, page in enumerate(pages.pages, 1) if any(words in text_of(item) for item in page.items))


# ---------------------------------------------------------------- goldens
@pytest.mark.parametrize("output", GOLDENS)
def test_the_smallest_report_lies_as_it_was_looked_at(output: str, update: bool) -> None:
    paper, slides, problems = laid_out(DATA / "minimum")
    assert problems == []
    now = dumped({"brief": paper, "deck": slides}[output])
    path = GOLDEN / GOLDENS[output]
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8")
    assert now.count("PAGE") >= 2 and "figure" in now


def test_every_golden_is_used() -> None:
    sources = "".join(p.read_text(encoding="utf-8") for p in Path(__file__).parent.glob("test_*.py"))
    names = [p.name for p in GOLDEN.iterdir()]
    assert len(names) >= 2
    assert [name for name in names if name not in sources] == []


# ---------------------------------------------------------------- the first page
def page_one(judgement: str) -> str:
    return ("body:\n  - bottom_line: Trade fell {F-001|value}.\n  - key_judgements:\n"
            + "".join(f"      - {{lead: It is so., text: {judgement}}}\n" for _ in range(3))
            + "  - key_numbers: [F-001, F-002]\n  - watch_list: [{date: Spring, what: The opening}]\n"
              "  - theme: {headline: A theme that says so, blocks: [{text: Words.}]}\n")


def test_page_one_stands_alone(made: Any) -> None:
    paper, _, problems = made(page_one("Short."))
    assert problems == []
    assert [page_with(paper, words) for words in ("A visit", "Trade fell", "It is so.", "The opening")] == [1, 1, 1, 1]
    assert page_with(paper, "A theme that says so") == 2


def test_page_one_that_runs_over_is_a_problem_with_its_excess(made: Any) -> None:
    _, _, problems = made(page_one(WORD * 150))
    found = [p for p in problems if p.rule == "P12"]
    assert len(found) == 1 and found[0].level == "error"
    assert "page one is" in found[0].what and "shorten" in found[0].hint
    assert found[0].place.file.endswith("outline.yaml") and found[0].place.line > HEAD.count("\n")


def test_key_numbers_stand_in_the_rail_of_page_one(made: Any) -> None:
    paper, _, _ = made(page_one("Short."))
    first = paper.pages[0]
    message, number = box_with(first, "Trade fell"), box_with(first, "$300m")
    assert number.x > message.x + message.width
    assert number.x + number.width <= HOUSE.page.right + 0.1


def test_a_minister_gets_page_one_alone(made: Any) -> None:
    paper, _, _ = made(page_one("Short."), profile="minister")
    assert len(paper.pages) == 1
    spans = [span for page in paper.pages for box in boxes(page) for p in box.paragraphs for span in p.spans]
    assert [span for span in spans if span.link.startswith("#")] == [], "a mark would lead to a note that is not printed"


# ---------------------------------------------------------------- rail and width
DISCREPANCY = ("{discrepancy: {title: When it opens, sides: [{who: The board, says: in spring}, "
               "{who: The company, says: in summer}], prints: 'both, and no date'WIDE}}")


def theme_with(box: str, words: int = 60) -> str:
    return f"body:\n  - theme: {{headline: A theme that says so, blocks: [{{text: {WORD * words}}}, {box}]}}\n"


def test_a_box_stands_beside_long_text_and_under_short(made: Any) -> None:
    long, _, _ = made(theme_with(DISCREPANCY.replace("WIDE", ""), 150))
    page = long.pages[page_with(long, "When it opens") - 1]
    box, text = box_with(page, "When it opens"), box_with(page, "word word")
    assert box.x > text.x + text.width and abs(box.y - text.y) < 40
    short, _, _ = made(theme_with(DISCREPANCY.replace("WIDE", ", wide: true"), 150))
    page = short.pages[page_with(short, "When it opens") - 1]
    box, text = box_with(page, "When it opens"), box_with(page, "word word")
    assert box.y >= text.y + text.height and box.x < text.x + 40


def test_a_figure_takes_the_width_or_half_of_it(made: Any) -> None:
    body = SHORT + "body:\n  - theme: {headline: A theme that says so, half: HALF, blocks: [{text: Words.}, {chart: trade}]}\n"
    widths = []
    for half in ("false", "true"):
        paper, _, problems = made(body.replace("HALF", half))
        assert problems == []
        widths += [item.width for page in paper.pages for item in page.items if isinstance(item, Figure)]
    assert widths == pytest.approx([HOUSE.page.content, HOUSE.page.span(3)], abs=0.5)


def test_two_figures_of_half_the_width_stand_side_by_side(made: Any) -> None:
    two = SHORT + SHORT.replace("charts:\n  trade:", "  other:").replace("Trade fell to a low", "Trade fell once more")
    charts = "{chart: {use: trade, size: half}}, {chart: {use: other, size: half}}"
    theme_ = f"body:\n  - theme: {{headline: A theme that says so, blocks: [{charts}, {{text: Words.}}]}}\n"
    top = "body:\n  - chart: {use: trade, size: half}\n  - chart: {use: other, size: half}\n"
    for body in (theme_, top):
        paper, _, _ = made(two + body)
        figures = [item for page in paper.pages for item in page.items if isinstance(item, Figure) and item.tag]
        assert [f.width for f in figures] == pytest.approx([HOUSE.page.span(3)] * 2, abs=0.5)
        assert figures[0].y == pytest.approx(figures[1].y) and figures[1].x - figures[0].x > figures[0].width


def test_a_figure_of_a_third_of_the_width_stands_beside_the_text(made: Any) -> None:
    words = "The board met the company and agreed on a berth. " * 5
    blocks = f"[{{text: {words}}}, {{chart: {{use: trade, size: third}}}}]"
    paper, slides, problems = made(SHORT + f"body:\n  - theme: {{headline: A theme that says so, blocks: {blocks}}}\n")
    assert problems == []
    page = next(page for page in paper.pages if any(isinstance(item, Figure) and item.tag for item in page.items))
    figure = next(item for item in page.items if isinstance(item, Figure) and item.tag)
    text = next(box for box in boxes(page) if box.paragraphs[0].role == "body")
    assert figure.width == pytest.approx(HOUSE.page.span(2), abs=0.5) and figure.x > text.x + text.width
    assert text.y - 20 < figure.y < text.y + text.height + 60
    assert any("Trade fell" in slide.title for slide in slides.pages)


@pytest.mark.parametrize("fields, on_paper, on_slides", [
    ("", True, True), ("slide: false", True, False), ("slide: only", False, True), ("pdf: false", False, True),
    ("pdf: only", True, False), ("slide: true, pdf: true", True, True), ("slide: only, pdf: false", False, True)])
@pytest.mark.parametrize("nested", [False, True])
def test_a_block_may_stand_in_one_output_alone(made: Any, fields: str, on_paper: bool, on_slides: bool, nested: bool) -> None:
    block = f"{{chart: {{use: trade{', ' if fields else ''}{fields}}}}}"
    inside = f"theme: {{headline: A theme that says so, blocks: [{{text: Words.}}, {block}]}}"
    paper, slides, _ = made(SHORT + (f"body:\n  - {inside}\n" if nested else f"body:\n  - {block[1:-1]}\n"))
    assert any(isinstance(item, Figure) and item.tag for page in paper.pages for item in page.items) is on_paper
    assert any("Trade fell" in page.title for page in slides.pages) is on_slides


def test_the_mark_that_opens_a_quotation_hangs_in_the_margin(made: Any) -> None:
    paper, _, _ = made("body:\n  - theme:\n      headline: It is so\n      blocks:\n        - text: Words.\n"
                       "        - quote: {fact: F-002, words: reached a good $300 million in the year}\n")
    box = next(b for page in paper.pages for b in boxes(page) if b.paragraphs[0].role == "quote")
    (first, span), *_ = box.lines[0].spans
    assert span.text.startswith("“") and first < -3
    letters = first + width_of(replace(span, text="“"))
    assert letters == pytest.approx(box.lines[1].spans[0][0], abs=0.2), "letters stand under letters"


@pytest.mark.parametrize("body", ["body:\n{}", "body:\n  - theme:\n      headline: It is so\n      blocks:\n{}"])
def test_text_right_below_text_goes_on_and_is_indented(made: Any, body: str) -> None:
    blocks = ["- text: It begins here.", "- text: It goes on there.",
              "- quote: {fact: F-002, words: reached a good $300 million in the year}" if "theme" in body else "- text: A third.",
              "- text: After that.", "- text: {title: Anew, text: Something else.}"]
    paper, _, _ = made(body.format("".join(f"{' ' * (8 if 'theme' in body else 2)}{block}\n" for block in blocks)))
    indents = [box_with(paper.pages[0], words).paragraphs[0].indent
               for words in ("It begins", "It goes on", "After that", "Something else")]
    assert indents == [0, 12, 12, 0]


# ---------------------------------------------------------------- the flow on paper
def test_nothing_lies_outside_the_text_area(lavrov_pages: Pages) -> None:
    shape = HOUSE.page
    for number, page in enumerate(lavrov_pages.pages, 1):
        for box in boxes(page):
            if not box.lines:
                continue
            left, top, right, bottom = words_area(box)
            assert left >= shape.left - 0.1 and right <= shape.right + 0.6, (number, text_of(box)[:40])
            assert top >= 14 and bottom <= shape.height - 14, (number, text_of(box)[:40])


def test_no_two_texts_lie_upon_each_other(lavrov_pages: Pages) -> None:
    looked = 0
    for number, page in enumerate(lavrov_pages.pages, 1):
        inked = [(words_area(box), text_of(box)[:30]) for box in boxes(page) if box.lines]
        for i, (a, first) in enumerate(inked):
            for b, second in inked[i + 1:]:
                looked += 1
                across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
                assert across <= 0.5 or down <= 1.0, (number, first, second)
    assert looked > 500


def words_area(box: TextBox) -> tuple[float, float, float, float]:
    """Where the words of a box stand: from the x-height of the first line to the last baseline."""
    right = max(x + width_of(span) for line in box.lines for x, span in line.spans)
    left = min(x for line in box.lines for x, _ in line.spans)
    top = box.lines[0].y - 0.45 * max(span.size for _, span in box.lines[0].spans)
    return box.x + left, box.y + top, box.x + right, box.y + box.lines[-1].y


def width_of(span: Any) -> float:
    from reports.text import shared

    return float(shared(HOUSE).width(span.text, span.face, span.size, span.tracking))


@pytest.fixture(scope="module")
def lavrov_pages() -> Pages:
    paper, _, problems = laid_out(DATA / "lavrov-2021")
    assert [p for p in problems if p.level == "error"] == []
    assert len(paper.pages) >= 5
    return paper


def test_pages_are_full_but_for_the_last(lavrov_pages: Pages) -> None:
    """No page of the flow is left half empty, and the last is a third full (rule P12)."""
    shape = HOUSE.page
    bottoms = [[item.y + item.height for item in page.items] for page in lavrov_pages.pages]
    ends = [max(y for y in page if y <= shape.bottom + 1) for page in bottoms]
    share = [(end - shape.top) / (shape.bottom - shape.top) for end in ends]
    assert all(s > 0.6 for s in share[:-1]), share
    assert share[-1] > 1 / 3, share


def test_no_widow_and_no_orphan(lavrov_pages: Pages) -> None:
    """A paragraph that goes on overleaf leaves two lines at least on each side."""
    parts: dict[int, list[TextBox]] = {}
    for page in lavrov_pages.pages:
        for box in boxes(page):
            if len(box.tags) == 1 and box.tags[0].role == "P":
                parts.setdefault(id(box.tags[0]), []).append(box)
    assert len(parts) > 50
    assert all(len(part.lines) >= 2 for whole in parts.values() if len(whole) > 1 for part in whole)


# ---------------------------------------------------------------- slides
def test_a_headline_of_two_lines_moves_what_is_below(made: Any) -> None:
    """Everything under it goes down by one line, and the figure stays above the source."""
    long = CHART.replace("HEADLINE", "Trade fell to a low that nobody at the harbour had seen before the crisis of that year")
    (_, short_deck, _), (_, long_deck, problems) = (made(c + "body:\n  - chart: trade\n") for c in (SHORT, long))
    assert problems == []
    pages = [next(p for p in slides.pages if any(isinstance(i, Figure) for i in p.items)) for slides in (short_deck, long_deck)]
    titles = [next(b for b in boxes(p) if b.placeholder == "title") for p in pages]
    figures = [next(i for i in p.items if isinstance(i, Figure)) for p in pages]
    assert [len(t.lines) for t in titles] == [1, 2]
    assert figures[1].y - figures[0].y == pytest.approx(33.0)
    for page, figure in zip(pages, figures):
        source = box_with(page, "Source:")
        assert figure.y + figure.height <= source.y


def test_text_too_long_for_its_slide_is_told_with_the_number_of_characters(made: Any) -> None:
    body = "body:\n  - table: {headline: So it is with all, columns: [{key: a, label: A}], rows: [[Words]]}\n"
    assert made(body)[2] == []
    headline = "A headline that goes on and on about the many matters of the harbour and its board " * 3
    _, _, problems = made(body.replace("So it is with all", headline.strip()))
    told = [p for p in problems if p.rule == "S5"]
    assert told and all(p.level == "error" for p in told)
    assert "characters too long for its slide" in told[0].what and "shorten" in told[0].hint
    excess = int(told[0].what.split(" is ")[-1].split()[0])
    assert 20 < excess < len(headline)
    assert told[0].place.line == HEAD.count("\n") + 2
    _, _, after = made(body.replace("So it is with all", headline.strip()[:len(headline.strip()) - excess - 12].strip()))
    assert [p for p in after if p.rule == "S5"] == [], "cutting as many characters as were named must help"


def test_text_steps_down_before_it_is_refused(made: Any) -> None:
    sizes = []
    for count in (6, 30):
        _, slides, problems = made(f"body:\n  - bottom_line: {WORD * count}end.\n")
        assert problems == []
        title = next(b for page in slides.pages for b in boxes(page) if "word" in text_of(b))
        sizes.append(title.lines[0].spans[0][1].size)
    steps = [size for size, _ in HOUSE.type("slide", "bottom_line").steps]
    assert sizes[0] == steps[0] and sizes[1] in steps


def test_each_slide_has_a_title_of_its_own_and_notes(made: Any) -> None:
    theme_ = "  - theme: {headline: A theme that says so, blocks: [{chart: trade}]}\n"
    _, slides, problems = made(SHORT + "body:\n  - chart: trade\n" + theme_)
    assert [p for p in problems if p.level == "error"] == []
    titles = [page.title for page in slides.pages]
    assert len(titles) >= 3 and len(set(titles)) == len(titles) and all(titles)
    assert all(page.notes for page in slides.pages)


@pytest.mark.parametrize("field, on_paper, on_slides", [
    ("slide: true", True, True), ("slide: false", True, False), ("slide: only", False, True)])
def test_a_writer_chooses_where_a_block_shows(field: str, on_paper: bool, on_slides: bool, made: Any) -> None:
    paper, slides, _ = made(SHORT + f"body:\n  - text: Words.\n  - chart: {{use: trade, {field}}}\n")
    for pages, wanted in ((paper, on_paper), (slides, on_slides)):
        assert any(isinstance(item, Figure) for page in pages.pages for item in page.items) is wanted


def test_a_draft_and_a_marking_show_on_every_page_and_slide(made: Any) -> None:
    head = HEAD.replace("status: final", "status: draft, marking: {scheme: tlp, label: 'TLP:AMBER'}")
    paper, slides, _ = made(page_one("Short."), head=head)
    for page in (*paper.pages, *slides.pages):
        words = "\n".join(text_of(item) for item in page.items)
        assert "TLP:AMBER" in words and "draft" in words.lower(), page.title
    plain_paper, plain_slides, _ = made(page_one("Short."))
    assert not any("draft" in text_of(item).lower() for page in (*plain_paper.pages, *plain_slides.pages) for item in page.items)


def test_letter_paper_keeps_the_columns_and_moves_the_foot(tmp_path: Path) -> None:
    text = (DATA / "minimum" / "outline.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "letter"
    folder.mkdir()
    (folder / "outline.yaml").write_text(text.replace("  status:", "  page: Letter\n  status:", 1), encoding="utf-8")
    paper, _, problems = laid_out(folder)
    assert not problems and {(p.width, p.height) for p in paper.pages} == {(612, 792)}
    feet = [i for p in paper.pages for i in p.items if isinstance(i, TextBox) and i.paragraphs[0].text.startswith("Page ")]
    assert feet and all(700 < foot.y < 792 - 14 for foot in feet)
