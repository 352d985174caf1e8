"""What differs between two contents: by ids, not by text. Facts, conflicts, figures, sources, words, the look."""
from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from reports import aged_tables
from reports.counted import counted
from reports.editions.content import Data, strings
from reports.issue import Change, How, What

_ASPECTS = ("value", "unit", "status", "as_of")
_SHOWN = 90  # letters of a text in a row of changes
_SUPERSEDED = "superseded"
_AGES = {None: "up to date", "dated": "printed with its date", "expired": "out of date"}
_HEAD = {"title": "title", "subtitle": "subtitle", "as_of": "as of", "marking": "marking"}


def changes(old: Data, new: Data) -> tuple[Change, ...]:
    """Every change from one content to another, facts first."""
    return (*_facts(old["facts"], new["facts"]), *_aged(old, new), *_conflicts(old["conflicts"], new["conflicts"]),
            *_figures(old["figures"], new["figures"]), *_others(old, new))


# ---------------------------------------------------------------- facts
def _facts(old: Data, new: Data) -> Iterator[Change]:
    for name, before, after in _pairs(old, new):
        what: What = "derived" if (after or before or {})["derived"] else "fact"
        if before is None:
            yield Change(what, name, "added", now=_said(after), why=after["source"])
        elif after is None:
            yield Change(what, name, "removed", was=_said(before), why="no longer in the ledger")
        elif before != after:
            yield _changed(what, name, before, after, new)


def _changed(what: What, name: str, before: Data, after: Data, new: Data) -> Change:
    aspects = [aspect for aspect in _ASPECTS if before[aspect] != after[aspect]]
    later = [other for other, fact in new.items() if name in fact["supersedes"]]
    how: How = "superseded" if after["status"] == _SUPERSEDED != before["status"] else "changed"
    if not aspects:
        return Change(what, name, "wording", _said(before), _said(after), "its wording or source", ("wording",))
    why = f"{', '.join(later)} takes its place" if later else after["source"]
    if what == "derived":
        why = f"follows {', '.join(after['inputs'])}"
    return Change(what, name, how, _said(before), _said(after), why, tuple(aspects))


def _said(fact: Data) -> str:
    """A fact in a row of changes: its value and its status."""
    return f"{_short(fact['words'])} ({fact['status'].replace('_', ' ')})"


def _aged(old: Data, new: Data) -> Iterator[Change]:
    """Facts and tables that grew older than a limit since, or are no longer so: the day did it, or the limit is another. One
    with a new date is told as changed already."""
    for name, was, now in _pairs(old.get("aged") or {}, new.get("aged") or {}):
        table = name.removeprefix(aged_tables.MARK)
        what: What = "table" if table != name else "derived" if new["facts"].get(name, {}).get("derived") else "fact"
        before, after = (_tables(side).get(table) if what == "table" else side["facts"].get(name) for side in (old, new))
        if was == now or not before or not after or (not now and before["as_of"] != after["as_of"]):
            continue
        said, own = ("its data are", "data") if what == "table" else ("its value is", "")
        yield Change(what, table, "aged", _standing(before, was, own), _standing(after, now, own), f"{said} of {after['as_of']}",
                     ("age", now or "fresh"))


def _tables(content: Data) -> Data:
    """The entries under `data` of an outline."""
    found: Data = content["rest"].get("data") or {}
    return found


def _standing(aged: Data, age: str | None, own: str) -> str:
    """"$300 million (out of date)"; a table in its `own` word."""
    return f"{own or _short(aged['words'])} ({_AGES[age]})"


# ---------------------------------------------------------------- conflicts
def _conflicts(old: Data, new: Data) -> Iterator[Change]:
    for name, before, after in _pairs(old, new):
        if before is None:
            yield Change("conflict", name, "opened", now=_short(after["use"]), why=_items(after))
        elif after is None:
            yield Change("conflict", name, "closed", was=_short(before["use"]), why=_items(before))
        elif before != after:
            aspects = tuple(key for key in ("items", "verdict", "use", "note") if before.get(key) != after.get(key))
            how: How = "changed" if {"items", "verdict"} & set(aspects) else "wording"
            yield Change("conflict", name, how, f"{_short(before['use'])} [{before['verdict']}]",
                         f"{_short(after['use'])} [{after['verdict']}]", _items(after), aspects)


def _items(conflict: Data) -> str:
    return f"{conflict['verdict']}: {', '.join(conflict['items'])}"


# ---------------------------------------------------------------- figures
def _figures(old: Data, new: Data) -> Iterator[Change]:
    for name, before, after in _pairs(old, new):
        if before is None:
            yield Change("figure", name, "added", now=_headline(after), aspects=(after["kind"],))
        elif after is None:
            yield Change("figure", name, "removed", was=_headline(before), aspects=(before["kind"],))
        elif before["rows"] != after["rows"] or before["kind"] != after["kind"]:
            why = _gained(before["facts"], after["facts"])
            yield Change("figure", name, "changed", _headline(before), _headline(after), why, ("rows", after["kind"]))
        elif before["words"] != after["words"]:
            yield _reworded("figure", name, before["words"], after["words"])


def _headline(figure: Data) -> str:
    return _short(figure["headline"] or figure["kind"].replace("_", " "))


def _gained(before: Sequence[str], after: Sequence[str]) -> str:
    more, less = [f for f in after if f not in before], [f for f in before if f not in after]
    told = [f"with {_listed(more)}"] if more else []
    told += [f"without {_listed(less)}"] if less else []
    return "; ".join(told) or "its values changed"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


# ---------------------------------------------------------------- sources, head, words, look
def _others(old: Data, new: Data) -> Iterator[Change]:
    yield from _parts("source", old["sources"], new["sources"], lambda source: str(source.get("title", "")))
    yield from _head(old["head"], new["head"])
    yield from _texts(old["texts"], new["texts"])
    yield from _parts("text", old["rest"], new["rest"], lambda part: " ".join(strings(part)))
    yield from _parts("file", old["files"], new["files"], lambda digest: f"SHA-256 {digest[:12]}")
    if old["style"] != new["style"]:
        yield Change("layout", "house style", "changed", why="the house style changed", aspects=("layout",))
    was, now = old.get("profiles") or [], new.get("profiles") or []
    if was != now:
        yield Change("layout", "profiles", "changed", ", ".join(was), ", ".join(now), "files are made for others", ("layout",))


def _head(old: Data, new: Data) -> Iterator[Change]:
    for key, before, after in _pairs(old, new):
        if before != after:
            layout = key in ("page", "template")
            yield Change("layout" if layout else "head", _HEAD.get(key, key), "changed", _whole(before), _whole(after),
                         aspects=("layout" if layout else key,))


def _whole(value: Any) -> str:
    if isinstance(value, dict):
        return _short(", ".join(str(v) for v in value.values()))
    return _short(str(value)) if value not in (None, [], "") else ""


def _texts(old: Data, new: Data) -> Iterator[Change]:
    """Blocks of words. One whose words stand and whose facts changed is told with its facts already."""
    for name, before, after in _pairs(old, new):
        if before is None:
            yield Change("text", name, "added", now=_short(" ".join(after["read"])), aspects=(after["kind"],))
        elif after is None:
            yield Change("text", name, "removed", was=_short(" ".join(before["read"])), aspects=(before["kind"],))
        elif before["words"] != after["words"]:
            found = _reworded("text", name, before["words"], after["words"])
            was, now = _parted(before["read"], after["read"])
            yield replace(found, was=was, now=now)


def _parts(what: What, old: Data, new: Data, said: Callable[[Any], str]) -> Iterator[Change]:
    for name, before, after in _pairs(old, new):
        if before is None:
            yield Change(what, name, "added", now=_short(said(after)))
        elif after is None:
            yield Change(what, name, "removed", was=_short(said(before)))
        elif before != after:
            yield replace(_reworded(what, name, before, after), how="changed")


def _reworded(what: What, name: str, before: Any, after: Any) -> Change:
    """A change of words alone: the first sentence that differs, as it was and as it is."""
    was, now = _parted(before, after)
    aspects = ("spelling",) if is_spelling(" ".join(strings(before)), " ".join(strings(after))) else ("wording",)
    return Change(what, name, "wording", was, now, aspects=aspects)


def _parted(before: Any, after: Any) -> tuple[str, str]:
    """The first sentence of each side that the other has not; empty where there is none."""
    old, new = _sentences(before), _sentences(after)
    was, now = (s for s in old if s not in new), (s for s in new if s not in old)
    return _short(next(was, "")), _short(next(now, ""))


def is_spelling(old: str, new: str) -> bool:
    """Whether two texts differ by letters only: word for word, no figure and no more than two letters of a word."""
    before, after = old.split(), new.split()
    if len(before) != len(after):
        return False
    return all(_misspelt(a, b) for a, b in zip(before, after) if a != b)


def _misspelt(one: str, other: str) -> bool:
    if re.sub(r"\D", "", one) != re.sub(r"\D", "", other) or {"{", "}"} & {*one, *other}:
        return False
    bare, same = (re.sub(r"\W", "", word).lower() for word in (one, other))
    kept = sum(block.size for block in difflib.SequenceMatcher(None, bare, same, autojunk=False).get_matching_blocks())
    return bare == same or (min(len(bare), len(same)) > 3 and max(len(bare), len(same)) - kept <= 2)


def _sentences(value: Any) -> list[str]:
    return [sentence for text in strings(value) for sentence in re.split(r"(?<=[.!?])\s+", text.strip()) if sentence]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN - 3].rstrip()}..."


def _pairs(old: Data, new: Data) -> Iterator[tuple[str, Any, Any]]:
    """(id, as it was, as it is) in the order of the new ones, those that are gone after; None where there is none."""
    return ((name, old.get(name), new.get(name)) for name in dict.fromkeys([*new, *old]))


# ---------------------------------------------------------------- counted
def counts(found: Iterable[Change]) -> dict[str, int]:
    """How many changes of each sort: {"facts added": 54, "conflicts opened": 5, ...}."""
    made: dict[str, int] = {}
    for change in found:
        key = f"{_NOUNS[change.what][1]} {'reworded' if change.how == 'wording' else change.how}"
        made[key] = made.get(key, 0) + 1
    return made


def summary(found: Sequence[Change]) -> str:
    """The counts in a sentence: "54 facts added, 1 fact superseded"."""
    told = []
    for key, number in counts(found).items():
        noun, _, verb = key.rpartition(" ")
        told.append(f"{counted(number, _ONE[noun], noun)} {verb}")
    return ", ".join(told) or "nothing changed"


_NOUNS = {"fact": ("fact", "facts"), "derived": ("derived figure", "derived figures"), "conflict": ("conflict", "conflicts"),
          "figure": ("chart or table", "charts and tables"), "text": ("text", "texts"), "source": ("source", "sources"),
          "head": ("line of the head", "lines of the head"), "table": ("data table", "data tables"), "file": ("file", "files"),
          "layout": ("setting of the look", "settings of the look")}
_ONE = {many: one for one, many in _NOUNS.values()}
