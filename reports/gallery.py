"""The gallery: one report that shows the EXAMPLE of every block kind and every chart kind, as they are typed."""
from __future__ import annotations

import charts
from reports import blocks

NAME = "gallery"
HEAD = """\
outline: 1
report:
  title: Gallery
  subtitle: Every kind of block and chart once, with invented facts
  as_of: {date: 2021-04}
  language: en-GB
  status: final
  marking: {scheme: tlp, label: "TLP:CLEAR"}
  profile: analyst
sources:
  X1: {title: The harbour board, kind: article, locator: page 1}
  X2: {title: The port company, kind: article, locator: page 2}
facts:
  X-1: {value: 120, unit: metres, as_of: 2020, said_by: author, attribution: author_assertion, status: stated, source: X1,
        locator: page 1}
  X-2: {value: 90, unit: USD million, as_of: 2020, said_by: author, attribution: author_assertion, status: pledged, source: X2,
        locator: page 2}
  X-3: {value: opening in spring, as_of: 2020, said_by: Ada Holm, attribution: direct_quote, status: stated, source: X1,
        locator: page 3, phrase: "we will open in spring, whatever it takes"}
"""
FIRST = ("cover", "bottom_line", "key_judgements", "key_numbers", "recommendations", "watch_list")  # what page one holds
LAST = ("sources", "glossary")
UNTRACED = "A1"  # the rule that numbers of EXAMPLEs break: no ledger stands behind them


def outline() -> str:
    """The text of the gallery's outline. `example` is the chart that the EXAMPLEs of blocks point at."""
    figures = "".join(f"  {figure(kind)}:\n{indented(charts.kind(kind).EXAMPLE, 4)}" for kind in charts.names())
    parts = [HEAD, "charts:\n  example:\n", indented(charts.kind("column").EXAMPLE, 4), figures, "body:\n"]
    parts += [item(blocks.kind(kind).EXAMPLE) for kind in in_print_order()]
    parts.append("  - theme:\n      headline: Each kind of figure stands here once\n      blocks:\n")
    parts += [f"        - chart: {figure(kind)}\n" for kind in charts.names()]
    parts += [item(blocks.kind(kind).EXAMPLE) for kind in LAST]
    return "".join(parts)


def figure(kind: str) -> str:
    """The id under which a chart kind's EXAMPLE stands in the gallery."""
    return f"{kind}-example"


def in_print_order() -> tuple[str, ...]:
    """All block kinds but the last ones, with those of page one first."""
    return (*FIRST, *(kind for kind in blocks.names() if kind not in (*FIRST, *LAST)))


def item(example: str) -> str:
    """An EXAMPLE as an item of the body."""
    return "  - " + indented(example, 4).lstrip()


def indented(text: str, by: int) -> str:
    """Text with spaces before each line that is not empty."""
    return "".join(" " * by + line if line.strip() else line for line in text.splitlines(keepends=True))
