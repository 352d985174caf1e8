"""One unattended run: what makes an edition, what makes none, what is asked, what is written down."""
from __future__ import annotations

import json
import os
import re
import signal
from pathlib import Path
from typing import Any

import pytest
from built import brief_text, pages_of, slides_text
from issued import BODY, Clock, copied, difference, edit, editions, numbers, opened, ran, tree, written
from test_command import called

from reports.editions import gates, making
from reports.problems import MachineFailed
from reports.running import lock, log, settings
from reports.running.steps import Hooks, Run, Status, Stopped

GROWN = ("value: 300, unit: USD million", "value: 330, unit: USD million")
SPELT = ("expects more", "expacts more")
REWORDED = ("and the board expects more", "which surprised nobody in the harbour")
AUTO = "approval: {auto_release: true}\n"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with one edition."""
    folder = written(tmp_path_factory.mktemp("first") / "visit")
    assert ran(folder).status is Status.NEW
    return folder


@pytest.fixture
def visit(first: Path, tmp_path: Path) -> Path:
    """A copy of it, to change."""
    return copied(first, tmp_path / "visit")


def stages(folder: Path) -> list[dict[str, Any]]:
    return [dict(line) for line in log.lines(folder / "archive")]


# ---------------------------------------------------------------- what makes an edition
def test_the_first_run_makes_edition_1_with_all_that_it_was_made_from(first: Path) -> None:
    [edition] = editions(first)
    assert (edition.seq, edition.number, edition.kind, edition.summary) == (1, "1", "first", "the first edition")
    names = set(edition.files)
    assert {"inputs/outline.yaml", "outputs/brief.pdf", "outputs/deck.pptx", "content.json", "checks.json", "diff.json",
            "issue.json", "letter.txt", "letter.html", "templates/chancery/theme.yaml", "templates/chancery/master.pptx"} <= names
    assert any(name.endswith(".ttf") for name in names)
    assert (first / "archive" / "latest").resolve() == (first / "archive" / "editions" / "1")


def test_an_unchanged_run_says_so_and_touches_nothing(visit: Path) -> None:
    before = tree(visit / "archive")
    outcome = ran(visit)
    assert (outcome.status, outcome.what) == (Status.UNCHANGED, "nothing has changed since edition 1 (submitted); no new edition")
    after = tree(visit / "archive")
    assert {name for name in after if before.get(name) != after[name]} == {"runs.jsonl"}


@pytest.mark.parametrize("change", [
    ("outline: 1\n", "outline: 1\n# a word to the next writer\n"), ("status: final", "status: draft"),
    ("{id: line, text:", "{id: line,   text:")])
def test_what_no_reader_reads_makes_no_edition(change: tuple[str, str], visit: Path) -> None:
    edit(visit, change)
    (visit / "NOTES.md").write_text("for the next writer")
    (visit / "schedule.yaml").write_text("edition: {minor_on: [layout]}\n")
    assert ran(visit).status is Status.UNCHANGED
    assert numbers(visit) == ["1"]


def test_changed_content_makes_the_next_number_and_the_page_bears_it(visit: Path) -> None:
    edit(visit, GROWN)
    outcome = ran(visit)
    assert (outcome.status, outcome.what) == (Status.NEW, "edition 2 (submitted): 1 fact changed")
    assert numbers(visit) == ["1", "2"]
    text = brief_text(visit / "archive" / "latest" / "outputs" / "brief.pdf")
    assert "Edition 2" in text and "$330 million" in text and "Edition 1" not in text
    assert difference(visit, "2")["changes"][0]["aspects"] == ["value"]


def test_a_small_fix_is_a_part_of_a_number_and_keeps_the_day(visit: Path) -> None:
    edit(visit, SPELT)
    assert ran(visit, Clock("2021-05-01T05:30:00+00:00")).what.startswith("edition 1.1 (submitted)")
    edit(visit, (SPELT[1], SPELT[0]))
    assert ran(visit, Clock("2021-05-02T05:30:00+00:00")).what.startswith("edition 1.2 (submitted)")
    edit(visit, REWORDED)
    assert ran(visit, Clock("2021-05-03T05:30:00+00:00")).what.startswith("edition 2 (submitted)")
    found = editions(visit)
    assert [e.kind for e in found] == ["first", "fix", "fix", "revision"]
    assert [e.published for e in found] == ["2021-04-08", "2021-04-08", "2021-04-08", "2021-05-03"]


def test_what_a_small_fix_is_stands_in_the_schedule(visit: Path) -> None:
    (visit / "schedule.yaml").write_text("edition: {minor_on: [spelling, wording]}\n")
    edit(visit, REWORDED)
    assert ran(visit).what == "edition 1.1 (submitted): 1 text reworded"
    (visit / "schedule.yaml").write_text("edition: {minor_on: []}\n")
    edit(visit, ("surprised nobody", "surprized nobody"))
    assert ran(visit).what == "edition 2 (submitted): 1 text reworded"


def test_a_person_can_force_an_edition(visit: Path) -> None:
    assert ran(visit, forced=True).what == "edition 2 (submitted): the same words, made anew"
    assert ran(visit).status is Status.UNCHANGED


def test_a_data_file_that_changes_makes_an_edition(tmp_path: Path) -> None:
    body = """\
data:
  trade: {file: trade.csv, source: S1, as_of: 2020}
charts:
  trade: {kind: column, data: trade, x: year, y: millions, headline: "Trade rose to {F-002|value} at last", unit: USD million,
          subtitle: "Trade of the harbour by year, US$ million"}
body:
  - chart: trade
  - sources
"""
    folder = written(tmp_path / "visit", body=body)
    (folder / "trade.csv").write_text("year,millions\n2017,200\n2018,210\n2019,240\n2020,300\n")
    outcome = ran(folder)
    assert outcome.status is Status.NEW, outcome
    (folder / "trade.csv").write_text("year,millions\n2017,200\n2018,220\n2019,240\n2020,300\n")
    assert ran(folder).status is Status.NEW
    changed = [(c["what"], c["id"], c["how"]) for c in difference(folder, "2")["changes"]]
    assert changed == [("figure", "trade", "changed"), ("file", "trade.csv", "changed")]


def test_a_long_diff_fits_its_page_and_its_slide(tmp_path: Path) -> None:
    """Nobody wrote it, so it must not stop the run."""
    told = "  - what_changed: {headline: The board says much more than before}\n  - sources\n"
    folder = written(tmp_path / "visit", body=BODY.replace("  - sources\n", told))
    assert ran(folder).status is Status.NEW
    words = "WIDE words that go on, and on, about the harbour and the dredging of its mouth, " * 3
    more = "".join(f'  F-1{i:02}: {{value: "{i} {words}", as_of: 2021, status: superseded, source: S1, locator: "{words}"}}\n'
                   for i in range(30))
    edit(folder, ("  F-004:", f"{more}  F-004:"), ("status: pledged", "status: estimate"), GROWN)
    outcome = ran(folder)
    assert outcome.status is Status.NEW, outcome
    brief = brief_text(folder / "archive" / "latest" / "outputs" / "brief.pdf")
    assert "Compared with edition 1." in brief and "smaller changes are not shown" in brief


# ---------------------------------------------------------------- corrections
def test_a_correction_is_no_revision(visit: Path) -> None:
    said = 'correction: {of_edition: 1, what: "Trade was 330, not 300.", material: true}'
    edit(visit, GROWN, ("status: final}", f"status: final, {said}}}"))
    outcome = ran(visit)
    assert outcome.status is Status.NEW
    edition = editions(visit)[-1]
    assert (edition.kind, edition.material) == ("correction", True)
    assert difference(visit, "2")["correction"] == {"of_edition": "1", "what": "Trade was 330, not 300.", "material": True}
    assert (visit / "archive/latest/letter.txt").read_text().startswith("CORRECTION: ")
    assert "This edition corrects edition 1: Trade was 330" in (visit / "archive/latest/letter.html").read_text()
    made = visit / "archive" / "latest" / "outputs"
    assert "THIS EDITION CORRECTS EDITION 1 Trade was 330, not 300." in pages_of(made / "brief.pdf")[0].replace("\r\n", " ")
    assert slides_text(made / "deck.pptx")[1][:2] == ["This edition corrects edition 1", "Trade was 330, not 300."]
    assert ran(visit).status is Status.UNCHANGED, "the same correction is not made twice"
    edit(visit, ("value: 330", "value: 340"))
    ran(visit)
    assert editions(visit)[-1].kind == "revision"
    third = visit / "archive" / "editions" / "3" / "outputs" / "brief.pdf"
    assert "corrects" not in brief_text(third).lower(), "it was said in the edition that corrects"


def test_a_correction_of_an_edition_that_never_was_is_refused(visit: Path) -> None:
    edit(visit, GROWN, ("status: final}", 'status: final, correction: {of_edition: 7, what: "It was wrong."}}'))
    outcome = ran(visit)
    assert outcome.status is Status.BLOCKED and "edition 7, which the archive does not have" in outcome.what
    assert numbers(visit) == ["1"]


# ---------------------------------------------------------------- what stops a run
def test_errors_block_and_leave_the_last_edition(visit: Path) -> None:
    edit(visit, ("{F-002|cite}", "{F-902|cite}"))
    before = tree(visit / "archive" / "editions")
    outcome = ran(visit)
    assert outcome.status is Status.BLOCKED
    assert [(p.place.file.endswith("visit/outline.yaml"), p.place.line) for p in outcome.problems] == [(True, 16)]
    assert tree(visit / "archive" / "editions") == before
    edit(visit, ("{F-902|cite}", "{F-002|cite}"))
    assert ran(visit).status is Status.UNCHANGED


CHART = """\
charts:
  trade:
    kind: column
    headline: Trade rose from {F-003|value} to {F-002|value}
    subtitle: Trade of the harbour by year, US$ million
    unit: USD million
    rows: [{label: "2019", value: F-003}, {label: "2020", value: F-002}]
body:
  - chart: trade
  - sources
"""


def test_a_headline_that_new_data_no_longer_support_blocks_and_asks(tmp_path: Path) -> None:
    low = (("value: 540", "value: 200"), ("status: pledged", "status: stated"))
    folder = written(tmp_path / "visit", *low, body=CHART)
    outcome = ran(folder)
    assert outcome.status is Status.NEW, outcome
    edit(folder, ("value: 300", "value: 150"))
    outcome = ran(folder)
    assert (outcome.status, outcome.what) == (Status.BLOCKED, "1 headline no longer says what its data say")
    [question] = outcome.asks
    assert "outline.yaml:" in question and question.endswith("or are the new values wrong?")
    assert [line["asks"] for line in stages(folder) if line.get("asks")] == [[question]]
    assert numbers(folder) == ["1"]


def test_data_that_cannot_be_fetched(visit: Path) -> None:
    def refresh(run: Run) -> dict[str, Any]:
        raise Stopped(Status.FETCH_FAILED, "the statistics office does not answer")

    outcome = ran(visit, hooks=Hooks(refresh=refresh))
    assert (outcome.status, outcome.what) == (Status.FETCH_FAILED, "the statistics office does not answer")
    assert stages(visit)[-2]["result"] == "fetch_failed"


def test_a_schedule_with_problems_is_told_at_its_lines(visit: Path) -> None:
    (visit / "schedule.yaml").write_text("approval:\n  requird: [desk_head]\n  auto_release: maybe\n")
    outcome = ran(visit)
    assert outcome.status is Status.BLOCKED
    assert [(Path(p.place.file).name, p.place.line) for p in outcome.problems] == [("schedule.yaml", 2), ("schedule.yaml", 3)]
    assert "required" in outcome.problems[0].hint


def test_a_read_only_place_is_named_before_anything_is_made(tmp_path: Path) -> None:
    folder = written(tmp_path / "visit", schedule="archive: {root: /proc/nowhere}\n")
    with pytest.raises(MachineFailed, match="cannot write to /proc/nowhere"):
        ran(folder)


# ---------------------------------------------------------------- what a run releases by itself
def test_a_run_stops_at_submitted_unless_it_may_release(visit: Path) -> None:
    edit(visit, SPELT)
    assert ran(visit).state == "submitted"
    (visit / "schedule.yaml").write_text(AUTO)
    edit(visit, (SPELT[1], "expicts more"))
    outcome = ran(visit)
    assert (outcome.status, outcome.state) == (Status.NEW, "released")
    brief = visit / "archive" / "current" / "brief.pdf"
    assert "DRAFT" not in brief_text(brief).upper()
    assert "DRAFT" in brief_text(visit / "archive" / "latest" / "outputs" / "brief.pdf").upper()


def test_a_material_change_waits_for_a_person(visit: Path) -> None:
    (visit / "schedule.yaml").write_text(AUTO)
    edit(visit, GROWN)
    outcome = ran(visit)
    assert (outcome.status, outcome.state) == (Status.HELD, "submitted")
    assert outcome.what.endswith("not released: its changes are material")
    assert ran(visit).status is Status.UNCHANGED
    (visit / "schedule.yaml").write_text(AUTO + "material_change: {figure_pct: 20, any_of: [status]}\n")
    edit(visit, ("330", "331"))
    assert ran(visit).state == "released"


def test_hold_stops_the_release_and_not_the_checks(visit: Path) -> None:
    (visit / "schedule.yaml").write_text(AUTO)
    (visit / gates.HOLD).write_text("the minister reads it first\n")
    edit(visit, SPELT)
    outcome = ran(visit)
    assert outcome.status is Status.HELD and outcome.what.endswith("releases are held: the minister reads it first")
    assert numbers(visit) == ["1", "1.1"]
    (visit / gates.HOLD).unlink()
    outcome = ran(visit)
    assert (outcome.status, outcome.what) == (Status.NEW, "nothing has changed; edition 1.1 is released now")


# ---------------------------------------------------------------- what is written down
def test_one_json_line_a_stage(first: Path, visit: Path) -> None:
    lines = stages(first)
    assert [line["stage"] for line in lines] == [
        "begin", "refresh", "check", "build", "gate", "archive", "release", "tell", "prune", "end"]
    assert {line["run"] for line in lines} == {1} and {line["clock"] for line in lines} == {"system clock, UTC"}
    assert all(line["seconds"] >= 0 and line["at"].startswith("2021-04-08T") for line in lines)
    assert lines[-1]["result"] == "new" and lines[-1]["edition"] == "1"
    ran(visit)
    assert [line["stage"] for line in stages(visit)[10:]] == ["begin", "refresh", "check", "release", "tell", "prune", "end"]
    assert stages(visit)[-1]["run"] == 2


def test_a_line_cut_by_a_crash_spoils_no_other(visit: Path) -> None:
    with (visit / "archive" / log.NAME).open("ab") as file:
        file.write(b'{"run": 9, "sta')
    ran(visit)
    assert [line["stage"] for line in stages(visit)[10:]] == ["begin", "refresh", "check", "release", "tell", "prune", "end"]


def test_a_program_that_fails_says_so_in_the_log_and_to_the_owners(visit: Path) -> None:
    ended: list[Any] = []

    def tell(run: Run) -> dict[str, Any]:
        raise ZeroDivisionError("a bug")

    with pytest.raises(ZeroDivisionError):
        ran(visit, hooks=Hooks(tell=tell, after=lambda run, outcome: ended.append(outcome)))
    assert ended == [None]
    assert [(line["stage"], line["result"]) for line in stages(visit)[-2:]] == [("tell", "failed"), ("end", "crashed")]


def test_a_clock_set_back_is_told_and_does_no_harm(visit: Path) -> None:
    edit(visit, GROWN)
    assert ran(visit, Clock("1999-12-31T00:00:00+00:00")).status is Status.NEW
    assert numbers(visit) == ["1", "2"], "ordered by sequence, not by time"
    [note] = next(line["notes"] for line in stages(visit) if line.get("notes"))
    assert re.fullmatch("the clock says 1999-12-31T.* last written at 2021-04-08T.*: it was set back", note)
    with opened(visit) as archive:
        last = archive.last()
        assert last and last.number == "2"


# ---------------------------------------------------------------- the same bytes again
def test_every_edition_comes_out_again_byte_by_byte(visit: Path, tmp_path: Path) -> None:
    edit(visit, GROWN)
    ran(visit)
    written(visit)  # the working files may become what they like
    with opened(visit) as archive:
        for edition in archive.editions():
            assert {name for name in edition.files if name.startswith("outputs/")} == {"outputs/brief.pdf", "outputs/deck.pptx"}
            assert making.unlike(archive, edition) == []


def test_an_edition_for_several_profiles(tmp_path: Path) -> None:
    folder = written(tmp_path / "visit", schedule="edition: {profiles: [official, analyst]}\narchive: {verify_rebuild: true}\n")
    assert ran(folder).status is Status.NEW
    [edition] = editions(folder)
    assert set(edition.clean) == {"brief.pdf", "deck.pptx", "analyst/brief.pdf", "analyst/deck.pptx"}


# ---------------------------------------------------------------- the lock
def test_a_second_run_is_told_who_is_at_work(visit: Path) -> None:
    with lock.held(visit / "archive", "2021-04-08T05:30:00+00:00"), \
            pytest.raises(MachineFailed, match=rf"process {os.getpid()} on .* since 2021-04-08T05:30"):
        ran(visit)
    assert ran(visit).status is Status.UNCHANGED, "a lock outlives nobody"


@pytest.mark.parametrize("words", ["", "\n", "# nothing yet\n\n  # schedule: {cron: nonsense}\n"])
def test_a_schedule_without_settings_leaves_the_defaults(words: str, visit: Path) -> None:
    (visit / "schedule.yaml").write_text(words)
    assert settings.problems(visit) == [] and settings.read(visit) == settings.Settings()


def test_a_forked_child_does_not_keep_the_lock(visit: Path) -> None:
    """Its holder is killed; what it had forked lives on for a while."""
    (ready, up), (stay, go) = os.pipe(), os.pipe()
    holder = os.fork()
    if holder == 0:
        with lock.held(visit / "archive", "now"):
            if os.fork() == 0:
                os.write(up, b".")
                os.read(stay, 1)
                os._exit(0)
            os.read(ready, 1)
            os.write(up, b".")
            signal.pause()
    try:
        os.read(ready, 1)
        os.kill(holder, signal.SIGKILL)
        os.waitpid(holder, 0)
        with lock.held(visit / "archive", "later"):
            pass
    finally:
        os.write(go, b".")
        for handle in (ready, up, stay, go):
            os.close(handle)


# ---------------------------------------------------------------- the commands
def test_the_schedule_is_checked_and_has_a_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = written(tmp_path / "visit", schedule="aproval: {}\n")
    assert called("check", folder) == 1
    assert re.search(r'schedule.yaml:1:1: .*"aproval" is not known here\n    hint: did you mean "approval"\?',
                     capsys.readouterr().err)
    assert called("schema", "--schedule") == 0
    assert set(json.loads(capsys.readouterr().out)["properties"]) >= {"approval", "archive", "edition", "material_change"}


def test_the_way_from_run_to_release_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = written(tmp_path / "visit", schedule="approval: {required: [desk_head, legal]}\n")
    assert called("run", folder) == 0
    assert called("run", folder) == 10
    edit(folder, GROWN)
    assert called("run", folder) == 0
    assert called("release", folder) == 1
    assert "is not approved: desk_head, legal must" in capsys.readouterr().err
    assert called("approve", folder, "--role", "desk_head", "--name", "Ada Holm") == 0
    assert called("approve", folder, "--role", "legal", "--name", "ada holm") == 1
    assert "a second person must" in capsys.readouterr().err
    assert called("approve", folder, "--role", "legal", "--name", "Bo Lind") == 0
    assert called("hold", folder, "--reason", "not today") == 0
    assert called("release", folder) == 1
    assert "releases are held: not today" in capsys.readouterr().err
    assert called("hold", folder, "--lift") == 0
    assert called("release", folder, "--by", "Cy") == 0
    capsys.readouterr()
    assert called("editions", folder) == 0
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[0] for row in rows] == ["1", "2"] and "released (current)" in rows[1]
    assert called("show", folder) == 0
    shown = capsys.readouterr().out
    assert "desk_head, Ada Holm" in shown and "legal, Bo Lind" in shown and "1 fact changed" in shown
    assert called("diff", folder, "1", "2") == 0
    assert "F-002  changed: was $300 million (stated); now $330 million (stated)" in capsys.readouterr().out
    assert called("diff", folder, "--json") == 0
    assert json.loads(capsys.readouterr().out)["counts"] == {"facts changed": 1}
    assert called("rebuild", folder, "2", "--verify") == 0
    assert "4 files made again, every byte the same" in capsys.readouterr().out
    assert called("verify", folder) == 0
    assert called("withdraw", folder, "--reason", "A source was misread.") == 0
    assert "This edition is withdrawn. A source was misread." in capsys.readouterr().out
    assert not (folder / "archive" / "current").exists()
    assert called("show", folder, "9") == 1
    assert "there is no edition 9" in capsys.readouterr().err


def test_a_report_without_editions_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = written(tmp_path / "visit", body=BODY)
    assert called("editions", folder) == 0
    assert "no edition yet" in capsys.readouterr().out
    for command in ("show", "rebuild", "diff", "release"):
        assert called(command, folder) == 1
        assert "make one: make_report.py run" in capsys.readouterr().err
    assert not (folder / "archive" / "editions").exists() or numbers(folder) == []
