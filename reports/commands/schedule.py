"""`schedule`: when reports are due, or the same for the system's own scheduler."""
from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from reports.commands._shared import ROOT, folders, show
from reports.problems import Failed

HELP = """\b
Examples:
  make_report.py schedule                          the next five times of each report
  make_report.py schedule --print systemd data/lavrov-2021
  make_report.py schedule --print cron >> /etc/cron.d/chancery
"""


@click.command("schedule", epilog=HELP)
@click.argument("reports", nargs=-1, metavar="[REPORT ...]", type=click.Path(path_type=Path))
@click.option("--print", "form", type=click.Choice(["systemd", "cron", "k8s"]), help="Units for that scheduler.")
@click.option("--count", type=click.IntRange(1, 100), default=5, show_default=True, help="How many times to list.")
def command(reports: Sequence[Path], form: str | None, count: int) -> None:
    """List when each REPORT is due next, in its zone and in UTC; or print units for a scheduler of the system."""
    from reports.running import clock, settings
    from reports.running.scheduling import periods, units

    for folder in folders(reports):
        try:
            found = settings.read(folder).schedule
        except Failed as failed:
            show(failed.problems)
            sys.exit(1)
        if found is None:
            click.echo(f"{folder.name}: no schedule", err=True)
        elif form:
            words = [sys.executable, str(ROOT / "make_report.py"), "run", str(folder), "--if-due"]
            click.echo(units.FORMS[form](words, str(ROOT), folder.name), nl=False)
        else:
            after = clock.read()
            for _ in range(count):
                period = periods.following(found, folder.name, after)
                if period is None:
                    break
                click.echo(f"{folder.name}  {period.key}  due {clock.stamp(period.due)}")
                after = period.nominal
