"""Bad outlines, each with the problems it must give written right above the bad line.

`#! 9: what` above a line says: at column 9 of that line. `#!    hint: ...` follows. `#! what` at the top is about the file
as a whole, `#! facts.yaml:1:3: what` about a file beside it, whose only line stands in the case as `#@ facts.yaml: ...`.
These lines are taken out before the outline is read. A case without `outline:` is completed with `BASE`, unless it says
`#= whole`.
`pytest --update` rewrites them.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from reports import outline
from reports.problems import Problem, errors

CASES = sorted((Path(__file__).parent / "cases" / "problems").glob("*.yaml"))
OURS = ("#!", "#@", "#=")
BASE = {
    "outline": "outline: 1\n",
    "report": "report:\n  title: A visit\n  as_of: {date: 2021-04}\n",
    "sources": "sources:\n  S1: {title: A source}\n",
    "facts": "facts:\n  F-001: {value: 12, unit: percent, as_of: 2020, status: stated, source: S1}\n",
    "body": "body:\n  - text: Words.\n",
}


def problems_of(folder: Path) -> list[Problem]:
    """What a check of the folder finds: the outline's own problems, else those of all later stages."""
    found = outline.read(folder)[1]
    if errors(found):
        return found
    from reports import pipeline

    return pipeline.check(folder, pipeline.Options())


def stripped(case: str) -> str:
    """The outline of a case as it is read."""
    text = "".join(line for line in case.splitlines(keepends=True) if not line.startswith(OURS))
    if "#= whole" not in case and not re.search(r"^outline:", text, re.MULTILINE):
        missing = [section for key, section in BASE.items() if not re.search(rf"^{key}:", text, re.MULTILINE)]
        text += "".join(missing)
    return text


def beside(case: str) -> dict[str, str]:
    """The one-line files that stand beside the outline."""
    return {name: content + "\n" for name, content in re.findall(r"^#@ ([^:]+): ?(.*)$", case, re.MULTILINE)}


def written(case: str, problems: Iterable[Problem]) -> str:
    """The case with these problems as its expected ones."""
    lines = [line for line in case.splitlines(keepends=True) if not line.startswith(OURS)]
    above: dict[int, list[str]] = {}
    for problem in problems:
        place = problem.place
        file = Path(place.file).name
        if file != "outline.yaml":
            start, line = f"{file}:{place.line}:{place.column}: ", 1
        else:
            start, line = f"{place.column}: " if place.line else "", min(max(place.line, 1), len(lines) + 1)
        what = f"{'warning: ' if problem.level == 'warning' else ''}{problem.what}"
        above.setdefault(line, []).append(f"#! {start}{what}\n#!    hint: {problem.hint}\n")
    made = ["#= whole\n"] if "#= whole" in case else []
    made += [f"#@ {name}: {content}" for name, content in beside(case).items()]
    for number, line in enumerate([*lines, ""], start=1):
        made += [*above.get(number, []), line]
    return "".join(made)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_bad_outline_gives_exactly_these_problems(path: Path, tmp_path: Path, update: bool) -> None:
    case = path.read_text(encoding="utf-8")
    (tmp_path / "outline.yaml").write_text(stripped(case), encoding="utf-8")
    for name, content in beside(case).items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    problems = problems_of(tmp_path)
    result = written(case, problems)
    if update:
        path.write_text(result, encoding="utf-8")
        case = result
    assert problems, "this outline is good"
    assert result == case


def test_every_problem_says_what_to_do_in_the_house_style() -> None:
    lines = [line for path in CASES for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#! ")]
    says = [re.sub(r"^#! (?:[\w.]*:?\d+:\d+: |\d+: )?(?:warning: )?", "", line) for line in lines if "   hint: " not in line]
    hints = [line.partition("hint: ")[2] for line in lines if line.startswith("#!    hint:")]
    assert len(says) >= 60
    assert not [s for s in says if s[:1].isupper()]
    assert not [s for s in says if re.search(r"Error|Traceback|pydantic|Input should|Model\b|NoneType|\bdict\b", s)]
    assert all(hints)


def test_the_base_is_a_good_outline(tmp_path: Path) -> None:
    (tmp_path / "outline.yaml").write_text("".join(BASE.values()), encoding="utf-8")
    read, problems = outline.read(tmp_path)
    assert problems == []
    assert read is not None
    assert read.facts["F-001"].source == "S1"


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 60
