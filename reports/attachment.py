"""A file that travels inside the brief: its name, its bytes, what it is. Layouts and renderers pass it on as it is."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """`name` is used once in a document; `described` is one line for a reader's list of attachments."""

    name: str
    media_type: str
    data: bytes
    described: str
