"""Lines of running text: their length, leading and grid, what stands alone, what may not be parted (P1 to P3, P5, P6, P18)."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from reports.layout.proofs.laid import OURS, Laid, Text, line_words, shown
from reports.layout.room import RUNNING
from reports.page import Tag
from reports.problems import Problem
from reports.text import first_baseline

SINGLE, DOUBLE = (45, 75), (35, 55)  # characters of a line, on average: one column, two columns
ENOUGH = 12                          # lines of one measure, before their average says anything
LEADING = (1.2, 1.45)
RUNT_LETTERS, RUNT_WORDS = 7, 2
_GRID_SLIP = 0.5
UNITS = ("million|billion|trillion|thousand|per cent|percent|%|km|metres|miles|m|kg|tonnes|t|hectares|bcm|MW|GW|kW|barrels|°C|"
         "January|February|March|April|May|June|July|August|September|October|November|December")
_ENDS = re.compile(r"(?:\d[\d.,]*|[$€£])$")
_STARTS = re.compile(rf"(?:{UNITS})(?!\w)")
_TITLE = re.compile(r"(?:^|\s)(?:Mr|Mrs|Ms|Dr|Gen\.|Col\.|[A-Z]\.)$")


def line_length(laid: Laid) -> Iterator[Problem]:
    """P1: on average 45 to 75 characters a line in one column, fewer in two."""
    found: dict[int, list[int]] = defaultdict(list)
    for text in laid.running:
        found[round(text.width)] += [len(line_words(line)) for line in text.lines[:-1]]
    for width, lengths in found.items():
        low, high = SINGLE if width > laid.shape.span(laid.shape.columns // 2) + 1 else DOUBLE
        average = sum(lengths) / len(lengths) if len(lengths) >= ENOUGH else low
        if not low <= average <= high:
            yield laid.style_problem("P1", f"lines of {width} points hold {average:.0f} characters on average",
                                     f"{low} to {high} read well: change the columns or the size of body text")


def leading(laid: Laid) -> Iterator[Problem]:
    """P2: lines of running text stand 120 to 145 % of their size apart."""
    for size, gap in {(s.size, t.paragraph.leading) for t in laid.running for s in t.paragraph.spans[:1] if len(t.lines) > 1}:
        if not LEADING[0] <= gap / size <= LEADING[1]:
            yield laid.style_problem("P2", f"body text of {size:g} points has {gap:g} points from line to line",
                                     f"set it to {size * LEADING[0]:.1f} to {size * LEADING[1]:.1f}")


def grid(laid: Laid) -> Iterator[Problem]:
    """P3: running text stands on the baseline grid of its page."""
    shape, seen = laid.shape, set()
    for text in (text for text in laid.running if text.box == RUNNING):
        size = max((span.size for span in text.paragraph.spans if not span.rise), default=0.0)
        start = text.y + text.lines[0].y - first_baseline(size, text.paragraph.leading) - shape.top
        off = abs(start - round(start / shape.baseline) * shape.baseline)
        if off > _GRID_SLIP and text.page not in seen:
            seen.add(text.page)
            yield laid.problem("P3", text.tag, f'"{shown(text.words)}" on page {text.page} is {off:.1f} points off the grid',
                               OURS)


def parted(laid: Laid) -> Iterator[Problem]:
    """P5: a paragraph that goes on overleaf has two lines at least on either side."""
    parts: dict[Tag, list[Text]] = defaultdict(list)
    for text in laid.running:
        if text.tag is not None:
            parts[text.tag].append(text)
    for tag, whole in parts.items():
        if len({part.page for part in whole}) > 1 and any(len(part.lines) < 2 for part in whole):
            yield laid.problem("P5", tag, f'a line of "{shown(whole[0].words)}" stands alone on page {whole[0].page}',
                               OURS, "error")


def runts(laid: Laid) -> Iterator[Problem]:
    """P6: the last line of a paragraph is more than a scrap, where any way of breaking gives more."""
    last = {text.tag: text for text in laid.running}
    for tag, text in last.items():
        words = line_words(text.lines[-1]).strip()
        if len(text.lines) > 1 and (len(words) < RUNT_LETTERS or len(words.split()) < RUNT_WORDS):
            yield laid.problem("P6", tag, f'the paragraph "{shown(text.words)}" ends in a line of its own for "{words}"',
                               "shorten or lengthen the paragraph by a word")


def together(laid: Laid) -> Iterator[Problem]:
    """P18: number and unit, day and month, title or initial and name stay on one line."""
    for text in laid.running:
        for above, below in pairwise(text.lines):
            end, start = line_words(above).rstrip(), line_words(below)
            if (_ENDS.search(end) and _STARTS.match(start)) or (_TITLE.search(end) and start[:1].isupper()):
                both = f"{end.rsplit(' ', 1)[-1]} {start.split(' ', 1)[0]}"
                yield laid.problem("P18", text.tag, f'"{both}" is broken over two lines', "put a no-break space between them")


PROOFS = (line_length, leading, grid, parted, runts, together)
