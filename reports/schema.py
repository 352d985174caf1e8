"""The outline language as JSON Schema (draft 2020-12): what an editor needs to complete and check while typing."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

import charts
from reports import blocks
from reports.head import DerivedFact, Fact
from reports.outline import PARTS, Outline

Schema = dict[str, Any]


def schema() -> Schema:
    """The schema of an outline.yaml; the models are its only source."""
    modules = {("block", name): blocks.kind(name).Model for name in blocks.names()}
    modules |= {("chart", name): charts.kind(name).Spec for name in charts.names()}
    models: list[type[BaseModel]] = [Outline, Fact, DerivedFact, *modules.values()]
    refs, made = models_json_schema([(model, "validation") for model in models], title="Chancery outline")
    definitions: Schema = made["$defs"]
    named = {model: refs[model, "validation"]["$ref"].rpartition("/")[2] for model in models}
    for (what, name), model in modules.items():
        _describe(definitions[named[model]], what, name, blocks.kind(name) if what == "block" else charts.kind(name))
    definitions["AnyFact"] = _any(f"#/$defs/{named[model]}" for model in (Fact, DerivedFact))
    definitions["AnyChart"] = _any(f"#/$defs/{named[modules['chart', name]]}" for name in charts.names())
    definitions["Block"] = {"anyOf": [_block(name, named[modules["block", name]], definitions) for name in blocks.names()]}
    outline = definitions.pop(named[Outline])
    for part in PARTS:
        outline["properties"][part] = {"anyOf": [{"type": "string", "description": "a file in the report's folder"},
                                                 outline["properties"][part]]}
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **outline, "title": "Chancery outline",
             "$defs": dict(sorted(definitions.items()))}
    made_whole: Schema = _referred(whole)
    return made_whole


def _referred(part: Any) -> Any:
    """The open choices (a fact, a chart, a block), which the models only name, as references to their definitions."""
    if isinstance(part, list):
        return [_referred(item) for item in part]
    if not isinstance(part, dict):
        return part
    if "x-chancery" in part:
        return {"$ref": f"#/$defs/{part['x-chancery'].lstrip('_')}"}
    return {key: _referred(value) for key, value in part.items()}


def _describe(definition: Schema, what: str, name: str, module: Any) -> None:
    """Title and help of a kind; a chart's `kind` is its name."""
    definition["title"] = f"{what} {name}"
    definition["description"] = (module.__doc__ or "").strip().splitlines()[0]
    if what == "chart":
        definition["properties"]["kind"] = {"const": name}


def _any(references: Iterable[str]) -> Schema:
    return {"anyOf": [{"$ref": reference} for reference in references]}


def _block(name: str, definition: str, definitions: Schema) -> Schema:
    """A block as typed: `- kind: fields`, `- kind: main value`, or the bare kind when it needs no fields."""
    model = blocks.kind(name).Model
    fields = definitions[definition]
    values: list[Schema] = [{"$ref": f"#/$defs/{definition}"}]
    if model.MAIN:
        values.append(fields["properties"][model.MAIN])
    typed: Schema = {"type": "object", "properties": {name: {"anyOf": values}}, "required": [name], "additionalProperties": False}
    if fields.get("required"):
        return typed
    values.append({"type": "null"})
    return {"anyOf": [typed, {"const": name}]}
