"""`release`: an edition to its readers."""
from __future__ import annotations

from pathlib import Path

import click

from reports.commands._editions import CACHE, REPORT, desk, number_option


@click.command("release")
@REPORT
@number_option("Which edition (default: the newest).")
@click.option("--by", default="", metavar="NAME", help="Who releases it, for the record.")
def command(report: Path, number: str, by: str) -> None:
    """Release an edition of REPORT: its files are made from the archived inputs without any stamp, proved to be the approved ones
    by their hashes, and put where readers find them (archive/current).

    Refused without the approvals that schedule.yaml requires, under an embargo, while a HOLD file stands, and when a fact of it
    went out of date since it was made.
    """
    from reports.running import clock, releasing

    with desk(report, write=True) as found:
        edition = found.edition(number)
        place = releasing.to_readers(found.archive, edition, found.settings, found.folder, clock.read(), cache=CACHE, by=by)
    click.echo(f"edition {edition.number} is released")
    for path in sorted(p for p in place.rglob("*") if p.is_file()):
        click.echo(str(path))
