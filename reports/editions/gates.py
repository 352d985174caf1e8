"""The states of an edition, and who may move it on: draft, checked, submitted, approved, released, withdrawn.

A run takes a draft through its checks (checked) into the archive (submitted). People approve; the approval names the content's
hash, and a newer edition voids it. What is approved is released when nothing holds it: no embargo, no HOLD, no missing approval.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from reports.counted import counted
from reports.editions.events import Event
from reports.editions.manifest import Manifest

State = Literal["draft", "checked", "submitted", "approved", "released", "withdrawn"]
STATES: tuple[State, ...] = ("draft", "checked", "submitted", "approved", "released", "withdrawn")
HOLD = "HOLD"  # a file of this name in the archive, or beside the outline, stops every release


@dataclass(frozen=True, slots=True)
class Policy:
    """Who must approve (by role), whether one person may stand in two roles, and whether a run may release by itself."""

    required: tuple[str, ...] = ()
    two_person: bool = True
    auto_release: bool = False


@dataclass(frozen=True, slots=True)
class Approval:
    """Who let it pass: role, name, and when (ISO 8601, UTC)."""

    role: str
    name: str
    at: str


class Refused(Exception):
    """A step that may not be taken: why, and what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(f"{what}\n    hint: {hint}" if hint else what)
        self.what, self.hint = what, hint


def state(edition: Manifest, events: Iterable[Event], policy: Policy) -> State:
    """Where an archived edition stands."""
    kinds = [e.kind for e in events if e.edition == edition.number]
    if "withdrawn" in kinds:
        return "withdrawn"
    if "released" in kinds:
        return "released"
    return "submitted" if not policy.required or missing(edition, events, policy) else "approved"


def approvals(edition: Manifest, events: Iterable[Event]) -> list[Approval]:
    """The approvals that stand: of this very content, and not void."""
    standing: list[Approval] = []
    for event in events:
        if event.edition != edition.number:
            continue
        if event.kind == "approved" and event.details.get("content") == edition.content:
            standing.append(Approval(event.details["role"], event.details["name"], event.at))
        elif event.kind == "void":
            standing = []
    return standing


def missing(edition: Manifest, events: Iterable[Event], policy: Policy) -> list[str]:
    """The roles that have not approved yet."""
    given = {approval.role for approval in approvals(edition, events)}
    return [role for role in policy.required if role not in given]


def may_approve(edition: Manifest, newest: Manifest, events: Sequence[Event], policy: Policy, role: str, name: str) -> None:
    """Raises Refused when this approval may not be recorded."""
    found = state(edition, events, policy)
    if found in ("released", "withdrawn"):
        raise Refused(f"edition {edition.number} is {found} already", "nothing is left to approve")
    if newest.number != edition.number:
        raise Refused(f"edition {edition.number} is not the newest: {newest.number} took its place, and voids its approvals",
                      f"read that one, then: approve --edition {newest.number}")
    if policy.required and role not in policy.required:
        raise Refused(f'role "{role}" does not approve this report', f"roles: {', '.join(policy.required)}")
    given = approvals(edition, events)
    if any(approval.role == role for approval in given):
        raise Refused(f'role "{role}" has approved edition {edition.number} already', "look at it: show")
    if policy.two_person and any(approval.name.casefold() == name.casefold() for approval in given):
        raise Refused(f'"{name}" has approved edition {edition.number} in another role',
                      "a second person must, unless approval: {two_person: false}")


def may_release(edition: Manifest, newest: Manifest, events: Sequence[Event], policy: Policy, until: str, now: datetime,
                held: str) -> None:
    """Raises Refused when something keeps an edition back. `until`: the end of its embargo (ISO 8601 with zone), or empty;
    `held`: why all releases are held, or empty."""
    found = state(edition, events, policy)
    if found in ("released", "withdrawn"):
        raise Refused(f"edition {edition.number} is {found} already")
    if newest.number != edition.number:
        raise Refused(f"edition {edition.number} is not the newest: {newest.number} took its place", f"release {newest.number}")
    if held:
        raise Refused(f"releases are held: {held}", "lift it: hold --lift")
    waiting = missing(edition, events, policy)
    if waiting:
        raise Refused(f"edition {edition.number} is not approved: {', '.join(waiting)} must",
                      f"approve --edition {edition.number} --role {waiting[0]} --name ...")
    if embargoed(until, now):
        told = now.isoformat(timespec="seconds")
        raise Refused(f"edition {edition.number} is under embargo until {until}; the clock says {told}",
                      "release it then; nothing shortens an embargo but a new edition with another")


def embargoed(until: str, now: datetime) -> bool:
    """Whether an embargo (ISO 8601 with zone; empty for none) still holds."""
    return bool(until) and now < datetime.fromisoformat(until)


def kept_back(edition: Manifest, policy: Policy, *, first: bool) -> str:
    """Why a run does not release by itself; empty when it may."""
    if not policy.auto_release:
        return "auto_release is off"
    if first:
        return "a first edition is released by a person"
    if edition.material:
        return "its changes are material"
    if edition.warnings:
        return f"{counted(edition.warnings, 'warning')} {'waits' if edition.warnings == 1 else 'wait'} for a reader"
    return ""


def held(*folders: Path) -> str:
    """The words of the first HOLD file in some folders; "HOLD" for an empty one; empty when there is none."""
    for folder in folders:
        path = folder / HOLD
        if path.exists():
            words = path.read_text(encoding="utf-8", errors="replace").strip() if path.is_file() else ""
            return " ".join(words.split())[:200] or HOLD
    return ""
