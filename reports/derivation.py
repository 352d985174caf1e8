"""Derived facts: in which order they are worked out, what their formulas may mix (rule H17), how firm the result is.

A formula is judged before it is believed. A sum, a difference or a share needs one dimension, unit, scope, basis and
status on both sides; a rate (money over length) and a conversion (times a bare number) do not.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter

from reports import units
from reports.formula import Binary, Call, Minus, Node, Number, Ref, write
from reports.units import PLAIN, Dimension, Unit

FAMILIES = {  # what a status counts as where only the house's status marks are drawn
    "done": ("done", "delivered", "past", "recurring"),
    "stated": ("stated", "not_done", "superseded", "duplicate", "framing", "estimate", "opinion", "inference", "risk"),
    "announced": ("announced", "planned", "expected", "forecast", "conditional"),
    "pledged": ("pledged", "intended", "offered"),
    "wanted": ("wanted", "under_consideration", "recommendation"),
    "hoped": ("hoped", "interest"),
    "reported": ("reported", "reported_unverified", "speculation"),
}
_FAMILY = {status: family for family, members in FAMILIES.items() for status in members}
_STRENGTH = ("done delivered past recurring not_done stated superseded duplicate framing estimate announced expected planned "
             "forecast conditional risk pledged offered intended under_consideration wanted recommendation interest hoped "
             "inference opinion speculation reported reported_unverified").split()


def family(status: str) -> str:
    """The house's status mark for a status; a status that is not known counts as stated."""
    return _FAMILY.get(status, "stated")


def weakest(statuses: Iterable[str]) -> str:
    """The least firm of some statuses; "stated" when there are none."""
    ranked = [s for s in statuses if s in _STRENGTH]
    return max(ranked, key=_STRENGTH.index, default="stated")


def in_order(inputs: Mapping[str, Iterable[str]]) -> tuple[list[str], list[list[str]]]:
    """Derived ids with inputs before outputs, and the cycles among them (each begins and ends with the same id).

    What belongs to a cycle, or needs one, is left out of the order.
    """
    left = {name: [i for i in needed if i in inputs] for name, needed in inputs.items()}
    cycles: list[list[str]] = []
    while True:
        try:
            order = list(TopologicalSorter(left).static_order())
        except CycleError as error:
            cycle = list(reversed(error.args[1]))
            cycles.append(_from_least(cycle))
            left = {name: needed for name, needed in left.items() if name not in cycle}
        else:
            return [name for name in order if name in left], cycles


def _from_least(cycle: list[str]) -> list[str]:
    """The same cycle told from its smallest id on, so that the message does not depend on where it was entered."""
    ring = cycle[:-1]
    start = ring.index(min(ring))
    return [*ring[start:], *ring[:start], ring[start]]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a value measures. `unit` is None once a bare number has scaled it; `bare` is a number of the formula itself."""

    name: str = ""
    dimension: Dimension = PLAIN
    unit: Unit | None = None
    typed: str = ""
    scope: str = ""
    basis: str = ""
    status: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Mixture:
    """Two parts of a formula that must not meet: which quality differs, and the two values of it."""

    verb: str
    quality: str
    left: str
    right: str

    def __str__(self) -> str:
        return f"{self.verb} what differs in {self.quality}: {self.left}, {self.right}"


def measured(name: str, unit: str, scope: str, basis: str, status: str) -> Measure:
    """The measure of one fact."""
    parsed = units.parse(unit)
    return Measure(name, parsed.dimension, parsed, unit, scope, basis, status)


def judge(node: Node, measure: Callable[[str], Measure]) -> tuple[Measure, list[Mixture]]:
    """What a formula's result measures, and all that its sums, differences and shares must not mix."""
    found: list[Mixture] = []

    def of(node: Node) -> Measure:
        match node:
            case Number():
                return Measure(bare=True)
            case Ref():
                return measure(node.id)
            case Minus():
                return of(node.operand)
            case Call():
                parts = [of(a) for a in (node.arguments[:1] if node.name == "round" else node.arguments)]
                result = parts[0]
                for part in parts[1:]:
                    result = added(result, part, "compares")
                return result
            case Binary():
                return combine(node, of(node.left), of(node.right))

    def combine(node: Binary, left: Measure, right: Measure) -> Measure:
        if node.sign in "+-":
            return added(left, right, "adds" if node.sign == "+" else "subtracts")
        if node.sign == "/" and left.dimension == right.dimension and not left.bare and not right.bare:
            found.extend(_mixtures(left, right, "divides"))
        return _multiplied(left, right, 1 if node.sign == "*" else -1, write(node))

    def added(left: Measure, right: Measure, verb: str) -> Measure:
        if left.bare or right.bare:
            kept = right if left.bare else left
            return replace(kept, unit=None, bare=left.bare and right.bare)
        found.extend(_mixtures(left, right, verb))
        return replace(left, scope=left.scope or right.scope, basis=left.basis or right.basis,
                       status=weakest((left.status, right.status)), unit=left.unit if left.unit == right.unit else None)

    return of(node), found


def significant(value: Fraction, zeros: bool = True) -> int:
    """Significant digits of a decimal number. Zeros at the end of a whole number may or may not be: 790 has three or two."""
    whole, _, decimals = f"{float(abs(value)):.12f}".partition(".")
    digits = (whole + decimals.rstrip("0")).lstrip("0")
    return len(digits if zeros else digits.rstrip("0"))


def _mixtures(left: Measure, right: Measure, verb: str) -> list[Mixture]:
    if left.dimension != right.dimension or (left.unit and right.unit and left.unit != right.unit):
        return [Mixture(verb, "unit", f"{left.name} is in {left.typed or 'plain numbers'}",
                        f"{right.name} in {right.typed or 'plain numbers'}")]
    found = [Mixture(verb, quality, f"{left.name} is {_quoted(a)}", f"{right.name} is {_quoted(b)}")
             for quality in ("scope", "basis") if (a := getattr(left, quality)) and (b := getattr(right, quality)) and a != b]
    if _firm(left.status) != _firm(right.status):
        words = [f"{side.name} is {_quoted(side.status)}" for side in (left, right)]
        found.append(Mixture(verb, "status", *words))
    return found


def _firm(status: str) -> str:
    """Statuses that may be added up: what is done and what is stated are both facts; an estimate is not."""
    if status == "estimate":
        return status
    return {"done": "fact", "stated": "fact"}.get(family(status), family(status))


def _multiplied(left: Measure, right: Measure, sign: int, name: str) -> Measure:
    dimension = units.combined(dict(left.dimension), dict(right.dimension), sign)
    main = right if left.bare else left
    same = left.dimension == right.dimension
    return Measure(name, dimension, None, "", "" if same else main.scope, "" if same else main.basis,
                   weakest(filter(None, (left.status, right.status))), left.bare and right.bare)


def _quoted(word: str) -> str:
    return f'"{word.replace("_", " ")}"'
