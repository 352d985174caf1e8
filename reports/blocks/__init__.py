"""Block kinds: one file each, found by its name, imported only when used.

A block file has a docstring (its one-line help), `Model` (the fields a writer may give; `MAIN` names the field that a bare
value fills), `EXAMPLE` (YAML), `compose(model, ctx)` (words and facts, no sizes), `place(content, room)` (print) and
`slides(content, stage)` (deck). One that shows a figure has `figure(model)`, its id; one that shows several, `figures(model)`.
"""
from __future__ import annotations

import functools
import importlib
from pathlib import Path
from types import ModuleType
from typing import ClassVar, Literal

from pydantic import model_validator

from charts.inputs import Node, Prose
from reports.validation import told

KINDS = Path(__file__).parent
Profile = Literal["minister", "official", "analyst"]


class Block(Node):
    """The fields that every block has."""

    MAIN: ClassVar[str] = ""

    id: str = ""
    title: Prose | None = None
    profiles: list[Profile] = []
    marking: str = ""
    notes: Prose | None = None
    slide: bool | Literal["only"] = True
    pdf: bool | Literal["only"] = True
    keep_together: bool = False
    page_break: bool = False
    waive: dict[str, str] = {}

    @model_validator(mode="after")
    def _somewhere(self) -> Block:
        """`pdf` is `slide` seen from the other side; together they must leave a place to stand in."""
        on_slides, on_paper = self.slide is not False and self.pdf != "only", self.pdf is not False and self.slide != "only"
        if not on_slides and not on_paper:
            raise told("this block stands neither in print nor on a slide", "leave pdf or slide out, or delete the block")
        return self

    @property
    def shown(self) -> bool | Literal["only"]:
        """Whether it has slides; "only" if it does not print."""
        return "only" if self.pdf is False or self.slide == "only" else self.slide is True and self.pdf is True


@functools.cache
def names() -> tuple[str, ...]:
    """The names of all block kinds, in alphabetical order."""
    return tuple(sorted(p.stem for p in KINDS.glob("*.py") if not p.stem.startswith("_")))


def kind(name: str) -> ModuleType:
    """The module of one kind. Raises KeyError when there is no such kind."""
    if name not in names():
        raise KeyError(name)
    return importlib.import_module(f"reports.blocks.{name}")


def figures(name: str, model: Block) -> list[str]:
    """The ids under which the figures of a block itself are numbered, in order; those of blocks inside it are theirs."""
    module = kind(name)
    if hasattr(module, "figures"):
        return list(module.figures(model))
    one = module.figure(model) if hasattr(module, "figure") else ""
    return [one] if one else []
