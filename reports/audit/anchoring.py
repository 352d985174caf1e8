"""Where a number of a finished file stands in the laid-out pages: the very paragraph, cell or label that put it there."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from reports.audit.laid import Unit
from reports.audit.said import Said, quantities
from reports.tracing.reading import Quantity

_AROUND = 24  # letters and digits on each side that are compared
_NEXT = 5  # of the text that stands beside
_GROUPS = {"text": "page", "table cell": "page", "chart's text": "page", "label": "page", "label of a chart": "page",
           "notes": "notes", "alternative text": "spoken", "actual text": "spoken", "table's summary": "spoken", "chart": "chart",
           "chart's stroke": "chart",
           "chart's workbook": "chart"}
_ANYWHERE = ("spoken",)  # the page of what is only spoken is not always told


@dataclass(frozen=True, slots=True)
class Anchor:
    """A number where it was laid out: from `start` to `end` of a unit's text."""

    unit: Unit
    start: int
    end: int


@lru_cache(maxsize=20_000)
def squeezed(text: str) -> tuple[str, list[int]]:
    """Letters and digits in small letters, and where each stood."""
    kept = [(c, i) for i, letter in enumerate(text) for c in letter.casefold() if c.isalnum()]
    return "".join(c for c, _ in kept), [i for _, i in kept]


class Anchors:
    """The numbers of one output's pages, found again by where they stand and by the words around them."""

    def __init__(self, units: Iterable[Unit], decimal: str = ".") -> None:
        self._decimal = decimal
        self._known: defaultdict[tuple[str, str, str], list[Anchor]] = defaultdict(list)
        self._ends: defaultdict[tuple[str, str], set[str]] = defaultdict(set)  # of the texts of a page, turned round
        self._starts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for unit in units:
            if unit.part in _GROUPS:
                bare = squeezed(unit.text)[0]
                self._starts[_place(unit.spot, unit.part)].add(bare[:_NEXT])
                self._ends[_place(unit.spot, unit.part)].add(bare[:-_NEXT - 1:-1])
            for q in quantities(unit.text, decimal) if unit.part in _GROUPS else ():
                self._known[(*_place(unit.spot, unit.part), _key(q.text))].append(Anchor(unit, q.start, q.end))

    def of(self, said: Said, q: Quantity) -> Anchor | None:
        """The number's own place, where some text of its page has it: the one with the words around it most alike."""
        if said.part not in _GROUPS:
            return None
        place, around = _place(said.spot, said.part), _sides(said.text, q.start, q.end)
        found = [(a, _sides(a.unit.text, a.start, a.end)) for a in self._known.get((*place, _key(q.text)), ())]
        fits = [(a, sides) for a, sides in found if self._fits(around[0], sides[0], self._ends[place])
                and self._fits(around[1], sides[1], self._starts[place])]
        return max(fits, key=lambda one: _alike(around, one[1]))[0] if fits else None

    @staticmethod
    def _fits(said: str, laid: str, others: set[str]) -> bool:
        """Whether one side can be the same place: the same letters as far as both go; past the end of a laid-out text, another.

        A reader may take cells that stand side by side for one text.
        """
        width = min(len(said), len(laid), _AROUND)
        if said[:width] != laid[:width]:
            return False
        rest = said[width:]
        return width == _AROUND or not rest or len(laid) > width or any(rest.startswith(o[:len(rest)]) for o in others if o)


    def whole(self, said: Said, text: str) -> Anchor | None:
        """The first number of a text of the same page that reads just so."""
        place = _place(said.spot, said.part)
        found = (a for q in quantities(text, self._decimal) for a in self._known.get((*place, _key(q.text)), ()))
        return next((a for a in found if _key(a.unit.text) == _key(text)), None)


def _place(spot: str, part: str) -> tuple[str, str]:
    group = _GROUPS[part]
    return ("", group) if group in _ANYWHERE else (spot, group)


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _sides(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before (turned round) and after."""
    return squeezed(text[:start])[0][:-_AROUND - 1:-1], squeezed(text[end:])[0][:_AROUND]


def _alike(one: tuple[str, str], other: tuple[str, str]) -> int:
    """How many letters next to the number are the same, on both sides."""
    return sum(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b))) for a, b in zip(one, other, strict=True))
