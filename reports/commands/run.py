"""`run`: one unattended run of a report."""
from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from reports.commands._editions import CACHE, REPORT, one
from reports.commands._shared import Progress, day, show
from reports.problems import Failed

HELP = """\b
Exit status:
  0   a new edition (or one that was waiting is released now)
  10  nothing has changed; nothing was made
  20  a new edition is held for review
  30  blocked: the report has errors, or a headline no longer says what its data say
  40  data could not be fetched
  50  the files could not be made
  3   the machine failed us (disk, lock), 70 a bug of ours

Example:
  make_report.py run data/lavrov-2021
"""


@click.command("run", epilog=HELP)
@REPORT
@click.option("--force", is_flag=True, help="Make a new edition although nothing has changed.")
@click.option("--wait", type=click.FloatRange(0), default=30.0, metavar="SECONDS", show_default=True,
              help="How long to wait for another run of the report.")
@click.option("--if-due", is_flag=True, help="Only when a period of its schedule was not seen to yet.")
@click.option("--offline", is_flag=True, help="Fetch no data.")
@click.option("--today", metavar="DATE", callback=day, help="The day against which the age of facts is judged, "
              "2021-04-30 (default: the clock's, in the zone of the schedule).")
@click.option("--no-cache", is_flag=True, help="Draw everything anew.")
def command(report: Path, force: bool, wait: float, if_due: bool, offline: bool, today: str | None, no_cache: bool) -> None:
    """Refresh REPORT, check it, and archive a new edition if anything has changed.

    Safe at any moment and any number of times: a run that is killed leaves the last edition whole, and the next one goes on.
    How it is run stands in schedule.yaml beside the outline; the editions lie in archive/ beside it.
    """
    from reports.running import run
    from reports.running.steps import Status
    from reports.running.unattended import Unattended

    folder = one(report)
    with Progress(folder.name) as say:
        wish = run.Asked(cache=None if no_cache else CACHE, wait=wait, forced=force, say=say,
                         today=today or "")
        due = _due(folder) if if_due else None
        outcome = run.run(folder, Unattended(due, offline).asked(wish))
    show(outcome.problems)
    for question in outcome.asks:
        click.echo(f"asked: {question}", err=True)
    click.echo(f"{folder.name}: {outcome.what}", err=outcome.status >= Status.BLOCKED)
    sys.exit(int(outcome.status))


def _due(folder: Path) -> Any:
    """What is due; None where that cannot be read, and a run must tell its owners so. Ends the program when there is nothing to
    do."""
    from reports.running import clock, unattended
    from reports.running.steps import Status
    from reports.running.telling import owners

    try:
        due = unattended.due_now(folder, clock.read)
    except Failed as failed:
        if owners.heard(folder):
            show(failed.problems)
            sys.exit(int(Status.BLOCKED))
        return None
    if due is None:
        sys.exit(int(Status.UNCHANGED))
    return due
