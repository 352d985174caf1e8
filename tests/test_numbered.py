"""Numbered copies by mail: one person, one number, whatever happens; and each can be made again."""
from __future__ import annotations

import email
import hashlib
from dataclasses import dataclass, field
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from issued import CACHE, Clock, edit, opened, written
from postbox import Box
from test_command import called
from test_stamps import pages_of
from test_telling import release

from reports.editions import making, numbered
from reports.editions.events import Event
from reports.marking import Scheme
from reports.running import desk, run
from reports.running.steps import Outcome
from reports.running.telling import readers
from reports.running.unattended import Unattended

ASKED = ("distribution: {dry_run: false, from: Desk <desk@example.org>, "
         "lists: {staff: {to: [Ann Lee <ann@example.org>, bob@example.org], numbered: true}}}\n")
MARKED = ("status: final", 'status: final, marking: {scheme: tlp, label: "TLP:RED"}')


def ran(folder: Path) -> Outcome:
    return run.run(folder, Unattended(offline=True).asked(run.Asked(Clock(), cache=CACHE, wait=0)))


def released(folder: Path, *changes: tuple[str, str], schedule: str = ASKED) -> Path:
    written(folder, *changes, schedule=schedule)
    ran(folder)
    release(folder)
    return folder


def brief(box: Box, address: str, place: Path) -> str:
    """What is read on the first page of the brief that somebody got, which must say the same on all."""
    [message] = box.to(address)
    names = [part.get_filename() for part in message.iter_attachments()]
    assert [name.rpartition("-copy-")[0] for name in names] == ["visit-1-brief", "visit-1-deck"]
    (place / "brief.pdf").write_bytes(next(message.iter_attachments()).get_content())
    pages = [" ".join(page.replace("\u2002", " ").split()) for page in pages_of(place / "brief.pdf")]
    found = {" ".join(page[page.index("Copy "):].split()[:4]) for page in pages}
    assert len(found) == 1
    return found.pop()


def sent(folder: Path) -> list[numbered.Sent]:
    with opened(folder) as archive:
        edition = archive.edition("1")
        assert edition
        return numbered.sent(archive, edition)


# ---------------------------------------------------------------- one person, one number
def test_each_gets_a_copy_of_his_own_and_the_log_knows_whose_it_is(box: Box, tmp_path: Path, capsys: Any) -> None:
    folder = released(tmp_path / "visit")
    ran(folder)
    ran(folder)
    assert brief(box, "bob@example.org", tmp_path) == "Copy 2 of 2"
    [message] = box.to("ann@example.org")
    for kind in ("plain", "html"):
        body = message.get_body((kind,))  # type: ignore[attr-defined]
        assert "Attached is copy 1 of 2, which is for you alone." in body.get_content()
    assert [(one.copy.number, one.copy.to, one.target, one.how) for one in sent(folder)] == [
        (1, "Ann Lee", "mail staff: Ann Lee <ann@example.org>", "told"),
        (2, "bob@example.org", "mail staff: bob@example.org", "told")]
    got = {part.get_filename().removeprefix("visit-1-"): hashlib.sha256(part.get_content()).hexdigest()
           for part in message.iter_attachments()}
    assert got == dict(sent(folder)[0].files)
    capsys.readouterr()
    assert called("show", folder, "1") == 0
    shown = capsys.readouterr().out
    assert "Numbered copies:" in shown and all(sha in shown for sha in got.values())


def test_every_copy_is_made_again_with_the_same_bytes(box: Box, tmp_path: Path, capsys: Any) -> None:
    folder = released(tmp_path / "visit")
    ran(folder)
    capsys.readouterr()
    assert called("rebuild", folder, "1", "--verify") == 0
    assert capsys.readouterr().out == "edition 1: 8 files made again, every byte the same\n"
    assert called("rebuild", folder, "1", "--verify", "--copy", "2") == 0
    assert capsys.readouterr().out == "edition 1: 2 files made again, every byte the same\n"
    assert called("rebuild", folder, "1", "--copy", "2", "--out", tmp_path / "again") == 0
    [message] = box.to("bob@example.org")
    for part in message.iter_attachments():
        assert (tmp_path / "again" / part.get_filename().removeprefix("visit-1-")).read_bytes() == part.get_content()
    assert called("rebuild", folder, "1", "--copy", "3") == 1
    assert "nobody was sent copy 3 of edition 1\n    hint: copies: 1, 2" in capsys.readouterr().err
    with desk.writing(folder) as found:  # a record of other bytes than those that come out
        found.archive.record("told", "1", "2021-04-09T05:30:00+00:00", about="edition 1", target="mail staff: eve@example.org",
                             copy=3, of=3, named="Eve", profile="", files={"brief-copy-03.pdf": "0" * 64})
    assert called("rebuild", folder, "1", "--verify") == 1
    assert "not the same: brief-copy-03.pdf of copy 3, deck-copy-03.pptx of copy 3" in capsys.readouterr().err


def test_a_copy_that_did_not_leave_is_sent_again_under_its_number(box: Box, tmp_path: Path) -> None:
    folder = released(tmp_path / "visit")
    box.refuse = "451 come back later"
    ran(folder)
    first = sent(folder)
    assert [one.how for one in first] == ["not told"] * 2
    box.refuse = ""
    edit(folder, ("to: [Ann Lee", "to: [eve@example.org, Ann Lee"), name="schedule.yaml")
    ran(folder)
    assert [(one.copy.number, one.copy.of, one.how) for one in sent(folder)] == [(1, 2, "told"), (2, 2, "told"), (3, 3, "told")]
    assert [one.files for one in sent(folder)][:2] == [one.files for one in first]
    assert brief(box, "eve@example.org", tmp_path) == "Copy 3 of 3"


def test_a_person_on_two_lists_has_one_number_and_the_files_of_both(box: Box, tmp_path: Path, capsys: Any) -> None:
    lists = ("lists: {staff: {to: [ann@example.org], numbered: true, profile: official}, "
             "short: {to: [bob@example.org, Ann <ANN@example.org>], numbered: true, profile: minister}}}\n"
             "edition: {profiles: [official, minister]}\n")
    folder = released(tmp_path / "visit", schedule=ASKED.partition("lists:")[0] + lists)
    ran(folder)
    assert [(one.copy.number, one.profile) for one in sent(folder)] == [(1, "official"), (1, "minister"), (2, "minister")]
    ids = [message["Message-ID"] for _, message in box.taken]
    assert len(set(ids)) == 3, "no server takes the second for the first"
    assert called("rebuild", folder, "1", "--verify") == 0
    assert called("rebuild", folder, "1", "--copy", "1", "--out", tmp_path / "again") == 0
    assert (tmp_path / "again/minister/brief-copy-01.pdf").read_bytes() != (tmp_path / "again/brief-copy-01.pdf").read_bytes()


def test_the_list_that_the_report_prints_gives_the_numbers(box: Box, tmp_path: Path) -> None:
    printed = "status: final, distribution: [{to: The board, copies: 2}, {to: Ann Lee}]"
    folder = released(tmp_path / "visit", ("status: final", printed))
    edit(folder, ("bob@example.org", "bob@example.org, The board <board@example.org>"), name="schedule.yaml")
    ran(folder)
    assert [(one.copy.number, one.copy.of, one.copy.to) for one in sent(folder)] == [
        (1, 4, "The board"), (3, 4, "Ann Lee"), (4, 4, "bob@example.org")]


def test_a_dry_run_writes_the_copies_that_would_go_and_keeps_their_numbers(box: Box, tmp_path: Path) -> None:
    folder = released(tmp_path / "visit", schedule=ASKED.replace("dry_run: false, ", ""))
    ran(folder)
    outbox = [email.message_from_bytes(p.read_bytes(), policy=default) for p in (folder / "archive" / readers.OUTBOX).iterdir()]
    names = {part.get_filename() for letter in outbox for part in letter.iter_attachments()}  # type: ignore[attr-defined]
    assert {"visit-1-brief-copy-01.pdf", "visit-1-brief-copy-02.pdf"} <= names and box.taken == []
    for change in (("distribution: {", "distribution: {dry_run: false, "), ("[Ann Lee", "[eve@example.org, Ann Lee")):
        edit(folder, change, name="schedule.yaml")
    ran(folder)
    assert [(one.copy.number, one.target.rpartition(": ")[2]) for one in sent(folder)] == [
        (1, "Ann Lee <ann@example.org>"), (2, "bob@example.org"), (3, "eve@example.org")]


def test_a_name_that_no_font_has_or_that_is_too_long_is_left_out(box: Box, tmp_path: Path) -> None:
    folder = released(tmp_path / "visit", schedule=ASKED.replace("Ann Lee", "ليلى").replace(
        "bob@example.org", f"{'Bob ' * 30}<bob@example.org>"))
    ran(folder)
    assert [(one.copy.number, one.copy.to) for one in sent(folder)] == [(1, ""), (2, "")]
    assert brief(box, "bob@example.org", tmp_path) == "Copy 2 of 2"


def test_a_withdrawal_names_the_copy_and_goes_to_whoever_may_have_got_it(box: Box, tmp_path: Path) -> None:
    folder = released(tmp_path / "visit")
    ran(folder)
    with desk.writing(folder) as found:
        found.archive.record("telling", "1", "2021-04-09T05:30:00+00:00", about="edition 1", target="mail staff: eve@example.org")
    assert called("withdraw", folder, "--reason", "A number was wrong") == 0
    ran(folder)
    notices = {str(m["To"]): m.get_content() for _, m in box.taken if str(m["Subject"]).startswith("WITHDRAWN")}
    assert "You were sent copy 1 of 2. Please" in notices["Ann Lee <ann@example.org>"]
    assert "You were sent" not in notices["eve@example.org"]


def test_copies_are_not_sent_when_what_was_approved_does_not_come_out(box: Box, tmp_path: Path,
                                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    folder = released(tmp_path / "visit")
    real = making.files
    monkeypatch.setattr(making, "files", lambda *given: ({name: data + b"\n" for name, data in real(*given)[0].items()}, []))
    ran(folder)
    assert box.taken == []
    with opened(folder) as archive:
        [why, _] = [e.details["why"] for e in archive.events(kind="not told")]
    assert "brief.pdf, deck.pptx no longer come out as they were approved" in why


# ---------------------------------------------------------------- what asks for them
@pytest.mark.parametrize(("scheme", "label", "asked"), [
    ("tlp", "TLP:RED", True), ("tlp", "TLP:AMBER+STRICT", False), ("gscp", "TOP SECRET", True), ("gscp", "UK SECRET", False),
    ("us", "TOP SECRET//SI", True), ("us", "SECRET//NOFORN", False), ("custom", "HIGH", False), ("none", "", False),
    ("tlp", "no label", False)])
def test_a_marking_that_is_for_single_persons_asks_for_numbers(scheme: str, label: str, asked: bool) -> None:
    assert Scheme(scheme, ("LOW", "HIGH") if scheme == "custom" else ()).numbered(label) is asked


def test_where_the_marking_asks_every_list_is_numbered_and_a_folder_gets_nothing(box: Box, tmp_path: Path) -> None:
    asked = ASKED.replace("numbered: true", 'cleared: "TLP:RED"').replace(
        "lists:", f'folders: [{{path: {tmp_path}, cleared: "TLP:RED"}}], lists:')
    folder = released(tmp_path / "visit", MARKED, schedule=asked)
    ran(folder)
    assert [one.copy.number for one in sent(folder)] == [1, 2]
    with opened(folder) as archive:
        [refused] = archive.events(kind="refused")
    assert refused.details["why"] == "copies of what is marked TLP:RED go to one person each, and a folder is none"
    assert not list(tmp_path.glob("visit-1*"))


def test_a_report_may_say_that_its_copies_have_no_numbers_or_that_they_have(box: Box, tmp_path: Path) -> None:
    asked = ASKED.replace("numbered: true", 'cleared: "TLP:RED"')
    for name, label, said, count in (("a", "TLP:RED", "false", 0), ("b", "TLP:GREEN", "true", 2)):
        mark = f'status: final, marking: {{scheme: tlp, label: "{label}", numbered: {said}}}'
        folder = released(tmp_path / name, ("status: final", mark), schedule=asked)
        ran(folder)
        assert len(sent(folder)) == count
    assert len(box.taken) == 4


# ---------------------------------------------------------------- any list, any order of events
@dataclass
class Book:
    """In place of an archive: what was given, in memory."""

    printed: list[dict[str, Any]]
    kept: list[Event] = field(default_factory=list)
    number: str = "1"

    def events(self, edition: str = "", kind: str = "") -> list[Event]:
        return [event for event in self.kept if event.kind == kind]

    def record(self, kind: str, edition: str, at: str, **details: Any) -> None:
        self.kept.append(Event(len(self.kept) + 1, kind, edition, at, details=details))

    def content(self, edition: Any) -> dict[str, Any]:
        return {"head": {"distribution": self.printed}}


NAMES = st.sampled_from(["Ann", "Bob", "Eve", "The board", "ann", ""])
PEOPLE = st.builds(lambda name, at: f"{name} <{at}@example.org>" if name else f"{at}@example.org", NAMES,
                   st.sampled_from("abcdAB"))
PRINTED = st.lists(st.fixed_dictionaries({"to": NAMES.filter(bool), "copies": st.integers(1, 3)}), max_size=4)


@given(PRINTED, st.lists(st.lists(PEOPLE, max_size=6), max_size=6))
def test_no_number_goes_to_two_and_nobody_gets_two(printed: list[dict[str, Any]], lists: list[list[str]]) -> None:
    """However the list changes between deliveries."""
    book = Book(printed)
    before: dict[str, Any] = {}
    for people in lists:
        found = numbered.give(book, book, people, "now")  # type: ignore[arg-type]
        assert before.items() <= found.items(), "a number that was given stays"
        asked = list(dict.fromkeys(numbered.person(address) for address in people))
        assert set(asked) <= set(found)
        if not printed and not before:
            assert [found[who].number for who in asked] == list(range(1, len(asked) + 1)), "in the order of the list"
        numbers = [copy.number for copy in found.values()]
        assert len(set(numbers)) == len(numbers)
        assert all(1 <= copy.number <= copy.of for copy in found.values())
        before = found
    if not printed:
        assert sorted(copy.number for copy in before.values()) == list(range(1, len(before) + 1)), "no number is left out"

