"""Rules about the words of a chart: T1, T2, T4, T7, L5 and L6 on units and numbers, C9 on flags."""
from __future__ import annotations

import re
from collections.abc import Iterator

from charts.checks import counted
from charts.rules.chart import Book, Chart
from charts.rules.english import has_verb

Found = Iterator[tuple[object, ...]]
_BOOK = Book()
_TOPICS = frozenset("overview background introduction summary context conclusion conclusions results findings trends outlook "
                    "timeline history statistics figures data key facts and the of in trade relations economy energy defence "
                    "security situation update annex by over per to from comparison breakdown distribution".split())
_LEAST, _LONG, _MOST = 4, 12, 15
_SYNONYMS = {"usd": ("$", "us$", "dollar"), "eur": ("€", "euro"), "gbp": ("£", "pound"),
             "percent": ("%", "percent", "per cent", "share"),
             "%": ("%", "per cent", "percent", "share"), "year": ("year", "date"), "bcm": ("bcm", "cubic")}


@_BOOK.rule("T1", "error")
def is_a_sentence(chart: Chart) -> Found:
    """A headline says something: a sentence of four words or more, with a finite verb, and no question."""
    said = [word for word in chart.headline.split() if re.search(r"[^\W\d_]", word)]
    hint = "write what the chart shows as a sentence: \"Trade rose by half in a year\""
    if chart.headline.rstrip().endswith("?"):
        yield f'the headline "{chart.headline}" is a question', "give the answer that the chart gives", chart.spec.headline.place
    elif (count := len(chart.headline.split())) < _LEAST:
        yield f'the headline "{chart.headline}" has {counted(count, "word", "words")}', hint, chart.spec.headline.place
    elif {word.strip(".,:;").lower() for word in said} <= _TOPICS:
        yield f'the headline "{chart.headline}" names a topic', hint, chart.spec.headline.place
    elif chart.english and not has_verb(chart.headline):
        yield f'the headline "{chart.headline}" has no verb', hint, chart.spec.headline.place


@_BOOK.rule("T2", "error")
def is_short(chart: Chart) -> Found:
    """At most 15 words, better 12; a number is a word, and so is its unit."""
    count = sum(bool(re.search(r"\w", word)) for word in chart.headline.split())
    hint = f"{_LONG} words are read at a glance, {_MOST} are the most: leave out what the chart shows"
    if count > _LONG:
        yield f"the headline has {count} words", hint, chart.spec.headline.place, "error" if count > _MOST else "warning"


@_BOOK.rule("T4", "error")
def has_a_subtitle(chart: Chart) -> Found:
    """A chart of numbers says under its headline what was measured."""
    if chart.quantitative and not (chart.spec.subtitle or "").strip():
        yield "a chart of numbers has no subtitle", "say what is measured, in which unit, where and when: subtitle: ..."


@_BOOK.rule("T7", "warning")
def is_plain(chart: Chart) -> Found:
    """No full stop, no capitals throughout, no Title Case."""
    headline, place = chart.headline, chart.spec.headline.place
    letters = [c for c in headline if c.isalpha()]
    long = re.findall(r"[^\W\d_]{4,}", headline)[1:]
    if headline.endswith(".") and not headline.endswith("..."):
        yield "the headline ends with a full stop", "leave it out", place
    if len(letters) > 8 and all(c.isupper() for c in letters):
        yield "the headline is in capitals", "write it as a sentence: a capital first, then small letters", place
    elif len(long) >= 4 and all(word[0].isupper() for word in long):
        yield "the headline has a capital on every word", "write it as a sentence: capitals for names only", place


@_BOOK.rule("L5", "error")
def names_its_unit(chart: Chart) -> Found:
    """The unit stands in the subtitle, beside an axis, or at every value; that of shares is the per cent."""
    unit = "percent" if getattr(chart.spec, "share", False) else chart.spec.unit
    words = " ".join(str(getattr(chart.spec, name, None) or "") for name in ("subtitle", "x_title", "y_title")).lower()
    if not chart.quantitative or not chart.spec.subtitle or not unit or _labelled(chart):
        return
    if not any(form in words for part in unit.lower().split() for form in _forms(part)):
        yield (f'the unit "{unit}" stands neither in the subtitle nor at the values',
               f'name it in the subtitle: "..., {unit}"', chart.spec.subtitle.place if chart.spec.subtitle else None)


def _labelled(chart: Chart) -> bool:
    """Whether every value brings its unit with it: "$790m", "46%", "1,100 km"; a squares' key counts too."""
    texts = [cell.short or cell.text for s in chart.series for _, cell in s if cell.number is not None]
    return bool(texts) and all(re.search(r"[^\d\s,.−–-]", re.sub(r"^(about|up to|some)\s", "", text)) for text in texts)


def _forms(part: str) -> tuple[str, ...]:
    """How a word of a unit may stand in a sentence: with or without its plural."""
    return _SYNONYMS.get(part, ()) or (part.rstrip("s"),)


@_BOOK.rule("L6", "warning")
def is_written_in_one_way(chart: Chart) -> Found:
    """Thousands have commas, ranges have dashes."""
    for text in chart.prose:
        if found := re.search(r"(?<![\w.,/-])\d{5,}(?![\w/-])", text):
            yield (f'"{found.group()}" has no thousands comma', f"write {int(found.group()):,}", text.place)
        elif found := re.search(r"(?<![\w-])(?!\d{4}-\d{2}(?!\d))\d[\d,.]*-\d[\d,.]*(?![\w-])", text):
            dashed = found.group().replace("-", "\N{EN DASH}")
            yield f'"{found.group()}" has a hyphen for a range', f"write {dashed}", text.place


@_BOOK.rule("C9", "warning")
def is_neutral(chart: Chart) -> Found:
    """No national flags beside names: a state is named in words."""
    for text in (*chart.prose, chart.spec.headline):
        if any(0x1F1E6 <= ord(c) <= 0x1F1FF or ord(c) in (0x1F3F3, 0x1F3F4) for c in text):
            yield "a flag stands in the chart", "write the name of the state", text.place
            return


RULES = tuple(_BOOK.rules)
