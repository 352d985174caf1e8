"""New data before a run: from a real web server on this machine, from commands, from folders; and what happens without."""
from __future__ import annotations

import sys
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from built import brief_text
from issued import Clock, numbers, written
from webserver import served

from reports.problems import Failed
from reports.running import run
from reports.running.refreshing import program, web
from reports.running.refreshing.model import Refresh
from reports.running.refreshing.web import Unfetched
from reports.running.steps import Outcome, Status
from reports.running.unattended import Unattended
from reports.tables import kept

OLD = "year,millions\n2017,200\n2018,210\n2019,240\n2020,300\n"
NEW = "year,millions\n2017,200\n2018,220\n2019,240\n2020,300\n"
BODY = """\
data:
  trade: {{file: trade.csv, source: S1, as_of: 2020, fetch: {fetch}}}
charts:
  trade: {{kind: column, data: trade, x: year, y: millions, headline: "Trade rose to {{F-002|value}} at last", unit: USD million,
          subtitle: "Trade of the harbour by year, US$ million"}}
body:
  - chart: trade
  - sources
"""


def report(folder: Path, fetch: str, refresh: str, data: str = OLD) -> Path:
    written(folder, body=BODY.format(fetch=fetch), schedule=f"refresh: {refresh}\n")
    if data:
        (folder / "trade.csv").write_text(data)
    return folder


def ran(folder: Path, at: str = "2021-04-08T05:30:00+00:00", *, offline: bool = False) -> Outcome:
    return run.run(folder, Unattended(offline=offline).asked(run.Asked(Clock(at), wait=0)))


class Site:
    """A server of one file, with a tag."""

    def __init__(self, text: str) -> None:
        self.text, self.status, self.asked, self.whole = text, 200, 0, 0

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked += 1
        tag = f'"{hash(self.text)}"'
        same = handler.headers.get("if-none-match") == tag
        handler.send_response(304 if same and self.status == 200 else self.status)
        handler.send_header("ETag", tag)
        handler.end_headers()
        if not same:
            self.whole += 1
            handler.wfile.write(self.text.encode())


LOCAL = "{hosts: [127.0.0.1], private: true, error_after: 7d}"


# ---------------------------------------------------------------- from an address
def test_new_data_make_an_edition_and_the_same_data_none(tmp_path: Path) -> None:
    site = Site(OLD)
    with served(site) as url:
        folder = report(tmp_path / "visit", f"{{url: '{url}/trade.csv'}}", LOCAL, data="")
        assert ran(folder).status is Status.NEW
        assert ran(folder).status is Status.UNCHANGED
        assert (site.asked, site.whole) == (2, 1), "the server is asked for what has changed"
        site.text = NEW
        assert ran(folder).status is Status.NEW
        assert (folder / "trade.csv").read_text() == NEW
        assert ran(folder, offline=True).status is Status.UNCHANGED and site.asked == 3


def test_data_that_cannot_be_had_stay_and_the_page_says_so_until_they_are_too_old(tmp_path: Path) -> None:
    site = Site(OLD)
    with served(site) as url:
        folder = report(tmp_path / "visit", f"{{url: '{url}/trade.csv'}}", LOCAL)
        ran(folder)
        site.status = 503
        kept_on = ran(folder, "2021-04-10T05:30:00+00:00")
        assert kept_on.status is Status.NEW
        assert kept.read(folder) == {"trade": "2021-04-08"}
        page = " ".join(brief_text(folder / "archive/latest/outputs/brief.pdf").split())
        assert "Last fetched 8 April 2021; newer data could not be had." in page
        assert ran(folder, "2021-04-12T05:30:00+00:00").status is Status.UNCHANGED, "said once, not every day"
        late = ran(folder, "2021-04-20T05:30:00+00:00")
        assert late.status is Status.FETCH_FAILED and numbers(folder) == ["1", "2"]
        [problem] = late.problems
        assert "answered 503" in problem.what and "of 2021-04-08, are older than 7d" in problem.hint and problem.place.line
        site.status = 200
        assert ran(folder, "2021-04-21T05:30:00+00:00").status is Status.NEW
        assert kept.read(folder) == {}
    assert (folder / "trade.csv").read_text() == OLD


def test_data_that_were_never_had_stop_the_run(tmp_path: Path) -> None:
    folder = report(tmp_path / "visit", "{url: 'http://127.0.0.1:1/trade.csv'}", LOCAL)
    outcome = ran(folder)
    assert outcome.status is Status.FETCH_FAILED and "never fetched before" in outcome.problems[0].hint
    assert (folder / "trade.csv").read_text() == OLD


@pytest.mark.parametrize(("text", "said"), [
    ("year,tons\n2020,3\n", 'column "millions" (number) is missing'), ("year,millions\n", "no"),
    ("year,millions\n2020,many\n", "millions"), ("<html>moved</html>", "no rows"), ("<p>moved</p>\nto\n", "is missing")])
def test_what_is_no_such_table_never_takes_the_place_of_the_old(text: str, said: str, tmp_path: Path) -> None:
    with served(Site(text)) as url:
        folder = report(tmp_path / "visit", f"{{url: '{url}/trade.csv'}}", LOCAL)
        outcome = ran(folder)
    assert outcome.status is Status.FETCH_FAILED and said in outcome.problems[0].what
    assert (folder / "trade.csv").read_text() == OLD


ALLOWED = Refresh(hosts=["127.0.0.1"], private=True, timeout=1, most_bytes=1000)


@pytest.mark.parametrize(("url", "allowed", "said"), [
    ("http://127.0.0.1:1/x", Refresh(), 'host "127.0.0.1" is not allowed'),
    ("http://127.0.0.1:1/x", Refresh(hosts=["127.0.0.1"]), "lies in the inner network"),
    ("http://localhost:1/x", Refresh(hosts=["localhost"]), "lies in the inner network"),
    ("http://[::1]:1/x", Refresh(hosts=["::1"]), "lies in the inner network"),
    ("http://0.0.0.0:1/x", Refresh(hosts=["0.0.0.0"]), "lies in the inner network"),
    ("http://2130706433/x", Refresh(hosts=["127.0.0.1"]), "is not allowed"),
    ("ftp://127.0.0.1/x", ALLOWED, "only http:// and https://"),
    ("http://evil-example.org/x", Refresh(hosts=[".example.org"]), "is not allowed"),
    ("http://127.0.0.1:1/x?key=secret", ALLOWED, "cannot be reached")])
def test_a_host_must_be_named_and_public(url: str, allowed: Refresh, said: str) -> None:
    with pytest.raises(Unfetched, match=said.replace("(", r"\(")) as caught:
        web.get(url, allowed)
    assert "secret" not in str(caught.value)


def test_redirects_are_judged_and_end(tmp_path: Path) -> None:
    def away(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", "http://localhost:1/" if handler.path == "/away" else "/round")
        handler.end_headers()

    with served(away) as url:
        with pytest.raises(Unfetched, match='host "localhost" is not allowed'):
            web.get(f"{url}/away", ALLOWED)
        with pytest.raises(Unfetched, match="led on more than 5 times"):
            web.get(f"{url}/round", ALLOWED)


def test_too_much_and_too_slow_are_refused() -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        if handler.path == "/slow":
            threading.Event().wait(2)
        for _ in range(40):
            handler.wfile.write(b"x" * 100)

    with served(endless) as url:
        with pytest.raises(Unfetched, match="sends more than 1,000 bytes"):
            web.get(f"{url}/much", ALLOWED)
        with pytest.raises(Unfetched, match="did not answer within 1 second"):
            web.get(f"{url}/slow", ALLOWED)


# ---------------------------------------------------------------- from a command, from a folder
def test_a_command_must_be_allowed_and_its_output_is_the_file(tmp_path: Path) -> None:
    command = f'{{command: ["{sys.executable}", "-c", "print({NEW!r}, end=str())"]}}'.replace("\\n", "\\\\n")
    folder = report(tmp_path / "visit", command, "{commands: false}")
    assert "a command is not allowed" in ran(folder).problems[0].what
    (folder / "schedule.yaml").write_text("refresh: {commands: true}\n")
    assert ran(folder).status is Status.NEW
    assert (folder / "trade.csv").read_text() == NEW


@pytest.mark.parametrize(("words", "seconds", "said"), [
    ("import sys; sys.exit('no luck')", 60.0, "ended with status 1: no luck"),
    ("import time; time.sleep(60)", 1.0, "took longer than 1 second$"),
    ("print('x' * 5000)", 60.0, "wrote more than 1,000 bytes")])
def test_a_command_that_fails_hangs_or_floods(words: str, seconds: float, said: str, tmp_path: Path) -> None:
    with pytest.raises(Unfetched, match=said):
        program.output([sys.executable, "-c", words], tmp_path, seconds, 1000)
    with pytest.raises(Unfetched, match="cannot be run"):
        program.output([str(tmp_path / "nothing")], tmp_path, 1.0, 1000)


def test_a_command_knows_no_secret_and_leaves_nothing_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHANCERY_SMTP", "smtp://ann:hunter2@mail.example.org")
    seen = program.output([sys.executable, "-c", "import os; print(sorted(os.environ), os.listdir('.'))"], tmp_path, 20.0, 10_000)
    assert b"REPORT" in seen and b"CHANCERY" not in seen and seen.rstrip().endswith(b"[]")


def test_a_file_of_another_folder_must_be_allowed(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "trade.csv").write_text(NEW)
    (shared / "way-out.csv").symlink_to("/etc/hostname")
    folder = report(tmp_path / "visit", f"{{file: {shared}/trade.csv}}", "{}")
    assert "in no folder that is allowed" in ran(folder).problems[0].what
    (folder / "schedule.yaml").write_text(f"refresh: {{folders: [{shared}]}}\n")
    assert ran(folder).status is Status.NEW
    led = report(tmp_path / "other", f"{{file: {shared}/way-out.csv}}", f"{{folders: [{shared}]}}")
    assert "in no folder that is allowed" in ran(led).problems[0].what


@pytest.mark.parametrize("fetch", ["{}", "{url: 'https://x.org/a.csv', file: a.csv}", "{url: 'file:///etc/passwd'}"])
def test_a_fetch_names_one_place(fetch: str, tmp_path: Path) -> None:
    from reports import outline

    _, problems = outline.read(report(tmp_path / "visit", fetch, "{}"))
    assert problems and all("outline.yaml" in str(p.place) for p in problems)
    assert not isinstance(problems, Failed)
