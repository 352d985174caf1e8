"""The numbers that the program prints of its own accord, each known by its form and checked against what it must be."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from reports.audit.expected import Expected
from reports.audit.said import Said, quantities
from reports.tracing.reading import Quantity

_PAGE = re.compile(r"(?:\b[Pp]age\s)?(?<!\d)(\d+)\sof\s(\d+)\b")
_FIGURE = re.compile(r"\b[Ff]ig(?:ures?|\.)\s(\d+)(?:(?:,\s|\sand\s|–)(\d+))*")
_EDITION = re.compile(r"\b[Ee]dition\s(\d+)")
_BACK = re.compile(r"\bBack to mark\s(\d+)")
_PLACE = re.compile(r"\b(?:lines?|pages?|paragraphs?)\s\d+(?:(?:,\s|\sand\s|\s?[–-]\s?|\sto\s)\d+)*")
_STANDARD = re.compile(r"\bISO\s\d+")
_REST = re.compile(r"\b(\d+) of (\d+) [^;.]*; (\d+)\b")
_CLASS = re.compile(r"\b(?:up to|over)\s(\d+)(?:\sto\s(\d+))?")
_STEPS = 4  # numbers at equal distances that make a scale


class Furniture:
    """What a report's own numbers may be: pages, figures, notes, its edition, the lines of its sources, scales."""

    def __init__(self, known: Expected) -> None:
        document, ledger = known.document, known.ledger
        head = document.head
        self.head = [(name, words.casefold()) for name, words in (
            ("number of the series", head.series_line), ("date of the report", f"As of {head.as_of}")) if words.strip()]
        self.edition = set(re.findall(r"\d+", document.head.edition))
        self.figures = {str(n) for n in _numbers(document)}
        self.notes = {str(note.number) for note in document.notes}
        places = " ".join([*(f.locator for f in ledger.facts.values()), *(str(s.locator) for s in ledger.sources.values())])
        self.places = set(re.findall(r"\d+", places))
        self._scales: dict[tuple[str, str], set[Fraction]] = {}
        self._classes: dict[tuple[str, str], set[Fraction]] = {}

    def learn(self, texts: Iterable[Said]) -> None:
        """Take note of the scales: where texts of nothing but numbers go on in equal steps."""
        rows: defaultdict[tuple[str, str], list[Fraction]] = defaultdict(list)
        bounds: defaultdict[tuple[str, str], list[Fraction]] = defaultdict(list)
        for said in texts:
            if said.part == "text" and re.fullmatch(r"(?:[−-]?[$€£]?[\d.,]+\s?(?:%|[a-z]{1,3})?\s*)+", said.text):
                rows[said.file, said.spot] += [q.value for q in quantities(said.text)]
            classes = [Fraction(n) for m in _CLASS.finditer(said.text) for n in m.groups() if n]
            bounds[said.file, said.spot] += classes if said.part == "text" else []
        self._scales = {spot: _stepped(values) for spot, values in rows.items()}
        self._classes = {spot: _stepped([Fraction(0), *sorted(set(values))]) for spot, values in bounds.items()}

    def name(self, said: Said, q: Quantity) -> str:
        """What a number is as furniture; empty for any other."""
        for name, words in self.head:
            at = said.text.casefold().find(words)
            if at >= 0 and at <= q.start and q.end <= at + len(words):
                return name
        text, spot = said.text, said.spot.rpartition(" ")[2]
        if any(m[1] == spot for m in _PAGE.finditer(text) if _in(m, q)):
            return "page or slide number"
        for name, pattern, allowed in (("figure number", _FIGURE, self.figures), ("edition", _EDITION, self.edition),
                                       ("mark of a note", _BACK, self.notes), ("place in a source", _PLACE, self.places)):
            if any(set(re.findall(r"\d+", m[0])) <= allowed for m in pattern.finditer(text) if _in(m, q)):
                return name
        if any(_in(m, q) for m in _STANDARD.finditer(text)):
            return "name of a standard"
        if any(int(m[2]) - int(m[1]) == int(m[3]) for m in _REST.finditer(text) if m.start(3) <= q.start < m.end(3)):
            return "rest of a count"
        if any(_in(m, q) for m in _CLASS.finditer(text)) and q.value in self._classes.get((said.file, said.spot), ()):
            return "class of a figure"
        return "scale of a figure" if self._on_scale(said, q) else ""

    def _on_scale(self, said: Said, q: Quantity) -> bool:
        alone = said.part == "text" and not re.search(r"[A-Za-z]{4}", said.text)
        return alone and q.value in self._scales.get((said.file, said.spot), ())


def _in(found: re.Match[str], q: Quantity) -> bool:
    return found.start() <= q.start and q.end <= found.end()


def _stepped(values: Sequence[Fraction]) -> set[Fraction]:
    """The values that stand in runs of equal steps."""
    made: set[Fraction] = set()
    for at in range(len(values) - _STEPS + 1):
        run = values[at:at + _STEPS]
        steps = {b - a for a, b in pairwise(run)}
        if len(steps) == 1 and steps != {0}:
            made.update(run)
    return made


def _numbers(document: object) -> Iterable[int]:
    """The numbers of a document's figures: their data files are named after them."""
    names = (a.name for a in getattr(document, "attachments", ()))
    return [int(m[1]) for name in names if (m := re.match(r"figure-(\d+)-", name))]
