"""An edition's files, made from a folder that holds its inputs and its house style: when it is new, and whenever it is proved."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reports import pipeline
from reports.editions.archive import Archive
from reports.editions.manifest import Manifest
from reports.issue import Issue
from reports.options import Options
from reports.problems import Problem

INPUTS, STYLES, OUTPUTS = "inputs", "templates", "outputs"
STATED = "issue.json"


def files(folder: Path, issue: Issue, profiles: Sequence[str], options: Options) -> tuple[dict[str, bytes], list[Problem]]:
    """Brief and deck by name, those of a second profile in a folder of its name; and the warnings. Raises Failed.

    `folder` holds `inputs` and `templates`.
    """
    made: dict[str, bytes] = {}
    problems: list[Problem] = []
    for count, profile in enumerate(profiles or [""]):
        asked = replace(options, profile=profile or None, issue=issue, templates=folder / STYLES, name=options.name or INPUTS)
        found, warnings = pipeline.stages(folder / INPUTS, asked, render=True)
        made |= {name if not count else f"{profile}/{name}": data for name, data in found.items()}
        problems += warnings
    return made, list(dict.fromkeys(problems))


def digests(made: dict[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each file."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in made.items()}


def stated(issue: Issue, profiles: Sequence[str]) -> bytes:
    """What the files were made with besides the inputs, to be kept with them."""
    data = {"issue": issue.as_data(), "profiles": list(profiles)}
    return (json.dumps(data, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()


def of(archive: Archive, edition: Manifest) -> tuple[Issue, list[str]]:
    """What `stated` wrote for an edition: the issue, and the profiles. Raises Damaged."""
    data = archive.data(edition, STATED)
    return Issue.from_data(data["issue"]), [str(profile) for profile in data["profiles"]]


def again(archive: Archive, edition: Manifest, options: Options, *, clean: bool = False,
          superseded_by: str = "") -> dict[str, bytes]:
    """An edition's files from its archived inputs: stamped as they were archived, or `clean` as they are released, or as one
    whose place another has taken.

    Raises Damaged when an input is not as it was, Failed when this version of the program no longer takes them.
    """
    folder = archive.folder(edition)
    for name in edition.files:
        if name.startswith((f"{INPUTS}/", f"{STYLES}/")):
            archive.read(edition, name)
    issue, profiles = of(archive, edition)
    issue = issue.clean if clean else issue.superseded(superseded_by) if superseded_by else issue
    return files(folder, issue, profiles, options)[0]


def differing(made: dict[str, bytes], expected: dict[str, str]) -> list[str]:
    """The names whose bytes are not the expected ones, or that only one side has."""
    found = digests(made)
    return sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))
