"""A paragraph as chunks: stretches that never break inside, with what stands between them.

A line may break at a space, after a hyphen, dash or slash between words, at a soft hyphen, where a dictionary allows.
It never breaks at a no-break space or hyphen, in digits, before a dash that stands alone, or before a `nobreak` run;
on slides (set without kerning) not after a slash, because their hosts do not (tests/measure_breaks.py).
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from reports.page import Span
from reports.text.hyphens import divisions
from reports.text.ruler import DROPPED, Look, Ruler

_SPACES = " \t\n\r\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f"
_TOKENS = re.compile(f"[{_SPACES}]+|[^{_SPACES}]+")
_MAYBE = re.compile("[-\u2010\u2013\u2014/\u00ad\u200b]")
# after a hyphen, an en dash or a slash between words of two letters or more; after an em dash between anything
_AFTER = re.compile("(?<=[^\\W\\d_]{2}[-\u2010\u2013/])(?=[^\\W\\d_]{2})|(?<=\\S\u2014)(?=\\S)|\u00ad|\u200b")
_LEFT = 3  # letters of a cut word that stay together in its last piece
_DASHES = frozenset("-\u2013\u2014")
_CUT_AFTER = frozenset("/.,;:?&=_-@\u2013\u2014)")
_DROP = str.maketrans("", "", DROPPED)
_NO_BREAK = "\u00a0\u2007\u202f "

Fragment = tuple[int, str]  # index of the span, text


class Piece(NamedTuple):
    """A part of a word: its width within the word, what it gains at the end of a line, whether that shows a hyphen."""

    text: str
    width: float
    extra: float = 0.0
    hyphen: bool = False


@dataclass(slots=True)
class Chunk:
    """An unbreakable stretch. `space`: width of the glue after it, `glue` its text; points."""

    fragments: list[Fragment]
    width: float
    extra: float = 0.0
    hyphen: bool = False
    space: float = 0.0
    glue: list[Fragment] = field(default_factory=list)
    cut: bool = False  # an emergency: the word was wider than the line

    @property
    def characters(self) -> int:
        return sum(len(text) for _, text in self.fragments)


class _Builder:
    """Collects chunks; `room` is the narrowest line, in points."""

    def __init__(self, ruler: Ruler, spans: Sequence[Span], room: float, language: str, kern: bool) -> None:
        self.ruler, self.spans, self.room, self.language, self.kern = ruler, spans, room, language, kern
        self.chunks: list[Chunk] = []
        self.joined = False  # does the next word continue the last chunk?

    def all(self) -> list[Chunk]:
        for index, span in enumerate(self.spans):
            look = self.ruler.look(span.face, self.kern)
            if span.nobreak and span.text:
                self._word(index, span.text, look)
                continue
            for token in _TOKENS.findall(span.text):
                (self._space if token[0] in _SPACES else self._word)(index, token, look)
        if self.chunks:
            self.chunks[-1].glue, self.chunks[-1].space = [], 0.0
        return [part for chunk in self.chunks for part in self._narrow(chunk)]

    def _space(self, index: int, text: str, look: Look) -> None:
        if self.chunks:
            span = self.spans[index]
            self.chunks[-1].glue.append((index, text))
            self.chunks[-1].space += sum(look[c].width for c in text) * span.size + span.tracking * len(text)
            self.joined = False

    def _word(self, index: int, text: str, look: Look) -> None:
        span = self.spans[index]
        pieces = [_whole(text, look, span)] if span.nobreak else self._pieces(text, look, span)
        if self.chunks and (span.nobreak or text in _DASHES):
            self._fuse()
        for piece in pieces:
            if self.joined and self.chunks:
                self._append(index, piece)
            else:
                self.chunks.append(Chunk([(index, piece.text)], piece.width, piece.extra, piece.hyphen))
            self.joined = False
        self.joined = True

    def _append(self, index: int, piece: Piece) -> None:
        last = self.chunks[-1]
        last.fragments.append((index, piece.text))
        last.width += piece.width
        last.extra, last.hyphen = piece.extra, piece.hyphen

    def _fuse(self) -> None:
        """The space after the last chunk becomes part of it."""
        last = self.chunks[-1]
        last.fragments += last.glue
        last.width += last.space
        last.glue, last.space = [], 0.0
        self.joined = True

    def _pieces(self, text: str, look: Look, span: Span) -> list[Piece]:
        found = [m for m in _AFTER.finditer(text) if self.kern or text[m.end() - 1] != "/"] if _MAYBE.search(text) else []
        cuts = {match.end(): match.group() == "\u00ad" for match in found}
        if self.language:
            cuts = dict.fromkeys(divisions(text, span.language or self.language), True) | cuts
        if not cuts:
            return [_whole(text, look, span)]
        return list(_divided(text, look, span, cuts))

    def _narrow(self, chunk: Chunk) -> list[Chunk]:
        """The chunk itself, or, if it is wider than the line, pieces that are not."""
        if chunk.width + chunk.extra > self.room:
            chunk.extra, chunk.hyphen = 0.0, False  # no room for the hyphen: divided without one, if at all
        if chunk.width <= self.room:
            return [chunk]
        letters = [(index, letter, wide) for index, text in chunk.fragments for letter, wide in self._letters(index, text)]
        parts: list[Chunk] = []
        start = 0
        while start < len(letters):
            end = self._reach(letters, start)
            parts.append(self._cut(letters[start:end]))
            start = end
        parts[-1].glue, parts[-1].space = chunk.glue, chunk.space
        parts[-1].cut = False
        return parts

    def _letters(self, index: int, text: str) -> list[tuple[str, float]]:
        span, drawn = self.spans[index], text.translate(_DROP)
        advances = self.ruler.advances(drawn, span.face, kern=False)
        return [(letter, advance * span.size + span.tracking) for letter, advance in zip(drawn, advances)]

    def _reach(self, letters: list[tuple[int, str, float]], start: int) -> int:
        """Where the piece that starts at `start` ends: at a no-break space, else after punctuation, else anywhere."""
        end, wide = start, 0.0
        while end < len(letters) and (end == start or wide + letters[end][2] <= self.room - 0.5):
            wide += letters[end][2]
            end += 1
        if end == len(letters):
            return end
        for place in range(end, start + 1, -1):
            if letters[place - 1][1] in _NO_BREAK:
                return place
        for place in range(end, (start + end) // 2, -1):
            if letters[place - 1][1] in _CUT_AFTER:
                return place
        if self.kern and len(letters) - end < _LEFT:  # on slides hosts do not look ahead
            end = max(start + 1, len(letters) - _LEFT)
        while end > start + 1 and unicodedata.combining(letters[end][1]):
            end -= 1
        return end

    def _cut(self, letters: list[tuple[int, str, float]]) -> Chunk:
        fragments: list[Fragment] = []
        for index, letter, _ in letters:
            if fragments and fragments[-1][0] == index:
                fragments[-1] = (index, fragments[-1][1] + letter)
            else:
                fragments.append((index, letter))
        index, text = fragments[-1]
        fragments[-1] = (index, text.rstrip(_NO_BREAK) or text)
        return Chunk(fragments, sum(self._wide(*fragment) for fragment in fragments), cut=True)

    def _wide(self, index: int, text: str) -> float:
        span = self.spans[index]
        return self.ruler.width(text, span.face, span.size, span.tracking, self.kern)


def _whole(text: str, look: Look, span: Span) -> Piece:
    word = look[text]
    return Piece(text, word.width * span.size + span.tracking * len(word.advances))


def _divided(text: str, look: Look, span: Span, cuts: dict[int, bool]) -> Iterator[Piece]:
    """The parts of a word. Within the word a part is as wide as there (kerned to its neighbour); at the end of a line it
    stands alone, with its hyphen."""
    advances = look[text].advances
    edges = [0, *sorted(place for place in cuts if 0 < place < len(text)), len(text)]
    done = 0
    for left, right in pairwise(edges):
        part = text[left:right]
        count = len(part.translate(_DROP))
        width = sum(advances[done:done + count]) * span.size + span.tracking * count
        hyphen = cuts.get(right, False) and right < len(text)
        alone = _whole(part + "-" * hyphen, look, span).width
        yield Piece(part, width, alone - width if right < len(text) else 0.0, hyphen)
        done += count


def chunks(ruler: Ruler, spans: Sequence[Span], room: float, language: str = "", kern: bool = True) -> list[Chunk]:
    """The chunks of a paragraph, none wider than `room` points (but for a single character that is)."""
    return _Builder(ruler, spans, room, language, kern).all()
