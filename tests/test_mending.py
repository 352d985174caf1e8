"""Files of an archive that are damaged or gone: put back where their hash proves them, named where not."""
from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from issued import Clock, copied, edit, numbers, opened, ran, tree, written
from scale import often
from test_command import called

from reports.editions import verifying
from reports.editions.archive import Archive
from reports.editions.mending import DAMAGED, Workshop
from reports.running.steps import Status

LIMITED = ("facts:\n", "freshness: {default: {stale_after: 100d}}\nfacts:\n")  # so that the day is part of what is made again


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with two editions, the first released."""
    folder = written(tmp_path_factory.mktemp("whole") / "visit", LIMITED, schedule="edition: {profiles: [official]}\n")
    ran(folder, Clock())
    assert called("release", folder) == 0
    edit(folder, ("value: 300", "value: 310"))
    ran(folder, Clock("2021-06-08T05:30:00+00:00"))
    assert numbers(folder) == ["1", "2"]
    return folder


@pytest.fixture
def harmed(whole: Path, tmp_path: Path) -> Path:
    return copied(whole, tmp_path / "visit")


def mended(folder: Path) -> list[str]:
    with Archive.for_writing(folder / "archive") as archive:
        return list(Workshop(archive, folder, "visit").mended())


def faults(folder: Path) -> list[str]:
    with Archive.for_writing(folder / "archive") as archive:
        return verifying.verified(archive)[1]


def kept(folder: Path) -> dict[str, bytes]:
    """The archive's files without what was set aside and the log."""
    return {name: data for name, data in tree(folder / "archive").items()
            if not name.startswith((DAMAGED, "archive.db", "runs", ".lock"))}


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


HARMS: tuple[Callable[[Path], None], ...] = (flipped, cut, Path.unlink)
CONTENT = ("outputs/brief.pdf", "outputs/deck.pptx", "content.json", "checks.json", "diff.json", "letter.txt", "letter.html")


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("number", ["1", "2"][:often(1, 2)])
def test_all_that_was_made_is_made_again(number: str, harm: Callable[[Path], None], harmed: Path) -> None:
    before = kept(harmed)
    for name in CONTENT:
        harm(harmed / "archive/editions" / number / name)
    if number == "1":
        harm(harmed / "archive/releases/1/brief.pdf")
    found = mended(harmed)
    assert len(found) == len(CONTENT) + (number == "1")
    again = [line for line in found if "made again from the inputs, every byte the same" in line]
    assert len(again) >= len(found) - 1, "but checks.json, which both editions have"
    assert kept(harmed) == before and faults(harmed) == []
    assert ran(harmed, Clock("2021-06-08T06:30:00+00:00")).status is Status.UNCHANGED
    aside = harmed / "archive" / DAMAGED / "editions" / number
    assert (harm is Path.unlink) != (aside / "content.json").exists(), "what was damaged is kept"


def test_inputs_and_styles_are_found_by_their_hash_elsewhere(harmed: Path) -> None:
    before = kept(harmed)
    editions = harmed / "archive" / "editions"
    flipped(editions / "2/inputs/outline.yaml")  # also in the report's folder
    (editions / "1/templates/chancery/theme.yaml").unlink()  # also in the other edition
    found = mended(harmed)
    assert [line.split(" was damaged; its bytes were found in ")[0] for line in found] == [
        "1/templates/chancery/theme.yaml", "2/inputs/outline.yaml"]
    assert kept(harmed) == before and faults(harmed) == []


def test_what_nothing_can_prove_is_named_and_left(harmed: Path) -> None:
    lost = harmed / "archive/editions/1/inputs/outline.yaml"  # the report goes on; nobody else has these bytes
    flipped(lost)
    flipped(harmed / "archive/editions/1/outputs/brief.pdf")
    before = tree(harmed / "archive")
    assert mended(harmed) == []
    assert tree(harmed / "archive") == before, "no other bytes take its place"
    assert [fault.split(" ")[0] for fault in faults(harmed)] == ["1/inputs/outline.yaml", "1/outputs/brief.pdf"]


def test_outputs_of_another_program_do_not_take_their_place(harmed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reports.editions import making

    flipped(harmed / "archive/editions/2/outputs/brief.pdf")
    monkeypatch.setattr(making, "files", lambda *given: ({"brief.pdf": b"other", "deck.pptx": b"bytes"}, []))
    assert mended(harmed) == []
    assert len(faults(harmed)) == 1


def test_any_files_at_once(harmed: Path) -> None:
    """As long as the inputs are somewhere, everything comes back."""
    before, chance = kept(harmed), random.Random(6)
    names = [f"{number}/{name}" for number in "12" for name in CONTENT]
    names += ["2/inputs/outline.yaml", "1/templates/chancery/theme.yaml"]
    for _ in range(often(1, 20)):
        for name in chance.sample(names, 5):
            chance.choice(HARMS)(harmed / "archive/editions" / name)
        mended(harmed)
        assert kept(harmed) == before
        shutil.rmtree(harmed / "archive" / DAMAGED, ignore_errors=True)


def test_the_command_mends_and_says_so(harmed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flipped(harmed / "archive/editions/2/outputs/deck.pptx")
    (harmed / "archive/editions/2/manifest.json").write_bytes(b"{}")
    assert called("verify", harmed) == 0
    out, err = capsys.readouterr()
    assert "2 editions, every byte as it was written" in out
    assert "2/outputs/deck.pptx was damaged; it was made again" in err and "written anew from the index" in err
    (harmed / "archive/editions/2/stranger.txt").write_text("?")
    assert called("verify", harmed) == 1
    assert "1 fault in 2 editions is left: put files of a backup" in capsys.readouterr().err


def test_an_edition_says_by_what_and_under_which_settings_it_was_made(whole: Path) -> None:
    with opened(whole) as archive:
        last = archive.last()
        assert last
        program, config = archive.data(last, "program.json"), archive.data(last, "config.json")
    assert program["program"] == last.tool and set(program["libraries"]) >= {"reportlab", "python-pptx", "matplotlib", "pyyaml"}
    assert config["edition"]["profiles"] == ["official"] and config["approval"]["required"] == []
    assert not {"distribution", "failure", "refresh"} & set(config), "nobody's address is archived"
