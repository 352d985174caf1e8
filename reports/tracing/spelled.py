"""Numbers in English words: cardinals, fractions, ordinals, multiples; and which of them are only a way of speaking."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from reports.tracing.vocabulary import ORDINALS, PARTS, SCALES, SMALL, TIMES

Form = Literal["number", "fraction", "ordinal", "times"]
_COUNT = "|".join([*SMALL, *SCALES])
_PART = "|".join(sorted({*PARTS, *(f"{p}s" for p in PARTS if p not in ("half", "halves"))}, key=len, reverse=True))
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_S = r"[\s\u00a0-]"
_CARDINAL = rf"(?:an?{_S})?(?:{_COUNT})(?:{_S}(?:and{_S})?(?:{_COUNT}))*(?:{_S}and{_S}a{_S}half(?:{_S}(?:{'|'.join(SCALES)}))?)?"
_ANY = re.compile(
    rf"(?<![\w-])(?P<halves>half{_S}an?{_S}(?P<of>{'|'.join(SCALES)}))(?!\w)"
    rf"|(?<![\w-])(?P<fraction>(?P<top>an?|{'|'.join(SMALL)}){_S}(?P<bottom>{_PART})|(?P<half>half))(?!\w)"
    rf"|(?<![\w-])(?P<cardinal>{_CARDINAL})(?!\w)"
    rf"|(?<![\w-])(?P<ordinal>(?:(?:{'|'.join(w for w in SMALL if w.endswith('ty'))})-)?(?:{_ORDINAL}))(?!\w)"
    rf"|(?<![\w-])(?P<fold>(?:{_COUNT})-?fold|{'|'.join(TIMES)})(?!\w)", re.IGNORECASE)
_GIVEN = re.compile(r"\b(the|both|all|these|those|other|our|its|his|her|their|either of the|between the|any|no|every)"
                    r"[\s\u00a0]+(?:\w+[\s\u00a0]+)?$", re.IGNORECASE)
_SHARE_OF = re.compile(r"[\s\u00a0]*(?:$|[.,;:)!?—–]|of\b|more\b|less\b|fewer\b|larger\b|smaller\b|higher\b|lower\b|as\b|in\b|"
                       r"from\b|to\b|on\b|since\b|that\b|and\b|or\b|is\b|are\b|was\b|were\b|\ufffc)")
_OF_HALF = re.compile(r"[\s\u00a0]+(of|the|an?|that|all|as|its|their|his|her|more|again)\b|[\s\u00a0]*(?:$|[.,;)])")
_PERIOD = re.compile(r"\b(first|second|other|latter|last)[\s\u00a0]+$", re.IGNORECASE)
_NAMED = re.compile(r"\b(part|chapter|section|volume|annex|phase|option|step)[\s\u00a0]+$", re.IGNORECASE)  # "Part two": a name
_IN_SO_MANY = re.compile(r"[\s\u00a0]+(?:in|out of)[\s\u00a0]+(?:every[\s\u00a0]+)?(?:\w*ty|two|three|four|five|six|ten|\d)")
_SPOKEN = {"third": ("party", "parties", "country", "countries", "world", "person"), "four": ("corners", "wheels")}


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words from `start` to `end`."""

    start: int
    end: int
    value: Fraction
    form: Form = "number"


def numbers(text: str) -> Iterator[Spelled]:
    """The numbers in words of a text, ways of speaking included."""
    for found in _ANY.finditer(text):
        start = found.start()
        if found["halves"]:
            yield Spelled(start, found.end(), Fraction(SCALES[found["of"].lower()], 2))
        elif found["fraction"]:
            yield from _fraction(text, found)
        elif found["cardinal"]:
            yield from _cardinals(text, start, found.end())
        elif found["ordinal"]:
            *tens, last = found.group().lower().split("-")
            yield Spelled(start, found.end(), Fraction(sum(SMALL[t] for t in tens) + ORDINALS[last]), "ordinal")
        else:
            word = found.group().lower()
            times = TIMES.get(word) or Fraction({**SMALL, **SCALES}[re.sub("-?fold$", "", word)])
            yield Spelled(start, found.end(), times, "times")


def _fraction(text: str, found: re.Match[str]) -> Iterator[Spelled]:
    """A half, two thirds; "a third round" is an ordinal, "one half" of a match is neither."""
    if found["half"]:
        yield Spelled(found.start(), found.end(), Fraction(1, 2), "fraction")
        return
    top, bottom = found["top"].lower(), found["bottom"].lower()
    many = bottom.endswith("s") and bottom != "halves"
    if not many and bottom not in ("half", "quarter") and not _SHARE_OF.match(text, found.end()):
        if top in ("a", "an"):
            yield Spelled(found.start("bottom"), found.end(), Fraction(ORDINALS[bottom]), "ordinal")
        return
    size = PARTS[bottom.removesuffix("s") if many else bottom]
    yield Spelled(found.start(), found.end(), Fraction(SMALL.get(top, 1), size), "fraction")


def _cardinals(text: str, start: int, end: int) -> Iterator[Spelled]:
    """A run of number words as one number, or several where they do not make one ("one and two")."""
    words = [(m.start(), m.end(), m.group().lower()) for m in re.finditer(r"[a-z]+", text[start:end], re.IGNORECASE)]
    at = 0
    while at < len(words):
        value, after = _value([w for _, _, w in words], at)
        if after == at:
            at += 1
            continue
        yield Spelled(start + words[at][0], start + words[after - 1][1], value)
        at = after


def _value(words: Sequence[str], at: int) -> tuple[Fraction, int]:
    """The number that begins at a word, and the index after it; the same index where none begins."""
    first = at
    if words[at] in ("a", "an"):
        at += 1
        if at == len(words) or words[at] not in SCALES:
            return Fraction(0), first
        total, group = Fraction(0), Fraction(1)
    else:
        total, group = Fraction(0), Fraction(0)
    joined = True
    while at < len(words):
        word = words[at]
        if word in SMALL and joined and _joins(group, SMALL[word]):
            group += SMALL[word]
            joined = SMALL[word] >= 20
        elif word in SCALES and group:
            group *= SCALES[word]
            joined = True
            if word != "hundred":
                total, group = total + group, Fraction(0)
        elif words[at:at + 3] == ["and", "a", "half"]:
            return _and_a_half(words, at, total + group)
        elif word == "and" and at + 1 < len(words) and words[at - 1] in SCALES and words[at + 1] in SMALL:
            pass
        else:
            break
        at += 1
    return total + group, at


def _joins(group: Fraction, more: int) -> bool:
    """Whether a small number goes on with what was said: after nothing, a hundred, or a ten."""
    return group % 100 == 0 or (group % 100 >= 20 and group % 10 == 0 and more < 10)


def _and_a_half(words: Sequence[str], at: int, so_far: Fraction) -> tuple[Fraction, int]:
    """"Two and a half", "one and a half million", "a million and a half"."""
    scale = SCALES.get(words[at - 1], 1)
    after = at + 3
    if after < len(words) and words[after] in SCALES:
        return (so_far + Fraction(1, 2)) * SCALES[words[after]], after + 1
    return so_far + Fraction(scale, 2), after


def is_idle(text: str, found: Spelled, unit: str, noun: str) -> bool:
    """Whether a number in words is only a way of speaking, and counts nothing that a reader would check.

    "One", "zero", "first" and "second" count only before a unit or a share; "the two sides" and "both three" name what is
    known already, unless a unit follows. "Half" counts as "half of", "half the", or at the end of a phrase.
    """
    word = text[found.start:found.end].lower()
    rest = text[found.end:]
    if noun in _SPOKEN.get(word, ()) or (rest.startswith("-") and not unit):
        return True
    if found.form == "ordinal":
        return found.value <= 2
    if found.form == "fraction":
        return word == "half" and (not _OF_HALF.match(rest) or bool(_PERIOD.search(text[:found.start])))
    if found.form == "times" or unit:
        return False
    if found.value <= 1:
        return not _IN_SO_MANY.match(rest)
    before = text[:found.start]
    if _NAMED.search(before):
        return True
    return bool(_GIVEN.search(before)) and not re.search(r"\b(million|billion|thousand|hundred|dozen)", word)
