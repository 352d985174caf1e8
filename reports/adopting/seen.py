"""A deck as a reader finds it, and the record of it that travels inside the deck.

The record says what the outline gave, so that what a person changed can be told from what the outline changed since. It holds
digests of the words and not the words: who takes a remark out of the notes before a deck leaves the house has taken it out.
"""
from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from typing import Any, Literal

Kind = Literal["text", "table", "chart", "group", "other"]
Box = tuple[float, float, float, float]  # x, y, width, height in points
Colour = tuple[str, str, str]            # series, category ("" for the whole series), "#RRGGBB"
Trait = tuple[str, str]                  # a kind of thing that is told when it changes, and what stands for it
VERSION = 1
FURNITURE = ("Footer", "Slide number", "Marking")  # how the names of shapes begin that every slide has
NEAR = 0.75  # points: programs round places when they save


@dataclass(frozen=True, slots=True)
class SeenShape:
    """`holder`: the type of its placeholder; `labels`: the texts inside a group; `data`: a digest of a chart's numbers and names;
    `looks`: a digest of each way in which its runs, its fill and its line look; `traits`: what is told when it changes."""

    key: str
    name: str
    kind: Kind
    id: str = ""
    holder: str = ""
    box: Box = (0.0, 0.0, 0.0, 0.0)
    text: str = ""
    cells: tuple[tuple[str, ...], ...] = ()
    labels: tuple[str, ...] = ()
    colours: tuple[Colour, ...] = ()
    data: str = ""
    looks: tuple[str, ...] = ()
    traits: tuple[Trait, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenSlide:
    """`id`: the number that Office keeps for it; paragraphs of text are divided by line feeds."""

    key: str
    id: int
    title: str
    notes: str
    shapes: tuple[SeenShape, ...]
    hidden: bool = False
    traits: tuple[Trait, ...] = ()

    def words(self, furniture: bool = True) -> Iterator[str]:
        """Every text of the slide, or without its furniture."""
        yield self.title
        yield self.notes
        for shape in (s for s in self.shapes if furniture or not s.name.startswith(FURNITURE)):
            yield shape.text
            yield from (cell for row in shape.cells for cell in row)
            yield from shape.labels


@dataclass(frozen=True, slots=True)
class SeenDeck:
    """`report`: its title; `edits`: a digest of the hand edits that it was built with, "" without any; `traits`: those of the
    whole, never none but in a record that was written before there were any."""

    slides: tuple[SeenSlide, ...]
    report: str = ""
    profile: str = ""
    edits: str = ""
    traits: tuple[Trait, ...] = ()


def digest(text: str) -> str:
    """What stands for a text in the record; nothing for no text."""
    return blake2b(text.encode(), digest_size=8).hexdigest() if text else ""


def digested(slide: SeenSlide) -> SeenSlide:
    """The slide with digests for words."""
    shapes = tuple(replace(s, text=digest(s.text), cells=tuple(tuple(map(digest, row)) for row in s.cells),
                           labels=tuple(map(digest, s.labels))) for s in slide.shapes)
    return replace(slide, title=digest(slide.title), notes=digest(slide.notes), shapes=shapes)


def dictionary(slides: Iterable[SeenSlide]) -> dict[str, str]:
    """Digest -> text, for all words of some slides."""
    return {digest(text): text for slide in slides for text in slide.words()}


# ---------------------------------------------------------------- the record
def record(deck: SeenDeck) -> str:
    """The deck's record as JSON, the same for the same deck."""
    held = {"record": VERSION, "report": deck.report, "profile": deck.profile, "edits": deck.edits,
            "traits": deck.traits, "slides": [_bare(asdict(digested(slide))) for slide in deck.slides]}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def _bare(value: Any) -> Any:
    """Without empty fields."""
    if isinstance(value, dict):
        return {key: _bare(entry) for key, entry in value.items() if entry or key in ("text", "key", "id", "name")}
    return [_bare(entry) for entry in value] if isinstance(value, list | tuple) else value


def recorded(text: str) -> SeenDeck:
    """The deck that a record describes. Raises ValueError for anything else."""
    try:
        held = json.loads(text)
        if held["record"] != VERSION:
            raise ValueError(f"a record of version {held['record']}")
        slides = tuple(_slide(slide) for slide in held["slides"])
        return SeenDeck(slides, str(held["report"]), str(held["profile"]), str(held["edits"]), _traits(held))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("the record of the deck is damaged") from error


def _slide(held: dict[str, Any]) -> SeenSlide:
    return SeenSlide(str(held["key"]), int(held["id"]), str(held.get("title", "")), str(held.get("notes", "")),
                     tuple(_shape(shape) for shape in held.get("shapes", ())), bool(held.get("hidden")),
                     _traits(held))


def _traits(held: dict[str, Any]) -> tuple[Trait, ...]:
    return tuple((str(kind), str(said)) for kind, said in held.get("traits", ()))


def _shape(held: dict[str, Any]) -> SeenShape:
    x, y, width, height = (float(side) for side in held.get("box", (0, 0, 0, 0)))
    return SeenShape(
        str(held["key"]), str(held["name"]), held["kind"], str(held["id"]), str(held.get("holder", "")), (x, y, width, height),
        str(held["text"]), tuple(tuple(map(str, row)) for row in held.get("cells", ())), tuple(map(str, held.get("labels", ()))),
        tuple((str(a), str(b), str(c)) for a, b, c in held.get("colours", ())), str(held.get("data", "")),
        tuple(map(str, held.get("looks", ()))), _traits(held))
