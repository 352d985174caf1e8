"""Charts that stand side by side on one scale (rule H11): the axis that holds the values of both."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from charts.columns import domain

UPRIGHT = ("column", "line", "waterfall")  # kinds whose values run up from one axis, as high as the plot


def sharing(kinds: Sequence[str], plans: Sequence[Any]) -> tuple[Any, ...]:
    """The plans on one axis; empty where they cannot: another build, or an axis that starts elsewhere than at zero."""
    if not all(kind in UPRIGHT and plan.scale.low <= 0.0 for kind, plan in zip(kinds, plans, strict=True)):
        return ()
    scale = domain([end for plan in plans for end in (plan.scale.low, plan.scale.high)])
    return tuple(replace(plan, scale=scale) for plan in plans)
