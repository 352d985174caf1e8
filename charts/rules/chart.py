"""What the rules look at: one chart with its words, its values in series, and its plan. And what they find."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel

from charts.inputs import Cell, Prose, Spec
from charts.native import Native

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule finds; `place` is where it was typed, None for the chart as a whole."""

    rule: str
    level: Level
    what: str
    hint: str
    place: Any = None


@dataclass(frozen=True, slots=True)
class Series:
    """Values under labels, in their order; `message`: the index of the row that the headline is about."""

    name: str
    labels: tuple[str, ...]
    cells: tuple[Cell, ...]
    message: int | None = None
    places: tuple[Any, ...] = ()
    paired: bool = False  # before and after of one row

    @property
    def numbers(self) -> tuple[float, ...]:
        """The stated values."""
        return tuple(cell.number for cell in self.cells if cell.number is not None)

    def __iter__(self) -> Iterator[tuple[str, Cell]]:
        return iter(zip(self.labels, self.cells))


@dataclass(frozen=True)
class Chart:
    """A planned chart. `spec` is resolved: cells filled, prose in its printed words. `table` holds the data rows, if any."""

    kind: str
    spec: Spec
    plan: Any = None
    native: Native | None = None
    table: Sequence[Mapping[str, Any]] | None = None
    as_of: str = ""
    language: str = "en"
    backing: tuple[str, ...] = ()

    @property
    def english(self) -> bool:
        """Whether the words can be read by rules about English."""
        return self.language.partition("-")[0] == "en"

    @property
    def headline(self) -> str:
        return " ".join(str(self.spec.headline).replace("\N{NO-BREAK SPACE}", " ").split())

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every value that the writer typed, wherever it stands."""
        return tuple(leaf for leaf in leaves(self.spec) if isinstance(leaf, Cell))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Every text of the chart but its headline and its alternative text."""
        own = {"headline", "alt", "waive", "kind"}
        return tuple(str(leaf) for name in type(self.spec).model_fields if name not in own
                     for leaf in leaves(getattr(self.spec, name)) if isinstance(leaf, str))

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """The same, but only what is printed as it was typed, with its place."""
        own = {"headline", "alt", "waive", "kind"}
        return tuple(leaf for name in type(self.spec).model_fields if name not in own
                     for leaf in leaves(getattr(self.spec, name)) if isinstance(leaf, Prose))

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The values by series; empty for a schematic."""
        if self.table is not None:
            return tuple(_columns(self.spec, self.table))
        return tuple(_rows(self.spec))

    @property
    def quantitative(self) -> bool:
        """Whether the chart encodes numbers as lengths, heights or places."""
        return self.spec.quantitative and any(s.numbers for s in self.series)

    @property
    def lone(self) -> Series | None:
        """The only series, where there is one."""
        return self.series[0] if len(self.series) == 1 else None

    @cached_property
    def said(self) -> str:
        """Note, subtitle and remarks of the rows as one text."""
        return " ".join(self.texts)


def chart(kind: str, spec: Spec, plan: Any = None, native: Native | None = None,
          table: Sequence[Mapping[str, Any]] | None = None, as_of: str = "", language: str = "en",
          backing: tuple[str, ...] = ()) -> Chart:
    """A chart to be judged; `as_of` (ISO 8601) is the report's own date, `language` its tag of BCP 47.

    `backing`: what the facts behind the chart's values say, such as the inputs of a derived one.
    """
    return Chart(kind, spec, plan, native, table, as_of, language, backing)


def leaves(value: Any) -> Iterator[Any]:
    """The cells, texts and numbers inside a model, a list or a mapping."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from leaves(getattr(value, name))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    elif value is not None:
        yield value


def _columns(spec: Any, table: Sequence[Mapping[str, Any]]) -> Iterator[Series]:
    """Each column that the chart names as a series; a value that is no number is missing."""
    names = getattr(spec, "y", None) or []
    x, message = str(getattr(spec, "x", "")), getattr(spec, "message", None)
    labels = tuple(str(record.get(x, "")) for record in table)
    for name in [names] if isinstance(names, str) else names:
        cells = tuple(Cell(number=_number(record.get(name))) for record in table)
        yield Series(name, labels, cells, labels.index(message) if message in labels else None)


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _rows(spec: Any) -> Iterator[Series]:
    """Rows with one value, or with one a series."""
    rows = getattr(spec, "rows", None) or []
    labels = tuple(str(getattr(row, "label", None) or getattr(row, "x", "") or "") for row in rows)
    places = tuple(getattr(row, "place", None) for row in rows)
    if rows and all(isinstance(getattr(row, "value", None), Cell) for row in rows):
        marked = [n for n, row in enumerate(rows) if getattr(row, "message", False)]
        yield Series("", labels, tuple(row.value for row in rows), marked[0] if marked else None, places)
    elif rows and all(isinstance(getattr(row, "values", None), list) for row in rows):
        for n, named in enumerate(getattr(spec, "series", None) or []):
            cells = tuple(row.values[n] or Cell() if n < len(row.values) else Cell() for row in rows)
            yield Series(str(getattr(named, "name", named)), labels, cells, None, places)
    else:
        yield from _pairs(rows, labels)


def _pairs(rows: Sequence[Any], labels: Sequence[str]) -> Iterator[Series]:
    """Rows with several values under names of their own, such as a beginning and an end: a series each."""
    for label, row in zip(labels, rows):
        fields = [(name, value) for name in getattr(type(row), "model_fields", {})
                  if isinstance(value := getattr(row, name), Cell)]
        if len(fields) > 1:
            names, cells = zip(*fields)
            yield Series(label, names, cells, 0 if getattr(row, "message", False) else None, (), True)


Check = Callable[[Chart], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id, its usual level, and the check."""

    id: str
    level: Level
    check: Check


@dataclass
class Book:
    """Collects the rules of a module; used as a decorator."""

    rules: list[Rule] = field(default_factory=list)

    def rule(self, name: str, level: Level) -> Callable[[Callable[[Chart], Iterable[tuple[Any, ...]]]], Check]:
        """Puts a check on the list. It yields (what, hint), and where they differ from the usual the place, the level."""
        def put(check: Callable[[Chart], Iterable[tuple[Any, ...]]]) -> Check:
            def found(made: Chart) -> Iterable[Finding]:
                for what, hint, *more in check(made):
                    place = more[0] if more else None
                    yield Finding(name, more[1] if len(more) > 1 else level, what, hint, place)

            found.__name__, found.__doc__ = check.__name__, check.__doc__
            self.rules.append(Rule(name, level, found))
            return found

        return put


__all__ = ["Book", "Chart", "Check", "Finding", "Level", "Prose", "Rule", "Series", "chart", "leaves"]
