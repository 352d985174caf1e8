"""`diff`: what differs between two editions."""
from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from reports.commands._editions import REPORT, desk


@click.command("diff")
@REPORT
@click.argument("old", metavar="[N]", default="")
@click.argument("new", metavar="[M]", default="latest")
@click.option("--json", "form", flag_value="json", help="As JSON, for programs.")
@click.option("--html", "form", flag_value="html", help="As the letter that tells readers, in HTML.")
def command(report: Path, old: str, new: str, form: str | None) -> None:
    """Show what changed in REPORT from edition N to edition M, by the ids of facts, conflicts, charts and texts.

    Without numbers: from the edition before the newest to the newest.
    """
    from reports.editions import diff, letter, material
    from reports.editions.gates import Refused
    from reports.issue import Issue

    with desk(report) as found:
        later = found.edition(new)
        before = next((e.number for e in reversed(found.archive.editions()) if e.seq < later.seq), "")
        if not old and not before:
            raise Refused(f"edition {later.number} is the first", "there is nothing to compare it with")
        earlier = found.edition(old or before)
        was, now = found.archive.content(earlier), found.archive.content(later)
        changes = material.judged(diff.changes(was, now), was, now, found.settings.rule)
    summary = diff.summary(changes)
    if form == "json":
        click.echo(json.dumps({"edition": later.number, "since": earlier.number, "counts": diff.counts(changes),
                               "changes": [asdict(change) for change in changes]}, indent=1, ensure_ascii=False))
        return
    told = letter.letter(now["head"], Issue(later.number, since=earlier.number, changes=changes), summary, most=None)
    click.echo(told.html if form == "html" else told.text, nl=False)
