"""Each number of a finished file to its fact, or to what else it positively is: nothing is let through for want of a rule."""
from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from reports.audit.anchoring import Anchor, Anchors
from reports.audit.expected import Expected, Output, Told
from reports.audit.figured import Figured
from reports.audit.furniture import Furniture
from reports.audit.index import Index
from reports.audit.said import Said, quantities
from reports.data_files import FACTS
from reports.tracing import backing, reading, tabled
from reports.tracing.backing import own_date
from reports.tracing.passage import Passage
from reports.tracing.reading import Quantity
from reports.tracing.rules import traced

_AROUND = 70
UNMATCHED = "no fact"
PURPOSE, TABLED, COUNTED = "on purpose", "of the figure's data table", "counted or dated by the report"
WAIVED, COMPOSED = "waived", "composed by the program"
BY_HAND = "written by hand, as facts say"
_RANK = ("fact", PURPOSE, TABLED, COUNTED, WAIVED)  # of what a writer typed, the surest first
Answer = tuple[str, tuple[str, ...]]


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


class Typed:
    """What the writer typed, and which of its numbers rest on something."""

    def __init__(self, known: Expected) -> None:
        self.context = known.context
        self.passages: list[Passage] = list(known.context.passages)
        self._index = Index([p.text for p in self.passages])
        self._faults: dict[int, frozenset[int]] = {}

    def answer(self, said: Said, q: Quantity, place: object = None) -> Answer | None:
        """A reference, a number on purpose, one that rests on the facts beside it, or one that nothing backs.

        `place`: where the figure is typed that the number stands in; its own words come before the same words elsewhere.
        """
        found = [(self.passages[number], self._judged(number, at, q)) for number, at, _ in
                 self._index.find(said.text, q.start, q.end)]
        own = [answer for passage, answer in found if place is not None and getattr(passage.model, "place", None) == place]
        answers = own or [answer for _, answer in found]
        return min(answers, key=lambda a: _RANK.index(a[0]) if a[0] in _RANK else len(_RANK)) if answers else None

    def _judged(self, number: int, at: int, q: Quantity) -> Answer:
        passage = self.passages[number]
        span = next((s for s in passage.spans if s.start <= at < s.end), None)
        if span:
            return ("fact", (span.fact,)) if span.fact else (PURPOSE, ())
        if at in self._faulty(number):
            waived = str((getattr(passage.model, "waive", None) or {}).get(traced.RULE, "")).strip()
            return (WAIVED if waived else UNMATCHED), ()
        near = tuple(n for n in passage.near if n in self.context.ledger
                     and any(reading.alike(q, known) for known in self.context.said(n)))
        return ("fact", near) if near else (TABLED if tabled.backs(q, passage, self.context) else COUNTED, ())

    def _faulty(self, number: int) -> frozenset[int]:
        """Where a passage has numbers that are not traced."""
        if number not in self._faults:
            passage = self.passages[number]
            found = {p.what for p in traced.in_passage(passage, self.context)}
            faulty = [q for q in quantities(passage.own) if f'"{q.text}" is not traced to a fact' in found]
            self._faults[number] = frozenset(at for q in faulty for at in range(q.start, q.end))
        return self._faults[number]


class Matcher:
    """What a report knows of numbers, asked number by number of one output."""

    def __init__(self, known: Expected, output: Output) -> None:
        self.known, self.output, self.typed = known, output, Typed(known)
        self.told: list[Told] = [one for one in dict.fromkeys(known.told) if any(c.isalnum() for c in one[0])]
        self._composed = Index([text for text, _ in self.told])
        self._anchors = Anchors(output.units, output.document.head.decimal)
        self._furniture = Furniture(known, output)
        self._figured = Figured(known, output)

    def occurrences(self, texts: Iterable[Said]) -> Iterator[Occurrence]:
        """Every number of some texts."""
        for said in texts:
            for q in quantities(said.text, self.output.document.head.decimal):
                what, facts = self._what(said, q)
                yield Occurrence(said.file, said.spot, said.part, before(said.text[:q.start]), said.text[q.start:q.end],
                                 after(said.text[q.end:]), what, facts)

    def _what(self, said: Said, q: Quantity) -> Answer:
        if said.part.endswith("note mark"):
            notes = [int(n) for n in re.findall(r"\d+", said.text)]
            return ("mark of a note", ()) if all(0 < n <= len(self.output.document.notes) for n in notes) else (UNMATCHED, ())
        anchor = self._anchors.of(said, q)
        if anchor:
            answer = self._laid(said, anchor)
            if answer[0] != UNMATCHED:
                return answer
        answer = self._told(said, q, 0) if anchor or said.part != "text" else self._apart(said, q)
        strange = answer[0] == UNMATCHED and self.output.by_hand and self.typed.answer(said, q) is None
        return self._by_hand(said, q) if strange else answer

    def _by_hand(self, said: Said, q: Quantity) -> Answer:
        """A number that a person wrote into the deck: it has no reference, and is held against the values of all facts."""
        context = self.known.context
        if not q.spelled and backing.unbacked(said.text[q.start:q.end], context):
            return UNMATCHED, ()
        facts = tuple(n for n in context.ledger if any(reading.alike(q, known) for known in context.said(n)))
        return (BY_HAND, facts) if facts else (UNMATCHED, ())

    def _laid(self, said: Said, anchor: Anchor) -> Answer:
        """A number as it was laid out, by its whole paragraph, then by its clause: several may have been put together."""
        part = "text" if anchor.unit.part == "label of a chart" else anchor.unit.part
        for start, end in ((0, len(anchor.unit.text)), _clause(anchor)):
            laid = Said(said.file, said.spot, part, anchor.unit.text[start:end])
            q = next((o for o in self._read(laid.text) if o.start == anchor.start - start), None)
            answer = self._told(laid, q, anchor.unit.figure) if q else (UNMATCHED, ())
            if answer[0] != UNMATCHED:
                break
        return answer

    def _apart(self, said: Said, q: Quantity) -> Answer:
        """A number that no text of the page has; cells side by side may read as one ("1", "April 2021")."""
        whole = self._told(said, q, 0)
        if whole[0] != UNMATCHED or " " not in q.text:
            return whole
        pieces = [(m.start(), m.end()) for m in re.finditer(r"\S+", said.text) if q.start <= m.start() < q.end]
        for cut in range(1, len(pieces)):
            halves = [(pieces[0][0], pieces[cut - 1][1]), (pieces[cut][0], pieces[-1][1])]
            found = [self._anchors.whole(said, said.text[a:b]) for a, b in halves]
            answers = [self._laid(said, anchor) for anchor in found if anchor]
            if len(answers) == 2 and all(what != UNMATCHED for what, _ in answers):
                return answers[1]
        return whole

    def _read(self, text: str) -> tuple[Quantity, ...]:
        return quantities(text, self.output.document.head.decimal)

    def _told(self, said: Said, q: Quantity, figure: int) -> Answer:
        name = self._furniture.name(said, q)
        if name:
            return name, ()
        shown = self.known.exhibits.get(figure)
        typed = self.typed.answer(said, q, shown.place if shown else None)
        if typed:
            return typed
        in_data = self._figured.answer(said, q, 0) or self._in_data(said) if said.part.startswith("attachment ") else None
        drawn = in_data or self._figured.answer(said, q, figure)
        if drawn and drawn[1]:
            return drawn
        composed = self._composed_as(said, q)
        return (composed if composed and composed[1] else None) or drawn or composed or self._dated(q) or (UNMATCHED, ())

    def _composed_as(self, said: Said, q: Quantity) -> Answer | None:
        """What the program put together there, such as a note, a table's count or a chart's value."""
        found, named = False, dict[str, None]()
        for number, at, sure in self._composed.find(said.text, q.start, q.end):
            facts = next((f for start, end, f in self.told[number][1] if start <= at < end), ())
            found, named = True, named | dict.fromkeys(facts)
            if facts and sure:
                return "fact", facts
        return ("fact" if named else COMPOSED, tuple(named)) if found else None

    def _in_data(self, said: Said) -> Answer | None:
        """A line of the files that travel with the brief; in the records of facts with the facts it is about."""
        facts = self._records.get(said.text, ()) if said.part == f"attachment {FACTS}" else ()
        if facts:
            return "fact", facts
        return (COMPOSED, ()) if said.text in self._lines.get(said.part, ()) else None

    @cached_property
    def _lines(self) -> dict[str, frozenset[str]]:
        """The lines of each attached file."""
        return {f"attachment {a.name}": frozenset(a.data.decode("utf-8", "replace").splitlines())
                for a in self.output.document.attachments}

    @cached_property
    def _records(self) -> dict[str, tuple[str, ...]]:
        """Lines of the attached facts, each with the facts in whose records it stands."""
        made: dict[str, dict[str, None]] = {}
        for attached in self.output.document.attachments:
            for fact in json.loads(attached.data)["facts"] if attached.name == FACTS else ():
                for line in json.dumps([fact], ensure_ascii=False, indent=1).splitlines():
                    for shown in (f"  {line}", f"  {line},"):
                        made.setdefault(shown, {})[fact["id"]] = None
        return {line: tuple(facts) for line, facts in made.items()}

    def _dated(self, q: Quantity) -> Answer | None:
        """The date of the report itself."""
        return ("date of the report", ()) if own_date(q, self.known.context) else None


def before(text: str) -> str:
    """The last words of what stands before a number, none cut in two."""
    return text if len(text) <= _AROUND else f"… {text[-_AROUND:].partition(' ')[2]}"


def after(text: str) -> str:
    """The first words of what follows."""
    return text if len(text) <= _AROUND else f"{text[:_AROUND].rpartition(' ')[0]} …"


def _clause(anchor: Anchor) -> tuple[int, int]:
    """Where the clause around a number starts and ends."""
    text = anchor.unit.text
    cuts = [0, *(m.end() for m in re.finditer(r"[;:.(]\s|[(]", text)), len(text)]
    start = max(c for c in cuts if c <= anchor.start)
    end = min((m.start() for m in re.finditer(r"[;:.]\s|[.)]*$|[)]", text) if m.start() >= anchor.end), default=len(text))
    return start, end


__all__ = ["UNMATCHED", "Matcher", "Occurrence"]
