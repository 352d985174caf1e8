"""The ledger: stated and derived facts, their sources and conflicts; what a reference prints and how it is cited.

`ledger(outline)` builds it once. Nothing is looked up later: a fact either is in it, with its number, its words and its
source, or the writer hears of it with a place.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Literal

from charts.inputs import Cell
from reports import citation, derivation, formula, numbers
from reports.problems import Place, Problem, did_you_mean
from reports.resolution import Fact, near, resolved
from reports.tracing import texts
from reports.units import YEAR

Form = Literal["full", "short", "value", "cite", "date", "phrase"]
FORMS: tuple[Form, ...] = ("full", "short", "value", "cite", "date", "phrase")


@dataclass(frozen=True, slots=True)
class Reference:
    """A fact and the form in which it prints."""

    id: str
    form: Form = "full"


@dataclass(frozen=True)
class Ledger:
    """All facts by id. Methods that take an id raise KeyError for one that is not in it: ask `in` first."""

    facts: Mapping[str, Fact]
    sources: Mapping[str, Any] = field(default_factory=dict)
    conflicts: Mapping[str, Any] = field(default_factory=dict)
    actors: Mapping[str, Any] = field(default_factory=dict)
    locale: str = "en-GB"

    def __contains__(self, name: object) -> bool:
        return name in self.facts

    def __getitem__(self, name: str) -> Fact:
        return self.facts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.facts)

    def near(self, name: str) -> str:
        """A hint for an id that is not here: the nearest numbers of its series, else the nearest ids."""
        return near(name, {f.id: f.place for f in self.facts.values()})

    def resolve(self, text: str, place: Place) -> Reference | Problem:
        """What stands between the braces ("A-058|short") as a reference, or why it is none."""
        name, bar, form = (part.strip() for part in text.partition("|"))
        if name not in self.facts:
            return Problem(place, f'fact "{name}" is not in the ledger', self.near(name))
        known = next((f for f in FORMS if f == (form or "full")), None)
        if known is None or (bar and not form):
            return Problem(place, f'form "{form}" of a reference is not known', did_you_mean(form, FORMS, "forms"))
        return Reference(name, known)

    # ------------------------------------------------------------------------------------------------ what prints
    def written(self, name: str, form: str = "full") -> str:
        """A fact in print: its value with unit and qualifier, its date, or its source's words. "cite" prints no words."""
        fact = self.facts[name]
        match form:
            case "cite":
                return ""
            case "date":
                return self.date(name)
            case "phrase":
                return fact.phrase
            case _:
                return self._value(fact, "short" if form == "short" else "full")

    def _value(self, fact: Fact, form: numbers.Form) -> str:
        if fact.published is None:
            return numbers.write(fact.text, qualifier=fact.qualifier, locale=self.locale)
        return numbers.write(fact.published, fact.unit, form=form, qualifier=fact.qualifier, locale=self.locale,
                             inferred=fact.inferred)

    def date(self, name: str) -> str:
        """A fact's as-of date in words; starred when it is inferred."""
        fact = self.facts[name]
        return numbers.write_date(fact.as_of, locale=self.locale, inferred=fact.inferred)

    def cell(self, cell: Cell) -> Cell:
        """A chart's value filled in from the ledger; a bare number, or an unknown id, comes back as it is.

        `number` is the published one, so that a bar is as long as its label says; `status` is one of the house's marks
        (`derivation.family`).
        """
        if cell.ref not in self.facts:
            return cell
        fact = self.facts[cell.ref]
        return replace(
            cell, number=None if fact.published is None else float(fact.published), text=self.written(fact.id),
            short=self.written(fact.id, "short"), unit=fact.unit, status=derivation.family(fact.status),
            qualifier=fact.qualifier, derived=fact.derived, date=fact.as_of, inferred=fact.inferred, phrase=fact.phrase,
            attribution=fact.attribution, scope=fact.scope, facts=(fact.id,))

    def barred(self, name: str) -> bool:
        """True for a fact that must not print (`publish: false`)."""
        return not self.facts[name].publish

    # ------------------------------------------------------------------------------------------------ where it is from
    def stated_inputs(self, name: str) -> tuple[Fact, ...]:
        """The stated facts behind a fact: itself, or what its formula rests on in the end."""
        found: dict[str, Fact] = {}
        waiting = [name]
        while waiting:
            fact = self.facts.get(waiting.pop(0))
            if fact is None or fact.id in found:
                continue
            found[fact.id] = fact
            waiting += fact.inputs
        return tuple(f for f in found.values() if not f.derived)

    def source_ids(self, names: Iterable[str]) -> tuple[str, ...]:
        """The ids of the sources behind some facts, in the order of the outline."""
        used = {f.source for name in names if name in self.facts for f in self.stated_inputs(name)}
        return (*(s for s in self.sources if s in used), *sorted(used - set(self.sources)))

    def named_sources(self, names: Iterable[str]) -> str:
        """"articles A1 and B": for a source line in print; empty without facts."""
        ids = self.source_ids(names)
        return citation.named(ids, self.sources) if ids else ""

    def located(self, names: Iterable[str]) -> str:
        """"article A1, lines 22 and 25; article B, line 44": for the source line of a slide."""
        stated = [f for name in names if name in self.facts for f in self.stated_inputs(name)]
        return citation.located(stated, self.sources)

    def speaker(self, name: str) -> str:
        """Who said it: the actor's full name where `said_by` names one, else `said_by` without its remark."""
        said = re.sub(r"\s*\(.*\)$", "", self.facts[name].said_by)
        full = [str(a.name) for a in self.actors.values() if said and f" {a.name} ".endswith(f" {said} ")]
        return full[0] if len(full) == 1 else said

    def note_key(self, name: str) -> tuple[str, ...]:
        """Facts with the same key share one endnote: those of one place in one source; a derived fact has its own."""
        fact = self.facts[name]
        return ("derived", fact.id) if fact.derived else (fact.source, fact.locator)

    def note_text(self, *names: str, as_of: str = "") -> str:
        """The endnote of facts of one place: source, locator, every voice with its as-of; or a formula and what it rests on.

        A date equal to `as_of`, the report's own, is left out: the notes' head says it once for all.
        """
        fact = self.facts[names[0]]
        if fact.derived:
            return f"Derived: {self.formula_text(fact.id)}. From {citation.located(self.stated_inputs(fact.id), self.sources)}."
        place = ", ".join(filter(None, (citation.source_name(fact.source, self.sources), fact.locator)))
        voices = dict.fromkeys(self._voice(name, as_of) for name in names)
        return f"{'; '.join((citation.capital(place), *filter(None, voices)))}."

    def _voice(self, name: str, as_of: str) -> str:
        """Who vouches for one fact, and its date where that is not the report's own."""
        fact, date = self.facts[name], self.date(name)
        outside = "outside the report’s own sources" if fact.as_of_basis == "outside" else ""
        return ", ".join(filter(None, (citation.vouched(fact), date if date != as_of else "", outside)))

    def formula_text(self, name: str) -> str:
        """"790 ÷ (1 + 46 ÷ 100) = 541.1, published as about $540 million"; empty for a stated fact."""
        fact = self.facts[name]
        if fact.node is None or fact.number is None:
            return ""
        shown = formula.write(fact.node, lambda i: self._input(self.facts[i]), lambda n: self._literal(n, fact.unit), "+−×÷")
        result = self._input(fact)
        return f"{shown} = {result}, published as {self._value(fact, 'full')}"

    def _input(self, fact: Fact) -> str:
        """A number of a formula: all digits of a stated one, four of a derived one that does not end."""
        if fact.number is None:
            return "?"
        if fact.unit == YEAR:
            return f"{fact.number}"
        return self._plain(fact.number if not fact.derived else _cut(fact.number, 4))

    def _literal(self, digits: str, unit: str) -> str:
        """A number typed in a formula; a year stays ungrouped where the result is a year."""
        return digits if unit == YEAR and len(digits) == 4 else self._plain(Fraction(digits))

    def _plain(self, value: Fraction) -> str:
        return numbers.plain(value, self.locale)

    # ------------------------------------------------------------------------------------------------ what disagrees
    def conflicts_of(self, name: str) -> tuple[str, ...]:
        """The ids of the conflicts that name a fact."""
        return tuple(c for c, conflict in self.conflicts.items() if name in conflict.items)

    def use(self, conflict: str) -> str:
        """The wording that a conflict asks for."""
        return str(self.conflicts[conflict].use or "")

    def superseded_by(self, name: str) -> tuple[str, ...]:
        """The facts that take the place of this one."""
        return tuple(f.id for f in self.facts.values() if name in f.supersedes)


def _cut(value: Fraction, digits: int) -> Fraction:
    """To so many significant digits, but never into the digits before the point."""
    if not value or value.denominator == 1:
        return value
    step = Fraction(1)
    while abs(value) < step * 10 ** (digits - 1):
        step /= 10
    return formula.round_half_up(value, step)


def ledger(outline: Any) -> tuple[Ledger, list[Problem]]:
    """The ledger of an outline (its `facts`, `sources`, `conflicts`, `actors`, `report.language`), and what is wrong in it."""
    locale = str(outline.report.language)
    problems: list[Problem] = []
    if not numbers.knows(locale):
        place = getattr(outline.report, "place", None) or Place("outline.yaml")
        problems.append(Problem(place, f'language "{locale}" is not known', "use a tag like en-GB, de, fr or ru"))
    facts, more = resolved(outline.facts)
    made = Ledger(facts, outline.sources, outline.conflicts or {}, outline.actors or {}, locale)
    folder = getattr(outline, "folder", None)
    return made, [*problems, *more, *(texts.verified(facts, outline.sources, folder) if folder else ())]

