"""What a rule may ask: the ledger and what its facts say, the report, the day of reading, and all that was printed."""
from __future__ import annotations

import difflib
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from reports.facts import Ledger
from reports.problems import Level, Place, Problem
from reports.resolution import Fact
from reports.tracing import calendar, reading, tabled
from reports.tracing.passage import Passage
from reports.tracing.quoting import folded
from reports.tracing.reading import Quantity


@dataclass
class Context:
    """One report in one profile. `as_of` (ISO 8601) is its date, `inferred` whether that is inferred."""

    ledger: Ledger
    passages: Sequence[Passage]
    blocks: Sequence[tuple[Any, tuple[str, ...]]] = ()  # the fields of each block and chart, with its facts
    as_of: str = ""
    inferred: bool = False
    language: str = "en-GB"
    shown: frozenset[str] = frozenset()  # conflicts that a block sets out
    mentioned: frozenset[str] = frozenset()  # facts that print
    conflicts: Mapping[str, Any] = field(default_factory=dict)
    aged: frozenset[str] = frozenset()  # facts past a limit of freshness
    charts: Mapping[str, Any] = field(default_factory=dict)  # the outline's, as typed
    tables: Mapping[str, Any] = field(default_factory=dict)  # the data tables behind them
    data: Mapping[str, Any] = field(default_factory=dict)  # what the outline says of these tables
    _plotted: dict[int, tuple[Quantity, ...]] = field(default_factory=dict)
    _said: dict[str, list[Quantity]] = field(default_factory=dict)
    _slips: dict[str, str] = field(default_factory=dict)

    @property
    def english(self) -> bool:
        """Whether rules about English words apply."""
        return self.language.partition("-")[0] == "en"

    def fact(self, name: str) -> Fact:
        return self.ledger[name]

    def said(self, name: str) -> list[Quantity]:
        """Every quantity that a fact holds: its value as printed, its words, its phrase, its date."""
        if name not in self._said:
            self._said[name] = list(self._read(name))
        return self._said[name]

    def plotted(self, spec: Any) -> tuple[Quantity, ...]:
        """Every quantity that the rows of a figure give it; `spec`: its fields as typed."""
        if id(spec) not in self._plotted:
            known = spec.data in self.tables and spec.data in self.data
            self._plotted[id(spec)] = tuple(tabled.plotted(spec, self.tables[spec.data], self.data[spec.data])
                                            if known else () if spec.data else tabled.typed(spec))
        return self._plotted[id(spec)]

    def _read(self, name: str) -> Iterator[Quantity]:
        fact = self.ledger[name]
        if fact.number is not None:
            unit = "" if fact.unit == "year" else fact.unit
            for number in (fact.number, fact.published):
                if number is not None:
                    yield Quantity(0, 0, "", Fraction(number), unit, digits=4,
                                   year=int(fact.number) if fact.unit == "year" else 0,
                                   form="date" if fact.unit == "year" else "number")
        for text in (fact.text, fact.phrase):
            yield from reading.quantities(text, english=self.english)
        yield from (reading.dated(d) for d in calendar.dates(fact.as_of))
        for name in fact.inputs:
            yield from self.said(name) if name in self.ledger else ()

    # ------------------------------------------------------------------ the ledger, turned about
    def conflicts_of(self, name: str) -> tuple[str, ...]:
        """The ids of the conflicts that name a fact."""
        return self._conflicts.get(name, ())

    @cached_property
    def _conflicts(self) -> dict[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for conflict, entry in self.conflicts.items():
            for name in entry.items:
                found[name].append(conflict)
        return {name: tuple(ids) for name, ids in found.items()}

    def superseded_by(self, name: str) -> tuple[str, ...]:
        """The facts that take the place of this one."""
        return self._newer.get(name, ())

    @cached_property
    def _newer(self) -> dict[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for fact in self.ledger.facts.values():
            for old in fact.supersedes:
                found[old].append(fact.id)
        return {name: tuple(ids) for name, ids in found.items()}

    def same(self, name: str) -> str:
        """One id for all tellings of a fact: the first of its group in a conflict's `same`, or of a conflict that is "dup"."""
        return self._groups.get(name, name)

    @cached_property
    def _groups(self) -> dict[str, str]:
        made: dict[str, str] = {}
        for entry in self.conflicts.values():
            groups = getattr(entry, "same", None) or ([entry.items] if entry.verdict == "dup" else [])
            made.update({name: made.get(group[0], group[0]) for group in groups for name in group})
        return made

    def phrase_with(self, words: str) -> str:
        """The first fact whose phrase holds some words; empty when none does."""
        at = self._phrases[0].find(folded(words))
        if at < 0 or not words.strip():
            return ""
        starts, names = self._phrases[1:]
        return names[bisect(starts, at) - 1]

    @cached_property
    def _phrases(self) -> tuple[str, list[int], list[str]]:
        """All phrases in one text, with the place where each begins."""
        parts, starts, names, at = [], [], [], 0
        for fact in self.ledger.facts.values():
            if fact.phrase:
                parts.append(folded(fact.phrase) + "\n")
                starts.append(at)
                names.append(fact.id)
                at += len(parts[-1])
        return "".join(parts), starts, names

    # ------------------------------------------------------------------ what prints
    def prints(self, words: str) -> bool:
        """Whether some text prints these words, spaces, quotation marks and capitals aside."""
        wanted = folded(words).casefold()
        return bool(wanted) and wanted in self._printed

    @cached_property
    def _printed(self) -> str:
        return "\n".join(folded(p.text).casefold() for p in self.passages if p.role != "notes")

    def misspelt(self, word: str) -> str:
        """The actor's name that a capitalised word is a slip of; empty for a name, or for any other word."""
        if word not in self._slips:
            self._slips[word] = self._slip(word)
        return self._slips[word]

    def _slip(self, word: str) -> str:
        if not word[0].isupper() or len(word) < 5 or word in self._names:
            return ""
        bare = word.removesuffix("’s").removesuffix("'s")
        alike = [] if bare in self._names else difflib.get_close_matches(bare, self._names, n=1, cutoff=0.84)
        return self._names[alike[0]] if alike and len(alike[0]) >= 5 else ""

    @cached_property
    def _names(self) -> dict[str, str]:
        return {part: str(actor.name) for actor in self.ledger.actors.values() for part in str(actor.name).split()}


def problem(rule: str, level: Level, place: Any, what: str, hint: str) -> Problem:
    """A finding of a rule of claims, at the place where the words were typed."""
    return Problem(place if isinstance(place, Place) else Place("outline.yaml"), what, hint, level, rule)


__all__ = ["Context", "problem"]
