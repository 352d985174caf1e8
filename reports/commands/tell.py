"""`tell`: make the deliveries that are owed."""
from __future__ import annotations

import sys
from pathlib import Path

import click

from reports.commands._editions import CACHE, REPORT, desk


@click.command("tell")
@REPORT
def command(report: Path) -> None:
    """Tell the readers of REPORT of the edition that is released, where they were not told yet.

    Each delivery is made once. Unless schedule.yaml says distribution: {dry_run: false}, messages are only written into the
    archive's outbox. A scheduled run does the same at its end. Exit status: 1 when one may not have arrived; it says which.
    """
    from reports.running import clock
    from reports.running.telling import readers

    with desk(report, write=True) as found:
        counts = readers.Office(found.archive, found.settings, found.folder.name, clock.read, cache=CACHE).deliver()
        lost = readers.unsettled(found.archive)
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    click.echo(f"{found.folder.name}: {told or 'nothing is owed'}")
    for event in lost:
        click.echo(f"  {readers.named(event)}: {event.kind}, {event.details.get('why', 'it may have arrived')}", err=True)
    sys.exit(1 if lost else 0)
