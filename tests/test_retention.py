"""How long editions are kept, and what stays of one that is not."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from issued import Clock, edit, numbers, opened, ran, written
from test_command import called

from reports.editions import making, retention, verifying
from reports.editions.archive import Archive
from reports.editions.gates import Refused
from reports.editions.retention import Keep
from reports.problems import Failed
from reports.running import settings
from reports.running.steps import Status

NAMES = {"manifest.json", "manifest.sha256"}


def grown(folder: Path, clock: Clock, *steps: str) -> None:
    """Further editions: each with another number, or released, or withdrawn."""
    for step in steps:
        if step == "release":
            assert called("release", folder) == 0
        elif step == "withdraw":
            assert called("withdraw", folder, "--edition", current(folder), "--reason", "misread") == 0
        else:
            edit(folder, ("value: 300", f"value: {step}") if "value: 300" in text(folder) else (value(folder), f"value: {step}"))
            assert ran(folder, clock).status is Status.NEW


def text(folder: Path) -> str:
    return (folder / "outline.yaml").read_text()


def value(folder: Path) -> str:
    return next(f"value: {n}" for n in range(301, 330) if f"value: {n}," in text(folder))


def current(folder: Path) -> str:
    with opened(folder) as archive:
        return archive.current()


def left(folder: Path) -> list[str]:
    """The editions that still have their files."""
    return [n for n in numbers(folder) if {p.name for p in (folder / "archive/editions" / n).iterdir()} > NAMES]


def first(folder: Path, keep: str) -> tuple[Path, Clock]:
    clock = Clock()
    written(folder, schedule=f"archive: {{keep: {keep}}}\n")
    ran(folder, clock)
    return folder, clock


def test_the_newest_are_kept_and_what_readers_got(tmp_path: Path) -> None:
    folder, clock = first(tmp_path / "visit", "2 editions")
    grown(folder, clock, "301", "release", "302", "303", "304")
    assert numbers(folder) == ["1", "2", "3", "4", "5"] and left(folder) == ["2", "4", "5"], "2 is what readers have"
    with Archive.for_writing(folder / "archive") as archive:
        assert verifying.verified(archive) == ([], []), "the chain of manifests and events is whole"
        assert [e.edition for e in archive.events(kind="pruned")] == ["1", "3"]
        for edition in archive.editions():
            if edition.number in left(folder):
                assert making.unlike(archive, edition) == []
    assert ran(folder, clock).status is Status.UNCHANGED
    (folder / "archive/archive.db").unlink()
    assert left(folder) == ["2", "4", "5"] and numbers(folder) == ["1", "2", "3", "4", "5"], "read from the manifests"


def test_a_released_edition_goes_only_after_it_was_withdrawn(tmp_path: Path) -> None:
    folder, clock = first(tmp_path / "visit", "1 edition")
    grown(folder, clock, "301", "release", "302", "release", "303")
    assert left(folder) == ["2", "3", "4"]
    grown(folder, clock, "withdraw", "304")
    assert left(folder) == ["2", "5"] and not (folder / "archive/releases/3").exists(), "2 was released and not withdrawn"


def test_days_are_counted_from_when_an_edition_was_made(tmp_path: Path) -> None:
    folder, clock = first(tmp_path / "visit", "30d")
    clock.set("2021-04-20T00:00:00+00:00")
    grown(folder, clock, "301")
    clock.set("2021-05-09T00:00:00+00:00")
    assert (ran(folder, clock).status, left(folder)) == (Status.UNCHANGED, ["2"]), "also a run that makes nothing prunes"
    clock.set("2031-05-09T00:00:00+00:00")
    ran(folder, clock)
    assert left(folder) == ["2"], "the newest stays however old it is"


def test_what_is_pruned_is_told_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, clock = first(tmp_path / "visit", "1 edition")
    grown(folder, clock, "301", "302")
    assert called("editions", folder) == 0 and called("show", folder, "1") == 0
    assert "pruned" in capsys.readouterr().out
    for command in (("diff", folder, "1", "3"), ("rebuild", folder, "1")):
        assert called(*command) == 1
        assert "edition 1 was pruned on 2021-04-08: only its manifest and its events are kept" in capsys.readouterr().err
    assert called("verify", folder) == 0 and called("diff", folder, "3", "3") == 0
    with opened(folder) as archive, pytest.raises(Refused, match="was pruned"):
        archive.content(archive.editions()[0])


def test_a_prune_that_was_killed_is_ended_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, clock = first(tmp_path / "visit", "1 edition")

    def dies(path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(retention, "_gone", dies)
    edit(folder, ("value: 300", "value: 301"))
    with pytest.raises(KeyboardInterrupt):
        ran(folder, clock)
    monkeypatch.undo()
    assert left(folder) == ["1", "2"]
    with Archive.for_writing(folder / "archive") as archive:
        assert verifying.verified(archive) == ([], [])
    assert (ran(folder, clock).status, left(folder)) == (Status.UNCHANGED, ["2"])


@given(st.lists(st.integers(0, 900), min_size=1, max_size=30), st.one_of(
    st.just("forever"), st.integers(1, 40).map("{} editions".format), st.integers(1, 1000).map("{}d".format)))
def test_a_rule_keeps_what_it_says(ages: list[int], words: str) -> None:
    keep, now = Keep.read(words), datetime(2026, 1, 1, tzinfo=UTC)
    kept = [keep.holds(newer, now - (now - timedelta(days=age))) for newer, age in enumerate(sorted(ages))]
    assert kept == sorted(kept, reverse=True), "never an older one before a newer"
    wanted = len(ages)
    if words.endswith("d"):
        wanted = sum(age <= int(words[:-1]) for age in ages)
    elif words.endswith("s"):
        wanted = min(len(ages), int(words.split()[0]))
    assert sum(kept) == wanted


@pytest.mark.parametrize("words", ["never", "0 editions", "-3d", "12", "1.5d", "2 weeks"])
def test_a_rule_that_means_nothing_is_a_problem(words: str, tmp_path: Path) -> None:
    folder = written(tmp_path / "visit", schedule=f"archive: {{keep: '{words}'}}\n")
    with pytest.raises(Failed) as failed:
        settings.read(folder)
    assert "is no rule of retention" in str(failed.value.problems[0])
