"""The recorder: what matplotlib draws arrives as marks, unchanged in place, order, colour and words; the rest is refused."""
from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path as File
from typing import Any

import matplotlib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

import charts
from charts import marks, paint
from charts.drawing import Drawing, Fill, Mark, Path, Stroke, Text, circle, half_disc, rectangle, segment
from charts.recorder import record
from charts.style import Style

ROLES = ("black", "white", "navy", "blue", "orange", "peach", "peach_2", "tint", "tint_2", "violet", "maroon", "slate", "g700",
         "g500", "g300", "g200", "ice", "v_tint", "navy_rule")
COLOURS = {role: f"#{n:02x}{255 - n:02x}40" for n, role in enumerate(ROLES)}
STYLE = Style("print", COLOURS, {"value": 11, "label": 9.5, "axis": 8.5, "small": 8.5, "big": 17},
              lambda text, size, bold: size * len(text) * (0.55 if bold else 0.5), 1.0)

number = st.floats(0, 200).map(lambda v: round(v, 2))
fills = st.one_of(st.none(), st.builds(Fill, st.sampled_from(ROLES)),
                  st.builds(Fill, st.sampled_from(ROLES), st.sampled_from(["hatch", "dots"]), st.sampled_from([None, "white"])))
strokes = st.builds(Stroke, st.sampled_from(ROLES), st.sampled_from([0.5, 1.0, 2.25]), st.sampled_from([(), (3.0, 2.0)]))
outlines = st.one_of(st.builds(segment, number, number, number, number), st.builds(rectangle, number, number, number, number),
                     st.builds(circle, number, number, number), st.builds(half_disc, number, number, number))
paths = st.builds(Path, outlines, fills, strokes, st.sampled_from(["", "bar"]))
texts = st.builds(Text, number, number, st.text("ab $^_{}\\%é“", min_size=1).filter(str.strip), st.sampled_from([8.5, 11.0]),
                  st.sampled_from(ROLES), st.booleans(), st.booleans(), st.sampled_from(["start", "middle", "end"]),
                  st.sampled_from(["sans", "serif"]))


def bare() -> Axes:
    axes = Figure((200 / 72, 100 / 72), dpi=72, frameon=False).add_axes((0, 0, 1, 1))
    marks.canvas(axes)
    return axes


def drawn(axes: Axes) -> tuple[Mark, ...]:
    figure = axes.get_figure(root=True)
    assert figure is not None
    return record(figure, STYLE)


def same(one: Any, other: Any) -> bool:
    """Equal, but for a few thousandths of a point."""
    if isinstance(one, tuple):
        return type(one) is type(other) and len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, Path | Text | Fill | Stroke):
        return type(one) is type(other) and all(same(getattr(one, n), getattr(other, n)) for n in one.__dataclass_fields__)
    return abs(one - other) < 0.003 if isinstance(one, float) else bool(one == other)


@pytest.fixture(autouse=True)
def house_style() -> Iterator[None]:
    with matplotlib.rc_context(paint.settings(STYLE)):
        yield


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(paths, texts), max_size=8))
def test_marks_come_back_as_they_were_put_down(wanted: list[Mark]) -> None:
    axes = bare()
    for mark in wanted:
        marks.add(axes, mark, STYLE)
    assert same(drawn(axes), tuple(wanted))


def test_plain_matplotlib_is_recorded_too() -> None:
    """A kind may use axes, ticks and lines of matplotlib's own; their looks come from the style."""
    axes = Figure((3, 2), dpi=72, frameon=False).add_axes((0.2, 0.2, 0.7, 0.7))
    axes.bar([0, 1], [3, 7], color=COLOURS["blue"])
    axes.plot([0, 1], [1, 5], marker="o", color=COLOURS["orange"], linestyle="--")
    found = drawn(axes)
    bars = [m for m in found if isinstance(m, Path) and m.fill == Fill("blue")]
    heights = [max(c[2] for c in bar.commands[:4]) - min(c[2] for c in bar.commands[:4]) for bar in bars]  # type: ignore[misc]
    assert len(bars) == 2 and heights[1] / heights[0] == pytest.approx(7 / 3, rel=1e-3)
    assert any(isinstance(m, Path) and m.stroke is not None and m.stroke.colour == "orange" and m.stroke.dash for m in found)
    assert "6" in {m.text for m in found if isinstance(m, Text)}


@pytest.mark.parametrize("alignment, anchor", [("left", "start"), ("center", "middle"), ("right", "end")])
def test_text_keeps_its_anchor_on_the_baseline(alignment: Any, anchor: str) -> None:
    axes = bare()
    axes.text(50, 40, "$5 to $10", ha=alignment, va="baseline", fontsize=9, color=COLOURS["navy"])
    (text,) = drawn(axes)
    assert isinstance(text, Text)
    assert (text.x, text.y, text.text, text.anchor, text.colour) == (50, 40, "$5 to $10", anchor, "navy")


def test_a_line_is_cut_at_the_plot_and_a_quadratic_becomes_its_cubic() -> None:
    axes = bare()
    axes.plot([-100, 300], [50, 50], color=COLOURS["navy"])
    (line,) = drawn(axes)
    assert isinstance(line, Path) and line.commands == (("M", -0.01, 50.0), ("L", 200.01, 50.0))
    axes = bare()
    axes.add_patch(PathPatch(Outline([(0, 0), (30, 60), (60, 0)], [1, 3, 3]), edgecolor=COLOURS["navy"], facecolor="none",
                             linewidth=1))
    (curve,) = drawn(axes)
    assert isinstance(curve, Path) and curve.commands[1] == ("C", 20.0, 40.0, 40.0, 40.0, 60.0, 0.0)


@pytest.mark.parametrize("draw, said", [
    (lambda a: a.text(5, 5, "aslant", rotation=30, color=COLOURS["navy"]), "turned by 30 degrees"),
    (lambda a: a.imshow([[1, 2], [3, 4]]), "draws an image"),
    (lambda a: a.axhline(5, color="#123456"), '"#123456", which is not in the house style'),
    (lambda a: a.axhline(5, color=COLOURS["navy"], alpha=0.5), "transparent"),
    (lambda a: a.bar([1], [1], color=COLOURS["navy"], hatch="*", edgecolor=COLOURS["navy"]), 'hatch "*"'),
    (lambda a: marks.add(a, Path(segment(1, 1, 1, float("inf")), None, Stroke("navy")), STYLE), "not a finite number"),
])
def test_what_a_drawing_cannot_hold_is_refused(draw: Any, said: str) -> None:
    axes = bare()
    draw(axes)
    with pytest.raises(ValueError) as caught:
        drawn(axes)
    assert said in str(caught.value)


def test_every_sketched_kind_is_recorded_exactly() -> None:
    """matplotlib's drawing of a sketch is the sketch: nothing is lost, moved or reordered on the way."""
    seen = []
    for name in sorted(p.stem for p in charts.KINDS.glob("[a-z]*.py")):
        module = charts.kind(name)
        if not hasattr(module, "sketch"):
            continue
        plan = module.plan(module.Spec.model_validate(loaded(module.EXAMPLE)), None)
        made = paint.render(name, plan, 481.28, None, STYLE)
        tall = module.height(plan, 481.28, STYLE)
        assert same(made.marks, tuple(module.sketch(plan, 481.28, tall, STYLE).marks)), name
        assert (made.width, made.height, made.alt) == (481.28, tall, plan.alt)
        seen.append(name)
    assert {"column", "bar", "line", "waterfall", "unit", "status", "timeline"} <= set(seen)


def loaded(text: str) -> Any:
    """The fields of an EXAMPLE as the outline's own loader reads them, single values as if the ledger had resolved them."""
    from charts.inputs import Cell
    from reports import loader

    def read(key: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {k: read(k, v) for k, v in value.items()}
        if isinstance(value, list):
            return [read(key, v) for v in value]
        return Cell(number=5.0, text=str(value)) if key in ("count", "length") else value

    fields, problems = loader.parse(text, "example")
    assert not problems
    return read("", fields)


def test_a_settings_file_in_the_working_folder_changes_nothing(tmp_path: File) -> None:
    (tmp_path / "matplotlibrc").write_text("text.usetex: True\nlines.linewidth: 9\nfont.size: 33\n")
    program = ("import sys; sys.path.insert(0, sys.argv[1]); sys.path.insert(0, sys.argv[1] + '/tests')\n"
               "import test_charts_recorder as t\n"
               "m = t.charts.kind('column')\n"
               "p = m.plan(m.Spec.model_validate(t.loaded(m.EXAMPLE)), None)\n"
               "d = t.paint.render('column', p, 232.0, None, t.STYLE)\n"
               "assert 'matplotlib.pyplot' not in sys.modules\n"
               "sys.stdout.write(repr(d))")
    root = str(File(__file__).parents[1])
    said = subprocess.run([sys.executable, "-c", program, root], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    module = charts.kind("column")
    here = paint.render("column", module.plan(module.Spec.model_validate(loaded(module.EXAMPLE)), None), 232.0, None, STYLE)
    assert said == repr(here) and isinstance(here, Drawing)
