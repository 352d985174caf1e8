"""Reports that nobody touches grow old: a run notices, once; an edition remembers on which day it was judged."""
from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from built import DATA, brief_text, deck_text
from issued import Clock, difference, edit, editions, numbers, opened, ran, written
from scale import often
from test_command import called

from reports.editions import gates, making
from reports.running import desk, releasing
from reports.running.steps import Status

LIMITS = ("facts:\n", "on_stale: print\nfreshness: {TRA: {stale_after: 100d, error_after: 200d}}\nfacts:\n")
THEME = ('phrase: "reached a', 'theme: TRA, phrase: "reached a')  # F-002, of 2020
YOUNG, DATED, OLD = (f"2021-{day}T05:30:00+00:00" for day in ("03-01", "05-01", "08-01"))
AFG = "freshness: {AFG: {warn_after: 3d, error_after: 14d}}\n"


def day(at: str) -> Clock:
    return Clock(at)


def aging(folder: Path, *changes: tuple[str, str], **more: Any) -> Path:
    return written(folder, LIMITS, THEME, *changes, **more)


def same(folder: Path) -> bool:
    """Whether every edition comes out again byte by byte, stamped and clean."""
    with opened(folder) as archive:
        return not any(making.unlike(archive, edition) for edition in archive.editions())


def changes(folder: Path, number: str) -> list[tuple[str, str, str, bool]]:
    return [(c["id"], c["how"], c["now"], c["material"]) for c in difference(folder, number)["changes"]]


def test_a_fact_that_passes_a_limit_makes_an_edition_once(tmp_path: Path) -> None:
    folder = aging(tmp_path / "visit")
    steps = [(YOUNG, Status.NEW), (YOUNG, Status.UNCHANGED), ("2021-04-05T05:30:00+00:00", Status.UNCHANGED), (DATED, Status.NEW),
             ("2021-05-02T05:30:00+00:00", Status.UNCHANGED), (OLD, Status.NEW), ("2021-12-01T05:30:00+00:00", Status.UNCHANGED)]
    assert [ran(folder, day(at)).status for at, _ in steps] == [status for _, status in steps]
    assert numbers(folder) == ["1", "2", "3"]
    assert changes(folder, "2") == [("F-002", "aged", "$300 million (printed with its date)", False)]
    assert changes(folder, "3") == [("F-002", "aged", "$300 million (out of date)", True)]
    first, second, third = (brief_text(folder / "archive/editions" / n / "outputs/brief.pdf") for n in "123")
    assert "as of 2020" not in first and "(as of 2020)" in second and "as of 2020, out of date" in third
    assert "Nothing newer was found for" in third and "Nothing newer" not in second
    assert "Nothing newer was found for" in deck_text(folder / "archive/latest/outputs/deck.pptx")
    assert editions(folder)[2].summary == "1 fact aged"
    assert same(folder), "made again on another day, every byte is the same"


def test_a_new_value_makes_it_young_again(tmp_path: Path) -> None:
    folder = aging(tmp_path / "visit")
    ran(folder, day(OLD))
    edit(folder, ("value: 300, unit: USD million, as_of: 2020", "value: 300, unit: USD million, as_of: 2021-07"))
    assert ran(folder, day(OLD)).status is Status.NEW
    assert [c[:2] for c in changes(folder, "2")] == [("F-002", "changed")], "told by its new date alone"
    edit(folder, ("error_after: 200d", "error_after: 900d"), ("stale_after: 100d", "stale_after: 900d"))


def test_a_longer_limit_is_told_as_such(tmp_path: Path) -> None:
    folder = aging(tmp_path / "visit")
    ran(folder, day(OLD))
    edit(folder, ("error_after: 200d", "error_after: 900d"), ("stale_after: 100d", "stale_after: 900d"))
    ran(folder, day(OLD))
    assert ("F-002", "aged", "$300 million (up to date)", False) in changes(folder, "2")


def test_hold_blocks_the_run_until_somebody_acts(tmp_path: Path) -> None:
    folder = aging(tmp_path / "visit", ("on_stale: print", "on_stale: hold"))
    assert ran(folder, day(DATED)).status is Status.NEW
    for _ in range(2):
        outcome = ran(folder, day(OLD))
        assert outcome.status is Status.BLOCKED
        assert [(p.rule, '"F-002" is of 2020' in p.what) for p in outcome.problems if p.level == "error"] == [("R2", True)]
    assert numbers(folder) == ["1"]


def test_what_nobody_reads_may_grow_old(tmp_path: Path) -> None:
    folder = aging(tmp_path / "visit", body="body:\n  - text: Trade rose {F-001}.\n  - sources\n")
    assert [ran(folder, day(at)).status for at in (YOUNG, DATED, OLD)] == [Status.NEW, Status.UNCHANGED, Status.UNCHANGED]


def test_a_clock_set_back_makes_nothing_young_again(tmp_path: Path) -> None:
    folder = aging(tmp_path / "visit")
    ran(folder, day(OLD))
    assert ran(folder, day(YOUNG)).status is Status.UNCHANGED
    edit(folder, ("expects more", "hopes for more"))
    assert ran(folder, day(YOUNG)).status is Status.NEW
    with opened(folder) as archive:
        last = archive.last()
        assert last and making.of(archive, last).today == OLD[:10] and "1 text reworded" in last.summary


def test_the_day_is_that_of_the_reports_zone_and_may_be_given(tmp_path: Path) -> None:
    folder = aging(tmp_path / "visit", schedule='schedule: {cron: "0 6 * * *", zone: Pacific/Auckland}\n')
    ran(folder, day("2021-03-01T20:00:00+00:00"))
    with opened(folder) as archive:
        assert [making.of(archive, e).today for e in archive.editions()] == ["2021-03-02"]
    assert called("run", folder, "--offline", "--today", "2021-08-01") == 0
    assert called("run", folder, "--offline", "--today", "2021-08-01") == 10
    assert called("run", folder, "--today", "soon") == 2
    with opened(folder) as archive:
        assert [making.of(archive, e).today for e in archive.editions()][1:] == ["2021-08-01"]


def test_an_edition_that_waited_too_long_is_not_released(tmp_path: Path) -> None:
    folder = aging(tmp_path / "visit")
    ran(folder, day(DATED))
    with desk.writing(folder) as found:
        edition = found.edition("1")
        with pytest.raises(gates.Refused, match="is of 2021-05-01, and on 2021-08-01 it is out of date: F-002"):
            releasing.to_readers(found.archive, edition, found.settings, folder, day(OLD)())
        assert not found.archive.current()
        releasing.to_readers(found.archive, edition, found.settings, folder, day("2021-06-01T00:00:00+00:00")())
        assert found.archive.current() == "1"


def test_other_profiles_are_a_small_fix(tmp_path: Path) -> None:
    folder = written(tmp_path / "visit")
    ran(folder)
    (folder / "schedule.yaml").write_text("edition: {profiles: [official, minister]}\n")
    assert (ran(folder).status, ran(folder).status) == (Status.NEW, Status.UNCHANGED)
    assert numbers(folder) == ["1", "1.1"] and set(editions(folder)[1].clean) >= {"brief.pdf", "minister/brief.pdf"}
    assert changes(folder, "1.1") == [("profiles", "changed", "official, minister", False)]


@pytest.mark.parametrize("at", ["2021-04-16", "2021-05-20"][:often(1, 2)])
def test_with_a_later_clock_the_theme_of_afghanistan_is_stale(at: str, tmp_path: Path) -> None:
    folder = shutil.copytree(DATA / "lavrov-2021", tmp_path / "visit", ignore=shutil.ignore_patterns("archive"))
    with (folder / "outline.yaml").open("a") as file:
        file.write(AFG + "on_stale: print\n")
    assert ran(folder, day("2021-03-20T00:00:00+00:00")).status is Status.NEW
    assert ran(folder, day(f"{at}T00:00:00+00:00")).status is Status.NEW
    assert ran(folder, day(f"{at}T12:00:00+00:00")).status is Status.UNCHANGED
    aged = {name for name, how, _, _ in changes(folder, "2") if how == "aged"}
    themes = set(re.findall(r"theme: (\w+)", "".join(_typed(folder, name) for name in aged)))
    assert aged >= {"A-028", "A-029"} and themes == {"AFG"}
    assert "Nothing newer was found for" in brief_text(folder / "archive/latest/outputs/brief.pdf")
    assert same(folder)
    (folder / "outline.yaml").write_text((folder / "outline.yaml").read_text().replace("on_stale: print", "on_stale: hold"))
    outcome = ran(folder, day(f"{at}T13:00:00+00:00"))
    assert outcome.status is Status.BLOCKED and {p.rule for p in outcome.problems if p.level == "error"} == {"R2"}
    assert numbers(folder) == ["1", "2"]


def _typed(folder: Path, name: str) -> str:
    """The lines of a fact."""
    found = re.search(rf"^{name}:.*?(?=^\S|\Z)", (folder / "facts.yaml").read_text(), re.M | re.S)
    return found.group() if found else ""
