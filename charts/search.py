"""One place a label out of those that it may have, so that no two meet: a search that ends with an answer or with a proof.

It goes depth first, always with the label that has the fewest places left, and strikes out what each choice makes impossible
(forward checking); a label that ran out of places goes first in the next attempt. What is found is then improved, one label at a
time. An attempt that comes to its end without an answer has tried every way: there is none.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from charts.spots import Spot

_STEPS = 300  # choices an attempt may make
_PASSES = 4  # of the improvement
_MANY = 250  # places; from so many on they are compared as arrays


@dataclass
class Search:
    """`options[n]`: the places of label n, cheapest first. A set of places is an integer, one bit a place of all labels.

    `proven`, after `run` came back with None: whether every way was tried.
    """

    options: Sequence[Sequence[Spot]]
    gap: float
    most: int = _STEPS
    proven: bool = False
    spots: list[Spot] = field(default_factory=list)
    owner: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # of each label all its places
    clashes: dict[int, int] = field(default_factory=dict)
    weights: list[float] = field(default_factory=list)
    steps: int = 0
    laid: Any = None

    def run(self, attempts: int) -> tuple[Spot, ...] | None:
        """One place a label; None when every way was tried, or so many attempts have come to nothing."""
        for n, own in enumerate(self.options):
            self.starts.append(((1 << len(own)) - 1) << len(self.spots))
            self.spots += own
            self.owner += [n] * len(own)
        self.weights = [1.0] * len(self.starts)
        self.proven = not all(self.options)
        for _ in range(0 if self.proven else attempts):
            self.steps = 0
            found = self._go(dict(enumerate(self.starts)), {})
            if found is not None:
                return self._improved(found)
            if self.steps <= self.most:
                self.proven = True
                return None
        return None

    def _go(self, left: dict[int, int], taken: dict[int, int]) -> dict[int, int] | None:
        """The rest of the labels in the places that are left to them."""
        if not left:
            return taken
        label = min(left, key=lambda n: (left[n].bit_count() / self.weights[n], n))
        for spot in _bits(left[label]):
            self.steps += 1
            if self.steps > self.most:
                return None
            bad = self._clash(spot)
            rest = {n: places & ~bad for n, places in left.items() if n != label}
            starved = [n for n, places in rest.items() if not places]
            for n in starved:
                self.weights[n] += 1.0
            if not starved and (found := self._go(rest, {**taken, label: spot})) is not None:
                return found
        return None

    def _clash(self, spot: int) -> int:
        """The places of other labels that cannot be taken beside this one."""
        known = self.clashes.get(spot)
        if known is None:
            one, own = self.spots[spot], self.owner[spot]
            known = self._met(one) if len(self.spots) >= _MANY else sum(
                1 << n for n, other in enumerate(self.spots) if self.owner[n] != own and one.meets(other, self.gap))
            known &= ~self.starts[own]
            self.clashes[spot] = known
        return known

    def _met(self, one: Spot) -> int:
        """All places that meet one of them."""
        from charts.laid import Laid

        self.laid = self.laid or Laid(self.spots)
        return int.from_bytes(self.laid.bits(one, self.gap), "little")

    def _improved(self, found: dict[int, int]) -> tuple[Spot, ...]:
        """Each label moved to the cheapest place that the others leave, until nothing moves."""
        for _ in range(_PASSES):
            before = dict(found)
            for label, own in enumerate(self.starts):
                for other, spot in found.items():
                    own &= ~(self._clash(spot) if other != label else 0)
                found[label] = next(_bits(own))
            if found == before:
                break
        return tuple(self.spots[found[n]] for n in range(len(self.starts)))


def _bits(places: int) -> Iterator[int]:
    """The numbers of the places in a set, lowest first."""
    while places:
        low = places & -places
        yield low.bit_length() - 1
        places ^= low
