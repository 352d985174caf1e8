"""`audit`: every number of the finished files, followed home."""
from __future__ import annotations

import sys
from pathlib import Path

import click

from reports.commands._shared import PROFILES, ROOT, Progress, folders, options_of, show
from reports.problems import Failed

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("audit")
@click.argument("report", metavar="REPORT", type=click.Path(path_type=Path))
@click.option("--brief", type=FILE, help="The brief to read (default: build/REPORT/brief.pdf).")
@click.option("--deck", type=FILE, help="The deck to read (default: build/REPORT/deck.pptx).")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for it (default: build/REPORT/audit).")
@click.option("--profile", type=click.Choice(PROFILES), help="Which readers they were made for (default: the outline's own).")
def command(report: Path, brief: Path | None = None, deck: Path | None = None, out: Path | None = None,
            profile: str | None = None) -> None:
    """Read the finished brief and deck of REPORT, and reconcile every number in them with the ledger.

    Writes audit.html (to sort and filter in a browser), audit.csv and audit.json. Where only --brief or only --deck is named,
    only that file is read. Exit status: 0 every number is reconciled, 1 some are not, or the files cannot be read.

    \b
    make_report.py audit data/lavrov-2021
    make_report.py audit data/lavrov-2021 --profile minister --brief sent/brief.pdf --deck sent/deck.pptx
    """
    from reports.audit import audited, expected, written
    from reports.publish import publish

    folder = folders([report])[0]
    made = ROOT / "build" / folder.name
    if brief is None and deck is None:
        brief, deck = made / "brief.pdf", made / "deck.pptx"
    try:
        with Progress(folder.name) as say:
            files = audited.gathered(brief, deck)
            known = expected.expected(folder, options_of(profile, None, False, ROOT / "build" / ".cache", say))
            audit = audited.audit(known, files, say)
        paths = publish(out or made / "audit", written.files(audit))
    except Failed as failed:
        show(failed.problems)
        sys.exit(1)
    for change in audit.changes:
        click.echo(f"{change.file}, {change.spot}, {change.part}: {change.expected or 'nothing'} was expected, "
                   f"{change.found or 'nothing'} stands there: {change.words}", err=True)
    for one in audit.unmatched:
        words = f"{one.before}{one.text}{one.after}"
        click.echo(f"{one.file}, {one.spot}, {one.part}: \"{one.text}\" is no fact's: {words}", err=True)
    for path in paths:
        click.echo(str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path))
    click.echo(f"{len(audit.occurrences)} numbers, {len(audit.changes)} not as the outline gives them, "
               f"{len(audit.unmatched)} without a fact", err=True)
    sys.exit(0 if audit.whole else 1)
