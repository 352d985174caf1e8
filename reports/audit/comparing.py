"""Each place of a finished file against what the outline gives there: numbers that are missing, changed or new."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reports.audit.said import Said, marks

Key = tuple[str, str, str]  # file, spot, part
_WIDE = 60  # characters shown on each side


@dataclass(frozen=True, slots=True)
class Change:
    """Numbers that stand in a place where others were expected; either may be none."""

    file: str
    spot: str
    part: str
    expected: str
    found: str
    words: str


def changes(finished: Iterable[Said], wanted: Iterable[Said]) -> list[Change]:
    """All differences in numbers, place by place, in reading order."""
    there, due = _placed(finished), _placed(wanted)
    return [change for key in dict.fromkeys([*due, *there]) for change in _in_place(key, there[key], due[key])]


def _placed(texts: Iterable[Said]) -> defaultdict[Key, list[tuple[str, str]]]:
    """The numbers of each place in order, each with the text around it."""
    made: defaultdict[Key, list[tuple[str, str]]] = defaultdict(list)
    for said in texts:
        made[said.file, said.spot, said.part] += [(mark, said.text) for mark in marks(said.text)]
    return made


def _in_place(key: Key, there: Sequence[tuple[str, str]], due: Sequence[tuple[str, str]]) -> list[Change]:
    if [m for m, _ in there] == [m for m, _ in due]:
        return []
    match = SequenceMatcher(None, [m for m, _ in due], [m for m, _ in there], autojunk=False)
    return [Change(*key, _all(due[a:b]), _all(there[c:d]), _around(there[c:d] or due[a:b]))
            for how, a, b, c, d in match.get_opcodes() if how != "equal"]


def _all(marked: Sequence[tuple[str, str]]) -> str:
    return ", ".join(mark for mark, _ in marked)


def _around(marked: Sequence[tuple[str, str]]) -> str:
    mark, text = marked[0]
    at = max(0, text.find(mark))
    return text[max(0, at - _WIDE):at + len(mark) + _WIDE].strip()
