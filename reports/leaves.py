"""The smallest things that a writer may put: words, dates, ids, ages, addresses, and the closed lists of the ledger."""
from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator

from charts import dates
from charts.inputs import Prose
from reports import cleaning
from reports.inline import link_is_safe
from reports.validation import told

Status = Literal[
    "delivered", "done", "past", "announced", "planned", "pledged", "intended", "offered", "under_consideration", "interest",
    "hoped", "expected", "forecast", "conditional", "estimate", "recurring", "risk", "superseded", "reported_unverified",
    "speculation", "inference", "opinion", "framing", "recommendation", "stated", "not_done", "duplicate"]
Attribution = Literal[
    "direct_quote", "paraphrase", "institution_statement", "anonymous_source", "media_report", "author_assertion",
    "author_opinion", "author_inference", "author"]
Verdict = Literal["agree", "scope", "conflict", "strength", "tension", "dup", "gap"]
Basis = Literal["stated", "inferred", "outside"]


def _date(value: Any) -> Any:
    """A calendar date of reduced precision as text; a year may be typed as a number."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str):
        raise told(f"{cleaning.shown(value)} is not a date", "write a year, 2021-04 or 2021-04-07")
    try:
        dates.read(text)
    except ValueError as error:
        raise told(str(error), "write a year, 2021-04 or 2021-04-07") from None
    return text.strip()


def _as_text(value: Any) -> Any:
    """A number where a label belongs is taken as it is typed."""
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def one_or_more(value: Any) -> Any:
    """One text where a list is taken."""
    return [value] if isinstance(value, str) else value


def filled(text: str) -> str:
    """The text unless it is empty. Raises ValueError (told)."""
    if not text.strip():
        raise told("this text is empty", "write it, or leave the key out")
    return text


def _matching(pattern: str, what: str, hint: str) -> AfterValidator:
    """Text of one form; the message names the value."""
    form = re.compile(pattern)

    def check(text: str) -> str:
        if not form.fullmatch(text):
            raise told(f'{what} "{text}" is not allowed', hint)
        return text

    return AfterValidator(check)


def _web(address: str) -> str:
    if not link_is_safe(address):
        raise told(f'link "{address}" is not allowed', "links start with https://, http:// or mailto:")
    return address


Date = Annotated[str, BeforeValidator(_date, json_schema_input_type=str | int)]
Words = Annotated[str, AfterValidator(filled)]
Label = Annotated[str, BeforeValidator(_as_text, json_schema_input_type=str | int | float)]
Title = Annotated[Prose, AfterValidator(filled)]
Link = Annotated[str, AfterValidator(_web)]
Age = Annotated[str, _matching(r"[1-9]\d{0,4}[dmy]", "age", "write days, months or years: 400d, 18m, 2y")]
_ID = r"[A-Z]{1,3}-\d{1,4}"
FactId = Annotated[str, _matching(_ID, "fact id", "write capital letters, a hyphen and digits: A-058")]
ConflictId = Annotated[str, _matching(_ID, "conflict id", "write capital letters, a hyphen and digits: C-03")]
SourceId = Annotated[str, _matching(r"[A-Za-z][A-Za-z0-9_-]{0,15}", "source id", "write a letter, then letters or digits: A1")]
Variable = Annotated[str, _matching(r"[A-Z][A-Z0-9_]{0,63}", "environment variable",
                                    "name the variable that holds the address, in capitals: TRADE_DB")]
Name = Annotated[str, _matching(r"[a-z][a-z0-9_-]{0,39}", "name", "write small letters, digits, hyphens and underscores: trade")]
Language = Annotated[str, _matching(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", "language", "write a tag of BCP 47: en-GB")]
Bleed = Annotated[str, _matching(r"(?:[0-9]|10)(?:\.\d+)?mm", "bleed", "write millimetres, 10 at most: 3mm")]
Email = Annotated[str, _matching(r"[^@\s<>,;]+@[^@\s<>,;]+", "address", "write one address: desk@example.org")]
Portion = Annotated[str, _matching(r"[A-Z][A-Z0-9/-]{0,11}", "portion mark", "write a few capitals: R")]
