"""With no network at all: everything is made, archived, released and proved; only the step that fetches notices.

Cut in two ways, each in a process of its own: by the kernel (a network namespace with nothing in it), and by an audit hook that
counts and refuses every socket, every connection and every name that is looked up, by whatever library.
"""
from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from built import ROOT, brief_text
from issued import edit, numbers, opened
from test_command import called
from test_refreshing import LOCAL, OLD, Site, report
from webserver import served

HOOK = """
import os, socket, sys
def hear(event, arguments):
    if event == "socket.__new__" and arguments[1] in (socket.AF_UNIX, -1):
        return
    if event.startswith("socket."):
        os.write(tried, (event + repr(arguments[1:]) + chr(10)).encode())
        raise OSError(101, "Network is unreachable")
tried = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
sys.addaudithook(hear)
"""
COMMANDS = """
import json, sys
from reports import command
for words in json.loads(sys.argv[2]):
    try:
        command.main(words)
    except SystemExit as end:
        status = end.code or 0
    else:
        status = 0
    print("ended", status, *words, flush=True)
"""
WAYS = {"audit hook": [sys.executable, "-c", HOOK + COMMANDS], "no interface": ["unshare", "-rn", sys.executable, "-c", COMMANDS]}


def without_network(way: str, place: Path, *commands: tuple[str | Path, ...]) -> tuple[list[int], list[str], str]:
    """The exit statuses of commands in one process without a network, what it tried to reach, and what it printed."""
    if way == "no interface":
        alone = shutil.which("unshare") and subprocess.run(["unshare", "-rn", "true"], check=False).returncode == 0
        if not alone:
            pytest.skip("this machine lets nobody make a network of his own")
    tried = place / "tried"
    tried.write_text("")
    words = json.dumps([[str(word) for word in command] for command in commands])
    done = subprocess.run([*WAYS[way], tried, words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    statuses = [int(line.split()[1]) for line in done.stdout.splitlines() if line.startswith("ended ")]
    assert len(statuses) == len(commands), done.stderr[-2000:]
    return statuses, tried.read_text().splitlines(), done.stdout + done.stderr


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with one edition, whose data came from a server that is gone since."""
    folder = tmp_path_factory.mktemp("fetched") / "visit"
    with served(Site(OLD)) as url:
        report(folder, f"{{url: '{url}/trade.csv'}}", LOCAL)
        assert called("run", folder) == 0
    return folder


@pytest.mark.parametrize("way", WAYS)
def test_everything_but_fetching_needs_no_network(way: str, fetched: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(fetched, tmp_path / "visit", symlinks=True))
    edit(folder, ("{value: 12, unit: percent", "{value: 13, unit: percent"))
    statuses, tried, printed = without_network(
        way, tmp_path, ("check", folder), ("build", folder, "--out", tmp_path / "out", "--deck-pdf"),
        ("run", folder, "--offline"),
        ("release", folder), ("tell", folder), ("run", folder, "--offline"), ("editions", folder), ("show", folder, "2"),
        ("diff", folder, "1", "2"), ("rebuild", folder, "1", "--verify"), ("rebuild", folder, "2", "--verify"),
        ("verify", folder), ("audit", folder, "--edition", "2", "--out", tmp_path / "out"), ("status", folder), ("facts", folder))
    assert statuses == [0, 0, 0, 0, 0, 10, *[0] * 9], printed
    assert tried == [], "nobody is so much as asked for"
    assert numbers(folder) == ["1", "2"] and (tmp_path / "out/visit/deck.pdf").is_file()
    with opened(folder) as archive:
        assert archive.current() == "2"
    assert "Last fetched" not in brief_text(folder / "archive/latest/outputs/brief.pdf"), "nobody asked for newer data"


@pytest.mark.parametrize("way", WAYS)
def test_a_run_that_would_fetch_goes_on_with_the_last_good_data_and_says_so(way: str, fetched: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(fetched, tmp_path / "visit", symlinks=True))
    statuses, tried, printed = without_network(way, tmp_path, ("run", folder), ("run", folder))
    assert statuses == [0, 10], printed
    assert bool(tried) is (way == "audit hook"), "it tried"
    page = " ".join(brief_text(folder / "archive/latest/outputs/brief.pdf").split())
    assert "Last fetched" in page and "newer data could not be had." in page
    assert (folder / "trade.csv").read_text() == OLD
    known = folder / "archive/fetched.json"
    known.write_text(json.dumps({"trade": {"at": "2021-04-08T05:30:00+00:00"}}))
    statuses, _, printed = without_network(way, tmp_path, ("run", folder), ("run", folder, "--offline"))
    assert statuses == [40, 10] and "the last good data, of 2021-04-08, are older than 7d" in printed
    assert numbers(folder) == ["1", "2"]


def test_the_hook_hears_of_what_libraries_do(tmp_path: Path) -> None:
    """Or the tests above would prove nothing."""
    said = "import urllib.request\ntry: urllib.request.urlopen('http://127.0.0.1:9/')\nexcept OSError: print('refused')"
    done = subprocess.run([sys.executable, "-c", HOOK + said, tmp_path / "tried"], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n" and "socket." in (tmp_path / "tried").read_text()
