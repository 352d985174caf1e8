"""The proof of all editions that tests make: it takes each, finds what is not the same, and lets stand-ins be."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import rebuilt
from issued import Clock, opened, ran, written
from rebuilt import Shelf

from reports.editions import making
from reports.editions import manifest as manifests


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = written(tmp_path_factory.mktemp("made") / "visit")
    ran(folder, Clock())
    return folder


@pytest.fixture
def all_of_them(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(rebuilt, "ONE_IN", 1)
    yield


def waiting(shelf: Shelf) -> list[Path]:
    return sorted((shelf.folder / "waiting").iterdir())


@pytest.mark.usefixtures("all_of_them")
def test_an_edition_that_is_the_same_is_proved_once(visit: Path, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.look_through(visit.parent)
    shelf.look_through(visit.parent)
    assert len(waiting(shelf)) == 1
    assert list(shelf.proved()) == [] and waiting(shelf) == []
    shelf.look_through(visit.parent)
    assert waiting(shelf) == [], "known already"


@pytest.mark.usefixtures("all_of_them")
def test_one_that_does_not_come_out_the_same_is_named(visit: Path, tmp_path: Path) -> None:
    """Its outputs and what was promised to readers are of other bytes, and the manifest agrees with them."""
    shelf = Shelf(tmp_path)
    shelf.look_through(visit.parent)
    folder = waiting(shelf)[0] / "editions" / "1"
    brief = folder / "outputs" / "brief.pdf"
    brief.write_bytes(brief.read_bytes() + b"\n")
    whole = manifests.read(folder)
    size, digest = len(brief.read_bytes()), sha256(brief.read_bytes()).hexdigest()
    manifests.write(folder, replace(whole, files=whole.files | {"outputs/brief.pdf": (size, digest)},
                                    clean=whole.clean | {"deck.pptx": digest}))
    [told] = shelf.proved()
    assert told == "edition 1 of A visit: made again, brief.pdf as archived, deck.pptx as released are not the same"


@pytest.mark.usefixtures("all_of_them")
def test_stand_ins_for_pages_are_left(visit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(tmp_path)
    with opened(visit) as archive:
        last = archive.last()
        assert last
        monkeypatch.setattr(making, "files", lambda *given: ({}, []))
        shelf.take(archive.folder(last), last)
        monkeypatch.undo()
    shelf.look_through(visit.parent)
    assert waiting(shelf) == []


def test_what_tests_make_comes_to_the_shelf(visit: Path, shelf: Shelf) -> None:
    """This very file's edition, by the wrapper around the archive; whether it is of the sample or not."""
    with opened(visit) as archive:
        last = archive.last()
    assert last and (shelf.folder / "done" / last.digest).exists()
