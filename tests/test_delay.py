"""One line to readers when a deadline was missed: off by default, once a period, to those who have the edition that stands."""
from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from issued import Clock, written
from test_status import scheduled
from test_telling import OWNER, SENDER, Box, ran, release

from reports.running import status
from reports.running.telling import delay, readers

SCHEDULE = 'schedule: {cron: "0 6 * * *", deadline: "07:00", zone: UTC}\n'
ASKED = SENDER.replace("dry_run: false", "dry_run: false, delay_notice: true")
LINE = "The edition due 2021-04-09 at 06:00 (UTC) is delayed; edition 1 (as of April 2021) stands.\n"


def at(words: str) -> datetime:
    return Clock(words).at


def late(folder: Path, schedule: str) -> Path:
    """A report whose readers have its first edition, and whose second run never comes."""
    written(folder, schedule=SCHEDULE + OWNER + schedule)
    scheduled(folder, "2021-04-08T05:00:00+00:00")
    scheduled(folder, "2021-04-08T06:00:00+00:00")
    release(folder)
    ran(folder)
    return folder


def switch(folder: Path, words: str) -> list[str]:
    return status.alarm(folder, status.of(folder, at(words)), at(words))


def test_readers_get_one_line_a_period(box: Box, tmp_path: Path) -> None:
    folder = late(tmp_path / "visit", ASKED)
    box.taken.clear()
    assert switch(folder, "2021-04-09T06:59:00+00:00") == [] and box.taken == [], "not before the deadline"
    for minute in ("01", "06"):
        assert switch(folder, f"2021-04-09T07:{minute}:00+00:00") == []
    for who in ("ann@example.org", "bob@example.org"):
        [message] = box.to(who)
        assert message.get_content().replace("\r\n", "\n") == LINE
        assert str(message["Subject"]) == "A visit: delayed, edition 1 stands (2021-04-09)"
    (folder / "archive" / status.TOLD).unlink()  # the switch died before it wrote down that all is told
    switch(folder, "2021-04-09T07:11:00+00:00")
    assert len(box.to("ann@example.org")) == 1
    switch(folder, "2021-04-10T07:01:00+00:00")
    assert len(box.to("ann@example.org")) == 2, "another day, another line"


@pytest.mark.parametrize("asked", [SENDER, "distribution: {delay_notice: true, lists: {staff: {to: [ann@example.org]}}}\n"])
def test_nobody_hears_of_it_unless_asked_and_told_before(asked: str, box: Box, tmp_path: Path) -> None:
    """By default not; nor who was never told of the edition that stands, since nothing was sent in a dry run."""
    folder = late(tmp_path / "visit", asked)
    box.taken.clear()
    switch(folder, "2021-04-09T07:01:00+00:00")
    assert {who for people, _ in box.taken for who in people} == {"owner@example.org"}
    assert not (folder / "archive" / delay.CLAIMS).exists()


def test_who_surely_was_not_reached_is_told_by_the_next_look(box: Box, tmp_path: Path) -> None:
    folder = late(tmp_path / "visit", ASKED)
    box.taken.clear()
    box.refuse = "451 come back later"
    assert set(switch(folder, "2021-04-09T07:01:00+00:00")) == {"ann@example.org", "bob@example.org", "owner@example.org"}
    box.refuse = ""
    assert switch(folder, "2021-04-09T07:06:00+00:00") == []
    assert [len(box.to(who)) for who in ("ann@example.org", "bob@example.org", "owner@example.org")] == [1, 1, 1]
    assert not (folder / "archive" / readers.OUTBOX).exists()
