"""The figures of the printed brief as SVG files, to be kept with an edition."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from charts import svg
from reports.document import Document
from reports.page import Figure, Pages
from reports.theme import Theme

FOLDER = "charts"


def kept(pages: Pages, document: Document, theme: Theme) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each numbered figure, as it is drawn in print: "charts/figure-2-trade.svg" beside figure-2-trade.csv."""
    stems = {_number(stem): stem for stem in (PurePosixPath(a.name).stem for a in document.attachments)}
    drawn = {item.name: item.drawing for page in pages.pages for item in page.items
             if isinstance(item, Figure) and item.name.startswith("Figure ")}
    for name, drawing in drawn.items():
        plain = name.replace(" ", "-").lower()
        yield f"{FOLDER}/{stems.get(plain, plain)}.svg", svg.svg(drawing, theme.colours).encode()


def _number(stem: str) -> str:
    """"figure-2" of "figure-2-trade"."""
    return "-".join(stem.split("-")[:2])
