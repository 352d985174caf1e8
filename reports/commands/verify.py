"""`verify`: every byte of a report's archive against its hash."""
from __future__ import annotations

import sys
from pathlib import Path

import click

from reports.commands._editions import REPORT, desk


@click.command("verify")
@REPORT
def command(report: Path) -> None:
    """Hash every file of every edition of REPORT, every row of the index, every event, and compare.

    A damaged index is made anew from the manifests, a damaged manifest from the index; the damaged ones are kept. Damaged files
    are named, and stay as they are. Exit status: 0 all is whole (now), 1 something is not.
    """
    from reports.editions import verifying

    with desk(report, write=True) as found:
        mended, faults = verifying.verified(found.archive)
        count = len(found.archive.editions())
    for line in mended:
        click.echo(line, err=True)
    for line in faults:
        click.echo(line, err=True)
    if faults:
        click.echo(f"{len(faults)} faults in {count} editions; files of another place with the same hash can be put back as they "
                   "are, outputs come from: make_report.py rebuild", err=True)
        sys.exit(1)
    click.echo(f"{count} editions, every byte as it was written")
