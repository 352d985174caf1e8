"""What strangers read in a finished brief, in the order of its structure tree, is what its pages and its document say."""
from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from built import DATA, ROOT
from readers import assert_readers_agree, in_reading_order, squeezed

from reports import compose, facts, gallery, outline, pipeline, tables, theme
from reports.document import Content, Document, Exhibit, Run, plain
from reports.layout import brief
from reports.outputs import Artist
from reports.page import Grid, Line, Pages, Tag, TextBox
from reports.pipeline import Options

HOUSE = theme.load(ROOT / "templates" / "chancery")
NeedTool = Callable[[str], str]
REPORTS = [("lavrov-2021", "minister"), ("lavrov-2021", "official"), ("lavrov-2021", "analyst"), ("gallery", "analyst")]
FOR_SLIDES = {"Numbers.headline", "Recommendations.headline", "Sources.headline", "Chart.takeaway"}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("order") / "gallery"
    folder.mkdir()
    (folder / "outline.yaml").write_text(gallery.outline(), encoding="utf-8")
    return {"lavrov-2021": DATA / "lavrov-2021", "gallery": folder}


@cache
def made(folder: Path, profile: str) -> tuple[Document, Pages]:
    read, found = outline.read(folder)
    assert read is not None, found
    document, _ = compose.compose(read, facts.ledger(read)[0], tables.load(read)[0], profile, HOUSE)
    return document, brief.lay_out(document, HOUSE, Artist(HOUSE, Options()))[0]


# ---------------------------------------------------------------- what the pages say
def said_by(pages: Pages) -> str:
    """The words of the pages, tag by tag."""
    own: dict[int, list[str]] = defaultdict(list)
    for page in pages.pages:
        for item in page.items:
            for tag, line in lines_of(item):
                own[id(tag)].append("".join(span.text for _, span in line.spans))
    return squeezed("".join("".join(own[id(tag)]) for tag in walked(pages.root)))


def lines_of(item: Any) -> Iterator[tuple[Tag, Line]]:
    if isinstance(item, TextBox) and item.tags:
        yield from ((item.tags[line.paragraph], line) for line in item.lines)
    elif isinstance(item, Grid):
        shown = item.cells[item.header_rows if item.repeated else 0:]
        yield from ((cell.tag, line) for row in shown for cell in row for line in cell.lines if cell.tag)


def walked(tag: Tag | None) -> Iterator[Tag]:
    if tag is not None:
        yield tag
        for child in tag.children:
            yield from walked(child)


# ---------------------------------------------------------------- what the document says
def words_of(value: Any) -> Iterator[str]:
    """Every run of words that a composed block holds, in print, without its note marks."""
    if isinstance(value, tuple) and value and all(isinstance(part, Run) for part in value):
        yield from pieces(value)
    elif isinstance(value, Content):
        yield from words_of(value.body) if value.slide != "only" else ()
    elif isinstance(value, Exhibit):
        yield from (plain(value.headline), plain(value.subtitle))
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from words_of(part)
    elif dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            if f"{type(value).__name__}.{one.name}" not in FOR_SLIDES:
                yield from words_of(getattr(value, one.name))


def pieces(runs: tuple[Run, ...]) -> Iterator[str]:
    """The words of a text, cut where print says on which page a thing stands."""
    words = ""
    for run in runs:
        words += run.text
        if run.paged:
            yield words
            words = ""
    yield words


def bare(text: str) -> str:
    """Without note marks, which stand close to words, and without the capitals of labels."""
    return re.sub(r"[\d,*]", "", squeezed(text)).casefold()


@pytest.mark.parametrize("name, profile", REPORTS)
def test_words_are_read_in_the_order_of_the_pages_tags(name: str, profile: str, folders: dict[str, Path], tmp_path: Path,
                                                       need_tool: NeedTool) -> None:
    _, pages = made(folders[name], profile)
    (path,), _ = pipeline.build(folders[name], tmp_path, Options(profile=profile, only=("brief",)))
    read, said = in_reading_order(path, need_tool, without="Figure"), said_by(pages)
    assert len(said) > 1000
    at = next((i for i, (a, b) in enumerate(zip(read, said)) if a != b), min(len(read), len(said)))
    assert read == said, (read[max(0, at - 40):at + 60], said[max(0, at - 40):at + 60])
    assert_readers_agree(path, len(pages.pages), need_tool)


@pytest.mark.parametrize("name, profile", REPORTS[1:])
def test_every_word_of_the_document_prints(name: str, profile: str, folders: dict[str, Path]) -> None:
    document, pages = made(folders[name], profile)
    said = said_by(pages)
    words = [run for content in document.contents for run in words_of(content)]
    assert len(words) > 60
    missing = [run for run in words if bare(run) not in bare(said)]
    assert missing == []
