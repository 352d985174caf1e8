"""Rules of the drawn picture in a build: told at the chart's line, waived by id, remembered beside the drawing."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import charts
from charts import rules, verdicts
from charts.drawing import Drawing, Text, rectangle
from charts.drawing import Path as Outline
from charts.kinds import column
from charts.rules import drawn
from charts.style import Style
from reports import pipeline
from reports.problems import Problem, errors

OUTLINE = """\
outline: 1
report: {title: A visit, as_of: {date: 2021-04}, status: final}
charts:
  boxes:
    kind: column
    headline: The harbour handled more boxes in each year
    subtitle: Containers a year, thousand
    unit: thousand
    source_note: Own count.
    rows: [{label: "2017", value: 400}, {label: "2018", value: 410}, {label: "2019", value: 460}, {label: "2020", value: 530}]
WAIVE
body:
  - chart: boxes
"""


def problems(folder: Path, waive: str = "", cache: Path | None = None) -> list[Problem]:
    (folder / "outline.yaml").write_text(OUTLINE.replace("WAIVE", f"    waive: {waive}" if waive else ""), encoding="utf-8")
    return [p for p in pipeline.check(folder, pipeline.Options(cache=cache)) if p.rule in ("H3", "L4", "C2")]


@pytest.fixture
def lying(monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns whose last one is drawn a twentieth shorter than it should be."""
    honest = column.sketch

    def sketch(plan: Any, width: float, height: float, style: Style) -> Any:
        made = honest(plan, width, height, style)
        marks = [n for n, m in enumerate(made.marks) if isinstance(m, Outline) and m.fill]
        _, *corners = made.marks[marks[-1]].commands[:3]
        left, top = made.marks[marks[-1]].commands[0][1:]
        right, bottom = corners[1][1:]
        made.marks[marks[-1]] = Outline(rectangle(left, top, right - left, (bottom - top) * 0.95), made.marks[marks[-1]].fill)
        return made

    monkeypatch.setattr(column, "sketch", sketch)


def test_an_honest_column_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


@pytest.mark.usefixtures("lying")
def test_a_bar_that_lies_stops_the_build_in_both_outputs(tmp_path: Path) -> None:
    found = problems(tmp_path)
    assert [(p.rule, p.place.line, p.level) for p in found] == [("H3", 4, "error")] * 2
    assert ["in the brief, " in p.what or "in the deck, " in p.what for p in found] == [True, True] and all(p.hint for p in found)


@pytest.mark.usefixtures("lying")
def test_it_is_waived_by_its_id_with_a_reason(tmp_path: Path) -> None:
    found = problems(tmp_path, "{H3: the artist insists}")
    assert len(found) == 2 and errors(found) == [] and all("waived: the artist insists" in p.what for p in found)


def test_what_was_found_is_kept_and_a_damaged_entry_is_judged_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache, judged = tmp_path / "cache", []
    honest = drawn.judge
    monkeypatch.setattr(drawn, "judge", lambda *given: judged.append(1) or honest(*given))
    chart, drawing, style = sample()
    first = verdicts.findings(cache, chart, drawing, None, style)
    assert [f.rule for f in first] == ["L4"] and len(judged) == 1
    assert verdicts.findings(cache, chart, drawing, None, style) == first and len(judged) == 1
    entry, = cache.iterdir()
    for damaged in (b"", b"{}", entry.read_bytes().replace(b"L4", b"C1"), entry.read_bytes()[:-9]):
        entry.write_bytes(damaged)
        assert verdicts.findings(cache, chart, drawing, None, style) == first
    assert len(judged) == 5
    assert verdicts.findings(None, chart, drawing, None, style) == first and len(judged) == 6


def sample() -> tuple[rules.Chart, Drawing, Style]:
    """A planned chart of no lengths, a drawing with two words over each other, a style."""
    module = charts.kind("tiles")
    import yaml
    from test_rules import HOUSE

    spec = module.Spec.model_validate(yaml.safe_load(module.EXAMPLE))
    marks = (Text(10, 20, "some words", 9.5, "navy"), Text(14, 22, "other words", 9.5, "navy"))
    return rules.chart("tiles", spec, module.plan(spec, None)), Drawing(200, 100, marks), HOUSE.style("print")
