"""Words for a place among the rows: highest, second largest, comes first, peaked, grew the most."""
from __future__ import annotations

import re
from collections.abc import Iterator

from charts.rules import meant
from charts.rules.chart import Chart
from charts.rules.direction import MOVED
from charts.rules.meant import Claim, Part

_NUMERALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_PLACE = r"(?:(?P<place>second|third|fourth|fifth)[\s-])?"
_CHANGE = r"(?!\s(?:\w+\s)?(?:rise|increase|fall|drop|decline|growth|change|gain|jump|gap|difference|loss)\b)"
_HAS = r"(?:the|has|have|had|takes?|took|gets?|got|brings?|brought|handles?|handled|sends?|sent)"
_GREATEST = re.compile(rf"\b{_PLACE}(?:{_HAS} most(?! of\b)(?=\s\w+)|highest|largest|biggest|greatest|longest|record|"
                       rf"peak(?:s|ed)?)\b{_CHANGE}", re.IGNORECASE)
_LEAST = re.compile(rf"\b{_PLACE}(?:(?<!at )least(?=\s\w+)|lowest|smallest|fewest|shortest|record low|bottomed)\b{_CHANGE}",
                    re.IGNORECASE)
_ONE_OF = re.compile(r"\b(?:one|some|among|most) of the\s*$|\bamong the\s*$|\bnot the\s*$|\bnever\s*$|"
                     r"\b(?:from|since|after|below|above|under|over|than)\s(?:its|a|an|the|their)?\s*$", re.IGNORECASE)
_LONG = re.compile(r"\b(?:hours?|days?|minutes?|seconds?|weeks?|months?|years?|km|miles?|met(?:re|er)s?|kilomet\w+|times?|length|"
                   r"waits?|waiting)\b", re.IGNORECASE)
_RANK = re.compile(r"\b(?:comes?|came|ranks?|ranked|stands?|stood|finish(?:es|ed)|is placed|in)\s"
                   r"(?P<place>first|second|third|fourth|fifth|last)\b"
                   r"(?!\s(?:year|month|quarter|time|half|round|week|day|of|in)\b)", re.IGNORECASE)
_THEN = re.compile(r"^[\s,]*(?P<place>second|third|fourth|fifth|last)\b(?=\s*(?:$|,|and\b))", re.IGNORECASE)
_NOW = re.compile(r"\b(?:is|are|stands?|now|ended|ends)\b", re.IGNORECASE)
_ALWAYS = re.compile(r"\b(?:every|each|always|throughout|all (?:the )?(?:years|months|quarters))\b", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:is|are|now|remains?)\b", re.IGNORECASE)
WORDS = (_GREATEST, _LEAST, _RANK)


def greatest(chart: Chart, part: Part) -> Iterator[Claim]:
    """Highest, second largest, peaked, the least; grew the most."""
    for pattern, sign, word in ((_GREATEST, 1, "above"), (_LEAST, -1, "below")):
        for found in pattern.finditer(part.text):
            before = part.text[:found.start()]
            low = sign > 0 and re.match(r"\s?low\b", part.text[found.end():], re.IGNORECASE)
            if _ONE_OF.search(before) or low or chart.kind == "waterfall" or re.search(r"\bat (?:the )?$", before):
                continue
            if found.group().lower().endswith(("longest", "shortest")) and not _LONG.search(f"{chart.spec.unit} {chart.said}"):
                continue  # of what is long, the chart may show something else
            place = _NUMERALS.get((found.group("place") or "").lower(), 1)
            if re.search(rf"\b{MOVED}(?:\sby)?\s(?:the\s)?$", before, re.IGNORECASE):
                holds, rows = _moved_most(chart, part, found, place, sign)
            else:
                holds, rows = _ranked(chart, part, found, place, sign, word)
            if holds is not None:
                yield Claim(part.start + found.start(), part.start + found.end(), found.group().lower(), holds, rows)


def _ranked(chart: Chart, part: Part, found: re.Match[str], place: int, sign: int, word: str) -> tuple[bool | None, str]:
    """Whether what a superlative is about has that place; None where it names nothing."""
    if (across := _across(chart, part, found, place, sign)) is not None:
        return across
    own, rivals = _subject(chart, part, found), _rivals(chart, part)
    if not own or not rivals:
        return None, ""
    if isinstance(own[0], tuple):
        return _ranked_series(chart, own[0], place, sign, part.text)
    values = [value for value in own if isinstance(value, float)]
    order = sorted({*rivals, *values}, key=lambda v: -sign * v)
    right = order[min(place, len(order)) - 1]
    return right in values, f"{right:,g} is {word} {values[0]:,g}" if place == 1 else f"that is {right:,g}, not {values[0]:,g}"


def _moved_most(chart: Chart, part: Part, found: re.Match[str], place: int, sign: int) -> tuple[bool | None, str]:
    """Grew the most: the change of a series among those of the others."""
    own = meant.nearest([n for n in meant.names(chart, part.text) if n.series], found)
    changes = {line.name: abs(line.stated[-1] - line.stated[0]) for line in meant.lines(chart) if line.timed and line.stated}
    if not own or own[0].name not in changes or len(changes) < place:
        return None, ""
    order = sorted(changes, key=lambda name: -sign * changes[name])
    return changes[order[place - 1]] == changes[own[0].name], f"{order[place - 1]} goes by {changes[order[place - 1]]:,g}"


def _across(chart: Chart, part: Part, found: re.Match[str], place: int, sign: int) -> tuple[bool, str] | None:
    """A series under a label that is named with it: its place among the series there, or among its own values."""
    there = [n for n in meant.names(chart, part.text) if not meant.framing(part.text, n)]
    series, rows = meant.nearest([n for n in there if n.series], found), [n for n in there if not n.series]
    if len(chart.series) < 2 or not series or len(rows) != 1:
        return None
    own = meant.at(chart, part, series[0]).stated
    if not own:
        return None
    definite = re.search(r"\b(?:is|are|was|were|has|have|had)\s(?:the\s)$", part.text[:found.start()], re.IGNORECASE)
    orders = [sorted(set(of), key=lambda v: -sign * v) for of in (rows[0].stated, *([] if definite else [series[0].stated]))]
    told = ", ".join(f"{v:,g}" for v in orders[0])
    return any(order[min(place, len(order)) - 1] == own[0] for order in orders), f"of {told} it has {own[0]:,g}"


def _ranked_series(chart: Chart, own: tuple[float | None, ...], place: int, sign: int, text: str) -> tuple[bool | None, str]:
    """A series among the others: its place under every label, or the last, where the words say so; else under one at least."""
    labels, others = chart.series[0].labels, [tuple(cell.number for cell in s.cells) for s in chart.series]
    against = []
    stated = [n for n, value in enumerate(own) if value is not None]
    for n in stated:
        at = sorted((s[n] for s in others if n < len(s) and s[n] is not None), key=lambda v: -sign * (v or 0.0))
        against += [] if len(at) >= place and at[place - 1] == own[n] else [n]
    always, now = _ALWAYS.search(text), _PRESENT.search(text) and meant.moment(labels[-1])
    if stated and (always or now):
        found = against if always else [n for n in against if n == stated[-1]]
        return not found, f"in {labels[found[0]]} it is not so" if found else ""
    return len(against) < len(stated), "under no label it is so"


def _subject(chart: Chart, part: Part, found: re.Match[str]) -> list[float] | list[tuple[float | None, ...]]:
    """The values that a superlative is about: of the name before it, else after it; of the message; of what is now."""
    text = part.text
    there = [n for n in meant.names(chart, text) if not meant.framing(text, n)]
    series = [n for n in there if n.series]
    if series and len(chart.series) > 1 and not any(not n.series for n in there):
        return [n.values for n in meant.nearest(series, found)[:1]]
    rows = [n for n in there if not n.series]
    if rows:
        lines = meant.meant(chart, text)
        labels = {n.name.lower() for n in rows}
        return [v for line in lines for label, v in zip(line.labels, line.values)
                if v is not None and label.rstrip("*").strip().lower() in labels] or [v for n in rows for v in n.stated]
    lines = meant.meant(chart, text)
    if series:
        return []
    marked = [line.values[line.message] for line in lines if line.message is not None and line.message < len(line.values)]
    if stated := [v for v in marked if v is not None]:
        return stated
    return [line.stated[-1] for line in lines if line.timed and line.stated] if _NOW.search(text) else []


def _rivals(chart: Chart, part: Part) -> list[float]:
    """What a superlative compares with: the lines that are meant, over the time that is named."""
    found: list[float] = []
    for line in meant.meant(chart, part.text):
        window = meant.window(line, part.text)
        inside = line.values[window.first:window.last + 1] if window and window.said and not window.single else line.values
        found += [v for v in inside if v is not None]
    return found


def placed(chart: Chart, part: Part) -> Iterator[Claim]:
    """Comes first, ranks second: the place among all rows by value."""
    if len(chart.series) != 1 or chart.series[0].paired:
        return
    there = meant.names(chart, part.text, moments=False)
    for n, name in enumerate(there):
        stop = there[n + 1].start if n + 1 < len(there) else len(part.text)
        after = part.text[name.end:stop]
        found = _RANK.search(after) or (_THEN.match(after) if _RANK.search(chart.headline) else None)
        if not found or not name.stated:
            continue
        order = sorted(chart.series[0].numbers, reverse=True)
        word = found.group("place").lower()
        place = len(order) if word == "last" else _NUMERALS[word]
        at = order.index(name.stated[0]) + 1
        start = part.start + name.end + found.start()
        timed = _LONG.search(chart.spec.unit or "") is not None  # the quickest comes first
        holds = name.stated[0] in (order[min(place, len(order)) - 1], *([order[-min(place, len(order))]] if timed else []))
        yield Claim(start, part.start + name.end + found.end(), found.group().strip(), holds, f"{name.name} has place {at}")
