"""`verify`: every byte of a report's archive against its hash."""
from __future__ import annotations

import sys
from pathlib import Path

import click

from reports.commands._editions import REPORT, desk
from reports.counted import counted


@click.command("verify")
@REPORT
def command(report: Path) -> None:
    """Hash every file of every edition of REPORT, every row of the index, every event, and compare.

    A damaged index is made anew from the manifests, a damaged manifest from the index. A damaged or missing file is found again
    in another edition, or made again from the inputs, and put back if it has the recorded hash; what was damaged is kept. What
    cannot be put right is named. Exit status: 0 all is whole (now), 1 something is not.
    """
    from reports.editions import mending, verifying
    from reports.outline import shortened

    with desk(report, write=True) as found:
        mended, _ = verifying.verified(found.archive)  # manifests first: they say what files must be
        mended += mending.Workshop(found.archive, found.folder, shortened(found.folder)).mended()
        faults = verifying.verified(found.archive)[1]
        editions = counted(len(found.archive.editions()), "edition")
    for line in mended:
        click.echo(line, err=True)
    for line in faults:
        click.echo(line, err=True)
    if faults:
        left = f"{counted(len(faults), 'fault')} in {editions} {'is' if len(faults) == 1 else 'are'} left"
        click.echo(f"{left}: put files of a backup in their places, then verify again", err=True)
        sys.exit(1)
    click.echo(f"{editions}, every byte as it was written")
