"""Secrets: from the environment, or from a file elsewhere that CHANCERY_SECRETS names. Never in an outline, a log or an archive.

    CHANCERY_SMTP=smtps://name:password@mail.example.org:465      (smtp://... for STARTTLS where the server offers it)

Other secrets have the names that schedule.yaml gives them: the address of a webhook, the key that signs what is posted, what a
web host wants to see. What has been read here is known, and `hidden` takes it out of whatever is written.
"""
from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from reports import addresses
from reports.problems import MachineFailed
from reports.validation import told

FILE = "CHANCERY_SECRETS"
SMTP = "CHANCERY_SMTP"
_NAME = re.compile(r"[A-Z][A-Z0-9_]{1,63}")  # of an environment variable, so that no secret stands where its name belongs
_SHORTEST = 4  # letters of what is hidden wherever it stands
_known: set[str] = set()


def _name(words: str) -> str:
    """The message does not repeat it: it may be the secret itself."""
    if not _NAME.fullmatch(words):
        raise told("this is no name of a secret", "write the name of an environment variable, as in HOOK_KEY; the secret itself "
                   "stays out of the project")
    return words


Name = Annotated[str, AfterValidator(_name)]


def secret(name: str) -> str:
    """The secret of that name, empty when there is none. Raises MachineFailed for a file that cannot be read."""
    found = os.environ.get(name) or _in_file(os.environ.get(FILE, "")).get(name, "")
    if found:
        _known.update((found, *addresses.secrets_in(found)))
    return found


def hidden(text: str) -> str:
    """A text without any secret that was read, nor any of the parts of one that is an address."""
    for part in sorted(_known, key=len, reverse=True):
        text = text.replace(part, addresses.STARS) if len(part) >= _SHORTEST else text
    return text


def beside(folder: Path) -> bool:
    """Whether the file of secrets lies in a report's folder, where it would be archived with every edition."""
    path = os.environ.get(FILE, "")
    return bool(path) and Path(path).resolve().is_relative_to(folder.resolve())


def _in_file(path: str) -> dict[str, str]:
    """NAME=value, one a line; what begins with # is passed over."""
    if not path:
        return {}
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise MachineFailed(f"the file that {FILE} names cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}"
                            ) from None
    pairs = (line.partition("=") for line in lines if "=" in line and not line.lstrip().startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}
