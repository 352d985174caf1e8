"""`status`: how reports stand, and the dead man's switch."""
from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.commands._editions import table
from reports.commands._shared import folders
from reports.problems import MachineFailed

if TYPE_CHECKING:
    from reports.running.status import Report

HELP = """\b
Examples:
  make_report.py status                            the last ten runs of each report, and what is due next
  make_report.py status --html status.html         the same as a page
  make_report.py status --deadline --notify        for a cron line of its own: exit status 1, and a letter to the owners,
                                                   when a deadline passed without a good run
"""


@click.command("status", epilog=HELP)
@click.argument("reports", nargs=-1, metavar="[REPORT ...]", type=click.Path(path_type=Path))
@click.option("--deadline", is_flag=True, help="Only whether a deadline was missed.")
@click.option("--notify", is_flag=True, help="With --deadline: tell the owners, once a period.")
@click.option("--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="Write a page.")
@click.option("--json", "as_json", is_flag=True, help="Print data for another program.")
def command(reports: Sequence[Path], deadline: bool, notify: bool, page: Path | None, as_json: bool) -> None:
    """Tell how each REPORT stands: its last ten runs, the next due time, what readers have.

    Exit status 1 when one needs a look.
    """
    from reports.running import clock, status

    if notify and not deadline:
        raise click.UsageError("--notify goes with --deadline")
    now = clock.read()
    named = folders(reports)
    found = [status.of(folder, now) for folder in named]
    if page:
        _write(page, found, clock.stamp(now))
    elif as_json:
        click.echo(json.dumps([report.as_data() for report in found], indent=1, ensure_ascii=False))
    elif deadline:
        _deadlines(found)
    else:
        for report in found:
            _tell(report)
    for folder, report in zip(named, found, strict=True) if notify else ():
        for address in status.alarm(folder, report, now):
            click.echo(f"{report.name}: {address} could not be told", err=True)
    sys.exit(1 if any((r.missed or r.trouble) if deadline else not r.well for r in found) else 0)


def _write(path: Path, found: Sequence[Report], at: str) -> None:
    from reports import durable
    from reports.running import status_page

    try:
        durable.put(path, status_page.page(found, at).encode())
    except OSError as error:
        raise MachineFailed(f"cannot write {path}: {error.strerror or error}") from error
    click.echo(str(path))


def _deadlines(found: Sequence[Report]) -> None:
    for report in found:
        if report.missed or report.trouble:
            click.echo(f"{report.name}: {report.trouble or f'no run ended well by the deadline of {report.missed}'}", err=True)


def _tell(report: Report) -> None:
    latest = f"edition {report.latest} ({report.state})" if report.latest else "no edition yet"
    readers = f"readers have edition {report.current}" if report.current else "readers have none"
    click.echo(f"{report.name}: {latest}; {readers}; {f'next due {report.due}' if report.due else 'no schedule'}")
    failing = ": ".join(filter(None, (report.failing_since, report.failing)))
    for name, words in (("trouble", report.trouble), ("failing since", failing), ("deadline missed", report.missed),
                        ("readers' edition was valid until", report.ended), ("releases held", report.hold),
                        ("tried again", report.retry), *(("not delivered", words) for words in report.undelivered)):
        if words:
            click.echo(f"  {name}: {words}")
    if report.runs:
        table([["  run", "ended", "result", "edition", "what"],
               *([f"  {r.run}", r.at, r.result, r.edition, r.what] for r in report.runs)])
