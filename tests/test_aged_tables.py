"""How old the data tables behind figures may grow: the same limits as for facts, and the same three ways past the last one."""
from __future__ import annotations

from pathlib import Path

import pytest
from built import HEAD, build, deck_text, problems_of, report, unmarked_text

DAY = "2021-12-31"
DATA = "year,ships\n2016,12\n2017,15\n2018,18\n2019,20\n2020,26\n"
CHART = """\
charts:
  ships: {kind: line, headline: The port counted more ships in each year, subtitle: Ships a year, data: ships, x: year, y: ships,
          unit: ships, message: ships, waive: {A1: the table is the source}}
body:
  - theme:
      headline: The port is at work
      blocks: [{text: "Nobody knows why, see {fig:ships}."}, {chart: ships}]
"""


def aged(limits: str, on_stale: str = "hold", more: str = "") -> str:
    table = f"data:\n  ships: {{file: ships.csv, source: S1, as_of: 2020{limits}}}\n"
    return HEAD.replace("sources:\n", f"on_stale: {on_stale}\n{more}sources:\n", 1) + table


def stale(folder: Path, head: str, body: str = CHART, today: str | None = DAY) -> list[tuple[str, str]]:
    folder.mkdir(exist_ok=True)
    (folder / "ships.csv").write_text(DATA)
    return [(p.level, p.what) for p in problems_of(folder, body, head=head, today=today, only=("brief",)) if p.rule == "R2"]


def words(folder: Path, head: str, today: str = DAY) -> tuple[str, str]:
    place = report(folder / "visit", CHART, head=head)
    (place / "ships.csv").write_text(DATA)
    made = build(place, folder / "out", today=today)
    return unmarked_text(made.brief), deck_text(made.deck)


@pytest.mark.parametrize("limits, level", [
    ("", None), (", stale_after: 30d", None), (", warn_after: 365d", None), (", warn_after: 364d", "warning"),
    (", error_after: 364d", "error"), (", warn_after: 30d, error_after: 2y", "warning")])
def test_the_age_of_a_table_is_judged_as_that_of_a_fact(limits: str, level: str | None, tmp_path: Path) -> None:
    found = stale(tmp_path, aged(limits))
    assert [one for one, _ in found] == ([level] if level else [])
    if level:
        assert found[0][1].startswith('table "ships" is of 2020, and 365 days old on 31 December 2021: more than ')


def test_a_limit_is_the_tables_own_or_its_sources_or_the_default(tmp_path: Path) -> None:
    default = aged("", more="freshness: {default: {error_after: 200d}}\n")
    assert [level for level, _ in stale(tmp_path / "a", default)] == ["error"]
    source = default.replace("locator: page 1}", "locator: page 1, error_after: 3y}", 1)
    assert source != default and stale(tmp_path / "b", source) == []
    assert stale(tmp_path / "d", default, today=None) == [], "the report's own date is within the limit"


def test_a_table_that_no_figure_draws_from_is_not_judged(tmp_path: Path) -> None:
    assert stale(tmp_path, aged(", error_after: 30d"), "body:\n  - text: Words.\n") == []


@pytest.mark.parametrize("limits, said", [(", stale_after: 30d", "Older values: as of 2020."),
                                          (", error_after: 30d", "Older values: as of 2020, out of date.")])
def test_the_line_under_a_figure_says_how_old_its_table_is(limits: str, said: str, tmp_path: Path) -> None:
    for part in words(tmp_path, aged(limits, "print")):
        assert said in part


def test_the_notice_names_the_figure(tmp_path: Path) -> None:
    for part in words(tmp_path, aged(", error_after: 30d", "print")):
        assert "Nothing newer was found for the data of Figure 1 (2020)." in part
    assert [level for level, _ in stale(tmp_path / "c", aged(", error_after: 30d", "print"))] == ["warning"]


def test_drop_leaves_the_figure_out(tmp_path: Path) -> None:
    head = aged(", error_after: 30d", "drop")
    body = CHART.replace('"Nobody knows why, see {fig:ships}."', "Nobody knows why.")
    folder = report(tmp_path / "visit", body, head=head)
    (folder / "ships.csv").write_text(DATA)
    made = build(folder, tmp_path / "out", today=DAY)
    assert "The port is at work" in unmarked_text(made.brief)
    for part in (unmarked_text(made.brief), deck_text(made.deck)):
        assert "The port counted more ships" not in part
