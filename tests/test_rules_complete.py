"""The table of rules, row by row: each has a case that trips it and one like it that does not."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import test_headlines as outlines
import test_rules as specs
import yaml

import charts
from charts.drawing import Fill, Text, rectangle
from charts.drawing import Path as Outline
from charts.inputs import Cell, Refused
from charts.rules import RULES, catalogue, drawn, offered, palette
from charts.style import SEAM
from reports import theme_model, waivers
from reports.problems import Failed, Place

FAMILIES = {"T": range(1, 13), "H": range(1, 24), "L": range(1, 8), "C": range(1, 10), "F": (2, 3, 8)}
Rules = set[str]


def planned(kind: str, **changes: Any) -> Rules:
    """The rule by which a kind refuses its EXAMPLE with some fields changed; none where it plans it."""
    module = charts.kind(kind)
    try:
        module.plan(module.Spec.model_validate({**yaml.safe_load(module.EXAMPLE), **changes}), None)
    except Refused as why:
        return {why.rule}
    return set()


def told(folder: Path, chart: str, body: str = "body:\n  - chart: loans\n") -> Rules:
    return {p.rule for p in outlines.problems(folder, chart, body)}


def asked(**data: Any) -> Rules:
    found = offered.refused({**specs.COLUMN, **data})
    return {found.rule} if found else set()


def painted(**colours: str) -> Rules:
    return {one.rule for _, one in palette.house({**specs.HOUSE.colours, **colours}, SEAM)}


def pictured(*marks: Any, medium: Any = "print", chart: Any = None) -> Rules:
    sketch, style = specs.picture(medium)
    sketch.marks = list(marks)
    return {one.rule for one in drawn.judge(sketch, style, chart)}


def sized(old: str, new: str) -> Rules:
    """The rules that the house style breaks with one line of it changed."""
    from reports import loader

    folder = specs.ROOT / "templates" / "chancery"
    text = (folder / "theme.yaml").read_text(encoding="utf-8")
    assert old in text
    data, _ = loader.parse(text.replace(old, new), "theme.yaml")
    try:
        theme_model.validated(data, "theme.yaml", loader.place_of)
    except Failed as failed:
        return {p.rule for p in failed.problems}
    return set()


def turned(degrees: float) -> Rules:
    """Text at an angle, as the recorder meets it."""
    from charts.kinds import column
    from charts.paint import render

    honest = column.draw

    def draw(plan: Any, axes: Any, style: Any) -> None:
        honest(plan, axes, style)
        axes.text(0.5, 0.5, "words", rotation=degrees, fontsize=9.5, color=style.colours["navy"])

    column.draw = draw
    try:
        render("column", specs.made().plan, 400, 200, specs.HOUSE.style("print"))
    except ValueError as why:
        return {"T9"} if "horizontal" in str(why) else set()
    finally:
        column.draw = honest
    return set()


def series_of(*names: str) -> Any:
    """A chart of some lines by name, judged beside a picture that names them or does not."""
    rows = [{"label": str(2017 + n), "values": [n + m for m in range(len(names))]} for n in range(4)]
    return specs.made(kind="small_multiples", of="column", headline="The harbours grew together over time",
                      series=[{"name": name} for name in names], rows=rows)


def words(text: str, x: float = 10, y: float = 20, size: float = 9.5, colour: str = "navy") -> Text:
    return Text(x, y, text, size, colour)


def box(x: float, colour: str = "navy", y: float = 50.0) -> Outline:
    return Outline(rectangle(x, y, 20, 40), Fill(colour))


LOANS = outlines.chart()
TWICE = LOANS + outlines.chart("more", last="F-003")
OTHER = LOANS + outlines.chart("more", "Loans grew by two thirds", "F-003")
FAR = LOANS + outlines.chart("more", "Loans rose to 5,000 in a year", "5000", more="source_note: Own count.")
SAID = FAR.replace("source_note: Own count.", "source_note: Own count.\n    note: The scale differs.")
LONG = ("Internationalisation characteristically overcomplicates straightforward intergovernmental telecommunications "
        "arrangements notwithstanding conscientiously institutionalised counterrevolutionary commercialisation")
ACTORS = """\
  {name}:
    kind: grouped
    headline: {headline}
    subtitle: Loans a year
    unit: loans
    source_note: Own count.
    series: [{{name: {a}}}, {{name: {b}}}]
    rows: [{{label: "2019", values: [5, 4]}}, {{label: "2020", values: [6, 3]}}]
"""
SAME = ACTORS.format(name="loans", headline="The port lends more than others", a="Port company", b="Others")
SWAPPED = ACTORS.format(name="more", headline="Others lend less than the port", a="Others", b="Port company")
LINES = [{"x": str(2017 + n), "value": v} for n, v in enumerate((310, 350, 410, 530))]
FIVE = {"count": 5, "labels": [], "rest": "no dates"}
ONE = {"label": "a", "value": Cell(ref="A-1", number=3.0, attribution="anonymous_source")}
TWO_MESSAGES = [{"label": str(n), "value": n, "message": True} for n in (3, 4)]

# rule -> (a case that trips it, one like it that does not); those of `charts.rules.RULES` are in test_rules
CASES: dict[str, tuple[Callable[[Path], Rules], Callable[[Path], Rules]]] = {
    "T3": (lambda f: told(f, outlines.chart(headline=LONG)), lambda f: told(f, LOANS)),
    "T6": (lambda f: told(f, outlines.chart(headline="Loans rose to a record 500 in a year")),
           lambda f: told(f, outlines.chart(headline="Loans rose to a reported record in a year"))),
    "T8": (lambda f: told(f, TWICE, outlines.THEME), lambda f: told(f, OTHER, outlines.THEME)),
    "T9": (lambda f: turned(30), lambda f: turned(0)),
    "T10": (lambda f: told(f, OTHER, outlines.THEME.replace(", {fig:more}", "")), lambda f: told(f, OTHER, outlines.THEME)),
    "T11": (lambda f: told(f, outlines.chart(last="500")), lambda f: told(f, outlines.chart(last="500",
                                                                                            more="source_note: Own count."))),
    "H1": (lambda f: asked(start=50), lambda f: asked(order="given")),
    "H2": (lambda f: asked(axis="log"), lambda f: asked(order="given")),
    "H3": (lambda f: {x.rule for x in drawn.judge(*lying(1.05))}, lambda f: {x.rule for x in drawn.judge(*lying(1.0))}),
    "H5": (lambda f: asked(y2="doses"), lambda f: asked(y="doses")),
    "H6": (lambda f: planned("doughnut", rows=[{"label": c, "value": 25} for c in "abcd"]), lambda f: planned("doughnut")),
    "H9": (lambda f: planned("line", rows=LINES[:3]), lambda f: planned("line", rows=LINES)),
    "H10": (lambda f: planned("line", start=305, rows=LINES), lambda f: planned("line", rows=LINES)),
    "H11": (lambda f: told(f, FAR, outlines.THEME), lambda f: told(f, SAID, outlines.THEME)),
    "H15": (lambda f: planned("pips", **{**FIVE, "count": 5.5}), lambda f: planned("pips", **FIVE)),
    "H16": (lambda f: planned("choropleth", unit="homes"), lambda f: planned("choropleth")),
    "H20": (lambda f: planned("doughnut", rows=[{"label": "a", "value": 50}, {"label": "b", "value": Cell()}]),
            lambda f: planned("doughnut", rows=[{"label": "a", "value": 50}, {"label": "b", "value": 50}])),
    "H23": (lambda f: planned("column", rows=[ONE]), lambda f: planned("column", rows=[{**ONE, "value": 3}])),
    "L1": (lambda f: pictured(words("North"), chart=series_of("North", "South")),
           lambda f: pictured(words("North"), words("South", y=60), chart=series_of("North", "South"))),
    "L4": (lambda f: pictured(words("some words"), words("other words", x=14)),
           lambda f: pictured(words("some words"), words("other words", y=60))),
    "C1": (lambda f: pictured(words("words", colour="g300")), lambda f: pictured(words("words", colour="g500"))),
    "C2": (lambda f: painted(slate="#C4C8CC"), lambda f: painted()),
    "C3": (lambda f: pictured(box(10), box(30, "maroon")), lambda f: pictured(box(10), box(31, "maroon"))),
    "C4": (lambda f: pictured(words("a b c"), chart=series_of("a", "b", "c", "d")),
           lambda f: pictured(words("a b c d"), chart=series_of("a", "b", "c", "d"))),
    "C5": (lambda f: painted(slate="#7052CC"), lambda f: painted(slate="#919191")),
    "C6": (lambda f: painted(blue="#8A1F3C"), lambda f: painted(blue="#1F74C0")),
    "C7": (lambda f: planned("column", rows=TWO_MESSAGES), lambda f: planned("column", rows=TWO_MESSAGES[:1])),
    "C8": (lambda f: told(f, SAME + SWAPPED, outlines.THEME), lambda f: told(f, SAME, "body:\n  - chart: loans\n")),
    "F2": (lambda f: sized("figure_head: sans bold 12/14", "figure_head: sans bold 9/11"), lambda f: sized("blue", "blue")),
    "F3": (lambda f: pictured(words("words", size=7.5)), lambda f: pictured(words("words", size=8.0))),
    "F8": (lambda f: pictured(words("words", size=13), medium="slide"),
           lambda f: pictured(words("words", size=14), medium="slide"))}


def lying(factor: float) -> tuple[Any, Any, Any]:
    """A column chart with its last column so much too long; the style, the chart."""
    chart, style = specs.made(), specs.HOUSE.style("print")
    sketch = charts.kind("column").sketch(chart.plan, 400, 200, style)
    items = chart.plan.items
    told_as = replace(chart.plan, items=(*items[:-1], replace(items[-1], number=items[-1].number / factor)))
    return sketch, style, replace(chart, plan=told_as)


def test_the_table_holds_every_rule_of_the_design() -> None:
    assert set(catalogue.RULES) == {f"{letter}{n}" for letter, numbers in FAMILIES.items() for n in numbers}
    assert len(catalogue.RULES) == 12 + 23 + 7 + 9 + 3
    for levels, asks in catalogue.RULES.values():
        assert set(levels.split(", ")) <= {"error", "warning"} and len(asks) > 10 and asks[-1] != "."


def test_every_row_has_a_case_that_trips_and_one_that_does_not() -> None:
    """A rule on plans and words is tripped in test_rules, where the sample that all cases change trips none."""
    ours = {rule.id for rule in RULES}
    assert ours == {rule for rule, _ in specs.TRIPS} | {"H10"}
    assert set(catalogue.RULES) == set(CASES) | {rule for rule, _ in specs.TRIPS}


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_is_tripped_and_its_like_is_not(rule: str, tmp_path: Path) -> None:
    trips, passes = CASES[rule]
    assert rule in trips(tmp_path)
    assert rule not in passes(tmp_path)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_check_has_the_level_of_the_table(rule: Any) -> None:
    assert rule.level in catalogue.RULES[rule.id][0].split(", ")


def test_no_finding_has_an_id_that_the_table_lacks() -> None:
    """Every id in quotes in the code of the charts, but those of limits of the machine (M)."""
    code = [*(specs.ROOT / "charts").rglob("*.py"), specs.ROOT / "reports" / "headlines.py"]
    found = {name for path in code for name in re.findall(r'"([THLCF]\d{1,2})"', path.read_text(encoding="utf-8"))}
    assert len(code) > 60 and len(found) > 40
    assert found - {"F4"} <= set(catalogue.RULES)


def test_red_and_green_for_series_are_told() -> None:
    found = [one for _, one in palette.house({**specs.HOUSE.colours, "maroon": "#A01818", "slate": "#2E9A50"}, SEAM)]
    assert "C9" in {one.rule for one in found} and "C9" not in painted()
    assert asked(flag="pk") == {"C9"} and asked(traffic_light="red") == {"C9"}


def test_a_waiver_must_name_a_rule_of_the_table(tmp_path: Path) -> None:
    found = outlines.problems(tmp_path, outlines.chart(more="waive: {T99: because}"))
    assert any("names no rule" in p.what for p in found)
    assert waivers.told([], {}, Place("x")) == []


def test_strict_builds_heed_a_waiver(tmp_path: Path) -> None:
    from reports import pipeline

    few = LOANS.replace('      - {label: "2017", value: F-005}\n', "")
    for waive, levels in (("", ["error"]), ("waive: {H22: three years are the record}", ["warning"])):
        text = few.replace("note: Counted", f"{waive}\n    note: Counted" if waive else "note: Counted")
        (tmp_path / "outline.yaml").write_text(outlines.HEAD + text + "body:\n  - chart: loans\n", encoding="utf-8")
        found = pipeline.check(tmp_path, pipeline.Options(only=("brief",), strict=True))
        assert [p.level for p in found if p.rule == "H22"] == levels

