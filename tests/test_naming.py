"""Words aside of their marks in Office charts: apart, inside the chart, level with what they name, in LibreOffice too."""
from __future__ import annotations

from itertools import combinations
from typing import Any

import pptx_sample as sample
import pytest
from conftest import tool
from examples import chart_example
from hypothesis import given, settings
from hypothesis import strategies as st
from rendered import Sheet, rendered, squeezed

import charts
from charts.drawing import Drawing, Fill
from charts.naming import named
from charts.native import Native, NativeSeries, Point
from charts.sized import sized
from reports.page import Figure
from reports.render import pptx

STYLE = sample.theme().style("slide")
SIZE, HALF = (864.0, 312.0), (420.0, 300.0)
LONG = [{"name": "Containers of the northern terminal", "message": True}, {"name": "Ferries and cruise ships"},
        {"name": "Fish market and its boats"}]
MANY: dict[str, Any] = {"series": [{"name": "The year before last"}, {"name": "Latest year"}],
                        "rows": [{"label": f"{2010 + n}", "values": [20 + n, 30 - n]} for n in range(8)]}
CASES: dict[str, tuple[str, dict[str, Any], tuple[float, float]]] = {
    "columns": ("stacked", {}, SIZE), "columns, narrow": ("stacked", {}, HALF), "shares": ("stacked", {"share": True}, SIZE),
    "columns, long names": ("stacked", {"series": LONG}, SIZE), "bars": ("stacked", {"horizontal": True, "series": LONG}, SIZE),
    "lines": ("lines", {}, SIZE), "lines, narrow": ("lines", {}, HALF),
    "areas": ("area", {}, SIZE), "areas, narrow": ("area", {}, HALF), "ring": ("doughnut", {}, SIZE),
    "ring, narrow": ("doughnut", {}, HALF), "groups": ("grouped", MANY, SIZE),
    "opposed": ("diverging", {"series": [{"name": "Against the plan as it was published last year"}, {"name": "For"}]}, SIZE)}


def office(kind: str, changes: dict[str, Any], size: tuple[float, float]) -> Native:
    module = charts.kind(kind)
    return sized(module.native(module.plan(module.Spec(**(chart_example(kind) | changes)))), *size, STYLE)


def asides(native: Native) -> list[Point]:
    return [p for series in native.series for p in series.points if p and p.aside]


# ---------------------------------------------------------------- as LibreOffice sets them
@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sheet]:
    tool("soffice")
    folder = tmp_path_factory.mktemp("naming")
    pages = [sample.page(Figure(48, 128, *size, Drawing(*size, ()), alt="x", native=office(kind, changes, size), name="Figure 1"))
             for kind, changes, size in CASES.values()]
    (folder / "deck.pptx").write_bytes(pptx.render(sample.pages(*pages), sample.theme(), sample.MASTER))
    return dict(zip(CASES, rendered([folder / "deck.pptx"], folder)[folder / "deck.pptx"]))


def found(words: str, sheet: Sheet) -> tuple[float, float, float, float]:
    """The box of words on a slide: left, top, right, bottom, in points from the top left of the chart."""
    height, characters = sheet
    stream = "".join(c for c, _ in characters)
    at = stream.index(squeezed(words))
    boxes = [box for _, box in characters[at:at + len(squeezed(words))]]
    return (min(b[0] for b in boxes) - 48, height - max(b[3] for b in boxes) - 128, max(b[2] for b in boxes) - 48,
            height - min(b[1] for b in boxes) - 128)


@pytest.mark.xdist_group("outside")  # one LibreOffice runs at a time
@pytest.mark.parametrize("case", CASES)
def test_names_stand_apart_and_inside_the_chart(case: str, drawn: dict[str, Sheet]) -> None:
    kind, changes, size = CASES[case]
    native = office(kind, changes, size)
    boxes = [found(p.label, drawn[case]) for p in asides(native)]
    assert len(boxes) > 1
    for left, top, right, bottom in boxes:
        assert left > -2 and top > -2 and right < size[0] + 2 and bottom < size[1] + 2
    assert not [1 for a, b in combinations(boxes, 2)
                if min(a[2], b[2]) - max(a[0], b[0]) > 0 and min(a[3], b[3]) - max(a[1], b[1]) > 0]


@pytest.mark.xdist_group("outside")
@pytest.mark.parametrize("case", ["columns", "columns, narrow", "shares", "areas", "areas, narrow"])
def test_names_beside_a_plot_stand_level_with_their_parts(case: str, drawn: dict[str, Sheet]) -> None:
    """The parts are measured where the plot was told to stand; LibreOffice has to put plot and words there."""
    kind, changes, size = CASES[case]
    native = office(kind, changes, size)
    assert native.plot
    left, top, wide, high = (share * size[n % 2] for n, share in enumerate(native.plot))
    end = native.maximum if "_100" not in native.kind else sum(series.values[-1] or 0.0 for series in native.series)
    reached = 0.0
    for series in native.series[:len(asides(native))]:
        value = series.values[-1] or 0.0
        middle = top + high * (1 - (reached + value / 2) / (end or 1.0))
        reached += value
        box = found(series.points[-1].label, drawn[case])  # type: ignore[union-attr]
        assert abs((box[1] + box[3]) / 2 - middle) < 6
        assert box[0] > left + wide - wide / len(native.categories)


@pytest.mark.xdist_group("outside")
@pytest.mark.parametrize("case", ["lines", "lines, narrow"])
def test_names_of_lines_stand_level_with_their_ends(case: str, drawn: dict[str, Sheet]) -> None:
    kind, changes, size = CASES[case]
    native = office(kind, changes, size)
    assert native.plot and native.maximum
    for series in native.series:
        point, value = next((p, v) for p, v in reversed(list(zip(series.points, series.values))) if p and v is not None)
        box = found(point.label, drawn[case])
        level = size[1] * (native.plot[1] + native.plot[3] * (1 - value / native.maximum))
        assert abs((box[1] + box[3]) / 2 - level) < 6 and box[0] > size[0] * (native.plot[0] + native.plot[2])


def test_a_note_too_wide_for_the_end_of_a_line_stands_under_its_value() -> None:
    last = office("fan", {}, HALF).series[-1].points[-1]
    assert last and last.aside and last.note.replace("\n", " ") == "forecast, expected: 520 to 740" and "\n" in last.note
    wide = office("fan", {}, SIZE).series[-1].points[-1]
    assert wide and not wide.aside and wide.place == "r"


@pytest.mark.xdist_group("outside")
def test_names_around_a_ring_keep_off_it(drawn: dict[str, Sheet]) -> None:
    for case in ("ring", "ring, narrow"):
        size = CASES[case][2]
        native = office("doughnut", {}, size)
        assert native.plot and native.leaders
        left, right = native.plot[0] * size[0], (native.plot[0] + native.plot[2]) * size[0]
        for point in asides(native):
            box = found(point.label, drawn[case])
            assert box[0] > right or box[2] < left, point.label


# ---------------------------------------------------------------- any stack
Box = tuple[float, float, float, float]


def boxes_of(native: Native, size: tuple[float, float]) -> list[Box]:
    """Where the words of stacked columns stand: moved from the middle of their parts, where a host would put them."""
    assert native.plot
    (left, top, wide, high), made = (share * size[n % 2] for n, share in enumerate(native.plot)), []
    last = len(native.categories) - 1
    reached, pitch = 0.0, wide / len(native.categories)
    for series in native.series:
        point, value = series.points[last], series.values[last] or 0.0
        assert point and point.shift
        lines = point.label.split("\n")
        across, tall = max(STYLE.measure(line, 20, True) for line in lines), 25.0 * len(lines)
        x = left + (last + 0.5) * pitch + point.shift[0] * size[0]
        y = top + high * (1 - (reached + value / 2) / (native.maximum or 1.0)) + point.shift[1] * size[1]
        made.append((x - across / 2, y - tall / 2, x + across / 2, y + tall / 2))
        reached += value
    return made


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=2, max_size=4), st.integers(1, 9),
       st.lists(st.text("abcdef ", min_size=1, max_size=40).map(lambda t: " ".join(t.split()) or "x"), min_size=4, max_size=4),
       st.sampled_from([SIZE, HALF]))
def test_names_beside_any_column_stand_apart(parts: list[int], columns: int, names: list[str], size: tuple[float, float]) -> None:
    made = tuple(NativeSeries(name, (float(value),) * columns, Fill("navy"), labels=True, points=(
        *[None] * (columns - 1), Point(label=f"{value}  {name}", role="label", aside=True))) for name, value in zip(names, parts))
    chart = Native("column_stacked", ("2020",) * columns, made, 0.0, 400.0, 100.0, gap_width=55, overlap=100)
    native = named(chart, *size, STYLE)
    boxes = boxes_of(native, size)
    assert native.plot and native.plot[2] > 0.3
    edge = (native.plot[0] + native.plot[2]) * size[0] - (1 - 1 / 1.55) / 2 * native.plot[2] * size[0] / columns
    assert all(edge < a and b > -0.1 and c < size[0] and d < size[1] for a, b, c, d in boxes)
    assert not [1 for a, b in combinations(boxes, 2) if min(a[3], b[3]) - max(a[1], b[1]) > 0.1]


def test_a_chart_without_words_aside_is_left_as_it_is() -> None:
    native = Native("column", ("a",), (NativeSeries("Trade", (1.0,), Fill("navy"), labels=True),))
    assert named(native, *SIZE, STYLE) == native


def test_no_kind_needs_a_legend() -> None:
    """L1 of every EXAMPLE, and of every switch that could ask for one."""
    made = [office(*case) for case in CASES.values()]
    made += [native for name in charts.names() if hasattr(module := charts.kind(name), "native")
             if (native := module.native(module.plan(module.Spec(**chart_example(name)))))]
    assert len(made) > 20 and not [native for native in made if native.legend]
