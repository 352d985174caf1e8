"""Secrets: from the environment, or from a file elsewhere that CHANCERY_SECRETS names. Never in an outline, log or archive.

    CHANCERY_SMTP=smtps://name:password@mail.example.org:465      (smtp://... for STARTTLS where the server offers it)
"""
from __future__ import annotations

import os
from pathlib import Path

from reports.problems import MachineFailed

FILE = "CHANCERY_SECRETS"
SMTP = "CHANCERY_SMTP"


def secret(name: str) -> str:
    """The secret of that name, empty when there is none. Raises MachineFailed for a file that cannot be read."""
    return os.environ.get(name) or _in_file(os.environ.get(FILE, "")).get(name, "")


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
