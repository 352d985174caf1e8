"""A schedule.yaml with problems: its owners hear of it, once, from what can still be read of it; nothing else is done."""
from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from issued import CACHE, Clock, edit, numbers, written
from postbox import Box
from test_command import called
from test_telling import release

from reports.running import run, settings, status, status_page
from reports.running.scheduling.service import LONGEST, Service
from reports.running.steps import Outcome, Status
from reports.running.unattended import Unattended

GOOD = """\
# ours
schedule: {cron: "0 6 * * *", deadline: "07:00"}
distribution: {dry_run: false, from: Desk <desk@example.org>, lists: {staff: {to: [ann@example.org]}}}
failure:
  notify: [owner@example.org]
  grace: 0m
approval: {auto_release: true}
"""
pytestmark = pytest.mark.usefixtures("own_temp")
FAULTS = {"a field": ("approval: {auto", "approvals: {auto"), "a cron line": ("0 6 * * *", "0 66 * * *"),
          "a bracket": ('"07:00"}', '"07:00"'), "an address": ("[ann@example.org]", "[ann]"), "a tab": ("# ours", "\t# ours")}


def ran(folder: Path, at: str = "2021-04-08T05:30:00+00:00") -> Outcome:
    return run.run(folder, Unattended(offline=True).asked(run.Asked(Clock(at), cache=CACHE, wait=0)))


@pytest.fixture
def visit(tmp_path: Path, box: Box) -> Path:
    folder = written(tmp_path / "visit", schedule=GOOD)
    ran(folder)
    release(folder)
    ran(folder)
    box.taken.clear()
    return folder


# ---------------------------------------------------------------- told once, and that it works again
@pytest.mark.parametrize("fault", FAULTS)
def test_owners_hear_once_of_settings_that_cannot_be_read_and_that_they_can_again(fault: str, box: Box, visit: Path) -> None:
    edit(visit, FAULTS[fault], name="schedule.yaml")
    edit(visit, ("A visit", "A second visit"))
    for _ in range(3):
        outcome = ran(visit, "2021-04-09T06:00:00+00:00")
        assert (outcome.status, outcome.what) == (Status.BLOCKED, "schedule.yaml has problems")
    [notice] = box.to("owner@example.org")
    words = notice.get_content()
    for needed in ("What     schedule.yaml has problems", "Stage    settings", "Readers  edition 1 stands", "schedule.yaml:"):
        assert needed in words
    assert len(box.taken) == 1 and numbers(visit) == ["1"], "nothing is made of what nobody can read, and readers hear nothing"
    edit(visit, FAULTS[fault][::-1], name="schedule.yaml")
    ran(visit, "2021-04-09T07:00:00+00:00")
    assert [m["Subject"] for m in box.to("owner@example.org")][1:] == ["visit works again"]


def test_a_report_that_never_ran_has_owners_too(box: Box, tmp_path: Path) -> None:
    folder = written(tmp_path / "visit", schedule=GOOD.replace("approval:", "approvals:"))
    for _ in range(2):
        assert ran(folder).status is Status.BLOCKED
    [notice] = box.to("owner@example.org")
    assert "schedule.yaml has problems" in str(notice["Subject"]) and not (folder / "archive").exists()


@pytest.mark.parametrize("owned", [True, False])
def test_whoever_wakes_the_tool_the_owners_hear_once(owned: bool, box: Box, visit: Path,
                                                      capsys: pytest.CaptureFixture[str]) -> None:
    edit(visit, ("approval:", "approvals:"), *([] if owned else [("[owner@example.org]", "[]")]), name="schedule.yaml")
    clock, started = Clock("2021-04-09T05:00:00+00:00"), list[Path]()

    def start(folder: Path) -> int:
        started.append(folder)
        return called("run", folder, "--if-due")

    def sleep(seconds: float) -> None:
        assert seconds <= LONGEST
        clock.at += timedelta(seconds=seconds)

    Service([visit], start, sleep, print, lambda: clock.at).serve(lambda: clock.at.hour == 6)
    assert len(started) == 1, "what was told, or written down where nobody is named, is not told by another run"
    assert called("run", visit, "--if-due") == 30
    assert "approvals" in capsys.readouterr().err
    assert len(box.to("owner@example.org")) == int(owned)


# ---------------------------------------------------------------- seen
def test_status_says_what_is_wrong_and_still_knows_the_rest(box: Box, visit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(visit, ("approval:", "approvals:"), name="schedule.yaml")
    ran(visit, "2021-04-09T06:00:00+00:00")
    found = status.of(visit, Clock("2021-04-09T06:30:00+00:00").at)
    assert "schedule.yaml:7:1" in found.trouble and (found.latest, found.current) == ("1", "1")
    assert found.failing.startswith("schedule.yaml has problems, at the stage settings: ")
    assert "schedule.yaml:7:1" in found.failing
    assert "at the stage settings" in status_page.page([found], "now")
    assert called("status", visit) == 1
    assert "failing since: 2021-04-09T06:" in capsys.readouterr().out


def test_the_dead_man_s_switch_reads_what_deadline_there_is(box: Box, visit: Path) -> None:
    edit(visit, ("approval:", "approvals:"), name="schedule.yaml")
    now = Clock("2021-04-20T08:00:00+00:00").at
    found = status.of(visit, now)
    assert found.missed, "the part with the schedule is right"
    assert status.alarm(visit, found, now) == status.alarm(visit, found, now) == []
    assert [str(m["Subject"]) for m in box.to("owner@example.org")] == [f"visit: deadline missed ({found.missed})"]


def test_the_dead_man_s_switch_tells_once_that_it_knows_no_deadline(box: Box, visit: Path) -> None:
    edit(visit, ("0 6 * * *", "0 66 * * *"), name="schedule.yaml")
    os.utime(visit / "schedule.yaml", (0, Clock("2021-04-20T08:00:00+00:00").at.timestamp()))
    for minutes, count in ((5, 0), (20, 1), (40, 1)):  # at first it is left to the scheduler, if that still runs
        now = Clock("2021-04-20T08:00:00+00:00").at + timedelta(minutes=minutes)
        assert status.alarm(visit, status.of(visit, now), now) == []
        assert len(box.to("owner@example.org")) == count
    [notice] = box.to("owner@example.org")
    assert notice["Subject"] == "visit: when it is due is not known" and "0 66 * * *" in notice.get_content()
    assert called("status", visit, "--deadline", "--notify") == 1


# ---------------------------------------------------------------- what can still be read
@given(st.integers(0, len(GOOD) - 1), st.sampled_from(["", "{", "}", "[", ":", '"', "\t", "\x00", "é", "#", "- ", "\n", "&a "]))
def test_one_mark_astray_hides_no_more_than_its_own_part(tmp_path_factory: pytest.TempPathFactory, at: int, mark: str) -> None:
    folder = tmp_path_factory.mktemp("visit")
    (folder / "schedule.yaml").write_text(GOOD[:at] + mark + GOOD[at + 1:], encoding="utf-8")
    found = settings.salvaged(folder)
    parts: dict[str, Callable[[], bool]] = {
        "schedule:": lambda: found.schedule is not None and found.schedule.cron == "0 6 * * *",
        "distribution:": lambda: found.distribution.sender == "Desk <desk@example.org>",
        "failure:": lambda: found.failure.notify == ["owner@example.org"],
        "approval:": lambda: found.approval.auto_release}
    starts = [GOOD.index(name) for name in parts]
    touched = sum(start <= at for start in starts) - 1  # the part that holds the mark; its neighbour where a line's end went
    for number, (name, whole) in enumerate(parts.items()):
        if number not in (touched, touched + (GOOD[at] == "\n")):
            assert whole(), name


@given(st.text(max_size=200))
def test_whatever_stands_there_is_read_as_far_as_it_goes(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("visit")
    (folder / "schedule.yaml").write_text(text, encoding="utf-8", errors="replace")
    found, broken = settings.salvaged(folder), settings.problems(folder)
    assert broken or found.model_dump() == settings.read(folder).model_dump()


def test_settings_without_a_fault_are_read_as_they_are(visit: Path) -> None:
    assert settings.salvaged(visit).model_dump() == settings.read(visit).model_dump()
    (visit / "schedule.yaml").unlink()
    assert settings.salvaged(visit) == settings.Settings()
