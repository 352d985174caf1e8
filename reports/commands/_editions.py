"""What the commands about editions share: the report's archive, and the ways out that are no bug."""
from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reports.commands._shared import ROOT, folders, show
from reports.problems import Failed

if TYPE_CHECKING:
    from reports.running.desk import Desk

REPORT = click.argument("report", metavar="REPORT", type=click.Path(path_type=Path))
CACHE = ROOT / "build" / ".cache"


def number_option(words: str) -> Callable[..., Any]:
    return click.option("--edition", "number", default="", metavar="N", help=words)


def one(report: Path) -> Path:
    """The folder of the report named."""
    return folders([report])[0]


@contextmanager
def desk(report: Path, *, write: bool = False) -> Iterator[Desk]:
    """The report's archive; exit status 1, and a sentence, for what is refused or damaged."""
    from reports.editions.gates import Refused
    from reports.editions.manifest import Damaged
    from reports.running import desk as desks

    try:
        with (desks.writing if write else desks.reading)(one(report)) as found:
            for note in found.archive.notes:
                click.echo(note, err=True)
            yield found
    except Failed as failed:
        show(failed.problems)
        sys.exit(1)
    except Damaged as damaged:
        click.echo(f"{damaged}\n    hint: look at all of it: make_report.py verify {report}", err=True)
        sys.exit(1)
    except Refused as refused:
        click.echo(str(refused), err=True)
        sys.exit(1)


def table(rows: Sequence[Sequence[str]]) -> None:
    """Rows in columns; the last column runs on."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)] if rows else []
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        click.echo("  ".join([*cells, row[-1]]).rstrip())
