"""`withdraw`: an edition back from its readers."""
from __future__ import annotations

from pathlib import Path

import click

from reports.commands._editions import REPORT, desk, number_option


@click.command("withdraw")
@REPORT
@number_option("Which edition (default: the one that readers have, else the newest).")
@click.option("--reason", required=True, help="Why, in a sentence; it goes into the record and into the notice.")
@click.option("--by", default="", metavar="NAME", help="Who withdraws it.")
def command(report: Path, number: str, reason: str, by: str) -> None:
    """Withdraw an edition of REPORT: readers find nothing current any more; the archive keeps it. Prints a notice for readers.

    The next run, or `tell`, mails it to everyone who got the edition.
    """
    from reports.editions import gates, letter
    from reports.running import clock, releasing
    from reports.running.telling import readers

    with desk(report, write=True) as found:
        edition = found.edition(number or found.archive.current())
        if releasing.state(found.archive, edition, found.settings.policy) == "withdrawn":
            raise gates.Refused(f"edition {edition.number} is withdrawn already")
        found.archive.record("withdrawn", edition.number, clock.stamp(clock.read()), reason=reason, by=by)
        found.archive.settle()
        head = found.archive.content(edition)["head"]
        waiting = edition.number in readers.pending(found.archive)
    click.echo(letter.withdrawal(head, edition.number, reason), nl=False)
    if waiting:
        click.echo(f"it goes to those who got the edition with the next run, or now: make_report.py tell {report}", err=True)
