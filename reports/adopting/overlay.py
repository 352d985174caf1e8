"""overlay-PROFILE.yaml: the hand edits of one profile's deck, beside the outline, as a writer reads them.

Each entry says where (slide, shape), what (change), from which words or value, and to which. It may be edited or deleted by hand.
Slides and shapes that were added lie in overlay-PROFILE.pptx, which opens in PowerPoint.
"""
from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reports import loader
from reports.adopting.seen import NEAR, SeenShape
from reports.problems import Place, Problem
from reports.validation import problems_of

_HEAD = """\
# Hand edits of the deck, kept over builds: written by `make_report.py adopt`. An entry that is deleted here is forgotten.
# "from" is what the outline gave when the edit was made; when the outline gives something else, the build says so.
"""
Change = Literal["text", "cell", "label", "notes", "place", "colour", "removed", "moved", "added"]
Value = str | list[float]


class Edit(BaseModel):
    """One change. `cell`: row and column, `label`: which text of a drawn figure, both counted from 1; `kept`: the slide in
    overlay.pptx that holds what was added; `after`: the slide that an added one follows."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    slide: str
    change: Change
    shape: str = ""
    cell: list[int] | None = Field(default=None, min_length=2, max_length=2)
    label: int | None = Field(default=None, ge=1)
    series: str = ""
    category: str = ""
    was: Value = Field(default="", alias="from")
    to: Value = ""
    after: str = ""
    kept: str = ""

    @property
    def address(self) -> tuple[Any, ...]:
        """What it changes: two entries of one address would meet."""
        place = (self.shape, tuple(self.cell or ()), self.label, self.series, self.category, self.kept)
        return self.slide, self.change, *place

    @property
    def where(self) -> str:
        """In words: what is changed."""
        part = f'"{self.shape}" on ' if self.shape else ""
        if self.cell:
            part = f"row {self.cell[0]}, column {self.cell[1]} of {part}"
        return f'{part}slide "{self.slide}"'


def given(shape: SeenShape, edit: Edit) -> str | list[float] | None:
    """What a shape has at the place that an entry changes (a record has digests of words); None where that place is no more."""
    match edit.change:
        case "place":
            return list(shape.box)
        case "colour":
            known = {(series, category): colour for series, category, colour in shape.colours}
            return known.get((edit.series, edit.category)) or known.get((edit.series, ""))
        case "cell" if edit.cell:
            row, column = edit.cell[0] - 1, edit.cell[1] - 1
            return shape.cells[row][column] if 0 <= row < len(shape.cells) and 0 <= column < len(shape.cells[row]) else None
        case "label" if edit.label:
            return shape.labels[edit.label - 1] if edit.label <= len(shape.labels) else None
    return shape.text


def same(now: object, value: object) -> bool:
    """Whether two values are one; places, when they are so near that a program may have rounded them."""
    if isinstance(now, list) and isinstance(value, list):
        return len(value) == len(now) and all(abs(a - b) <= NEAR for a, b in zip(now, value, strict=True))
    return now == value


class OverlayFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid")

    overlay: Literal[1]
    edits: list[Edit] = []


@dataclass(frozen=True)
class Overlay:
    """Entries with their places in the file, the deck of what was added, and a digest of both."""

    edits: tuple[Edit, ...] = ()
    places: tuple[Place, ...] = ()
    carrier: bytes = b""
    digest: str = ""


def names(profile: str) -> tuple[str, str]:
    """The two files of a profile's hand edits."""
    return f"overlay-{profile}.yaml", f"overlay-{profile}.pptx"


def read(folder: Path, profile: str, shown: str) -> tuple[Overlay | None, list[Problem]]:
    """The hand edits of a report's deck; None where there are none. `shown` is how problems call the folder."""
    name, carrier_name = names(profile)
    path, carrier = folder / name, folder / carrier_name
    if not path.is_file():
        return None, []
    data, problems = loader.load(path, f"{shown}/{name}")
    if data is None or problems:
        return None, problems
    try:
        file = OverlayFile.model_validate(data, strict=True)
    except ValidationError as error:
        return None, problems_of(error, data, OverlayFile)
    held = carrier.read_bytes() if carrier.is_file() else b""
    if not held and any(edit.kept for edit in file.edits):
        hint = 'bring it back, or delete the entries with "kept"'
        return None, [Problem(Place(f"{shown}/{name}"), f"{carrier_name} is missing, and holds what was added by hand", hint)]
    places = tuple(data["edits"].places) if "edits" in data else ()
    return Overlay(tuple(file.edits), places, held, digest(path.read_bytes(), held)), []


def digest(text: bytes, carrier: bytes) -> str:
    """By which a deck tells whether it was built with the edits that are here now."""
    return blake2b(text + carrier, digest_size=8).hexdigest()


# ---------------------------------------------------------------- writing
def written(edits: Iterable[Edit]) -> str:
    """The file. Every text in double quotes, so that nothing of it can be read as something else."""
    entries = [_entry(edit) for edit in edits]
    body = "edits:\n" + "".join(entries) if entries else "edits: []\n"
    return f"{_HEAD}overlay: 1\n{body}"


def _entry(edit: Edit) -> str:
    told = {"from", "to"} - ({"from"} if edit.change == "added" else {"to"} if edit.change == "removed" else set())
    fields = [(key, value) for key, value in edit.model_dump(by_alias=True).items() if value not in ("", None) or key in told]
    lines = [f"{key}: {_value(value)}" for key, value in fields]
    return "  - " + "\n    ".join(lines) + "\n"


def _value(value: str | int | Sequence[float]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(f'{number:g}' if isinstance(number, int) else f'{number:.2f}' for number in value)}]"
    return json.dumps(value, ensure_ascii=False)
