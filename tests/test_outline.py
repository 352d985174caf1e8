"""The outline language: what a good outline becomes, how blocks and charts are found, and the schema that editors get."""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import charts
from charts.inputs import Cell, Prose, Spec
from reports import blocks, loader, outline, scaffold
from reports.blocks import Block
from reports.blocks._body import Body
from reports.head import DerivedFact, Fact
from reports.leaves import Status
from reports.outline import Outline
from reports.problems import Problem

ROOT = Path(__file__).parents[1]
HEAD = "outline: 1\nreport:\n  title: A visit\n  as_of: {date: 2021-04}\nsources:\n  S1: {title: A source}\n"
BODY = "body:\n  - text: Words.\n"


def read(folder: Path, text: str) -> tuple[Outline | None, list[Problem]]:
    (folder / "outline.yaml").write_text(text, encoding="utf-8")
    return outline.read(folder, name="r")


def good(folder: Path, text: str) -> Outline:
    made, problems = read(folder, text)
    assert problems == []
    assert made is not None
    return made


# ---------------------------------------------------------------- real reports
@pytest.mark.parametrize("name", ["lavrov-2021", "minimum"])
def test_the_reports_of_this_repository_are_good(name: str) -> None:
    made, problems = outline.read(ROOT / "data" / name)
    assert problems == []
    assert made is not None
    assert made.folder == ROOT / "data" / name
    assert made.body and made.facts and made.charts


def test_the_scaffold_is_good(tmp_path: Path) -> None:
    scaffold.write(tmp_path)
    made, problems = outline.read(tmp_path)
    assert problems == []
    assert made is not None


# ---------------------------------------------------------------- what becomes of it
def test_the_head_and_its_defaults(tmp_path: Path) -> None:
    report = good(tmp_path, HEAD.replace("  title", "  number: 7\n  title") + BODY).report
    assert (report.title, report.number, report.edition, report.language) == ("A visit", "7", 1, "en-GB")
    assert (report.status, report.profile, report.template.name, report.page.paper) == ("draft", "official", "chancery", "A4")
    assert (report.marking.scheme, report.marking.label, report.as_of.basis) == ("none", "", "stated")
    assert report.title.place.line == 4


def test_facts_stated_and_derived(tmp_path: Path) -> None:
    made = good(tmp_path, HEAD + """\
facts:
  F-001: {value: 790, unit: USD million, as_of: 2020, status: stated, source: S1, locator: 25}
  F-002: {value: early April, as_of: 2021-04-07, as_of_basis: inferred, status: hoped, source: S1, supersedes: F-001}
  D-01: {formula: F-001 * 2, round_to: 0.5, publish: false}
""" + BODY)
    first, second, derived = made.facts.values()
    assert isinstance(first, Fact) and isinstance(second, Fact) and isinstance(derived, DerivedFact)
    assert (first.value, first.as_of, first.as_of_basis, first.locator) == (790, "2020", "stated", "25")
    assert type(first.value) is int
    assert (second.value, second.supersedes, second.as_of) == ("early April", ["F-001"], "2021-04-07")
    assert (derived.formula, derived.round_to, derived.publish) == ("F-001 * 2", 0.5, False)
    assert [f.place.line for f in made.facts.values()] == [8, 9, 10]


def test_every_status_of_the_worked_ledger_is_known() -> None:
    made, _ = outline.read(ROOT / "data" / "lavrov-2021")
    assert made is not None
    used = {f.status for f in made.facts.values() if isinstance(f, Fact)}
    assert len(used) > 20
    assert used <= set(Status.__args__)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("typed", "kind"), [("text: Words.", "text"), ("text: {text: Words.}", "text"), ("sources", "sources"),
                                             ("sources:", "sources"), ("sources: {about: Words.}", "sources"),
                                             ("page_break", "page_break"), ("cover: {}", "cover")])
def test_the_ways_to_type_a_block(tmp_path: Path, typed: str, kind: str) -> None:
    entry = good(tmp_path, f"{HEAD}body:\n  - {typed}\n").body[0]
    assert entry.kind == kind
    assert isinstance(entry.model, blocks.kind(kind).Model)


def test_blocks_inside_a_theme_know_their_lines(tmp_path: Path) -> None:
    theme = good(tmp_path, HEAD + "body:\n  - theme:\n      headline: One\n      blocks:\n        - text: Two\n").body[0]
    assert theme.model.place.line == 8
    inner = theme.model.blocks[0]  # type: ignore[attr-defined]
    assert (inner.kind, inner.model.text, inner.model.place.line) == ("text", "Two", 11)


def test_parts_in_files_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text("F-001: {value: 1, as_of: 2020, status: stated, source: S1}\n")
    (tmp_path / "words.yaml").write_text("- text: Words.\n- text: More.\n")
    made = good(tmp_path, HEAD + "facts: facts.yaml\nbody: words.yaml\n")
    assert made.facts["F-001"].place.file == "r/facts.yaml"
    assert [e.model.place.file for e in made.body] == ["r/words.yaml"] * 2


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    folder.mkdir()
    (tmp_path / "secret.yaml").write_text("F-001: {value: 1, as_of: 2020, status: stated, source: S1}\n")
    (folder / "facts.yaml").symlink_to(tmp_path / "secret.yaml")
    made, problems = read(folder, HEAD + "facts: facts.yaml\n" + BODY)
    assert made is None
    assert [str(p).splitlines()[0] for p in problems] == [
        'r/outline.yaml:7:8: path "facts.yaml" leads out of the report\'s folder']


def test_a_part_that_cannot_be_read_causes_no_further_problems(tmp_path: Path) -> None:
    conflict = "conflicts:\n  C-01: {items: [F-001], verdict: gap, use: both}\n"
    _, problems = read(tmp_path, HEAD + "facts: gone.yaml\n" + conflict + "body: lost.yaml\n")
    assert [p.place.line for p in problems] == [7, 10]


def test_a_folder_without_an_outline(tmp_path: Path) -> None:
    made, problems = outline.read(tmp_path)
    assert made is None
    assert problems[0].what == 'there is no file "outline.yaml"'


def test_places_are_called_by_the_folder_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "outline.yaml").write_text("outline: 2\n")
    monkeypatch.chdir(tmp_path)
    for folder in (Path("r"), tmp_path / "r"):
        assert {p.place.file for p in outline.read(folder)[1]} == {"r/outline.yaml"}
    monkeypatch.chdir("/")
    assert {p.place.file for p in outline.read(tmp_path / "r")[1]} <= {str(tmp_path / "r/outline.yaml").lstrip("/"),
                                                                      str(tmp_path / "r/outline.yaml")}


def test_problems_without_end_are_counted(tmp_path: Path) -> None:
    _, problems = read(tmp_path, HEAD + BODY + "glossary:\n" + "  - {term: x}\n" * 1000)
    assert len(problems) == 101
    assert "900 more problems" in {p.what for p in problems}


# ---------------------------------------------------------------- new kinds
class _Note(Block):
    MAIN: ClassVar[str] = "words"
    words: Prose
    inner: Body = []


class _Dots(Spec):
    rows: list[Cell]


@pytest.fixture
def new_kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A block kind `note` and a chart kind `dots`, as if their files had been added."""
    block, chart = ModuleType("note"), ModuleType("dots")
    block.Model, chart.Spec = _Note, _Dots  # type: ignore[attr-defined]
    block.__doc__ = chart.__doc__ = "Made for a test."
    for registry, name, module in ((blocks, "note", block), (charts, "dots", chart)):
        names, kind = (*registry.names(), name), registry.kind
        monkeypatch.setattr(registry, "names", lambda names=names: tuple(sorted(names)))
        monkeypatch.setattr(registry, "kind", lambda n, name=name, module=module, kind=kind: module if n == name else kind(n))
    yield


@pytest.mark.usefixtures("new_kinds")
def test_a_new_kind_of_block_and_of_chart_needs_no_other_change(tmp_path: Path) -> None:
    made = good(tmp_path, HEAD + "charts:\n  one: {kind: dots, headline: Up, rows: [1, F-001]}\n"
                                 "body:\n  - note: Words.\n  - note: {words: More., inner: [{note: Inner.}]}\n")
    spec, first, second = made.charts["one"], made.body[0].model, made.body[1].model
    assert isinstance(spec, _Dots) and isinstance(first, _Note) and isinstance(second, _Note)
    assert [(c.number, c.ref) for c in spec.rows] == [(1.0, ""), (None, "F-001")]
    assert (first.words, second.inner[0].model.words) == ("Words.", "Inner.")  # type: ignore[attr-defined]


@pytest.mark.usefixtures("new_kinds")
def test_problems_inside_a_new_kind_have_places_and_known_keys(tmp_path: Path) -> None:
    _, problems = read(tmp_path, HEAD + "charts:\n  one: {kind: dots, headlin: Up, rows: [[]]}\n"
                                        "body:\n  - note:\n      wrods: x\n      inner: [{note: {words: 5}}, {nite: x}]\n")
    assert [(p.place.line, p.place.column, p.what) for p in problems] == [
        (8, 3, '"one" has no "headline"'), (8, 21, 'key "headlin" is not known here'),
        (8, 41, 'item 1 of "rows" must be a fact id or a number, not a list'), (10, 5, '"note" has no "words"'),
        (11, 7, 'key "wrods" is not known here'), (12, 30, '"words" must be text, not "5"'),
        (12, 36, 'block kind "nite" is not known')]
    assert problems[1].hint.startswith('did you mean "headline"? keys: alt, data, headline')


@pytest.mark.usefixtures("new_kinds")
def test_the_schema_has_the_new_kinds() -> None:
    titles = {d.get("title") for d in outline.json_schema()["$defs"].values()}
    assert {"block note", "chart dots", "block text", "chart timeline"} <= titles


# ---------------------------------------------------------------- the schema
def faults(value: Any, schema: Any, root: Any, path: str = "") -> list[str]:
    """What JSON Schema finds wrong with a value: just the keywords that our schema uses."""
    if schema is True or not schema:
        return []
    if "$ref" in schema:
        return faults(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, path)
    if "anyOf" in schema:
        each = [faults(value, option, root, path) for option in schema["anyOf"]]
        return [] if [] in each else max(each, key=lambda found: max((len(f.split(":")[0]) for f in found), default=0))
    types = {"string": str, "object": dict, "array": list, "number": (int, float), "integer": int, "boolean": bool,
             "null": type(None)}
    kind = schema.get("type")
    if kind and (not isinstance(value, types[kind]) or (isinstance(value, bool) and kind in ("number", "integer"))):
        return [f"{path}: {value!r} is no {kind}"]
    if ("const" in schema and value != schema["const"]) or ("enum" in schema and value not in schema["enum"]):
        return [f"{path}: {value!r} is not allowed"]
    return _inside(value, schema, root, path)


def _inside(value: Any, schema: Any, root: Any, path: str) -> list[str]:
    if isinstance(value, list):
        return [f for i, item in enumerate(value) for f in faults(item, schema.get("items"), root, f"{path}/{i}")]
    if not isinstance(value, dict):
        return []
    known, rest = schema.get("properties", {}), schema.get("additionalProperties", True)
    found = [f"{path}: no {key}" for key in schema.get("required", []) if key not in value]
    for key, item in value.items():
        if key not in known and rest is False:
            found.append(f"{path}/{key}: unknown")
        else:
            found += faults(item, known.get(key, rest), root, f"{path}/{key}")
    return found


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return outline.json_schema()


def test_every_reference_of_the_schema_leads_somewhere(schema: dict[str, Any]) -> None:
    text = repr(schema)
    references = set(re.findall(r"'#/\$defs/([^']+)'", text))
    assert len(references) > 40
    assert references <= set(schema["$defs"])
    assert "x-chancery" not in text




@pytest.mark.parametrize("name", ["minimum", "lavrov-2021"])
def test_the_schema_accepts_the_reports_of_this_repository(schema: dict[str, Any], name: str) -> None:
    folder = ROOT / "data" / name
    data, _ = loader.load(folder / "outline.yaml", name)
    assert data is not None
    for part in outline.PARTS:
        if isinstance(data.get(part), str):
            data[part] = loader.load_any(folder / data[part], name)[0]
    assert faults(data, schema, schema) == []


def test_the_schema_accepts_the_scaffold(schema: dict[str, Any]) -> None:
    assert faults(loader.parse(scaffold.OUTLINE, "x")[0], schema, schema) == []


@pytest.mark.parametrize(("bad", "where"), [
    ("report:\n  tilte: x\n", "/report/tilte"), ("body: [{txet: Words.}]\n", "/body/0"),
    ("body: [{text: {txet: Words.}}]\n", "/body/0"), ("charts: {a: {kind: colum, headline: x}}\n", "/charts/a"),
    ("facts: {A-1: {value: 1, as_of: 2020, status: hopeful, source: A}}\n", "/facts/A-1")])
def test_the_schema_refuses_what_the_program_refuses(schema: dict[str, Any], bad: str, where: str) -> None:
    data, problems = loader.parse(bad, "x")
    assert problems == []
    assert any(f.startswith(where) for f in faults(data, schema, schema))


# ---------------------------------------------------------------- free input
_ODD = ["", "x", "F-001", "{F-001}", "5", "-2.5", "true", "[]", "[1]", "[x, [y]]", "{}", "{a: 1}", "{text: x}", "[{}]", "no",
        "2021-02-30", "9" * 25, "[null]", "{kind: bar}", "*x", "&x y", "!x y", '"\\ud800"', "x #1"]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_odd_values_anywhere_give_problems_with_places_and_hints(tmp_path: Path, draw: st.DataObject) -> None:
    lines = scaffold.OUTLINE.splitlines()
    for _ in range(draw.draw(st.integers(1, 3))):
        at = draw.draw(st.integers(0, len(lines) - 1))
        lines[at] = re.sub(r"(?<=: ).*", lambda _: draw.draw(st.sampled_from(_ODD)), lines[at])
    made, problems = read(tmp_path, "\n".join(lines) + "\n")
    assert made is not None or problems
    for problem in problems:
        assert problem.hint and problem.place.line and problem.place.column, problem
        assert not re.search(r"Input should|Value error|\[type=", problem.what)
