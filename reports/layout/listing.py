"""A text list on slides: two to four items a slide (rule S2), a real list in the layout's body placeholder.

Items that leave room are set larger and further apart, so that a short list uses its slide as well as a long one does.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from reports.document import Content
from reports.layout.parts import part_of
from reports.layout.proof import Proof
from reports.layout.setting import Words, with_types
from reports.layout.stage import MARGIN, Sheet, Stage
from reports.page import Page, TextBox

T = TypeVar("T")
MOST = 4        # items of a slide
BETWEEN = 16.0  # points between two items at the usual size
APART = 40.0    # points between two items at most
LINES = 2       # of an item at most
LARGE = 24.0, 31.0  # size and leading of a list with room to spare, in points


def listed(content: Content, stage: Stage, headline: Words, entries: Sequence[Words], *, numbered: bool = False,
           kicker: str = "", note: Words = "") -> list[Page]:
    """The entries as slides of at most four; a longer list continues, and its headlines say which part they are."""
    groups = shared_out(entries, MOST)
    pages = []
    for number, group in enumerate(groups, 1):
        title = part_of(headline, number, len(groups))
        first = sum(len(g) for g in groups[:number - 1]) + 1
        labels = [str(first + i) if numbered else "–" for i in range(len(group))] if len(entries) > 1 else [""]
        box = _box(content, stage, stage.sheet(title, note=bool(note)), group, labels)
        pages.append(stage.slide(content, title, [box], source=content.source, note=note, kicker=kicker))
    return pages


def shared_out(entries: Sequence[T], most: int) -> list[list[T]]:
    """Groups of nearly the same size, so that no slide is left with one item where two would do."""
    count = max(1, -(-len(entries) // most))
    edges = [round(i * len(entries) / count) for i in range(count + 1)]
    return [list(entries[a:b]) for a, b in pairwise(edges)]


def _box(content: Content, stage: Stage, sheet: Sheet, entries: Sequence[Words], labels: Sequence[str]) -> TextBox:
    return _roomy(content, stage, sheet, entries, labels) or _usual(content, stage, sheet, entries, labels)


def _roomy(content: Content, stage: Stage, sheet: Sheet, entries: Sequence[Words], labels: Sequence[str]) -> TextBox | None:
    """The list in large type, its items as far apart as there is room for; None where that is not far enough."""
    style = stage.setter.style("list")
    if LARGE[0] <= style.size:
        return None
    proof = Proof(with_types(stage.setter, {"list": replace(style.at(*LARGE), steps=(LARGE,))}))
    height, count = sheet.height - 8, len(entries)

    def box(before: float) -> TextBox:
        return proof.fitted_all([(words, "list") for words in entries], sheet.x, sheet.y + 8, sheet.width, height, content.place,
                                before=before, placeholder="body", name="List", bullets=labels)

    spare = height - sum(len(one.lines) for one in _alone(stage, box(0.0))) * LARGE[1]
    before = min(APART, spare / count)
    made = box(max(before, 0.0))
    fits = not proof.problems and before >= BETWEEN and all(len(one.lines) <= LINES for one in _alone(stage, made))
    return made if fits else None


def _usual(content: Content, stage: Stage, sheet: Sheet, entries: Sequence[Words], labels: Sequence[str]) -> TextBox:
    step = stage.step_for(entries, "list", sheet.width, LINES * stage.setter.style("list").leading, labels[0] if labels else "")
    made = stage.fitted_all([(words, "list") for words in entries], sheet.x, sheet.y + 8, sheet.width, sheet.height - 8,
                            content.place, before=BETWEEN, placeholder="body", name="List", step=step, bullets=labels)
    for box in _alone(stage, made):
        if len(box.lines) > LINES:
            stage.too_long("".join(p.text for p in box.paragraphs), _beyond(box), content.place)
    return made


def _alone(stage: Stage, box: TextBox) -> list[TextBox]:
    """Each item set by itself, to count its lines."""
    width = box.width / MARGIN
    return [replace(box, paragraphs=(p,), lines=stage.setter.set([p], width)[0]) for p in box.paragraphs]


def _beyond(box: TextBox) -> int:
    return sum(len(span.text) for line in box.lines[LINES:] for _, span in line.spans)
