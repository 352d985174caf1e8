"""What a folder of inputs says: when a run has copied it, and when an archived edition is read again."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reports import facts, outline
from reports.editions import aging, content, snapshot
from reports.editions.content import Data
from reports.outline import Outline
from reports.problems import Failed, Place, errors


def outlined(inputs: Path, name: str, cache: Path | None = None) -> tuple[Outline, Mapping[str, Any]]:
    """The outline of a folder, and the same as typed; `name` is how problems call the folder. Raises Failed for errors."""
    made, problems = outline.read(inputs, cache, name=name)
    if made is None or errors(problems):
        raise Failed(problems)
    typed, _ = outline.typed(inputs, cache, name=name)
    assert typed is not None
    return made, typed


def said(inputs: Path, name: str, found: tuple[Outline, Mapping[str, Any]], style: Mapping[str, Mapping[str, str]],
         profiles: tuple[str, ...], today: str) -> Data:
    """The content of what `outlined` found. `style`: the SHA-256 of each file of each folder of the house style; `today`: the day
    against which the age of facts is judged."""
    made, typed = found
    ledger, _ = facts.ledger(made)
    data = content.of(typed, ledger, _other_files(inputs, name, typed), content.digest(style), profiles)
    if aging.limited(made):
        data["aged"] = aging.seen(ledger, made, data, today)
    return data


def _other_files(folder: Path, name: str, typed: Mapping[str, Any]) -> dict[str, str]:
    """The files that count by their bytes: all but the outline and the parts of it that were read into it."""
    parts = {outline.NAME, *(place.file.removeprefix(f"{name}/") for place in _places(typed))}
    return {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in snapshot.names(folder)
            if file not in parts}


def _places(typed: Mapping[str, Any]) -> Iterator[Place]:
    for part in outline.PARTS:
        place = getattr(typed.get(part), "place", None)
        if isinstance(place, Place):
            yield place
