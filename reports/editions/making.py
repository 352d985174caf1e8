"""An edition's files, made from a folder that holds its inputs and its house style: when it is new, and whenever it is proved."""
from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

from reports import drawings, pipeline
from reports.editions.archive import Archive
from reports.editions.manifest import Manifest
from reports.issue import Issue
from reports.options import Options
from reports.problems import Problem

INPUTS, STYLES, OUTPUTS = "inputs", "templates", "outputs"
CHARTS = drawings.FOLDER
STATED = "issue.json"


@dataclass(frozen=True, slots=True)
class Stated:
    """What files are made with besides their inputs: the edition, the profiles (none: the outline's own), and the day (ISO 8601)
    against which the age of facts is judged (empty: the report's own date)."""

    issue: Issue
    profiles: tuple[str, ...] = ()
    today: str = ""

    def packed(self) -> bytes:
        """As JSON, to be kept with the files."""
        data = {"issue": self.issue.as_data(), "profiles": list(self.profiles), "today": self.today}
        return (json.dumps(data, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()


def files(folder: Path, stated: Stated, options: Options) -> tuple[dict[str, bytes], list[Problem]]:
    """Brief and deck by name, those of a second profile in a folder of its name; and the warnings. Raises Failed.

    `folder` holds `inputs` and `templates`.
    """
    made: dict[str, bytes] = {}
    problems: list[Problem] = []
    for count, profile in enumerate(stated.profiles or [""]):
        asked = replace(options, profile=profile or None, issue=stated.issue, today=stated.today or None,
                        templates=folder / STYLES, name=options.name or INPUTS)
        found, warnings = pipeline.stages(folder / INPUTS, asked, render=True)
        made |= {name if not count else f"{profile}/{name}": data for name, data in found.items()}
        problems += warnings
    return made, list(dict.fromkeys(problems))


def place(name: str) -> str:
    """Where a file that was made lies in the folder of its edition: drawings apart from what readers get."""
    profile, _, rest = name.rpartition(f"{CHARTS}/")
    return f"{CHARTS}/{profile}{rest}" if f"{CHARTS}/" in name else f"{OUTPUTS}/{name}"


def is_made(name: str) -> bool:
    """Whether a file of an edition's folder is an output or a drawing."""
    return name.startswith((f"{OUTPUTS}/", f"{CHARTS}/"))


def digests(made: dict[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each file."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in made.items()}


def of(archive: Archive, edition: Manifest) -> Stated:
    """What the files of an edition were made with. Raises Damaged."""
    data = archive.data(edition, STATED)
    return Stated(Issue.from_data(data["issue"]), tuple(map(str, data["profiles"])), str(data.get("today", "")))


def again(archive: Archive, edition: Manifest, options: Options, *, clean: bool = False,
          superseded_by: str = "", profile: str | None = None) -> dict[str, bytes]:
    """An edition's files from its archived inputs: stamped as they were archived, or `clean` as they are released, or as one
    whose place another has taken. Those of all profiles, or of one (empty: of the outline's own).

    Raises Damaged when an input is not as it was, Failed when this version of the program no longer takes them.
    """
    folder = archive.folder(edition)
    for name in edition.files:
        if name.startswith((f"{INPUTS}/", f"{STYLES}/")):
            archive.read(edition, name)
    stated = of(archive, edition)
    if profile is not None:
        stated = replace(stated, profiles=(profile,) if profile else ())
    issue = stated.issue.clean if clean else stated.issue.superseded(superseded_by) if superseded_by else stated.issue
    return files(folder, replace(stated, issue=issue), options)[0]


def unlike(archive: Archive, edition: Manifest) -> list[str]:
    """What of an edition's files does not come out the same when it is made again, without a cache: empty proves every byte.

    Raises as `again` does.
    """
    archived = {name: sha for name, (_, sha) in edition.files.items() if is_made(name)}
    made = {place(name): data for name, data in again(archive, edition, Options(charts=True)).items()}
    wrong = [f"{name.removeprefix(f'{OUTPUTS}/')} as archived" for name in differing(made, archived)]
    return wrong + [f"{name} as released" for name in differing(again(archive, edition, Options(), clean=True), edition.clean)]


def differing(made: dict[str, bytes], expected: dict[str, str]) -> list[str]:
    """The names whose bytes are not the expected ones, or that only one side has."""
    found = digests(made)
    return sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))
