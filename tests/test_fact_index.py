"""The annex that says where each fact prints: every place in the profile, with its page, and no other."""
from __future__ import annotations

import re
from pathlib import Path

import pytest
from built import DATA, build, pages_of, report, unmarked_text

BODY = """\
charts:
  trade: {kind: column, headline: Trade is shown here, subtitle: "Trade, US$ million", note: All stated., source_note: By hand.,
          rows: [{label: before, value: F-003}, {label: now, value: F-002}, {label: east, value: 40}, {label: west, value: 90}]}
body:
  - bottom_line: {text: "Trade reached {F-002|value}.{F-002|cite}"}
  - theme:
      id: trade
      kicker: The trade
      headline: Trade is what counts
      blocks:
        - text: "It rose by {F-001}, and {fig:trade} shows it."
        - chart: {use: trade}
        - text: {text: "Ships came as well.{F-002|cite}", profiles: [minister]}
  - theme: {headline: What only ministers read, profiles: [minister], blocks: [{text: "Something else.{F-001|cite}"}]}
  - fact_index: {headline: Each fact stands somewhere, profiles: [analyst]WANTED}
"""


def index(folder: Path, wanted: str = "") -> str:
    made = build(report(folder / "visit", BODY.replace("WANTED", wanted)), folder / "out", profile="analyst")
    return " ".join(unmarked_text(made.brief).split("Each fact stands somewhere")[1].split())


def test_every_place_is_named_with_its_page_and_no_other(tmp_path: Path) -> None:
    text = index(tmp_path)
    assert "Item As printed From Stands in" in text
    assert "F-001 12% S1, page 1 The trade (page 1)" in text
    assert "F-002 $300 million S1, page 2 Bottom line; Figure 1 (page 1)" in text
    assert "F-003 $540 million S2, page 3 Figure 1 (page 1)" in text
    assert "F-004" not in text and "ministers" not in text


def test_themes_choose(tmp_path: Path) -> None:
    with pytest.raises(IndexError):
        index(tmp_path, ", themes: [NONE]")


def test_the_pages_are_those_on_which_it_stands(tmp_path: Path) -> None:
    made = build(DATA / "lavrov-2021", tmp_path, profile="analyst")
    pages = [" ".join(page.split()) for page in pages_of(made.brief)]
    at = next(n for n, page in enumerate(pages) if "A-058 $790 million A1, line 25" in page)
    row = pages[at].split("A-058 $790 million A1, line 25")[1].split("A-059")[0]
    assert "Bottom line" not in row or "$790" in pages[0]
    for figure, page in re.findall(r"Figure (\d+) \(page (\d+)\)", row):
        assert f"Figure {figure}" in pages[int(page) - 1]
