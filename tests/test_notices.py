"""What owners read when something is broken: which stage, which item, since when, what there is, when it is tried next.

Everything is really broken but the disk, which is made to answer as a full or a forbidden one does.
"""
from __future__ import annotations

import email
import errno
import os
import shutil
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from built import HEAD, report
from issued import CACHE, Clock, edit, opened
from postbox import Box, free_port
from test_aged_tables import CHART, DATA
from test_command import called
from test_telling import release
from webserver import served

from reports import durable
from reports.editions.archive import Archive
from reports.options import TEMPLATES
from reports.problems import MachineFailed
from reports.running import checking, lock, run, status, status_page
from reports.running.scheduling import service
from reports.running.steps import Outcome, Status
from reports.running.telling import readers
from reports.running.unattended import Unattended, due_now

SCHEDULE = """\
schedule: {cron: "0 6 * * *", zone: UTC}
distribution: {dry_run: false, from: desk@example.org, lists: {staff: {to: [ann@example.org]}}}
failure: {notify: [owner@example.org], retries: 2, backoff: 10m}
refresh: {hosts: [127.0.0.1], private: true}
"""
pytestmark = pytest.mark.usefixtures("own_temp")
Break = Callable[[Path, pytest.MonkeyPatch], None]


@pytest.fixture
def visit(tmp_path: Path, box: Box) -> Path:
    """A report whose first edition was released and told."""
    table = "data:\n  ships: {file: ships.csv, source: S1, as_of: 2020}\n"
    body = CHART.replace('"Nobody knows why, see {fig:ships}."', "Nobody knows why.")
    folder = report(tmp_path / "visit", body, head=HEAD + table)
    (folder / "ships.csv").write_text(DATA)
    (folder / "schedule.yaml").write_text(SCHEDULE)
    service.look(folder, Clock("2021-04-07T12:00:00+00:00"))
    unattended(folder, "2021-04-08T06:00:00+00:00")
    release(folder)
    unattended(folder, "2021-04-08T07:00:00+00:00", scheduled=False)
    assert len(box.to("ann@example.org")) == 1
    box.taken.clear()
    return folder


def unattended(folder: Path, at: str, *, scheduled: bool = True) -> Outcome:
    clock = Clock(at)
    return run.run(folder, Unattended(due_now(folder, clock) if scheduled else None).asked(run.Asked(clock, cache=CACHE, wait=0)))


def without_a_font(folder: Path, patch: pytest.MonkeyPatch) -> None:
    styles = Path(shutil.copytree(TEMPLATES, folder.parent / "templates"))
    next(styles.glob("chancery/fonts/Carlito-Bold.ttf")).unlink()
    patch.setattr(checking, "TEMPLATES", styles)
    edit(folder, ("A visit", "A second visit"))


def bad_yaml(folder: Path, patch: pytest.MonkeyPatch) -> None:
    edit(folder, ("body:\n", "body: [\n"))


def without_its_data(folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder / "ships.csv").unlink()


def of_another_shape(folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder / "ships.csv").write_text("year,boats\n2019,20\n2020,26\n")


def off_the_network(folder: Path, patch: pytest.MonkeyPatch) -> None:
    fetching(folder, f"http://127.0.0.1:{free_port()}/ships.csv")


def fetching(folder: Path, url: str) -> None:
    edit(folder, ("source: S1, as_of: 2020}\n", f'source: S1, as_of: 2020, fetch: {{url: "{url}"}}}}\n'))


BROKEN: dict[str, tuple[Break, Status, str, tuple[str, ...]]] = {
    "font": (without_a_font, Status.RENDER_FAILED, "build", ("Carlito-Bold.ttf",)),
    "yaml": (bad_yaml, Status.BLOCKED, "check", ("outline.yaml:",)),
    "data file": (without_its_data, Status.BLOCKED, "build", ("ships.csv", "outline.yaml:")),
    "shape": (of_another_shape, Status.BLOCKED, "build", ('"ships"', "outline.yaml:")),
    "network": (off_the_network, Status.FETCH_FAILED, "refresh", ('data "ships" cannot be had', "127.0.0.1", "outline.yaml:"))}


def words_of(message: EmailMessage) -> str:
    return str(message.get_content())


def says(words: str, stage: str, *items: str, next_try: str) -> None:
    found = {line[:9].strip(): line[9:] for line in words.splitlines() if line[:9].strip() and line[8:9] == " "}
    assert found["Stage"] == stage
    assert found["Since"].removeprefix("the run before this one ended at ").startswith("2021-04-0")
    assert found["Last"].startswith("edition 1, as of 2021-04, made 2021-04-08T06:") and found["Readers"] == "edition 1 stands"
    assert found["Log"].endswith("archive/runs.jsonl") and found["Next"].startswith(next_try)
    for item in items:
        assert item in words, item


@pytest.mark.parametrize("what", BROKEN)
def test_owners_read_what_is_broken_where_since_when_and_when_it_is_tried_next(what: str, box: Box, visit: Path,
                                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    harm, status, stage, items = BROKEN[what]
    harm(visit, monkeypatch)
    outcome = unattended(visit, "2021-04-09T06:00:00+00:00")
    assert outcome.status is status, outcome
    [notice] = box.to("owner@example.org")
    again = status is not Status.BLOCKED  # a wrong report does not get better by itself
    says(words_of(notice), stage, *items, next_try="2021-04-09T06:" if again else "at the next due time")
    assert box.to("ann@example.org") == [], "readers hear nothing, and keep what they have"
    unattended(visit, "2021-04-09T06:20:00+00:00", scheduled=False)
    assert len(box.taken) == 1, "told once"
    with opened(visit) as archive:
        assert [e.number for e in archive.editions()] == ["1"] and archive.current() == "1"


def test_a_host_that_sends_another_table_is_named_with_what_is_wrong(box: Box, visit: Path) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b"year,boats\n2019,20\n")

    with served(answer) as site:
        fetching(visit, f"{site}/ships.csv")
        assert unattended(visit, "2021-04-09T06:00:00+00:00").status is Status.FETCH_FAILED
    [notice] = box.to("owner@example.org")
    says(words_of(notice), "refresh", 'column "ships"', "is missing", next_try="2021-04-09T06:")
    assert (visit / "ships.csv").read_text() == DATA


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_machine_that_lets_nothing_be_written_is_told_all_the_same(code: int, box: Box, visit: Path,
                                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive cannot hold what was told: it is told once a day for each cause."""
    def refused(path: Path, data: bytes) -> None:
        raise OSError(code, os.strerror(code), str(path))

    edit(visit, ("A visit", "A second visit"))
    monkeypatch.setattr(durable, "write", refused)
    for at in ("2021-04-09T06:00:00+00:00", "2021-04-09T09:00:00+00:00", "2021-04-10T06:00:00+00:00"):
        with pytest.raises(MachineFailed, match=os.strerror(code)):
            unattended(visit, at)
    notices = box.to("owner@example.org")
    assert len(notices) == 2 and box.to("ann@example.org") == []
    says(words_of(notices[0]), "refresh", os.strerror(code), "cannot write to", next_try="2021-04-09T06:")
    monkeypatch.undo()


def test_another_run_at_work_is_no_failure(box: Box, visit: Path) -> None:
    with lock.held(visit / "archive", "now"), pytest.raises(lock.Busy):
        unattended(visit, "2021-04-09T06:00:00+00:00", scheduled=False)
    assert box.taken == []


def test_a_mail_server_that_refuses_leaves_the_notice_in_the_outbox(box: Box, visit: Path) -> None:
    edit(visit, ("A visit", "A second visit"))
    unattended(visit, "2021-04-09T06:00:00+00:00")
    release(visit)
    box.refuse = "554 not here"
    unattended(visit, "2021-04-09T07:00:00+00:00", scheduled=False)
    assert box.taken == []
    [letter] = (visit / "archive" / readers.OUTBOX).iterdir()
    words = words_of(email.message_from_bytes(letter.read_bytes(), policy=default))  # type: ignore[arg-type]
    assert "1 delivery of edition 2 did not arrive" in words and "Stage    tell" in words and "Readers  edition 2 stands" in words
    assert "mail staff: ann@example.org: not told, the mail server answered 554" in words
    box.refuse = ""
    unattended(visit, "2021-04-09T08:00:00+00:00", scheduled=False)
    assert len(box.to("ann@example.org")) == 1
    assert box.to("owner@example.org") == [], "who heard of no failure hears of no recovery"


# ---------------------------------------------------------------- by hand
def test_tell_says_who_was_not_told_and_why(box: Box, visit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(visit, ("A visit", "A second visit"))
    unattended(visit, "2021-04-09T06:00:00+00:00")
    release(visit)
    box.refuse = "554 not here"
    assert called("tell", visit) == 1
    assert "mail staff: ann@example.org: not told, the mail server answered 554" in capsys.readouterr().err
    box.refuse = ""
    assert called("tell", visit) == 0 and len(box.to("ann@example.org")) == 1


def test_withdraw_takes_back_what_readers_have_not_what_waits(visit: Path) -> None:
    edit(visit, ("A visit", "A second visit"))
    assert unattended(visit, "2021-04-09T06:00:00+00:00").status is Status.NEW
    assert called("withdraw", visit, "--reason", "A source was misread.") == 0
    with opened(visit) as archive:
        assert archive.current() == "" and [e.edition for e in archive.events(kind="withdrawn")] == ["1"]


def test_a_withdrawal_that_did_not_arrive_is_named_though_readers_have_nothing(box: Box, visit: Path,
                                                                              capsys: pytest.CaptureFixture[str]) -> None:
    box.refuse = "554 not here"
    assert called("withdraw", visit, "--reason", "A source was misread.") == 0
    assert f"or now: make_report.py tell {visit}" in capsys.readouterr().err
    assert called("tell", visit) == 1
    ann = "withdrawal of edition 1, mail staff: ann@example.org: not told"
    assert f"{ann}, the mail server answered 554" in capsys.readouterr().err
    unattended(visit, "2021-04-09T06:00:00+00:00")
    assert called("status", visit) == 1
    told = capsys.readouterr().out
    assert f"not delivered: {ann}" in told
    assert "1 delivery of the withdrawal of edition 1 did not arrive, at the stage tell" in told
    box.refuse = ""
    unattended(visit, "2021-04-09T07:00:00+00:00", scheduled=False)
    assert [str(m["Subject"])[:9] for m in box.to("ann@example.org")] == ["WITHDRAWN"]
    assert called("status", visit) == 0, capsys.readouterr().out


def test_a_withdrawal_that_was_cut_off_is_named_until_there_is_something_newer(box: Box, visit: Path) -> None:
    assert called("withdraw", visit, "--reason", "A source was misread.") == 0
    with Archive.for_writing(visit / "archive") as archive:  # as a machine that died in the middle leaves it
        archive.record("telling", "1", "2021-04-09T05:00:00+00:00", about="withdrawal of edition 1",
                       target="mail staff: ann@example.org")
    assert called("status", visit) == 1 and called("tell", visit) == 1
    edit(visit, ("A visit", "A second visit"))
    unattended(visit, "2021-04-09T06:00:00+00:00")
    release(visit)
    assert called("tell", visit) == 0 and called("status", visit) == 0
    assert len(box.to("ann@example.org")) == 1


def test_status_says_at_which_stage_and_over_what_it_fails_even_when_that_changes(box: Box, visit: Path) -> None:
    edit(visit, ("body:\n", "body: [\n"))
    unattended(visit, "2021-04-09T06:00:00+00:00")
    first = status.of(visit, Clock("2021-04-09T06:30:00+00:00").at)
    assert ", at the stage check: " in first.failing and "outline.yaml:" in first.failing
    edit(visit, ("body: [\n", "body:\n"))
    (visit / "ships.csv").unlink()
    unattended(visit, "2021-04-09T07:00:00+00:00", scheduled=False)
    second = status.of(visit, Clock("2021-04-09T07:30:00+00:00").at)
    assert ", at the stage build: " in second.failing and "ships.csv" in second.failing
    assert second.failing_since == first.failing_since, "it never worked in between"
    assert second.failing in status_page.page([second], "now").replace("&quot;", '"').replace("&#x27;", "'")
