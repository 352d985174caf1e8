"""What is made of an edition's inputs and house style and lies beside them: all of it follows from those and from how the edition
was stated, and can be made again.
"""
from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from reports.editions import diff, letter, making
from reports.editions.content import Data
from reports.editions.making import Stated
from reports.issue import Issue
from reports.problems import Problem

CONTENT = "content.json"


def files(stated: Stated, said: Data, summary: str, made: Mapping[str, bytes], problems: Sequence[Problem]) -> dict[str, bytes]:
    """By name: what was made, how, what it says, what was found wrong, what has changed, and the letter that tells it."""
    told = letter.letter(said["head"], stated.issue, summary)
    kept = {making.place(name): data for name, data in made.items()}
    kept[making.STATED] = stated.packed()
    kept[CONTENT] = packed(said)
    kept["checks.json"] = packed([{"place": str(p.place), "what": p.what, "hint": p.hint, "level": p.level, "rule": p.rule}
                                  for p in problems])
    kept["diff.json"] = packed(difference(stated.issue))
    return kept | {"letter.txt": f"{told.subject}\n\n{told.text}".encode(), "letter.html": told.html.encode()}


def difference(issue: Issue) -> Data:
    """What diff.json holds."""
    return {"edition": issue.number, "since": issue.since, "kind": kind(issue), "counts": diff.counts(issue.changes),
            "material": [change.id for change in issue.changes if change.material],
            "correction": asdict(issue.correction) if issue.correction else None,
            "changes": [asdict(change) for change in issue.changes]}


def kind(issue: Issue) -> str:
    """A correction puts a mistake right; a revision has better data; a fix changes no more than letters or looks."""
    if issue.correction:
        return "correction"
    return "first" if not issue.since else "fix" if "." in issue.number else "revision"


def packed(value: Any) -> bytes:
    """Plain data as JSON, in one way only."""
    return (json.dumps(value, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()
