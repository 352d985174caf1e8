"""The values behind the figures: a number in a drawing, an Office chart or a figure's data file, and the facts that gave it."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from charts.inputs import Cell
from charts.rules.chart import leaves
from reports.audit.expected import Expected, Output
from reports.audit.said import Said, quantities
from reports.document import Exhibit
from reports.tracing import reading
from reports.tracing.reading import Quantity

STATED, DRAWN = "value typed into a figure", "reckoned for a drawing"
_NUMBER = re.compile(r"-?\d+\.?\d*(?:e[+-]?\d+)?")
_PRECISION = 12


class Figured:
    """Which figures stand where in one output, and what their values rest on."""

    def __init__(self, known: Expected, output: Output) -> None:
        self._known = known
        self._on: defaultdict[str, dict[int, None]] = defaultdict(dict)
        for unit in output.units:
            if unit.figure:
                self._on[unit.spot][unit.figure] = None
        self._of = {f"attachment {e.data_name}": e.number for e in known.exhibits.values()}
        self._files = {a.name: a.data.decode("utf-8", "replace") for a in output.document.attachments}
        values = (u for u in output.units if u.part in ("chart", "chart's stroke") and _NUMBER.fullmatch(u.text))
        self._charted = {(u.spot, u.figure, _rounded(u.text)) for u in values}

    def answer(self, said: Said, q: Quantity, figure: int) -> tuple[str, tuple[str, ...]] | None:
        """What a number is in the figure that it stands in, in those of its slide for an Office chart, in that of a data file."""
        charted = said.part.startswith("chart")
        numbers = [*self._on[said.spot]] if charted else [self._of.get(said.part, figure)]
        for number in numbers:
            shown = self._known.exhibits.get(number)
            answer = self._in(shown, q) if shown else None
            if answer:
                return answer
        if charted and any((said.spot, n, _rounded(said.text)) in self._charted for n in numbers):
            return DRAWN, ()
        return None

    def _in(self, exhibit: Exhibit, q: Quantity) -> tuple[str, tuple[str, ...]] | None:
        cells = [leaf for leaf in leaves(exhibit.spec) if isinstance(leaf, Cell)]
        facts = dict.fromkeys(f for cell in cells if _is(cell, q) for f in cell.facts)
        if facts:
            return "fact", tuple(facts)
        dated = [f for f in exhibit.facts if f in self._known.ledger and q.form == "date"
                 and any(reading.alike(q, known) for known in self._known.context.said(f))]
        if dated:
            return "fact", tuple(dated)
        typed = any(_is(cell, q) for cell in cells) or q.value in set(self._listed(exhibit))
        return (STATED, ()) if typed else None

    def _listed(self, exhibit: Exhibit) -> Iterator[Fraction]:
        """The numbers of its data file."""
        yield from (found.value for found in quantities(self._files.get(exhibit.data_name, "")))


def _is(cell: Cell, q: Quantity) -> bool:
    """Whether a number is a cell's value, plain or as it prints."""
    if cell.number is not None and q.value == Fraction(str(cell.number)):
        return True
    return any(q.value == o.value and q.form == o.form for text in (cell.text, cell.short) for o in quantities(text))


def _rounded(text: str) -> str:
    text = text.strip()
    return f"{float(text):.{_PRECISION}g}" if _NUMBER.fullmatch(text) else text
