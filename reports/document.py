"""The Document model: what the report says. Blocks, runs of text, the facts behind each run. No size, colour or page.

Both layouts read the same Document, so brief and deck cannot say different things.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from charts.inputs import Spec
from charts.native import Native
from reports.attachment import Attachment
from reports.problems import Place


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one meaning. `facts`: the ledger ids its words come from; `notes`: a note mark (then
    `text` is empty); `language`: a BCP 47 tag where it is not the report's own."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    facts: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    language: str = ""
    target: str = ""     # the anchor of what it names: a figure, a theme
    paged: bool = False  # print adds the page of that


Rich = tuple[Run, ...]


def plain(rich: Rich) -> str:
    """The words alone, without note marks."""
    return "".join(run.text for run in rich)


def unmarked(rich: Rich) -> Rich:
    """The same text without its note marks, for slides."""
    return tuple(run for run in rich if not run.notes)


def facts_in(*texts: Rich | None) -> tuple[str, ...]:
    """The ids behind some texts, in order of first mention."""
    return tuple(dict.fromkeys(fact for rich in texts if rich for run in rich for fact in run.facts))


@dataclass(frozen=True, slots=True)
class Note:
    """An endnote: its number by first mention, its text, the facts it speaks for."""

    number: int
    text: str
    facts: tuple[str, ...]

    @property
    def numeral(self) -> Rich:
        """Its number, which leads back to where the note was first called."""
        return (Run(str(self.number), link=f"#mark-{self.number}"),)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A figure with its words. `source` and `note` are whole lines without their leading word."""

    number: int
    id: str
    kind: str
    headline: Rich
    subtitle: Rich
    source: Rich
    slide_source: str
    note: Rich
    alt: str
    spec: Spec
    plan: Any
    native: Native | None
    facts: tuple[str, ...]
    place: Place

    @property
    def data_name(self) -> str:
        """The file with its numbers."""
        return f"figure-{self.number}-{re.sub(r'[^A-Za-z0-9_-]+', '-', self.id).strip('-') or 'chart'}.csv"


@dataclass(frozen=True, slots=True)
class Content:
    """One composed block. `body` is the kind's own dataclass of words; `say` are the speaker notes, paragraph by paragraph."""

    kind: str
    body: Any
    place: Place
    id: str = ""
    title: Rich = ()
    say: tuple[str, ...] = ()
    slide: bool | str = True
    page_break: bool = False
    keep: bool = False
    facts: tuple[str, ...] = ()
    source: str = ""  # the source line of its slides
    chosen: bool = False  # its `profiles` name the profile that is being made


@dataclass(frozen=True, slots=True)
class Stamp:
    """A state that every page shows. `kind`: draft, embargoed or superseded; `words` as they print."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands on every page and in the files' properties."""

    series: str
    number: str
    region: str
    title: str
    subtitle: str
    as_of: str
    inferred: bool
    edition: str
    made_from: str
    marking: str
    scheme: str
    draft: bool
    language: str
    authors: tuple[str, ...]
    date: str
    page: str = "A4"
    oldest: str = ""  # "2016": of the figure with the oldest data
    data_to: str = ""  # "Data to 6 April 2021"
    valid: str = ""  # "Valid until 1 June 2021"
    contact: str = ""
    disclaimer: str = ""
    bound: bool = False    # printed on both sides
    bleed: float = 0.0     # points beyond the trim
    crops: bool = False
    footnotes: bool = False
    contents: bool | None = None
    decimal: str = "."  # the decimal mark of the language
    handling: tuple[str, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    copy: str = ""  # "Copy 3 of 12", and whose
    copy_number: int = 0
    readers: tuple[str, ...] = ()  # of the distribution list, each as often as copies go there
    in_file_name: bool = False  # whether the marking stands in the names of the files

    @property
    def dated(self) -> str:
        """"As of April 2021, oldest data 2016"."""
        return f"As of {self.as_of}" + (f", oldest data {self.oldest}" if self.oldest else "")

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates that stand beside as-of and edition, as far as they are given."""
        return tuple(filter(None, (self.data_to, self.valid)))

    @property
    def series_line(self) -> str:
        return f"{self.series} {self.number}".strip()

    @property
    def handled(self) -> tuple[str, ...]:
        """All that says how the document is to be handled, the marking first: for notes and for the files' properties."""
        return tuple(filter(None, (self.marking, *self.handling, *(stamp.words for stamp in self.stamps), self.copy)))


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that the report says, for one profile. `notes` are the endnotes in order of first mention."""

    head: Head
    contents: tuple[Content, ...]
    notes: tuple[Note, ...]
    profile: str = "official"
    terms: tuple[str, ...] = ()  # what the glossary explains
    locate: Callable[[Sequence[str]], str] = field(default=lambda facts: "", compare=False)  # facts → a slide's source line
    attachments: tuple[Attachment, ...] = ()
    untraced: Callable[[str], list[str]] = field(default=lambda text: [], compare=False)  # the numbers in it that no fact gives
    heard: Callable[[], Any] = field(default=lambda: None, compare=False)  # all that was said, for the rules of claims


_CLOSING = re.compile(r"^[.,;:?!)\]”’»]+")


def tidied(runs: Sequence[Run]) -> Rich:
    """Marks after the punctuation that follows them, no space before them, neighbours merged."""
    out: list[Run] = []
    for run in runs:
        if run.notes and out and not out[-1].notes:
            out[-1] = replace(out[-1], text=out[-1].text.rstrip(" "))
            if not out[-1].text:  # nothing but space between two marks
                out.pop()
        if run.notes and out and out[-1].notes:
            before = out.pop()
            out.append(replace(run, notes=tuple(sorted({*before.notes, *run.notes})), facts=(*before.facts, *run.facts)))
            continue
        closing = _CLOSING.match(run.text) if out and out[-1].notes and run.text else None
        if closing:
            mark = out.pop()
            if out:
                out[-1] = replace(out[-1], text=out[-1].text + closing.group())
            else:
                out.append(Run(closing.group()))
            out.append(mark)
            run = replace(run, text=run.text[closing.end():])
        if run.text or run.notes:
            out.append(run)
    return tuple(out)
