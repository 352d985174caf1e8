"""A list of blocks as a writer types it: one key, the kind; its value the fields, or just the main one.

Apart from `outline.py`, so that a block that holds blocks can use the same type.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from reports import blocks
from reports.blocks import Block
from reports.cleaning import shown
from reports.placed import PlacedDict
from reports.problems import did_you_mean
from reports.validation import moved, refusal


@dataclass(frozen=True)
class Entry:
    """One block of a body: its kind and the model of its fields."""

    kind: str
    model: Block

    @classmethod
    def _read(cls, value: Any) -> Entry:
        if isinstance(value, Entry):
            return value
        kind, fields = _kind_and_fields(value)
        try:
            return cls(kind, blocks.kind(kind).Model.model_validate(fields, strict=True))
        except ValidationError as error:
            raise moved(error, (kind,)) from None

    @classmethod
    def fields_of(cls, value: Any) -> Any:
        """The fields of an entry as typed, a bare value under its main field. Raises ValidationError for no entry."""
        return _kind_and_fields(value)[1]

    @classmethod
    def model_under(cls, kind: Any) -> type[BaseModel] | None:
        """The model of a kind's fields, for messages about them."""
        return blocks.kind(kind).Model if kind in blocks.names() else None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls._read)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"x-chancery": "Block"}


def _kind_and_fields(value: Any) -> tuple[str, Any]:
    """The kind of an entry and its fields as a mapping. Raises ValidationError when it is not an entry."""
    if isinstance(value, str):
        place = getattr(value, "place", None)  # of the bare kind: the fields that it has not stand there
        return _known(value, ()), PlacedDict(place) if place else {}
    if not isinstance(value, dict):
        raise refusal(f"a block cannot be {shown(value)}", "write its kind, a colon and its fields: - text: ...", value=value)
    if not value:
        raise refusal("a block cannot be empty", "write its kind, a colon and its fields: - text: ...", value=value)
    if len(value) != 1:
        names = ", ".join(f'"{key}"' for key in list(value)[:4])
        raise refusal(f"a block has one key, its kind, not {len(value)}: {names}", "indent the fields under the kind",
                      tuple(value)[1:2], value, at_key=True)
    kind = next(iter(value))
    return _known(kind, (kind,)), _fields(value, kind)


def _known(kind: str, location: tuple[str, ...]) -> str:
    if kind not in blocks.names():
        near = did_you_mean(kind, blocks.names(), "kinds")
        raise refusal(f"block kind {shown(kind)} is not known", near, location, at_key=True)
    return kind


def _fields(entry: dict[str, Any], kind: str) -> Any:
    """The fields of an entry; a bare value fills the main field. Keeps the place of the kind's key."""
    fields = entry[kind]
    if isinstance(fields, dict):
        return fields
    place = entry.keys_at[kind] if isinstance(entry, PlacedDict) else None
    made: dict[str, Any] = PlacedDict(place) if place else {}
    main = blocks.kind(kind).Model.MAIN
    if fields is not None and not main:
        needed = any(field.is_required() for field in blocks.kind(kind).Model.model_fields.values())
        hint = "write its fields one a line under it, each as key: value" if needed else f"write it alone: - {kind}"
        raise refusal(f'"{kind}" takes no bare value', hint, (kind,), fields)
    if isinstance(made, PlacedDict) and isinstance(entry, PlacedDict) and fields is not None:
        made.put(main, fields, entry.places[kind], entry.places[kind])
    elif fields is not None:
        made[main] = fields
    return made


Body = Annotated[list[Entry], Field(description="blocks in the order in which they print")]
