"""What continues over several slides: "2 of 3" behind the headline."""
from __future__ import annotations

from reports.document import Run
from reports.layout.setting import Words, rich


def part_of(headline: Words, number: int, count: int) -> Words:
    """The headline of one part of several; a whole keeps its own."""
    if count < 2:
        return headline
    return (*rich(headline), Run(f"\N{NO-BREAK SPACE}({number}\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}{count})"))
