"""A paragraph as chunks: stretches that never break inside, with what stands between them.

A line may break at a space, after a hyphen, dash or slash between words, at a soft hyphen, where a dictionary allows, and
beside a picture (Unicode Standard Annex 14, class ID).
It never breaks at a no-break space or hyphen, in digits, before a mark that closes or before a `nobreak` run; on paper not
before a dash that stands alone; on slides not after a slash. There it is as hosts do (tests/measure_breaks.py,
tests/test_host_breaks.py).
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
# The pictures of Unicode Standard Annex 14 that break as ideographs do (classes ID, EB); the other signs are like letters there.
_PICTURE = ("\u231a\u231b\u23f0-\u23f3\u2600-\u2603\u2614\u2615\u2618\u261a-\u261f\u2639-\u263b\u2668\u267f\u26bd-\u26c8\u26cd"
            "\u26cf-\u26d1\u26d3\u26d4\u26d8\u26d9\u26dc\u26df-\u26e1\u26ea\u26f1-\u26f5\u26f7-\u26fa\u26fd-\u2704\u2708-\u270d\u2764"
            "\U0001f000-\U0001f0ff\U0001f200-\U0001f39b\U0001f39e-\U0001f3b4\U0001f3b7-\U0001f3bb\U0001f3bd-\U0001f49f\U0001f4a1"
            "\U0001f4a3\U0001f4a5-\U0001f4ae\U0001f4b0\U0001f4b3-\U0001f4ff\U0001f507-\U0001f516\U0001f525-\U0001f531"
            "\U0001f54a-\U0001f5d3\U0001f5dc-\U0001f5f3\U0001f5fa-\U0001f64f\U0001f680-\U0001f6ff\U0001f7d5-\U0001f7ff"
            "\U0001f90c-\U0001f9ff\U0001fa54-\U0001faff")
_SIGN = "\u2190-\u2211\u2214-\u2307\u230c-\u2328\u232b-\u275a\u2764-\u2767\u2776-\u27c4\u2900-\u2982\U0001f000-\U0001faff"
_MAYBE = re.compile(f"[-\u2010\u2013\u2014/\u00ad\u200b{_PICTURE}]")
# after a hyphen, an en dash or a slash between words of two letters or more; after an em dash between anything; on either
# side of a picture, but not before what closes and not after what opens
_AFTER = re.compile("(?<=[^\\W\\d_]{2}[-\u2010\u2013/])(?=[^\\W\\d_]{2})|(?<=\\S\u2014)(?=\\S)|\u00ad|\u200b|"
                    f"(?<=[-\\w{_SIGN}.,;:!?)\\]%\u2013\u2014\u2026/])(?=[{_PICTURE}])|(?<=[{_PICTURE}])(?=[\\w{_SIGN}(\\[])")
_LEFT = 3  # letters of a cut word that stay together in its last piece
_DASHES = frozenset("-\u2013\u2014")
_CLOSING = frozenset("!?;:.,)]}")  # never begin a line, whatever space stands before them
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
    pair: float = 0.0  # the width of the character that it begins with, if that lies beyond U+FFFF (two units of UTF-16); points

    @property
    def characters(self) -> int:
        return sum(len(text) for _, text in self.fragments)


class _Builder:
    """Collects chunks; `room` is the narrowest line, in points."""

    def __init__(self, ruler: Ruler, spans: Sequence[Span], room: float, language: str, kern: bool, host: bool) -> None:
        self.ruler, self.spans, self.room, self.language, self.kern, self.host = ruler, spans, room, language, kern, host
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
        parts = [part for chunk in self.chunks for part in self._narrow(chunk)]
        for part in parts:
            index, text = part.fragments[0]
            if text > "\uffff":
                part.pair = self._wide(index, text[0])
        return parts

    def _space(self, index: int, text: str, look: Look) -> None:
        if self.chunks:
            span = self.spans[index]
            self.chunks[-1].glue.append((index, text))
            self.chunks[-1].space += sum(look[c].width for c in text) * span.size + span.tracking * len(text)
            self.joined = False

    def _word(self, index: int, text: str, look: Look) -> None:
        span = self.spans[index]
        pieces = [_whole(text, look, span)] if span.nobreak else self._pieces(text, look, span)
        if self.chunks and (span.nobreak or (text in _DASHES and not self.host) or text[0] in _CLOSING):
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
        found = [m for m in _AFTER.finditer(text) if not self.host or text[m.end() - 1] != "/"] if _MAYBE.search(text) else []
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
        if not self.host and len(letters) - end < _LEFT:  # hosts do not look ahead
            end = max(start + 1, len(letters) - _LEFT)
        while end > start + 1 and (unicodedata.combining(letters[end][1]) or self._tied(letters, end)):
            end -= 1
        return end

    def _tied(self, letters: list[tuple[int, str, float]], place: int) -> bool:
        """Whether the letters on either side are a ligature: LibreOffice cuts none, though slides are not measured with them."""
        (index, one, _), (other, two, _) = letters[place - 1:place + 1]
        return not self.kern and index == other and self.ruler.tied(one + two, self.spans[index].face)

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


def chunks(ruler: Ruler, spans: Sequence[Span], room: float, language: str = "", kern: bool = True,
           host: bool = False) -> list[Chunk]:
    """The chunks of a paragraph, none wider than `room` points (but for a single character that is). `host`: as slide programs
    divide it, not as paper does."""
    return _Builder(ruler, spans, room, language, kern, host).all()
