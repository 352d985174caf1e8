"""Work on several cores: the same results in the same order, failures as what they are, and the same files as from one core."""
from __future__ import annotations

import os
from pathlib import Path

import pytest
from built import Made, build, problems_of
from examples import write_gallery

import charts
from charts.inputs import Refused
from reports import parallel
from reports.problems import MachineFailed

BODY = """\
charts:
  boxes:
    kind: column
    headline: The harbour handles more boxes each year
    subtitle: Boxes a year, thousand
    source_note: Own count.
    rows: [{label: first, value: 1}, {label: second, value: 2}, {label: third, value: 3}, {label: fourth, value: 4}]
  ships:
    kind: bar
    headline: The north quay has most of the ships
    subtitle: Ships at each quay
    source_note: Own count.
    rows: [{label: North, value: 8}, {label: South, value: 3}, {label: East, value: 2}, {label: West, value: 1}]
body:
  - chart: boxes
  - chart: ships
"""


def job(number: int) -> bytes:
    return str(number).encode() * number


@pytest.mark.parametrize("jobs", [0, 1, 2, 7])
@pytest.mark.parametrize("workers", [1, 2, 3, 9])
def test_results_come_in_the_order_of_the_jobs(jobs: int, workers: int) -> None:
    assert parallel.spread([lambda n=n: job(n) for n in range(jobs)], workers) == [job(n) for n in range(jobs)]


def test_the_work_is_done_in_several_processes_and_large_results_pass() -> None:
    done = parallel.spread([lambda: str(os.getpid()).encode() for _ in range(6)], 3)
    assert len(set(done)) == 3 and done[0] == str(os.getpid()).encode() and done[:3] == done[3:]
    assert [len(d) for d in parallel.spread([lambda: b"x" * 3_000_000] * 4, 4)] == [3_000_000] * 4


def fail(error: Exception) -> bytes:
    raise error


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_failure_in_a_child_is_told_as_what_it_is(at: int) -> None:
    def jobs(error: Exception) -> list:
        return [lambda n=n: fail(error) if n == at else b"" for n in range(4)]

    with pytest.raises(MachineFailed, match="the disk is full"):
        parallel.spread(jobs(MachineFailed("the disk is full")), 4)
    with pytest.raises(parallel.ChildFailed, match="ZeroDivisionError: a slip"):
        parallel.spread(jobs(ZeroDivisionError("a slip")), 4)


def test_a_failure_here_leaves_no_child_behind() -> None:
    with pytest.raises(ValueError, match="here"):
        parallel.spread([lambda: fail(ValueError("here")), lambda: b"", lambda: b""], 3)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_where_nothing_forks_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert parallel.cores() == 1
    assert parallel.both(lambda: b"first", lambda: os.getpid()) == (b"first", os.getpid())


# ---------------------------------------------------------------- figures
def test_many_cores_make_the_same_files_as_one(gallery: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_gallery(tmp_path / "gallery")
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    spread: list[int] = []
    real = parallel.spread
    monkeypatch.setattr(parallel, "spread", lambda jobs, workers: spread.append(len(jobs)) or real(jobs, workers))
    first = build(folder, tmp_path / "first", cache=tmp_path / "cache")
    assert first.bytes == gallery.bytes
    assert spread and spread[0] >= 25, "the deck's figures are drawn here, those of the brief in its own process"
    drawn = len(list((tmp_path / "cache").glob("*.json")))
    assert drawn > spread[0]
    again = build(folder, tmp_path / "again", cache=tmp_path / "cache")
    assert again.bytes == gallery.bytes and len(spread) == 1, "nothing was drawn anew"
    assert build(folder, tmp_path / "third").bytes == gallery.bytes and len(spread) == 2


@pytest.mark.parametrize("part", ["draw", "height"])
def test_a_figure_that_is_refused_when_drawn_is_told_alike(part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> float:
        raise Refused("L4", "two labels overlap", "shorten one")

    monkeypatch.setattr(charts.kind("column"), part, refuse)
    told = []
    for count in (1, 8):
        monkeypatch.setattr(os, "cpu_count", lambda count=count: count)
        told.append([(p.place, p.what, p.rule) for p in problems_of(tmp_path, BODY) if p.level == "error"])
    assert told[0] == told[1]
    files = ["brief", "deck"] if part == "draw" else ["brief"]  # slides give a figure its height
    assert {what for _, what, _ in told[0]} == {f"in the {name}, two labels overlap" for name in files}
