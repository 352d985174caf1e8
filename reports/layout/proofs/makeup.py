"""How pages are made up: margins, headings, captions, fullness, furniture, strokes, trim (P4, P7, P8, P12, P13, P16, P17)."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from charts.drawing import Path, Stroke
from reports.layout.proofs.laid import OURS, Laid, line_words, shown
from reports.layout.search import is_hole
from reports.page import Figure, Grid, Shape, Tag
from reports.problems import Problem

MM = 72 / 25.4
OUTER, INNER = 20 * MM, 25 * MM  # margins at least
LINES = 2                        # of a heading at most
LEVELS = 3                       # of headings at most
LAST = 1 / 3                     # of the last page, at least
FEW = 4                          # pages: a shorter brief may end where it ends
FAINT, MEANING = 0.25, 0.5       # points of a stroke
EDGE = 3 * MM                    # between words and trim
_HEADINGS = ("H2", "H3", "H4", "H5", "H6")


def margins(laid: Laid) -> Iterator[Problem]:
    """P4: 20 mm at least outside, above and below; 25 mm inside where pages are bound."""
    shape = laid.shape
    outer = shape.width - shape.right
    wanted = {"left": (shape.left, INNER if shape.bound else OUTER), "right": (outer, OUTER), "upper": (shape.top, OUTER),
              "lower": (shape.height - shape.bottom, OUTER)}
    for name, (wide, least) in wanted.items():
        if wide < least - 0.1:
            yield laid.style_problem("P4", f"the {name} margin is {wide / MM:.1f} mm", f"leave {least / MM:.0f} mm at least")


def headings(laid: Laid) -> Iterator[Problem]:
    """P7: no heading at the foot of a page without what it heads; P8: three levels at most."""
    heads = [text for text in laid.texts if text.tag and text.tag.role in _HEADINGS]
    ends = {text.tag: text for text in heads}  # a heading longer than a page ends on its last
    lowest: dict[int, float] = defaultdict(float)
    for number, item in laid.items():
        if item.y + item.height <= laid.shape.bottom + 1 and not isinstance(item, Shape):
            lowest[number] = max(lowest[number], item.y + item.height)
    for text in ends.values():
        if text.bottom > laid.shape.bottom - 3 * laid.shape.baseline and lowest[text.page] < text.bottom + laid.shape.baseline:
            yield laid.problem("P7", text.tag, f'the heading "{shown(text.words)}" ends page {text.page}',
                               OURS, "error")
    lines: Counter[Tag] = Counter()
    for text in heads:
        lines[text.tag] += len(text.lines)  # type: ignore[index]
    for tag, count in lines.items():
        if count > LINES:
            yield laid.problem("T3", tag, f"a heading takes {count} lines", f"{LINES} at most: shorten it")
    levels = {text.tag.role for text in laid.texts if text.tag and text.tag.role in ("H1", *_HEADINGS)}
    if len(levels) > LEVELS:
        yield laid.problem("P8", None, f"there are {len(levels)} levels of headings", f"{LEVELS} at most")


def captions(laid: Laid) -> Iterator[Problem]:
    """P7: a figure stands on the page of its words."""
    pages: dict[Tag, int] = {text.tag: text.page for text in laid.texts if text.tag}
    pages |= {item.tag: number for number, item in laid.items() if isinstance(item, Figure) and item.tag}
    for parent in laid.places:
        figure = next((child for child in parent.children if child.role == "Figure"), None)
        parts = {pages[child] for child in parent.children if child in pages} if figure else set()
        if len(parts) > 1:
            yield laid.problem("P7", figure, "a figure is parted from its words", OURS,
                               "error")


def fullness(laid: Laid) -> Iterator[Problem]:
    """P12: no page with a large hole, the last a third full."""
    count, shape = len(laid.pages.pages), laid.shape
    tall = shape.bottom - shape.top
    for page, hole in laid.holes.items():
        if is_hole(hole, tall) and count >= FEW:
            first = next((t.tag for t in laid.texts if t.page > page and t.tag), None)
            yield laid.problem("P12", first, f"page {page} ends with {hole:.0f} points of white, as this does not fit there",
                               "let a text come before it, or make it smaller")
    ends = [item.y + item.height for item in laid.pages.pages[-1].items if item.y + item.height <= shape.bottom + 1]
    share = (max(ends, default=shape.top) - shape.top) / tall
    if count >= FEW and share < LAST:
        yield laid.problem("P12", None, f"the last page is {max(share, 0) * 100:.0f} % full", "a third at least: shorten, or add")


def furniture(laid: Laid) -> Iterator[Problem]:
    """P13: every page says marking, title, state of knowledge, edition and its number."""
    head, total = laid.document.head, len(laid.pages.pages)
    said: dict[int, list[str]] = defaultdict(list)
    for text in laid.texts:
        if text.tag is None or text.page == 1:
            said[text.page].append(" ".join(line_words(line) for line in text.lines))
    for number in range(1, total + 1):
        words = " ".join(said[number]).replace("\u00a0", " ")
        wanted = (head.marking, head.as_of.replace("\u00a0", " "), head.edition, f"Page {number} of {total}")
        lacking = [part for part in wanted if part and part.replace(" ", "") not in words.replace(" ", "")]
        if lacking:
            yield laid.problem("P13", None, f'page {number} does not say "{lacking[0]}"', OURS, "error")


def press(laid: Laid) -> Iterator[Problem]:
    """P16: no stroke that a press would lose; words clear of the trim. (Ink depends on the press's own conversion.)"""
    thinnest = min((s.width for s in _strokes(laid)), default=MEANING)
    if thinnest < FAINT - 0.001:
        yield laid.problem("P16", None, f"a rule is {thinnest:g} points thin",
                           f"{FAINT} points at least, {MEANING} where it means something")
    for text in laid.texts:
        if text.x < EDGE or text.y + text.lines[0].y < EDGE or text.bottom > laid.pages.pages[0].height - EDGE:
            yield laid.problem("P16", text.tag, f'"{shown(text.words)}" is less than 3 mm from the edge of page {text.page}',
                               OURS, "error")


def _strokes(laid: Laid) -> Iterator[Stroke]:
    for _, item in laid.items():
        if isinstance(item, Figure):
            yield from (mark.stroke for mark in item.drawing.marks if isinstance(mark, Path) and mark.stroke)
        elif isinstance(item, Grid):
            yield from (rule.stroke for rule in item.rules)
        elif isinstance(item, Shape) and item.stroke:
            yield item.stroke


def properties(laid: Laid) -> Iterator[Problem]:
    """P17: title and language are there, and every figure says in words what it shows."""
    known = laid.pages.properties
    if not known.title or not known.language:
        yield laid.problem("P17", None, "the report has no title or no language", "give both in the head", "error")
    for _, item in laid.items():
        if isinstance(item, Figure) and item.tag and not (item.alt or item.tag.alt):
            yield laid.problem("P17", item.tag, f'{item.name or "a figure"} has no alternative text',
                               "write alt: what it shows", "error")



PROOFS = (margins, headings, captions, fullness, furniture, press, properties)
