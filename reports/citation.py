"""How a fact is cited: the endnote, the source line, the words for who vouches for it."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

STARTS = re.compile(r"author\b\s*\w{0,2}\b\s*")


class Source(Protocol):
    """A source as the head has it; `kind` is a noun such as "article"."""

    @property
    def kind(self) -> str | None: ...


class Cited(Protocol):
    """What a citation needs to know of a fact."""

    @property
    def source(self) -> str: ...
    @property
    def locator(self) -> str: ...
    @property
    def attribution(self) -> str: ...
    @property
    def said_by(self) -> str: ...


def source_name(name: str, sources: Mapping[str, Source]) -> str:
    """"article A1": the kind and the id of a source."""
    kind = getattr(sources.get(name), "kind", None) or "source"
    return f"{kind} {name}"


def vouched(fact: Cited) -> str:
    """Who vouches, in plain words: "Lavrov, quoted", "writer (no statistical source)", "unnamed source ..."."""
    said = fact.said_by
    match fact.attribution:
        case "direct_quote":
            return f"{said}, quoted" if said else "quoted"
        case "paraphrase":
            return f"{said}, paraphrased" if said else "paraphrased"
        case "institution_statement":
            return f"{said}, institution’s statement" if said else "institution’s statement"
        case "anonymous_source":
            return _joined("unnamed source (not verified)", said)
        case "media_report":
            return _joined("media report", said)
        case "author_assertion" | "author_opinion" | "author_inference":
            return _writer(fact.attribution.removeprefix("author_"), said)
        case _:
            return said


def located(facts: Iterable[Cited], sources: Mapping[str, Source]) -> str:
    """"article A1, lines 22 and 25; article B, line 44": sources in the order of the outline, locators in theirs."""
    places: dict[str, list[str]] = {}
    for fact in facts:
        kept = places.setdefault(fact.source, [])
        if fact.locator and fact.locator not in kept:
            kept.append(fact.locator)
    ordered = [s for s in sources if s in places] + [s for s in places if s not in sources]
    return "; ".join(", ".join(filter(None, (source_name(s, sources), _locators(places[s])))) for s in ordered)


def named(names: Sequence[str], sources: Mapping[str, Source]) -> str:
    """"articles A1 and B, commentary A2": source ids under the noun of their kind."""
    kinds: dict[str, list[str]] = {}
    for name in names:
        kinds.setdefault(getattr(sources.get(name), "kind", None) or "source", []).append(name)
    groups = [f"{kind if len(ids) == 1 else _plural(kind)} {and_list(ids)}" for kind, ids in kinds.items()]
    return ", ".join(groups)


def and_list(words: Sequence[str]) -> str:
    """"A", "A and B", "A, B and C"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def _joined(word: str, said: str) -> str:
    return f"{word}: {said}" if said else word


def _writer(what: str, said: str) -> str:
    """The ledger says "author", "author B" or "author (remark)" for the source's own writer; others are named."""
    writer = STARTS.match(said)
    if said and not writer:
        return f"{said}, writer’s {what}"
    remark = said[writer.end():].strip() if writer else ""
    own = "writer" if what == "assertion" else f"writer’s {what}"
    return own + (f" {remark}" if remark.startswith("(") else "")


def _locators(places: Sequence[str]) -> str:
    """Single lines, pages or rows of one kind under one noun: "lines 22 and 25"."""
    parts = [re.fullmatch(r"(line|page|row|paragraph) (\d+)", p) for p in places]
    nouns = {m.group(1) for m in parts if m}
    if len(places) > 1 and all(parts) and len(nouns) == 1:
        numbers = sorted({int(m.group(2)) for m in parts if m})
        return f"{nouns.pop()}s {and_list([str(n) for n in numbers])}"
    return ", ".join(places)


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else noun + "s"
