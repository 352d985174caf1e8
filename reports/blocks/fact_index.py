"""Where each fact prints, as an annex: its value, its place in the source, and every theme and figure that rests on it."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from reports import blocks
from reports.blocks._body import Entry
from reports.blocks._table import Column, Tabled, TableModel, place, tabled
from reports.compose import Composer
from reports.document import Content, Rich, Run
from reports.layout.stage import Stage
from reports.page import Page
from reports.tracing import uses

EXAMPLE = """\
fact_index:
  headline: Each invented fact stands in a few places
"""
LABEL = "Where each fact prints"
APPENDIX = True
COLUMNS = (Column("Item", 0.5), Column("As printed", 2.4), Column("From", 0.8), Column("Stands in", 2.9))


class Model(TableModel):
    """`themes`: only the facts of these themes."""

    MAIN: ClassVar[str] = "themes"
    themes: list[str] = []


@dataclass(frozen=True)
class Spot:
    """A part of the report: what a reader calls it, and the anchor that its page is known by ("": none)."""

    name: str
    anchor: str = ""

    @property
    def run(self) -> Run:
        return Run(self.name, target=self.anchor, paged=bool(self.anchor))


def compose(model: Model, composer: Composer) -> Tabled:
    found: dict[str, dict[Spot, None]] = {}
    for spot, part in _spots(composer.outline.body, composer):
        for use in uses.in_model(part, spot.name, 0, ()):
            found.setdefault(use.fact, {})[spot] = None
    shown = [name for name in composer.ledger if name in found and _wanted(name, model, composer)]
    return tabled(model, composer, COLUMNS, [_row(name, found[name], composer) for name in shown])


def _wanted(name: str, model: Model, composer: Composer) -> bool:
    fact = composer.ledger[name]
    return fact.publish and (not model.themes or fact.theme in model.themes)


def _spots(body: Iterable[Entry], composer: Composer, within: Spot | None = None) -> Iterator[tuple[Spot, Any]]:
    """Every part that this profile prints, with the fields in which its facts are named. Blocks of a theme stand for it."""
    for entry in body:
        model = entry.model
        if model.profiles and composer.profile not in model.profiles:
            continue
        spot = within or _spot(entry, composer)
        yield spot, model
        for name in blocks.figures(entry.kind, model):
            if name in composer.outline.charts and composer.figure_number(name):
                yield (Spot(f"Figure\N{NO-BREAK SPACE}{composer.figure_number(name)}", f"fig-{name}"),
                       composer.outline.charts[name])
        yield from _spots(getattr(model, "blocks", None) or (), composer, spot)


def _spot(entry: Entry, composer: Composer) -> Spot:
    """A theme by its kicker or headline, any other block by its kicker, its title or its kind."""
    model, theme = entry.model, entry.kind == "theme"
    names = ("kicker", "title", *(("headline",) if theme else ()))
    typed = next((words for name in names if (words := getattr(model, name, None))), None)
    words = composer.words(typed, traced=False) if typed else _called(entry.kind)
    return Spot(words, f"theme-{model.id}" if theme and model.id else "")


def _called(kind: str) -> str:
    """What a kind of block prints above itself, or its name in words."""
    label = getattr(blocks.kind(kind), "LABEL", "")
    return label if label and isinstance(label, str) else kind.replace("_", " ").capitalize()


def _row(name: str, spots: Iterable[Spot], composer: Composer) -> tuple[Rich | str, ...]:
    fact = composer.ledger[name]
    origin = "Derived" if fact.derived else ", ".join(filter(None, (fact.source, fact.locator)))
    stands: list[Run] = []
    for spot in spots:
        stands += [Run("; ")] if stands else []
        stands.append(spot.run)
    return name, (Run(composer.ledger.written(name), facts=(name,)),), origin, tuple(stands)


def slides(content: Content, stage: Stage) -> list[Page]:
    """None: an index is looked things up in, not shown."""
    return []


__all__ = ["APPENDIX", "EXAMPLE", "LABEL", "Model", "compose", "place", "slides"]
