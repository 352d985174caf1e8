"""`editions`: what there is in a report's archive."""
from __future__ import annotations

import json
from pathlib import Path

import click

from reports.commands._editions import REPORT, desk, table


@click.command("editions")
@REPORT
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def command(report: Path, as_json: bool) -> None:
    """List the editions of REPORT, the newest last, with their states."""
    from reports.running import releasing

    with desk(report) as found:
        rows = [{"number": e.number, "made": e.made, "kind": e.kind, "as_of": e.as_of, "content": e.content,
                 "state": releasing.state(found.archive, e, found.settings.policy), "summary": e.summary}
                for e in found.archive.editions()]
        current, pruned = found.archive.current(), found.archive.pruned()
    if as_json:
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
    elif not rows:
        click.echo(f"no edition yet; make one: make_report.py run {report}")
    else:
        table([(r["number"], r["made"][:16].replace("T", " "), r["kind"],
                r["state"] + (" (current)" if r["number"] == current else " (pruned)" if r["number"] in pruned else ""),
                r["summary"]) for r in rows])
