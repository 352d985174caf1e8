"""One side of a conflict is not printed alone."""
from __future__ import annotations

from reports.conflicts import one_sided
from reports.head import Conflict
from reports.problems import Place


def conflict(verdict: str) -> Conflict:
    made = Conflict.model_validate({"items": ["A-1", "B-1"], "verdict": verdict, "use": "both"})
    made._place = Place("conflicts.yaml", 3, 1)
    return made


def test_one_side_alone_is_told_with_the_wording_to_use() -> None:
    (problem,) = one_sided({"C-1": conflict("conflict")}, {"A-1"}, set())
    assert str(problem.place) == "conflicts.yaml:3:1" and problem.rule == "A7" and problem.level == "warning"
    assert "B-1" in problem.what and "both" in problem.hint


def test_both_sides_neither_side_or_a_block_that_sets_it_out_are_fine() -> None:
    known = {"C-1": conflict("strength")}
    assert not one_sided(known, {"A-1", "B-1"}, set())
    assert not one_sided(known, {"X-1"}, set())
    assert not one_sided(known, {"A-1"}, {"C-1"})


def test_accounts_that_agree_may_print_alone() -> None:
    assert not one_sided({"C-1": conflict("agree")}, {"A-1"}, set())
