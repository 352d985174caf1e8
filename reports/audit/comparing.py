"""Each place of a finished file against what the outline gives there: numbers that are missing, changed or new.

Twice, because each sees what the other cannot. Against the file made anew, number by number in their order, down to number
formats and properties; and against the laid-out pages, so that what a renderer drops or changes is seen though it does so always.
"""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reports.audit.laid import Unit
from reports.audit.said import Said, marks, quantities

Key = tuple[str, str, str]  # file, spot, part
_WIDE = 60  # characters shown on each side
_DIGITS = re.compile(r"\d+")
_PRECISION = 12  # digits of a chart's value that must agree


@dataclass(frozen=True, slots=True)
class Change:
    """Numbers that stand in a place where others were expected; either may be none. `facts`: what the expected ones rest on."""

    file: str
    spot: str
    part: str
    expected: str
    found: str
    words: str
    facts: tuple[str, ...] = ()


# ---------------------------------------------------------------- against the file made anew
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
    return _cut(*reversed(marked[0]))


def _cut(text: str, mark: str) -> str:
    at = max(0, text.find(mark))
    start, end = at - _WIDE, at + len(mark) + _WIDE
    first = f"… {text[start:at].partition(' ')[2]}" if start > 0 else text[:at]
    last = f"{text[at + len(mark):end].rpartition(' ')[0]} …" if end < len(text) else text[at + len(mark):]
    return f"{first}{text[at:at + len(mark)]}{last}".strip()


# ---------------------------------------------------------------- against the laid-out pages
@dataclass(frozen=True, slots=True)
class _Kind:
    """Parts of the layout, and the parts of the finished file that must hold the same numbers: as often, or at all (`once`).
    `whole`: over the whole file, because the place is not told; `some`: not all of them must be there."""

    laid: tuple[str, ...]
    said: tuple[str, ...]
    once: bool = False
    whole: bool = False
    some: bool = False


_BRIEF = (_Kind(("text", "note mark", "label"), ("text", "note mark")),
          _Kind(("alternative text",), ("alternative text",), whole=True),
          _Kind(("bookmark", "text"), ("bookmark",), once=True, whole=True, some=True))
_DECK = (_Kind(("text", "note mark"), ("text", "table cell", "note mark")), _Kind(("notes",), ("notes", "notes, note mark")),
         _Kind(("alternative text",), ("alternative text",)), _Kind(("chart", "chart's stroke"), ("chart",), once=True),
         _Kind(("chart",), ("chart's workbook",), once=True), _Kind(("label of a chart",), ("chart's text",)))


def unlike(file: str, finished: Sequence[Said], laid: Sequence[Unit]) -> Iterator[Change]:
    """Numbers that are on a page and not in the file there, or the other way round."""
    for kind in _DECK if file == "deck" else _BRIEF:
        due = _counted(kind, ((u.spot, u.text) for u in laid if u.part in kind.laid))
        there = _counted(kind, ((s.spot, s.text) for s in finished if s.part in kind.said and not _own_number(s)))
        for spot in dict.fromkeys([*due, *there]):
            lacking, more = Counter() if kind.some else due[spot] - there[spot], there[spot] - due[spot]
            if lacking or more:
                texts = [u.text for u in laid if u.spot == spot and u.part in kind.laid] if lacking else [
                    s.text for s in finished if s.spot == spot and s.part in kind.said]
                first = next(iter(lacking or more))
                yield Change(file, spot, kind.said[0], ", ".join(lacking.elements()), ", ".join(more.elements()),
                             next((_cut(text, first) for text in texts if first in text), ""))


def _counted(kind: _Kind, texts: Iterable[tuple[str, str]]) -> defaultdict[str, Counter[str]]:
    made: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for spot, text in texts:
        found = _numbers(text, kind.once)
        where = made["the file" if kind.whole else spot]
        where.update(found)
        if kind.once:
            where.update({n: 1 - where[n] for n in set(found)})
    return made


def _numbers(text: str, value: bool) -> list[str]:
    """Every stretch of digits, and the numbers in words; a chart's value as one number."""
    if value and re.fullmatch(r"-?\d+\.?\d*(?:e[+-]?\d+)?", text):
        return [f"{float(text):.{_PRECISION}g}"]
    return [*_DIGITS.findall(text), *(" ".join(q.text.split()).casefold() for q in quantities(text) if q.spelled)]


def _own_number(said: Said) -> bool:
    """The number of a slide on its page of notes, which no layout sets."""
    return said.part == "notes" and said.spot == f"slide {said.text}"
