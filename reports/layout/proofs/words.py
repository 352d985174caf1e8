"""Words as they stand: sentences, acronyms, signs of type (P9 to P11)."""
from __future__ import annotations

import re
from collections.abc import Iterator

from reports.layout.proofs.laid import Laid, shown
from reports.problems import Problem

SENTENCE = 25       # words at most
MEAN = 20           # words of a sentence, on average
SENTENCES = 5       # of a paragraph at most
_END = re.compile(r"(?<=[.!?])[”’)]*\s+(?=[“‘(]?[^\W\d_])")
_STOPS = tuple(".!?…")  # a text without a stop is no sentence
_INITIAL = re.compile(r"(?:^|\s)(?:[A-Z]|Mr|Mrs|Dr|Gen|Col|No|St)\.$")
_ACRONYM = re.compile(r"(?<![\w-])(?:[A-Z]\.?){2,6}s?(?![\w-])")
COMMON = frozenset("UK US USA UN EU TV ID AM PM GMT UTC PDF II III IV VI VII VIII IX XI XII".split())
_SIGNS = (
    (re.compile(r"\""), "a straight quotation mark", "“ and ”"),
    (re.compile(r"(?<=\w)'(?=\w)|(?<!\S)'|'(?!\S)"), "a straight apostrophe", "’"),
    (re.compile(r"\.\.\."), "three full stops", "…"),
    (re.compile(r"(?<!-)--(?!-)|(?<=\w) - (?=\w)"), "a hyphen for a dash", "– or —"),
    (re.compile(r"(?<=\S)  +(?=\S)"), "two spaces", "one"))


def sentences(laid: Laid) -> Iterator[Problem]:
    """P9: sentences of 25 words at most, 20 on average; paragraphs of five sentences at most."""
    lengths: list[int] = []
    for tag, words in {text.tag: text.words for text in laid.running}.items():
        found = _sentences(words)
        lengths += [len(sentence.split()) for sentence in found if _stops(sentence)]
        for sentence in found:
            if len(sentence.split()) > SENTENCE and _stops(sentence):
                yield laid.problem("P9", tag, f'the sentence "{shown(sentence)}" has {len(sentence.split())} words',
                                   f"{SENTENCE} at most: make two of it")
        if len(found) > SENTENCES:
            yield laid.problem("P9", tag, f'the paragraph "{shown(words)}" has {len(found)} sentences',
                               f"{SENTENCES} at most: divide it")
    if len(lengths) >= SENTENCES and sum(lengths) / len(lengths) > MEAN:
        yield laid.problem("P9", None, f"sentences have {sum(lengths) / len(lengths):.0f} words on average", f"{MEAN} at most")


def _stops(sentence: str) -> bool:
    return sentence.rstrip("”’)»")[-1:] in _STOPS


def _sentences(words: str) -> list[str]:
    found: list[str] = []
    for part in _END.split(words):
        if found and _INITIAL.search(found[-1]):
            found[-1] += f" {part}"
        elif part.strip():
            found.append(part.strip())
    return found


def acronyms(laid: Laid) -> Iterator[Problem]:
    """P10: an acronym is spelled out where it first stands, or in the glossary."""
    known = {*COMMON, *(word for term in laid.document.terms for word in _ACRONYM.findall(term))}
    for text in laid.texts:
        if text.role not in ("body", "lead", "bottom_line", "h1", "h2"):
            continue
        for match in _ACRONYM.finditer(text.words):
            name = match.group().rstrip("s").replace(".", "")
            as_is = re.escape(match.group())
            spelled = re.search(rf"\w[^()]*\({as_is}\)|{as_is} \([^)]{{4,}}\)", text.words)
            if name not in known and not spelled:
                yield laid.problem("P10", text.tag, f'"{match.group()}" is not spelled out',
                                   "spell it out here, or add it to the glossary")
            known.add(name)


def signs(laid: Laid) -> Iterator[Problem]:
    """P11: quotation marks, apostrophes, dashes and ellipses as a typesetter has them; one space."""
    for text in {text.tag: text for text in laid.texts if text.tag is not None}.values():
        for sign, name, better in _SIGNS:
            if sign.search(text.words):
                yield laid.problem("P11", text.tag, f'"{shown(text.words)}" has {name}', f"write {better}")


PROOFS = (sentences, acronyms, signs)
