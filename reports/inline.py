"""Inline text: emphasis, strong, links and fact references, read into atoms.                  [home of markdown-it]

Only four things of Markdown are on: `*emphasis*`, `**strong**`, `[text](address)` and the backslash. Everything else is
text, so `<b>`, `&lt;`, `# heading` or a table bar print as typed. A reference is `{A-058}`, `{A-058|short}`, `{fig:trade}`;
`{=42}` is a number on purpose; `[le mot juste]{lang=fr}` is a passage in another language.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from reports.problems import Place

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

SCHEMES = ("http", "https", "mailto")
_MARKUP = frozenset("\\*_[]{}\n")  # a text without any of these is one atom, and needs no parser
_REFERENCE = re.compile(r"\{([^{}\n]*)\}")
_LANGUAGE = re.compile(r"\{lang=([^{}\n]*)\}")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")  # of BCP 47: language, script, region


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of inline text. `kind`: text, reference (text is what stands between the braces) or literal (`{=...}`)."""

    kind: str
    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    offset: int = 0
    language: str = ""


def link_is_safe(address: str) -> bool:
    """True for http, https and mailto addresses without control characters or spaces (RFC 3986 schemes)."""
    if re.search(r"[\x00-\x20\x7f\\]", address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and bool(parts.netloc or (parts.scheme.lower() == "mailto" and parts.path))


def language_is_tag(language: str) -> bool:
    """True for a language tag with, at most, a script and a region: fr, sr-Latn, pt-BR (BCP 47, 2.1)."""
    return _TAG.fullmatch(language) is not None


def atoms(text: str) -> list[Atom]:
    """The atoms of one paragraph, in order; a line break in the source is a space."""
    if _MARKUP.isdisjoint(text):
        return [Atom("text", text)] if text else []
    tokens = _markdown().parseInline(text)[0].children or []
    found: list[Atom] = []
    strong = emphasis = 0
    link = ""
    languages = [""]
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "em_open" | "em_close":
                emphasis += token.nesting
            case "link_open":
                link = str(token.attrGet("href") or "")
            case "link_close":
                link = ""
            case "language_open":
                languages.append(token.meta["language"])
            case "language_close":
                languages.pop()
            case "softbreak" | "hardbreak":
                found.append(Atom("text", " ", strong > 0, emphasis > 0, link, language=languages[-1]))
            case "reference":
                kind = "literal" if token.content.startswith("=") else "reference"
                content = token.content.removeprefix("=")
                found.append(Atom(kind, content, strong > 0, emphasis > 0, link, token.meta["offset"], languages[-1]))
            case _:
                if token.content:
                    found.append(Atom("text", token.content, strong > 0, emphasis > 0, link, language=languages[-1]))
    return found


def paragraphs(text: str) -> list[tuple[int, str]]:
    """(offset, paragraph) for each part of a text between blank lines."""
    parts: list[tuple[int, str]] = []
    for match in re.finditer(r"(?:[^\n]*\S[^\n]*(?:\n|$))+", text):
        parts.append((match.start(), match.group().strip()))
    return parts


def place_in(place: Any, text: str, offset: int) -> Place:
    """The place of a character inside a text that starts at `place`: exact line for block text, the start's for the rest.

    Block text starts on the line after its sign; a later paragraph of it has a place of its own, at column 1.
    """
    if not isinstance(place, Place):
        return Place("outline.yaml")
    lines = text[:offset].count("\n")
    start = place.line if place.column == 1 else place.line + 1
    return Place(place.file, start + lines, 1) if lines else place


def _reference_rule(state: Any, silent: bool) -> bool:
    match = _REFERENCE.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.content = match.group(1).strip()
        token.meta = {"offset": state.pos}
    state.pos = match.end()
    return True


def _language_rule(state: Any, silent: bool) -> bool:
    """`[words]{lang=fr}`: the words are read as inline text, and carry their language."""
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    match = _LANGUAGE.match(state.src, end + 1) if end >= 0 else None
    if not match:
        return False
    if not silent:
        after, state.pos, state.posMax = state.posMax, state.pos + 1, end
        state.push("language_open", "", 1).meta = {"language": match.group(1)}
        state.md.inline.tokenize(state)
        state.push("language_close", "", -1)
        state.posMax = after
    state.pos = match.end()
    return True


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    md = MarkdownIt("zero").enable(["escape", "emphasis", "link", "newline"])
    md.inline.ruler.before("escape", "reference", _reference_rule)
    md.inline.ruler.before("link", "language", _language_rule)
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # judged by the composer, with a place
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return md
