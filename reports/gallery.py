"""The gallery: one report that shows the EXAMPLE of every block kind and every chart kind, as they are typed."""
from __future__ import annotations

import json

import charts
from reports import blocks

NAME = "gallery"
CITED = 6  # figures that a sentence names: P9
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
  contact: the harbour desk
  disclaimer: All facts are invented, and no harbour is meant.
sources:
  X1: {title: The harbour board, kind: article, locator: page 1}
  X2: {title: The port company, kind: article, locator: page 2}
facts:
  X-1: {value: 120, unit: metres, as_of: 2020, said_by: author, attribution: author_assertion, status: stated, source: X1,
        locator: page 1}
  X-2: {value: 90, unit: USD million, as_of: 2020, said_by: author, attribution: author_assertion, status: pledged, source: X2,
        locator: page 2}
  X-4: {value: 118, unit: metres, as_of: 2020, said_by: author, attribution: author_assertion, status: stated, source: X2,
        locator: page 4}
  X-3: {value: opening in spring, as_of: 2020, said_by: Ada Holm, attribution: direct_quote, status: stated, source: X1,
        locator: page 3, phrase: "we will open in spring, whatever it takes"}
conflicts:
  C-1: {items: [X-1, X-4], verdict: agree, use: "120 metres, the board’s round number"}
"""
FIRST = ("cover", "bottom_line", "key_judgements", "key_numbers", "recommendations", "watch_list")  # what page one holds
LAST = ("appendix_start", "method", "chronology", "bio", "ledger", "fact_index", "conflicts", "data_annex", "glossary",
        "edition_history", "approvals", "distribution", "sources")
APART = ("image",)  # photographs have a report of their own: the gallery itself shows that all else is drawn
PHOTOGRAPHS = "gallery-photographs"
PHOTOGRAPH = "harbour.png"  # the file that the EXAMPLE of an image names
CITES = ("Some figures stand in blocks of their own: {fig:example}, {fig:channel}, {fig:line-example}, {fig:dealings} and "
         "{fig:steps}.")
APART_FROM_IT = ("in each year\n", "every year since 2017\n")  # a headline of its own: both stand in the deck
UNTRACED = "A1"  # the rule that numbers of EXAMPLEs break: no ledger stands behind them
WAIVED = f"waive: {{{UNTRACED}: the numbers of an example are invented}}\n"


def outline() -> str:
    """The text of the gallery's outline. `example` is the chart that the EXAMPLEs of blocks point at."""
    figures = "".join(f"  {figure(kind)}:\n{indented(charts.kind(kind).EXAMPLE + WAIVED, 4)}" for kind in charts.names())
    example = charts.kind("column").EXAMPLE.replace(*APART_FROM_IT)
    parts = [HEAD, "charts:\n  example:\n", indented(example + WAIVED, 4), figures, "body:\n"]
    shown = [item(blocks.kind(kind).EXAMPLE) for kind in in_print_order()]
    parts += [*shown[:len(FIRST)], f"  - text: {json.dumps(CITES)}\n", *shown[len(FIRST):]]
    parts.append("  - theme:\n      headline: Each kind of figure stands here once\n      page_break: true\n      blocks:\n")
    parts += _figures()
    parts += [item(blocks.kind(kind).EXAMPLE) for kind in LAST]
    return "".join(parts)


def _figures() -> list[str]:
    """The blocks of the theme of figures: a sentence that names some of them, then these."""
    made, names = [], charts.names()
    for i in range(0, len(names), CITED):
        *named, last = [f"{{fig:{figure(kind)}}}" for kind in names[i:i + CITED]]
        words = f"Here {'stand' if named else 'stands'} {', '.join(named)}{' and ' if named else ''}{last}."
        made += [f"        - text: {json.dumps(words)}\n", *(f"        - chart: {figure(k)}\n" for k in names[i:i + CITED])]
    return made


def figure(kind: str) -> str:
    """The id under which a chart kind's EXAMPLE stands in the gallery."""
    return f"{kind}-example"


def in_print_order() -> tuple[str, ...]:
    """All block kinds but the last ones and photographs, with those of page one first."""
    return (*FIRST, *(kind for kind in blocks.names() if kind not in (*FIRST, *LAST, *APART)))


def photographs() -> dict[str, bytes]:
    """The files of the small report that shows photographs: its outline, and a picture to stand for one."""
    head = HEAD.replace("title: Gallery", "title: Gallery of photographs")
    portrait = f"  photo: {PHOTOGRAPH}\n  credit: The harbour board\n"
    body = [item(blocks.kind(kind).EXAMPLE) for kind in APART]
    body.append(item(blocks.kind("bio").EXAMPLE + portrait))
    return {"outline.yaml": f"{head}body:\n{''.join(body)}".encode(), PHOTOGRAPH: photograph()}


def photograph() -> bytes:
    """A quay with a crane at the sea, painted: 2100 by 1000 pixels of PNG."""
    from reports.pictures import painted

    bands = [(0, 40 * i, 2100, 40 * i + 40, (150 + 5 * i, 180 + 4 * i, 210 + 2 * i)) for i in range(16)]
    sea = [(0, 640 + 40 * i, 2100, 680 + 40 * i, (52 - 4 * i, 96 - 6 * i, 132 - 6 * i)) for i in range(9)]
    quay = [(0, 600, 1500, 760, (96, 100, 106)), (0, 600, 1500, 616, (190, 186, 176)), (240, 520, 560, 600, (244, 106, 37)),
            (600, 540, 860, 600, (11, 37, 69)), (600, 480, 760, 540, (32, 115, 188))]
    crane = [(1120, 180, 1150, 600, (70, 82, 94)), (1320, 180, 1350, 600, (70, 82, 94)), (900, 160, 1800, 190, (70, 82, 94)),
             (1700, 190, 1706, 430, (70, 82, 94)), (1660, 430, 1746, 500, (244, 106, 37))]
    return painted(2100, 1000, [*bands, *sea, *quay, *crane])


def item(example: str) -> str:
    """An EXAMPLE as an item of the body."""
    return "  - " + indented(example, 4).lstrip()


def indented(text: str, by: int) -> str:
    """Text with spaces before each line that is not empty."""
    return "".join(" " * by + line if line.strip() else line for line in text.splitlines(keepends=True))
