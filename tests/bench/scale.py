"""`python -m tests.bench.scale`: pages a second and peak memory of long briefs, and whether both grow in proportion to the pages.

Each size runs in a process of its own. The largest has what the longest brief must hold: 50,000 paragraphs, 2,000 figures and
500 tables of 40 rows.
"""
from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PARAGRAPHS, ROWS, EVERY = 25, 40, 4  # of a theme; rows of a table; one table in so many themes
SIZES = (8, 80, 800, 2000)           # themes; about 10, 100 and 1,000 pages, and the whole
HEAD = """\
outline: 1
report: {title: A long brief, subtitle: To see how it grows, as_of: {date: 2021-04}, status: final}
sources:
  S1: {title: The harbour board, kind: article, locator: page 1}
facts:
  F-001: {value: 300, unit: USD million, as_of: 2020, said_by: board, status: stated, source: S1}
  F-002: {value: 540, unit: USD million, as_of: 2019, said_by: board, status: stated, source: S1}
charts:
  trade: {kind: column, headline: Trade fell to a low, subtitle: "Trade, US$ million",
          rows: [{label: before, value: F-002}, {label: now, value: F-001}]}
body:
"""


def outline() -> str:
    """One theme without and one with a table."""
    line = "            The board met the company in spring and agreed on berth {=N}."
    text = "\n\n".join(line.replace("N", str(i)) for i in range(PARAGRAPHS))
    theme = f"""\
  - theme:
      id: tID
      kicker: Part ID
      headline: The harbour of part ID is at work
      blocks:
        - chart: trade
        - text: |
{text}
"""
    rows = "".join(f"        - ['Berth {{={i}}}', at work, '{{={i}.5}} m']\n" for i in range(ROWS))
    table = f"""\
  - table:
      headline: All berths of the harbour are at work
      columns: [{{key: a, label: Berth}}, {{key: b, label: State}}, {{key: c, label: Length}}]
      rows:
{rows}"""
    return HEAD + theme.replace("ID", "0") + table


def document(themes: int) -> tuple[object, object]:
    """A document of so many themes, and the house style."""
    sys.path.insert(0, str(ROOT))
    from reports import compose, facts, tables, theme
    from reports import outline as outlines

    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "outline.yaml").write_text(outline(), encoding="utf-8")
        read, problems = outlines.read(Path(name))
        assert read is not None, problems
        house = theme.load(ROOT / "templates" / "chancery")
        made, _ = compose.compose(read, facts.ledger(read)[0], tables.load(read)[0], "analyst", house)
    cover, part, table = made.contents
    many = [cover]
    for i in range(themes):
        many.append(replace(part, id=f"t{i}", body=replace(part.body, kicker=f"Part {i}")))
        if i % EVERY == 0:
            many.append(table)
    return replace(made, contents=tuple(many), head=replace(made.head, contents=True)), house


def measure(themes: int) -> None:
    """Lay out and write one size; prints pages, seconds of the processor for both, MiB at the peak, MiB of the file."""
    made, house = document(themes)
    from reports.layout import brief
    from reports.outputs import Artist
    from reports.pipeline import Options
    from reports.render import pdf
    from reports.text import shared

    draw = Artist(house, Options())  # type: ignore[arg-type]
    started = time.process_time()
    pages, _ = brief.lay_out(made, house, draw)  # type: ignore[arg-type]
    laid = time.process_time()
    data = pdf.render(pages, house, shared(house))  # type: ignore[arg-type]
    written = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(len(pages.pages), laid - started, written - laid, peak, len(data) / 2 ** 20)


def main() -> None:
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
        return
    print(f"{'pages':>6} {'layout':>8} {'writing':>8} {'pages/s':>8} {'peak':>9} {'KiB/page':>9} {'file':>9}")
    for themes in SIZES:
        out = subprocess.run([sys.executable, "-m", "tests.bench.scale", str(themes)], capture_output=True, text=True, cwd=ROOT,
                             check=True, env={**os.environ, "PYTHONHASHSEED": "0"}).stdout.split()
        pages, laid, written, peak, size = int(out[0]), *map(float, out[1:])
        print(f"{pages:6} {laid:7.2f}s {written:7.2f}s {pages / (laid + written):8.0f} {peak:5.0f} MiB "
              f"{peak * 1024 / pages:9.0f} {size:5.1f} MiB", flush=True)


if __name__ == "__main__":
    main()
