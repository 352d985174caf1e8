"""Numbers of a data table in the words of its figure, and of texts that point at it: traced to the table, and to nothing else."""
from __future__ import annotations

from pathlib import Path

import pytest
from built import HEAD, ROOT
from hypothesis import given
from hypothesis import strategies as st

from reports import pipeline
from reports.audit import audited, expected
from reports.audit.matching import UNMATCHED
from reports.options import Options

ROWS = [("2015", 98, 214), ("2016", 101, 190), ("2017", 94, 196), ("2018", 141, 121), ("2019", 148, 84), ("2020", 133, 88)]
DATA = """\
data:
  gas: {file: gas.csv, source: S1, as_of: 2021-02}
"""


def outline(headline: str = "Ships rose to {=1} place", subtitle: str = "Gas a year, bcm", words: str = "It is so ({fig:gas}).",
            more: str = "") -> str:
    chart = f"""\
charts:
  gas: {{kind: lines, headline: "{headline}", subtitle: "{subtitle}", data: gas, x: year, y: [Ships, Pipes]{more}}}
"""
    return f"{HEAD}{DATA}{chart}body:\n  - text: |\n      {words}\n  - chart: gas\n  - sources\n"


def folder(path: Path, text: str) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    (path / "outline.yaml").write_text(text, encoding="utf-8")
    rows = "".join(f"{year},{ships},{pipes}\n" for year, ships, pipes in ROWS)
    (path / "gas.csv").write_text(f"year,Ships (bcm),Pipes (bcm)\n{rows}", encoding="utf-8")
    return path


def untraced(path: Path, **words: str) -> list[str]:
    """The numbers of some words that are traced to nothing."""
    problems = pipeline.check(folder(path, outline(**words)), Options(cache=None))
    assert [p for p in problems if p.level == "error" and p.rule not in ("T5",)] == []
    return [p.what.split('"')[1] for p in problems if p.what.endswith("is not traced to a fact")]


def test_a_figures_words_may_give_values_and_dates_of_its_table(tmp_path: Path) -> None:
    assert untraced(tmp_path, headline="Ships rose to 148 bcm in 2019", subtitle="Gas a year, bcm, February 2021") == []
    assert untraced(tmp_path, headline="Ships rose to 149 bcm in 2008") == ["149 bcm", "2008"]
    assert untraced(tmp_path, subtitle="Gas a year, bcm, March 2021") == ["March 2021"]


def test_an_inferred_date_of_the_table_backs_nothing(tmp_path: Path) -> None:
    text = outline(subtitle="Gas a year, bcm, February 2021").replace("as_of: 2021-02", "as_of: 2021-02, as_of_basis: inferred")
    problems = pipeline.check(folder(tmp_path, text), Options(cache=None))
    assert any('"February 2021" is not traced' in p.what for p in problems)


def test_only_columns_that_are_drawn_count(tmp_path: Path) -> None:
    text = outline(headline="Ships rose to 88 bcm").replace("y: [Ships, Pipes]", "y: [Ships, Ships2]")
    path = folder(tmp_path, text)
    (path / "gas.csv").write_text((path / "gas.csv").read_text().replace("Pipes (bcm)", "Pipes (bcm),Ships2 (bcm)").replace(
        "\n2", ",1\n2").replace(",1\n", "\n", 1)[:-1] + ",1\n")
    problems = pipeline.check(path, Options(cache=None))
    assert any('"88 bcm" is not traced' in p.what for p in problems)


def test_a_text_that_points_at_the_figure_may_give_them_too_and_another_may_not(tmp_path: Path) -> None:
    assert untraced(tmp_path, words="Ships brought 133 bcm in 2020 ({fig:gas}).") == []
    assert untraced(tmp_path, words="Ships brought 133 bcm in 2020.") == ["133 bcm", "2020"]


@pytest.mark.parametrize("words, found", [
    ("Four ships, {fig:gas}, came.", ["Four"]), ("Of 4 ships ({fig:gas}) one came.", ["4"])])
def test_a_bare_digit_or_a_word_in_a_text_could_be_anything(words: str, found: list[str], tmp_path: Path) -> None:
    path = folder(tmp_path, outline(words=words))
    (path / "gas.csv").write_text((path / "gas.csv").read_text().replace(",88", ",4"))
    problems = pipeline.check(path, Options(cache=None))
    assert [p.what.split('"')[1] for p in problems if p.what.endswith("is not traced to a fact")] == found


@given(number=st.integers(10, 400).filter(lambda n: n % 10))  # 140 would be a fair rounding of 141
def test_what_the_table_does_not_hold_is_told(number: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    found = untraced(tmp_path_factory.mktemp("tabled"), subtitle=f"Gas a year, bcm; once {number} bcm")
    assert found == ([] if number in {n for row in ROWS for n in row[1:]} else [f"{number} bcm"])


def test_the_audit_says_that_it_stands_in_the_table(tmp_path: Path) -> None:
    path = folder(tmp_path, outline(headline="Ships rose to 148 bcm in 2019"))
    known = expected.expected(path, Options(cache=ROOT / "build" / ".cache"))
    told = audited.audit(known, {name: output.data for name, output in known.outputs.items()})
    whats = {one.what for one in told.occurrences if one.text.startswith("148") and "rose to" in one.before}
    assert "of the figure's data table" in whats and UNMATCHED not in whats


# ---------------------------------------------------------------- rows that are typed
ROWS_TYPED = ("rows: [{label: '2018', value: 140}, {label: '2019', value: 150}, {label: '2020', value: 170}, "
              "{label: '2021', value: 171}]")


def typed(path: Path, rows: str, headline: str, note: str = "source_note: The port's books., ") -> list[str]:
    text = f"""{HEAD}charts:
  trade: {{kind: column, headline: "{headline}", subtitle: "Boxes a year, thousand", unit: thousand, {note}{rows}}}
body:
  - text: It is so ({{fig:trade}}).
  - chart: trade
  - sources
"""
    path.mkdir(parents=True, exist_ok=True)
    (path / "outline.yaml").write_text(text, encoding="utf-8")
    problems = pipeline.check(path, Options(cache=None))
    return [p.what.split('"')[1] for p in problems if p.what.endswith("is not traced to a fact")]


def test_rows_with_a_note_of_their_source_back_the_words_of_their_figure(tmp_path: Path) -> None:
    assert typed(tmp_path, ROWS_TYPED, "Boxes rose to 170 in 2020") == []
    assert typed(tmp_path, ROWS_TYPED, "Boxes rose to 180 in 2012") == ["180", "2012"]
    assert {"170", "2020"} <= set(typed(tmp_path, ROWS_TYPED, "Boxes rose to 170 in 2020", note=""))


def test_a_row_may_be_named_by_the_date_of_its_fact_and_by_no_other(tmp_path: Path) -> None:
    rows = "rows: [{{label: '{0}', value: F-003}}, {{label: '2020', value: F-002}}]"
    assert typed(tmp_path, rows.format(2019), "Boxes fell", note="") == []
    assert typed(tmp_path, rows.format(2018), "Boxes fell", note="") == ["2018"]
