"""Texts end to end, found again by a number and the words around it."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from reports.audit.anchoring import squeezed

_WINDOW = 14  # letters and digits on each side that must agree
_LEAST = 6  # that must stand in it besides the number itself, unless it is the whole text


class Index:
    """Some texts; spaces, marks and capitals do not count."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._bare = [squeezed(text) for text in texts]

    @cached_property
    def _whole(self) -> tuple[str, list[int]]:
        """All in one text, and where each begins."""
        starts, at = [], 0
        for bare, _ in self._bare:
            starts.append(at)
            at += len(bare) + 1
        return "".join(f"{bare}\n" for bare, _ in self._bare), starts

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """(text, character, whether it is sure) of every place where a number stands with the words around it.

        On each side the same letters stand, up to a window's width or to where one of the two texts begins or ends: a paragraph
        may be printed behind "Note:", or go on on another page. With too few words around it the whole text must be the same,
        and even so it is not sure: others may read the same.
        """
        letters, places = squeezed(text)
        first, last = bisect_right(places, start - 1), bisect_right(places, end - 1)
        low, high = max(0, first - _WINDOW), min(len(letters), last + _WINDOW)
        seen: set[tuple[int, int]] = set()
        certain = False
        for a, b in ((low, high), (low, last), (first, high)):
            if certain or b - a - (last - first) < (_LEAST if (a, b) != (0, len(letters)) else 0):
                continue
            for number, at in self._places(letters[a:b]):
                place = at + first - a
                bare, own = self._bare[number]
                before = _agreed(bare[:place], letters[:first])
                after = _agreed(bare[place + last - first:][::-1], letters[last:][::-1])
                sure = before + after >= _LEAST
                if min(before, after) >= 0 and (sure or bare == letters) and (number, place) not in seen:
                    seen.add((number, place))
                    certain = certain or sure
                    yield number, own[place], sure

    def _places(self, window: str) -> Iterator[tuple[int, int]]:
        """(text, letter) of every place where some letters stand."""
        whole, starts = self._whole
        at = -1
        while (at := whole.find(window, at + 1)) >= 0:
            number = bisect_right(starts, at) - 1
            yield number, at - starts[number]


def _agreed(one: str, other: str) -> int:
    """How many last letters two stretches share, as far as both reach into the window; -1 where they differ there."""
    width = min(_WINDOW, len(one), len(other))
    return width if one[len(one) - width:] == other[len(other) - width:] else -1
