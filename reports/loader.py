"""YAML text → placed data, by a strict subset of the language.                                 [home of yaml]

PyYAML's pure Python parser reads the text; nothing is resolved by YAML's own rules. Only `true` and `false` are booleans,
only plain decimals are numbers, empty, `~` and `null` are nothing, all else is text. Limits: 1 MB, 50 levels, 50,000
nodes, one document; no anchors, aliases, merge keys, tags, tabs or duplicate keys. A problem that leaves the rest
readable does not stop the reading, so that all are found at once.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.error import MarkedYAMLError
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from reports import cleaning, remembered, syntax
from reports.cleaning import Unfit
from reports.placed import Broken, PlacedDict, PlacedList, PlacedStr, place_of
from reports.problems import Place, Problem

BYTES, LEVELS, NODES = 1_000_000, 50, 50_000
_SHOWN = 20  # bad characters named one by one
_BYTE_ORDERS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x00\x00\xfe\xff": "UTF-32"}
_COMMENT = re.compile(r"( +)#(.?)")
_WORDS: dict[str, Any] = {"true": True, "false": False, "": None, "~": None, "null": None}


def load(path: Path, name: str, cache: Path | None = None) -> tuple[PlacedDict | None, list[Problem]]:
    """The mapping that a file holds, with places that call the file `name`. None when it cannot be read as one.

    `cache` is a folder in which parsed files are remembered.
    """
    value, problems = load_any(path, name, cache)
    if isinstance(value, PlacedDict) or value is None:
        return value, problems
    what = "a list" if isinstance(value, PlacedList) else "a single value"
    hint = "write its fields one a line, each as key: value"
    return None, [*problems, Problem(Place(name, 1, 1), f"the file holds {what} where a mapping belongs", hint)]


def load_any(path: Path, name: str, cache: Path | None = None) -> tuple[Any, list[Problem]]:
    """As `load`, for files that may hold a list as well."""
    try:
        data = cleaning.read_file(path, BYTES)
    except Unfit as unfit:
        return None, [Problem(Place(name), unfit.what, unfit.hint)]
    known = remembered.recall(cache, data, name) if cache else None
    if known is not None:
        return known, []
    text, problems = _text(data, name)
    value, problems = (None, problems) if problems else parse(text, name)
    if cache and not problems:
        remembered.keep(cache, data, value)
    return value, problems


def parse(text: str, name: str) -> tuple[Any, list[Problem]]:
    """The placed data of YAML text whose characters are already checked."""
    builder = _Builder(name, text)
    events: Any = _Events(text)
    try:
        while not builder.stopped and events.check_event():
            builder.take(events.get_event())
    except MarkedYAMLError as error:
        builder.fail(*_explained(error, text))
    except Exception as error:  # PyYAML lets ValueError, OverflowError and others through: hardening.md, T-0
        builder.fail(events.index, "the file cannot be read from here on", _because(error))
    if builder.root is None and not builder.problems:
        builder.problems.append(Problem(Place(name), "the file is empty", "fill it; make_report.py new writes an example"))
    return (None if builder.stopped else builder.root), builder.problems


def _text(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """Bytes as checked text with line feeds only; or the problems that make reading on pointless."""
    order = next((kind for mark, kind in _BYTE_ORDERS.items() if data.startswith(mark)), "")
    if order or b"\0" in data[:4]:
        return "", [Problem(Place(name), f"the file is written in {order or 'UTF-16'}", "save it as UTF-8")]
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        place = _at(name, data[:error.start].decode("utf-8-sig", "replace"), None)
        what = f"byte 0x{data[error.start]:02x} is not UTF-8"
        return "", [Problem(place, what, "save the file as UTF-8, not as Windows or Latin text")]
    bad = cleaning.unfit_characters(text)
    problems = [Problem(_at(name, text, offset), f"{cleaning.named(c)} is not allowed",
                        "use spaces" if c == "\t" else "delete it") for offset, c in bad[:_SHOWN]]
    if len(bad) > _SHOWN:
        problems.append(Problem(Place(name), f"{len(bad) - _SHOWN} more characters are not allowed", "replace them all"))
    return text, problems


def _at(name: str, text: str, offset: int | None) -> Place:
    """The place of a character of a text (None: just after its end)."""
    before = text if offset is None else text[:offset]
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _explained(error: MarkedYAMLError, text: str) -> syntax.Told:
    at = error.problem_mark or error.context_mark
    began = error.context_mark or at
    offset = at.index if at else 0
    start = began.index if began else offset
    return syntax.explained(syntax.Complaint(error.problem or "", error.context or "", offset, start, text))


def _because(error: Exception) -> str:
    if isinstance(error, (ValueError, OverflowError)):
        return "an escape names a character that does not exist; type the character itself"
    return "look for a missing quote, bracket or colon here or just above"


class _Events(Reader, Scanner, Parser):
    """PyYAML's reader, scanner and parser without its composer and its rules for values."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


@dataclass(slots=True)
class _Frame:
    """A collection being filled. In a mapping `waiting` is True between a key and its value; `key` None drops the value."""

    value: PlacedDict | PlacedList
    waiting: bool = False
    key: str | None = None
    key_at: Place = field(default_factory=lambda: Place(""))


@dataclass(slots=True)
class _Builder:
    """Events in, placed data and problems out."""

    name: str
    text: str
    problems: list[Problem] = field(default_factory=list)
    root: Any = None
    stopped: bool = False
    frames: list[_Frame] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0

    # ------------------------------------------------------------------ events
    def take(self, event: Any) -> None:
        """Handle one event of the parser."""
        match event:
            case yaml.ScalarEvent():
                self._count(event)
                self._scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._count(event)
                self._open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.frames.pop()
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.DocumentStartEvent():
                self._document(event)

    def fail(self, offset: int, what: str, hint: str) -> None:
        """A problem after which the structure is not known."""
        self.problems.append(Problem(_at(self.name, self.text, offset), what, hint))
        self.stopped = True

    def _problem(self, place: Place, what: str, hint: str) -> None:
        self.problems.append(Problem(place, what, hint))

    def _place(self, mark: Any) -> Place:  # a yaml Mark; the stubs allow None, the parser does not
        return Place(self.name, mark.line + 1, mark.column + 1)

    def _count(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > NODES:
            self.fail(event.start_mark.index, f"the file has more than {NODES:,} values", "split the report")
        if event.anchor is not None:
            self._problem(self._place(event.start_mark), f'anchor "&{event.anchor}" is not allowed',
                          'write the value out wherever it is used; text that begins with "&" needs quotes')
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._problem(self._place(event.start_mark), f'tag "{_short_tag(tag)}" is not allowed',
                          'leave it out; text that begins with "!" needs quotes')

    def _document(self, event: Any) -> None:
        self.documents += 1
        if event.version or event.tags:
            self._problem(self._place(event.start_mark), "a directive is not allowed", 'delete the lines that start with "%"')
        if self.documents > 1:
            self.fail(event.start_mark.index, "a second document starts here", 'delete the line "---": a file holds one document')

    def _alias(self, event: Any) -> None:
        place = self._place(event.start_mark)
        self._problem(place, f'alias "*{event.anchor}" is not allowed',
                      'write the value out; text that begins with "*" needs quotes')
        self._add(Broken.at("", place), place)

    # ------------------------------------------------------------------ structure
    def _open(self, event: Any) -> None:
        if len(self.frames) >= LEVELS:
            self.fail(event.start_mark.index, f"this is nested deeper than {LEVELS} levels", "make the structure flatter")
        top = self.frames[-1] if self.frames else None
        place = top.key_at if top and top.waiting else self._place(event.start_mark)
        made = PlacedDict(place) if isinstance(event, yaml.MappingStartEvent) else PlacedList(place)
        self._add(made, place)
        self.frames.append(_Frame(made))

    def _add(self, value: Any, place: Place, plain: bool = False) -> None:
        top = self.frames[-1] if self.frames else None
        if top is None:
            self.root = value
        elif isinstance(top.value, PlacedList):
            top.value.put(value, place)
        elif top.waiting:
            top.waiting = False
            if top.key is not None:
                top.value.put(top.key, value, top.key_at, place)
        else:
            top.waiting, top.key_at = True, place
            top.key = self._key(value, place, top.value, plain)

    def _key(self, value: Any, place: Place, mapping: PlacedDict, plain: bool) -> str | None:
        """The key when it can be used; None after a problem."""
        if isinstance(value, Broken):
            return None
        if not isinstance(value, str):
            self._problem(place, f"a key must be text, not {cleaning.shown(value)}", "put quotes around it, or give it a name")
        elif value == "<<" and plain:
            self._problem(place, 'merge key "<<" is not allowed', "write the fields out")
        elif value in mapping:
            first = mapping.keys_at[value].line
            self._problem(place, f'key "{value}" stands here twice', f"keep one; the first is in line {first}")
        else:
            return str(value)
        return None

    # ------------------------------------------------------------------ scalars
    def _scalar(self, event: Any) -> None:
        place = self._place(event.start_mark)
        plain = event.style is None
        value = self._plain(event, place) if plain else self._clean(event.value, place)
        value = value if event.tag is None else Broken.at("", place)
        self._add(value, place, plain)

    def _plain(self, event: Any, place: Place) -> Any:
        text = event.value
        if text in _WORDS:
            return _WORDS[text]
        if not cleaning.is_number(text):
            self._report_eaten(event)
            return self._clean(text, place)
        try:
            return cleaning.number(text)
        except Unfit as unfit:
            self._problem(place, unfit.what, unfit.hint)
            return Broken.at(text, place)

    def _clean(self, text: str, place: Place) -> PlacedStr:
        text = cleaning.composed(cleaning.joined_pairs(text))
        bad = cleaning.unfit_characters(text)
        for character in dict.fromkeys(c for _, c in bad):
            self._problem(place, f"{cleaning.named(character)} is not allowed in text",
                          "leave the escape out, or type the character that is meant")
        return Broken.at("", place) if bad else PlacedStr.at(text, place)

    def _report_eaten(self, event: Any) -> None:
        """A comment right after words without quotes is more often text that YAML eats: "Route #5", "Share # of loans"."""
        comment = _COMMENT.match(self.text, event.end_mark.index)
        if not comment:
            return
        space, following = comment.groups()
        if following.isalnum() or (len(space) == 1 and following == " " and " " in event.value):
            at = _at(self.name, self.text, comment.start() + len(space))
            self._problem(at, 'text after " #" is lost as a comment',
                          "put quotes around the whole text; or write two spaces before a comment and one after the #")


def _short_tag(tag: str) -> str:
    return "!!" + tag.removeprefix("tag:yaml.org,2002:") if tag.startswith("tag:yaml.org,2002:") else tag


__all__ = ["BYTES", "LEVELS", "NODES", "Broken", "PlacedDict", "PlacedList", "PlacedStr", "load", "load_any", "parse",
           "place_of"]
