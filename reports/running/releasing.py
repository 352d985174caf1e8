"""An edition to its readers: what may go, proved byte by byte to be what was approved."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from reports.editions import aging, gates, making
from reports.editions.archive import Archive
from reports.editions.gates import Policy, Refused, State
from reports.editions.manifest import Damaged, Manifest
from reports.options import Options
from reports.problems import Failed, MachineFailed
from reports.running import clock
from reports.running.settings import Settings
from reports.running.steps import Run


def state(archive: Archive, edition: Manifest, policy: Policy) -> State:
    """Where an edition stands."""
    return gates.state(edition, archive.events(edition.number), policy)


def release(run: Run) -> Mapping[str, Any]:
    """The newest edition to its readers, where the settings let a run do that. Why not, in `kept_back`."""
    edition = run.edition or run.last
    supersede(run.archive, run.cache)  # what an earlier release was kept from
    if edition is None or state(run.archive, edition, run.settings.policy) in ("released", "withdrawn"):
        return {}
    run.kept_back = gates.kept_back(edition, run.settings.policy, first=edition.seq == 1)
    if run.kept_back:
        return {"kept back": run.kept_back}
    try:
        to_readers(run.archive, edition, run.settings, run.folder, run.clock(), files=run.clean or None, cache=run.cache)
    except Refused as refused:
        run.kept_back = refused.what
        return {"kept back": refused.what}
    run.edition = edition
    return {"released": 1}


def to_readers(archive: Archive, edition: Manifest, asked: Settings, folder: Path, now: datetime, *,
               files: dict[str, bytes] | None = None, cache: Path | None = None, by: str = "") -> Path:
    """Release an edition: where its files are now. `folder` is the report's, which may hold a HOLD file.

    `files` are the clean ones where they have just been made; else they are made again from the archived inputs. Either way each
    must have the hash that was recorded before anybody approved. Raises Refused when a gate is shut, Damaged or Failed when the
    edition cannot be made again, MachineFailed when what comes out is not what was approved.
    """
    newest = archive.last()
    assert newest is not None
    until = making.of(archive, edition).issue.embargo
    held = gates.held(archive.root, folder)
    gates.may_release(edition, newest, archive.events(edition.number), asked.policy, until, now, held)
    _still_fresh(archive, edition, asked.day(now))
    made = files or clean(archive, edition, cache)
    wrong = making.differing(made, edition.clean)
    if wrong:
        raise MachineFailed(f"edition {edition.number} does not come out as it was approved: {', '.join(wrong)}; it was made by "
                            "another version of this program: run the report again for a new edition")
    place = archive.release(edition, made, clock.stamp(now), content=edition.content, by=by, embargo=until)
    supersede(archive, cache)
    return place


def _still_fresh(archive: Archive, edition: Manifest, today: str) -> None:
    """Raises Refused when an edition, or facts of it, went out of date while it waited."""
    if until := aging.ended(archive.content(edition), today):
        raise Refused(f"edition {edition.number} was valid until {until}, and it is {today}",
                      "look whether it still holds, set another valid_until, and run the report again")
    old = aging.expired(archive.folder(edition) / making.INPUTS, archive.content(edition), today)
    if old:
        raise Refused(f"edition {edition.number} is of {making.of(archive, edition).today}, and on {today} it is out of date: "
                      f"{', '.join(old[:10])}", "bring them up to date and run the report again")


def supersede(archive: Archive, cache: Path | None = None) -> list[str]:
    """A copy that says "superseded by edition 3" of every edition that readers had before: releases/2-superseded. The released
    files themselves stay as they were. The numbers of those newly made; one that cannot be made again is left out."""
    made = []
    released = [event.edition for event in archive.events(kind="released")]
    for number, by in pairwise(released):
        edition = archive.edition(number)
        if edition is None or (archive.root / "releases" / f"{number}-superseded").exists():
            continue
        try:
            archive.keep(f"{number}-superseded", making.again(archive, edition, Options(cache=cache), superseded_by=by))
        except (Failed, Damaged, Refused):
            continue
        made.append(number)
    return made


def clean(archive: Archive, edition: Manifest, cache: Path | None = None) -> dict[str, bytes]:
    """An edition's files without any stamp, from its archived inputs. Raises Damaged or Failed."""
    issue = making.of(archive, edition).issue
    if issue.number != edition.number:
        raise Damaged(f"{edition.number}/{making.STATED} speaks of edition {issue.number}")
    return making.again(archive, edition, Options(cache=cache), clean=True)
