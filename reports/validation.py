"""What pydantic says, in the words of this program: each error with its place, the value as given, and what to do."""
from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from reports.cleaning import shown
from reports.placed import Broken, PlacedDict, step
from reports.problems import Place, Problem, did_you_mean

_MOST = 100  # errors explained one by one
Location = tuple[Any, ...]


# ---------------------------------------------------------------- raising
def told(what: str, hint: str = "", *, at_key: bool = False, rule: str = "") -> PydanticCustomError:
    """An error for a validator to raise whose sentences are printed as they are; `at_key` places it at the key."""
    return PydanticCustomError("told", "{what}", {"what": what, "hint": hint, "at_key": at_key, "rule": rule})


def refusal(what: str, hint: str = "", location: Location = (), value: Any = None, *, at_key: bool = False,
            rule: str = "") -> ValidationError:
    """As `told`, for a part of the value being validated."""
    details = InitErrorDetails(type=told(what, hint, at_key=at_key, rule=rule), loc=location, input=value)
    return ValidationError.from_exception_data("outline", [details])


def moved(error: ValidationError, under: Location) -> ValidationError:
    """The same errors with their locations under another."""
    lines = [InitErrorDetails(type=_type(e), loc=(*under, *e["loc"]), input=e["input"], ctx=e.get("ctx", {}))
             for e in error.errors(include_url=False)]
    return ValidationError.from_exception_data(error.title, lines)


def _type(error: Any) -> str | PydanticCustomError:
    kind: str = error["type"]
    return told(**error["ctx"]) if kind == "told" else kind


# ---------------------------------------------------------------- explaining
@dataclass(frozen=True, slots=True)
class Fault:
    """One error: where in the data, what is there, what the model wants. `labels`: the union members it speaks for."""

    kind: str
    path: Location
    labels: Location
    value: Any
    context: dict[str, Any]
    place: Place
    key_at: Place
    models: tuple[type[BaseModel], ...]

    @property
    def subject(self) -> str:
        """What the message is about: a key, or an item of a list."""
        last = self.path[-1] if self.path else "the file"
        if isinstance(last, int):
            parent = next((p for p in reversed(self.path) if isinstance(p, str)), "the list")
            return f'item {last + 1} of "{parent}"'
        return f'"{last}"' if self.path else last


def problems_of(error: ValidationError, data: Any, model: Any) -> list[Problem]:
    """The problems behind an error that `model` raised about `data` (placed). One problem for the members of a union."""
    found = error.errors(include_url=False)
    faults = [_fault(e, data, model) for e in found[:_MOST]]
    problems = [_said(group) for group in _grouped(f for f in faults if not isinstance(f.value, Broken))]
    if len(found) > _MOST:
        problems.append(Problem(data.place, f"{len(found) - _MOST} more problems", "mend those above first"))
    return problems


def _fault(error: Any, data: Any, model: Any) -> Fault:
    """An error with its location split into steps of the data and labels of the schema."""
    kinds = _resolved([model], data)
    path: list[Any] = []
    labels: list[Any] = []
    place = key_at = getattr(data, "place", Place(""))
    parent_kinds = kinds
    location = error["loc"]
    for index, part in enumerate(location):
        there, value, at = step(data, part)
        absent_key = error["type"] == "missing" and index == len(location) - 1
        if there and at is not None:
            key_at = data.keys_at[part] if isinstance(data, PlacedDict) else at
            place, parent_kinds, kinds = at, kinds, _resolved(_under(kinds, part), value)
            data = value
            path.append(part)
        elif _is_field(kinds, part):
            parent_kinds, kinds = kinds, _under(kinds, part)
            path += [part] if absent_key else []
        else:
            labels.append(part)
    return Fault(error["type"], tuple(path), tuple(labels), error["input"], error.get("ctx", {}), place, key_at,
                 tuple(_models(parent_kinds)))


def _grouped(faults: Iterable[Fault]) -> list[list[Fault]]:
    """Faults of one value together; where a member of a union fits better than the others, only that member's."""
    groups: dict[Location, list[Fault]] = {}
    for fault in faults:
        alone = not fault.labels or "[key]" in fault.labels or fault.kind in ("missing", "extra_forbidden")
        key = (fault.path, fault.kind) if alone else (fault.path,)
        groups.setdefault(key, []).append(fault)
    unions = {path for (path, *rest) in groups if not rest}
    deeper = {p for p in unions if any(q[:len(p)] == p and len(q) > len(p) for (q, *_) in groups)}
    return [group for (path, *rest), group in groups.items() if rest or path not in deeper]


def _said(group: Sequence[Fault]) -> Problem:
    first = group[0]
    at_key = first.kind == "extra_forbidden" or "[key]" in first.labels or first.context.get("at_key")
    what, hint = _SAYINGS.get(first.kind, _anything)(first) if len(group) == 1 else _either(group)
    return Problem(first.key_at if at_key else first.place, what, hint, rule=str(first.context.get("rule", "")))


# ---------------------------------------------------------------- sentences
Said = tuple[str, str]
_TEXT_HINTS = {"a mapping": 'put quotes around text that holds a colon or begins with "{"',
               "a list": 'put quotes around text that begins with "["', "nothing": "write the text, or leave the key out"}


_SEVERAL = "it draws one column; several are for the kinds lines, grouped, stacked, area, slope and small_multiples"


def _text(fault: Fault) -> Said:
    value = shown(fault.value)
    if value == "a list" and len(fault.path) == 3 and (fault.path[0], fault.path[2]) == ("charts", "y"):
        return f"{fault.subject} must be text, not {value}", _SEVERAL
    return f"{fault.subject} must be text, not {value}", _TEXT_HINTS.get(value, f"put quotes around it: {value}")


def _wanted(kind: str, hint: str) -> Callable[[Fault], Said]:
    def say(fault: Fault) -> Said:
        return f"{fault.subject} must be {kind}, not {shown(fault.value)}", hint

    return say


def _literal(fault: Fault) -> Said:
    options = _options(fault.context["expected"])
    if isinstance(fault.value, str) and fault.value not in options:
        return f"{fault.subject} cannot be {shown(fault.value)}", did_you_mean(fault.value, options, "it can be")
    hint = "write it without quotes" if str(fault.value) in options else f"it can be: {', '.join(options)}"
    return f"{fault.subject} cannot be {shown(fault.value)}", hint


def _options(expected: str) -> list[str]:
    return [option.strip("'\"") for option in expected.replace(" or ", ", ").split(", ")]


def _missing(fault: Fault) -> Said:
    *parents, name = fault.path
    owner = next((f'"{p}"' for p in reversed(parents) if isinstance(p, str)), "this file")
    if parents and isinstance(parents[-1], int):
        owner = f"item {parents[-1] + 1} of {owner}"
    return f'{owner} has no "{name}"', f"add it: {name}: ..."


def _extra(fault: Fault) -> Said:
    name = str(fault.path[-1])
    known = {field.alias or key for model in fault.models for key, field in model.model_fields.items()}
    return f'key "{name}" is not known here', did_you_mean(name, known, "keys") if known else "leave it out"


def _bound(words: str, name: str) -> Callable[[Fault], Said]:
    def say(fault: Fault) -> Said:
        return f"{fault.subject} must be {words} {fault.context[name]:g}, not {shown(fault.value)}", "change the number"

    return say


def _empty(fault: Fault) -> Said:
    least = fault.context.get("min_length", 1)
    if least > 1:
        return f"{fault.subject} needs {least} or more", "add what is missing"
    return f"{fault.subject} is empty", "fill it, or leave the key out"


def _custom(fault: Fault) -> Said:
    return str(fault.context["what"]), str(fault.context["hint"])


def _value_error(fault: Fault) -> Said:
    error = fault.context.get("error")
    sentence = str(error)
    if sentence == "must be text":
        return _text(fault)
    if sentence.startswith("must be"):
        unknown = ", or write: not stated" if fault.value is None and "fact id" in sentence else ""
        return f"{fault.subject} {sentence}, not {shown(fault.value)}", f"give {sentence.removeprefix('must be ')}{unknown}"
    return sentence[:1].lower() + sentence[1:], getattr(error, "hint", "") or f"look at {fault.subject}"


def _anything(fault: Fault) -> Said:
    return f"{fault.subject} cannot be {shown(fault.value)}", "look at the language in README.md"


_MEMBERS = {"string_type": "text", "bool_type": "true",  "int_type": "a whole number", "float_type": "a number",
            "list_type": "a list", "dict_type": "a mapping", "model_type": "a mapping", "model_attributes_type": "a mapping"}


def _either(group: Sequence[Fault]) -> Said:
    """One sentence for a value that fits no member of a union."""
    wanted: list[str] = []
    for fault in group:
        if fault.kind == "literal_error":
            wanted += [f'"{option}"' for option in _options(fault.context["expected"])]
        else:
            wanted.append("text" if str(fault.context.get("error")) == "must be text" else _MEMBERS.get(fault.kind, "right"))
            wanted += ["false"] if fault.kind == "bool_type" else []
    words = [w for w in dict.fromkeys(wanted) if w != "a whole number" or "a number" not in wanted]
    listed = " or ".join(words) if len(words) < 3 else f"{', '.join(words[:-1])} or {words[-1]}"
    return f"{group[0].subject} must be {listed}, not {shown(group[0].value)}", "write one of these"


_SAYINGS: dict[str, Callable[[Fault], Said]] = {
    "told": _custom,
    "value_error": _value_error,
    "missing": _missing,
    "extra_forbidden": _extra,
    "string_type": _text,
    "int_type": _wanted("a whole number", "write digits only, without quotes, unit or comma"),
    "float_type": _wanted("a number", "write a plain number, without quotes, unit or comma"),
    "bool_type": _wanted("true or false", "write true or false, without quotes"),
    "list_type": _wanted("a list", "start each item on a line of its own with a dash, or write [a, b]"),
    "dict_type": _wanted("a mapping", "write its fields one a line under it, each as key: value"),
    "model_type": _wanted("a mapping", "write its fields one a line under it, each as key: value"),
    "model_attributes_type": _wanted("a mapping", "write its fields one a line under it, each as key: value"),
    "literal_error": _literal,
    "greater_than": _bound("more than", "gt"),
    "greater_than_equal": _bound("at least", "ge"),
    "less_than": _bound("less than", "lt"),
    "less_than_equal": _bound("at most", "le"),
    "too_short": _empty,
    "string_too_short": _empty,
}


# ---------------------------------------------------------------- which model an error is about
def _under(kinds: Sequence[Any], part: Any) -> list[Any]:
    """The annotations that a part of a location leads to, from those of its parent."""
    found: list[Any] = []
    for kind in _flat(kinds):
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is list and isinstance(part, int):
            found.append(arguments[0])
        elif origin is dict and isinstance(part, str):
            found.append(arguments[1])
        elif hasattr(kind, "model_under"):
            found.append(kind.model_under(part))
        elif _has(kind, part):
            found += [f.annotation for key, f in kind.model_fields.items() if part in (key, f.alias)]
    return found


def _resolved(kinds: Sequence[Any], data: Any) -> list[Any]:
    """The same, with the model that the data itself chooses in place of a type that leaves the choice open."""
    return [kind.model_for(data) if hasattr(kind, "model_for") else kind for kind in _flat(kinds)]


def _is_field(kinds: Sequence[Any], part: Any) -> bool:
    """Whether a part that is not in the data is a field (missing, or filled by a bare value) and no schema label."""
    return any(_has(kind, part) for kind in _flat(kinds))


def _has(kind: Any, part: Any) -> bool:
    return _is_model(kind) and any(part in (key, f.alias) for key, f in kind.model_fields.items())


def _models(kinds: Sequence[Any]) -> list[type[BaseModel]]:
    return [kind for kind in _flat(kinds) if _is_model(kind)]


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _flat(kinds: Sequence[Any]) -> list[Any]:
    """Annotations without `Annotated` and unions."""
    found: list[Any] = []
    for kind in kinds:
        if get_origin(kind) is Annotated:
            found += _flat(get_args(kind)[:1])
        elif get_origin(kind) in (Union, types.UnionType):
            found += _flat(get_args(kind))
        elif kind is not None and kind is not type(None):
            found.append(kind)
    return found
