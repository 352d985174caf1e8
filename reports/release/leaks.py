"""The leak scan: does anything of what was taken out stand in the finished files?

Looked for are whole sentences and long runs of words, wherever else the writer may have said them too, and short runs, names and
numbers that no part of the release has any other reason to show. Case, spaces, line breaks, hyphens and punctuation do not count,
so a text that was broken over lines, hyphenated or set in capitals is still found.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reports.problems import Place, Problem
from reports.release.view import Secret

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n\s*\n")
_BREAKS = re.compile(r"[.;:!?()|\n]+")
_MARKUP = re.compile(r"\{[^{}]*\}|[*\\\[\]]")
_LONG, _SHORT = 8, 3  # words of a run that must not be repeated; of one that must not appear without reason
_LEAST = 12           # letters of a short run, so that chance does not make one
_TOLD = 20            # leaks told one by one

Channel = tuple[str, str]  # where in a file, and the text that stands there


class Needle(NamedTuple):
    """What is looked for. `squeezed`: letters and digits only; a single word (`whole`) counts only as a word of its own."""

    squeezed: str
    shown: str
    place: Place
    whole: bool = False
    short: bool = False


def squeezed(text: str) -> str:
    """Letters and digits, all in one case, nothing between them."""
    return "".join(_WORD.findall(text.casefold()))


def parted(text: str) -> str:
    """As `squeezed`, but what stands between stops stays apart, so that chance does not join the words of two neighbours."""
    return "\n".join(squeezed(part) for part in _BREAKS.split(text))


def words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


@dataclass(frozen=True)
class Kept:
    """What the release has a reason to show."""

    texts: Sequence[str]

    @cached_property
    def squeezed(self) -> str:
        return "\n".join(squeezed(_plain(text)) for text in self.texts)

    @cached_property
    def parted(self) -> str:
        return "\n".join(parted(_plain(text)) for text in self.texts)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for text in self.texts for word in words(_plain(text)))


def needles(secrets: Iterable[Secret], kept: Sequence[str], stated: Sequence[str] = (),
            common: frozenset[str] = frozenset()) -> list[Needle]:
    """What to look for. `kept`: all texts of the release; `stated`: those of its facts and sources, which may share a sentence
    with a fact that is held back; `common`: words that the program prints of its own accord."""
    reason, ledger = Kept(kept), Kept(stated)
    found: dict[tuple[str, bool], Needle] = {}
    for secret in secrets:
        for text in secret.texts:
            if secret.reserved:
                found[squeezed(text), True] = Needle(squeezed(text), text, secret.place, whole=len(words(text)) == 1)
                continue
            for needle in _of(_plain(text), secret.place):
                if not _excused(needle, reason, ledger, common):
                    found.setdefault((needle.squeezed, needle.whole), needle)
    return list(found.values())


def _excused(needle: Needle, reason: Kept, ledger: Kept, common: frozenset[str]) -> bool:
    """Whether the release has a reason of its own to show it."""
    if needle.whole:
        return needle.squeezed in reason.words or needle.squeezed in common
    if needle.short:
        return needle.squeezed in reason.parted
    return needle.squeezed in ledger.squeezed


def _of(text: str, place: Place) -> Iterator[Needle]:
    """Sentences, long runs, short runs and telling words of one text."""
    for sentence in _SENTENCE.split(text):
        said = _WORD.findall(sentence)
        if len(said) > _SHORT:
            yield Needle(squeezed(sentence), sentence.strip(), place)
        yield from (_run(said[i:i + _LONG], place) for i in range(len(said) - _LONG + 1))
        yield from _short_runs(sentence, place)
        yield from (Needle(word.casefold(), word, place, whole=True) for word in said if _tells(word))


def _short_runs(sentence: str, place: Place) -> Iterator[Needle]:
    for part in _BREAKS.split(sentence):
        said = _WORD.findall(part)
        runs = (_run(said[i:i + _SHORT], place, short=True) for i in range(len(said) - _SHORT + 1))
        yield from (run for run in runs if len(run.squeezed) >= _LEAST)


def _run(said: Sequence[str], place: Place, short: bool = False) -> Needle:
    return Needle(squeezed(" ".join(said)), " ".join(said), place, short=short)


def _tells(word: str) -> bool:
    """Whether a word alone gives something away: a number that is not round, a code, a name, a long word."""
    digits = sum(c.isdigit() for c in word)
    if word.isdigit():
        return len(word.strip("0")) > 2  # 300 stands on many an axis
    return digits > 2 or (digits > 0 and digits < len(word) > 3) or (word[:1].isupper() and len(word) > 3) or len(word) > 8


def _plain(text: str) -> str:
    """Without references and markup: no file shows them as typed."""
    return _MARKUP.sub(" ", text)


# ---------------------------------------------------------------- looking
def leaks(sought: Sequence[Needle], files: Mapping[str, Iterable[Channel]], own: str = "") -> list[Problem]:
    """A problem for every part that was taken out and every file that holds something of it: the longest that it holds.

    `own`: the program's own text, squeezed; a short run that stands in it says nothing.
    """
    found: dict[tuple[Place, str], tuple[Needle, str]] = {}
    for name, channels in files.items():
        for where, text in channels:
            for needle in present(sought, text):
                if not (needle.short and needle.squeezed in own):
                    before = found.get((needle.place, name), (needle, where))
                    found[needle.place, name] = max(before, (needle, where), key=lambda one: len(one[0].squeezed))
    told = [Problem(place, f'"{_cut(needle.shown)}" is held back, and stands in {name}: {where}',
                    "take it out where it is said again, or mark that part as high", rule="leak")
            for (place, name), (needle, where) in found.items()]
    more = len(told) - _TOLD
    return told if more <= 0 else [*told[:_TOLD], Problem(told[0].place, f"there are {more} more leaks", rule="leak")]


def present(sought: Sequence[Needle], text: str) -> Iterator[Needle]:
    """The needles that a text holds; the largest first, and what lies within one that is told already is not told again."""
    if not text:
        return
    whole, parts, own = squeezed(text), parted(text), frozenset(words(text))
    told: list[str] = []
    for needle in sorted(sought, key=lambda n: -len(n.squeezed)):
        there = needle.squeezed in (own if needle.whole else parts if needle.short else whole)
        if there and not any(needle.squeezed in one for one in told):
            told.append(needle.squeezed)
            yield needle


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "..."
