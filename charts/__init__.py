"""Charts: how numbers become a figure. Never imports `reports`.

The folder `kinds/` is the registry: one file per chart kind, found by its name, imported only when used. A kind has a
docstring (its one-line help), `Spec` (the model of the YAML it accepts), `EXAMPLE` (such YAML, as text),
`plan(spec, rows) -> Plan` (all decisions, pure), `height(plan, width, style)` (points), `draw(plan, axes, style)` and,
where PowerPoint has such a chart, `native(plan, style) -> Native`.
"""
from __future__ import annotations

import functools
import importlib
from pathlib import Path
from types import ModuleType

KINDS = Path(__file__).with_name("kinds")


@functools.cache
def names() -> tuple[str, ...]:
    """The names of all chart kinds, in alphabetical order."""
    return tuple(sorted(p.stem for p in KINDS.glob("*.py") if not p.stem.startswith("_")))


def kind(name: str) -> ModuleType:
    """The module of one kind. Raises KeyError when there is no such kind."""
    if name not in names():
        raise KeyError(name)
    return importlib.import_module(f"charts.kinds.{name}")
