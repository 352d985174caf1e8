"""The cache of drawings: it gives back what was put in, notices every change that matters, and survives damage."""
from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path as File
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts import cache
from charts.drawing import Drawing, Fill, Path, Stroke, Text, circle
from charts.style import Style

ROOT = File(__file__).parents[1]
STYLE = Style("print", {"navy": "#000080"}, {"label": 9.5}, lambda text, size, bold: size * len(text))
PICTURE = Drawing(10.0, 20.5, (Path(circle(5, 5, 2), Fill("navy", "hatch", "white"), Stroke("navy", 0.5, (1.0, 2.0)), "disc"),
                               Text(1.0, 2.0, "“Größe” 5 km", 9.0, "navy", True, False, "middle", "serif")), "A disc.")


@dataclasses.dataclass(frozen=True)
class Plan:
    alt: str
    values: tuple[float, ...]
    place: object = None


class Maker:
    """Counts how often a drawing had to be made."""

    def __init__(self, made: Drawing = PICTURE) -> None:
        self.made, self.calls = made, 0

    def __call__(self) -> Drawing:
        self.calls += 1
        return self.made


def test_the_second_time_nothing_is_drawn(tmp_path: File) -> None:
    make = Maker()
    first = cache.cached(tmp_path / "new", ("a", 1.5), make)
    second = cache.cached(tmp_path / "new", ("a", 1.5), make)
    assert first == second == PICTURE and make.calls == 1
    assert cache.cached(None, ("a", 1.5), make) == PICTURE and make.calls == 2


@pytest.mark.parametrize("parts", [("a", 1.6), ("b", 1.5), ("a", "1.5"), ("a", 1.5, None), ("a1.5",)])
def test_another_key_is_another_drawing(tmp_path: File, parts: tuple[Any, ...]) -> None:
    make = Maker()
    cache.cached(tmp_path, ("a", 1.5), make)
    cache.cached(tmp_path, parts, make)
    assert make.calls == 2


def test_where_a_plan_was_typed_does_not_count_and_all_else_does() -> None:
    plan = Plan("a", (1.0, 2.0), "line 4")
    assert cache.spelled(plan) == cache.spelled(dataclasses.replace(plan, place="line 9"))
    assert cache.spelled(plan) != cache.spelled(dataclasses.replace(plan, alt="b"))
    assert cache.spelled(plan) != cache.spelled(dataclasses.replace(plan, values=(1.0, 2.5)))
    with pytest.raises(TypeError):
        cache.spelled({1, 2})


def test_a_font_with_other_widths_is_another_style() -> None:
    wider = dataclasses.replace(STYLE, measure=lambda text, size, bold: 1.01 * size * len(text))
    assert cache.ruler(STYLE) != cache.ruler(wider)


@pytest.mark.parametrize("damage", [
    lambda entry: b"", lambda entry: entry[:-9], lambda entry: entry.replace(b"10.0", b"11.0", 1), lambda entry: b"[1, 2]",
    lambda entry: b"\xff\xfe" + entry, lambda entry: b"[" * 100_000, lambda entry: entry + b" " * 5_000_000])
def test_a_damaged_entry_is_made_anew_and_mended(tmp_path: File, damage: Any) -> None:
    make = Maker()
    cache.cached(tmp_path, ("a",), make)
    (entry,) = tmp_path.iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))
    assert cache.cached(tmp_path, ("a",), make) == PICTURE
    assert make.calls == 2 and entry.read_bytes() == whole


def test_an_entry_under_a_foreign_key_is_ignored(tmp_path: File) -> None:
    one, other = Maker(), Maker(Drawing(1.0, 1.0, ()))
    cache.cached(tmp_path, ("a",), one)
    (entry,) = tmp_path.iterdir()
    cache.cached(tmp_path, ("b",), other)
    (second,) = set(tmp_path.iterdir()) - {entry}
    second.write_bytes(entry.read_bytes())
    assert cache.cached(tmp_path, ("b",), other) == other.made and other.calls == 2


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: File) -> None:
    (tmp_path / "file").write_text("in the way")
    make = Maker()
    assert cache.cached(tmp_path / "file", ("a",), make) == PICTURE and make.calls == 1


def test_well_sealed_nonsense_is_no_drawing() -> None:
    good = ["path", [["M", 1, 2]], None, None, ""]
    bad = [["path", [["M", 1]], None, None, ""], ["path", [["Q", 1, 2]], None, None, ""], ["oval"], 7, None,
           ["text", 1, 2, 3, 9, "navy", True, False, "start", "sans"], ["path", [["M", 1, True]], None, None, ""],
           ["text", 1, 2, "a", 9, "navy", True, False, "left", "sans"],
           ["path", [["M", 1, 2]], ["navy", "zigzag", None], None, ""]]

    def sealed(mark: Any) -> bytes:
        return cache.sealed("k", json.dumps([1, 1, "", [mark]]))

    assert cache.from_json(sealed(good), "k") is not None
    assert [cache.from_json(sealed(mark), "k") for mark in bad] == [None] * len(bad)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_a_fault(entry: bytes) -> None:
    assert cache.from_json(entry, "k") is None


def test_entries_are_equal_byte_for_byte() -> None:
    assert cache.to_json(PICTURE, "k") == cache.to_json(dataclasses.replace(PICTURE), "k")
    assert cache.from_json(cache.to_json(PICTURE, "k"), "k") == PICTURE


def test_a_warm_build_does_not_import_matplotlib(tmp_path: File) -> None:
    program = ("import sys; sys.path.insert(0, sys.argv[1]); sys.path.insert(0, sys.argv[1] + '/tests')\n"
               "from pathlib import Path\n"
               "import test_charts_kinds_a as t\n"
               "from charts import cache\n"
               "plan = t.planned('column')\n"
               "for height in (None, 150.0):\n"
               "    drawing = cache.drawn(Path(sys.argv[2]), 'column', plan, 232.0, height, t.PRINT)\n"
               "    assert len(drawing.marks) > 8\n"
               "sys.stdout.write(str('matplotlib' in sys.modules) + repr(drawing))")
    run = [subprocess.run([sys.executable, "-c", program, str(ROOT), str(tmp_path)], env={"PYTHONHASHSEED": "5"},
                          capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert run[0].startswith("True") and run[1] == run[0].replace("True", "False", 1)
