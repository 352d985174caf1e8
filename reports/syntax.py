"""What a YAML parser's complaint means to a writer: where to look, what is wrong, what to do."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

QUOTES = 'put quotes around the text: "..."'
INSIDE = "inside, write \\\" between double and '' between single quotes"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A parser's error: its two sentences, and offsets in characters where it noticed and where the construct began."""

    problem: str
    context: str
    at: int
    began: int
    text: str

    @property
    def before(self) -> str:
        """The line up to where the parser noticed."""
        return self.text[self.text.rfind("\n", 0, self.at) + 1:self.at]

    @property
    def line(self) -> str:
        """The whole line on which the parser noticed."""
        end = self.text.find("\n", self.at)
        return self.before + self.text[self.at:end if end >= 0 else None]

    @property
    def ended(self) -> bool:
        """Whether only space is left of the file."""
        return not self.text[self.at:].strip("\0 \n")

    def line_number(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + 1


Told = tuple[int, str, str]  # offset, what, hint


def explained(complaint: Complaint) -> Told:
    """Offset, sentence and hint for a complaint."""
    for fragment, tell in _MEANINGS:
        if fragment in complaint.problem or fragment in complaint.context:
            return tell(complaint)
    return complaint.at, "the file cannot be read from here on", "look for a missing quote, bracket or colon here or just above"


def _start(complaint: Complaint) -> Told:
    character = complaint.text[complaint.at:complaint.at + 1]
    return complaint.at, f'text without quotes cannot start with "{character}"', QUOTES


def _colon(complaint: Complaint) -> Told:
    before = complaint.before
    if re.search(r":\s|[\"']", before):
        return complaint.at, "a colon in text that has no quotes", QUOTES
    above = complaint.text[:complaint.at - len(before)].rstrip()
    start = above.rfind("\n") + 1
    if len(before) - len(before.lstrip()) <= len(above[start:]) - len(above[start:].lstrip()):
        return _without_colon(start + len(above[start:]) - len(above[start:].lstrip()), above[start:].strip())
    return (complaint.at - len(before.lstrip()), f'"{before.strip()}" is indented deeper than the line above allows',
            "start it in the same column as its neighbours, or end the line above with a colon")


def _no_colon(complaint: Complaint) -> Told:
    end = complaint.text.find("\n", complaint.began)
    return _without_colon(complaint.began, complaint.text[complaint.began:end if end >= 0 else None].strip())


def _without_colon(began: int, words: str) -> Told:
    shown = words if len(words) <= 40 else words[:40].rstrip() + "..."
    if " #" in words:
        return began, f'"{shown}" has no colon before " #"', "what follows # is a comment; " + QUOTES
    return began, f'"{shown}" has no colon', "write key: value; text of several lines goes under a key and |"


def _dash(complaint: Complaint) -> Told:
    return complaint.at, "a list cannot start here", "start the list on a line of its own, each item with a dash and a space"


def _question(complaint: Complaint) -> Told:
    return complaint.at, 'a key cannot start with "?" here', QUOTES


def _anchor(complaint: Complaint) -> Told:
    at = complaint.began
    return at, f'text without quotes cannot start with "{complaint.text[at:at + 1]}"', QUOTES


def _block_text(complaint: Complaint) -> Told:
    sign = "|" if "|" in complaint.before else ">"
    return (complaint.at, f'text cannot stand on the line of "{sign}"',
            f'start it on the next line, indented; or put quotes around text that begins with "{sign}"')


def _quoted(complaint: Complaint) -> Told:
    if "unexpected end" in complaint.problem or "document separator" in complaint.problem:
        return complaint.began, "this quote is never closed", f"close it with the same quote; {INSIDE}"
    return complaint.at, f'"\\{complaint.text[complaint.at:complaint.at + 1]}" is not an escape', \
        "write \\\\ for a backslash, or use single quotes"


def _hexadecimal(complaint: Complaint) -> Told:
    return complaint.at, "an escape lacks digits", "\\x takes 2 hexadecimal digits, \\u 4, \\U 8; or type the character itself"


def _flow(complaint: Complaint) -> Told:
    closing = "]" if "sequence" in complaint.context else "}"
    opening = "[" if closing == "]" else "{"
    if complaint.ended:
        return complaint.began, f'"{opening}" is never closed', f'add "{closing}"'
    shown = complaint.text[complaint.at:complaint.at + 1]
    if shown == ":":
        return complaint.at, "a colon in text that has no quotes", "put a comma between two fields, or quotes around the text"
    if shown in "{}[]\"'":
        return (complaint.at, f'"{shown}" in text that has no quotes',
                "inside [ ] and { } text with a brace, a bracket, a comma, a colon or a quote needs quotes around it")
    return complaint.at, f'a comma or "{closing}" is missing before "{_word(complaint)}"', \
        f'"{opening}" opened in line {complaint.line_number(complaint.began)}; {QUOTES}'


def _block(complaint: Complaint) -> Told:
    before = complaint.before.rstrip()
    if before.endswith(('"', "'")):
        return complaint.at, "text goes on after the closing quote", f"put the quotes around all of it; {INSIDE}"
    if before.endswith(("}", "]")):
        closing = before[-1]
        return complaint.at, f'text goes on after "{closing}"', "put quotes around text that begins with a brace or a bracket"
    return complaint.at, f'"{_word(complaint)}" does not line up with what stands above it', \
        "start entries of one mapping or list in the same column"


def _content(complaint: Complaint) -> Told:
    return complaint.at, f'a value is missing before "{_word(complaint)}"', "write the value, or put quotes around text"


def _second_document(complaint: Complaint) -> Told:
    if complaint.before.rstrip().endswith(("}", "]", '"', "'")):
        return _block(complaint)
    return complaint.at, f'"{_word(complaint)}" stands outside the mapping of this file', \
        "start it in the same column as the first key"


def _tag(complaint: Complaint) -> Told:
    return complaint.began, 'text without quotes cannot start with "!"', QUOTES


def _directive(complaint: Complaint) -> Told:
    return complaint.began, 'a line cannot start with "%"', QUOTES


def _word(complaint: Complaint) -> str:
    match = re.match(r"\S[^\s:,]*", complaint.text[complaint.at:complaint.at + 40])
    return match.group() if match else complaint.text[complaint.at:complaint.at + 1].strip() or "the end"


_MEANINGS: tuple[tuple[str, Callable[[Complaint], Told]], ...] = (
    ("cannot start any token", _start),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("sequence entries are not allowed", _dash),
    ("mapping keys are not allowed", _question),
    ("scanning an anchor", _anchor),
    ("scanning an alias", _anchor),
    ("scanning a tag", _tag),
    ("undefined tag handle", _tag),
    ("directive", _directive),
    ("scanning a block scalar", _block_text),
    ("hexadecimal", _hexadecimal),
    ("unknown escape", _quoted),
    ("scanning a quoted scalar", _quoted),
    ("expected the node content", _content),
    ("parsing a flow", _flow),
    ("expected <block end>", _block),
    ("expected '<document start>'", _second_document),
)
