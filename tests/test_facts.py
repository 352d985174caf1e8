"""The ledger: derivation in order, honesty of mixing (H17) and digits (L7), references, cells, notes and sources."""
from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from charts.inputs import Cell
from reports import derivation, facts
from reports.facts import Ledger, Reference
from reports.head import Actor, Conflict, DerivedFact, Fact, Report, Source
from reports.problems import Place, Problem

S = "\N{NO-BREAK SPACE}"
PLACE = Place("data/x/facts.yaml", 7, 1)


def _fact(value: Any, unit: str | None = None, **fields: Any) -> Fact:
    return Fact.model_validate({"value": value, "unit": unit, "as_of": "2020", "status": "stated", "source": "A1",
                                "locator": "line 25", "attribution": "author_assertion", "said_by": "author", **fields})


def _derived(formula: str, unit: str | None = None, **fields: Any) -> DerivedFact:
    return DerivedFact.model_validate({"formula": formula, "unit": unit, **fields})


def _outline(entries: dict[str, Any], **more: Any) -> Any:
    report = Report.model_validate({"title": "t", "as_of": {"date": "2021-04"}, "language": more.pop("language", "en-GB")})
    sources = {name: Source.model_validate({"title": "t", "kind": kind})
               for name, kind in (("A1", "article"), ("A2", "commentary"), ("B", "article"))}
    for entry in entries.values():
        entry._place = PLACE
    actors = {"lavrov": Actor.model_validate({"name": "Sergey Lavrov"}), "khan": Actor.model_validate({"name": "Imran Khan"})}
    conflicts = {"C-05": Conflict.model_validate({"items": ["A-053", "B-043"], "verdict": "scope", "use": "never added"})}
    return SimpleNamespace(report=report, sources=sources, facts=entries, conflicts=conflicts, actors=actors, **more)


def _ledger(entries: dict[str, Any], **more: Any) -> tuple[Ledger, list[str]]:
    made, problems = facts.ledger(_outline(entries, **more))
    return made, [str(p) for p in problems]


def _trade() -> dict[str, Any]:
    inferred = {"as_of_basis": "inferred", "scope": "yearly trade", "basis": "flow"}
    return {"D-02": _derived("A-058 - D-01", "USD million", round_to=10),
            "D-01": _derived("A-058 / (1 + A-057 / 100)", "USD million", round_to=10, qualifier="about"),
            "A-057": _fact(46, "percent", **inferred), "A-058": _fact(790, "USD million", **inferred)}


def test_derived_facts_are_worked_out_inputs_first_and_unrounded() -> None:
    ledger, problems = _ledger(_trade())
    assert problems == []
    assert ledger.written("D-01") == f"about $540{S}million"
    assert ledger.written("D-01", "short") == "about $540m"
    assert ledger.written("D-02", "short") == "about $250m"  # 248.9 from 541.1, not 250 from 540
    assert float(ledger["D-02"].number or 0) == pytest.approx(248.904, abs=0.001)


def test_a_derived_fact_inherits_what_is_weakest() -> None:
    entries = {"A-1": _fact(10, "doses", status="delivered", as_of="2019"),
               "A-2": _fact(4, "doses", status="intended", as_of="2020-05"),
               "A-3": _fact(3, "doses", attribution="anonymous_source", as_of_basis="inferred"),
               "D-1": _derived("A-1 + A-2", "doses", publish=False), "D-2": _derived("D-1 + A-3", "doses", publish=False)}
    ledger, problems = _ledger(entries)
    assert problems == []
    assert (ledger["D-1"].status, ledger["D-1"].as_of, ledger["D-1"].inferred) == ("intended", "2020-05", False)
    assert (ledger["D-2"].status, ledger["D-2"].inferred, ledger["D-2"].attribution) == ("intended", True, "anonymous_source")
    assert ledger["D-1"].qualifier == "about"
    assert ledger.barred("D-1") and not ledger.barred("A-1")


def test_exact_is_the_way_to_say_no_about() -> None:
    ledger, _ = _ledger({"A-1": _fact(3, "rounds"), "D-1": _derived("A-1 + 2", "rounds", qualifier="exact")})
    assert ledger.written("D-1") == f"5{S}rounds"


@pytest.mark.parametrize(("formula", "what", "hint"), [
    ("A-1 +", 'formula "A-1 +": the formula ends too early', "(character 6 of the formula)"),
    ("1 + 1", 'formula "1 + 1" names no fact', "A-058 / 2"),
    ("A-3 / A-1", 'fact "A-3" of the formula is not in the ledger', "facts.yaml has A-1, A-2, A-9 near it"),
    ("A-9 * 2", 'fact "A-9" of the formula has no number: its value is "soon"', "whose value is a number"),
    ("A-1 / (A-1 - A-1)", 'formula "A-1 / (A-1 - A-1)": the formula divides by zero', "check the values"),
    ("A-1" + " * 999999" * 4, "gives more than 18 digits", "larger unit"),
])
def test_what_is_wrong_with_a_formula(formula: str, what: str, hint: str) -> None:
    entries = {"A-1": _fact(790, "km"), "A-2": _fact(5, "km"), "A-9": _fact("soon"), "D-1": _derived(formula, "km")}
    ledger, (problem,) = _ledger(entries)
    assert problem.startswith("data/x/facts.yaml:7:1: ")
    assert what in problem
    assert hint in problem
    assert ledger.written("D-1").endswith("?")


def test_cycles_are_told_once_each_and_do_not_drown_the_rest() -> None:
    entries = {"A-1": _fact(2, "km"), "D-2": _derived("D-1 + A-1", "km"), "D-1": _derived("D-2 - A-1", "km"),
               "D-3": _derived("D-3 * 2", "km"), "D-4": _derived("D-1 + A-1", "km"), "D-5": _derived("A-1 * 2", "km")}
    ledger, problems = _ledger(entries)
    assert [p.split("\n")[0].split(": ", 1)[1] for p in problems] == [
        'fact "D-1" is derived from itself: D-1 → D-2 → D-1', 'fact "D-3" is derived from itself: D-3 → D-3']
    assert ledger.written("D-5") == f"about 4{S}km"


MIXED = {
    "A-1": ("USD million", {"scope": "pipeline"}), "A-2": ("USD million", {"scope": "gas programme"}),
    "A-3": ("USD billion", {"scope": "pipeline"}), "A-4": ("doses", {"status": "delivered"}),
    "A-5": ("doses", {"status": "intended"}), "A-6": ("USD million", {"scope": "pipeline", "basis": "flow"}),
    "A-7": ("USD million", {"scope": "pipeline", "basis": "stock"}),
    "A-8": ("km", {}), "A-9": ("doses", {"status": "done"}), "B-1": ("percent", {}),
}


@pytest.mark.parametrize(("formula", "unit", "what"), [
    ("A-1 + A-2", "USD million", 'adds what differs in scope: A-1 is "pipeline", A-2 is "gas programme"'),
    ("A-2 / A-1", "percent", "divides what differs in scope"),
    ("A-1 - A-3", "USD million", "subtracts what differs in unit: A-1 is in USD million, A-3 in USD billion"),
    ("A-1 / A-3", "times", "divides what differs in unit"),
    ("A-1 + A-8", "km", "adds what differs in unit: A-1 is in USD million, A-8 in km"),
    ("A-4 + A-5", "doses", 'adds what differs in status: A-4 is "delivered", A-5 is "intended"'),
    ("100 * A-4 / A-5", "percent", "divides what differs in status"),
    ("A-6 + A-7", "USD million", 'adds what differs in basis: A-6 is "flow", A-7 is "stock"'),
    ("max(A-4, A-8)", "doses", "compares what differs in unit"),
    ("A-4 / 2", "people", 'the unit "people" of "D-1" does not follow from its formula'),
    ("A-4 + A-9", "km", 'the unit "km" of "D-1" does not follow'),
    ("A-1 - A-6", "USD billion", 'the unit "USD billion" of "D-1" does not follow'),
    ("A-4 / A-9", "doses", 'the unit "doses" of "D-1" does not follow'),
])
def test_what_a_formula_may_not_mix(formula: str, unit: str, what: str) -> None:
    entries = {name: _fact(5, u, **fields) for name, (u, fields) in MIXED.items()}
    _, problems = _ledger({**entries, "D-1": _derived(formula, unit, round_to=1)})
    assert len(problems) == 1
    assert what in problems[0]
    assert "[H17]" in problems[0]
    assert _ledger({**entries, "D-1": _derived(formula, unit, round_to=1, publish=False)})[1] == []


@pytest.mark.parametrize(("formula", "unit"), [
    ("A-4 + A-9", "doses"), ("A-1 * B-1 / 100", "USD million"), ("1000 * A-3 / A-8", "USD million a km"),
    ("A-8 * 1.609344", "miles"), ("A-4 / A-9", "times"), ("B-1 + 100", "percent"), ("A-4 / 365", "doses"),
    ("1000 * A-3 + A-1", "USD million"), ("A-4 * A-8 / A-8", "doses"),
])
def test_what_a_formula_may_do(formula: str, unit: str) -> None:
    entries = {name: _fact(5, u, **fields) for name, (u, fields) in MIXED.items()}
    assert _ledger({**entries, "D-1": _derived(formula, unit, round_to=1)})[1] == []


def test_more_digits_than_the_inputs_have_is_a_warning() -> None:
    entries = {"A-1": _fact(790, "km"), "A-2": _fact(46, "km"), "D-1": _derived("A-1 / A-2", "times")}
    ledger, (problem,) = _ledger(entries)
    assert 'warning: fact "D-1" has more digits than its inputs, and no "round_to" [L7]' in problem
    assert ledger.written("D-1") == f"about 17.2{S}times"
    _, (problem,) = _ledger({**entries, "D-1": _derived("A-1 / A-2", "times", round_to=0.001)})
    assert 'fact "D-1" prints 5 digits, its inputs have 3 [L7]' in problem


def test_references() -> None:
    ledger, _ = _ledger({**_trade(), "A-059": _fact("wheat", phrase="a lot of wheat")})
    here = Place("outline.yaml", 31, 5)
    assert ledger.resolve("A-058", here) == Reference("A-058")
    assert ledger.resolve(" A-058 | short ", here) == Reference("A-058", "short")
    unknown, form, bare = (ledger.resolve(t, here) for t in ("A-158", "A-058|shrt", "A-058|"))
    assert unknown == Problem(here, 'fact "A-158" is not in the ledger', "facts.yaml has A-057, A-058, A-059 near it")
    assert isinstance(form, Problem) and form.what == 'form "shrt" of a reference is not known' and '"short"' in form.hint
    assert isinstance(bare, Problem)
    assert [ledger.written("A-058", f) for f in ("full", "value", "short", "date", "cite")] == [
        f"$790{S}million", f"$790{S}million", "$790m", "2020*", ""]
    assert (ledger.written("A-059"), ledger.written("A-059", "phrase")) == ("wheat", "a lot of wheat")
    assert "A-058" in ledger and "A-158" not in ledger


def test_near_ids_of_other_series_and_of_none() -> None:
    ledger, _ = _ledger(_trade())
    assert ledger.near("AA-058") == "facts.yaml has A-057, A-058 near it"
    assert ledger.near("xyz") == "facts.yaml has 4 facts, from A-057 to D-02"
    assert _ledger({})[0].near("A-1") == 'the report has no facts: add them under "facts"'


def test_cells_carry_what_the_chart_must_show() -> None:
    wanted = _fact(5_000_000, "doses", status="intended", qualifier="about")
    ledger, _ = _ledger({**_trade(), "A-061": wanted, "A-1": _fact("early")})
    derived = ledger.cell(Cell(ref="D-01", place=PLACE))
    assert (derived.number, derived.text, derived.short) == (540.0, f"about $540{S}million", "about $540m")
    assert (derived.derived, derived.inferred, derived.date, derived.scope, derived.facts, derived.place) == (
        True, True, "2020", "yearly trade", ("D-01",), PLACE)
    assert ledger.cell(Cell(ref="A-061")).status == "pledged"
    assert ledger.cell(Cell(ref="A-1")).number is None and ledger.cell(Cell(ref="A-1")).text == "early"
    bare = Cell(number=3.0)
    assert ledger.cell(bare) is bare
    assert ledger.cell(Cell(ref="A-999")) == Cell(ref="A-999")


def test_notes_say_where_who_and_when() -> None:
    def note(**fields: Any) -> str:
        return _ledger({"A-1": _fact("x", **fields)})[0].note_text("A-1")

    assert note(as_of_basis="inferred") == "Article A1, line 25; writer, 2020*."
    assert note(said_by="author A2 (passive)", source="A2") == "Commentary A2, line 25; writer (passive), 2020."
    assert note(said_by="Emily Tamkin (Foreign Policy)", attribution="author_opinion") == (
        "Article A1, line 25; Emily Tamkin (Foreign Policy), writer’s opinion, 2020.")
    assert note(said_by="Lavrov", attribution="direct_quote", as_of="2021-04-07") == (
        "Article A1, line 25; Lavrov, quoted, 7 April 2021.")
    assert note(said_by="Lavrov", attribution="paraphrase", locator=None) == "Article A1; Lavrov, paraphrased, 2020."
    assert note(said_by="“some sources”", attribution="anonymous_source") == (
        "Article A1, line 25; unnamed source (not verified): “some sources”, 2020.")
    assert note(said_by="ISPR", attribution="institution_statement") == (
        "Article A1, line 25; ISPR, institution’s statement, 2020.")
    assert note(said_by="headline", attribution="author") == "Article A1, line 25; headline, 2020."
    assert note(attribution=None, said_by=None, source="Z") == "Source Z, line 25; 2020."
    assert note(as_of_basis="outside") == "Article A1, line 25; writer, 2020, outside the report’s own sources."


def test_derived_notes_show_the_formula_and_its_sources() -> None:
    ledger, _ = _ledger(_trade())
    assert ledger.note_text("D-01") == (
        f"Derived: 790 ÷ (1 + 46 ÷ 100) = 541.1, published as about $540{S}million. From article A1, line 25.")
    assert ledger.formula_text("D-02") == f"790 − 541.1 = 248.9, published as about $250{S}million"
    assert ledger.note_key("D-01") != ledger.note_key("D-02")
    assert ledger.note_key("A-057") == ledger.note_key("A-058")


def test_source_lines() -> None:
    entries = {**_trade(), "A-051": _fact(1, locator="line 22"), "A-076": _fact(2, source="A2", locator="line 30"),
               "B-041": _fact(3, source="B", locator="page 2"), "B-042": _fact(3, source="B", locator="table 1")}
    ledger, _ = _ledger(entries)
    assert ledger.source_ids(["B-041", "D-02"]) == ("A1", "B")
    assert ledger.named_sources(["B-041", "D-02"]) == "articles A1 and B"
    assert ledger.named_sources(["B-041", "A-076", "A-051"]) == "articles A1 and B, commentary A2"
    assert ledger.named_sources([]) == ""
    assert ledger.located(["B-041", "D-01", "A-051", "B-042"]) == "article A1, lines 22 and 25; article B, page 2, table 1"


def test_speakers_conflicts_and_what_is_superseded() -> None:
    entries = {"A-053": _fact(2, said_by="Lavrov (Islamabad)"), "A-1": _fact(2, said_by="ISPR"),
               "A-2": _fact(2, supersedes="A-1")}
    ledger, _ = _ledger(entries)
    assert ledger.speaker("A-053") == "Sergey Lavrov"
    assert ledger.speaker("A-1") == "ISPR"
    assert (ledger.conflicts_of("A-053"), ledger.conflicts_of("A-1"), ledger.use("C-05")) == (("C-05",), (), "never added")
    assert (ledger.superseded_by("A-1"), ledger.superseded_by("A-2")) == (("A-2",), ())


def test_an_unknown_language_is_a_problem() -> None:
    _, (problem,) = _ledger({}, language="xx")
    assert 'language "xx" is not known' in problem


def test_every_status_of_the_language_has_a_mark_and_a_strength() -> None:
    from typing import get_args

    from reports.leaves import Status

    statuses = get_args(Status)
    assert len(statuses) > 20
    assert set(statuses) <= {s for members in derivation.FAMILIES.values() for s in members}
    assert all(derivation.weakest([s, "done"]) == s for s in statuses if s != "done")
