"""What a writer may put around the body: the report itself, sources, facts, conflicts, actors, terms, data tables."""
from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from charts import dates
from charts.inputs import Node, Prose
from reports import addresses, cleaning
from reports.leaves import (
    Age,
    Attribution,
    Basis,
    Bleed,
    Date,
    Email,
    Label,
    Language,
    Link,
    Portion,
    Status,
    Title,
    Variable,
    Verdict,
    Words,
    filled,
    one_or_more,
)
from reports.marking import Scheme
from reports.validation import told


# ---------------------------------------------------------------- the report
class Author(Node):
    """A person or a desk."""

    name: Words
    role: str | None = None
    email: Email | None = None


class Approval(Node):
    """A line of the approvals: by whom, and when; without a date it is still open."""

    role: Words
    name: str | None = None
    at: Date | None = None


class Recipient(Node):
    """A line of the distribution list."""

    to: Words
    copies: Annotated[int, Field(ge=1, le=9999)] = 1


class AsOf(Node):
    """The state of knowledge, not the day of printing; an inferred date prints with a star."""

    date: Date
    basis: Literal["stated", "inferred"] = "stated"


class Marking(Node):
    """A protective marking by its scheme; never invented by the program.

    `unmarked`: the label of blocks that carry none (default: the document's own). `levels` and `portions` make a custom scheme,
    lowest first. `reserved`: words with the label that they may not stand below. `in_file_name` puts the label into the names
    of the files. `numbered`: whether whoever gets files gets a numbered copy of his own (default: as the label asks).
    """

    scheme: Literal["none", "tlp", "gscp", "us", "custom"]
    levels: list[Words] = []
    portions: list[Portion] = []
    label: str = ""
    handling: list[Words] = []
    unmarked: str | None = None
    reserved: dict[Words, str] = {}
    in_file_name: bool = False
    numbered: bool | None = None

    @property
    def ways(self) -> Scheme:
        """The scheme itself: what covers what."""
        return Scheme(self.scheme, tuple(self.levels), tuple(self.portions))

    @property
    def ground(self) -> str:
        """What a block carries that says nothing itself."""
        return self.unmarked or self.label

    @field_validator("label", "unmarked")
    @classmethod
    def _fits(cls, label: str | None, info: Any) -> str | None:
        if label and "scheme" in info.data:
            try:
                Scheme(info.data["scheme"], tuple(info.data.get("levels", ()))).read(label)
            except cleaning.Unfit as unfit:
                raise told(unfit.what, unfit.hint) from None
        return label

    @model_validator(mode="after")
    def _whole(self) -> Marking:
        if self.scheme != "none" and not self.label.strip():
            raise told(f'the scheme "{self.scheme}" has no label', "write the label that prints on every page")
        if self.scheme != "custom" and (self.levels or self.portions):
            raise told(f'the scheme "{self.scheme}" has levels of its own', "leave levels and portions out, or name it custom")
        if self.portions and len(self.portions) != len(self.levels):
            raise told("levels and portion marks are not as many", "give one portion mark a level, in the same order")
        if self.unmarked and not self.ways.covers(self.label, self.unmarked):
            raise told(f'"{self.unmarked}" for what is unmarked is above the document\'s "{self.label}"',
                       "raise the document's marking, or lower this one")
        return self


class Correction(Node):
    """A mistake put right, not a planned revision: of which edition, and what was wrong, in a sentence that prints."""

    of_edition: Label
    what: Words
    material: bool = False


class Embargo(Node):
    """Until when nothing of it may be used: an instant with its zone, and words that go with it."""

    until: str
    text: str | None = None

    @field_validator("until")
    @classmethod
    def _instant(cls, value: str) -> str:
        hint = "write day, time and zone: 2021-04-08T09:30:00+05:00"
        try:
            instant = datetime.fromisoformat(value)
        except ValueError:
            raise told(f'"{value}" is not an instant', hint) from None
        if instant.tzinfo is None:
            raise told(f'"{value}" has no time zone', hint)
        return value


class Template(Node):
    """The house style: a folder of templates/, or a .pptx or .potx in the report's folder. `slides: keep` leaves its own
    slides behind ours; `layouts` names its layouts for ours (cover, statement, content, table, quote)."""

    name: Words
    slides: Literal["drop", "keep"] = "drop"
    layouts: dict[str, str] = {}


def _named(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class Paper(Node):
    """The sheet: its size, printed on one side or both (then with room to bind), and what a press asks for."""

    paper: Literal["A4", "Letter"] = "A4"
    sides: Literal["one", "two"] = "one"
    bleed: Bleed = "0mm"
    crop_marks: bool = False


def _paper(value: Any) -> Any:
    """The name of a size alone is the whole of it."""
    return {"paper": value} if isinstance(value, str) else value


class Report(Node):
    """The head of the report: what stands on every page and in the files' properties.

    `data_cutoff`: nothing that became known after it is in the report; `valid_until`: the last day on which it may be used.
    """

    series: str | None = None
    number: Label | None = None
    region: str | None = None
    title: Title
    subtitle: Prose | None = None
    authors: list[Author] = []
    as_of: AsOf
    data_cutoff: Date | None = None
    valid_until: Date | None = None
    edition: Annotated[int, Field(ge=1, le=999)] = 1
    language: Language = "en-GB"
    marking: Marking = Field(default_factory=lambda: Marking(scheme="none"))
    status: Literal["draft", "final", "superseded"] = "draft"
    superseded_by: Annotated[Words, Field(max_length=40)] | None = None
    embargo: Embargo | None = None
    template: Annotated[Template, BeforeValidator(_named, json_schema_input_type=Template | str)] = Field(
        default_factory=lambda: Template(name="chancery"))
    profile: Literal["minister", "official", "analyst"] = "official"
    made_from: str | None = None
    correction: Correction | None = None
    page: Annotated[Paper, BeforeValidator(_paper, json_schema_input_type=Paper | Literal["A4", "Letter"])] = Paper()
    notes: Literal["endnotes", "footnotes"] = "endnotes"
    contents: bool | None = None  # a table of contents: by default in long briefs
    approvals: list[Approval] = []
    distribution: list[Recipient] = []
    contact: Prose | None = None
    disclaimer: Prose | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> Report:
        known, end = dates.read(self.as_of.date), dates.read(self.valid_until) if self.valid_until else None
        if self.data_cutoff and dates.read(self.data_cutoff).start >= known.end:
            raise told(f"the data end on {self.data_cutoff}, after the date of the report, {self.as_of.date}",
                       "as_of is what the report speaks of; no data can be newer")
        if end and end.end <= known.start:
            raise told(f"it is valid until {self.valid_until}, before its own date, {self.as_of.date}", "put the dates in order")
        return self

    @model_validator(mode="after")
    def _in_one_state(self) -> Report:
        if self.superseded_by and self.status != "superseded":
            raise told(f'it is superseded by "{self.superseded_by}", and its status is another', "write status: superseded")
        if self.embargo and self.status == "superseded":
            raise told("what is superseded is under no embargo", "leave the embargo out")
        return self


# ---------------------------------------------------------------- where things come from
class Limits(Node):
    """How old a fact may grow before it prints with its date, is warned of, or stops the build."""

    stale_after: Age | None = None
    warn_after: Age | None = None
    error_after: Age | None = None


class Source(Limits):
    """A text, a data set or a talk that facts come from. What is not known is left out, never guessed.

    `text` names a file with its words: phrases and locators of facts are then held against it.
    """

    title: Title
    kind: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: Date | None = None
    url: Link | None = None
    accessed: Date | None = None
    locator: Label | None = None
    note: str | None = None
    marking: str = ""
    text: Words | None = None


class Fact(Limits):
    """What one source says, once: the value, since when, who said it, how firmly, where it stands, word for word."""

    value: int | float | str
    unit: str | None = None
    qualifier: str | None = None
    as_of: Date
    as_of_basis: Basis = "stated"
    said_by: str | None = None
    attribution: Attribution | None = None
    status: Status
    source: str
    locator: Label | None = None
    phrase: str | None = None
    scope: str | None = None
    basis: str | None = None
    theme: str | None = None
    kind: str | None = None
    note: str | None = None
    marking: str = ""
    supersedes: Annotated[list[str], BeforeValidator(one_or_more, json_schema_input_type=list[str] | str)] = []

    @field_validator("value")
    @classmethod
    def _readable(cls, value: int | float | str) -> int | float | str:
        if isinstance(value, str) and cleaning.looks_like_number(value):
            raise told(f'"{value}" looks like a number and is none', "write digits only, with a point before decimals: 1234.5")
        return filled(value) if isinstance(value, str) else value


class DerivedFact(Node):
    """A number worked out from others; its formula and its inputs stay visible. `publish: false` keeps it out of print."""

    formula: Words
    unit: str | None = None
    round_to: Annotated[float, Field(gt=0)] | None = None
    qualifier: str | None = None
    scope: str | None = None
    note: str | None = None
    marking: str = ""
    publish: bool = True


class Conflict(Node):
    """Facts that differ, the verdict, and the wording to use; printing one side alone is a problem.

    `same`: groups of items that are one fact, told more than once.
    """

    items: Annotated[list[str], Field(min_length=1)]
    same: list[Annotated[list[str], Field(min_length=2)]] = []
    verdict: Verdict
    use: Prose
    note: str | None = None
    marking: str = ""


class Actor(Node):
    """A person or a body that the report names; `variants` are other forms of the name, which stand only in quotations."""

    name: Words
    variants: list[Words] = []
    role: str | None = None
    side: str | None = None
    bio: Prose | None = None


class Term(Node):
    """An entry of the glossary."""

    term: Prose
    meaning: Prose


class DataColumn(Node):
    """What a column of a data file holds, where its cells and heading do not say it."""

    kind: Literal["text", "number", "date"] | None = None
    unit: str | None = None


class Fetch(Node):
    """Where a scheduled run gets a data file anew: from an address, a command (program and arguments) or a folder."""

    url: Link | None = None
    command: list[Words] | None = None
    file: Words | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Fetch:
        if sum(value is not None for value in (self.url, self.command, self.file)) != 1:
            raise told("a fetch needs one place to fetch from", "name one: url, command or file")
        if found := addresses.secret_in(self.url or ""):
            raise told(f"the address to fetch from holds {found}", "an outline is archived: leave it out here, and name the "
                       "secret for its host in schedule.yaml, refresh: {credentials: {host: NAME}}")
        return self


class DataFile(Limits):
    """A table: a CSV, TSV, Excel, JSON or Parquet file of the report's folder, or what an SQL query gives over such files.

    `database`: the environment variable that says where a PostgreSQL server is, whose tables the query then reads too.
    """

    file: Words | None = None
    source: str
    as_of: Date
    as_of_basis: Basis = "stated"
    status: Status = "stated"
    note: str | None = None
    marking: str = ""
    sheet: Words | None = None
    query: Title | None = None
    database: Variable | None = None
    columns: dict[str, DataColumn] = {}
    fetch: Fetch | None = None

    @model_validator(mode="after")
    def _read_from(self) -> DataFile:
        if self.database is not None and (self.query is None or self.file is not None):
            raise told("a database is asked by a query, and by nothing else", 'query: "select ... from ... order by ..."')
        if self.file is None and self.query is None:
            raise told("this table has no file", "name one: file: trade.csv")
        return self
