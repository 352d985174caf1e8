"""Numbered copies, and what the files of a report are called."""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from reports.document import Head

MOST = 500  # copies of one build


@dataclass(frozen=True, slots=True)
class Copy:
    """A numbered copy: which (from 1), of how many, and whose (empty: nobody's in particular)."""

    number: int
    of: int
    to: str = ""

    @property
    def counted(self) -> str:
        return f"Copy {self.number} of {self.of}"

    def on(self, head: Head) -> Head:
        """The head of that copy's pages."""
        return replace(head, copy=" \N{EN SPACE}".join(filter(None, (self.counted, self.to))), copy_number=self.number)


def heads(head: Head, copies: str | Copy) -> Sequence[Head]:
    """One head a copy: so many as are asked for, or as the distribution list has ("list"), or that one alone. Without a wish the
    head as it is."""
    if not copies:
        return [head]
    if isinstance(copies, Copy):
        return [copies.on(head)]
    readers = head.readers if copies == "list" else [""] * int(copies)
    return [Copy(n, len(readers), reader).on(head) for n, reader in enumerate(readers, 1)]


def readers(distribution: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Each reader as often as copies go there."""
    return tuple(to for to, count in distribution for _ in range(count))


def named(file: str, head: Head) -> str:
    """"brief.pdf", or "brief-TLP-AMBER-EMBARGOED-copy-03.pdf": the label where the marking asks for it, the embargo, the copy."""
    path = PurePosixPath(file)
    label = re.sub(r"[^A-Z0-9]+", "-", head.marking.upper()).strip("-") if head.in_file_name else ""
    embargo = "EMBARGOED" if any(stamp.kind == "embargoed" for stamp in head.stamps) else ""
    copy = f"copy-{head.copy_number:02d}" if head.copy_number else ""
    return str(path.with_name("-".join(filter(None, (path.stem, label, embargo, copy))) + path.suffix))
