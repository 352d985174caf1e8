"""The audit of deck.pdf and handouts: read like the brief where they lie beside it, and no less closely."""
from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import mutated
import pytest
from built import DATA, HEAD, ROOT, report
from click.testing import CliRunner
from examples import write_gallery
from scale import often

from reports import pipeline
from reports.audit import audited, comparing, expected, prints
from reports.audit.comparing import changes
from reports.audit.expected import Expected
from reports.commands import audit as audit_command
from reports.options import Options
from reports.problems import Failed

CACHE = ROOT / "build" / ".cache"
BODY = """\
body:
  - bottom_line: "Trade rose by {F-001} in a year."
  - key_numbers: {headline: Two numbers say it, tiles: [{fact: F-001, label: rise}, {fact: F-002, label: voted}]}
  - table:
      headline: Two berths are ready
      columns: [{key: a, label: Berth}, {key: b, label: Quay}]
      rows: [[North, "{=120} m"], [South, "{=90} m"]]
  - watch_list: {headline: One date is watched, items: [{date: May, what: the vote}]}
"""
pytestmark = pytest.mark.xdist_group("audit")


@cache
def known(size: int = 3) -> Expected:
    wanted = ("deck-pdf", f"handout-{size}")
    return expected.expected(DATA / "lavrov-2021", Options(only=("deck",), cache=CACHE, prints=wanted))


def files(one: Expected) -> dict[str, bytes]:
    return {name: output.data for name, output in one.outputs.items()}


def nothing_to_say(one: Expected) -> None:
    made = audited.audit(one, files(one))
    assert [(o.file, o.spot, o.part, o.before, o.text) for o in made.unmatched] == [] and made.changes == ()
    for name in expected.PRINTS:
        assert sum(o.file == name for o in made.occurrences) > 300
        assert any(o.file == name and o.part == "alternative text" for o in made.occurrences)


@pytest.mark.parametrize("size", [2, 3, 6][:often(2, 3)])
def test_prints_as_they_were_built_are_reconciled(size: int) -> None:
    nothing_to_say(known(size))


@pytest.mark.skipif(often(1, 2) == 1, reason="a part of the full proof")
def test_those_of_the_gallery_are_too(tmp_path: Path) -> None:
    options = Options(only=("deck",), cache=CACHE, prints=("deck-pdf", "handout-3"))
    nothing_to_say(expected.expected(write_gallery(tmp_path / "gallery"), options))


@pytest.mark.parametrize("name", expected.PRINTS)
def test_a_number_is_followed_to_its_fact(name: str) -> None:
    made = audited.audit(known(), {name: files(known())[name]})
    found = [o for o in made.occurrences if o.text == "$790m" and o.part == "text"]
    assert found and all("A-058" in o.facts for o in found)


@pytest.mark.parametrize("seed", range(often(12, 300)))
def test_any_number_that_is_changed_in_a_print_is_found(seed: int) -> None:
    random = Random(seed)
    name = random.choice(expected.PRINTS)
    where, data = random.choice((mutated.page_text, mutated.page_text, mutated.alt_text))(files(known())[name], random)
    assert changes(audited.read(name, data), audited.read(name, files(known())[name])), where


@pytest.mark.parametrize("name", expected.PRINTS)
def test_what_the_renderer_drops_is_seen(name: str) -> None:
    output = known().outputs[name]
    found = audited.read(name, output.data)
    assert list(comparing.unlike(name, found, output.units)) == []
    at = next(i for i, u in enumerate(output.units) if u.part == "text" and any(c.isdigit() for c in u.text))
    assert list(comparing.unlike(name, found, (*output.units[:at], *output.units[at + 1:])))


# ---------------------------------------------------------------- the command
@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report whose finished files lie where the command looks for them."""
    monkeypatch.setattr(audit_command, "ROOT", tmp_path)
    return report(tmp_path / "visit", BODY)


def build(folder: Path, **asked: Any) -> Path:
    out = folder.parent / "build" / folder.name
    pipeline.build(folder, out, Options(**asked))
    return out


def run(folder: Path) -> Any:
    return CliRunner().invoke(audit_command.command, [str(folder)])


def test_the_command_reads_the_prints_that_are_there(folder: Path) -> None:
    build(folder)
    assert run(folder).exit_code == 0
    out = build(folder, prints=("deck-pdf", "handout-6"))
    told = run(folder)
    assert told.exit_code == 0, told.stderr
    listed = (out / "audit/audit.csv").read_text(encoding="utf-8")
    assert all(f",{name}," in listed for name in ("brief", "deck", *expected.PRINTS))


def test_a_print_that_was_left_from_an_older_build_is_told(folder: Path) -> None:
    build(folder, prints=("deck-pdf",))
    outline = folder / "outline.yaml"
    outline.write_text(outline.read_text(encoding="utf-8").replace("value: 12,", "value: 13,"), encoding="utf-8")
    build(folder)
    told = run(folder)
    assert told.exit_code == 1 and "deck.pdf, page 2, text: 13% was expected, 12% stands there" in told.stderr
    assert "brief, " not in told.stderr and "deck, " not in told.stderr


@pytest.mark.parametrize("size", [2, 3, 6])
@pytest.mark.parametrize("slides", [1, 5])
def test_a_handout_tells_how_many_slides_a_page_has(slides: int, size: int, tmp_path: Path) -> None:
    body = BODY if slides > 1 else "body:\n  - cover: {}\n"
    pipeline.build(report(tmp_path / "visit", body), tmp_path / "out", Options(only=("deck",), prints=(f"handout-{size}",)))
    found, = prints.asked(tmp_path / "out")
    count = len(known_slides(tmp_path / "out"))
    assert found == f"handout-{size}" or count <= min(size, int(found.removeprefix("handout-")))


def known_slides(out: Path) -> Any:
    from pptx import Presentation

    return Presentation(str(out / "deck.pptx")).slides


def test_no_print_is_asked_for_where_none_lies_and_a_broken_one_is_told(tmp_path: Path) -> None:
    assert prints.asked(tmp_path) == ()
    (tmp_path / "deck.pdf").write_bytes(b"no pdf")
    assert prints.asked(tmp_path) == ("deck-pdf",)
    with pytest.raises(Failed, match=r"deck\.pdf is not a PDF"):
        audited.read("deck.pdf", b"no pdf")
    (tmp_path / "handout.pdf").write_bytes(b"no pdf")
    with pytest.raises(Failed, match="the handout is not a PDF"):
        prints.asked(tmp_path)


def test_a_release_and_numbered_copies_are_known_by_their_names(tmp_path: Path) -> None:
    options = Options(copies="2", prints=("deck-pdf",))
    one = expected.expected(report(tmp_path / "visit", BODY, head=HEAD), options)
    assert sorted(output.file for output in one.outputs.values()) == ["brief", "brief", "deck", "deck", "deck.pdf", "deck.pdf"]
    made = audited.audit(one, files(one))
    assert made.whole
