"""The rules of honest charts, one small check each: id, level, what is wrong, what to do.

`judge` runs every check of plans and words over one chart; `charts.rules.drawn.judge` those of the drawn picture. What a kind
itself refuses to plan never comes here. A check is a function over a `Chart` that yields what it finds; the decorator `rule`
puts it on the list.
"""
from __future__ import annotations

from collections.abc import Iterator

from charts.rules.chart import Chart, Finding, Rule, chart
from charts.rules.claims import RULES as _CLAIMS
from charts.rules.direction import RULES as _DIRECTION
from charts.rules.encoding import RULES as _ENCODING
from charts.rules.standing import RULES as _STANDING
from charts.rules.words import RULES as _WORDS

RULES: tuple[Rule, ...] = (*_WORDS, *_DIRECTION, *_STANDING, *_ENCODING, *_CLAIMS)


def judge(made: Chart) -> Iterator[Finding]:
    """What all rules find wrong with one chart, in the order of the rules."""
    for one in RULES:
        yield from one.check(made)


__all__ = ["RULES", "Chart", "Finding", "Rule", "chart", "judge"]
