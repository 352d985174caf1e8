"""Whether a drawn figure leaves so much of its slide free that its type may be larger than usual; the answer is kept in the
cache of drawings, since it takes two layouts of the figure."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import charts
from charts import cache
from charts.drawing import Text
from charts.inputs import Refused
from charts.style import Style

_ANSWERS = {"roomy": True, "tight": False}


def known_roomy(folder: Path | None, kind: str, plan: Any, width: float, height: float, usual: Style, larger: Style) -> bool:
    """`roomy`, from the cache where it was asked before of both styles (`folder` None: no cache)."""
    def written(answer: bool, key: str) -> bytes:
        return cache.sealed(key, "roomy" if answer else "tight")

    def read(entry: bytes, key: str) -> bool | None:
        return _ANSWERS.get(cache.opened(entry, key) or "")

    key_parts = ("roomy", *cache.parts(kind, plan, width, height, usual), *cache.ruler(larger))
    return cache.kept(folder, key_parts, lambda: roomy(kind, plan, width, height, usual, larger), written, read)


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
