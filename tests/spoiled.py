"""An outline as a tired hand leaves it: fields of the wrong kind, gone, doubled, renamed, moved; stray letters, lost lines."""
from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

import yaml

Path = tuple[str | int, ...]

_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 12, 1.5, 10 ** 30, float("inf"), "", " ", "\t", "w" * 300, "\u00ad" * 50, "🎉", "العربية",
    "{A-001}", "{=A-001}", "{", "}", "{A-001|", "*bold", "[a](b)", "<b>&amp;", "a: b", "line\nline", "figure 1",
    "../../elsewhere", "http://x", "2021-13-45", "2021", "1e5", "5%", "−5", [], {}, [[]], [None], {"a": 1}, ["a", "b"])
_KEYS = ("title", "id", "kind", "text", "headline", "facts", "rows", "unit", "value", "unheard_of", 1)
_STRAY = ("\t", " ", "\n", "-", ":", "{", "}", '"', "'", "&a", "*a", "!!x", "|", ">", "\x07", "\ufeff", "é", "%", "@", "<", "#")


def spoiled(text: str, random: Random) -> str:
    """A YAML text with one to three faults: in what it says, or, one time in four, in how it is typed."""
    if random.random() < 0.25:
        return _mistyped(text, random)
    data = yaml.safe_load(text)
    for _ in range(random.choice((1, 1, 2, 3))):
        path = random.choice([path for path in _paths(data) if path])
        _spoil(_at(data, path[:-1]), path[-1], data, random)
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000))


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    yield path
    for key, inside in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _paths(inside, (*path, key))


def _at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


def _spoil(owner: Any, key: Any, whole: Any, random: Random) -> None:
    """One field made another: of any value, or of one that stands elsewhere; or gone, renamed, doubled, with a stray letter."""
    value = owner[key]
    match random.randrange(6):
        case 0 if isinstance(owner, dict):
            owner[random.choice(_KEYS)] = owner.pop(key)
        case 0:
            owner.insert(key, deepcopy(value))
        case 1:
            del owner[key]
        case 2:
            owner[key] = deepcopy(_at(whole, random.choice(list(_paths(whole)))))
        case 3 if isinstance(value, str):
            at = random.randrange(len(value) + 1)
            owner[key] = value[:at] + random.choice(_STRAY[2:-2]) + value[at:]
        case _:
            owner[key] = deepcopy(random.choice(_VALUES))


def _mistyped(text: str, random: Random) -> str:
    for _ in range(random.choice((1, 2, 5))):
        at, other = random.randrange(len(text)), random.randrange(len(text))
        match random.randrange(3):
            case 0:
                text = text[:at] + text[at + random.choice((1, 3, 40)):]
            case 1:
                text = text[:at] + random.choice(_STRAY) + text[at:]
            case _:
                text = text[:at] + text[other:other + 20] + text[at:]
    return text
