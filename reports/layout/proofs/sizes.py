"""Sizes of type as they stand on paper (F1 to F5)."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from charts.drawing import Text as Label
from reports.layout.proofs.laid import Laid, shown
from reports.page import Figure, Line, Paragraph
from reports.problems import Problem

LEAST = {  # points, by role of type
    **dict.fromkeys(("body", "lead", "bottom_line", "quote"), ("F1", 9.5)),
    "figure_head": ("F2", 10.0), "figure_sub": ("F2", 8.5),
    **dict.fromkeys(("source", "source_word", "note", "note_no", "basis", "header", "header_series", "footer", "footer_page"),
                    ("F4", 7.5)),
    **dict.fromkeys(("talking", "talking_point", "leave_behind"), ("F5", 11.0))}
ELSE = ("F4", 7.5)
LABEL = 8.0  # inside figures: F3


def type_sizes(laid: Laid) -> Iterator[Problem]:
    """F1, F2, F4, F5: no text smaller than its role may be."""
    seen: set[tuple[str, float]] = set()
    for paragraph, lines in _set(laid):
        rule, least = LEAST.get(paragraph.role, ELSE)
        size = _size(lines)
        if 0.0 < size < least - 0.01 and paragraph.role and (paragraph.role, size) not in seen:
            seen.add((paragraph.role, size))
            yield laid.style_problem(rule, f'text of the role "{paragraph.role}" is {size:g} points: "{shown(paragraph.text)}"',
                                     f"{least:g} points at least")


def _set(laid: Laid) -> Iterator[tuple[Paragraph, Sequence[Line]]]:
    """Every paragraph with lines, in tables too."""
    yield from ((text.paragraph, text.lines) for text in laid.texts)
    for _, grid in laid.tables:
        yield from ((cell.paragraphs[0], cell.lines) for row in grid.cells for cell in row if cell.lines)


def _size(lines: Sequence[Line]) -> float:
    """The size in which most of a text is set; 0 for one of note marks alone, or of nothing that is seen."""
    letters: Counter[float] = Counter()
    for line in lines:
        for _, span in line.spans:
            letters[span.size] += 0 if span.rise else len(span.text.strip())
    size, most = letters.most_common(1)[0] if letters else (0.0, 0)
    return size if most else 0.0


def label_sizes(laid: Laid) -> Iterator[Problem]:
    """F3: no word inside a figure is smaller than 8 points."""
    for _, item in laid.items():
        if isinstance(item, Figure) and item.tag is not None:
            small = min((m.size for m in item.drawing.marks if isinstance(m, Label) and m.text.strip()), default=LABEL)
            if small < LABEL - 0.01:
                yield laid.problem("F3", item.tag, f"words inside {item.name or 'a figure'} are {small:g} points",
                                   f"{LABEL:g} points at least: give the figure more room or fewer labels", "error")


PROOFS = (type_sizes, label_sizes)
