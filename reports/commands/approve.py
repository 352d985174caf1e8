"""`approve`: a person lets an edition pass."""
from __future__ import annotations

from pathlib import Path

import click

from reports.commands._editions import REPORT, desk, number_option


@click.command("approve")
@REPORT
@click.option("--role", required=True, help="In which role, as schedule.yaml names it: desk_head")
@click.option("--name", required=True, help="Who approves.")
@number_option("Which edition (default: the newest).")
def command(report: Path, role: str, name: str, number: str) -> None:
    """Record that NAME, as ROLE, approves an edition of REPORT: these very bytes. A newer edition voids it.

    \b
    Example:
      make_report.py approve data/lavrov-2021 --role desk_head --name "Ada Holm" --edition 2
    """
    from reports.editions import gates
    from reports.running import clock, releasing

    with desk(report, write=True) as found:
        edition, newest = found.edition(number), found.edition("latest")
        events, policy = found.archive.events(), found.settings.policy
        gates.may_approve(edition, newest, events, policy, role, name)
        found.archive.record("approved", edition.number, clock.stamp(clock.read()), role=role, name=name, content=edition.content,
                             clean=edition.clean)
        missing = gates.missing(edition, found.archive.events(), policy)
        state = releasing.state(found.archive, edition, policy)
    click.echo(f"edition {edition.number} ({state}): approved by {name}, {role}"
               + (f"; it waits for {', '.join(missing)}" if missing else ""))
