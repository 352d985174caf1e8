"""What befalls a run while it tells people: death at any step, a full disk, company. The mail server is real.

After each: nobody is told twice, whoever was not told for certain is named by `status`, and the next run goes on. Each reader
gets a numbered copy: no number goes to two, nobody gets two, and what arrived is what the log says.
"""
from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from disasters import KILLED, Steps, child, die, ended, fresh, no_space, spread, walked
from issued import Clock, copied, edit, numbers, opened, written
from postbox import Box, serving
from scale import often

from reports.editions import numbered, verifying
from reports.editions.archive import Archive
from reports.running import checking, run, secrets
from reports.running.steps import Outcome, Status
from reports.running.telling import owners, readers
from reports.running.unattended import Unattended

READERS = ("ann@example.org", "bob@example.org", "eve@example.org")
OWNERS = ("owner@example.org", "deputy@example.org")
ASKED = (f"distribution: {{dry_run: false, from: Desk <desk@example.org>, "
         f"lists: {{staff: {{to: [{', '.join(READERS)}], numbered: true}}}}}}\n"
         "approval: {auto_release: true}\nmaterial_change: {figure_pct: 50, any_of: [status]}\n"
         f"failure: {{notify: [{', '.join(OWNERS)}]}}\n")
GROWN = ("value: 300, unit: USD million", "value: 330, unit: USD million")
BROKEN = ("status: pledged", "status: pledgd")


@pytest.fixture(scope="module")
def box() -> Iterator[Box]:
    with pytest.MonkeyPatch.context() as patch, serving() as (found, address):
        patch.setenv(secrets.SMTP, address)
        yield found


@pytest.fixture(scope="module")
def before(memory: Path, box: Box) -> Path:
    """A report with one edition that a person has yet to release, and a change that a run releases and tells of."""
    folder = written(fresh(memory, "before") / "visit", schedule=ASKED)
    checking.tool()
    assert ended(child(folder, going=unattended)) == Status.HELD
    edit(folder, GROWN)
    return folder


@pytest.fixture(scope="module")
def broken(memory: Path, before: Path) -> Path:
    """The same with an outline that cannot be read: its owners must hear of it."""
    folder = copied(before, fresh(memory, "broken") / "visit")
    edit(folder, BROKEN)
    return folder


def unattended(folder: Path, wait: float) -> Outcome:
    return run.run(folder, Unattended(offline=True).asked(run.Asked(Clock("2021-04-09T05:30:00+00:00"), wait=wait)))


def mailed(names: list[str]) -> tuple[int, int]:
    """The first step of a run that has to do with telling, and the last."""
    found = [count for count, name in enumerate(names, 1) if name.startswith("smtp")]
    return found[0] - 12, found[-1] + 12


def nobody_twice(box: Box, folder: Path, people: tuple[str, ...], subject: str) -> int:
    """Each got the message once; or not at all, and then `status` knows. How many it was not."""
    with opened(folder) as archive:
        named = {e.details["target"].rpartition(" ")[2] for e in (*readers.unsettled(archive), *owners.unsettled(archive))}
    got = {who: sum(subject in str(message["Subject"]) for message in box.to(who)) for who in people}
    assert max(got.values()) <= 1, got
    assert {who for who, count in got.items() if not count} <= named
    one_number_each(box, folder)
    return sum(not count for count in got.values())


def one_number_each(box: Box, folder: Path) -> None:
    """The numbers are of the list's order, whatever befell; what each got are the bytes that the log knows by that number."""
    with opened(folder) as archive:
        if not archive.current():
            return
        edition = archive.edition(archive.current())
        assert edition
        given = numbered.given(archive, edition)
        logged = {(one.target.rpartition(" ")[2], sha): one.copy.number for one in numbered.sent(archive, edition)
                  for _, sha in one.files}
        assert [one.number for one in given.values()] == list(range(1, len(READERS) + 1))
    for people, message in box.taken:
        for part in message.iter_attachments():
            sha = hashlib.sha256(part.get_content()).hexdigest()
            assert logged[people[0], sha] == given[people[0]].number == READERS.index(people[0]) + 1


def goes_on(folder: Path) -> None:
    assert ended(child(folder, going=unattended)) in (Status.NEW, Status.UNCHANGED)
    assert ended(child(folder, going=unattended)) == Status.UNCHANGED
    assert numbers(folder) == ["1", "2"]
    with Archive.for_writing(folder / "archive") as archive:
        assert archive.notes == [] and verifying.verified(archive) == ([], [])
        assert archive.current() == "2"


def test_a_run_that_tells_its_readers_may_be_killed_at_any_step(box: Box, before: Path, place: Path) -> None:
    names = walked(copied(before, fresh(place, "walk") / "visit"), going=unattended)
    first, last = mailed(names)
    points = sorted({*spread(len(names), often(2, 80)), *spread(last, often(8, len(names)), first)})  # at last every one of those
    assert len(points) >= often(8, last - first)
    missed = 0
    for at in points:
        box.taken.clear()
        folder = copied(before, fresh(place, at) / "visit")
        assert ended(child(folder, Steps(str(folder.parent), at, die), going=unattended)) == KILLED, at
        goes_on(folder)
        missed += nobody_twice(box, folder, READERS, "edition 2")
        shutil.rmtree(folder.parent)
    assert 0 < missed < len(points), "deaths between what is begun and what is told"


def test_a_run_that_tells_its_owners_may_be_killed_at_any_step(box: Box, broken: Path, place: Path) -> None:
    names = walked(copied(broken, fresh(place, "walk") / "visit"), going=unattended, status=Status.BLOCKED)
    first, last = mailed(names)
    for at in spread(last, often(4, 100), first):
        box.taken.clear()
        folder = copied(broken, fresh(place, at) / "visit")
        ended(child(folder, Steps(str(folder.parent), at, die), going=unattended))
        assert [ended(child(folder, going=unattended)) for _ in range(2)] == [Status.BLOCKED] * 2
        nobody_twice(box, folder, OWNERS, "visit failed: ")
        assert box.to(READERS[0]) == [], "readers hear nothing of failures"
        shutil.rmtree(folder.parent)


def test_a_disk_that_fills_up_while_people_are_told(box: Box, before: Path, place: Path) -> None:
    first, last = mailed(walked(copied(before, fresh(place, "walk") / "visit"), going=unattended))
    for at in spread(last, often(3, 50), first):
        box.taken.clear()
        folder = copied(before, fresh(place, at) / "visit")
        assert ended(child(folder, Steps(str(folder.parent), at, no_space), going=unattended)) in (3, Status.NEW, KILLED), at
        goes_on(folder)
        nobody_twice(box, folder, READERS, "edition 2")
        shutil.rmtree(folder.parent)


def test_eight_runs_at_once_tell_everybody_once(box: Box, before: Path, place: Path) -> None:
    for i in range(often(1, 10)):
        box.taken.clear()
        folder = copied(before, fresh(place, i) / "visit")
        found = sorted(ended(number) for number in [child(folder, wait=120, going=unattended) for _ in range(8)])
        assert found == [Status.NEW, *[Status.UNCHANGED] * 7]
        assert nobody_twice(box, folder, READERS, "edition 2") == 0
        goes_on(folder)
