"""The rules of slides, S1 to S13, on finished Pages; those of their type, F6 to F11, are beside this in `slide_type_rules`.

Where the rules and the look leave a choice: the look's place of the subtitle right under the headline stands (S4); a short
deck is no fault, so S11 has an upper limit only; number tiles, lists of asks and dates, statements and quotations are not
counted as running words (S1). S13 (no animation, transition, video, data from outside) cannot be broken by a Page, which
has no such thing: it is checked on the bytes of the file, in `reports/render/pptx_lint.py`.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from reports.document import Document
from reports.layout import slide_type_rules, speaking
from reports.layout.finding import Deck, Finding
from reports.page import Figure, Grid, Item, Page, Picture, Shape, TextBox
from reports.problems import Place, Problem
from reports.theme import Theme

WORDS, MANY_WORDS = 40, 25
MARGIN = 36.0  # half an inch
FURNITURE = ("Kicker", "Footer", "Slide number", "Marking", "Series", "Meta", "Source", "Note", "Subtitle", "Title")
UNCOUNTED = ("Value", "Label", "Status", "Ask", "Date", "Speaker", "Where", "Judgement")
MOST = {"minister": 8, "official": 16}
ITEMS, ITEMS_OF_ASKS = 4, 5
OURS = "this is a fault of the layout: please report it"

Area = tuple[float, float, float, float]  # left, top, right, bottom


def judged(pages: Sequence[Page], document: Document, theme: Theme) -> list[Problem]:
    """What the slides break, each at the line of the outline that its slide comes from."""
    deck = Deck(tuple(pages), document.head, document.profile, theme)
    found = [(page, finding) for page in pages for rule in (*RULES, *slide_type_rules.RULES) for finding in rule(page, deck)]
    alone = [(pages[-1], finding) for finding in s11_length(deck)] if pages else []
    return [Problem(page.place or Place("outline.yaml"), f.what, f.hint, f.level, f.rule) for page, f in [*found, *alone]]


# ---------------------------------------------------------------- what stands where
def content_of(page: Page) -> list[Item]:
    """The items of a slide that are neither furniture nor decoration."""
    return [i for i in page.items if not isinstance(i, Shape) and not i.name.startswith(FURNITURE)]


def text_height(box: TextBox) -> float:
    """The height that the set lines take."""
    height = sum(box.paragraphs[line.paragraph].leading for line in box.lines)
    used = {line.paragraph for line in box.lines}
    return height + sum(p.space_before for i, p in enumerate(box.paragraphs) if i and i in used)


def area(item: Item) -> Area:
    """Where an item really is: a text box is as high as its lines; lines that run out of it are for S5 to tell, once."""
    top, height = item.y, item.height
    if isinstance(item, TextBox) and item.lines:
        height = min(text_height(item), item.height)
        top += {"top": 0.0, "middle": 0.5, "bottom": 1.0}[item.anchor] * (item.height - height)
    return item.x, top, item.x + item.width, top + height


def crossing(one: Area, other: Area, slack: float = 1.0) -> bool:
    """Whether two areas share more than a hair."""
    return min(one[2], other[2]) - max(one[0], other[0]) > slack and min(one[3], other[3]) - max(one[1], other[1]) > slack


def texts(page: Page) -> list[TextBox]:
    return [i for i in page.items if isinstance(i, TextBox)]


# ---------------------------------------------------------------- the rules
def s1_words(page: Page, deck: Deck) -> Iterator[Finding]:
    boxes = [i for i in content_of(page) if isinstance(i, TextBox) and not i.name.startswith(UNCOUNTED)]
    count = sum(len(p.text.split()) for box in boxes for p in box.paragraphs)
    if count > MANY_WORDS:
        yield Finding("S1", f"the slide has {count} words beside its headline", f"{WORDS} at most, better {MANY_WORDS}: move the "
                      "rest to the notes", "error" if count > WORDS else "warning")


def s2_lists(page: Page, deck: Deck) -> Iterator[Finding]:
    for most, boxes in ((ITEMS, [b for b in texts(page) if b.name == "List"]),
                        (ITEMS_OF_ASKS, [b for b in texts(page) if b.name != "List"])):
        count = sum(bool(p.bullet) for box in boxes for p in box.paragraphs)
        if count > most:
            yield Finding("S2", f"the list has {count} items", f"{most} at most on a slide")
    for box in (b for b in texts(page) if b.name == "List"):
        labelled = [p for p in box.paragraphs if p.bullet]
        if len(labelled) == 1:
            yield Finding("S2", "the list has one item", "say it in a sentence without a bullet")
        if len({(p.hang, p.indent) for p in labelled}) > 1:
            yield Finding("S2", "the list has a list within it", "one level only: make two slides of it")
    for box in texts(page):
        for index, paragraph in enumerate(box.paragraphs):
            if box.name == "List" and paragraph.bullet and sum(line.paragraph == index for line in box.lines) > 2:
                yield Finding("S2", f'the item "{paragraph.text[:30]}" takes more than two lines', "shorten it")


def s3_one_chart(page: Page, deck: Deck) -> Iterator[Finding]:
    count = sum(isinstance(i, Figure) and i.name.startswith("Figure") for i in page.items)
    if count > (2 if page.layout == "compared" else 1):
        yield Finding("S3", f"the slide has {count} charts", "one a slide; two only where they are compared", "warning")


def s4_places(page: Page, deck: Deck) -> Iterator[Finding]:
    for item in page.items:
        left, top, right, bottom = item.x, item.y, item.x + item.width, item.y + item.height
        if left < -0.01 or top < -0.01 or right > page.width + 0.01 or bottom > page.height + 0.01:
            yield Finding("S4", f'"{item.name or "an item"}" lies outside the slide', "give it less to show")
    margin = min(MARGIN, deck.theme.slide.margin)
    for item in content_of(page):
        if item.x < margin - 0.5 or item.x + item.width > page.width - margin + 0.5:
            yield Finding("S4", f'"{item.name}" reaches into the margin', "half an inch stays free on each side")
    solid = [(i.name, area(i)) for i in page.items if not isinstance(i, Shape) and area(i)[3] > area(i)[1]]
    for (name, one), (other, two) in combinations(solid, 2):
        if crossing(one, two):
            yield Finding("S4", f'"{name}" and "{other}" overlap', "give the slide less to show")


def s5_fit(page: Page, deck: Deck) -> Iterator[Finding]:
    for box in texts(page):
        over = text_height(box) - box.height
        if over > 0.5:
            yield Finding("S5", f'"{box.name}" is {over:.0f} pt taller than its box', "shorten it")


def s6_title(page: Page, deck: Deck) -> Iterator[Finding]:
    titles = [b for b in texts(page) if b.placeholder == "title"]
    if len(titles) != 1 or not page.title.strip():
        yield Finding("S6", "the slide has no title" if not titles or not page.title.strip() else "the slide has two titles",
                      "give its block a headline")
    elif sum(other.title == page.title for other in deck.pages) > 1:
        yield Finding("S6", f'another slide is titled "{page.title}" too', "say what is different here")


def s7_alternatives(page: Page, deck: Deck) -> Iterator[Finding]:
    for item in page.items:
        if isinstance(item, Figure | Picture) and not item.alt and not getattr(getattr(item, "drawing", None), "alt", ""):
            yield Finding("S7", f'"{item.name}" has no alternative text', "give it: alt: ...")
    shown = [i for i in page.items if not isinstance(i, Shape) and not i.name.startswith("Marking")]
    for before, after in combinations(shown, 2):
        one, two = area(before), area(after)
        if two[3] <= one[1] and min(one[2], two[2]) - max(one[0], two[0]) > 1 and not after.name.startswith(FURNITURE):
            yield Finding("S7", f'"{after.name}" is read after "{before.name}" but stands above it', OURS)


def s8_tables(page: Page, deck: Deck) -> Iterator[Finding]:
    for grid in page.items:
        if isinstance(grid, Grid) and (grid.header_rows < 1 or not any(c.paragraphs for c in grid.cells[0])):
            yield Finding("S8", f'the table "{grid.name}" has no header row', "name its columns")


def s9_native(page: Page, deck: Deck) -> Iterator[Finding]:
    for item in page.items:
        if isinstance(item, Picture) and item.name.startswith("Figure"):
            yield Finding("S9", f'"{item.name}" is a picture of a chart', "draw it as a chart", "warning")


def s10_notes(page: Page, deck: Deck) -> Iterator[Finding]:
    notes = [n for n in page.notes if n != deck.head.marking]
    count = speaking.words_said(notes)
    if not count:
        yield Finding("S10", "the slide has no speaker notes", "give its block notes: ...")
    if count > speaking.SAY:
        yield Finding("S10", f"the notes of the slide have {count} words to say", f"{speaking.SAY} at most")
    sourced = any(box.name == "Source" for box in texts(page))
    for lead in (*((speaking.SOURCE,) if sourced else ()), speaking.CAVEAT, speaking.QUESTION):
        if not any(n.startswith(lead) for n in notes):
            yield Finding("S10", f'the notes have no line "{lead.strip()}"', "add it to the block's notes")
    if deck.head.marking and deck.head.marking not in page.notes:
        yield Finding("S10", "the notes do not carry the marking", OURS)


def s11_length(deck: Deck) -> Iterator[Finding]:
    count, most = sum(page.section != "Appendix" for page in deck.pages), MOST.get(deck.profile)
    if most and count > most:
        yield Finding("S11", f"the deck has {count} slides", f"{most} at most for the profile {deck.profile}, its appendix apart",
                      "warning")


def s12_footer(page: Page, deck: Deck) -> Iterator[Finding]:
    foot = [b for b in texts(page) if b.name.startswith(("Footer", "Slide number", "Marking"))]
    words = " ".join(p.text for b in foot for p in b.paragraphs)
    head, number = deck.head, deck.pages.index(page) + 1
    cut = words.partition("…")[0]  # a long title may end after a word there
    title = cut if "…" in words and head.title.startswith(cut) else head.title
    for wanted in (title, head.dated, *head.dates, head.edition, f"{number} of {len(deck.pages)}", head.marking):
        if wanted and wanted not in words:
            yield Finding("S12", f'the footer lacks "{wanted}"', OURS)


Rule = Callable[[Page, Deck], Iterator[Finding]]
RULES: tuple[Rule, ...] = (s1_words, s2_lists, s3_one_chart, s4_places, s5_fit, s6_title, s7_alternatives, s8_tables, s9_native,
                           s10_notes, s12_footer)
