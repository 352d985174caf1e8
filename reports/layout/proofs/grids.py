"""Tables: words left, numbers right, the header on every page, rules across only, no row divided that a page holds (P7, P19)."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reports.layout.proofs.laid import OURS, Laid
from reports.layout.table_rows import numeric
from reports.page import GridCell, Rule, Tag
from reports.problems import Problem

_GROUND = ("white",)  # what is drawn in the paper's colour is a gap, not a rule


def numbers(laid: Laid) -> Iterator[Problem]:
    """P19: a column of numbers is not set left."""
    for number, grid in laid.tables:
        for column in range(1, len(grid.columns)):
            cells = [row[column] for row in grid.cells[grid.header_rows:] if len(row) == len(grid.columns)]
            texts = ["".join(p.text for p in cell.paragraphs) for cell in cells]
            if len(texts) > 1 and numeric(texts) and any(_set_left(cell) for cell in cells if cell.paragraphs):
                yield laid.problem("P19", grid.tag, f"column {column + 1} of the table on page {number} holds numbers set left",
                                   "align: decimal, or leave align out")


def _set_left(cell: GridCell) -> bool:
    return cell.paragraphs[0].align == "left" and cell.mark is None


def header(laid: Laid) -> Iterator[Problem]:
    """P19: a table that goes on overleaf says its header again."""
    first: dict[Tag, list[str]] = {}
    for number, grid in laid.tables:
        head = [p.text for cell in grid.cells[0] for p in cell.paragraphs]
        if grid.tag is not None and first.setdefault(grid.tag, head) != head:
            yield laid.problem("P19", grid.tag, f"the table goes on on page {number} without its header",
                               OURS, "error")


def across(laid: Laid) -> Iterator[Problem]:
    """P19: no upright rules, but for the bar of the row that carries the message."""
    for number, grid in laid.tables:
        if any(_upright(rule) for rule in grid.rules):
            yield laid.problem("P19", grid.tag, f"the table on page {number} has upright rules",
                               "white space parts columns better")


def _upright(rule: Rule) -> bool:
    return rule.x1 == rule.x2 and rule.stroke.colour not in _GROUND and not (rule.x1 < 5 and rule.stroke.colour == "orange")


def rows(laid: Laid) -> Iterator[Problem]:
    """P7: a row stands on one page, unless it is taller than one."""
    tall = laid.shape.bottom - laid.shape.top
    parts: Counter[Tag] = Counter()
    heights: Counter[Tag] = Counter()
    for _, grid in laid.tables:
        for height, row in list(zip(grid.rows, grid.cells, strict=True))[grid.header_rows:]:
            tag = row[0].tag if row else None
            if tag is not None:
                parts[tag] += 1
                heights[tag] += round(height)
    for tag, count in parts.items():
        if count > 1 and heights[tag] < tall - 2 * _head(laid, tag):
            yield laid.problem("P7", tag, "a row of a table is divided that a page could hold", OURS, "error")


def _head(laid: Laid, tag: Tag) -> float:
    return max((grid.rows[0] for _, grid in laid.tables if any(row and row[0].tag is tag for row in grid.cells)), default=0.0)



PROOFS = (numbers, header, across, rows)
