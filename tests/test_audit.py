"""The audit: nothing to say of files as they were built, and every number that was changed in one is found."""
from __future__ import annotations

import csv
import json
from functools import cache
from io import StringIO
from random import Random

import mutated
import pytest
from built import DATA, ROOT
from click.testing import CliRunner
from scale import often

from reports.audit import audited, expected, written
from reports.audit.audited import Audit
from reports.audit.comparing import changes
from reports.audit.expected import Expected
from reports.audit.matching import UNMATCHED, Index
from reports.audit.said import Said, marks
from reports.commands.audit import command
from reports.options import Options
from reports.problems import Failed

PROFILES = ("official", "minister", "analyst")
pytestmark = pytest.mark.xdist_group("audit")


@cache
def known(profile: str = "official") -> Expected:
    return expected.expected(DATA / "lavrov-2021", Options(profile=profile, cache=ROOT / "build" / ".cache"))


def files(one: Expected) -> dict[str, bytes]:
    return {"brief": one.files["brief.pdf"], "deck": one.files["deck.pptx"]}


@cache
def audit(profile: str = "official") -> Audit:
    return audited.audit(known(profile), files(known(profile)))


@cache
def wanted(name: str) -> list[Said]:
    return audited.read(name, files(known())[name])


@pytest.mark.parametrize("profile", PROFILES)
def test_files_as_they_were_built_are_reconciled(profile: str) -> None:
    made = audit(profile)
    assert len(made.occurrences) > 500
    assert [(o.spot, o.part, o.text) for o in made.unmatched] == []
    assert made.changes == ()
    assert made.whole


def test_a_number_is_followed_to_its_fact() -> None:
    found = [o for o in audit().occurrences if o.text == "$790m" and o.spot == "page 1"]
    assert found
    assert all("A-058" in o.facts for o in found)
    assert {(o.file, o.part) for o in audit().occurrences if "A-058" in o.facts} >= {
        ("brief", "text"), ("deck", "text"), ("deck", "notes"), ("deck", "chart's workbook")}


@pytest.mark.parametrize("seed", range(often(40, 1000)))
def test_any_number_that_is_changed_is_found(seed: int) -> None:
    random = Random(seed)
    name = random.choice(("brief", "deck"))
    mutation = random.choice(mutated.BRIEF if name == "brief" else mutated.DECK)
    where, data = mutation(files(known())[name], random)
    assert changes(audited.read(name, data), wanted(name)), where


def test_what_nobody_knows_has_no_fact() -> None:
    strange = [Said("brief", "page 1", "text", "Trade came to $791m, and 37 ships sailed on 2 of 12 days.")]
    from reports.audit.matching import Matcher

    found = {o.text.strip(): o.what for o in Matcher(known()).occurrences(strange)}
    assert found["$791m"] == found["37"] == UNMATCHED


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


def test_a_text_is_found_by_the_words_around_a_number() -> None:
    index = Index(["Trade rose 46% to a reported record", "It fell 46% in the port"])
    assert [n for n, _ in index.find("Trade rose 46% to a", 11, 14)] == [0]
    assert list(index.find("46%", 0, 3)) == []


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


def test_files_that_are_none_are_told(tmp_path) -> None:
    with pytest.raises(Failed, match="is not a PDF"):
        audited.read("brief", b"no pdf")
    with pytest.raises(Failed, match="is not a PowerPoint deck"):
        audited.read("deck", b"no deck")
    told = CliRunner().invoke(command, [str(DATA / "lavrov-2021"), "--brief", str(tmp_path / "none.pdf")])
    assert told.exit_code == 1
    assert "there is no brief to read here" in told.stderr


@pytest.mark.parametrize("changed", [False, True])
def test_the_exit_status_tells(tmp_path, changed: bool) -> None:
    deck = files(known())["deck"]
    if changed:
        deck = mutated.DECK[0](deck, Random(1))[1]
    (tmp_path / "deck.pptx").write_bytes(deck)
    asked = [str(DATA / "lavrov-2021"), "--deck", str(tmp_path / "deck.pptx"), "--out", str(tmp_path / "a")]
    told = CliRunner().invoke(command, asked)
    assert told.exit_code == int(changed), told.stderr
    assert ("was expected" in told.stderr) is changed
    assert {p.name for p in (tmp_path / "a").iterdir()} == {"audit.html", "audit.csv", "audit.json"}
