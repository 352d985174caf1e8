"""Editions of reports whose data tables grow old though nobody touches them."""
from __future__ import annotations

from pathlib import Path

import pytest
from built import HEAD, brief_text, deck_text, report
from issued import Clock, difference, editions, numbers, opened, ran
from test_aged_tables import CHART, DATA

from reports.editions import diff, gates, letter, making
from reports.issue import Issue
from reports.running import desk, releasing
from reports.running.steps import Status

YOUNG, DATED, OLD = (f"2021-{day}T05:30:00+00:00" for day in ("01-10", "06-01", "11-01"))
LIMITS = ", stale_after: 100d, error_after: 200d"
UNUSED = "\n  rest: {file: ships.csv, source: S1, as_of: 2010, stale_after: 1d}"


def aging(folder: Path, on_stale: str = "print", more: str = "") -> Path:
    table = f"data:\n  ships: {{file: ships.csv, source: S1, as_of: 2020{LIMITS}}}{more}\n"
    body = CHART.replace('"Nobody knows why, see {fig:ships}."', "Nobody knows why.")
    report(folder, body, head=HEAD.replace("sources:\n", f"on_stale: {on_stale}\nsources:\n", 1) + table)
    (folder / "ships.csv").write_text(DATA)
    return folder


def changes(folder: Path, number: str) -> list[tuple[str, ...]]:
    return [(c["what"], c["id"], c["how"], c["was"], c["now"], c["material"]) for c in difference(folder, number)["changes"]]


def test_a_table_that_passes_a_limit_makes_an_edition_once(tmp_path: Path) -> None:
    folder = aging(tmp_path / "visit", more=UNUSED)
    steps = [(YOUNG, Status.NEW), ("2021-02-01T05:30:00+00:00", Status.UNCHANGED), (DATED, Status.NEW),
             ("2021-06-02T05:30:00+00:00", Status.UNCHANGED), (OLD, Status.NEW), ("2021-12-01T05:30:00+00:00", Status.UNCHANGED)]
    assert [ran(folder, Clock(at)).status for at, _ in steps] == [status for _, status in steps]
    assert numbers(folder) == ["1", "2", "3"]
    dated, old = "data (printed with its date)", "data (out of date)"
    assert changes(folder, "2") == [("table", "ships", "aged", "data (up to date)", dated, False)]
    assert changes(folder, "3") == [("table", "ships", "aged", dated, old, True)], "out of date is material"
    assert [e.summary for e in editions(folder)][1:] == ["1 data table aged"] * 2
    first, second, third = (brief_text(folder / "archive/editions" / n / "outputs/brief.pdf") for n in "123")
    assert "Older values" not in first and "Older values: as of 2020." in second
    assert "Older values: as of 2020, out of date." in third and "Nothing newer was found for the data of Figure 1" in third
    assert "Nothing newer was found for the data of Figure 1" in deck_text(folder / "archive/latest/outputs/deck.pptx")
    with opened(folder) as archive:
        assert [making.unlike(archive, edition) for edition in archive.editions()] == [[], [], []]


def test_readers_are_told_of_the_table(tmp_path: Path) -> None:
    folder = aging(tmp_path / "visit")
    ran(folder, Clock(YOUNG))
    ran(folder, Clock(OLD))
    with opened(folder) as archive:
        first, last = archive.editions()
        found = diff.changes(archive.content(first), archive.content(last))
        told = letter.letter(archive.content(last)["head"], Issue("2", since="1", changes=found), diff.summary(found))
    assert "Data tables\n  ships  aged: was data (up to date); now data (out of date) [its data are of 2020]" in told.text


def test_hold_blocks_and_drop_leaves_the_figure_out(tmp_path: Path) -> None:
    held = aging(tmp_path / "held", "hold")
    assert [ran(held, Clock(at)).status for at in (YOUNG, OLD)] == [Status.NEW, Status.BLOCKED]
    dropped = aging(tmp_path / "dropped", "drop")
    assert [ran(dropped, Clock(at)).status for at in (YOUNG, OLD, OLD)] == [Status.NEW, Status.NEW, Status.UNCHANGED]
    first, second = (brief_text(dropped / "archive/editions" / n / "outputs/brief.pdf") for n in "12")
    assert "more ships in each year" in first and "more ships in each year" not in second


def test_a_new_date_is_told_once_and_makes_it_young(tmp_path: Path) -> None:
    folder = aging(tmp_path / "visit")
    ran(folder, Clock(OLD))
    text = (folder / "outline.yaml").read_text()
    (folder / "outline.yaml").write_text(text.replace("source: S1, as_of: 2020, stale", "source: S1, as_of: 2021-10, stale"))
    assert ran(folder, Clock(OLD)).status is Status.NEW
    assert "aged" not in [how for _, _, how, *_ in changes(folder, "2")]


def test_a_table_that_grew_old_while_the_edition_waited_keeps_it_back(tmp_path: Path) -> None:
    folder = aging(tmp_path / "visit")
    ran(folder, Clock(DATED))
    with desk.writing(folder) as found, pytest.raises(gates.Refused, match="on 2021-11-01 it is out of date: table ships"):
        releasing.to_readers(found.archive, found.edition("1"), found.settings, folder, Clock(OLD)())
