"""Blocks that are one chart kind, written where they stand instead of under `charts`."""
from __future__ import annotations

from typing import Any

import charts
from charts.inputs import Prose
from reports.blocks import Block
from reports.blocks.chart import Chart
from reports.compose import Composer


class Figured(Block):
    """The words that every figure has; `id` names it for references."""

    headline: Prose
    subtitle: Prose | None = None
    note: Prose | None = None
    source_note: Prose | None = None
    alt: Prose | None = None


def named(model: Block, kind: str) -> str:
    """The id under which a block's figure is numbered."""
    return model.id or (f"{kind}-{model.place.line}" if model.place else kind)


def drawn(model: Figured, composer: Composer, kind: str, name: str, **more: Any) -> Chart:
    """The figure of a block whose fields are those of a chart kind; `more` are fields that have another name there."""
    spec_type = charts.kind(kind).Spec
    shared = {field: getattr(model, field) for field in spec_type.model_fields if field in type(model).model_fields}
    spec = spec_type.model_construct(**{**shared, "kind": kind, **more})
    spec._place = model.place
    return Chart(composer.exhibit(name, spec), "full")
