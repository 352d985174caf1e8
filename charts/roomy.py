"""Whether a drawn figure leaves so much of its slide free that its type may be larger than usual."""
from __future__ import annotations

from typing import Any

import charts
from charts.drawing import Text
from charts.inputs import Refused
from charts.style import Style


def roomy(kind: str, plan: Any, width: float, height: float, usual: Style, larger: Style) -> bool:
    """Whether the figure finds room in a larger style without being squeezed, and without a label in more lines than it has
    in the usual one. `width` and `height` in points. A kind that draws with matplotlib alone cannot tell, and keeps its style."""
    module = charts.kind(kind)
    if not hasattr(module, "sketch"):
        return False
    try:
        if module.height(plan, width, larger) > height:
            return False
        return _labels(module.sketch(plan, width, height, larger)) == _labels(module.sketch(plan, width, height, usual))
    except Refused:
        return False


def _labels(sketch: Any) -> int:
    return sum(isinstance(mark, Text) and mark.bold for mark in sketch.marks)
