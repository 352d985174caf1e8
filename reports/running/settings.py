"""schedule.yaml beside the outline: how a report is run. Apart from the outline, since it says nothing that a reader reads, other
people write it, and a change of it makes no new edition.

What is not given has the default that does least: no schedule, nobody told, nothing released by itself.
"""
from __future__ import annotations

import re
from datetime import datetime
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, ValidationError

from charts.inputs import Node
from reports import loader
from reports.editions import content, gates, material, retention
from reports.leaves import Name, Words
from reports.outline import shortened
from reports.problems import Failed, Problem, in_order
from reports.running.refreshing.model import Refresh
from reports.running.scheduling.model import Schedule
from reports.running.telling.model import Distribution, Failure
from reports.validation import problems_of, told

NAME = "schedule.yaml"
WRONG = f"{NAME} has problems"
_PART = re.compile(r"(?m)^(?=[^ #}\],\r\n])")  # where a field of the file itself begins
Role = Name
Sort = Literal["status", "date", "stance", "conflict", "marking", "freshness", "added", "removed", "figure", "source", "wording"]


def _kept(words: str) -> str:
    try:
        retention.Keep.read(words)
    except ValueError:
        raise told(f'"{words}" is no rule of retention', "write forever, 12 editions or 400d") from None
    return words


class Edition(Node):
    """What makes an edition: a change of these sorts alone is a small fix (n.m); `profiles`: whom files are made for."""

    minor_on: list[Literal["spelling", "wording", "layout"]] = ["spelling", "layout"]
    profiles: list[Literal["minister", "official", "analyst"]] = []


class MaterialChange(Node):
    """Which changes matter: a number that moves by so many per cent, and any change of these sorts."""

    figure_pct: Annotated[float, Field(gt=0)] = 1.0
    any_of: list[Sort] = ["status", "date", "stance", "conflict", "marking", "freshness"]


class Approval(Node):
    """Who must approve, by role; whether a run may release what is approved or needs no approval."""

    required: list[Role] = []
    two_person: bool = True
    void_on_change: Literal[True] = True
    auto_release: bool = False


class Archive(Node):
    """Where editions are kept (relative to the report's folder), how long, and whether each is made twice to prove its bytes."""

    root: Words = "archive"
    keep: Annotated[str, AfterValidator(_kept)] = "forever"
    verify_rebuild: bool = False


class Settings(Node):
    """How a report is run."""

    schedule: Schedule | None = None
    refresh: Refresh = Field(default_factory=Refresh)
    edition: Edition = Field(default_factory=Edition)
    material_change: MaterialChange = Field(default_factory=MaterialChange)
    approval: Approval = Field(default_factory=Approval)
    archive: Archive = Field(default_factory=Archive)
    distribution: Distribution = Field(default_factory=Distribution)
    failure: Failure = Field(default_factory=Failure)

    def day(self, now: datetime) -> str:
        """The day (ISO 8601) at a moment in the report's own zone."""
        return now.astimezone(ZoneInfo(self.schedule.zone if self.schedule else "UTC")).date().isoformat()

    @property
    def deciding(self) -> dict[str, Any]:
        """What of it decides about editions, as plain data for the archive: no addresses, no places to fetch from."""
        return self.model_dump(mode="json", exclude={"distribution", "refresh", "failure"}, by_alias=True)

    @property
    def policy(self) -> gates.Policy:
        asked = self.approval
        return gates.Policy(tuple(asked.required), asked.two_person, asked.auto_release)

    @property
    def rule(self) -> material.Rule:
        return material.Rule(self.material_change.figure_pct, tuple(self.material_change.any_of))


def read(folder: Path) -> Settings:
    """The settings of a report. Raises Failed with every problem at its place."""
    found = problems(folder)
    if found:
        raise Failed(found)
    path = folder / NAME
    data: Any = loader.load(path, NAME)[0] if _says_something(path) else {}
    return Settings.model_validate(data, strict=True)


def salvaged(folder: Path) -> Settings:
    """What can be read of a schedule.yaml with problems: all but what is wrong in it, so that its owners hear of them."""
    try:
        text = (folder / NAME).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return Settings()
    data: dict[str, Any] = {}
    for part in _PART.split(text):  # apart from each other, since one mark astray hides all that comes after it
        found, _ = loader.parse("".join(c for c in part if c.isprintable() or c in "\t\n"), NAME)
        data |= content.plain(found) if isinstance(found, dict) else {}
    while True:
        try:
            return Settings.model_validate(data, strict=True)
        except ValidationError as error:
            if not _taken_out(data, error.errors()[0]["loc"]):
                return Settings()


def _taken_out(data: Any, where: tuple[str | int, ...]) -> bool:
    """Whether the innermost thing that there is at a place could be deleted."""
    for depth in range(len(where), 0, -1):
        try:
            del reduce(getitem, where[:depth - 1], data)[where[depth - 1]]
        except (KeyError, IndexError, TypeError):
            continue
        return True
    return False


def problems(folder: Path) -> list[Problem]:
    """Everything that is wrong with a report's schedule.yaml; nothing when there is none, or nothing in it."""
    path = folder / NAME
    if not _says_something(path):
        return []
    data, found = loader.load(path, f"{shortened(folder)}/{NAME}")
    try:
        Settings.model_validate(data, strict=True)
    except ValidationError as error:
        found += problems_of(error, data, Settings) if data is not None else []
    return in_order(found)


def _says_something(path: Path) -> bool:
    """Whether there is such a file, with more in it than remarks: a file without settings leaves every default."""
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return False
    except OSError:
        return True  # whoever reads it tells
    return any(line.strip() and not line.lstrip().startswith(b"#") for line in lines)


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of schedule.yaml, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Settings.model_json_schema()}


def root(folder: Path, settings: Settings) -> Path:
    """Where a report's archive is."""
    return (folder / Path(settings.archive.root).expanduser()).resolve()
