"""Which of the possible breaks are taken: optimum fit for paper, first fit as slide programs do.

Optimum fit follows D. E. Knuth and M. F. Plass, "Breaking paragraphs into lines", Software: Practice and Experience 11
(1981): dynamic programming over the feasible lines, here for ragged-right setting, so a line's demerits are the square of
the room it leaves. Fewest lines come first; then runts, neighbouring hyphens and raggedness are weighed.
"""
from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import inf

from reports.text.chunks import Chunk

LINE = 1e4        # demerits of a line: more than any raggedness, so no paragraph gets longer to look better
LOOSE = 100.0     # of a line that is empty; falls with the square of the part left empty; the last line has none
HYPHEN = 4.0
HYPHENS = 40.0    # of a hyphen right under another
RUNT = 60.0       # of a last line that holds less than two words or seven characters
RUNT_WORDS, RUNT_CHARACTERS = 2, 7
_SLIP = 1e-6      # points by which sums of floats may err


def first_fit(chunks: Sequence[Chunk], first: float, rest: float, *, early: bool = False) -> list[int]:
    """Ends (exclusive) of the lines when each line takes what fits; `first` and `rest` are line widths in points.

    Where a character beyond U+FFFF is the first that has no room, LibreOffice stands between its two halves when it looks for
    a break, does not see the one right before it and takes the one before that. It does not where the space before the character
    has no room either, so that a wider line may hold less. `early` breaks so in any case: no wider line makes more lines.
    """
    ends: list[int] = []
    start, last, width, room = 0, 0, 0.0, first
    place = 0
    while place < len(chunks):
        chunk = chunks[place]
        if last > start and (chunk.cut or width + chunk.width > room + _SLIP):  # a word that will be cut begins on its own line
            last -= last == place > start + 1 and _unseen(chunk, room - width + _SLIP, early)
            ends.append(last)
            start, place, width, room = last, last, 0.0, rest
            continue
        if width + chunk.width + chunk.extra <= room + _SLIP or last <= start:
            last = place + 1
        width += chunk.width + chunk.space
        place += 1
    return [*ends, len(chunks)] if chunks else []


def _unseen(chunk: Chunk, room: float, early: bool) -> bool:
    """Whether LibreOffice does not see the break before a chunk that has so much room; points."""
    return 0.0 < chunk.pair > room and (early or room >= 0.0)


class _Paragraph:
    """Running sums that make the demerits of any line a matter of a few subtractions."""

    def __init__(self, chunks: Sequence[Chunk], first: float, rest: float) -> None:
        self.chunks, self.scale = chunks, LOOSE / max(rest, 1.0) ** 2
        starts = list(accumulate((chunk.width + chunk.space for chunk in chunks), initial=0.0))
        self.reach = [rest + start for start in starts[:-1]]  # how far a line that starts here may go
        self.reach[0] = first
        self.ends = [start + chunk.width for start, chunk in zip(starts, chunks)]
        words = (not chunks[i - 1].glue if i else False for i in range(len(chunks)))
        self.words = list(accumulate((0 if continued else 1 for continued in words), initial=0))
        self.letters = list(accumulate((chunk.characters for chunk in chunks), initial=0))

    def runt(self, start: int) -> float:
        """Demerits of a last line that starts here; a paragraph of one line is no runt."""
        words, letters = self.words[-1] - self.words[start], self.letters[-1] - self.letters[start]
        return RUNT if start and (words < RUNT_WORDS or letters < RUNT_CHARACTERS) else 0.0

    def line(self, start: int, end: int) -> float:
        """Demerits of the line of chunks start..end (exclusive); infinite if it is too wide."""
        chunk, last = self.chunks[end - 1], end == len(self.chunks)
        slack = self.reach[start] - self.ends[end - 1] - (0.0 if last else chunk.extra)
        if slack < -_SLIP and end - start > 1:
            return inf
        if last:
            return LINE + self.runt(start)
        stacked = HYPHENS if chunk.hyphen and start and self.chunks[start - 1].hyphen else 0.0
        return LINE + self.scale * slack * slack + (HYPHEN if chunk.hyphen else 0.0) + stacked


def demerits(chunks: Sequence[Chunk], ends: Sequence[int], first: float, rest: float) -> float:
    """What a way of breaking costs: the measure that `optimum` makes smallest."""
    if not chunks:
        return 0.0
    paragraph = _Paragraph(chunks, first, rest)
    return sum(paragraph.line(start, end) for start, end in pairwise([0, *ends]))


def optimum(chunks: Sequence[Chunk], first: float, rest: float) -> list[int]:
    """Ends (exclusive) of the lines with the fewest demerits. Time: chunks times the chunks of a line."""
    if not chunks:
        return []
    paragraph = _Paragraph(chunks, first, rest)
    count = len(chunks)
    best, back = [0.0] + [inf] * count, [0] * (count + 1)
    oldest = 0
    for end in range(1, count + 1):
        while oldest < end - 1 and paragraph.reach[oldest] < paragraph.ends[end - 1] - _SLIP:
            oldest += 1
        best[end], back[end] = _best_start(paragraph, best, oldest, end)
    ends = [count]
    while back[ends[-1]]:
        ends.append(back[ends[-1]])
    return ends[::-1]


def _best_start(paragraph: _Paragraph, best: list[float], oldest: int, end: int) -> tuple[float, int]:
    """The cheapest way to end a line here, and where that line starts; the fuller line wins a tie."""
    chunk = paragraph.chunks[end - 1]
    if chunk.hyphen or end == len(paragraph.chunks):  # rare: the long way
        return min((best[start] + paragraph.line(start, end), start) for start in range(oldest, end))
    reach, scale, far = paragraph.reach, paragraph.scale, paragraph.ends[end - 1] + chunk.extra
    found, where = inf, end - 1
    for start in range(oldest, end):
        slack = reach[start] - far
        if slack >= -_SLIP or start == end - 1:
            cost = best[start] + scale * slack * slack
            if cost < found:
                found, where = cost, start
    return found + LINE, where
