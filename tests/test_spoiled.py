"""Whatever is wrong with an outline is told at its place, on one line; nothing that a hand can type is a bug of ours."""
from __future__ import annotations

from pathlib import Path
from random import Random
from shutil import copytree

import pytest
from scale import often
from spoiled import spoiled

from reports import gallery, pipeline
from reports.options import Options
from reports.problems import Failed, Problem

ROOT = Path(__file__).parents[1]
PARTS = ("outline.yaml", "facts.yaml", "charts.yaml", "conflicts.yaml")


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for all of them: what a spoiled outline leaves as it was need not be drawn again."""
    return tmp_path_factory.mktemp("cache")


def told(folder: Path, cache: Path, profile: str) -> list[Problem]:
    """What a build says, which makes both files where it can. Raises what is a bug of ours."""
    try:
        files, problems = pipeline.stages(folder, Options(profile=profile, cache=cache), render=True)
    except Failed as failed:
        assert failed.problems
        return list(failed.problems)
    assert all(files.values())
    return problems


def judged(problems: list[Problem], files: set[str]) -> None:
    for problem in problems:
        first, *hints = str(problem).split("\n")
        assert first.strip() and len(hints) <= 1 and all(hint.startswith("    hint: ") for hint in hints), str(problem)
        assert Path(problem.place.file).name in files or problem.level == "warning", str(problem)


@pytest.mark.parametrize("seed", range(often(16, 600)))
def test_a_spoiled_report_is_built_or_told(tmp_path: Path, kept: Path, seed: int) -> None:
    random = Random(seed)
    folder = Path(copytree(ROOT / "data" / "lavrov-2021", tmp_path / "visit"))
    part = folder / random.choice(PARTS)
    part.write_text(spoiled(part.read_text("utf-8"), random), "utf-8", errors="replace")
    judged(told(folder, kept, random.choice(("minister", "official", "analyst"))), {*PARTS, "visit"})


@pytest.mark.parametrize("seed", range(often(8, 600)))
def test_a_spoiled_gallery_of_all_kinds_is_built_or_told(tmp_path: Path, kept: Path, seed: int) -> None:
    (tmp_path / "outline.yaml").write_text(spoiled(gallery.outline(), Random(seed)), "utf-8", errors="replace")
    judged(told(tmp_path, kept, "official"), {"outline.yaml", tmp_path.name})
