"""`serve-schedule`: see to the schedules of all reports."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from reports.commands._shared import ROOT, folders
from reports.counted import counted

HELP = """\b
Examples:
  make_report.py serve-schedule                    all reports in data/ that have a schedule
  make_report.py serve-schedule ~/visits/delhi     one report that lives elsewhere
  make_report.py serve-schedule --once             start what is due now, and end

A report's schedule stands in schedule.yaml beside its outline:
  schedule: {cron: "30 5 * * 1-5", zone: Asia/Karachi, deadline: "06:30"}
"""


@click.command("serve-schedule", epilog=HELP)
@click.argument("reports", nargs=-1, metavar="[REPORT ...]", type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="See to what is due now, and end.")
@click.option("--offline", is_flag=True, help="Fetch nothing.")
def command(reports: Sequence[Path], once: bool, offline: bool) -> None:
    """Run each REPORT whenever its schedule says so, until stopped.

    Each run is a process of its own. After a time when the machine was off, the latest missed period is made up for, once.
    """
    from reports.running.scheduling import processes
    from reports.running.scheduling.service import Service

    ended = processes.ended_by_signal()
    start = processes.starter(ROOT / "make_report.py", ("--offline",) if offline else ())
    rounds = iter([False, True])
    service = Service(folders(reports), start, ended.wait, click.echo)
    if not once:
        click.echo(f"watching {counted(len(service.folders), 'report')}; end with Ctrl-C")
    service.serve((lambda: next(rounds)) if once else ended.is_set)
