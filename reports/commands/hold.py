"""`hold`: stop every release, not the checks."""
from __future__ import annotations

from pathlib import Path

import click

from reports.commands._editions import REPORT, desk


@click.command("hold")
@REPORT
@click.option("--reason", default="", help="Why, in a sentence.")
@click.option("--lift", is_flag=True, help="Let releases go on.")
def command(report: Path, reason: str, lift: bool) -> None:
    """Hold every release of REPORT until it is lifted; runs go on checking and archiving.

    The same as a file named HOLD in the archive, or beside the outline.
    """
    from reports import durable
    from reports.editions import gates
    from reports.running import clock

    with desk(report, write=True) as found:
        path = found.archive.root / gates.HOLD
        with durable.machine(found.archive.root):
            if lift:
                path.unlink(missing_ok=True)
            else:
                durable.put(path, f"{reason}\n".encode())
        found.archive.record("lifted" if lift else "held", "", clock.stamp(clock.read()), reason=reason)
        left = gates.held(found.archive.root, found.folder)
    if lift and left:
        click.echo(f"still held by the file HOLD beside the outline: {left}")
    else:
        click.echo("releases go on" if lift else f"releases are held: {left}")
