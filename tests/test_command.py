"""The command as a person meets it: what it prints, where files go, what its exit status says."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from built import DATA, HEAD, ROOT, Made, brief_text, deck_text, pages_of, report, slides_text

import charts
from reports import blocks, command, pipeline
from reports.commands._shared import PROFILES
from reports.problems import MachineFailed

GOOD = """\
body:
  - bottom_line: Trade rose {F-001|value}.{F-001|cite}
  - text: Trade rose {F-001} in {F-001|date}.
  - sources
"""
SPOKEN = ("  F-005: {value: a good year, as_of: 2020, said_by: the board, attribution: direct_quote, status: stated, source: S1, "
          "locator: page 5, phrase: it was a good year for all}\n")
WARNED = "body:\n  - text: It met 14 times.\n"
BAD = "body:\n  - txt: Words.\n  - text: Trade rose {F-009}.\n"


def run(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in its own process, its output in pipes."""
    return subprocess.run([sys.executable, str(ROOT / "make_report.py"), *map(str, arguments)], cwd=cwd, capture_output=True,
                          text=True, env={**os.environ, **environment}, check=False)


def called(*arguments: str | Path) -> int:
    """The exit status of the command, run in this process."""
    with pytest.raises(SystemExit) as caught:
        command.main([str(a) for a in arguments])
    return int(caught.value.code or 0)


# ---------------------------------------------------------------- exit statuses
def test_made_is_0_and_a_pipe_gets_the_file_names_alone(tmp_path: Path) -> None:
    folder = report(tmp_path / "visit", GOOD)
    done = run("build", folder, "--out", "out", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["out/visit/brief.pdf", "out/visit/deck.pptx"]
    assert [(tmp_path / name).is_file() for name in done.stdout.splitlines()] == [True, True]


def test_problems_are_1_all_at_once_and_old_files_stay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = report(tmp_path / "visit", GOOD)
    assert called("build", folder, "--out", tmp_path / "out") == 0
    old = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (tmp_path / "out" / "visit").iterdir()}
    assert len(old) == 2
    capsys.readouterr()
    report(folder, BAD)
    assert called("build", folder, "--out", tmp_path / "out") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert 'block kind "txt" is not known' in err
    assert "nothing was made" in err and "Traceback" not in err
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (tmp_path / "out" / "visit").iterdir()} == old


def test_a_later_stage_fails_as_an_early_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Words that do not fit are found after composing; nothing is written then either."""
    long = " ".join(["word"] * 60)
    folder = report(tmp_path / "visit", f"body:\n  - bottom_line: {long}\n  - text: See {{F-777}} and {{F-778}}.\n")
    assert called("build", folder, "--out", tmp_path / "out") == 1
    err = capsys.readouterr().err
    assert "60 words" in err and "F-777" in err and "F-778" in err
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").rglob("*.pdf"))


def test_a_wrong_command_line_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["build", tmp_path], ["bild"], ["build", "--only", "poster"], ["build", "--profile", "king"],
                      ["check", tmp_path / "nowhere"], ["build", "--colour"]):
        assert called(*arguments) == 2, arguments
        err = capsys.readouterr().err
        assert "Traceback" not in err and "rror" in err
    assert called("build", tmp_path) == 2
    assert "has no outline.yaml" in capsys.readouterr().err


def test_a_machine_that_fails_is_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = report(tmp_path / "visit", GOOD)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "visit").write_text("a file where the folder should be")
    assert called("build", folder, "--out", tmp_path / "out") == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert "cannot write to" in err and "Traceback" not in err
    assert (tmp_path / "out" / "visit").read_text() == "a file where the folder should be"


def test_a_machine_that_fails_while_one_file_is_made_is_3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                          capsys: pytest.CaptureFixture[str]) -> None:
    """The brief is made in a process of its own: its failure arrives as what it is."""
    from reports.render import pdf

    def fail(*_: object) -> bytes:
        raise MachineFailed("the font is gone")

    monkeypatch.setattr(pdf, "render", fail)
    assert called("build", report(tmp_path / "visit", GOOD), "--out", tmp_path / "out", "--no-cache") == 3
    assert "the font is gone" in capsys.readouterr().err


@pytest.mark.parametrize("module, function", [("reports.compose", "compose"), ("reports.render.pdf", "render"),
                                              ("reports.render.pptx", "render"), ("reports.layout.brief", "lay_out")])
def test_a_bug_is_70_with_a_traceback_and_old_files_stay(module: str, function: str, tmp_path: Path,
                                                         monkeypatch: pytest.MonkeyPatch,
                                                         capfd: pytest.CaptureFixture[str]) -> None:
    folder = report(tmp_path / "visit", GOOD)
    assert called("build", folder, "--out", tmp_path / "out") == 0
    old = {p: p.read_bytes() for p in (tmp_path / "out" / "visit").iterdir()}

    def fail(*_: object) -> bytes:
        raise ZeroDivisionError("a slip of ours")

    monkeypatch.setattr(f"{module}.{function}", fail)
    assert called("build", folder, "--out", tmp_path / "out") == 70
    err = capfd.readouterr().err
    assert "Traceback" in err and "a slip of ours" in err and "please report it" in err
    assert {p: p.read_bytes() for p in (tmp_path / "out" / "visit").iterdir()} == old


def test_an_interrupt_is_no_bug_and_leaves_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                     capsys: pytest.CaptureFixture[str]) -> None:
    folder = report(tmp_path / "visit", GOOD)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reports.compose.compose", stop)
    assert called("build", folder, "--out", tmp_path / "out") not in (0, 70)
    assert "Traceback" not in capsys.readouterr().err


# ---------------------------------------------------------------- its options
def test_strict_makes_warnings_stop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = report(tmp_path / "visit", WARNED)
    assert called("build", folder, "--out", tmp_path / "a") == 0
    assert 'warning: "14" is not traced' in capsys.readouterr().err
    assert called("build", folder, "--out", tmp_path / "b", "--strict") == 1
    err = capsys.readouterr().err
    assert '"14" is not traced' in err and "warning: " not in err
    assert not (tmp_path / "b" / "visit").exists()


@pytest.mark.parametrize("only, made", [("brief", "brief.pdf"), ("deck", "deck.pptx")])
def test_only_makes_one_and_leaves_the_other(only: str, made: str, tmp_path: Path) -> None:
    folder, target = report(tmp_path / "visit", GOOD), tmp_path / "out" / "visit"
    target.mkdir(parents=True)
    for name in ("brief.pdf", "deck.pptx"):
        (target / name).write_bytes(b"older")
    assert called("build", folder, "--out", tmp_path / "out", "--only", only) == 0
    assert [p.name for p in target.iterdir() if p.read_bytes() != b"older"] == [made]


def test_a_profile_chooses_what_prints(tmp_path: Path) -> None:
    folder = report(tmp_path / "visit", """\
        body:
          - bottom_line: For all readers.
          - theme:
              headline: A theme for officials and analysts
              blocks:
                - text: {text: Officials may read this., profiles: [official, analyst]}
                - text: {text: Only analysts read this., profiles: [analyst]}
                - quote: {fact: F-005, words: a good year, speaker: The board, slide: true, profiles: [analyst]}
        """, head=HEAD + SPOKEN)
    printed = {}
    for profile in PROFILES:
        assert called("build", folder, "--out", tmp_path / profile, "--profile", profile) == 0
        printed[profile] = brief_text(tmp_path / profile / "visit" / "brief.pdf")
        words = deck_text(tmp_path / profile / "visit" / "deck.pptx")
        assert ("a good year" in words) == (profile == "analyst")
    assert ["Only analysts" in printed[p] for p in ("minister", "official", "analyst")] == [False, False, True]
    assert ["Officials may" in printed[p] for p in ("minister", "official", "analyst")] == [False, True, True]
    assert all("For all readers" in text for text in printed.values())


def test_a_minister_gets_one_page_and_fewer_slides(tmp_path: Path, lavrov: Made) -> None:
    assert called("build", DATA / "lavrov-2021", "--out", tmp_path, "--profile", "minister") == 0
    made = tmp_path / "lavrov-2021"
    assert len(pages_of(made / "brief.pdf")) == 1
    assert 3 <= len(slides_text(made / "deck.pptx")) < len(slides_text(lavrov.deck))


def test_an_outline_stands_for_its_folder_and_reports_live_anywhere(tmp_path: Path) -> None:
    folder = report(tmp_path / "far" / "away", GOOD)
    done = run("build", folder / "outline.yaml", "--out", "here", cwd=tmp_path)
    assert done.stdout.splitlines() == ["here/away/brief.pdf", "here/away/deck.pptx"]


def test_two_reports_one_bad_the_good_one_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = report(tmp_path / "good", GOOD), report(tmp_path / "bad", BAD)
    assert called("build", bad, good, "--out", tmp_path / "out") == 1
    assert (tmp_path / "out" / "good" / "brief.pdf").is_file() and not (tmp_path / "out" / "bad").exists()
    assert "bad: nothing was made" in capsys.readouterr().err


# ---------------------------------------------------------------- the other commands
def test_check_tells_all_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, warned, bad = (report(tmp_path / name, body) for name, body in (("good", GOOD), ("warned", WARNED), ("bad", BAD)))
    before = sorted(tmp_path.rglob("*"))
    assert called("check", good, "--no-cache") == 0
    assert capsys.readouterr().out == "0 errors, 0 warnings\n"
    assert called("check", warned, "--no-cache") == 0
    assert capsys.readouterr().out == "0 errors, 1 warning\n"
    assert called("check", good, bad, "--no-cache") == 1
    out, err = capsys.readouterr()
    assert out == "" and "is not known" in err
    assert sorted(tmp_path.rglob("*")) == before


def test_kinds_lists_each_with_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert called("kinds") == 0
    lines = capsys.readouterr().out.splitlines()
    blocks_, charts_ = lines[1:lines.index("Charts:")], lines[lines.index("Charts:") + 1:]
    assert [line.split()[0] for line in blocks_] == list(blocks.names())
    assert [line.split()[0] for line in charts_] == list(charts.names())
    assert all(len(line.split()) > 4 for line in blocks_ + charts_)


def test_schema_is_json_schema_of_all_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    assert called("schema") == 0
    text = capsys.readouterr().out
    schema = json.loads(text)
    assert schema["type"] == "object" and {"report", "body", "facts"} <= set(schema["properties"])
    assert [name for name in (*blocks.names(), *charts.names()) if f'"{name}"' not in text] == []


def test_new_makes_a_report_that_builds_without_a_warning(tmp_path: Path) -> None:
    made = run("new", tmp_path / "first")
    assert made.returncode == 0 and str(tmp_path / "first" / "outline.yaml") in made.stdout
    done = run("build", tmp_path / "first", "--out", tmp_path / "out", "--strict")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Trade rose 12" in brief_text(tmp_path / "out" / "first" / "brief.pdf")
    assert len(slides_text(tmp_path / "out" / "first" / "deck.pptx")) >= 3


def test_new_never_writes_over_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = report(tmp_path / "mine", GOOD)
    before = (folder / "outline.yaml").read_bytes()
    assert called("new", folder) == 2
    assert "not empty" in capsys.readouterr().err
    assert (folder / "outline.yaml").read_bytes() == before
    (tmp_path / "file").write_text("x")
    assert called("new", tmp_path / "file" / "below") in (2, 3)


def test_help_has_examples_and_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert called("--help") == 0
    text = capsys.readouterr().out
    assert "Examples:" in text and text.count("make_report.py build") >= 2
    assert all(f"\n  {name} " in text for name in ("build", "check", "kinds", "schema", "new"))
    assert called("build", "-h") == 0
    text = capsys.readouterr().out
    assert all(option in text for option in ("--profile", "--only", "--strict", "--out", "--no-cache"))


# ---------------------------------------------------------------- no more work than needed
def modules_of(*arguments: str | Path, env: dict[str, str] | None = None) -> set[str]:
    """The libraries that a run has imported, in the parent and in the child that writes the brief."""
    done = subprocess.run([sys.executable, "-X", "importtime", str(ROOT / "make_report.py"), *map(str, arguments)],
                          capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines() if "|" in line}


def test_a_changed_word_needs_no_drawing_engine(tmp_path: Path) -> None:
    """A warm build after an edit of the text imports no matplotlib at all; a cold one does."""
    body = (DATA / "minimum" / "outline.yaml").read_text(encoding="utf-8")
    folder = report(tmp_path / "visit", "", head=body)
    out = tmp_path / "out"
    assert "matplotlib" in modules_of("build", folder, "--out", out)
    old = (out / "visit" / "brief.pdf").read_bytes()
    assert "careful count" in body
    report(folder, "", head=body.replace("careful count", "patient count"))
    warm = modules_of("build", folder, "--out", out)
    assert {"reportlab", "pptx"} <= warm
    assert not {"matplotlib", "numpy"} & warm
    assert (out / "visit" / "brief.pdf").read_bytes() != old
    assert "patient count" in brief_text(out / "visit" / "brief.pdf")


def test_help_and_kinds_import_little() -> None:
    assert not {"reportlab", "pptx", "matplotlib", "pikepdf", "babel", "pydantic"} & modules_of("--help")


def test_the_pipeline_knows_no_global_folder(tmp_path: Path) -> None:
    """A build writes into the folder it is told, and nowhere else."""
    before = {p: p.stat().st_mtime_ns for p in (ROOT / "data").rglob("*")}
    made, _ = pipeline.build(DATA / "minimum", tmp_path / "only" / "here", pipeline.Options())
    assert {p for p in tmp_path.rglob("*") if p.is_file()} == set(made)
    assert {p: p.stat().st_mtime_ns for p in (ROOT / "data").rglob("*")} == before


def test_source_date_epoch_dates_the_files_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pptx import Presentation

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert called("build", DATA / "minimum", "--out", tmp_path) == 0
    assert str(Presentation(str(tmp_path / "minimum" / "deck.pptx")).core_properties.created).startswith("2023-11-14")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert called("build", DATA / "minimum", "--out", tmp_path) == 2


@pytest.mark.parametrize("required, status", [("0", 0), ("1", 1)])
def test_missing_tools_are_named_with_their_purpose(required: str, status: int, tmp_path: Path) -> None:
    """What `make test` says first; CI demands them all."""
    done = subprocess.run([sys.executable, "-m", "tests.tools"], cwd=ROOT, capture_output=True, text=True, check=False,
                          env={**os.environ, "PATH": str(tmp_path), "REQUIRE_TOOLS": required})
    assert done.returncode == status
    names = ("soffice", "pdftotext", "qpdf", "ooxml-validator")
    assert [name for name in names if f"not on this machine: {name}, which " not in done.stdout] == []


def test_a_bare_name_is_a_report_in_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                         capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert called("check", "minimum") == 0
    report(tmp_path / "minimum", "body:\n  - nothing: such a block\n")
    assert called("check", "minimum") == 1, "a folder that is here comes first"
    assert "nothing" in capsys.readouterr().err
