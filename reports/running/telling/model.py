"""What schedule.yaml may say about the people and places that are told."""
from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from charts.inputs import Node
from reports import addresses
from reports.leaves import Words
from reports.running import secrets
from reports.validation import told

_SPAN = re.compile(r"(\d{1,4})\s?([smhd])")
_PLAIN = r"[^\s<>@,;\"]+@[^\s<>@,;\"]+"
_ADDRESS = re.compile(rf'{_PLAIN}|(?:[^<>@,;"\r\n]*|"[^"\r\n]*") ?<{_PLAIN}>')
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def _address(words: str) -> str:
    if not _ADDRESS.fullmatch(words):
        raise told(f'"{words}" is no mail address', 'write it as in desk@example.org or "Policy desk <desk@example.org>"')
    return words


def _span(words: str) -> str:
    if not _SPAN.fullmatch(words):
        raise told(f'"{words}" is no length of time', "write a number and s, m, h or d, as in 90m")
    return words


def _web(words: str) -> str:
    """The message never repeats an address: it may hold a secret."""
    if not words.startswith(("https://", "http://")):
        raise told("this is no web address", "it begins with https://")
    if found := addresses.secret_in(words):
        raise told(f"the address holds {found}", "keep it out of the project: name the secret that holds the whole address, "
                   "url_secret: HOOK_URL")
    return words



Address = Annotated[Words, AfterValidator(_address)]
Span = Annotated[Words, AfterValidator(_span)]
Web = Annotated[Words, AfterValidator(_web)]


def span(words: str) -> timedelta:
    """A length of time as typed: "90m"."""
    found = _SPAN.fullmatch(words)
    assert found
    return timedelta(**{_UNITS[found.group(2)]: int(found.group(1))})


class Readers(Node):
    """Who gets an edition by mail: `profile` names the files, `cleared` the highest marking that these people may read.

    `numbered`: each gets a numbered copy of his own. Where the marking asks for that, it is so without a word here.
    """

    to: list[Address]
    profile: Literal["minister", "official", "analyst"] | None = None
    cleared: Words | None = None
    attach: bool = True
    numbered: bool = False


class Folder(Node):
    """A folder that gets each released edition, in a folder of its own."""

    path: Words
    cleared: Words | None = None


class Webhook(Node):
    """An address that is told of each release (JSON, signed with the secret of that name): what and when, never the content.

    `url_secret`: the name of the secret that holds the address, for services whose addresses are keys themselves.
    """

    url: Web | None = None
    url_secret: secrets.Name | None = None
    secret: secrets.Name | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Webhook:
        if (self.url is None) == (self.url_secret is None):
            raise told("a webhook needs one address", "write url: https://..., or url_secret: NAME, of the secret that holds it")
        return self

    @property
    def named(self) -> str:
        """How it is called wherever it is written."""
        return self.url_secret or addresses.named(self.url or "")


class Distribution(Node):
    """Who and what is told of a release. Unless `dry_run` is false, messages go into the archive's outbox and no further.

    `delay_notice`: readers get one line when a deadline passed without a new edition.
    """

    dry_run: bool = True
    sender: Address | None = Field(default=None, alias="from")
    lists: dict[str, Readers] = {}
    folders: list[Folder] = []
    webhooks: list[Webhook] = []
    delay_notice: bool = False


class Failure(Node):
    """Who hears of a failure, after how long (`grace`), and how often a run that could not fetch or write is tried again."""

    notify: list[Address] = []
    grace: Span = "0m"
    retries: Annotated[int, Field(ge=0, le=20)] = 2
    backoff: Span = "5m"

    @property
    def grace_time(self) -> timedelta:
        return span(self.grace)

    @property
    def backoff_time(self) -> timedelta:
        return span(self.backoff)
