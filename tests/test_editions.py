"""Contents and what differs between them; what matters; gates; letters; the archive and its proofs."""
from __future__ import annotations

import json
import os
import random
import re
import shutil
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from built import brief_text, deck_text
from hypothesis import given
from hypothesis import strategies as st
from issued import Clock, copied, edit, editions, numbers, opened, ran, tree, written
from scale import often
from test_command import called

from reports import facts, outline
from reports.editions import content, diff, gates, letter, manifest, material, snapshot, verifying
from reports.editions.archive import Archive
from reports.editions.events import Event
from reports.editions.gates import Policy, Refused
from reports.editions.manifest import Damaged, Manifest
from reports.issue import Change, Correction, Issue, Past
from reports.problems import Failed, MachineFailed
from reports.running import releasing
from reports.running.settings import Settings
from reports.running.steps import Status

PLACES = """\
conflicts:
  C-01: {items: [F-001, F-003], verdict: conflict, use: twelve per cent}
body:
  - text: {id: story, text: "Trade rose {F-001} to {F-002}, and the board expects more.{F-003|cite}"}
  - stance_matrix:
      headline: The board is for it
      questions: [Dredging]
      rows: [{actor: Board, message: true, cells: [{stance: "yes", words: For it, facts: [F-002]}]}]
  - discrepancy: {conflict: C-01, title: How much, sides: [{who: author, says: twelve, facts: [F-001]}], prints: twelve.}
  - sources
"""


def said(folder: Path) -> content.Data:
    """The content of a report's folder."""
    made, problems = outline.read(folder)
    assert made and problems == []
    typed, _ = outline.typed(folder)
    assert typed
    return content.of(typed, facts.ledger(made)[0], {}, "style")


def compared(tmp_path: Path, *changes: tuple[str, str], body: str = PLACES) -> list[tuple[str, str, str]]:
    """(what, id, how) of the differences that some changes of an outline make."""
    return [(c.what, c.id, c.how) for c in found(tmp_path, *changes, body=body)]


def found(tmp_path: Path, *changes: tuple[str, str], body: str = PLACES) -> tuple[Change, ...]:
    old = said(written(tmp_path / "old", body=body))
    new = said(written(tmp_path / "new", *changes, body=body))
    return material.judged(diff.changes(old, new), old, new, material.Rule())


# ---------------------------------------------------------------- contents
def test_a_content_holds_what_is_said_and_not_how_it_was_typed(tmp_path: Path) -> None:
    one = said(written(tmp_path / "one", body=PLACES))
    other = said(written(tmp_path / "two", ("outline: 1", "# a note\noutline: 1"), ("[Dredging]", "[ Dredging ]"),
                         ("language: en-GB, status: final", "status: draft, edition: 4, language: en-GB"), body=PLACES))
    assert one == other and content.digest(one) == content.digest(other)
    assert one["facts"]["F-002"]["words"] == "$300\N{NO-BREAK SPACE}million"
    assert one["texts"]["story"]["read"][1] == "Trade rose 12% to $300\N{NO-BREAK SPACE}million, and the board expects more."
    assert set(one["figures"]) == {"stance_matrix", "discrepancy:C-01"}


def test_the_digest_does_not_hang_on_the_order_of_keys() -> None:
    assert content.digest({"a": 1, "b": {"c": 2, "d": 3}}) == content.digest({"b": {"d": 3, "c": 2}, "a": 1})
    assert content.digest({"a": [1, 2]}) != content.digest({"a": [2, 1]})


@pytest.mark.parametrize("change, expected", [
    (("value: 300", "value: 301"), [("fact", "F-002", "changed"), ("figure", "stance_matrix", "changed")]),
    (("status: pledged", "status: stated"), [("fact", "F-003", "changed")]),
    (("status: pledged", "status: superseded"), [("fact", "F-003", "superseded")]),
    (("as_of: 2019", "as_of: 2018"), [("fact", "F-003", "changed")]),
    (("locator: page 3", "locator: page 4"), [("fact", "F-003", "wording")]),
    (("  F-004:", "  F-014:"), [("fact", "F-014", "added"), ("fact", "F-004", "removed")]),
    (("verdict: conflict", "verdict: scope"), [("conflict", "C-01", "changed")]),
    (("use: twelve per cent", "use: 12 per cent"), [("conflict", "C-01", "wording")]),
    (("questions: [Dredging]", "questions: [Digging]"), [("figure", "stance_matrix", "changed")]),
    (("The board is for it", "The board wants it"), [("figure", "stance_matrix", "wording")]),
    (("expects more", "expects less"), [("text", "story", "wording")]),
    (("title: The port company", "title: The port authority"), [("source", "S2", "changed")]),
    (("title: A visit", "title: The visit"), [("head", "title", "changed")]),
    (("  - sources\n", "  - sources\n  - text: More words.\n"), [("text", "text", "added")])])
def test_changes_are_told_by_id(change: tuple[str, str], expected: list[Any], tmp_path: Path) -> None:
    assert compared(tmp_path, change) == expected


def test_a_conflict_opens_and_closes_and_takes_its_box_along(tmp_path: Path) -> None:
    without = PLACES.replace(PLACES[:PLACES.index("body:")], "").replace(re.search(r"  - discrepancy.*\n", PLACES).group(), "")  # type: ignore[union-attr]
    old, new = said(written(tmp_path / "old", body=without)), said(written(tmp_path / "new", body=PLACES))
    assert [(c.what, c.id, c.how) for c in diff.changes(old, new)] == [
        ("conflict", "C-01", "opened"), ("figure", "discrepancy:C-01", "added")]
    assert [c.how for c in diff.changes(new, old)] == ["closed", "removed"]


def test_a_fact_that_takes_anothers_place_is_named(tmp_path: Path) -> None:
    later = ("  F-004:", "  F-005: {value: 2, unit: ships, as_of: 2021, status: stated, source: S1, supersedes: F-003}\n  F-004:")
    changes = {c.id: c for c in found(tmp_path, ("status: pledged", "status: superseded"), later)}
    assert changes["F-003"].how == "superseded" and changes["F-003"].why == "F-005 takes its place"
    assert (changes["F-003"].was, changes["F-003"].now) == ("$540 million (pledged)", "$540 million (superseded)")


def test_derived_figures_follow_and_what_rounding_hides_does_not_count(tmp_path: Path) -> None:
    derived = ("  F-004:", '  F-006: {formula: "F-002 / 7", unit: USD million, round_to: 10, qualifier: about}\n  F-004:')
    body = "body:\n  - text: Words {F-006}.\n  - sources\n"
    old = said(written(tmp_path / "old", derived, body=body))
    near = said(written(tmp_path / "near", derived, ("value: 300", "value: 301"), body=body))
    far = said(written(tmp_path / "far", derived, ("value: 300", "value: 400"), body=body))
    assert [(c.what, c.id) for c in diff.changes(old, near)] == [("fact", "F-002")]
    changes = {c.id: c for c in diff.changes(old, far)}
    assert changes["F-006"].what == "derived" and changes["F-006"].why == "follows F-002"


def test_equal_contents_have_no_differences_and_a_diff_read_backwards_is_its_mirror(tmp_path: Path) -> None:
    old = said(written(tmp_path / "old", body=PLACES))
    new = said(written(tmp_path / "new", ("value: 300", "value: 1"), ("  F-004:", "  F-009:"), ("expects", "fears"), body=PLACES))
    assert diff.changes(old, old) == ()
    mirror = {"added": "removed", "removed": "added"}
    there, back = ({(c.id, c.how, c.was, c.now) for c in diff.changes(*pair)} for pair in ((old, new), (new, old)))
    assert {(i, mirror.get(how, how), now, was) for i, how, was, now in back} == there and len(there) == 5


def test_counts_and_summary(tmp_path: Path) -> None:
    changes = found(tmp_path, ("value: 300", "value: 301"), ("value: 12", "value: 13"), ("expects", "fears"))
    assert diff.counts(changes) == {"facts changed": 2, "charts and tables changed": 2, "texts reworded": 1}
    assert diff.summary(changes) == "2 facts changed, 2 charts and tables changed, 1 text reworded"
    assert diff.summary(()) == "nothing changed"


# ---------------------------------------------------------------- what matters
@pytest.mark.parametrize("change, ids", [
    (("value: 300", "value: 301"), {"stance_matrix"}), (("value: 300", "value: 304"), {"F-002", "stance_matrix"}),
    (("value: 77, unit: ships", "value: 77, unit: boats"), {"F-004"}), (("status: pledged", "status: stated"), {"F-003"}),
    (("as_of: 2019", "as_of: 2018"), {"F-003"}), (("verdict: conflict", "verdict: scope"), {"C-01"}),
    (("status: final", 'status: final, marking: {scheme: tlp, label: "TLP:RED"}'), {"marking"}), (("expects", "fears"), set()),
    (("  F-004:", "  F-014:"), set())])
def test_what_is_material(change: tuple[str, str], ids: set[str], tmp_path: Path) -> None:
    assert {c.id for c in found(tmp_path, change) if c.material} == ids


@pytest.mark.parametrize("last, minor, number", [
    ("1", False, "2"), ("1", True, "1.1"), ("1.9", True, "1.10"), ("2.3", False, "3")])
def test_the_next_number(last: str, minor: bool, number: str) -> None:
    assert material.next_number(last, minor) == number


@pytest.mark.parametrize("old, new, spelling", [
    ("It recieved the goods.", "It received the goods.", True), ("the Board met", "the board met", True),
    ("the board met.", "the board met", True), ("It rose to 12 then", "It rose to 13 then", False),
    ("they did agree", "they did not agree", False), ("a gain was seen", "a loss was seen", False),
    ("no one came", "on one came", False),
    ("rose {F-001}", "rose {F-002}", False), ("they agreed", "they agrees", True)])
def test_what_is_spelling_alone(old: str, new: str, spelling: bool) -> None:
    assert diff.is_spelling(old, new) is spelling


@given(st.text(max_size=60), st.text(max_size=60))
def test_spelling_never_hides_a_number(old: str, new: str) -> None:
    if diff.is_spelling(old, new):
        assert re.findall(r"\d", old) == re.findall(r"\d", new) and len(old.split()) == len(new.split())


# ---------------------------------------------------------------- letters
def test_a_letter_tells_every_change_and_fetches_nothing(tmp_path: Path) -> None:
    changes = found(tmp_path, ("value: 300", "value: 330"), ("expects", "fears"), ("title: A visit", "title: <b>A & visit</b>"))
    head = {"title": "<A> & visit", "series": "Brief", "as_of": {"date": "2021-04", "basis": "inferred"}}
    told = letter.letter(head, Issue("2", since="1", changes=changes), diff.summary(changes))
    assert told.subject == "Brief: <A> & visit - edition 2, as of April 2021*"
    for change in changes:
        assert change.id in told.text and change.id in told.html
    assert told.text.index("What matters") < told.text.index("Words")
    assert "&lt;b&gt;A &amp; visit&lt;/b&gt;" in told.html and "<b>A" not in told.html
    assert not re.search(r"(src|href|@import|url\()", told.html)


def test_a_long_letter_counts_what_it_leaves_out() -> None:
    changes = tuple(Change("fact", f"F-{i:03}", "added", now="x") for i in range(60))
    head = {"title": "A", "as_of": {"date": "2021"}}
    told = letter.letter(head, Issue("2", since="1", changes=changes), "60 facts added")
    assert told.text.endswith("and 20 more\n") and "<p>and 20 more</p>" in told.html
    first = letter.letter(head, Issue("1"), "the first edition")
    assert "It is the first." in first.text


def test_an_issue_survives_its_own_data() -> None:
    change = Change("fact", "F-1", "added", aspects=("value",))
    issue = Issue("2.1", "2021-04-08", "draft", "2021-04-08T09:30:00+05:00", "edition 3", since="2", changes=(change,),
                  history=(Past("1", "2021-03", "2021-03-02", "the first edition"),), correction=Correction("1", "Wrong.", True))
    assert Issue.from_data(json.loads(json.dumps(issue.as_data()))) == issue
    assert (issue.clean.stamp, issue.clean.embargo, issue.clean.number) == ("", "", "2.1")


# ---------------------------------------------------------------- gates
EDITION = Manifest(2, "2", "revision", "c0ffee", "2021-04-08T05:30:00+00:00", "2021-04-08", "", "", {}, {})
NEWER = replace(EDITION, seq=3, number="3", content="decade")
POLICY = Policy(("head", "legal"))
NOW = datetime(2021, 4, 8, 4, 30, tzinfo=UTC)


def approved(role: str, name: str, seq: int = 1, hashed: str = "c0ffee") -> Event:
    return Event(seq, "approved", "2", "2021-04-08T06:00:00+00:00", details={"role": role, "name": name, "content": hashed})


@pytest.mark.parametrize("events, expected", [
    ([], "submitted"), ([approved("head", "Ada")], "submitted"),
    ([approved("head", "Ada"), approved("legal", "Bo", 2)], "approved"),
    ([approved("head", "Ada"), approved("legal", "Bo", 2), Event(3, "void", "2", "")], "submitted"),
    ([approved("head", "Ada", hashed="other"), approved("legal", "Bo", 2)], "submitted"),
    ([Event(1, "released", "2", "")], "released"), ([Event(1, "released", "2", ""), Event(2, "withdrawn", "2", "")], "withdrawn"),
    ([Event(1, "released", "1", "")], "submitted")])
def test_the_state_follows_from_the_events(events: list[Event], expected: str) -> None:
    assert gates.state(EDITION, events, POLICY) == expected


@pytest.mark.parametrize("events, newest, role, name, why", [
    ([], NEWER, "head", "Ada", "3 took its place"), ([], EDITION, "cook", "Ada", 'role "cook" does not approve'),
    ([approved("head", "Ada")], EDITION, "head", "Bo", "has approved edition 2 already"),
    ([approved("head", "Ada")], EDITION, "legal", "ADA", "in another role"),
    ([Event(1, "released", "2", "")], EDITION, "head", "Ada", "is released already")])
def test_an_approval_that_may_not_be_recorded(events: list[Event], newest: Manifest, role: str, name: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        gates.may_approve(EDITION, newest, events, POLICY, role, name)
    gates.may_approve(EDITION, EDITION, [], POLICY, "head", "Ada")
    gates.may_approve(EDITION, EDITION, [approved("head", "Ada")], replace(POLICY, two_person=False), "legal", "Ada")


@pytest.mark.parametrize("until, held, newest, why", [
    ("2021-04-08T09:31:00+05:00", "", EDITION, "until 2021-04-08T09:31:00.05:00; the clock says 2021-04-08T04:30:00"),
    ("", "wait", EDITION, "releases are held: wait"), ("", "", NEWER, "3 took its place"),
    ("2021-04-08T09:30:00+05:00", "", EDITION, ""), ("2021-04-08T04:30:00Z", "", EDITION, "")])
def test_what_keeps_an_edition_back(until: str, held: str, newest: Manifest, why: str) -> None:
    events = [approved("head", "Ada"), approved("legal", "Bo", 2)]
    if not why:
        return gates.may_release(EDITION, newest, events, POLICY, until, NOW, held)
    with pytest.raises(Refused, match=why):
        gates.may_release(EDITION, newest, events, POLICY, until, NOW, held)
    return None


def test_what_is_not_approved_is_not_released() -> None:
    with pytest.raises(Refused, match="is not approved: legal must"):
        gates.may_release(EDITION, EDITION, [approved("head", "Ada")], POLICY, "", NOW, "")


# ---------------------------------------------------------------- snapshots
def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "trade.csv"
    path.write_bytes(b"old" * 1000)
    changes = iter([lambda: path.write_bytes(b"newer" * 1000), lambda: (tmp_path / "x").write_bytes(b"newest" * 9)])

    def read(handle: int) -> bytes:
        half = os.read(handle, 500)
        next(changes, lambda: None)()
        return half + os.read(handle, 100_000)

    assert snapshot.steady(path, read) == b"newer" * 1000


def test_a_file_that_is_replaced_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    path, other = tmp_path / "trade.csv", tmp_path / "next"
    path.write_bytes(b"old")
    other.write_bytes(b"new")

    def read(handle: int) -> bytes:
        if other.exists():
            other.replace(path)
        return os.read(handle, 100)

    assert snapshot.steady(path, read) == b"new"


def test_a_file_that_never_holds_still_is_told(tmp_path: Path) -> None:
    path = tmp_path / "trade.csv"
    path.write_bytes(b"x")

    def read(handle: int) -> bytes:
        path.write_bytes(path.read_bytes() + b"x")
        return os.read(handle, 1000)

    with pytest.raises(Failed, match="changed while it was read, 3 times over"):
        snapshot.steady(path, read)


def test_what_is_copied_and_what_is_not(tmp_path: Path) -> None:
    folder = written(tmp_path / "visit", schedule="approval: {}\n")
    for name in ("trade.csv", "sub/photo.png", ".hidden", "outline.yaml~", "notes.md", "sub/schedule.yaml", "archive/old"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(name.encode())
    copied_files = snapshot.copy(folder, tmp_path / "copy", [folder / "archive"])
    assert set(copied_files) == {"outline.yaml", "trade.csv", "sub/photo.png", "sub/schedule.yaml"}
    assert set(tree(tmp_path / "copy")) == set(copied_files)
    assert snapshot.digests(folder, [folder / "archive"]) == copied_files
    (folder / "link").symlink_to("/dev/zero")
    (folder / "pipe").symlink_to(tmp_path / "nowhere")
    assert set(snapshot.names(folder, [folder / "archive"])) == set(copied_files)


# ---------------------------------------------------------------- the archive
@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with three editions, the second approved and released."""
    folder = written(tmp_path_factory.mktemp("kept") / "visit")
    clock = Clock()
    ran(folder, clock)
    edit(folder, ("value: 300", "value: 310"))
    ran(folder, clock)
    assert called("approve", folder, "--role", "head", "--name", "Ada") == 0
    assert called("release", folder) == 0
    edit(folder, ("value: 310", "value: 320"))
    ran(folder, clock)
    assert numbers(folder) == ["1", "2", "3"]
    return folder


@pytest.fixture
def archived(kept: Path, tmp_path: Path) -> Path:
    """A copy of it, to harm."""
    return copied(kept, tmp_path / "visit")


def verified(folder: Path) -> tuple[list[str], list[str]]:
    with Archive.for_writing(folder / "archive") as archive:
        mended, faults = verifying.verified(archive)
        return [*archive.notes, *mended], faults


def test_manifests_are_chained_and_sha256sum_can_check_them(archived: Path, need_tool: Any) -> None:
    before = ""
    for edition in editions(archived):
        assert edition.previous == before
        before = edition.digest
        folder = archived / "archive" / "editions" / edition.number
        assert manifest.unpacked((folder / "manifest.json").read_bytes()) == edition
        assert list(manifest.faults(folder, edition)) == []
    assert verified(archived) == ([], [])


def test_a_bit_that_flips_anywhere_in_an_edition_is_found(archived: Path) -> None:
    chance = random.Random(6)
    files = [p for p in (archived / "archive" / "editions").rglob("*") if p.is_file() and "manifest" not in p.name]
    for _ in range(often(40, 2_000)):
        path = chance.choice(files)
        whole = path.read_bytes()
        at = chance.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1:])
        with opened(archived) as archive:
            edition = archive.edition(path.relative_to(archived / "archive" / "editions").parts[0])
            assert edition
            name = path.relative_to(archive.folder(edition)).as_posix()
            with pytest.raises(Damaged, match="its bytes have changed"):
                archive.read(edition, name)
        path.write_bytes(whole)
    assert verified(archived) == ([], [])


def test_verify_names_what_is_flipped_cut_missing_or_strange(archived: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = archived / "archive" / "editions"
    brief = folder / "2" / "outputs" / "brief.pdf"
    data = bytearray(brief.read_bytes())
    data[1000] ^= 4
    brief.write_bytes(data)
    os.truncate(folder / "1" / "outputs" / "deck.pptx", 5_000)
    (folder / "3" / "content.json").unlink()
    (folder / "3" / "stranger.txt").write_text("?")
    (folder / "77").mkdir()
    _, faults = verified(archived)
    assert [re.sub(r"[\d,]+ bytes, and was written with [\d,]+", "N", fault) for fault in faults] == [
        "1/outputs/deck.pptx has N", "2/outputs/brief.pdf is not as it was written: its bytes have changed",
        "3/content.json cannot be read: No such file or directory", "3/stranger.txt does not belong to the edition",
        "editions/77 is no edition of this archive: 77: its manifest cannot be read: No such file or directory"]
    assert called("verify", archived) == 1
    said = capsys.readouterr().err
    assert "2 faults in 3 editions are left" in said and "3/content.json was damaged; it was made again" in said


def harm(path: Path, how: str, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    if how == "bit":
        data[at] ^= 1 << chance.randrange(8)
    elif how == "cut":
        del data[at:]
    else:
        data[at:at + 4096] = bytes(min(4096, len(data) - at))
    path.write_bytes(data)


@pytest.mark.parametrize("how", ["bit", "cut", "zeros"])
def test_a_damaged_index_is_found_and_made_anew_from_the_manifests(how: str, archived: Path) -> None:
    """Either nothing that is said was harmed, and the same is read; or the index is made anew, and the same is read."""
    root, chance = archived / "archive", random.Random(how)
    with opened(archived) as archive:
        wanted = (archive.editions(), archive.events())
    whole = (root / "archive.db").read_bytes()
    anew = 0
    for _ in range(often(25, 1_000)):
        harm(root / "archive.db", how, chance)
        with Archive.for_writing(root) as archive:
            assert (archive.editions(), archive.events()) == wanted
            anew += bool(archive.notes)
            for left in root.glob("archive.db.damaged-*"):
                left.unlink()
        (root / "archive.db").write_bytes(whole)
    assert anew > often(25, 1_000) * (0.1 if how == "bit" else 0.5)


@pytest.mark.parametrize("word", [b"create table editions", b"integer primary"])
def test_an_index_whose_names_are_no_text_is_made_anew(word: bytes, archived: Path) -> None:
    """SQLite's complaint repeats the bytes, and Python cannot read it."""
    root = archived / "archive"
    with opened(archived) as archive:
        wanted = (archive.editions(), archive.events())
    data = bytearray((root / "archive.db").read_bytes())
    at = data.lower().index(word)
    data[at + 2] |= 0x80
    (root / "archive.db").write_bytes(data)
    with opened(archived) as archive:
        assert (archive.editions(), archive.events()) == wanted
    with Archive.for_writing(root) as archive:
        assert (archive.editions(), archive.events()) == wanted and "archive.db is damaged" in archive.notes[0]


def test_an_index_that_lies_is_found_although_sqlite_likes_it(archived: Path) -> None:
    root = archived / "archive"
    with sqlite3.connect(root / "archive.db") as base:
        base.execute("update editions set made = '1999' where seq = 2")
    base.close()
    with Archive.for_writing(root) as archive:
        assert [e.made[:4] for e in archive.editions()] == ["2021"] * 3
        assert 'row 2 of "editions" is not as it was written; it was made anew from the manifests' in archive.notes[0]
    assert (root / "archive.db.damaged-1").exists()
    assert ran(archived).status is Status.UNCHANGED


def test_a_reader_of_a_damaged_index_reads_the_manifests_and_changes_nothing(archived: Path) -> None:
    (archived / "archive" / "archive.db").write_bytes(b"no database at all" * 99)
    before = tree(archived)
    assert numbers(archived) == ["1", "2", "3"]
    assert tree(archived) == before


def test_a_reader_changes_nothing_where_a_run_died_before_the_index_knew(archived: Path) -> None:
    """The third edition and its last event are there; the index does not know them, and the disk may be full."""
    root = archived / "archive"
    with Archive.for_writing(root) as archive:
        wanted = (archive.editions(), archive.events())
    with sqlite3.connect(root / "archive.db") as base:
        base.execute("delete from files where seq = 3")
        base.execute("delete from editions where seq = 3")
        base.execute("delete from events where seq = (select max(seq) from events)")
    base.close()
    before = tree(root)
    with opened(archived) as archive:
        assert (archive.editions(), archive.events()) == wanted and archive.notes == []
    assert tree(root) == before


def test_a_damaged_manifest_or_event_is_written_again_from_the_index(archived: Path) -> None:
    root = archived / "archive"
    wanted = tree(root / "editions") | tree(root / "events")
    (root / "editions/2/manifest.json").write_bytes(b"{}")
    (root / "editions/3/manifest.sha256").unlink()
    os.truncate(root / "events/000001.json", 7)
    mended, faults = verified(archived)
    assert len(mended) == 3 and faults == []
    assert tree(root / "editions") | tree(root / "events") == wanted


def test_an_edition_that_goes_missing_is_told(archived: Path) -> None:
    shutil.rmtree(archived / "archive" / "editions" / "2")
    assert any(fault.startswith("2/outputs/brief.pdf cannot be read") for fault in verified(archived)[1])
    (archived / "archive" / "archive.db").unlink()
    assert "edition 3 stands in place 2 and was number 3: one before it is missing" in verified(archived)[1]


def test_a_release_that_is_changed_is_told(archived: Path) -> None:
    (archived / "archive/releases/2/brief.pdf").write_bytes(b"another brief")
    assert verified(archived)[1] == ["releases/2/brief.pdf is not as it was released"]


def test_a_new_edition_voids_the_approval_of_one_not_released(archived: Path) -> None:
    assert called("approve", archived, "--role", "head", "--name", "Ada") == 0
    edit(archived, ("value: 320", "value: 330"))
    ran(archived)
    with opened(archived) as archive:
        events = archive.events("3")
        assert [e.kind for e in events] == ["approved", "void"]
        third = archive.edition("3")
        assert third and gates.approvals(third, events) == []
        assert events[-1].details["reason"] == "edition 4 took its place"


def test_what_comes_out_otherwise_is_not_released(archived: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As when another version of the program would set another page."""
    from reports.render import pdf

    real = pdf.render
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "render", lambda *given: real(*given) + b"%")
        assert called("release", archived) == 3
        assert "does not come out as it was approved: brief.pdf" in capsys.readouterr().err
        assert called("rebuild", archived, "3", "--verify") == 1
    assert not (archived / "archive" / "releases" / "3").exists()
    assert called("release", archived) == 0


def test_a_locked_index_is_told_and_left_alone(archived: Path) -> None:
    from reports.editions import database

    base = sqlite3.connect(archived / "archive" / "archive.db", isolation_level=None)
    base.execute("begin exclusive")
    edit(archived, ("value: 320", "value: 330"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "BUSY", 0.1)
        with pytest.raises(MachineFailed, match="is locked by another program"):
            ran(archived)
    base.execute("rollback")
    base.close()
    assert ran(archived).status is Status.NEW
    assert verified(archived) == ([], [])


def test_what_another_edition_replaced_is_kept_as_it_was_and_stamped_beside(archived: Path) -> None:
    was = (archived / "archive/releases/2/brief.pdf").read_bytes()
    assert called("release", archived) == 0
    assert (archived / "archive/releases/2/brief.pdf").read_bytes() == was
    stamped = archived / "archive/releases/2-superseded"
    assert {p.name for p in stamped.iterdir()} == {"brief.pdf", "deck.pptx"}
    words = brief_text(stamped / "brief.pdf").upper()
    assert "SUPERSEDED BY EDITION 3" in words and "EDITION 2" in words and "DRAFT" not in words
    assert "SUPERSEDED" in deck_text(stamped / "deck.pptx").upper()
    assert verified(archived) == ([], [])
    shutil.rmtree(stamped)
    assert ran(archived).status is Status.UNCHANGED
    assert (stamped / "brief.pdf").exists(), "a release that was killed is finished by the next run"


def test_an_embargo_is_stamped_kept_and_left_out_of_what_is_released(tmp_path: Path) -> None:
    until = "2021-04-08T09:30:00+05:00"
    folder = written(tmp_path / "visit", ("status: final", f'status: final, embargo: {{until: "{until}"}}'))
    clock = Clock("2021-04-08T04:00:00+00:00")
    assert ran(folder, clock).status is Status.NEW
    outputs = folder / "archive/latest/outputs"
    assert {p.name for p in outputs.iterdir()} == {"brief-EMBARGOED.pdf", "deck-EMBARGOED.pptx"}
    assert "EMBARGOED UNTIL" in brief_text(outputs / "brief-EMBARGOED.pdf").upper()
    with Archive.for_writing(folder / "archive") as archive:
        edition = archive.last()
        assert edition and set(edition.clean) == {"brief.pdf", "deck.pptx"}
        early, late = (datetime.fromisoformat(f"2021-04-08T04:{minute}:00+00:00") for minute in ("29", "30"))
        with pytest.raises(Refused, match="is under embargo until"):
            releasing.to_readers(archive, edition, Settings(), folder, early)
        assert not archive.current() and not list((folder / "archive/releases").iterdir())
        place = releasing.to_readers(archive, edition, Settings(), folder, late)
        [event] = archive.events(kind="released")
        assert (event.details["embargo"], event.clock) == (until, "system clock, UTC")
    assert "EMBARGO" not in brief_text(place / "brief.pdf").upper()


def test_withdrawn_stays_withdrawn(archived: Path) -> None:
    assert called("withdraw", archived, "--edition", "2", "--reason", "misread") == 0
    assert called("withdraw", archived, "--edition", "2", "--reason", "misread") == 1
    assert not (archived / "archive/current").exists() and (archived / "archive/releases/2/brief.pdf").exists()
    assert ran(archived, Clock("2021-04-09T00:00:00+00:00")).status is Status.UNCHANGED
