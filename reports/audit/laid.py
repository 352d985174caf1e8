"""What the laid-out pages say, text by text: what a finished file must show where, before any renderer had a hand in it."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from charts.drawing import Drawing, Text
from charts.native import Native
from reports.page import Figure, Grid, Line, Page, Pages, Paragraph, Picture, Tag, TextBox

_BROKEN = re.compile(r"\S[-/–—]$")  # a line that ends within a word
_DATA = re.compile(r"figure-(\d+)-")
_FIGURE = re.compile(r"Figure (\d+)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph, label, cell or value as laid out. `part`: "text", "note mark", "label" (of a list), "notes",
    "alternative text", "table's summary", "bookmark", "chart" or "format"; `figure`: the number of the figure that it belongs to,
    0 for none."""

    spot: str
    part: str
    text: str
    figure: int = 0


def units(file: str, pages: Pages) -> list[Unit]:
    """Everything that one output says. `file`: "brief" or "deck"."""
    deck = file == "deck"
    made = [unit for number, page in enumerate(pages.pages, 1)
            for unit in _page(page, f"{'slide' if deck else 'page'} {number}", deck)]
    return made if deck else [*made, *_beside(pages.root)]


def _page(page: Page, spot: str, deck: bool) -> Iterator[Unit]:
    for item in page.items:
        match item:
            case TextBox():
                yield from _set(spot, item.paragraphs, () if deck else item.lines)
            case Grid():
                for cell in (cell for row in item.cells for cell in row):
                    yield from _set(spot, cell.paragraphs, () if deck else cell.lines)
                    yield from _drawn(spot, cell.mark, 0)
            case Figure():
                number = _number(item)
                yield from _native(spot, item.native, number) if deck and item.native else _drawn(spot, item.drawing, number)
        if deck and isinstance(item, Figure | Picture | Grid) and item.alt:
            yield Unit(spot, "alternative text", item.alt, _number(item))
        elif isinstance(item, Grid) and item.alt:
            yield Unit(spot, "table's summary", item.alt)
    yield from (Unit(spot, "notes", paragraph) for paragraph in page.notes)


def _number(item: Figure | Picture | Grid) -> int:
    found = _FIGURE.match(item.name)
    return int(found[1]) if found else 0


def _numbered(data: str) -> int:
    """The number of the figure that a data file belongs to."""
    found = _DATA.match(data)
    return int(found[1]) if found else 0


def _set(spot: str, paragraphs: tuple[Paragraph, ...], lines: Iterable[Line]) -> Iterator[Unit]:
    """The paragraphs of a box; where lines are given, the words that stand in these: a paragraph may go on elsewhere."""
    lines = tuple(lines)
    for index, paragraph in enumerate(paragraphs):
        own = [line for line in lines if line.paragraph == index]
        if lines and not own:
            continue
        rows = [[span for _, span in line.spans] for line in own] or [list(paragraph.spans)]
        if own and paragraph.bullet and rows[0] and rows[0][0].text == paragraph.bullet:
            yield Unit(spot, "label", rows[0].pop(0).text)
        elif paragraph.bullet and not own:
            yield Unit(spot, "label", paragraph.bullet)
        yield from (Unit(spot, "note mark", span.text) for row in rows for span in row if span.rise > 0)
        back = len(rows) == 1 and len(rows[0]) == 1 and rows[0][0].link.startswith("#mark-")
        yield Unit(spot, "label" if back else "text", _joined("".join(s.text for s in row if s.rise <= 0) for row in rows))


def _joined(lines: Iterable[str]) -> str:
    """Lines as one text; a line that ends within a word goes on without a space."""
    made = ""
    for line in lines:
        made += line if not made or made[-1].isspace() or _BROKEN.search(made) else f" {line}"
    return made.strip()


def _drawn(spot: str, drawing: Drawing | None, figure: int) -> Iterator[Unit]:
    if drawing:
        yield from (Unit(spot, "text", mark.text, figure) for mark in drawing.marks if isinstance(mark, Text))


def _native(spot: str, native: Native, figure: int) -> Iterator[Unit]:
    """The values of an Office chart, the names of its series, categories and axes, the labels that stand in place of numbers."""
    yield from (Unit(spot, "label of a chart", title, figure) for title in native.titles or ())
    texts = [*native.headers, *native.categories]
    for series in native.series:
        texts += [series.name, *(f"{value:.15g}" for value in (*series.values, *series.x) if value is not None)]
        yield from (Unit(spot, "label of a chart", words, figure) for p in series.points if p
                    for words in (p.label, p.note) if words)
    yield from (Unit(spot, "chart", text, figure) for text in dict.fromkeys(texts))
    yield from (Unit(spot, "chart's stroke", f"{length:.15g}", figure) for length in (native.tick,) if length)
    yield from (Unit(spot, "format", text, figure) for text in dict.fromkeys((native.number_format, native.x_number_format)))


def _beside(tag: Tag) -> Iterator[Unit]:
    """What is said of a brief's structure: alternative texts and bookmarks."""
    for text, part in ((tag.alt, "alternative text"), (tag.actual, "actual text"), (tag.title, "bookmark")):
        if text:
            yield Unit("the file", part, text, _numbered(tag.data))
    for child in tag.children:
        yield from _beside(child)
