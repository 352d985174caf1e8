"""Reports built for the tests, once a worker, and what a reader can take out of the finished files."""
from __future__ import annotations

import shutil
import textwrap
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pptx import Presentation

from reports import pipeline
from reports.problems import Problem

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
CODE = ("make_report.py", "reports", "charts", "templates")

HEAD = """\
outline: 1
report: {title: A visit, subtitle: To a harbour, as_of: {date: 2021-04}, language: en-GB, status: final}
sources:
  S1: {title: The harbour board, kind: article, locator: page 1}
  S2: {title: The port company, kind: article, locator: page 2}
facts:
  F-001: {value: 12, unit: percent, as_of: 2020, said_by: author, attribution: author_assertion, status: stated,
          source: S1, locator: page 1}
  F-002: {value: 300, unit: USD million, as_of: 2020, said_by: board, attribution: institution_statement, status: stated,
          source: S1, locator: page 2, phrase: "reached a good $300 million in the year"}
  F-003: {value: 540, unit: USD million, as_of: 2019, said_by: author, attribution: author_assertion, status: pledged,
          source: S2, locator: page 3}
  F-004: {value: 77, unit: ships, as_of: 2020, said_by: an official, attribution: anonymous_source, status: stated,
          source: S2, locator: page 4}
"""


@dataclass(frozen=True)
class Made:
    """A finished report: its two files and the warnings it was built with."""

    name: str
    brief: Path
    deck: Path
    problems: tuple[Problem, ...] = ()

    @property
    def bytes(self) -> tuple[bytes, bytes]:
        return self.brief.read_bytes(), self.deck.read_bytes()


def build(folder: Path, out: Path, **options: Any) -> Made:
    """Build a report in this process. Raises Failed as the pipeline does."""
    paths, problems = pipeline.build(folder, out, pipeline.Options(**options))
    assert [p.name for p in paths] == ["brief.pdf", "deck.pptx"]
    return Made(folder.name, *paths, tuple(problems))


def report(folder: Path, body: str, *, head: str = HEAD, name: str = "outline.yaml") -> Path:
    """A report folder with the tests' usual head and a body; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(head + textwrap.dedent(body), encoding="utf-8")
    return folder


def problems_of(folder: Path, body: str, *, head: str = HEAD, **options: Any) -> list[Problem]:
    """What a check finds in a small report."""
    return pipeline.check(report(folder, body, head=head), pipeline.Options(**options))


def copy_of_the_code(folder: Path) -> Path:
    """The program without its data, elsewhere."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in CODE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


# ---------------------------------------------------------------- reading the brief
@cache
def pages_of(brief: Path) -> tuple[str, ...]:
    """The text of each page as pdfium reads it, no-break spaces as spaces."""
    with pdfium.PdfDocument(str(brief)) as pdf:
        return tuple(spaced(page.get_textpage().get_text_bounded()) for page in pdf)


def brief_text(brief: Path) -> str:
    """All words of the brief with single spaces, as they stand on paper."""
    return " ".join(" ".join(pages_of(brief)).split())


@cache
def unmarked_text(brief: Path) -> str:
    """The words of the brief without its note marks, which stand close to the word before: numbers that link to their note."""
    made: list[str] = []
    with pikepdf.open(brief) as pdf, pdfium.PdfDocument(str(brief)) as read:
        for sheet, page in zip(pdf.pages, read):
            text = page.get_textpage()
            marks = [[float(v) for v in a.Rect] for a in sheet.obj.get("/Annots", []) if "/Dest" in a and _is_mark(a, text)]
            for i, character in enumerate(text.get_text_range()[:text.count_chars()]):
                made.append(" " if character in "0123456789," and _inside(text.get_charbox(i), marks) else character)
            made.append("\n")
    return " ".join(spaced("".join(made)).split())


def _is_mark(link: Any, text: Any) -> bool:
    """Whether a link stands on a mark: its words are the number of the note that it leads to. Links of the contents lead to
    headings, those of notes back to their marks."""
    number = str(link.Contents).split()[0]
    return number.isdecimal() and text.get_text_bounded(*(float(v) for v in link.Rect)).strip(" ,") == number


def _inside(box: tuple[float, ...], areas: list[list[float]]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in areas)


def spaced(text: str) -> str:
    """No-break spaces and hyphens as common ones."""
    return text.translate({0xA0: " ", 0x202F: " ", 0x2011: "-"})


# ---------------------------------------------------------------- reading the deck
def shapes_of(shapes: Any) -> Iterator[Any]:
    """All shapes, those in groups too, outer before inner."""
    for shape in shapes:
        if shape.shape_type is not None and "GROUP" in str(shape.shape_type):
            yield from shapes_of(shape.shapes)
        else:
            yield shape


def texts_of(slide: Any) -> Iterator[str]:
    """Every paragraph printed on a slide: text frames, table cells, the labels of native charts; not the slide's own number."""
    for shape in shapes_of(slide.shapes):
        if shape.has_text_frame:
            own = [p for p in shape.text_frame.paragraphs if not p._p.xpath("a:fld[@type='slidenum']")]
            yield from (spaced(p.text) for p in own if p.text.strip())
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from (spaced(p.text) for row in shape.table.rows for cell in row.cells for p in cell.text_frame.paragraphs
                        if p.text.strip())
        elif getattr(shape, "has_chart", False) and shape.has_chart:
            yield from chart_texts(shape.chart)


def chart_texts(chart: Any) -> Iterator[str]:
    """What a native chart prints: category names and written labels (rich text in data labels)."""
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main",
             "c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    root = chart._chartSpace
    for paragraph in root.findall(".//a:p", space):
        words = "".join(t.text or "" for t in paragraph.findall(".//a:t", space))
        if words.strip():
            yield spaced(words)
    hidden = {id(axis) for axis in root.findall(".//c:catAx", space) if axis.find("c:delete", space) is not None
              and axis.find("c:delete", space).get("val") == "1"}
    if len(hidden) < len(root.findall(".//c:catAx", space)) or root.findall(".//c:dateAx", space):
        yield from (spaced(v.text or "") for v in root.findall(".//c:ser[1]/c:cat//c:v", space))


def slides_text(deck: Path) -> list[list[str]]:
    """The printed paragraphs of each slide."""
    return [list(texts_of(slide)) for slide in Presentation(str(deck)).slides]


def deck_text(deck: Path) -> str:
    return " ".join(" ".join(text) for text in slides_text(deck))


def parts_of(deck: Path) -> dict[str, bytes]:
    """The unpacked parts of an Office package, in their order."""
    with zipfile.ZipFile(deck) as package:
        return {name: package.read(name) for name in package.namelist()}
