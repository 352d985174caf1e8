"""Singular and plural, wherever something is counted."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

from reports.counted import counted

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("number, nouns, said", [
    (0, ("fault",), "0 faults"), (1, ("fault",), "1 fault"), (2, ("fault",), "2 faults"), (30.0, ("second",), "30 seconds"),
    (1, ("delivery", "deliveries"), "1 delivery"), (3, ("delivery", "deliveries"), "3 deliveries"),
    (12_345, ("fact",), "12,345 facts"), (1.0, ("second",), "1 second"), (0.5, ("second",), "0.5 seconds")])
def test_a_number_with_its_noun(number: float, nouns: tuple[str, ...], said: str) -> None:
    assert counted(number, *nouns) == said


def test_nothing_is_counted_in_the_plural_alone() -> None:
    """No message of the archive, of runs or of commands puts a length before a fixed plural."""
    files = [path for part in ("editions", "running", "commands") for path in (ROOT / "reports" / part).rglob("*.py")]
    found = [f"{path.name}: {words}" for path in files
             for words in re.findall(r'\{len\([^{}]*\)[^{}]*\} [a-z]+s\b', path.read_text(encoding="utf-8"))]
    assert found == []
