"""An outline: its files read, its shape checked, the names it uses looked up. All problems at once, each at its place."""
from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, PrivateAttr, ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

import charts as chart_kinds
from charts.inputs import Node, Spec
from charts.rules import offered
from reports import cleaning, ledger_file, loader
from reports.blocks._body import Body, Entry
from reports.cleaning import Unfit, shown
from reports.head import Actor, Conflict, DataFile, DerivedFact, Fact, Limits, Report, Source, Term
from reports.issue import Issue
from reports.leaves import ConflictId, FactId, Name, SourceId
from reports.options import TEMPLATES
from reports.placed import Broken, PlacedDict, PlacedList, PlacedStr, place_of
from reports.problems import Place, Problem, did_you_mean, in_order
from reports.validation import problems_of, refusal

NAME = "outline.yaml"
PARTS = ("facts", "conflicts", "charts", "actors", "glossary", "body", "sources")  # may live in files of their own


class _Choice:
    """A model that the data itself chooses."""

    @classmethod
    def model_for(cls, data: Any) -> type[BaseModel] | None:
        """The model for this data; None when the data names none. Raises ValidationError where that is a problem."""
        raise NotImplementedError

    @classmethod
    def _read(cls, value: Any) -> Any:
        model = cls.model_for(value)
        if model is None:
            raise cls._refused(value)
        return model.model_validate(value, strict=True)

    @classmethod
    def _refused(cls, value: Any) -> ValidationError:
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls._read)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"x-chancery": cls.__name__}


class _AnyFact(_Choice):
    @classmethod
    def model_for(cls, data: Any) -> type[BaseModel]:
        return DerivedFact if isinstance(data, dict) and "formula" in data else Fact


class _AnyChart(_Choice):
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, dict) and (never := offered.refused(value)):
            raise refusal(never.what, never.hint, never.path, value, at_key=True, rule=never.rule)
        return super()._read(value)

    @classmethod
    def model_for(cls, data: Any) -> type[BaseModel] | None:
        kind = data.get("kind") if isinstance(data, dict) else None
        known = isinstance(kind, str) and kind in chart_kinds.names()
        spec: type[Spec] | None = chart_kinds.kind(str(kind)).Spec if known else None
        return spec

    @classmethod
    def _refused(cls, value: Any) -> ValidationError:
        kinds = chart_kinds.names()
        if not isinstance(value, dict):
            return refusal(f"a chart cannot be {shown(value)}", "write its fields, the kind first: kind: column", value=value)
        if "kind" not in value:
            return refusal("this chart has no \"kind\"", f"kinds: {', '.join(kinds)}", value=value)
        kind = value["kind"]
        what = f"chart kind {shown(kind)} is not known" if isinstance(kind, str) else f"a chart kind cannot be {shown(kind)}"
        return refusal(what, did_you_mean(str(kind), kinds, "kinds"), ("kind",), kind)


if TYPE_CHECKING:
    AnyFact = Fact | DerivedFact
    AnyChart = Spec
else:
    AnyFact, AnyChart = _AnyFact, _AnyChart


class Outline(Node):
    """Everything that a report says, as typed and checked for shape."""

    outline: Literal[1]
    report: Report
    sources: dict[SourceId, Source] = {}
    facts: dict[FactId, AnyFact] = {}
    conflicts: dict[ConflictId, Conflict] = {}
    actors: dict[Name, Actor] = {}
    glossary: list[Term] = []
    freshness: dict[str, Limits] = {}
    on_stale: Literal["hold", "print", "drop"] = "hold"
    data: dict[Name, DataFile] = {}
    charts: dict[Name, AnyChart] = {}
    body: Annotated[Body, Field(min_length=1)]
    _folder: Path = PrivateAttr(default=Path())
    _issue: Issue | None = PrivateAttr(default=None)

    @property
    def folder(self) -> Path:
        """The report's folder; files that the outline names lie in it."""
        return self._folder

    @property
    def issue(self) -> Issue | None:
        """Which edition is being made, and what has changed since the last; None outside an archive."""
        return self._issue


# ---------------------------------------------------------------- reading
def read(folder: Path, cache: Path | None = None, *, name: str = "",
         issue: Issue | None = None, templates: Path = TEMPLATES) -> tuple[Outline | None, list[Problem]]:
    """The outline of a report's folder, and every problem of its shape. None when the shape is wrong.

    `name` is how problems call the folder (default: as given, shortened when it lies under the present one). `cache` is a
    folder in which parsed files are remembered.
    """
    data, problems = typed(folder, cache, name=name)
    if data is None:
        return None, problems
    outline = None
    try:
        outline = Outline.model_validate(data, strict=True)
        outline._folder, outline._issue = folder, issue
    except ValidationError as error:
        problems += problems_of(error, data, Outline)
    problems += _lookups(data, templates)
    return outline, in_order(problems)


def typed(folder: Path, cache: Path | None = None, *, name: str = "") -> tuple[PlacedDict | None, list[Problem]]:
    """The outline as typed, with the parts that live in files of their own in their places. None when it cannot be read."""
    base = name or shortened(folder)
    data, problems = loader.load(folder / NAME, f"{base}/{NAME}", cache)
    if data is not None:
        problems += _include(data, folder, base, cache)
    return data, problems


def shortened(folder: Path) -> str:
    """A folder as problems call it: relative when it lies under the present one."""
    here, path = Path.cwd(), folder.absolute()
    return (path.relative_to(here) if path.is_relative_to(here) and path != here else folder).as_posix()


def _include(data: PlacedDict, folder: Path, base: str, cache: Path | None) -> list[Problem]:
    """Put the contents of files in the place of their names."""
    problems: list[Problem] = []
    for part in PARTS:
        name = data.get(part)
        if not isinstance(name, PlacedStr) or isinstance(name, Broken):
            continue
        try:
            path = cleaning.inside(folder, name)
            if path == (folder / NAME).resolve():
                raise Unfit(f'"{name}" is this file itself', f"write the {part} here, or name another file")
            if not path.is_file():
                cleaning.read_file(path, loader.BYTES, name)  # says why not, at the name
            table = part == "facts" and ledger_file.is_table(name)
            content, more = ledger_file.read(path, f"{base}/{name}") if table else loader.load_any(path, f"{base}/{name}", cache)
        except Unfit as unfit:
            content, more = None, [Problem(name.place, unfit.what, unfit.hint)]
        problems += more
        data[part] = Broken.at("", name.place) if content is None else content
    return problems


# ---------------------------------------------------------------- names that must exist
def _lookups(data: PlacedDict, templates: Path) -> list[Problem]:
    """References from field to field. Those inside text are looked up when it is composed."""
    return [*_sources_named(data), *_facts_named(data), *_uses(data), *_template(data, templates)]


def _names(data: PlacedDict, part: str) -> PlacedDict | None:
    """What a part of the outline names; None when the part could not be read, and nothing can be said."""
    found = data.get(part)
    if isinstance(found, Broken):
        return None
    return found if isinstance(found, PlacedDict) else PlacedDict(data.place)


def _absent(owner: PlacedDict, key: str, known: Collection[str] | None, what: str, where: str) -> Iterator[Problem]:
    """A problem for each name in a field (one, or a list) that is not known."""
    value = owner.get(key) if known is not None else None
    known = known or ()
    for index, name in enumerate(value if isinstance(value, list) else [value]):
        if isinstance(name, str) and not isinstance(name, Broken) and name and name not in known:
            place = place_of(owner, (key, index))
            hint = did_you_mean(name, known, where) if known else f"there are none yet: add it under {where}"
            yield Problem(place, f"{what} {shown(name)} is not in {where}", hint)


def _rows(data: PlacedDict, part: str) -> Iterator[PlacedDict]:
    return (row for row in (_names(data, part) or {}).values() if isinstance(row, PlacedDict))


def _sources_named(data: PlacedDict) -> Iterator[Problem]:
    known = _names(data, "sources")
    for part in ("facts", "data"):
        for row in _rows(data, part):
            yield from _absent(row, "source", known, "source", "sources")


def _facts_named(data: PlacedDict) -> Iterator[Problem]:
    known = _names(data, "facts")
    for row in _rows(data, "conflicts"):
        yield from _absent(row, "items", known, "fact", "facts")
        items = row.get("items")
        own = [item for item in items if isinstance(item, str)] if isinstance(items, PlacedList) else None
        yield from (p for group in _groups(row) for p in _absent(group, "same", own, "fact", "items"))
    for row in _rows(data, "facts"):
        yield from _absent(row, "supersedes", known, "fact", "facts")


def _groups(row: PlacedDict) -> Iterator[PlacedDict]:
    """The lists of `same`, each as if it stood alone under that key."""
    groups = row.get("same")
    for group in groups if isinstance(groups, PlacedList) else ():
        alone = PlacedDict(row.place)
        alone.put("same", group, row.place, getattr(group, "place", row.place))
        yield alone


_REFERRING = (("use", "charts", "chart"), ("charts", "charts", "chart"),
              ("conflict", "conflicts", "conflict"), ("data", "data", "table"))


def _uses(data: PlacedDict) -> Iterator[Problem]:
    """`use: trade`, `charts: [trade, loans]`, `conflict: C-03`, `data: trade` in blocks and charts."""
    fields = [*_rows(data, "charts"), *_block_fields(data.get("body"))]
    for owner in fields:
        for key, part, what in _REFERRING:
            yield from _absent(owner, key, _names(data, part), what, part)


def _block_fields(body: Any) -> Iterator[PlacedDict]:
    """The fields of every block, those inside other blocks as well; a bare value under its main field."""
    for entry in body if isinstance(body, list) else ():
        try:
            fields = Entry.fields_of(entry)
        except ValidationError:
            continue
        if isinstance(fields, PlacedDict):
            yield fields
            yield from _block_fields(fields.get("blocks"))


def _template(data: PlacedDict, templates: Path) -> Iterator[Problem]:
    known = [path.parent.name for path in templates.glob("*/theme.yaml")]
    report = _names(data, "report")
    asked = report.get("template") if report else None
    owner, key = (asked, "name") if isinstance(asked, PlacedDict) else (report, "template")
    if owner and not str(owner.get(key)).lower().endswith((".pptx", ".potx")):  # a file of the report's folder is read later
        yield from _absent(owner, key, known, "template", "templates")


# ---------------------------------------------------------------- for editors
def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the whole language, every kind of block and chart included."""
    from reports.schema import schema

    return schema()


__all__ = ["Entry", "Outline", "Place", "json_schema", "read", "shortened", "typed"]
