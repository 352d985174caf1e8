"""Rules set aside: only in the outline, by id, with a reason that prints in the report of a check.

A chart waives rules about itself and about what its words claim; a block waives rules about words and claims. What is waived is
told as a warning that no strict build stops at; a waiver that has no effect is told as well.
"""
from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from charts import rules
from charts.inputs import Refused
from charts.rules import catalogue
from charts.rules.chart import Finding
from reports.problems import Place, Problem
from reports.tracing.rules import of_claims

_BY_THE_LEDGER = frozenset({"T11", "H23"})  # judged together with a chart's own rules


def told(found: Iterable[Finding], waive: Mapping[str, str], place: Place) -> list[Problem]:
    """Findings as problems; one that the chart waives becomes a note with its reason."""
    return [applied(Problem(one.place if isinstance(one.place, Place) else place, one.what, one.hint, one.level, one.rule), waive)
            for one in found]


def applied(problem: Problem, waive: Mapping[str, str]) -> Problem:
    """A problem as it is, or as a note with the reason for which its rule is waived."""
    reason = str(waive.get(problem.rule) or "").strip()
    return replace(problem, what=f"{problem.what}; waived: {reason}", level="warning", waived=True) if reason else problem


def of_chart(typed: Any, found: Collection[Finding]) -> Iterator[Problem]:
    """What is wrong with a chart's waivers: no rule, no reason, or nothing that it waives.

    The last only of rules that one chart alone decides, whatever stands around it and however large it is drawn.
    """
    yield from _written(typed, {*catalogue.RULES, *of_claims()}, "name it by its id, such as H12: what the check printed")
    alone = ({rule.id for rule in rules.RULES} | _BY_THE_LEDGER) - of_claims()
    for rule in sorted(alone.intersection(typed.waive) - {one.rule for one in found}):
        what = f'the waiver of "{rule}" waives nothing: the chart keeps that rule'
        yield Problem(_place(typed), what, "leave it out", "warning")


def of_block(model: Any, exhibit: Any = None) -> Iterator[Problem]:
    """What is wrong with a block's waivers: rules about a figure are waived where the figure is described.

    `exhibit`: the figure of the block; one that it describes itself has judged the waivers already.
    """
    if exhibit is not None and exhibit.place == model.place:
        return
    figures = "a rule about figures is waived in the chart itself: charts: {name: {waive: ...}}"
    listed = f"a block waives rules about words: {', '.join(sorted(of_claims()))}"
    for rule in model.waive:
        yield from _written(model, of_claims(), figures if rule in catalogue.RULES else listed, rule)


def refusal(refused: Refused, waive: Mapping[str, str]) -> str:
    """The hint for a chart that its kind cannot draw at all, whatever it waives."""
    return f"{refused.hint}; without it there is no such chart, so it is not waived" if refused.rule in waive else refused.hint


def _written(model: Any, known: Collection[str], hint: str, only: str = "") -> Iterator[Problem]:
    for rule, reason in model.waive.items():
        if only and rule != only:
            continue
        if rule not in known:
            yield Problem(_place(model), f'"waive" names no rule: "{rule}"' if rule not in catalogue.RULES
                          else f'"{rule}" cannot be waived here', hint)
        elif not reason.strip():
            what = f'the waiver of "{rule}" gives no reason'
            yield Problem(_place(model), what, f"waive: {{{rule}: the reason, which is printed}}")


def _place(model: Any) -> Place:
    return model.place if isinstance(model.place, Place) else Place("outline.yaml")
