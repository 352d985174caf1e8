"""Each number of a finished file to its fact, or to what else it positively is: nothing is let through for want of a rule."""
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from reports.audit.expected import Expected, Told
from reports.audit.furniture import Furniture
from reports.audit.said import Said, quantities
from reports.tracing import reading
from reports.tracing.passage import Passage
from reports.tracing.reading import Quantity
from reports.tracing.rules import traced

_WINDOW = 14  # letters and digits on each side that must agree with a composed text
_LEAST = 6  # that must stand in it besides the number itself
_AROUND = 70
UNMATCHED = "no fact"
@dataclass(frozen=True, slots=True)
class Occurrence:
    """One number where it stands: `before`, `text`, `after`: the words; `what`: "fact", or what it is else; `facts`: the ids."""

    file: str
    spot: str
    part: str
    before: str
    text: str
    after: str
    what: str
    facts: tuple[str, ...] = ()


def _covers(letters: str, places: list[int], word: str, at: int) -> bool:
    found = letters.find(word)
    while found >= 0:
        if places[found] <= at <= places[found + len(word) - 1]:
            return True
        found = letters.find(word, found + 1)
    return False


def _words(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"\S+", text)


def squeezed(text: str) -> tuple[str, list[int]]:
    """Letters and digits in small letters, and where each stood."""
    kept = [(c, i) for i, letter in enumerate(text) for c in letter.casefold() if c.isalnum()]
    return "".join(c for c, _ in kept), [i for _, i in kept]


@dataclass
class Index:
    """Texts end to end, found again by a stretch of their letters."""

    texts: list[str]
    _starts: list[int] = field(default_factory=list)

    @cached_property
    def _whole(self) -> str:
        parts, at = [], 0
        for text in self.texts:
            self._starts.append(at)
            parts.append(squeezed(text)[0] + "\n")
            at += len(parts[-1])
        return "".join(parts)

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """(text, character) of every place where a stretch stands with the words around it."""
        letters, places = squeezed(text)
        first, last = bisect_right(places, start - 1), bisect_right(places, end - 1)
        low, high = max(0, first - _WINDOW), min(len(letters), last + _WINDOW)
        window, at = letters[low:high], -1
        whole = (low, high) == (0, len(letters))
        if not window or (len(window) - (last - first) < _LEAST and not whole):
            return
        while (at := self._whole.find(window, at + 1)) >= 0:
            number = bisect_right(self._starts, at) - 1
            inner = at - self._starts[number] + first - low
            if whole and window != squeezed(self.texts[number])[0] and len(window) - (last - first) < _LEAST:
                continue
            yield number, squeezed(self.texts[number])[1][inner]


class Matcher:
    """What a report knows of numbers, asked number by number."""

    def __init__(self, known: Expected) -> None:
        self.known, self.context = known, known.context
        self.passages: list[Passage] = list(known.context.passages)
        self.told: list[Told] = [one for one in known.told if any(c.isalnum() for c in one[0])]
        self._typed = Index([p.text for p in self.passages])
        self._composed = Index([text for text, _ in self.told])
        self._facts: dict[Quantity, tuple[str, ...]] = {}
        self._faults: dict[int, frozenset[int]] = {}
        self._furniture = Furniture(known)

    def occurrences(self, texts: Iterable[Said]) -> Iterator[Occurrence]:
        """Every number of some texts."""
        texts = list(texts)
        self._furniture.learn(texts)
        for said in texts:
            for q in quantities(said.text, self.known.document.head.decimal):
                what, facts = self._what(said, q)
                yield Occurrence(said.file, said.spot, said.part, said.text[max(0, q.start - _AROUND):q.start],
                                 said.text[q.start:q.end], said.text[q.end:q.end + _AROUND], what, facts)

    def _what(self, said: Said, q: Quantity) -> tuple[str, tuple[str, ...]]:
        if said.part.endswith("note mark"):
            notes = [int(n) for n in re.findall(r"\d+", said.text)]
            return ("mark of a note", ()) if all(0 < n <= len(self.known.document.notes) for n in notes) else (UNMATCHED, ())
        name = self._furniture.name(said, q)
        if name:
            return name, ()
        derived = self._spelt(said, q, self._formulas) if "=" in said.text else ()
        if derived:
            return "fact", derived
        typed, composed = self._typed_as(said, q), self._composed_as(said, q)
        sure = typed or (composed if composed and composed[1] else None)
        return sure or self._fact(said, q) or composed or self._own(said, q) or (UNMATCHED, ())

    def _typed_as(self, said: Said, q: Quantity) -> tuple[str, tuple[str, ...]] | None:
        """What the writer typed there: a reference, a number on purpose, or one that rests on the facts beside it."""
        unsure = None
        for number, at in self._typed.find(said.text, q.start, q.end):
            passage = self.passages[number]
            span = next((s for s in passage.spans if s.start <= at < s.end), None)
            if span:
                return ("fact", (span.fact,)) if span.fact else ("on purpose", ())
            if at in self._faulty(number):
                unsure = (UNMATCHED, ())
                continue
            near = tuple(n for n in passage.near if n in self.known.ledger
                         and any(reading.alike(q, known) for known in self.context.said(n)))
            return ("fact", near) if near else ("counted or dated by the report", ())
        return unsure

    def _faulty(self, number: int) -> frozenset[int]:
        """Where a passage has numbers that are not traced."""
        if number not in self._faults:
            passage = self.passages[number]
            found = {p.what for p in traced.in_passage(passage, self.context)}
            faulty = [q for q in quantities(passage.own) if f'"{q.text}" is not traced to a fact' in found]
            self._faults[number] = frozenset(at for q in faulty for at in range(q.start, q.end))
        return self._faults[number]

    def _fact(self, said: Said, q: Quantity) -> tuple[str, tuple[str, ...]] | None:
        """The facts that say this number: those that the report prints before others."""
        key = Quantity(0, 0, "", q.value, q.unit, q.qualifier, "", q.form, False, q.digits, q.year, q.month, q.day)
        if key not in self._facts:
            names = [n for n in self.known.ledger if any(reading.alike(key, known) for known in self.context.said(n))]
            printed = [n for n in names if n in self.context.mentioned]
            self._facts[key] = tuple(printed or names)
        found = self._facts[key] or self._spelt(said, q, self._written)
        if not found and said.part.startswith("chart"):  # its unit stands elsewhere
            ledger = self.known.ledger
            found = tuple(n for n in ledger if n in self.context.mentioned and ledger[n].published == q.value)
        return ("fact", found) if found else None

    def _composed_as(self, said: Said, q: Quantity) -> tuple[str, tuple[str, ...]] | None:
        """What the program put together there, such as a note, a table's count or a chart's value."""
        for number, at in self._composed.find(said.text, q.start, q.end):
            facts = next((f for start, end, f in self.told[number][1] if start <= at < end), ())
            return ("fact", facts) if facts else ("composed by the program", ())

        word = next((w for w in _words(said.text) if w.start() <= q.start < w.end()), None)
        alone = word and len(word[0]) > 2 and not word[0].isalnum() and word[0] in self._alone
        return ("composed by the program", ()) if alone else None

    @cached_property
    def _alone(self) -> frozenset[str]:
        """What the program composed as words of their own, such as "2–6"."""
        return frozenset(text for text, spans in self.told if not spans)

    def _spelt(self, said: Said, q: Quantity, forms: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
        """The facts that are written out there, in one of their forms."""
        letters, places = squeezed(said.text)
        return tuple(name for name, words in forms.items() if any(_covers(letters, places, word, q.start) for word in words))

    @cached_property
    def _formulas(self) -> dict[str, tuple[str, ...]]:
        """Derived facts with the left sides of their formulas, squeezed."""
        ledger = self.known.ledger
        made = {name: squeezed(ledger.formula_text(name).partition("=")[0])[0] for name in ledger if ledger[name].derived}
        return {name: (formula,) for name, formula in made.items() if formula}

    @cached_property
    def _written(self) -> dict[str, tuple[str, ...]]:
        """Facts that are numbers with all that they print, squeezed."""
        ledger = self.known.ledger
        return {name: tuple({squeezed(ledger.written(name, form))[0] for form in ("full", "short")})
                for name in ledger if ledger[name].number is not None}

    def _own(self, said: Said, q: Quantity) -> tuple[str, tuple[str, ...]] | None:
        """Dates of the report itself; the numeral of a list or a note."""
        head = self.known.document.head
        days = re.findall(r"\d+", f"{head.date} {head.as_of}")
        if q.form == "date" and str(q.year or "") in (*days, ""):
            return "date of the report", ()
        if said.part.startswith(("property", "metadata")) and re.search("[-:TZ]", said.text):
            return "date of the file", ()
        if q.start == 0 and q.text.isdecimal() and int(q.text) <= max(40, len(self.known.document.notes)):
            return "numeral of a list or a note", ()
        return None
