"""Two editions of the first report, made from the article alone: before and after the second article and the postponement."""
from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import lavrov_first
import pytest
from built import brief_text
from issued import Clock, difference, editions, opened, ran

from reports.editions import making
from reports.running import lock
from reports.running.steps import Status

CHARTS = {"CH-05": "afghan_calendar", "CH-06": "afghanistan:stance_matrix", "CH-09": "itinerary",
          "CH-12": "energy:discrepancy:C-04"}  # of the ledger's list: a chart's id, or the block that holds the table


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report with its two editions: made by the first worker that asks, read by all."""
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo"
    with lock.held(place, "now", wait=600):
        folder = place / "lavrov-2021"
        if not folder.exists():
            make(place / "making").rename(folder)
    return folder


def make(folder: Path) -> Path:
    """The second edition a month after the first."""
    lavrov_first.write(folder)
    first = ran(folder, Clock("2021-04-08T00:30:00+00:00"))
    assert first.status is Status.NEW, first
    (folder / "outline.yaml").unlink()
    shutil.copytree(lavrov_first.REPORT, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("archive"))
    second = ran(folder, Clock("2021-05-08T00:30:00+00:00"))
    assert second.status is Status.NEW, second
    return folder


@pytest.fixture(scope="module")
def changes(demo: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = list(difference(demo, "2")["changes"])
    return found


def ids(changes: list[dict[str, Any]], what: str, *how: str) -> list[str]:
    return [c["id"] for c in changes if c["what"] == what and c["how"] in how]


def test_the_ledgers_counts(demo: Path, changes: list[dict[str, Any]]) -> None:
    added = ids(changes, "fact", "added")
    assert len(added) == 54 and "A-027" in added
    assert sorted(set(added) - {"A-027"}) == [f"B-{i:03}" for i in range(1, 54)]
    assert ids(changes, "fact", "removed", "changed") == [], "nothing else of article A is another"
    assert ids(changes, "fact", "superseded") == ["A-025"]
    assert "D-04" in ids(changes, "derived", "added")
    counts = difference(demo, "2")["counts"]
    assert counts["facts added"] == 54 and counts["facts superseded"] == 1


def test_the_exit_date_is_superseded_and_matters(changes: list[dict[str, Any]]) -> None:
    [change] = [c for c in changes if c["id"] == "A-025"]
    assert (change["was"], change["now"], change["material"]) == ("1 May (announced)", "1 May (superseded)", True)


def test_conflicts_open_with_the_second_article(changes: list[dict[str, Any]]) -> None:
    opened_ = ids(changes, "conflict", "opened")
    assert {"C-01", "C-02", "C-05", "C-06", "C-14"} <= set(opened_)
    assert "C-07" not in opened_, "it stands between the two texts of article A"
    assert ids(changes, "conflict", "closed") == []


def test_the_charts_that_the_ledger_names_are_changed_or_new(changes: list[dict[str, Any]]) -> None:
    found = ids(changes, "figure", "changed", "added")
    assert [name for name, figure in CHARTS.items() if figure not in found] == []
    assert "trade" not in found and "vaccine" not in found, "article A alone stands behind them"


def test_both_come_out_again_byte_by_byte(demo: Path) -> None:
    with opened(demo) as archive:
        for edition in archive.editions():
            assert making.unlike(archive, edition) == []


def test_the_pages_of_each_say_which_they_are(demo: Path) -> None:
    first, second = (brief_text(demo / "archive" / "editions" / n / "outputs" / "brief.pdf") for n in ("1", "2"))
    assert "Edition 1" in first and "Edition 2" in second
    assert "1 May" in first and "later US date" not in first
    assert "later US date" in second


def test_the_letter_names_what_matters_first(demo: Path) -> None:
    with opened(demo) as archive:
        last = editions(demo)[-1]
        letter = archive.read(last, "letter.txt").decode()
        html = archive.read(last, "letter.html").decode()
    assert letter.startswith("Visit brief: More offered than delivered - edition 2, as of April 2021*\n")
    assert "Since edition 1: 54 facts added, 1 fact superseded, 1 derived figure added, " in letter
    assert letter.index("What matters") < letter.index("A-025") < letter.index("Facts")
    assert "A-025, superseded" in html
    assert json.dumps(difference(demo, "2")["material"]).count("C-14") == 1
