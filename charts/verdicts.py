"""What the rules of drawn pictures found in a drawing, kept beside it: a picture is judged once, not on every build."""
from __future__ import annotations

import json
from dataclasses import astuple
from functools import cache as once
from pathlib import Path

import charts.rules
from charts import cache
from charts.drawing import Drawing
from charts.rules import Chart, Finding, drawn
from charts.style import Style

_KEPT = 4  # fields of a finding; the place is the chart's own


def findings(folder: Path | None, chart: Chart, drawing: Drawing, height: float | None, style: Style) -> tuple[Finding, ...]:
    """All that is wrong with a chart as it was drawn at a size (`height` as it was asked for); `folder` None: judged anew."""
    key_parts = ("findings", _rules(), *cache.parts(chart.kind, chart.plan, drawing.width, height, style))
    return cache.kept(folder, key_parts, lambda: tuple(drawn.judge(drawing, style, chart)), _written, _read)


@once
def _rules() -> str:
    return cache.hashed(sorted(Path(charts.rules.__file__).parent.glob("*.py")))


def _written(found: tuple[Finding, ...], key: str) -> bytes:
    return cache.sealed(key, json.dumps([astuple(one)[:_KEPT] for one in found], ensure_ascii=False))


def _read(entry: bytes, key: str) -> tuple[Finding, ...] | None:
    """The findings of an entry; None for one that is damaged."""
    try:
        rows = json.loads(cache.opened(entry, key) or "")
        made = tuple(Finding(*row) for row in rows)
    except (ValueError, TypeError):
        return None
    return made if all(isinstance(text, str) for row in rows for text in row) else None
