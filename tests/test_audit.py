"""The audit: nothing to say of files as they were built, and every number that was changed in one is found."""
from __future__ import annotations

import csv
import json
from dataclasses import replace
from functools import cache
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import edited as hands
import mutated
import pytest
import test_release as marked
from built import DATA, HEAD, ROOT, report
from click.testing import CliRunner
from issued import edit, numbers, ran
from issued import written as written_report
from scale import often

from charts.drawing import Fill
from charts.native import Native, NativeSeries, Point
from reports import command as program
from reports import gallery, pipeline
from reports.audit import audited, comparing, expected, laid, written
from reports.audit.audited import Audit
from reports.audit.comparing import changes
from reports.audit.expected import Expected
from reports.audit.index import Index
from reports.audit.laid import Unit
from reports.audit.matching import UNMATCHED, Matcher
from reports.audit.said import Said, marks
from reports.commands.audit import command
from reports.options import Options
from reports.problems import Failed

PROFILES = ("official", "minister", "analyst")
CACHE = ROOT / "build" / ".cache"
pytestmark = pytest.mark.xdist_group("audit")


@cache
def known(profile: str = "official") -> Expected:
    return expected.expected(DATA / "lavrov-2021", Options(profile=profile, cache=CACHE))


def files(one: Expected) -> dict[str, bytes]:
    return {name: output.data for name, output in one.outputs.items()}


@cache
def audit(profile: str = "official") -> Audit:
    return audited.audit(known(profile), files(known(profile)))


@cache
def wanted(name: str) -> list[Said]:
    return audited.read(known().outputs[name].file, known().outputs[name].data)


def nothing_to_say(made: Audit) -> None:
    assert [(o.file, o.spot, o.part, o.before, o.text) for o in made.unmatched] == []
    assert made.changes == ()
    assert made.whole


# ---------------------------------------------------------------- no false alarm
@pytest.mark.parametrize("profile", PROFILES)
def test_files_as_they_were_built_are_reconciled(profile: str) -> None:
    assert len(audit(profile).occurrences) > 500
    nothing_to_say(audit(profile))


def test_the_gallery_is_reconciled(tmp_path: Path) -> None:
    (tmp_path / "outline.yaml").write_text(gallery.outline(), encoding="utf-8")
    one = expected.expected(tmp_path, Options(cache=CACHE))
    made = audited.audit(one, files(one))
    assert len(made.occurrences) > 1000
    nothing_to_say(made)
    assert {o.what for o in made.occurrences} >= {"waived", "value typed into a figure", "fact", "number format"}


@pytest.mark.parametrize("asked", [
    {"copies": "2"}, {"today": "2021-12-01"}, {"date": "2021-05-01"}, {"lift_embargo": True}],
    ids=lambda asked: next(iter(asked)))
def test_what_was_asked_of_a_build_is_no_change(asked: dict, tmp_path: Path) -> None:
    options = Options(cache=CACHE, **asked)
    paths, _ = pipeline.build(DATA / "lavrov-2021", tmp_path, options)
    one = expected.expected(DATA / "lavrov-2021", options)
    assert {p.name for p in paths} == set(one.outputs)
    nothing_to_say(audited.audit(one, audited.gathered(one, tmp_path, {})))


@pytest.mark.parametrize("redact", ["drop", "black"])
def test_a_release_is_reconciled_with_what_it_shows(redact: Any, tmp_path: Path) -> None:
    place = report(tmp_path / "in", marked.BODY, head=marked.HEAD)
    one = expected.expected(place, Options(release="TLP:GREEN", redact=redact))
    assert set(one.outputs) == {"brief-TLP-GREEN.pdf", "deck-TLP-GREEN.pptx"}
    made = audited.audit(one, files(one))
    assert made.changes == ()
    assert {o.text for o in made.unmatched} == set()


def test_an_edition_is_reconciled_as_archived_released_and_superseded(tmp_path: Path) -> None:
    folder = written_report(tmp_path / "visit")
    ran(folder)
    (folder / "schedule.yaml").write_text("approval: {auto_release: true}\n")
    for old, new in (("expects more", "expacts more"), ("expacts more", "expects more")):
        edit(folder, (old, new))
        assert ran(folder).state == "released"
    number, archive = numbers(folder)[1], folder / "archive"
    briefs = [*archive.glob(f"releases/{number}*/brief.pdf"), *archive.glob(f"**/{number}/outputs/brief.pdf")]
    assert len(briefs) == 3
    for brief in briefs:
        asked = [str(folder), "--edition", number, "--brief", str(brief), "--out", str(tmp_path / "out")]
        told = CliRunner().invoke(command, asked)
        assert told.exit_code == 0, told.stderr
    told = CliRunner().invoke(command, [str(folder), "--edition", number, "--out", str(tmp_path / "out")])
    assert told.exit_code == 0, told.stderr  # the deck as well, which says when the edition was made
    asked = [str(folder), "--edition", "latest", "--brief", str(brief), "--out", str(tmp_path / "out")]
    assert CliRunner().invoke(command, asked).exit_code == 1, "it is of another edition"


def test_the_dates_of_the_head_are_the_reports_own(tmp_path: Path) -> None:
    head = HEAD.replace("status: final", "status: final, data_cutoff: 2021-04-06, valid_until: 2021-06-01")
    assert head != HEAD
    one = expected.expected(report(tmp_path, "body:\n  - text: Words.\n", head=head), Options(cache=CACHE))
    made = audited.audit(one, files(one))
    nothing_to_say(made)
    assert {o.what for o in made.occurrences if o.text in ("6 April 2021", "1 June 2021")} == {"date of the report"}


def test_hand_edits_of_a_deck_are_reconciled_and_their_numbers_held_against_the_facts(tmp_path: Path) -> None:
    folder = hands.harbour(tmp_path / "harbour")
    before = expected.expected(folder, Options(only=("deck",), cache=CACHE))
    own = {o.text for o in audited.audit(before, files(before)).unmatched}
    pipeline.build(folder, folder / "out", Options(only=("deck",), cache=CACHE))

    def write(deck: Any) -> None:
        words = "Trade came to $300 million, and 4711 ships sailed"
        hands.write_box(hands.add_slide(deck, words, 2), words)

    hands.edit(folder / "out" / "deck.pptx", folder / "mine.pptx", (hands.HandEdit("", write, bool),))
    with pytest.raises(SystemExit) as left:
        program.main(["adopt", str(folder / "mine.pptx"), str(folder)])
    assert left.value.code == 0
    one = expected.expected(folder, Options(only=("deck",), cache=CACHE))
    assert one.outputs["deck.pptx"].drawn
    made = audited.audit(one, files(one))
    assert made.changes == ()
    assert {o.text for o in made.unmatched} == own | {"4711"}
    assert {o.facts for o in made.occurrences if o.what.startswith("written by hand")} == {("F-002",)}


# ---------------------------------------------------------------- every change is found
def test_a_number_is_followed_to_its_fact() -> None:
    found = [o for o in audit().occurrences if o.text == "$790m" and o.spot == "page 1"]
    assert found
    assert all("A-058" in o.facts for o in found)
    assert {(o.file, o.part) for o in audit().occurrences if "A-058" in o.facts} >= {
        ("brief", "text"), ("deck", "text"), ("deck", "notes"), ("deck", "chart's workbook"), ("brief", "attachment facts.json")}


@pytest.mark.parametrize("seed", range(often(60, 1000)))
def test_any_number_that_is_changed_is_found(seed: int) -> None:
    random = Random(seed)
    name, ways = random.choice((("brief.pdf", mutated.BRIEF), ("deck.pptx", mutated.DECK)))
    where, data = random.choice(ways)(files(known())[name], random)
    assert changes(audited.read(known().outputs[name].file, data), wanted(name)), where


@pytest.mark.parametrize("name, part", [
    ("brief.pdf", "text"), ("brief.pdf", "note mark"), ("brief.pdf", "alternative text"), ("deck.pptx", "text"),
    ("deck.pptx", "notes"), ("deck.pptx", "alternative text"), ("deck.pptx", "chart"), ("deck.pptx", "label of a chart")])
def test_what_a_renderer_drops_or_changes_is_seen(name: str, part: str) -> None:
    """The same renderer would make the same mistake again: only the laid-out pages tell."""
    output = known().outputs[name]
    at = next(i for i, u in enumerate(output.units) if u.part == part and any(c.isdigit() for c in u.text))
    found = audited.read(output.file, output.data)
    assert list(comparing.unlike(output.file, found, output.units)) == []
    unit = output.units[at]
    other = replace(unit, text=unit.text + " 98765") if part != "chart" else replace(unit, text="98765")
    for units in ((*output.units[:at], *output.units[at + 1:]), (*output.units[:at], other, *output.units[at + 1:])):
        assert list(comparing.unlike(output.file, found, units))


# ---------------------------------------------------------------- what passes as what
def answer(text: str, *, file: str = "brief.pdf", spot: str = "page 1", part: str = "text", units: tuple[Unit, ...] = (),
           one: Expected | None = None) -> dict[str, str]:
    """Number -> what the matcher takes it for, in a text of a finished file."""
    output = (one or known()).outputs[file]
    if units:
        output = replace(output, units=units)
    return {o.text.strip(): o.what for o in Matcher(one or known(), output).occurrences([Said(output.file, spot, part, text)])}


def test_what_nobody_knows_has_no_fact() -> None:
    found = answer("Trade came to $791m, and 37 ships sailed on 12 boats.")
    assert found["$791m"] == found["37"] == found["12"] == UNMATCHED


def test_a_value_of_the_ledger_in_words_of_nobodys_is_no_fact() -> None:
    assert set(answer("Somebody added that ships worth $790m sailed.").values()) == {UNMATCHED}


def test_a_number_at_the_start_of_a_text_is_a_numeral_only_where_a_list_was_laid_out() -> None:
    assert answer("77 ships sailed")["77"] == UNMATCHED
    listed = (Unit("page 1", "label", "77"), Unit("page 1", "text", "ships sailed"))
    assert answer("77 ships sailed", units=listed)["77"] == "numeral of a list"


@pytest.mark.parametrize("text, what", [
    ("2021-04-01T00:00:00Z", "date of the file"), ("D:20210401000000Z", "date of the file"), ("2021-04", "date of the file"),
    ("2021-05-01T00:00:00Z", UNMATCHED), ("built 12:30, T 7", UNMATCHED), ("file-7-Z", UNMATCHED)])
def test_a_property_is_the_files_date_only_when_it_is_that_date(text: str, what: str) -> None:
    assert set(answer(text, spot="the file", part="property created").values()) <= {what}


def test_words_that_the_program_composes_do_not_vouch_for_others() -> None:
    assert set(answer("Page 9 of 12").values()) == {UNMATCHED}  # it stands on page 1
    assert set(answer("Figure 99").values()) == {UNMATCHED}
    assert set(answer("41", part="note mark").values()) == {UNMATCHED}


def invented(tmp_path: Path, waive: str = "") -> Expected:
    body = f"""\
        body:
          - theme:
              headline: The quay is long
              waive: {{{waive}}}
              blocks:
                - text: The quay has 4711 bollards, {{F-001}} of them new, and {{=29}} cranes.
        """
    return expected.expected(report(tmp_path, body), Options())


def test_a_number_that_the_writer_left_untraced_has_no_fact(tmp_path: Path) -> None:
    one = invented(tmp_path)
    made = audited.audit(one, files(one))
    assert {o.text for o in made.unmatched} == {"4711"}
    assert {o.what for o in made.occurrences if o.text == "29"} == {"on purpose"}
    assert not made.whole


def test_a_text_over_two_pages_or_behind_a_label_is_found_again() -> None:
    index = Index(["Two of three bars are derived, says the note", "46%", "46%"])
    assert [n for n, *_ in index.find("Note: Two of three bars are derived", 6, 9)] == [0]
    assert [n for n, *_ in index.find("of three bars are derived, says", 3, 8)] == [0]
    assert [(n, sure) for n, _, sure in index.find("46%", 0, 3)] == [(1, False), (2, False)]
    assert list(index.find("Two of three boats are derived", 7, 12)) == []


def test_a_change_names_the_place_and_both_numbers() -> None:
    due = [Said("deck", "slide 3", "text", "Trade rose to $790m in 2020")]
    there = [Said("deck", "slide 3", "text", "Trade rose to $791m in 2020")]
    (one,) = changes(there, due)
    assert (one.spot, one.expected, one.found) == ("slide 3", "$790m", "$791m")
    (gone,) = changes([], due[:1])
    assert (gone.expected, gone.found) == ("$790m, 2020", "")
    assert changes(due, due) == []


def test_words_with_a_digit_and_numbers_in_words_are_marks() -> None:
    assert marks("S-400 for $2bn, five rounds, and 1,100 km.") == ("S-400", "$2bn", "1,100", "five")


def test_the_audit_is_written_as_csv_and_json() -> None:
    made = written.files(audit())
    told = list(csv.DictReader(StringIO(made["audit.csv"].decode())))
    data = json.loads(made["audit.json"])
    assert data["reconciled"] is True
    assert len(told) == len(data["occurrences"]) == data["numbers"] == len(audit().occurrences)
    assert any(row["fact"] == "A-058" and row["locator"] == "line 25" and "$790 million" in row["phrase"] for row in told)


def test_the_page_needs_nothing_but_itself() -> None:
    page = written.files(audit())["audit.html"].decode()
    assert "http://" not in page and "https://" not in page and "src=" not in page
    assert page.count("<tr data-state=") == len(audit().occurrences)


# ---------------------------------------------------------------- the command
def test_files_that_are_none_are_told(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="is not a PDF"):
        audited.read("brief", b"no pdf")
    with pytest.raises(Failed, match="is not a PowerPoint deck"):
        audited.read("deck", b"no deck")
    told = CliRunner().invoke(command, [str(DATA / "lavrov-2021"), "--brief", str(tmp_path / "none.pdf")])
    assert told.exit_code == 1
    assert "there is no brief to read here" in told.stderr


@pytest.mark.parametrize("changed", [False, True])
def test_the_exit_status_tells(tmp_path: Path, changed: bool) -> None:
    deck = files(known())["deck.pptx"]
    if changed:
        deck = mutated.DECK[0](deck, Random(1))[1]
    (tmp_path / "sent.pptx").write_bytes(deck)
    asked = [str(DATA / "lavrov-2021"), "--deck", str(tmp_path / "sent.pptx"), "--out", str(tmp_path / "a")]
    told = CliRunner().invoke(command, asked)
    assert told.exit_code == int(changed), told.stderr
    assert ("was expected" in told.stderr) is changed
    assert {p.name for p in (tmp_path / "a").iterdir()} == {"audit.html", "audit.csv", "audit.json"}


def test_titles_of_axes_and_notes_of_labels_are_read_with_their_charts() -> None:
    point = Point(label="620", note="expected: 520 to 740", place="r")
    series = NativeSeries("Forecast", (620.0,), Fill("navy"), points=(point,), x=(3.0,))
    native = Native("scatter", ("a",), (series,), titles=("Ships of 12 lines", "Hours"))
    said = {unit.text for unit in laid._native("slide 1", native, 1) if unit.part == "label of a chart"}
    assert {"620", "expected: 520 to 740", "Ships of 12 lines", "Hours"} <= said
