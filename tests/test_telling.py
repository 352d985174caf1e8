"""Telling readers and owners: with a real mail server and a real web server on this machine."""
from __future__ import annotations

import email
import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.policy import default
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from issued import Clock, edit, opened, written
from postbox import Box, free_port
from webserver import served

from reports.editions import gates
from reports.problems import Failed
from reports.running import clock, desk, releasing, run, secrets, settings
from reports.running.steps import Outcome, Status
from reports.running.telling import mail, owners, readers
from reports.running.telling.mail import Message, NotSent, Unsure
from reports.running.unattended import Unattended

SENDER = ("distribution: {dry_run: false, from: Desk <desk@example.org>, "
          "lists: {staff: {to: [ann@example.org, bob@example.org]}}}\n")
OWNER = "failure: {notify: [owner@example.org], grace: 0m, retries: 1, backoff: 5m}\n"


def ran(folder: Path, at: Clock | None = None) -> Outcome:
    return run.run(folder, Unattended(offline=True).asked(run.Asked(at or Clock(), wait=0)))


def release(folder: Path) -> None:
    """What `release` does."""
    with desk.writing(folder) as found:
        edition = found.edition("")
        releasing.to_readers(found.archive, edition, found.settings, folder, clock.read())


def kinds(folder: Path) -> list[tuple[str, str]]:
    with opened(folder) as archive:
        found = [e for e in archive.events() if "target" in e.details and not e.details["target"].startswith(owners.OWNER)]
        return [(e.kind, e.details["target"].rpartition(" ")[2]) for e in found]


def released(folder: Path, *changes: tuple[str, str], schedule: str = SENDER) -> Path:
    written(folder, *changes, schedule=schedule)
    assert ran(folder).status is Status.NEW
    release(folder)
    return folder


# ---------------------------------------------------------------- editions to readers
def test_each_reader_gets_one_message_of_the_released_edition(box: Box, tmp_path: Path) -> None:
    folder = written(tmp_path / "visit", schedule=SENDER)
    ran(folder)
    assert box.taken == [], "nobody is told of what is not released"
    release(folder)
    ran(folder)
    ran(folder)
    assert [people for people, _ in box.taken] == [["ann@example.org"], ["bob@example.org"]]
    message = box.to("ann@example.org")[0]
    assert message["To"] == "ann@example.org" and "bob" not in str(message) and message["Bcc"] is None
    assert "edition 1, as of April 2021" in message["Subject"] and message["Auto-Submitted"] == "auto-generated"
    names = [part.get_filename() for part in message.iter_attachments()]
    assert names == ["visit-1-brief.pdf", "visit-1-deck.pptx"]
    with opened(folder) as archive:
        brief = (archive.root / "releases/1/brief.pdf").read_bytes()
    assert next(message.iter_attachments()).get_content() == brief
    assert kinds(folder) == [(kind, who) for who in ("ann@example.org", "bob@example.org") for kind in ("telling", "told")]


def test_a_dry_run_is_the_default_and_sends_nothing(box: Box, tmp_path: Path) -> None:
    folder = released(tmp_path / "visit", schedule=SENDER.replace("dry_run: false, ", ""))
    ran(folder)
    ran(folder)
    assert box.taken == [] and kinds(folder) == [("dry", "ann@example.org"), ("dry", "bob@example.org")]
    outbox = sorted((folder / "archive" / readers.OUTBOX).iterdir())
    assert len(outbox) == 2
    letters = [email.message_from_bytes(p.read_bytes(), policy=default) for p in outbox]
    assert {letter["To"] for letter in letters} == {"ann@example.org", "bob@example.org"}
    (folder / "schedule.yaml").write_text(SENDER)
    ran(folder)
    assert len(box.taken) == 2, "what was only written is sent once it is meant"


def test_a_message_that_surely_failed_is_tried_again_and_one_that_may_have_arrived_is_not(tmp_path: Path, box: Box) -> None:
    folder = released(tmp_path / "visit", schedule=SENDER + OWNER)
    box.refuse = "451 come back later"
    ran(folder)
    assert [kind for kind, _ in kinds(folder)] == ["telling", "not told"] * 2
    box.refuse = ""
    ran(folder)
    assert len(box.to("ann@example.org")) == len(box.to("bob@example.org")) == 1
    assert box.to("owner@example.org") == [], "who could not be told of a failure need not hear that it is over"
    assert "did not arrive" in "".join(p.read_text() for p in (folder / "archive" / readers.OUTBOX).iterdir())

    with desk.writing(folder) as found:  # as a machine that died in the middle leaves it
        found.archive.record("telling", "1", "2021-04-09T05:30:00+00:00", about="edition 1", target="mail staff: eve@example.org")
    edit(folder, ("bob@example.org]", "bob@example.org, eve@example.org]"), name="schedule.yaml")
    ran(folder)
    assert box.to("eve@example.org") == []
    with opened(folder) as archive:
        assert [e.details["target"] for e in readers.unsettled(archive)] == ["mail staff: eve@example.org"]


def test_no_server_no_sender_and_no_secret_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(secrets.SMTP, raising=False)
    folder = released(tmp_path / "visit")
    ran(folder)
    with opened(folder) as archive:
        assert "no mail server is named: set CHANCERY_SMTP" in archive.events(kind="not told")[-1].details["why"]
    monkeypatch.setenv(secrets.SMTP, f"smtp://ann:hunter2@127.0.0.1:{free_port()}")
    ran(folder)
    kept = b"".join(p.read_bytes() for p in (folder / "archive").rglob("*") if p.is_file())
    assert b"cannot be reached" in kept and b"hunter2" not in kept


def test_a_password_never_travels_open(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    address = os.environ[secrets.SMTP].replace("//", "//ann:hunter2@")
    with pytest.raises(NotSent, match="offers no TLS"):
        mail.Server(address, 5).send(mail.written(Message("bob@example.org", "s", "t", "a"), "desk@example.org", Clock()()))


def test_a_slow_server_is_not_waited_for_and_leaves_a_doubt() -> None:
    """It takes the message and says nothing more: nobody can know whether it was sent."""
    polite = [b"220 hello\r\n", b"250 hello\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go on\r\n"]
    with talking(polite) as port, pytest.raises(Unsure):
        mail.Server(f"smtp://127.0.0.1:{port}", 1).send(
            mail.written(Message("bob@example.org", "s", "t", "a"), "desk@example.org", Clock()()))
    with talking([]) as port, pytest.raises(NotSent):
        mail.Server(f"smtp://127.0.0.1:{port}", 1).send(
            mail.written(Message("bob@example.org", "s", "t", "a"), "desk@example.org", Clock()()))


@contextmanager
def talking(answers: list[bytes]) -> Iterator[int]:
    """A server that answers each line of a client so, and then is silent."""
    server = socket.create_server(("127.0.0.1", 0))

    def talk() -> None:
        try:
            line, _ = server.accept()
            with line:
                line.settimeout(5)
                for n, answer in enumerate(answers):
                    if n:
                        line.recv(4096)
                    line.sendall(answer)
                while line.recv(4096):
                    pass
        except OSError:
            pass

    thread = threading.Thread(target=talk, daemon=True)
    thread.start()
    try:
        yield server.getsockname()[1]
    finally:
        server.close()
        thread.join(6)


@pytest.mark.parametrize(("marking", "cleared", "goes"), [
    ("TLP:GREEN", "TLP:GREEN", True), ("TLP:GREEN", "TLP:AMBER", True), ("TLP:AMBER", "TLP:GREEN", False),
    ("TLP:CLEAR", None, False), ("TLP:GREEN", "SECRET", False)])
def test_a_list_must_be_cleared_for_the_marking(marking: str, cleared: str | None, goes: bool, box: Box, tmp_path: Path) -> None:
    asked = SENDER.replace("]}}", f"], cleared: {json.dumps(cleared)}}}}}") if cleared else SENDER
    folder = released(tmp_path / "visit", ("status: final", f'status: final, marking: {{scheme: tlp, label: "{marking}"}}'),
                      schedule=asked)
    ran(folder)
    ran(folder)
    assert len(box.taken) == (2 if goes else 0)
    assert {kind for kind, _ in kinds(folder)} == ({"telling", "told"} if goes else {"refused"})
    assert len(kinds(folder)) == (4 if goes else 2), "a refusal is told once"


def test_a_withdrawal_goes_to_those_who_were_told(box: Box, tmp_path: Path) -> None:
    folder = released(tmp_path / "visit")
    ran(folder)
    with desk.writing(folder) as found:
        found.archive.record("withdrawn", "1", "2021-04-09T05:30:00+00:00", reason="A number was wrong.", by="Ann")
        found.archive.settle()
    ran(folder)
    ran(folder)
    notices = [m for m in box.to("ann@example.org") if str(m["Subject"]).startswith("WITHDRAWN")]
    assert len(notices) == 1 and "A number was wrong." in notices[0].get_content()


def test_a_list_gets_the_files_of_its_profile(box: Box, tmp_path: Path) -> None:
    asked = SENDER.replace("]}}", "], profile: minister}, all: {to: [eve@example.org], profile: official}}")
    folder = released(tmp_path / "visit", schedule=asked + "edition: {profiles: [official, minister]}\n")
    ran(folder)
    names = {who: [p.get_filename() for p in box.to(who)[0].iter_attachments()] for who in ("ann@example.org", "eve@example.org")}
    assert names == {who: ["visit-1-brief.pdf", "visit-1-deck.pptx"] for who in names}
    own, all_ = (next(box.to(who)[0].iter_attachments()).get_content() for who in names)
    assert own == (folder / "archive/releases/1/minister/brief.pdf").read_bytes()
    assert all_ == (folder / "archive/releases/1/brief.pdf").read_bytes()


def test_where_no_profiles_are_named_the_outline_s_own_goes_to_a_list_that_asks_for_it(box: Box, tmp_path: Path) -> None:
    asked = SENDER.replace("]}}", "], profile: official}, short: {to: [eve@example.org], profile: minister}}")
    folder = released(tmp_path / "visit", schedule=asked)
    ran(folder)
    assert kinds(folder)[-2:] == [("told", "bob@example.org"), ("not told", "eve@example.org")]
    with opened(folder) as archive:
        assert "no files for profile minister" in archive.events(kind="not told")[-1].details["why"]


# ---------------------------------------------------------------- folders and webhooks



def test_a_webhook_is_told_once_and_signed_and_a_folder_gets_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posts: list[tuple[dict[str, str], bytes]] = []
    status = [500]

    def answer(handler: BaseHTTPRequestHandler) -> None:
        posts.append((dict(handler.headers), handler.rfile.read(int(handler.headers["content-length"]))))
        handler.send_response(status[0])
        handler.end_headers()

    monkeypatch.setenv("HOOK_KEY", "a key")
    with served(answer) as site:
        url = f"{site}/told"
        shelf = tmp_path / "shelf"
        shelf.mkdir()
        folder = released(tmp_path / "visit", schedule=f"distribution: {{dry_run: false, folders: [{{path: {shelf}}}], "
                                                       f"webhooks: [{{url: '{url}', secret: HOOK_KEY}}]}}\n")
        ran(folder)
        assert kinds(folder)[-1][0] == "not told"
        status[0] = 204
        ran(folder)
        ran(folder)
    assert len(posts) == 2
    headers, body = posts[-1]
    said = json.loads(body)
    assert (said["report"], said["edition"], said["kind"]) == ("visit", "1", "first")
    assert headers["X-Chancery-Signature" if "X-Chancery-Signature" in headers else "x-chancery-signature"] == (
        "sha256=" + hmac.new(b"a key", body, hashlib.sha256).hexdigest())
    assert "300" not in body.decode().replace(said["content"], "").replace(json.dumps(said["files"]), "")
    assert sorted(p.name for p in (shelf / "visit-1").iterdir()) == ["brief.pdf", "deck.pptx"]


# ---------------------------------------------------------------- owners
def test_owners_hear_of_a_failure_once_with_what_they_need_and_of_the_recovery(box: Box, tmp_path: Path) -> None:
    folder = released(tmp_path / "visit", schedule=SENDER + OWNER)
    ran(folder)
    box.taken.clear()
    edit(folder, ("{F-002}", "{F-999}"))
    for _ in range(2):
        assert ran(folder).status is Status.BLOCKED
    [notice] = box.to("owner@example.org")
    words = notice.get_content()
    assert str(notice["Subject"]).startswith("visit failed: 1 error in ")
    for needed in ("Stage    build", "Since    2021-04-08T", "edition 1, as of", "Readers  edition 1 stands", "runs.jsonl",
                   "F-999"):
        assert needed in words, needed
    assert len(box.taken) == 1, "readers hear nothing"
    edit(folder, ("{F-999}", "{F-002}"))
    ran(folder)
    assert [m["Subject"] for m in box.to("owner@example.org")][1:] == ["visit works again"]


def test_a_failure_shorter_than_the_grace_is_nobody_s_business(box: Box, tmp_path: Path) -> None:
    folder = written(tmp_path / "visit", schedule=SENDER + OWNER.replace("grace: 0m", "grace: 2h"))
    ran(folder)
    edit(folder, ("{F-002}", "{F-999}"))
    ran(folder, Clock("2021-04-08T06:00:00+00:00"))
    assert box.taken == []
    ran(folder, Clock("2021-04-08T08:30:00+00:00"))
    assert len(box.to("owner@example.org")) == 1
    edit(folder, ("{F-999}", "{F-002}"))
    ran(folder, Clock("2021-04-08T09:00:00+00:00"))
    assert len(box.to("owner@example.org")) == 2


def test_a_failure_that_cannot_be_mailed_lies_in_the_outbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(secrets.SMTP, raising=False)
    folder = written(tmp_path / "visit", ("{F-002}", "{F-999}"), schedule=OWNER)
    assert ran(folder).status is Status.BLOCKED
    [letter] = (folder / "archive" / readers.OUTBOX).iterdir()
    assert "visit failed" in str(email.message_from_bytes(letter.read_bytes(), policy=default)["Subject"])


# ---------------------------------------------------------------- secrets and settings
def test_secrets_come_from_the_environment_or_a_file_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(secrets.SMTP, raising=False)
    assert secrets.secret(secrets.SMTP) == ""
    (tmp_path / "env").write_text("# ours\nCHANCERY_SMTP = smtp://mail.example.org\n")
    monkeypatch.setenv(secrets.FILE, str(tmp_path / "env"))
    assert secrets.secret(secrets.SMTP) == "smtp://mail.example.org"
    monkeypatch.setenv(secrets.SMTP, "smtp://other.example.org")
    assert secrets.secret(secrets.SMTP) == "smtp://other.example.org"


@pytest.mark.parametrize(("words", "said"), [
    ("distribution: {from: nobody}", '"nobody" is no mail address'),
    ("distribution: {lists: {a: {to: ['x@y.org, z@y.org']}}}", "is no mail address"),
    ("distribution: {webhooks: [{url: 'file:///etc/passwd'}]}", "is no web address"),
    ("failure: {grace: soon}", '"soon" is no length of time'), ("failure: {retries: 99}", "99")])
def test_settings_that_mean_nothing_are_problems(words: str, said: str, tmp_path: Path) -> None:
    folder = written(tmp_path / "visit", schedule=words + "\n")
    with pytest.raises(Failed) as failed:
        settings.read(folder)
    assert said in str(failed.value.problems[0])


def test_nothing_is_delivered_while_releases_are_held(box: Box, tmp_path: Path) -> None:
    folder = written(tmp_path / "visit", schedule=SENDER + "approval: {auto_release: true}\n")
    ran(folder)
    (folder / gates.HOLD).write_text("until the minister is back")
    edit(folder, ("and the board expects more", "which surprised nobody"))
    ran(folder)
    assert box.taken == []
