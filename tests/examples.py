"""The EXAMPLEs as data, and the gallery (`reports.gallery`) that shows all of them in one report."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

import charts
from reports import blocks, gallery


def block_example(kind: str) -> Any:
    """The EXAMPLE of a block kind as data: a mapping of one key, or the bare kind."""
    return yaml.load(blocks.kind(kind).EXAMPLE, yaml.BaseLoader)


def chart_example(kind: str) -> dict[str, Any]:
    """The EXAMPLE of a chart kind as data."""
    return dict(yaml.safe_load(charts.kind(kind).EXAMPLE))


def write_gallery(folder: Path) -> Path:
    """The report's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "outline.yaml").write_text(gallery.outline(), encoding="utf-8")
    return folder
