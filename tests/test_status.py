"""How a report stands, the dead man's switch, the page, and building while one writes."""
from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from issued import Clock, edit, ran, written
from test_command import called
from test_telling import OWNER, Box

from reports.running import clock, log, run, status, status_page, watching
from reports.running.scheduling import service
from reports.running.unattended import Unattended, due_now

SCHEDULE = 'schedule: {cron: "0 6 * * *", deadline: "07:00"}\n'


def moment(words: str) -> datetime:
    return Clock(words).at


def scheduled(folder: Path, at: str) -> None:
    """What the loop does at a moment."""
    at_hand = Clock(at)
    service.look(folder, at_hand)
    due = due_now(folder, at_hand)
    if due:
        run.run(folder, Unattended(due, offline=True).asked(run.Asked(at_hand, wait=0)))


@pytest.fixture
def visit(tmp_path: Path) -> Path:
    """A report whose schedule has begun, and which ran once."""
    folder = written(tmp_path / "visit", schedule=SCHEDULE + OWNER)
    scheduled(folder, "2021-04-08T05:00:00+00:00")
    scheduled(folder, "2021-04-08T06:00:00+00:00")
    return folder


# ---------------------------------------------------------------- how it stands
def test_a_report_that_ran_is_well_and_knows_what_is_next(visit: Path) -> None:
    found = status.of(visit, moment("2021-04-08T07:30:00+00:00"))
    assert found.well and (found.latest, found.state, found.current) == ("1", "submitted", "")
    assert found.due == "2021-04-09T06:00:00+00:00"
    assert [(line.result, line.edition) for line in found.runs] == [("new", "1")]


def test_the_last_ten_runs_are_told_newest_first(tmp_path: Path) -> None:
    folder = written(tmp_path / "visit")
    for _ in range(12):
        ran(folder)
    found = status.of(folder, moment("2021-04-08T07:30:00+00:00"))
    assert [line.run for line in found.runs] == list(range(12, 2, -1)) and found.due == ""


def test_what_was_never_run_or_cannot_be_read_is_said(tmp_path: Path) -> None:
    fresh = written(tmp_path / "fresh", schedule=SCHEDULE)
    assert status.of(fresh, moment("2021-04-08T07:30:00+00:00")).trouble == "it never ran"
    bad = written(tmp_path / "bad", schedule="schedule: 5\n")
    assert "schedule.yaml:1:" in status.of(bad, moment("2021-04-08T07:30:00+00:00")).trouble


# ---------------------------------------------------------------- the dead man's switch
def test_a_deadline_that_passes_without_a_good_run_is_missed_until_one_comes(visit: Path) -> None:
    assert status.of(visit, moment("2021-04-09T06:59:00+00:00")).missed == ""
    late = status.of(visit, moment("2021-04-09T07:00:00+00:00"))
    assert late.missed == "2021-04-09T06:00[UTC]" and not late.well
    edit(visit, ("{F-002}", "{F-999}"))
    scheduled(visit, "2021-04-09T07:05:00+00:00")
    assert status.of(visit, moment("2021-04-09T07:10:00+00:00")).missed, "a run that is blocked is no good run"
    edit(visit, ("{F-999}", "{F-002}"))
    scheduled(visit, "2021-04-10T06:00:00+00:00")
    assert status.of(visit, moment("2021-04-10T06:30:00+00:00")).missed == ""


def test_the_owners_are_told_once_a_period_even_while_a_run_hangs(visit: Path, box: Box) -> None:
    from reports.running import lock

    now = moment("2021-04-09T07:00:00+00:00")
    with lock.held(visit / "archive", "2021-04-09T06:00:00+00:00"):
        for _ in range(3):
            assert status.alarm(visit, status.of(visit, now), now) == []
    [letter] = box.to("owner@example.org")
    assert letter["Subject"] == "visit: deadline missed (2021-04-09T06:00[UTC])"
    assert "Readers  have no edition" in letter.get_content() and "runs.jsonl" in letter.get_content()
    next_day = moment("2021-04-10T07:00:00+00:00")
    status.alarm(visit, status.of(visit, next_day), next_day)
    assert len(box.to("owner@example.org")) == 2


def test_an_owner_who_could_not_be_told_is_told_later(visit: Path, box: Box) -> None:
    now = moment("2021-04-09T07:00:00+00:00")
    box.refuse = "451 later"
    assert status.alarm(visit, status.of(visit, now), now) == ["owner@example.org"]
    box.refuse = ""
    assert status.alarm(visit, status.of(visit, now), now) == []
    assert len(box.taken) == 1


# ---------------------------------------------------------------- the commands
def test_the_command_tells_and_its_status_says_whether_to_look(visit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert called("status", visit) == 1, "by today's clock, deadlines have passed"
    out = capsys.readouterr().out
    assert out.startswith("visit: edition 1 (submitted); readers have none; next due ") and "deadline missed: " in out
    assert called("status", "--json", visit) == 1
    [data] = json.loads(capsys.readouterr().out)
    assert data["latest"] == "1" and data["runs"][0]["result"] == "new"
    assert called("status", "--deadline", visit) == 1
    assert "no run ended well by the deadline" in capsys.readouterr().err
    free = written(visit.parent / "free")
    ran(free)
    assert called("status", free) == 0
    assert called("status", "--notify", free) == 2


def test_schedules_are_listed_and_printed(visit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert called("schedule", "--count", "3", visit) == 0
    assert len([line for line in capsys.readouterr().out.splitlines() if "T06:00[UTC]  due " in line]) == 3
    for form, word in (("systemd", "OnCalendar="), ("cron", "*/5 * * * *"), ("k8s", "kind: CronJob")):
        assert called("schedule", "--print", form, visit) == 0
        assert word in capsys.readouterr().out


def test_serving_once_runs_what_is_due_in_a_process_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = written(tmp_path / "visit", schedule='schedule: {cron: "* * * * *"}\n')
    service.look(folder, lambda: clock.read() - timedelta(minutes=3))
    assert called("serve-schedule", "--once", "--offline", folder) == 0
    assert "ended with status 0" in capsys.readouterr().out
    assert [line["result"] for line in log.lines(folder / "archive") if line["stage"] == "end"] == ["new"]
    assert called("run", "--if-due", written(tmp_path / "other")) == 10, "without a schedule nothing is ever due"


def test_what_is_owed_can_be_delivered_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = written(tmp_path / "visit")
    ran(folder)
    assert called("tell", folder) == 0
    assert capsys.readouterr().out == "visit: nothing is owed\n"


# ---------------------------------------------------------------- the page
class Page(HTMLParser):
    """Collects what a page would fetch or run, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.outside: list[str] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)
        self.outside += [value or "" for name, value in attrs if name in ("src", "href", "style", "onclick")]
        self.outside += [tag] * (tag in ("script", "link", "img", "iframe"))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_page_needs_nothing_else_and_hides_nothing(visit: Path, tmp_path: Path) -> None:
    edit(visit, ("{F-002}", "{F-999}"))
    scheduled(visit, "2021-04-09T06:05:00+00:00")
    evil = status.Report("<script>alert(1)</script>", trouble="<b>bold</b> & more")
    found = [status.of(visit, moment("2021-04-09T08:00:00+00:00")), evil]
    page = Page(status_page.page(found, "2021-04-09T08:00:00+00:00"))
    text = " ".join(page.words)
    assert page.outside == [] and page.open == []
    for words in ("2 of 2 reports need a look", "<b>bold</b> & more", "Deadline missed", "Failing since"):
        assert words in text
    assert called("status", "--html", tmp_path / "page.html", visit) == 1
    assert (tmp_path / "page.html").read_text().startswith("<!doctype html>")


# ---------------------------------------------------------------- building while one writes
def test_a_change_is_seen_when_the_file_is_still(tmp_path: Path) -> None:
    looks: Iterator[watching.Look] = iter([
        {"a": (1, 1)}, {"a": (1, 1)}, {"a": (2, 2)}, {"a": (3, 3)}, {"a": (3, 3)}, {"a": (3, 3), "b": (1, 1)},
        {"a": (3, 3), "b": (1, 1)}, {"b": (1, 1)}, {"b": (1, 1)}])
    seen = watching.changes(lambda: next(looks), lambda seconds: None)
    assert [next(seen) for _ in range(4)] == [[], ["a"], ["b"], ["a"]]


def test_watching_builds_and_tells_problems(visit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    looked = set(watching.looked([visit], [visit / "archive"]))
    assert looked == {f"{visit}/outline.yaml"}, "the archive, schedule and hidden files are not looked at"
    assert called("watch", "--once", "--out", tmp_path / "out", visit) == 0
    assert "0 errors" in capsys.readouterr().out and (tmp_path / "out/visit/brief.pdf").exists()
    edit(visit, ("{F-002}", "{F-999}"))
    assert called("watch", "--once", "--out", tmp_path / "out", visit) == 0
    assert "F-999" in capsys.readouterr().err
