"""What befalls a run that nobody watches: death, a full disk, company, a foreign lock, a read-only place, rotten caches.

After each: the archive opens, its latest edition is whole, the next run succeeds, nothing is lost, nothing is sent twice.
"""
from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import disasters
import pytest
from disasters import KILLED, Steps, child, die, ended, fresh, no_space, spread
from issued import Clock, copied, edit, editions, numbers, opened, ran, tree, written
from scale import often

from reports.editions import manifest, verifying
from reports.editions.archive import Archive
from reports.problems import MachineFailed
from reports.running import checking, lock, log
from reports.running.steps import Hooks, Status

GROWN = ("value: 300, unit: USD million", "value: 330, unit: USD million")
AUTO = "approval: {auto_release: true}\nmaterial_change: {figure_pct: 50, any_of: [status]}\n"  # so that a run goes all the way


@pytest.fixture(scope="module")
def before(memory: Path) -> Path:
    """A report with one edition, told, and a change that waits to become the second."""
    folder = written(fresh(memory, "before") / "visit", schedule=AUTO)
    checking.tool()  # once, for all children
    assert ended(child(folder)) == Status.HELD
    assert (folder.parent / "told-1").exists()
    edit(folder, GROWN)
    return folder


@pytest.fixture(scope="module")
def steps(before: Path, memory: Path) -> int:
    """How many steps the run takes that makes the second edition."""
    number = disasters.count(put(before, fresh(memory, "count")))
    assert number > 150
    return number


def put(before: Path, place: Path) -> Path:
    shutil.copyfile(before.parent / "told-1", place / "told-1")
    return copied(before, place / "visit")


def is_whole(folder: Path) -> None:
    """The archive opens as it was left, and the newest edition is whole."""
    with opened(folder) as archive:
        found = archive.editions()
        assert [e.number for e in found] in (["1"], ["1", "2"])
        for edition in found:
            assert list(manifest.faults(archive.folder(edition), edition)) == []
        assert manifest.read((folder / "archive" / "latest").resolve()).number in ("1", "2")
        if archive.current():
            assert (folder / "archive" / "releases" / archive.current() / "brief.pdf").exists()


def goes_on(folder: Path) -> None:
    """The next run succeeds; then everything is there, once."""
    assert ended(child(folder)) in (Status.NEW, Status.UNCHANGED)
    assert ended(child(folder)) == Status.UNCHANGED
    assert numbers(folder) == ["1", "2"]
    with Archive.for_writing(folder / "archive") as archive:
        assert archive.notes == [] and verifying.verified(archive) == ([], [])
        happened = [(event.kind, event.edition) for event in archive.events()]
    assert happened == [("told", "1"), ("released", "2"), ("told", "2")]
    assert sorted(p.name for p in folder.parent.glob("told-*")) == ["told-1", "told-2"]
    assert (folder / "archive" / "current").resolve().name == "2"
    assert not list((folder / "archive").rglob("*.part*"))


# ---------------------------------------------------------------- death
def test_a_run_may_be_killed_at_any_step(before: Path, steps: int, place: Path) -> None:
    points = spread(steps, often(12, 200))
    assert len(points) >= often(12, min(200, steps))
    for at in points:
        folder = put(before, fresh(place, at))
        assert ended(child(folder, Steps(str(folder.parent), at, die))) == KILLED, at
        is_whole(folder)
        goes_on(folder)
        shutil.rmtree(folder.parent)


def test_a_run_may_be_killed_at_any_moment(before: Path, place: Path) -> None:
    """With real pages, in their own processes: deaths while files are made."""
    started = time.perf_counter()
    folder = put(before, fresh(place, "whole"))
    assert ended(child(folder, quick=False)) == Status.NEW
    whole = min(time.perf_counter() - started, 4.0)
    chance, killed = random.Random(9), 0
    for i in range(often(2, 60)):
        folder = put(before, fresh(place, i))
        number = child(folder, quick=False)
        time.sleep(chance.random() * whole)
        os.kill(number, signal.SIGKILL)
        killed += ended(number) == KILLED
        is_whole(folder)
        assert ended(child(folder, quick=False, wait=10)) in (Status.NEW, Status.UNCHANGED)
        assert numbers(folder) == ["1", "2"]
        shutil.rmtree(folder.parent)
    assert killed >= often(0, 30)


def test_a_run_may_be_killed_twice(before: Path, steps: int, place: Path) -> None:
    """The run that puts things right is killed as well."""
    chance = random.Random(4)
    for i in range(often(3, 100)):
        folder = put(before, fresh(place, i))
        for _ in range(2):
            child_ended = ended(child(folder, Steps(str(folder.parent), chance.randrange(1, steps), die)))
            assert child_ended in (KILLED, Status.NEW, Status.UNCHANGED)
            is_whole(folder)
        goes_on(folder)
        shutil.rmtree(folder.parent)


# ---------------------------------------------------------------- a full disk
def test_a_disk_that_fills_up_at_any_step(before: Path, steps: int, place: Path) -> None:
    for at in spread(steps, often(6, 50)):
        folder = put(before, fresh(place, at))
        assert ended(child(folder, Steps(str(folder.parent), at, no_space))) in (3, Status.NEW), at
        is_whole(folder)
        goes_on(folder)
        shutil.rmtree(folder.parent)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a file system in memory, where that is allowed: (options) to its folder."""
    mounted: list[Path] = []

    def mount(options: str) -> Path:
        place = fresh(tmp_path, f"disk-{len(mounted)}")
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("no file system can be mounted here")
        mounted.append(place)
        return place

    yield mount
    for place in mounted:
        subprocess.run(["umount", "-l", str(place)], check=True)  # at once for names, later for handles


def test_a_real_disk_that_is_full(before: Path, small_disk: Callable[[str], Path]) -> None:
    """SQLite's own writes fail here too, which no stand-in can do."""
    used = sum(len(data) for data in tree(before.parent).values()) // 1024
    new = sum(size for size, _ in editions(before)[0].files.values()) // 1024
    failed = 0
    for i in range(often(3, 50)):
        room = used + 300 + new * i // often(3, 50)
        folder = put(before, small_disk(f"size={room}k"))
        failed += ended(child(folder)) == 3
        is_whole(folder)
        subprocess.run(["mount", "-o", f"remount,size={used + 4 * new + 9000}k", str(folder.parent)], check=True)
        goes_on(folder)
    assert failed >= often(1, 20)


def test_too_little_room_is_told_before_anything_is_made(before: Path, small_disk: Callable[[str], Path]) -> None:
    folder = put(before, small_disk("size=24m"))
    was = tree(folder / "archive")
    with pytest.raises(MachineFailed, match=r"has \d+ MB free, and an edition needs \d+ MB"):
        ran(folder)
    now = tree(folder / "archive")
    assert {name for name in now if now[name] != was.get(name)} == {log.NAME, lock.NAME}


def test_a_read_only_place(before: Path, small_disk: Callable[[str], Path]) -> None:
    """Nothing can be made; all that is there can be read."""
    place = small_disk("size=60m")
    folder = put(before, place)
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    with pytest.raises(MachineFailed, match=rf"cannot write to {folder}/archive: Read-only file system"):
        ran(folder)
    assert numbers(folder) == ["1"]
    is_whole(folder)
    with opened(folder) as archive:
        edition = archive.edition("1")
        assert edition and archive.content(edition)["head"]["title"] == "A visit"
    subprocess.run(["mount", "-o", "remount,rw", str(place)], check=True)
    goes_on(folder)


# ---------------------------------------------------------------- company
def test_eight_runs_at_once_make_one_edition(before: Path, place: Path) -> None:
    for i in range(often(1, 10)):
        folder = put(before, fresh(place, i))
        found = sorted(ended(number) for number in [child(folder, wait=120) for _ in range(8)])
        assert found == [Status.NEW, *[Status.UNCHANGED] * 7]
        is_whole(folder)
        goes_on(folder)


def test_eight_runs_that_do_not_wait_get_in_nobodys_way(before: Path, place: Path) -> None:
    folder = put(before, place)
    found = [ended(number) for number in [child(folder, quick=False) for _ in range(8)]]
    assert found.count(Status.NEW) == 1 and set(found) <= {Status.NEW, Status.UNCHANGED, 3}
    assert numbers(folder) == ["1", "2"]
    is_whole(folder)


# ---------------------------------------------------------------- caches
def test_a_rotten_cache_costs_time_and_nothing_else(before: Path, place: Path) -> None:
    cache = place / "cache"
    clean = ran(put(before, fresh(place, "one")), cache=cache).edition
    entries = [p for p in cache.rglob("*") if p.is_file()]
    assert entries
    for i, path in enumerate(entries):
        path.write_bytes((b"", b"{}", b"\x00" * 99, path.read_bytes()[:-9])[i % 4])
    rotten = ran(put(before, fresh(place, "two")), cache=cache).edition
    none = ran(put(before, fresh(place, "three")), cache=None).edition
    assert clean and rotten and none and clean.clean == rotten.clean == none.clean


# ---------------------------------------------------------------- a clock set back
def test_editions_are_ordered_by_their_numbers_whatever_the_clock_says(before: Path, place: Path) -> None:
    folder = put(before, place)
    for year, value in ((2040, 340), (1980, 350), (2021, 360)):
        edit(folder, (f"value: {_value(folder)}, unit: USD million", f"value: {value}, unit: USD million"))
        ran(folder, Clock(f"{year}-01-01T00:00:00+00:00"), hooks=Hooks(tell=disasters.tell))
    found = editions(folder)
    assert [e.seq for e in found] == [1, 2, 3, 4] and [e.made[:4] for e in found] == ["2021", "2040", "1980", "2021"]
    assert (folder / "archive" / "latest").resolve().name == "4"
    assert sum("notes" in line for line in log.lines(folder / "archive")) == 1


def _value(folder: Path) -> str:
    text = (folder / "outline.yaml").read_text()
    return text[text.index("F-002: {value: ") + 15:][:3]
