"""No secret is ever written: into no archive, log, page or message, nor on the screen, wherever in an address it stands."""
from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from issued import opened, tree, written
from postbox import Box, free_port
from test_command import called
from test_telling import OWNER, ran, released
from webserver import served

from reports import addresses
from reports.editions.archive import Archive
from reports.problems import Failed
from reports.running import log, run, secrets, settings
from reports.running.refreshing import web
from reports.running.refreshing.model import Refresh
from reports.running.refreshing.web import Unfetched
from reports.running.steps import Outcome, Status
from reports.running.telling import readers
from reports.running.unattended import Unattended

TOKEN = "Zx9-Qr7tWv3LmK8pYd2Hs"
PASSWORD, KEY = "hunter2-of-ann", "signing-key-77"
PLACES = {"path": "http://{host}/services/T0/" + TOKEN, "query": "http://{host}/told?sig=" + TOKEN + "&v=1",
          "userinfo": "http://ann:" + TOKEN + "@{host}/told", "encoded": "http://ann:%40" + TOKEN + "@{host}/told"}


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known from earlier tests."""
    monkeypatch.setattr(secrets, "_known", set())
    for name in (secrets.FILE, secrets.SMTP):
        monkeypatch.delenv(name, raising=False)


def says_nothing(folder: Path, box: Box, tmp_path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> None:
    """All that was written, sent or printed, and all that commands print now."""
    for command in (("status", folder), ("status", folder, "--json"), ("status", folder, "--html", tmp_path / "page.html"),
                    ("status", folder, "--deadline", "--notify"), ("show", folder), ("tell", folder), ("verify", folder)):
        called(*command)
    printed = capsys.readouterr()
    mails = [message.as_string() + str(message.get_content() if not message.is_multipart() else "") for _, message in box.taken]
    files = {**tree(folder / "archive"), "page": (tmp_path / "page.html").read_bytes()}
    for word in (TOKEN, *words):
        assert word not in printed.out + printed.err
        assert [mail for mail in mails if word in mail] == []
        assert [name for name, data in files.items() if word.encode() in data or word.encode() in name.encode()] == []


@pytest.mark.parametrize("answers", [(204,), (500, 500), (302,), ()])
@pytest.mark.parametrize("place", PLACES)
def test_a_token_in_a_webhooks_address_is_written_nowhere(place: str, answers: tuple[int, ...], box: Box, tmp_path: Path,
                                                          monkeypatch: pytest.MonkeyPatch,
                                                          capsys: pytest.CaptureFixture[str]) -> None:
    """Taken, refused, led on, not there at all; the address is a secret itself, or, where it may, stands in schedule.yaml."""
    seen: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.path + str(handler.headers))
        handler.send_response(answers[min(len(seen), len(answers)) - 1])
        handler.send_header("location", "/elsewhere/" + TOKEN)
        handler.end_headers()

    monkeypatch.setenv("HOOK_KEY", KEY)
    with served(answer) as site:
        address = PLACES[place].replace("{host}", site.partition("//")[2] if answers else f"127.0.0.1:{free_port()}")
        monkeypatch.setenv("HOOK_URL", address)
        typed = f"url: '{address}'" if place == "path" else "url_secret: HOOK_URL"
        folder = released(tmp_path / "visit", schedule=f"distribution: {{dry_run: false, from: desk@example.org, "
                                                       f"webhooks: [{{{typed}, secret: HOOK_KEY}}]}}\n{OWNER}")
        ran(folder)
        ran(folder)
        says_nothing(folder, box, tmp_path, capsys, KEY)
        with opened(folder) as archive:
            targets = {e.details["target"] for e in archive.events() if str(e.details.get("target")).startswith("webhook")}
    assert targets == {f"webhook {addresses.named(address)}" if place == "path" else "webhook HOOK_URL"}
    assert (answers == (204,)) == (len(seen) == 1), "told once; what surely failed is tried again"
    assert bool(box.to("owner@example.org")) == (answers != (204,)), "the owners hear of it"
    if answers and place in ("path", "query"):
        assert TOKEN in seen[0], "the webhook itself gets it"


def test_a_webhook_that_an_older_version_told_is_not_told_again(box: Box, tmp_path: Path,
                                                                capsys: pytest.CaptureFixture[str]) -> None:
    """It wrote the whole address down."""
    address = f"http://127.0.0.1:{free_port()}/services/{TOKEN}"
    for kind in ("told", "not told"):
        hook = f"distribution: {{dry_run: false, webhooks: [{{url: '{address}'}}]}}\n"
        folder = released(tmp_path / kind, schedule=hook + OWNER)
        with Archive.for_writing(folder / "archive") as archive:
            archive.record(kind, "1", "2021-04-08T06:00:00+00:00", about="edition 1", target=f"webhook {address}")
            assert len(readers.unsettled(archive)) == (kind == "not told")
        called("status", folder)
        printed = capsys.readouterr().out
        assert TOKEN not in printed and ("webhook http://127.0.0.1" in printed) == (kind == "not told")
        ran(folder)
        with opened(folder) as archive:
            assert len([e for e in archive.events() if "target" in e.details and e.details["target"].startswith("webhook")]) == (
                1 if kind == "told" else 3)
        assert TOKEN not in "".join(str(message) for message in box.taken)


# ---------------------------------------------------------------- what fetches
TRADE = "year,ships\n2019,20\n2020,26\n"
BODY = """\
data:
  ships: {file: ships.csv, source: S1, as_of: 2020, fetch: {url: "URL"}}
body:
  - text: Words.
"""


@pytest.mark.parametrize("secret, seen_as", [
    (f"?key={TOKEN}", f"/ships.csv?v=1&key={TOKEN}"), (f"X-Api-Key: {TOKEN}", f"x-api-key: {TOKEN}"),
    (f"Bearer {TOKEN}", f"authorization: Bearer {TOKEN}")])
@pytest.mark.parametrize("status", [200, 403, 302])
def test_what_a_host_wants_to_see_goes_there_and_nowhere_else(status: int, secret: str, seen_as: str, box: Box, tmp_path: Path,
                                                             monkeypatch: pytest.MonkeyPatch,
                                                             capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked.append(f"{handler.path}\n{handler.headers}")
        handler.send_response(status)
        handler.send_header("location", f"http://localhost:{handler.server.server_port}/x/{TOKEN}?t={TOKEN}")  # type: ignore[attr-defined]
        handler.end_headers()
        handler.wfile.write(TRADE.encode())

    monkeypatch.setenv("STATS_KEY", secret)
    with served(answer) as site:
        schedule = "refresh: {hosts: [127.0.0.1], private: true, credentials: {127.0.0.1: STATS_KEY}}\n"
        folder = written(tmp_path / "visit", body=BODY.replace("URL", f"{site}/ships.csv?v=1"), schedule=schedule + OWNER)
        outcome = fetched(folder)
    assert outcome.status is (Status.NEW if status == 200 else Status.FETCH_FAILED), outcome
    assert seen_as.casefold() in asked[0].casefold() and len(asked) == 1
    says_nothing(folder, box, tmp_path, capsys)
    assert all(TOKEN not in str(problem) for problem in outcome.problems)


def fetched(folder: Path) -> Outcome:
    return run.run(folder, Unattended().asked(run.Asked(wait=0)))


def test_a_secret_that_is_not_set_or_would_travel_open_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = Refresh(hosts=["stats.example.org"], credentials={"stats.example.org": "STATS_KEY"})
    monkeypatch.setattr(web, "judged", lambda *given: "203.0.113.9")
    with pytest.raises(Unfetched, match=r'the secret STATS_KEY for host "stats\.example\.org" is not set'):
        web.get("https://stats.example.org/a.csv", allowed)
    monkeypatch.setenv("STATS_KEY", TOKEN)
    with pytest.raises(Unfetched, match="the secret STATS_KEY would travel open"):
        web.get("http://stats.example.org/a.csv", allowed)


def test_a_host_that_one_is_led_on_to_is_shown_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATS_KEY", TOKEN)
    asked: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        asked.append(str(handler.headers))
        handler.send_response(302 if len(asked) == 1 else 200)
        handler.send_header("location", f"http://localhost:{handler.server.server_port}/b.csv")  # type: ignore[attr-defined]
        handler.end_headers()
        handler.wfile.write(b"x")

    with served(answer) as site:
        allowed = Refresh(hosts=["127.0.0.1", "localhost"], private=True, credentials={"127.0.0.1": "STATS_KEY"})
        assert web.get(f"{site}/a.csv", allowed).data == b"x"
    assert [TOKEN in headers for headers in asked] == [True, False]


# ---------------------------------------------------------------- where secrets may not stand
@pytest.mark.parametrize("address, found", [
    (f"https://ann:{TOKEN}@stats.example.org/a.csv", "a name or password"),
    (f"https://stats.example.org/?token={TOKEN}", '"token"'),
    (f"https://stats.example.org/a?v=1&api_key={TOKEN}", '"api_key"'), (f"https://stats.example.org/?X-Sig={TOKEN}", '"X-Sig"')])
def test_an_outline_may_hold_none_and_the_message_does_not_repeat_it(address: str, found: str, tmp_path: Path,
                                                                    capsys: pytest.CaptureFixture[str]) -> None:
    folder = written(tmp_path / "visit", body=BODY.replace("URL", address))
    assert called("check", folder) == 1
    said = capsys.readouterr().err
    assert f"the address to fetch from holds {found}" in said and "refresh: {credentials: {host: NAME}}" in said
    assert TOKEN not in said and "outline.yaml:" in said


@pytest.mark.parametrize("typed, told", [
    (f"url: 'https://ann:{TOKEN}@hooks.example.org/'", "holds a name or password"),
    (f"url: 'https://hooks.example.org/?token={TOKEN}'", 'holds "token" in its query'),
    (f"url: '{TOKEN}.example.org'", "no web address"), (f"url_secret: {TOKEN}", "no name of a secret"),
    (f"url: 'https://a.example.org', secret: {TOKEN}", "no name of a secret"), ("secret: HOOK_KEY", "needs one address"),
    ("url: 'https://a.example.org', url_secret: HOOK_URL", "needs one address")])
def test_schedule_yaml_holds_names_of_secrets_alone(typed: str, told: str, tmp_path: Path) -> None:
    folder = written(tmp_path / "visit", schedule=f"distribution: {{webhooks: [{{{typed}}}]}}\n")
    with pytest.raises(Failed) as failed:
        settings.read(folder)
    [problem] = failed.value.problems
    assert told in problem.what and TOKEN not in str(problem)


def test_the_file_of_secrets_may_not_lie_where_it_would_be_archived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(tmp_path / "visit")
    (folder / "secrets.env").write_text(f"CHANCERY_SMTP=smtp://ann:{PASSWORD}@mail.example.org\n")
    monkeypatch.setenv(secrets.FILE, str(folder / "secrets.env"))
    outcome = ran(folder)
    assert outcome.status is Status.BLOCKED and "move it elsewhere" in outcome.what and not (folder / "archive").exists()
    (folder / "secrets.env").rename(tmp_path / "secrets.env")
    monkeypatch.setenv(secrets.FILE, str(tmp_path / "secrets.env"))
    assert ran(folder).status is Status.NEW


def test_a_hook_without_its_secret_is_not_posted_unsigned(tmp_path: Path) -> None:
    folder = released(tmp_path / "visit", schedule="distribution: {dry_run: false, webhooks: [{url: 'http://127.0.0.1:9', "
                                                   "secret: HOOK_KEY}, {url_secret: HOOK_URL}]}\n")
    ran(folder)
    with opened(folder) as archive:
        told = {e.details["target"]: e.details["why"] for e in archive.events(kind="not told")}
    assert [why[:31] for why in told.values()] == ["the secret HOOK_KEY is not set:", "the secret HOOK_URL is not set:"]


def test_a_file_of_secrets_that_cannot_be_read_leaves_a_delivery_to_be_tried_again(tmp_path: Path,
                                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    folder = released(tmp_path / "visit")
    monkeypatch.setenv(secrets.FILE, str(tmp_path / "none"))
    ran(folder)
    with opened(folder) as archive:
        assert [e.kind for e in archive.events() if "target" in e.details] == ["telling", "not told"] * 2


# ---------------------------------------------------------------- hiding
def test_what_was_read_is_taken_out_of_what_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_SECRET", f"smtps://ann:{PASSWORD}%21@mail.example.org/?key={KEY}")
    text = f"the server said {PASSWORD}%21, {PASSWORD}!, {KEY}"
    assert secrets.hidden(text) == text, "not known yet"
    secrets.secret("A_SECRET")
    assert secrets.hidden(text) == "the server said ***, ***, ***"
    log.Log(tmp_path, "a clock").line("tell", "now", "failed", what=text, problems=[text], counts={"told": 1})
    [line] = (tmp_path / log.NAME).read_text().splitlines()
    assert PASSWORD not in line and json.loads(line)["problems"] == ["the server said ***, ***, ***"]


def test_short_words_are_left_in_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_SECRET", "smtps://ann:abc@mail.example.org")
    secrets.secret("A_SECRET")
    assert secrets.hidden("an alphabet: abc") == "an alphabet: abc"


@pytest.mark.parametrize("address, start", [
    ("https://hooks.example.org", "https://hooks.example.org"), ("https://hooks.example.org/", "https://hooks.example.org"),
    (f"https://ann:{TOKEN}@hooks.example.org:8443/", "https://hooks.example.org:8443/... ("),
    ("https://[", "an address that cannot")])
def test_addresses_are_called_by_their_hosts(address: str, start: str) -> None:
    assert addresses.named(address).startswith(start) and TOKEN not in addresses.named(address)
    assert addresses.named(f"{address}x") != addresses.named(f"{address}y") or "cannot" in start, "and told apart"
