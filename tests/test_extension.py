"""Adding something is adding one file: a new chart kind and a new block kind, with nothing else changed."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from built import HEAD, brief_text, copy_of_the_code, deck_text, report, slides_text

CHART = '''\
"""Stars in a row: one for each whole unit, and the label of the row beside them."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from charts import values
from charts.style import Style
from charts.values import Item, RowSpec

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXAMPLE = """\\
kind: stars
headline: The harbour has three stars
rows:
  - {label: Harbour, value: 3}
"""


class Spec(RowSpec):
    """Rows in their order."""


@dataclass(frozen=True)
class Plan:
    alt: str
    items: tuple[Item, ...]


def plan(spec: Spec, rows: Sequence[Mapping[str, Any]] | None = None) -> Plan:
    items = values.items(values.rows_of(spec, rows), spec.unit)
    return Plan(spec.alt or "; ".join(item.said for item in items), items)


def height(plan: Plan, width: float, style: Style) -> float:
    return 30.0 * len(plan.items)


def draw(plan: Plan, axes: Axes, style: Style) -> None:
    axes.set_axis_off()
    axes.set_xlim(0, 10)
    axes.set_ylim(len(plan.items), 0)
    for y, item in enumerate(plan.items):
        axes.plot(range(3, 3 + int(item.number or 0)), [y + 0.5] * int(item.number or 0), "*", color=style.colours["orange"])
        axes.text(0, y + 0.5, f"Stars of {item.label}", fontsize=style.sizes["label"], color=style.colours["black"], va="center")
'''

BLOCK = '''\
"""A toast: words that a host says over a glass, with the number of glasses."""
from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from charts.inputs import Prose
from reports.blocks import Block
from reports.compose import Composer
from reports.document import Content, Rich
from reports.layout.flow import Piece
from reports.layout.room import Room, prose
from reports.layout.stage import Stage
from reports.page import Page

EXAMPLE = "toast: To the harbour!\\n"


class Model(Block):
    MAIN: ClassVar[str] = "words"
    words: Prose
    glasses: int = 1


@dataclass(frozen=True)
class Toast:
    words: Rich


def compose(model: Model, composer: Composer) -> Toast:
    return Toast(composer.rich(model.words))


def place(content: Content, room: Room) -> list[Piece]:
    return [prose(room, content.body.words)]


def slides(content: Content, stage: Stage) -> list[Page]:
    box = stage.fitted(content.body.words, "body", stage.left, 140, stage.width, 120, content.place, name="Toast")
    return [stage.slide(content, "A toast is raised to the harbour", [box], source=content.source)]
'''

BODY = """\
charts:
  ranks:
    kind: stars
    headline: Northam has as many stars as Southport
    source_note: Own count.
    subtitle: Stars, invented
    rows:
      - {label: Northam, value: 3}
      - {label: Southport, value: 3}
      - {label: Eastham, value: 2}
      - {label: Westport, value: 1}
body:
  - theme:
      headline: The hosts were generous
      blocks:
        - toast: {words: "To a harbour that grew {F-001}!", glasses: 2}
        - chart: ranks
"""


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code elsewhere, with two files more."""
    code = copy_of_the_code(tmp_path_factory.mktemp("extended"))
    (code / "charts" / "kinds" / "stars.py").write_text(CHART, encoding="utf-8")
    (code / "reports" / "blocks" / "toast.py").write_text(BLOCK, encoding="utf-8")
    return code


def run(code: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    return subprocess.run([sys.executable, str(code / "make_report.py"), *map(str, arguments)], cwd=code, env=environment,
                          capture_output=True, text=True, check=False)


def test_both_print_in_both_outputs(extended: Path, tmp_path: Path) -> None:
    folder = report(tmp_path / "visit", BODY, head=HEAD)
    done = run(extended, "build", folder, "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    brief, deck = brief_text(tmp_path / "out" / "visit" / "brief.pdf"), deck_text(tmp_path / "out" / "visit" / "deck.pptx")
    for words in ("To a harbour that grew 12%", "Northam has as many stars as Southport", "Stars of Northam",
                  "Stars of Southport"):
        assert words in brief and words in deck, words
    assert "Figure 1" in brief
    assert any("A toast is raised" in " ".join(slide) for slide in slides_text(tmp_path / "out" / "visit" / "deck.pptx"))


def test_kinds_and_schema_know_them(extended: Path) -> None:
    listed = run(extended, "kinds")
    assert "  toast            A toast: words that a host says" in listed.stdout
    assert "  stars            Stars in a row:" in listed.stdout
    schema = run(extended, "schema").stdout
    assert json.loads(schema)["type"] == "object"
    assert '"toast"' in schema and '"glasses"' in schema and '"stars"' in schema


def test_their_fields_are_checked_as_all_others(extended: Path, tmp_path: Path) -> None:
    folder = report(tmp_path / "visit", "body:\n  - toast: {wrds: To us, glasses: many}\n  - tost: To us\n")
    done = run(extended, "check", folder, "--no-cache")
    assert done.returncode == 1
    assert 'did you mean "words"?' in done.stderr and 'did you mean "toast"?' in done.stderr
    assert "glasses" in done.stderr or "many" in done.stderr


def test_without_the_files_they_are_not_known(tmp_path: Path) -> None:
    folder = report(tmp_path / "visit", BODY)
    done = run(Path(__file__).parent.parent, "check", folder, "--no-cache")
    assert done.returncode == 1
    assert 'block kind "toast" is not known' in done.stderr and 'chart kind "stars" is not known' in done.stderr
