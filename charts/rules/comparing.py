"""Words for two values beside one another: more than, twice as many as, overtook."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import permutations, product

from charts.rules import amounts, meant
from charts.rules.amounts import COUNT, FRACTION, HOW, VALUE, Amount
from charts.rules.chart import Chart
from charts.rules.meant import Claim, Named, Part

_BARE = "more|higher|larger|greater|bigger|longer", "fewer|less|lower|smaller|shorter"  # with "than"
_ABOVE = _BARE[0] + r"|above|ahead of|exceed(?:s|ed)?|outnumber(?:s|ed)?|outweigh(?:s|ed)?|out(?:strips|stripped)"
_BELOW = _BARE[1] + r"|below|behind|trails?|trailed"
_THAN = re.compile(rf"(?<!no )(?<!not )\b(?:(?P<up>{_ABOVE})|(?P<down>{_BELOW}))\b", re.IGNORECASE)
_OTHERS = re.compile(r"\s(?:any|every|all|the)(?: the)? others?\b|\s(?:any|every)(?:one|body)? else\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:together|combined|in all|put together|in total)\b", re.IGNORECASE)
_OVERTOOK = re.compile(r"\b(?:overtook|overtakes|has overtaken|have overtaken)\b", re.IGNORECASE)
_DIFFERENCE = re.compile(rf"{VALUE}\s*$", re.IGNORECASE)
_AS = (r"\s+(?:as\s+\w+(?:\s+\w+){0,5}?\s+as\b|of (?:its|their) (?:level|value|size|height) (?:of|in)\b|that of\b|"
       r"those of\b|the \w+ (?:of|in)\b|what\b|its \w+ in\b)")
_TIMES = re.compile(rf"\b{HOW}(?:(?P<twice>twice|double)|(?P<once>{COUNT}\stimes)|(?:{FRACTION.split('(?=')[0]}))(?P<as>{_AS})",
                    re.IGNORECASE)
_OF_IT = re.compile(r"\s(?:(?:the|that of|those of)\s)?", re.IGNORECASE)
_LOOSE = re.compile(rf"\b{HOW}twice\b", re.IGNORECASE)


def compared(chart: Chart, part: Part) -> Iterator[Claim]:
    """More than, below: of the name before and the name after."""
    for found in _THAN.finditer(part.text):
        after = part.text[found.end():]
        bare = found.group().lower() in "|".join(_BARE).split("|")
        than = re.search(r"\bthan\b", after)
        split = found.end() + than.end() if bare and than else found.end()
        if (bare and not than) or re.match(rf"\s(?:zero\b|{VALUE})", part.text[split:], re.IGNORECASE):
            continue
        if others := _OTHERS.match(part.text[split:]):
            yield from _against_all(chart, part, found, split + others.end(), bool(found.group("up")))
            continue
        one, other = _sides(chart, part, split)
        if not one or not other:
            continue
        up = bool(found.group("up"))
        if re.search(r"\bnever\s$", part.text[:found.start()], re.IGNORECASE):
            yield from _never(chart, part, found, other, up)
            continue
        said = _DIFFERENCE.search(part.text[:found.start()].rstrip()) if bare else None
        one, other = (meant.at(chart, part, name) for name in (one, _summed(chart, part, split) or other))
        holds, rows = _pairwise(chart, one, other, up, amounts.value(said) if said else None)
        end = max(split, other.end)
        yield Claim(part.start + (said.start() if said else found.start()), part.start + end,
                    part.text[found.start():end], holds, rows, numbers=bool(said))


def _never(chart: Chart, part: Part, found: re.Match[str], other: Named, up: bool) -> Iterator[Claim]:
    """Never higher than then: of no value."""
    beyond = [v for line in meant.meant(chart, part.text) for v in line.stated
              if other.stated and (v > other.stated[0] if up else v < other.stated[0])]
    yield Claim(part.start + found.start(), part.start + other.end, f"never {part.text[found.start():other.end]}", not beyond,
                f"{next(iter(beyond), 0.0):,g} is {'above' if up else 'below'} {next(iter(other.stated), 0.0):,g}")


def _sides(chart: Chart, part: Part, split: int) -> tuple[Named | None, Named | None]:
    """The last name before a place of a part, and the first close after it; "its level of 2015": what is now, and then.

    Where the part names nothing before it, what the headline named last is meant.
    """
    text = part.text
    there = meant.names(chart, text)
    if not any(n.end <= split for n in there):
        earlier = meant.names(chart, chart.headline[:part.start], moments=False)
        there = [replace(n, start=0, end=0) for n in earlier] + there
    after = [n for n in there if n.start >= split and len(text[split:n.start].split()) <= 4]
    before = [n for n in there if n.end <= split]
    if after and before:
        same = [n for n in before if n.series == after[0].series]
        return (same[-1] if same else None), after[0]
    if after and meant.moment(after[0].name) and not after[0].series and len(chart.series) == 1:
        line = meant.lines(chart)[0]
        if line.timed and line.values and line.values[-1] is not None:
            return Named(0, 0, "the last value", (line.values[-1],), False), after[0]
    return None, None


def _summed(chart: Chart, part: Part, split: int) -> Named | None:
    """Several names of rows together, after a place of the text."""
    there = [n for n in meant.names(chart, part.text) if n.start >= split and not n.series]
    if len(there) < 2 or not _TOGETHER.search(part.text):
        return None
    total = sum(v for n in there for v in n.stated)
    return Named(there[0].start, there[-1].end, " and ".join(n.name for n in there), (total,), False)


def _against_all(chart: Chart, part: Part, found: re.Match[str], end: int, up: bool) -> Iterator[Claim]:
    """More than any other, or than all others together."""
    there = [n for n in meant.names(chart, part.text, moments=False) if n.end <= end and not n.series]
    if len(chart.series) != 1 or not there or not there[-1].stated:
        return
    own, every = there[-1].stated[0], list(chart.series[0].numbers)
    every.remove(own)
    rivals = [sum(every)] if _TOGETHER.search(part.text) else every
    best = max(rivals, default=own) if up else min(rivals, default=own)
    yield Claim(part.start + found.start(), part.start + end, part.text[found.start():end], own > best if up else own < best,
                f"{there[-1].name} has {own:,g}, against {best:,g}")


def _pairwise(chart: Chart, one: Named, other: Named, up: bool, by: Amount | None) -> tuple[bool, str]:
    """Whether the one is more (`up`), or less, than the other under a label at least; and where it is said, by how much."""
    pairs = [(a, b) for a, b in zip(one.values, other.values) if a is not None and b is not None]
    right = [(a, b) for a, b in pairs if (a > b if up else a < b)]
    told = _told(one, other, pairs)
    if not right or by is None:
        return bool(right), told
    scales = amounts.scales(chart.spec.unit or "")
    if by.unit == "percent" and not meant.percent(chart):
        return any(b and by.fits(abs(a - b) / abs(b) * 100) for a, b in right), told
    return any(by.fits(abs(a - b) * scale) for a, b in right for scale in scales), told


def _told(one: Named, other: Named, pairs: Sequence[tuple[float, float]]) -> str:
    """What the rows show of both, the first of their values."""
    return f"{one.name} has {pairs[0][0]:,g} and {other.name} {pairs[0][1]:,g}" if pairs else "the rows do not state both"


def overtook(chart: Chart, part: Part) -> Iterator[Claim]:
    """Overtook: below at first, above at last; in a year that is named: below right before it, and above in it."""
    for found in _OVERTOOK.finditer(part.text):
        one, other = _sides(chart, part, found.end())
        if not one or not other or not one.series:
            continue
        pairs = _until(chart, part, one, other)
        if len(pairs) > 1:
            holds = pairs[0][0] <= pairs[0][1] and pairs[-1][0] > pairs[-1][1]
            yield Claim(part.start + found.start(), part.start + found.end(), found.group(), holds,
                        f"{one.name} goes from {pairs[0][0]:,g} to {pairs[-1][0]:,g}, {other.name} from {pairs[0][1]:,g} "
                        f"to {pairs[-1][1]:,g}")


def _until(chart: Chart, part: Part, one: Named, other: Named) -> list[tuple[float, float]]:
    """The stated values of both, side by side; where the words name one moment, those of it and of the one before."""
    pairs = [(n, a, b) for n, (a, b) in enumerate(zip(one.values, other.values)) if a is not None and b is not None]
    named = [n.name for n in meant.names(chart, part.text) if not n.series and not meant.framing(part.text, n)]
    if len(named) == 1 and named[0] in chart.series[0].labels:
        at = chart.series[0].labels.index(named[0])
        pairs = [pair for pair in pairs if pair[0] <= at][-2:]
    return [(a, b) for _, a, b in pairs]


def ratios(chart: Chart, part: Part) -> Iterator[Claim]:
    """Twice as many as, three times that of; "twice" alone of any two values."""
    seen: set[int] = set()
    for found in _TIMES.finditer(part.text):
        seen.add(found.start())
        said = _factor(found)
        one, other = _sides(chart, part, found.end())
        if not said:
            continue
        if one and other:
            holds, rows = _times(chart, part, one, other, said)
        else:
            holds, rows = _some(chart, part, said.fits), "no two values stand so"
        yield Claim(part.start + found.start(), part.start + found.end(), found.group(), holds, rows, numbers=True)
    for found in _LOOSE.finditer(part.text):
        if found.start() not in seen and not any(cell.number == 2 for cell in chart.cells) \
                and not re.match(r"\s(?:a|in|since)\b|\s*$", part.text[found.end():]):
            said = Amount(2.0, "", (found.group("how") or "").lower())
            one, other = _sides(chart, part, found.end())
            if one and other and _OF_IT.fullmatch(part.text[found.end():other.start]):
                holds, rows = _times(chart, part, one, other, said)
            else:
                holds, rows = _some(chart, part, said.fits), "no two values stand so"
            yield Claim(part.start + found.start(), part.start + found.end(), found.group(), holds, rows)


def _times(chart: Chart, part: Part, one: Named, other: Named, said: Amount) -> tuple[bool, str]:
    """Whether one stands in a ratio to the other, at the labels that the words name, else at one at least."""
    one, other = meant.at(chart, part, one), meant.at(chart, part, other)
    pairs = [(a, b) for a, b in (zip(one.values, other.values) if one.series == other.series
                                 else product(one.values, other.values)) if a is not None and b]
    return any(said.fits(a / b) for a, b in pairs), _told(one, other, pairs)


def _factor(found: re.Match[str]) -> Amount | None:
    how = (found.group("how") or "").lower()
    if found.group("twice"):
        return Amount(2.0, "", how)
    if found.group("once"):
        return Amount(float(amounts.count(found)), "", how)
    return amounts.fraction(found)


def _some(chart: Chart, part: Part, true: Callable[[float], bool]) -> bool:
    """Whether it is true of one value over another."""
    values = [abs(n) for line in meant.meant(chart, part.text) for n in line.stated]
    return any(a and true(b / a) for a, b in permutations(values, 2))
