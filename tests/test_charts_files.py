"""Charts of any content in whole files: many of them in one report, read back from the finished brief and the finished deck.

What no chart of its own shows: that a figure keeps to its place on a page and on a slide, that its words reach both files, and
that the Office chart beside it says the same. Charts that cannot be drawn at the size that they get are refused at their line,
and the others are built without them.
"""
from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pptx_sample as sample
import pytest
from built import brief_text, build, deck_text, shapes_of, spaced
from hypothesis import HealthCheck, Phase, given, seed, settings
from pptx import Presentation
from pydantic import ValidationError
from scale import often
from test_charts_kinds_a import neat
from test_twins import Pair, laid, pairs_of
from twins import asked, differences, read, unlike
from twins_drawn import disagreements
from varied import NAMES, variations

import charts
from charts.inputs import Refused
from charts.native import Native
from charts.rules import drawn
from reports import gallery
from reports.document import Run
from reports.page import Figure
from reports.problems import Failed
from reports.typography import typeset

PRINT, PAPER = sample.theme().style("print"), sample.theme().page
TRIES = 6  # a build tells all that is refused on paper, then all on slides


def drawable(kind: str, count: int, number: int) -> list[dict[str, Any]]:
    """So many charts of a kind that a plan can be made of, always the same for a number."""
    found: list[dict[str, Any]] = []

    @seed(number)
    @settings(phases=[Phase.generate], max_examples=3 * count, database=None, deadline=None,
              suppress_health_check=list(HealthCheck))
    @given(variations(kind))
    def collect(spec: dict[str, Any]) -> None:
        try:
            charts.kind(kind).plan(charts.kind(kind).Spec.model_validate(spec))
        except (ValidationError, Refused):
            return
        found.append(spec)

    collect()
    return found[-count:]


def written(folder: Path, specs: dict[str, dict[str, Any]]) -> Path:
    """A report of these charts, one a line; each is named in the text before it."""
    waived = {"waive": {gallery.UNTRACED: "the numbers are made up", "H14": "so are the dates"}}
    lines = [gallery.HEAD, "charts:\n", *(f"  {name}: {json.dumps(spec | waived)}\n" for name, spec in specs.items())]
    lines += ["body:\n", "  - theme:\n      headline: Each figure stands here once\n      blocks:\n"]
    for name in specs:
        lines += [f"        - text: {json.dumps(f'Here stands {{fig:{name}}}.')}\n", f"        - chart: {name}\n"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "outline.yaml").write_text("".join(lines), encoding="utf-8")
    return folder


def built(folder: Path, specs: dict[str, dict[str, Any]]) -> tuple[Any, dict[str, dict[str, Any]]]:
    """The report without what was refused, and what is in it. Each refusal has a line of a chart, and a hint."""
    for _ in range(TRIES):
        at = len(gallery.HEAD.splitlines()) + 2
        lines = {at + n: name for n, name in enumerate(specs)}
        try:
            return build(written(folder, specs), folder / "build"), specs
        except Failed as failed:
            errors = [p for p in failed.problems if p.level == "error"]
            assert all(p.place and p.hint for p in errors), errors
            gone = {lines.get(p.place.line) or next((n for n in specs if f'"{n}"' in p.what), None) for p in errors}
            assert gone and None not in gone, errors
            specs = {name: spec for name, spec in specs.items() if name not in gone}
    raise AssertionError("there is always one more that is refused")


def named(spec: Any) -> Iterator[str]:
    """The words by which things in a chart are named, as they are set in type; but dates, which are written out."""
    if isinstance(spec, dict):
        yield from (word for key, value in spec.items() if key in NAMES and isinstance(value, str)
                    for run in typeset([Run(value)], "en-GB") for word in run.text.split()
                    if not any(sign.isdigit() for sign in word))
        spec = list(spec.values())
    if isinstance(spec, list):
        yield from (word for one in spec for word in named(one))


def off_slide(deck: Path) -> list[str]:
    """Shapes that reach over the edge of their slide."""
    opened = Presentation(str(deck))
    wide, high = opened.slide_width, opened.slide_height
    return [f"slide {n}: {shape.name}" for n, slide in enumerate(opened.slides, 1) for shape in shapes_of(slide.shapes)
            if shape.left is not None and not (0 <= shape.left <= shape.left + shape.width <= wide
                                               and 0 <= shape.top <= shape.top + shape.height <= high)]


@pytest.mark.parametrize("number", range(often(1, 20)))
def test_any_charts_stand_in_both_files(number: int, tmp_path: Path) -> None:
    asked_for = {f"{kind}-{n}": spec for kind in charts.names() for n, spec in enumerate(drawable(kind, often(1, 2), number))}
    made, specs = built(tmp_path / "report", asked_for)
    assert 2 * len(specs) >= len(asked_for), sorted(set(asked_for) - set(specs))
    document, figures = laid(tmp_path / "report")
    assert len(figures) == len(specs)
    twice = pairs_of(document, figures, made.deck)
    assert twice
    legends = [word for pair in twice.values() for native in pair.natives for word in legend(native)]
    told = [*misplaced(figures), *unsaid(specs, brief_text(made.brief), "brief"), *off_slide(made.deck),
            *unsaid(specs, " ".join((deck_text(made.deck), *legends)), "deck")]
    told += [f"{name}: {fault}" for name, pair in twice.items() for fault in faults(pair)]
    assert told == [], "\n".join(told)


def misplaced(figures: Sequence[Figure]) -> Iterator[str]:
    """Figures that reach over the margins of their page, and whose marks reach over each other or out of the figure."""
    for figure in figures:
        if not (PAPER.left - 0.1 <= figure.x and figure.x + figure.width <= PAPER.width - PAPER.left + 0.1):
            yield f"{figure.name} is wider than the page"
        if not (PAPER.top - 0.1 <= figure.y and figure.y + figure.height <= PAPER.bottom + 0.1):
            yield f"{figure.name} is higher than the page"
        neat(figure.drawing, PRINT)
        yield from (f"{figure.name}: {found.what}" for found in drawn.judge(figure.drawing, PRINT) if found.level == "error")


def unsaid(specs: dict[str, dict[str, Any]], text: str, where: str) -> Iterator[str]:
    """Names that stand in the outline and not in what was written."""
    there = spaced(text)
    yield from (f"{name}: {word!r} is not in the {where}" for name, spec in specs.items() for word in named(spec)
                if word not in there)


def legend(native: Native) -> Sequence[str]:
    """What Office writes of itself beside a chart with a legend: the names of its slices, or of its series."""
    if not native.legend:
        return ()
    return native.categories if native.kind == "doughnut" else [series.name for series in native.series]


def faults(pair: Pair) -> Iterator[str]:
    """In what an Office chart is not what its plan asks for, or says other things than the drawing or its own workbook."""
    for space, book, native in zip(pair.spaces, pair.books, pair.natives, strict=True):
        chart = read(space, pair.slots)
        yield from differences(chart, asked(native))
        yield from disagreements(chart, pair.drawing, pair.exhibit.plan)
        yield from unlike(chart, book)
