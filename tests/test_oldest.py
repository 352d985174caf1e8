"""The date of the oldest data that figures draw stands on every page and slide, computed, beside the as-of date."""
from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from built import HEAD, Made, build, report
from pptx import Presentation
from test_aged_tables import CHART, DATA

FOUND = re.compile(r"oldest data ((?:[A-Z][a-z]+ )?\d{4}\*?)")


def said(made: Made) -> list[set[str]]:
    """The dates of the oldest data, of pages and of slides; "" for one that gives none."""
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(made.brief)]
    slides = ["\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
              for slide in Presentation(str(made.deck)).slides]
    return [{found for words in part for found in FOUND.findall(words) or [""]} for part in (pages, slides)]


@pytest.mark.parametrize("as_of, told", [("2019-06", "June 2019"), ("2020", "2020"), ("2021-04", "")])
def test_every_page_and_slide_says_how_old_the_oldest_drawn_data_are(as_of: str, told: str, tmp_path: Path) -> None:
    """A table that nothing draws does not count; nor what is as new as the report, which says that already."""
    tables = "".join(["data:\n", f"  ships: {{file: ships.csv, source: S1, as_of: {as_of}}}\n",
                      "  rest: {file: ships.csv, source: S1, as_of: 2001}\n"])
    body = CHART.replace('"Nobody knows why, see {fig:ships}."', '"Trade rose {F-001}."')  # of 2020, in a text alone
    folder = report(tmp_path / "visit", body, head=HEAD + tables)
    (folder / "ships.csv").write_text(DATA)
    assert said(build(folder, tmp_path / "out")) == [{told}, {told}]


def test_a_figure_is_as_new_as_the_newest_that_it_draws(lavrov: Made) -> None:
    """The trade of 2020 is the oldest; the timeline begins in 2011, and ends with the visit."""
    assert said(lavrov) == [{"2020*"}, {"2020*"}]


def test_a_series_is_as_old_as_its_end(minimum: Made) -> None:
    """The library's loans from 2022 to 2025, in a report of January 2026."""
    assert said(minimum) == [{"2025"}, {"2025"}]
