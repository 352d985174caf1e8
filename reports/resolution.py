"""From facts as typed to facts with numbers: formulas read, judged (H17, L7) and worked out, inputs before outputs."""
from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

from reports import derivation, formula, numbers, units
from reports.problems import Place, Problem

LARGEST = Fraction(10) ** 18
DIGITS = 3  # of a derived number that does not end, when the writer gives no `round_to`


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry. `number` is exact and `published` what prints (both None for words); `text` is the value in words.

    Dates are ISO 8601 with reduced precision. A derived fact has its formula and the ids it names (`inputs`).
    """

    id: str
    number: Fraction | None = None
    published: Decimal | None = None
    text: str = ""
    unit: str = ""
    qualifier: str = ""
    as_of: str = ""
    as_of_basis: str = "stated"
    said_by: str = ""
    attribution: str = ""
    status: str = "stated"
    source: str = ""
    locator: str = ""
    phrase: str = ""
    scope: str = ""
    basis: str = ""
    theme: str = ""
    note: str = ""
    supersedes: tuple[str, ...] = ()
    stale_after: str = ""
    warn_after: str = ""
    error_after: str = ""
    node: formula.Node | None = None
    inputs: tuple[str, ...] = ()
    publish: bool = True
    place: Place = field(default=Place("facts.yaml"), compare=False)

    @property
    def derived(self) -> bool:
        return self.node is not None

    @property
    def inferred(self) -> bool:
        return self.as_of_basis == "inferred"


def near(name: str, places: Mapping[str, Place]) -> str:
    """A hint for an unknown id: "facts.yaml has A-057, A-058, A-059 near it"; ids of one series by number, others by spelling."""
    if not places:
        return 'the report has no facts: add them under "facts"'
    wanted = re.fullmatch(r"(.+)-(\d{1,18})", name.strip().upper(), re.ASCII)
    series = [f for f in places if wanted and f.startswith(f"{wanted.group(1)}-")]
    if wanted and series:
        aim = int(wanted.group(2))
        close = sorted(sorted(series, key=lambda f: (abs(_count(f) - aim), _count(f)))[:3], key=_count)
    else:
        close = sorted(difflib.get_close_matches(name.upper(), list(places), n=3))
    file = PurePosixPath(places[close[0] if close else next(iter(places))].file).name
    if not close:
        return f"{file} has {len(places)} facts, from {min(places)} to {max(places)}"
    return f"{file} has {', '.join(close)} near it"


def resolved(typed: Mapping[str, Any]) -> tuple[dict[str, Fact], list[Problem]]:
    """All facts of an outline by id, in its order; a derived fact that cannot be worked out has no number.

    `typed` holds objects with the fields of `reports.head`'s facts; those with a `formula` are derived.
    """
    facts: dict[str, Fact] = {}
    problems: list[Problem] = []
    for name, entry in typed.items():
        facts[name], found = _derived(name, entry) if getattr(entry, "formula", None) else (_stated(name, entry), [])
        problems += found
    order, cycles = derivation.in_order({f.id: f.inputs for f in facts.values() if f.derived})
    for cycle in cycles:
        problems.append(Problem(facts[cycle[0]].place, f'fact "{cycle[0]}" is derived from itself: {" → ".join(cycle)}',
                                "a formula rests on facts that are worked out before it"))
    for name in order:
        facts[name], found = _worked_out(facts[name], typed[name], facts)
        problems += found
    return facts, problems


def _stated(name: str, entry: Any) -> Fact:
    value = entry.value
    number = None if isinstance(value, str) or value is None else Fraction(str(value))
    return Fact(name, number=number, published=None if number is None else numbers.exact(number),
                text="" if value is None else str(value), qualifier=_word(entry, "qualifier"),
                as_of=_word(entry, "as_of"), as_of_basis=_word(entry, "as_of_basis") or "stated",
                said_by=_word(entry, "said_by"), attribution=_word(entry, "attribution"), source=_word(entry, "source"),
                locator=_word(entry, "locator"), phrase=_word(entry, "phrase"), supersedes=_names(entry),
                status=_word(entry, "status") or "stated", **_common(entry))


def _derived(name: str, entry: Any) -> tuple[Fact, list[Problem]]:
    """A derived fact with its formula read, not yet worked out. The qualifier is "about" unless it says "exact"."""
    qualifier = _word(entry, "qualifier") or "about"
    fact = Fact(name, text="?", qualifier="" if qualifier == "exact" else qualifier, attribution="derived",
                publish=getattr(entry, "publish", None) is not False, **_common(entry))
    try:
        node = formula.parse(str(entry.formula))
    except formula.FormulaError as error:
        node = formula.Number("0")
        hint = f"{error.hint} (character {error.position + 1} of the formula)"
        return replace(fact, node=node), [Problem(fact.place, f'formula "{entry.formula}": {error.what}', hint)]
    inputs = formula.references(node)
    if not inputs:
        return replace(fact, node=node), [Problem(fact.place, f'formula "{entry.formula}" names no fact',
                                                  "a derived fact is worked out from facts, like A-058 / 2")]
    return replace(fact, node=node, inputs=inputs), []


def _common(entry: Any) -> dict[str, Any]:
    return {"unit": _word(entry, "unit"), "scope": _word(entry, "scope"), "basis": _word(entry, "basis"),
            "theme": _word(entry, "theme"), "note": _word(entry, "note"),
            **{name: _word(entry, name) for name in ("stale_after", "warn_after", "error_after")},
            "place": getattr(entry, "place", None) or Place("facts.yaml")}


def _word(entry: Any, name: str) -> str:
    value = getattr(entry, name, None)
    return "" if value is None else str(value)


def _names(entry: Any) -> tuple[str, ...]:
    value = getattr(entry, "supersedes", None) or ()
    return (str(value),) if isinstance(value, str) else tuple(str(v) for v in value)


def _worked_out(fact: Fact, entry: Any, facts: Mapping[str, Fact]) -> tuple[Fact, list[Problem]]:
    """The fact with its number, and with what it inherits: the weakest status, the latest date, scope and basis."""
    missing = [name for name in fact.inputs if name not in facts]
    if missing or not fact.inputs:
        places = {f.id: f.place for f in facts.values()}
        return fact, [Problem(fact.place, f'fact "{name}" of the formula is not in the ledger', near(name, places),
                              rule="H17")
                      for name in missing]
    inputs = [facts[name] for name in fact.inputs]
    wordy = [f for f in inputs if f.number is None]
    if wordy:  # a derived input without a number has its own problem already
        return fact, [Problem(fact.place, f'fact "{f.id}" of the formula has no number: its value is "{f.text}"',
                              "a formula takes facts whose value is a number") for f in wordy
                      if not f.derived]
    fact = _inherited(fact, inputs)
    assert fact.node is not None
    try:
        number = formula.evaluate(fact.node, lambda name: facts[name].number or Fraction(0))
    except formula.FormulaError as error:
        return fact, [Problem(fact.place, f'formula "{entry.formula}": {error.what}', error.hint)]
    if abs(number) >= LARGEST:
        return fact, [Problem(fact.place, f'formula "{entry.formula}" gives more than 18 digits', "use a larger unit")]
    step, found = _step(fact, entry, number, inputs)
    fact = replace(fact, number=number, published=numbers.exact(number, step))
    return fact, [*found, *_mixed(fact, facts)]


def _inherited(fact: Fact, inputs: list[Fact]) -> Fact:
    """An input from an unnamed source makes the result one; an inferred date of any input makes its date inferred."""
    anonymous = any(f.attribution == "anonymous_source" for f in inputs)
    bases = {f.as_of_basis for f in inputs}
    basis = next((b for b in ("inferred", "outside") if b in bases), "stated")
    scopes, kinds = {f.scope for f in inputs if f.scope}, {f.basis for f in inputs if f.basis}
    return replace(fact, status=derivation.weakest(f.status for f in inputs), as_of=max(f.as_of for f in inputs),
                   as_of_basis=basis, attribution="anonymous_source" if anonymous else "derived",
                   scope=fact.scope or (scopes.pop() if len(scopes) == 1 else ""),
                   basis=fact.basis or (kinds.pop() if len(kinds) == 1 else ""))


def _step(fact: Fact, entry: Any, number: Fraction, inputs: list[Fact]) -> tuple[Fraction, list[Problem]]:
    """What to round to, and a warning (L7) when the result would print more digits than its inputs have."""
    given = Fraction(str(getattr(entry, "round_to", None) or 0))
    if _decimals(number) <= max(_decimals(f.number) for f in inputs):  # as exact as the inputs: nothing is made up
        return given, []
    if given:
        return given, _too_exact(fact, number, given, inputs)
    step = Fraction(10) ** (len(str(int(abs(number)))) - DIGITS) if abs(number) >= 1 else Fraction(1, 10**DIGITS)
    warning = Problem(fact.place, f'fact "{fact.id}" has more digits than its inputs, and no "round_to"',
                      f"it prints as {numbers.write(number, fact.unit, round_to=step)}; add round_to: 10, or another step",
                      "warning", "L7")
    return step, [warning] if fact.publish else []


def _too_exact(fact: Fact, number: Fraction, step: Fraction, inputs: list[Fact]) -> list[Problem]:
    """A warning (L7) when a rounded result still shows more digits than any of its inputs."""
    shown = derivation.significant(formula.round_half_up(number, step), zeros=False)
    most = max(derivation.significant(f.number or Fraction(0)) for f in inputs)
    if shown <= most or not fact.publish:
        return []
    return [Problem(fact.place, f'fact "{fact.id}" prints {shown} digits, its inputs have {most}',
                    f"round_to: {numbers.exact(step)} is too fine: take a larger step", "warning", "L7")]


def _decimals(number: Fraction | None) -> int:
    """Decimals of a number; 99 when they do not end."""
    places = 0
    while number is not None and number.denominator != 1:
        if places == 20:
            return 99
        number, places = number * 10, places + 1
    return places


def _mixed(fact: Fact, facts: Mapping[str, Fact]) -> list[Problem]:
    """Rule H17 for one formula; a fact that is never published may mix, and says so by `publish: false`."""
    if fact.node is None or not fact.publish:
        return []

    def measure(name: str) -> derivation.Measure:
        f = facts[name]
        return derivation.measured(name, f.unit, f.scope, f.basis, f.status)

    result, mixtures = derivation.judge(fact.node, measure)
    problems = [Problem(fact.place, f'the formula of "{fact.id}" {mixture}',
                        "show the two side by side, or keep the result out of print: publish: false", rule="H17")
                for mixture in dict.fromkeys(mixtures)]
    declared = units.parse(fact.unit)
    if not mixtures and (result.dimension != declared.dimension or (result.unit and result.unit != declared)):
        given = next((f.unit for f in map(facts.__getitem__, fact.inputs) if f.unit), "") or "a plain number"
        problems.append(Problem(fact.place, f'the unit "{fact.unit}" of "{fact.id}" does not follow from its formula',
                                f"its first input is in {given}; name the unit that the formula gives", rule="H17"))
    return problems


def _count(name: str) -> int:
    digits = re.search(r"\d+$", name)
    return int(digits.group()) if digits else 0
