"""The numbers that the program prints of its own accord, each known by its form and checked against what it must be."""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from reports.audit.expected import Expected, Output
from reports.audit.laid import Unit
from reports.audit.said import Said, quantities
from reports.document import Content
from reports.tracing.reading import Quantity

_PAGE = re.compile(r"(?:\b[Pp]age\s)?(?<!\d)(\d+)\sof\s(\d+)\b")
_FIGURE = re.compile(r"\b[Ff]ig(?:ures?|\.)\s(\d+)(?:(?:,\s|\sand\s|–)(\d+))*")
_EDITION = re.compile(r"\b[Ee]dition\s(\d+)")
_BACK = re.compile(r"\bBack to mark\s(\d+)")
_PLACE = re.compile(r"\b(?:lines?|pages?|paragraphs?)\s\d+(?:(?:,\s|\sand\s|\s?[–-]\s?|\sto\s)\d+)*")
_STANDARD = re.compile(r"\bISO\s\d+")
_REST = re.compile(r"\b(\d+) of (\d+) [^;.]*; (\d+)\b")
_CLASS = re.compile(r"\b(?:up to|over)\s(\d+)(?:\sto\s(\d+))?")
_PART = re.compile(r"^(.*\S)\s\((\d+)(?:\sof\s(\d+))?\)\.?$", re.DOTALL)
_MOMENT = re.compile(r"(?:D:)?(\d{4})(?:-?(\d\d))?(?:-?(\d\d))?(?:T00:00:00Z|0{6}Z|0{6}\+00'00')?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = re.compile(rf"({'|'.join(_MONTHS)})[a-z]*")
_TALLY = re.compile(r"^(?:(\d+) of (\d+) items were done; (\d+) were not\.|(\d+) done|"
                    r"(\d+) announced, promised, wanted or reported)$")
_RAISED = re.compile(r"(?<=[.!?”…])\s(\d+(?:,\s?\d+)*)(?=\s|$)")  # a note mark, where a description reads on without raising it
_RESTS = re.compile(r"^The brief rests on \w+ sources?\.?$")
_REFERRED = re.compile(r"\(page\s(\d+)\)")
_NUMERAL = re.compile(r"(\d+)\)\s")
_CUT = 20  # letters that must stand of a description that was cut off
_STEPS = 4  # numbers at equal distances that make a scale
_CONFORMANCE = {("metadata pdfaid:part", "3"), ("metadata pdfuaid:part", "1"), ("property revision", "1")}


class Furniture:
    """What an output's own numbers may be: pages, figures, notes, its edition, the lines of its sources, scales."""

    def __init__(self, known: Expected, output: Output) -> None:
        document, ledger = output.document, known.ledger
        head = document.head
        self.date = output.date
        self.head = [(name, words.casefold()) for name, words in (
            ("number of the series", head.series_line), ("date of the report", head.dated),
            ("number of the copy", head.copy), ("edition", head.edition),
            *(("date of the report", date) for date in head.dates)) if words.strip()]
        self.edition = set(re.findall(r"\d+", head.edition))
        self.figures = {str(n) for n in known.exhibits}
        self.notes = {str(note.number) for note in document.notes}
        self._called = {_single(f"{note.number} {note.text}") for note in document.notes}
        places = " ".join([*(f.locator for f in ledger.facts.values()), *(str(s.locator) for s in ledger.sources.values())])
        self.places = set(re.findall(r"\d+", places))
        self._scales, self._classes = _scales(output.units)
        blocks = list(_blocks(document.contents))
        self._tally = {str(n) for b in blocks if b.kind == "deliverables" for n in _states(b.body.rows)}
        self._sources = {len(b.body.sources) for b in blocks if b.kind == "sources"}
        self._spoken = _numbered(output.units)
        self._months = _months(output.units)
        self._pages = _contents(output.units)
        self._slides = _slides(output.units) if output.file == "handout.pdf" else frozenset()
        self._spots = {u.spot for u in output.units}
        self._titles = _repeated(output.units)
        self._formats = {u.text for u in output.units if u.part == "format"}
        self._labels = {(u.spot, u.text) for u in output.units if u.part == "label"}

    def name(self, said: Said, q: Quantity) -> str:
        """What a number is as furniture; empty for any other."""
        return self._headed(said, q) or self._formed(said, q) or self._drawn(said, q)

    def _headed(self, said: Said, q: Quantity) -> str:
        for name, words in self.head:
            at = said.text.casefold().find(words)
            if at >= 0 and at <= q.start and q.end <= at + len(words):
                return name
        if said.part.startswith(("property", "metadata")) and self._is_moment(said.text):
            return "date of the file"
        if said.part == "chart's number format" and said.text in self._formats:
            return "number format"
        return "mark of the file" if (said.part, said.text.strip()) in _CONFORMANCE else ""

    def _is_moment(self, text: str) -> bool:
        """Whether a property is the report's own date, filled up where it names no month or no day."""
        found, own = _MOMENT.fullmatch(text.strip()), self.date[:10].split("-")
        return bool(found) and [p or "01" for p in found.groups()] == [*own, "01", "01"][:3]  # type: ignore[union-attr]

    def _formed(self, said: Said, q: Quantity) -> str:
        text, spot = said.text, said.spot.rpartition(" ")[2]
        leads = text.strip() == spot or (said.spot, text.strip()) in self._pages
        if any(f"page {m[1]}" in self._spots for m in _REFERRED.finditer(text) if _in(m, q)):
            return "page or slide number"
        if leads or any(m[1] == spot or m[0] in self._slides for m in _PAGE.finditer(text) if _in(m, q)):
            return "page or slide number"
        for name, pattern, allowed in (("figure number", _FIGURE, self.figures), ("edition", _EDITION, self.edition),
                                       ("mark of a note", _BACK, self.notes), ("place in a source", _PLACE, self.places)):
            if any(set(re.findall(r"\d+", m[0])) <= allowed for m in pattern.finditer(text) if _in(m, q)):
                return name
        if q.start == 0 and self._calls(text):
            return "mark of a note"
        raised = _RAISED.finditer(text) if said.part == "link's description" else ()
        if any(set(re.findall(r"\d+", m[1])) <= self.notes for m in raised if m.start(1) <= q.start < m.end(1)):
            return "mark of a note"
        if any(set(filter(None, m.groups())) <= self._tally for m in _TALLY.finditer(text)):
            return "count of items"
        if _RESTS.match(text) and q.value in self._sources:
            return "count of sources"
        if any(_in(m, q) for m in _STANDARD.finditer(text)):
            return "name of a standard"
        if any(int(m[2]) - int(m[1]) == int(m[3]) for m in _REST.finditer(text) if m.start(3) <= q.start < m.end(3)):
            return "rest of a count"
        return "part of a repeated title" if self._is_part(text, q) else ""

    def _calls(self, text: str) -> bool:
        """Whether a description is that of a note, whole or cut off."""
        words = _single(text)
        return words in self._called or (words.endswith("…") and len(words) > _CUT
                                         and any(called.startswith(words[:-1]) for called in self._called))

    def _is_part(self, text: str, q: Quantity) -> bool:
        """"(2 of 3)" after a title that stands on three slides, or "(2)" after one that stands on several."""
        found = _PART.match(text)
        if not found or q.start < found.end(1):
            return False
        there = self._titles[found[1]]
        return int(found[2]) <= there and int(found[3] or there) == there

    def _drawn(self, said: Said, q: Quantity) -> str:
        if said.part == "label" and (said.spot, said.text) in self._labels:
            return "mark of a note" if said.text in self.notes else "numeral of a list"
        if q.start == 0 and said.part == "notes" and (m := _NUMERAL.match(said.text)) and (said.spot, int(m[1])) in self._spoken:
            return "numeral of a list"
        if any(_in(m, q) for m in _CLASS.finditer(said.text)) and q.value in self._classes.get(said.spot, ()):
            return "class of a figure"
        if (said.spot, said.text.strip()) in self._months:
            return "scale of a figure"
        return "scale of a figure" if self._on_scale(said, q) else ""

    def _on_scale(self, said: Said, q: Quantity) -> bool:
        alone = said.part == "text" and not re.search(r"[A-Za-z]{4}", said.text)
        return alone and q.value in self._scales.get(said.spot, ())


def _scales(units: Iterable[Unit]) -> tuple[dict[str, set[Fraction]], dict[str, set[Fraction]]]:
    """The scales of the figures by page: labels of nothing but numbers that go on in equal steps; and bounds of classes."""
    rows: defaultdict[str, list[Fraction]] = defaultdict(list)
    bounds: defaultdict[str, list[Fraction]] = defaultdict(list)
    for unit in units:
        if unit.figure and re.fullmatch(r"(?:[−-]?[$€£]?[\d.,]+\s?(?:%|[a-z]{1,3})?\s*)+", unit.text):
            rows[unit.spot] += [q.value for q in quantities(unit.text)]
        if unit.part == "text":
            bounds[unit.spot] += [Fraction(n) for m in _CLASS.finditer(unit.text) for n in m.groups() if n]
    return ({spot: _stepped(values) for spot, values in rows.items()},
            {spot: _stepped([Fraction(0), *sorted(set(values))]) for spot, values in bounds.items()})


def _months(units: Iterable[Unit]) -> set[tuple[str, str]]:
    """(page, month as written) of the labels of a figure that name months one after another."""
    rows: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for unit in units:
        if unit.figure and (found := _MONTH.fullmatch(unit.text.strip())):
            rows[unit.spot].append((_MONTHS.index(found[1]), unit.text.strip()))
    follow = {spot: [(a, b) for a, b in pairwise(row) if (b[0] - a[0]) % 12 == 1] for spot, row in rows.items()}
    return {(spot, word) for spot, pairs in follow.items() for pair in pairs for _, word in pair}


def _numbered(units: Iterable[Unit]) -> set[tuple[str, int]]:
    """(slide, numeral) of the paragraphs of speaker notes that count from 1 on."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for unit in units:
        if unit.part == "notes" and (found := _NUMERAL.match(unit.text)):
            rows[unit.spot].append(int(found[1]))
    return {(spot, n) for spot, row in rows.items() for n in row if row == list(range(1, len(row) + 1))}


def _contents(units: Sequence[Unit]) -> set[tuple[str, str]]:
    """(page, number) of the entries of a table of contents: a title, then the number of a page on which it stands."""
    there: defaultdict[str, set[str]] = defaultdict(set)
    for unit in units:
        there[unit.text.casefold()].add(unit.spot)
    return {(b.spot, b.text) for a, b in pairwise(units) if b.text.isdecimal() and a.spot == b.spot
            and f"page {b.text}" in there[a.text.casefold()] - ({a.spot} if b.text != a.spot.rpartition(" ")[2] else set())}


def _slides(units: Sequence[Unit]) -> frozenset[str]:
    """The numbers of the slides on a handout, "1 of 9" to "9 of 9": a page holds several."""
    told = {u.text for u in units if _PAGE.fullmatch(u.text)}
    return frozenset(text for text in told if told >= {f"{n} of {text.rpartition(' ')[2]}" for n in range(
        1, int(text.rpartition(" ")[2]) + 1)})


def _blocks(contents: Iterable[Content]) -> Iterable[Content]:
    """All blocks, those inside others too."""
    for content in contents:
        yield content
        yield from _blocks(getattr(content.body, "contents", None) or ())


def _states(rows: Sequence[Any]) -> tuple[int, int, int]:
    """How many deliverables are done, how many there are, how many are not done."""
    done = sum(row.status == "done" for row in rows)
    return done, len(rows), len(rows) - done


def _repeated(units: Iterable[Unit]) -> Counter[str]:
    """How many slides carry a title with its part named."""
    found = ((m[1], u.spot) for u in units if u.part == "text" and (m := _PART.match(u.text)))
    made = Counter(title for title, _ in set(found))
    bare = Counter(u.text for u in units if u.part == "text" and u.text in made)
    return Counter({title: count + min(1, bare[title]) for title, count in made.items()})


def _single(text: str) -> str:
    """With single common spaces."""
    return " ".join(text.split())


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
