"""What one kind of block or chart, or one part of an outline, takes: from its model, its help and its example, for a writer."""
from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import charts
from charts.inputs import Spec
from reports import blocks
from reports.schema import Schema, schema

PARTS = ("report", "sources", "facts", "conflicts", "actors", "glossary", "freshness", "data")  # of an outline, but charts, body
_WORDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}
_OPEN = {"Block": "block", "AnyChart": "chart"}  # choices too wide to be listed in place
_FEW = 4  # choices that stand in a row with "or"
_WIDTH = 110


def page(name: str) -> str:
    """The page of a name; all of them, where a chart, a block and a part of the outline share it. Raises KeyError for others."""
    if name not in known():
        raise KeyError(name)
    whole = schema()
    pages = [_kind(what, name, registry.kind(name), whole["$defs"])
             for what, registry in (("chart", charts), ("block", blocks)) if name in registry.names()]
    if name in PARTS:
        pages.append(_part(name, whole["properties"][name], whole["$defs"]))
    return "\n".join("".join(f"{line}\n" for line in lines) for lines in pages)


def known() -> list[str]:
    """The names that have a page."""
    return sorted({*blocks.names(), *charts.names(), *PARTS})


# ---------------------------------------------------------------- pages, line by line
def _kind(what: str, name: str, module: Any, definitions: Schema) -> Iterator[str]:
    model = module.Spec if what == "chart" else module.Model
    common = set((Spec if what == "chart" else blocks.Block).model_fields)
    definition = next(d for d in definitions.values() if d.get("title") == f"{what} {name}")
    own = [field for field in definition["properties"] if field not in common]
    yield f"{name}, a kind of {what}"
    yield from _wrapped(module.__doc__, "  ")
    yield from _wrapped(model.__doc__, "  ")
    yield ""
    if own:
        yield "Fields (* must be there):"
        yield from _fields(definition, own, definitions, "  ")
    shared = [field + _star(definition, field) for field in definition["properties"] if field in common]
    yield from _wrapped(f"{'Besides, those' if own else 'Fields'} of every {what}: {', '.join(shared)}", "")
    yield ""
    yield "Example:"
    yield from _example(what, module.EXAMPLE)


def _part(name: str, part: Schema, definitions: Schema) -> Iterator[str]:
    kind, models = _value(part, definitions)
    yield f"{name}, a part of the outline: {_opened(kind)}"
    for model in models:
        yield ""
        yield from _wrapped(definitions[model].get("description"), "  ")
        yield "  Fields (* must be there):"
        yield from _fields(definitions[model], list(definitions[model]["properties"]), definitions, "    ", (model,))


def _fields(model: Schema, names: Sequence[str], definitions: Schema, indent: str, above: Sequence[str] = ()) -> Iterator[str]:
    """A line a field; under a list or a mapping of fields, those. `above`: models already open, which are not opened again."""
    width = max(len(name) for name in names) + 2
    for name in names:
        kind, models = _value(model["properties"][name], definitions)
        below = [one for one in models if one not in above]
        yield from _wrapped(_opened(kind) if below else kind, f"{indent}{name + _star(model, name):{width}} ")
        for one in below:
            inner = definitions[one]
            yield from _wrapped(inner.get("description"), f"{indent}    # ")
            yield from _fields(inner, list(inner["properties"]), definitions, f"{indent}    ", (*above, one))


def _example(what: str, example: str) -> Iterator[str]:
    """The example as it stands in an outline."""
    first, *rest = example.rstrip("\n").split("\n")
    if what == "block":
        yield from ("  body:", f"    - {first}", *(f"      {line}".rstrip() for line in rest))
    else:
        yield from ("  charts:", "    example:", *(f"      {line}".rstrip() for line in (first, *rest)),
                    "  body:", "    - chart: example")


# ---------------------------------------------------------------- words
def _value(part: Schema, definitions: Schema) -> tuple[str, list[str]]:
    """What a value may be, in words, and the models that say more of it."""
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        if name in _OPEN:
            return _OPEN[name], []
        return ("fields", [name]) if "properties" in definitions[name] else _value(definitions[name], definitions)
    if "enum" in part or "const" in part:
        choices = [str(one) for one in part.get("enum", [part.get("const")])]
        return " or ".join(choices) if len(choices) <= _FEW else f"one of {', '.join(choices)}", []
    if "anyOf" in part:
        found = [_value(one, definitions) for one in part["anyOf"] if one.get("type") != "null"]
        kinds = dict.fromkeys(one.get("description") or kind for one, (kind, _) in zip(part["anyOf"], found))
        return " or ".join(kinds), [model for _, models in found for model in models]
    if part.get("type") == "array":
        kind, models = _value(part.get("items", {}), definitions)
        return f"list of {kind}", models
    if part.get("type") == "object":
        values = part.get("additionalProperties")
        kind, models = _value(values if isinstance(values, dict) else {}, definitions)
        return f"by name, {kind}", models
    return _WORDS.get(part.get("type", ""), "anything"), []


def _opened(kind: str) -> str:
    """The same before a list of the fields meant."""
    for short, long in (("list of fields", "list, each with"), ("by name, fields", "by name, each with"), ("fields", "with")):
        kind = kind.replace(short, long)
    return kind


def _star(model: Schema, field: str) -> str:
    return "*" if field in model.get("required", ()) else ""


def _wrapped(text: str | None, before: str) -> list[str]:
    """Lines that start with what stands before; only the first of them if that is the name of a field."""
    after = before if not before.strip() or before.endswith("# ") else " " * len(before)
    return textwrap.wrap(" ".join((text or "").split()), _WIDTH, initial_indent=before, subsequent_indent=after)
