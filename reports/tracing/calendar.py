"""Dates as people write them: "7 April 2021", "early April", "March 18", "in 2014", "the 1990s", "2020/21", "2021-04-07"."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.tracing.vocabulary import MONTHS, SHORT_MONTHS

_NAMES = {**MONTHS, **SHORT_MONTHS}
_MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
_YEAR = r"(?:1[0-9]|20|21)\d\d"
_S = r"[\s\u00a0]+"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:\s?[–-]\s?{_DAY})?"
_WRITTEN = re.compile(
    rf"(?<![\w.,$€£])(?<![^\W\d]-)(?:(?P<partly>early|mid|late)[\s-])?(?:"
    rf"(?P<day>{_DAYS}){_S}(?:of{_S})?(?P<month>{_MONTH})\.?(?:,?{_S}(?P<year>{_YEAR}))?"
    rf"|(?P<month2>{_MONTH})\.?{_S}(?P<day2>{_DAYS})(?!\d|,\d)(?:,?{_S}(?P<year2>{_YEAR}))?"
    rf"|(?P<month3>{_MONTH})\.?{_S}(?P<year3>{_YEAR})"
    rf"|(?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)"
    rf"|Q(?P<quarter>[1-4]){_S}(?P<year4>{_YEAR})"
    rf"|(?:FY\s?)?(?P<year5>{_YEAR})(?:/(?:{_YEAR}|\d\d)|[–-]\d\d)(?![\d-])"
    rf"|(?P<decade>{_YEAR})s"
    rf"|(?P<year6>{_YEAR})(?![\d,.]\d|[\w%]|-[^\W\d])"
    rf"|(?P<month4>{_MONTH}))(?P<star>\*?)(?!\w)")
_LEADS = ("in", "on", "of", "since", "until", "till", "by", "from", "to", "before", "after", "during", "last", "next", "this",
          "early", "mid", "late", "between", "through", "for", "first", "a", "the", "each", "every")
_VERBLIKE = {"May", "March"}  # months that are words of their own as well


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a text; parts that it does not name are 0. `starred`: it carries the star of an inferred date."""

    start: int
    end: int
    year: int = 0
    month: int = 0
    day: int = 0
    partly: str = ""
    starred: bool = False


def dates(text: str) -> Iterator[Dated]:
    """The dates of a text in order. A bare "May" or "March" counts only after a word such as "in" or "since"."""
    for found in _WRITTEN.finditer(text):
        name = found["month"] or found["month2"] or found["month3"] or found["month4"]
        if found["month4"] and not _is_month(text, found, found["month4"]):
            continue
        years = next((y for y in (found[f"year{n}" if n else "year"] for n in ("", 2, 3, 4, 5, 6)) if y), None)
        year, month, day = int(years or found["decade"] or 0), _NAMES.get(name or "", 0), _first(found["day"] or found["day2"])
        if found["iso"]:
            year, month, day = (*map(int, found["iso"].split("-")), 0, 0)[:3]
        if day > 31:
            continue
        yield Dated(found.start(), found.end(), year, month, day, found["partly"] or "", bool(found["star"]))


def _is_month(text: str, found: re.Match[str], name: str) -> bool:
    """Whether a bare name is the month: short forms are not, and "May" or "March" need a word that leads to a date."""
    if name not in MONTHS or found["partly"]:
        return bool(found["partly"]) and name in MONTHS
    before = re.search(r"(\w+)[’']?s?[\s\u00a0]+$", text[:found.start()])
    return name not in _VERBLIKE or bool(before and before.group(1).lower() in _LEADS and not text[found.end():].startswith("ed"))


def _first(days: str | None) -> int:
    found = re.match(r"\d+", days or "")
    return int(found.group()) if found else 0
