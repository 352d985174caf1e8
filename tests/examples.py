"""One report that holds the EXAMPLE of every block kind and every chart kind."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

import charts
from reports import blocks

HEAD: dict[str, Any] = {
    "outline": 1,
    "report": {"title": "Gallery", "subtitle": "Every kind once", "as_of": {"date": "2021-04"}, "language": "en-GB",
               "status": "final", "marking": {"scheme": "tlp", "label": "TLP:CLEAR"}, "profile": "analyst"},
    "sources": {"X1": {"title": "The harbour board", "kind": "article", "locator": "page 1"},
                "X2": {"title": "The port company", "kind": "article", "locator": "page 2"}},
    "facts": {
        "X-1": {"value": 120, "unit": "metres", "as_of": 2020, "said_by": "author", "attribution": "author_assertion",
                "status": "stated", "source": "X1", "locator": "page 1"},
        "X-2": {"value": 90, "unit": "USD million", "as_of": 2020, "said_by": "author", "attribution": "author_assertion",
                "status": "pledged", "source": "X2", "locator": "page 2"},
        "X-3": {"value": "opening in spring", "as_of": 2020, "said_by": "Ada Holm", "attribution": "direct_quote",
                "status": "stated", "source": "X1", "locator": "page 3", "phrase": "we will open in spring, whatever it takes"}}}

FIRST = ("bottom_line", "key_judgements", "key_numbers", "recommendations", "watch_list")  # what page one holds
LAST = ("sources", "glossary")


def block_example(kind: str) -> Any:
    """The EXAMPLE of a block kind as data: a mapping of one key, or the bare kind."""
    return yaml.load(blocks.kind(kind).EXAMPLE, yaml.BaseLoader)


def chart_example(kind: str) -> dict[str, Any]:
    """The EXAMPLE of a chart kind as data."""
    return dict(yaml.safe_load(charts.kind(kind).EXAMPLE))


def gallery_text() -> str:
    """The outline. EXAMPLEs go in as they are typed, so that what is tested is what a reader of the file sees."""
    head = yaml.safe_dump(HEAD, sort_keys=False, allow_unicode=True)
    parts = ["charts:\n", "  example:\n", indented(charts.kind("column").EXAMPLE, 4)]
    for kind in charts.names():
        parts += [f"  {kind}-example:\n", indented(charts.kind(kind).EXAMPLE, 4)]
    parts.append("body:\n")
    parts += [item(blocks.kind(kind).EXAMPLE) for kind in in_print_order()]
    parts.append("  - theme:\n      headline: Each kind of figure stands here once\n      blocks:\n")
    parts += [f"        - chart: {kind}-example\n" for kind in charts.names()]
    parts += [item(blocks.kind(kind).EXAMPLE) for kind in LAST]
    return head + "".join(parts)


def in_print_order() -> list[str]:
    """All block kinds but the last ones, with those of page one first."""
    return ["cover", *FIRST, *(k for k in blocks.names() if k not in ("cover", *FIRST, *LAST))]


def item(example: str) -> str:
    """An EXAMPLE as an item of the body."""
    return "  - " + indented(example, 4).lstrip()


def indented(text: str, by: int) -> str:
    return "".join(" " * by + line if line.strip() else line for line in text.splitlines(keepends=True))


def write_gallery(folder: Path) -> Path:
    """The report's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "outline.yaml").write_text(gallery_text(), encoding="utf-8")
    return folder
