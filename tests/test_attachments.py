"""The data inside the brief: a CSV for every figure, the facts as JSON, each reachable from what it belongs to."""
from __future__ import annotations

import csv
import hashlib
import io
import json
import zlib
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from built import HEAD, Made, build, report
from hypothesis import given
from hypothesis import strategies as st
from pdf_sample import PROPERTIES, made, of_role, one_page

from reports import data_files
from reports.attachment import Attachment
from reports.page import Page, Pages
from reports.render.pdf import render
from reports.theme import load

CHARTS = """\
charts:
  trade:
    kind: column
    headline: The trade that is pledged is larger than the trade that was done
    subtitle: Trade of the harbour, US$ million, one year and the next
    unit: USD million
    rows:
      - {label: "=done", value: F-002}
      - {label: "Later, it is said", value: F-003, message: true}
    note: The larger one is pledged, not done.
  series:
    kind: line
    headline: The trade of the harbour rose in every year
    subtitle: Trade of the harbour, US$ million, by year
    data: trade
    x: year
    y: usd
data:
  trade: {file: trade.csv, source: S1, as_of: 2020}
body:
  - text: Trade was {F-002}.
  - chart: trade
  - chart: series
"""


@pytest.fixture(scope="module")
def charted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, Path]:
    """A report with a chart of rows and a chart of a table, and its folder of finished files."""
    folder = tmp_path_factory.mktemp("charted")
    place = report(folder / "in", CHARTS)
    (place / "trade.csv").write_text("year,usd (USD million),secret\n2017,400,16161\n2018,410,17171\n2019,470,18181\n"
                                     "2020,520.5,19191\n")
    from reports import pipeline

    paths, problems = pipeline.build(place, folder / "out", pipeline.Options(data=True))
    assert len(paths) == 5
    return Made("charted", paths[0], paths[1], tuple(problems)), folder / "out"


def attached(brief: Path) -> dict[str, bytes]:
    with pikepdf.open(brief) as pdf:
        return {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_a_chart_of_rows_gives_its_values_with_what_the_ledger_knows(charted: tuple[Made, Path]) -> None:
    first, second = rows(attached(charted[0].brief)["figure-1-trade.csv"])
    assert (first["value"], first["value: facts"], first["value: unit"]) == ("300", "F-002", "USD million")
    assert (second["label"], second["value"], second["value: status"]) == ("Later, it is said", "540", "pledged")
    assert first["label"] == "'=done", "a spreadsheet must not run it"


def test_a_chart_of_a_table_gives_the_columns_that_it_draws(charted: tuple[Made, Path]) -> None:
    data = attached(charted[0].brief)["figure-2-series.csv"]
    assert rows(data)[3] == {"year": "2020", "usd (USD million)": "520.5"}
    assert b"secret" not in data and b"17171" not in data


def test_the_facts_are_those_that_the_report_states(charted: tuple[Made, Path]) -> None:
    told = json.loads(attached(charted[0].brief)["facts.json"])
    assert [f["id"] for f in told["facts"]] == ["F-002", "F-003"]
    wanted = {"value": 300, "printed": "$300\N{NO-BREAK SPACE}million", "source": "S1", "note": 1}
    assert told["facts"][0].items() >= wanted.items()
    assert set(told["sources"]) == {"S1", "S2"} and told["figures"][1]["data"] == "figure-2-series.csv"


def test_the_same_files_lie_beside_the_brief_when_asked(charted: tuple[Made, Path]) -> None:
    beside = {p.name: p.read_bytes() for p in (charted[1] / "data").iterdir()}
    inside = attached(charted[0].brief)
    assert set(beside) == set(inside) and len(beside) == 3
    assert all(inside[name] in (data, data + b"\n") for name, data in beside.items())


def test_a_derived_fact_brings_its_formula_and_what_it_rests_on(tmp_path: Path) -> None:
    head = HEAD + "  D-01: {formula: F-002 * 2, unit: USD million}\n"
    found = build(report(tmp_path / "in", "body:\n  - text: It grew {D-01}.\n", head=head), tmp_path / "out")
    told = json.loads(attached(found.brief)["facts.json"])["facts"]
    assert [f["id"] for f in told] == ["F-002", "D-01"]
    assert told[1]["inputs"] == ["F-002"] and "300 × 2 = 600" in told[1]["formula"]


def test_every_figure_of_the_first_report_leads_to_its_numbers(lavrov: Made) -> None:
    with pikepdf.open(lavrov.brief) as pdf:
        figures = [e for e in of_role(pdf, "Figure") if "/AF" in e]
        names = [str(e.AF[0].UF) for e in figures]
        assert len(names) == len(set(names)) == 7
        catalogue = {file.objgen for file in pdf.Root.AF}
        assert all(e.AF[0].objgen in catalogue for e in figures)
        assert {str(file.AFRelationship) for file in pdf.Root.AF} == {"/Data"}
        assert {str(file.UF) for file in pdf.Root.AF} == {*names, "facts.json"}


def test_every_figure_of_every_kind_has_rows(gallery: Made) -> None:
    found = {name: data for name, data in attached(gallery.brief).items() if name.endswith(".csv")}
    assert len(found) > 25
    for name, data in found.items():
        assert rows(data), name
        assert any(value for value in rows(data)[0].values()), name


def test_a_file_says_what_it_is_how_long_and_that_it_is_whole(lavrov: Made) -> None:
    with pikepdf.open(lavrov.brief) as pdf:
        for file in pdf.Root.AF:
            data = file.EF.F.read_bytes()
            assert str(file.EF.F.Subtype) == ("/text/csv" if str(file.UF).endswith(".csv") else "/application/json")
            assert int(file.EF.F.Params.Size) == len(data)
            assert bytes(file.EF.F.Params.CheckSum) == hashlib.md5(data, usedforsecurity=False).digest()
            assert str(file.EF.F.Params.ModDate) == "D:20210401000000Z" and str(file.Desc).startswith("TLP:CLEAR: ")


def pages(*files: Attachment) -> bytes:
    return render(Pages((Page(500, 700, ()),), PROPERTIES, attachments=files), load(Path("templates/chancery")))


def test_a_file_whose_bytes_would_end_like_a_line_is_padded() -> None:
    words = next(bytes([i, 200]) for i in range(256) if zlib.compress(bytes([i, 200]))[-1:] == b"\r")
    data = pages(Attachment("a.csv", "text/csv", words, "Data"))
    assert b"\r\nendstream" not in data
    assert page.validate_pdf_bytes(data, profile="3a").is_compliant


def test_files_come_in_the_same_order_whatever_they_are_called() -> None:
    with pikepdf.open(io.BytesIO(pages(*(Attachment(n, "text/csv", b"x", n) for n in ("b.csv", "a.csv"))))) as pdf:
        assert [str(n) for n in pdf.Root.Names.EmbeddedFiles.Names[::2]] == ["a.csv", "b.csv"]
        assert [str(f.UF) for f in pdf.Root.AF] == ["b.csv", "a.csv"]


def test_a_brief_without_files_has_no_place_for_them() -> None:
    with pikepdf.open(io.BytesIO(one_page())) as pdf:
        assert "/AF" not in pdf.Root and "/Names" not in pdf.Root
    with pikepdf.open(io.BytesIO(made())) as pdf:
        assert "/AF" not in pdf.Root


@given(st.lists(st.dictionaries(st.text("ab", min_size=1, max_size=2), st.one_of(
    st.text(max_size=8), st.integers(-9, 9), st.floats(-1e6, 1e6), st.none()), max_size=3), max_size=4))
def test_any_rows_come_back_from_their_file(given_rows: list[dict[str, Any]]) -> None:
    data = data_files._csv(given_rows)
    lines = list(csv.reader(io.StringIO(data.decode(), newline="")))
    kept = [name for name in dict.fromkeys(n for r in given_rows for n in r)
            if any(r.get(name) not in (None, "") for r in given_rows)]
    assert lines[0] == kept
    if kept:
        assert lines[1:] == [[data_files._field(r.get(n)) for n in kept] for r in given_rows]
    assert not any(field[:1] in ("=", "@", "+", "\t") for line in lines[1:] for field in line)


@pytest.mark.parametrize(("value", "written"), [(790.0, "790"), (-3.5, "-3.5"), (True, "yes"), (False, ""), (None, ""),
                                                ("-x", "'-x"), (-4, "-4"), ("2020", "2020")])
def test_a_field(value: object, written: str) -> None:
    assert data_files._field(value) == written
