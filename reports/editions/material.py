"""Which changes matter, and whether they make a new edition (n) or a small fix of the last (n.m).

Material: a change that would change a conclusion. Which ones do is the writer's rule (`material_change`).
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from reports.editions.content import Data
from reports.issue import Change

ANY_OF = ("status", "date", "stance", "conflict", "marking", "freshness", "added", "removed", "figure", "source", "wording")
MINOR = ("spelling", "wording", "layout")


@dataclass(frozen=True, slots=True)
class Rule:
    """What is material. `figure_pct`: by how many per cent a number must move; `any_of`: what matters however small."""

    figure_pct: float = 1.0
    any_of: tuple[str, ...] = ("status", "date", "stance", "conflict", "marking", "freshness")


def judged(found: Iterable[Change], old: Data, new: Data, rule: Rule) -> tuple[Change, ...]:
    """The changes, those that are material marked so."""
    return tuple(replace(change, material=is_material(change, old, new, rule)) for change in found)


def is_material(change: Change, old: Data, new: Data, rule: Rule) -> bool:
    """Whether one change matters under the rule."""
    return bool(_sorts(change, new) & set(rule.any_of)) or _moved(change, old, new) >= rule.figure_pct


def _sorts(change: Change, new: Data) -> set[str]:
    """What of the rule's words a change falls under."""
    sorts: set[str] = {how for how in ("added", "removed") if how == change.how}
    if change.what in ("fact", "derived"):
        sorts |= {"status"} if change.how == "superseded" or "status" in change.aspects else set()
        dated = new["facts"].get(change.id, {}).get("typed", {}).get("kind") == "date"
        sorts |= {"date"} if "as_of" in change.aspects or (dated and "value" in change.aspects) else set()
    if change.how == "aged" and "expired" in change.aspects:
        sorts.add("freshness")
    if change.what == "figure":
        sorts |= {"figure"} if change.how != "wording" else set()
        sorts |= {"stance"} if "stance_matrix" in change.aspects and change.how != "wording" else set()
    if change.what == "conflict" and change.how != "wording":
        sorts.add("conflict")
    if change.what == "head" and "marking" in change.aspects:
        sorts.add("marking")
    if change.what == "source":
        sorts.add("source")
    return sorts | ({"wording"} if change.how == "wording" else set())


def _moved(change: Change, old: Data, new: Data) -> float:
    """By how many per cent a fact's number moved; what is no number, or has another unit now, moved by all of it."""
    if change.what not in ("fact", "derived") or not {"value", "unit"} & set(change.aspects):
        return -1.0
    before, after = old["facts"][change.id], new["facts"][change.id]
    if before["unit"] != after["unit"]:
        return 100.0
    was, now = _number(before["value"]), _number(after["value"])
    return 100.0 if was is None or now is None or not was else float(abs((now - was) / was) * 100)


def _number(text: Any) -> Fraction | None:
    try:
        return Fraction(str(text))
    except (ValueError, ZeroDivisionError):
        return None


def is_minor(found: Sequence[Change], minor_on: Iterable[str]) -> bool:
    """Whether there is nothing but small fixes of the named sorts."""
    allowed = set(minor_on)
    return bool(found) and all(_fix(change) in allowed for change in found)


def _fix(change: Change) -> str:
    if change.what == "layout":
        return "layout"
    if change.how == "wording":
        return "spelling" if "spelling" in change.aspects else "wording"
    return ""


def next_number(last: str, minor: bool) -> str:
    """The number after: "2" after "1", "2.1" after "2", "3" after "2.4"."""
    whole, _, part = last.partition(".")
    return f"{whole}.{int(part or 0) + 1}" if minor else str(int(whole or 0) + 1)
