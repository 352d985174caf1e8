"""`audit`: every number of the finished files, followed home."""
from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reports.commands._shared import PROFILES, ROOT, Progress, day, folders, options_of, show
from reports.counted import counted
from reports.problems import Failed

if TYPE_CHECKING:
    from reports.audit.audited import Audit

FILE = click.Path(path_type=Path, dir_okay=False)
SHOWN = 20  # findings told on the terminal; the page has all


@click.command("audit")
@click.argument("report", metavar="REPORT", type=click.Path(path_type=Path))
@click.option("--brief", type=FILE, help="The brief to read (default: that of build/REPORT).")
@click.option("--deck", type=FILE, help="The deck to read (default: that of build/REPORT).")
@click.option("--edition", metavar="N", help='Read edition N of the archive ("latest": the newest), against its own inputs.')
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for it (default: build/REPORT/audit).")
@click.option("--profile", type=click.Choice(PROFILES), help="Which readers they were made for (default: the outline's own).")
@click.option("--today", metavar="DATE", callback=day, help="As they were built: --today.")
@click.option("--release", metavar="LABEL", help="As they were built: --release.")
@click.option("--redact", type=click.Choice(["drop", "black"]), default="drop", help="As they were built: --redact.")
@click.option("--copies", metavar="N|list", default="", help="As they were built: --copies; all copies are read.")
@click.option("--lift-embargo", is_flag=True, help="As they were built: --lift-embargo.")
def command(report: Path, brief: Path | None = None, deck: Path | None = None, edition: str | None = None,
            out: Path | None = None, profile: str | None = None, **asked: Any) -> None:
    """Read the finished brief and deck of REPORT, and reconcile every number in them with the ledger.

    The prints of the deck (deck.pdf, handout.pdf) are read where they lie beside it. Writes audit.html (to sort and filter in
    a browser), audit.csv and audit.json. Where only --brief or only --deck is named, only that file is read. Exit status: 0 every
    number is reconciled, 1 some are not, or the files cannot be read.

    \b
    make_report.py audit data/lavrov-2021
    make_report.py audit data/lavrov-2021 --profile minister --brief sent/brief.pdf --deck sent/deck.pptx
    make_report.py audit data/lavrov-2021 --edition latest
    """
    from reports.audit import written
    from reports.publish import publish

    folder = folders([report])[0]
    named = {kind: path for kind, path in (("brief", brief), ("deck", deck)) if path is not None}
    try:
        with Progress(folder.name) as say:
            options = options_of(profile, None, False, ROOT / "build" / ".cache", say, **asked)
            audit = _of_edition(report, edition, options, named) if edition else _of_report(folder, options, named)
        paths = publish(out or ROOT / "build" / folder.name / "audit", written.files(audit))
    except Failed as failed:
        show(failed.problems)
        sys.exit(1)
    _tell(audit)
    for path in paths:
        click.echo(str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path))
    sys.exit(0 if audit.whole else 1)


def _of_report(folder: Path, options: Any, named: dict[str, Path]) -> Audit:
    from reports.audit import audited, expected, prints

    lie = ROOT / "build" / folder.name
    known = expected.expected(folder, options if named else replace(options, prints=prints.asked(lie)))
    return audited.audit(known, audited.gathered(known, lie, named), options.say)


def _of_edition(report: Path, number: str, options: Any, named: dict[str, Path]) -> Audit:
    from reports.audit import archived, audited
    from reports.commands._editions import desk
    from reports.editions import making

    with desk(report) as found:
        edition = found.edition(number)
        lies = found.archive.folder(edition) / making.OUTPUTS
        variants = archived.variants(found.archive, edition, options, found.folder.name)
        return audited.nearest(variants, lambda known: audited.gathered(known, lies, named), options.say)


def _tell(audit: Audit) -> None:
    """What is not reconciled, one line each, and the count."""
    lines = [f"{c.file}, {c.spot}, {c.part}: {c.expected or 'nothing'} was expected, {c.found or 'nothing'} stands there: "
             f"{c.words}" for c in audit.changes]
    lines += [f'{o.file}, {o.spot}, {o.part}: "{o.text}" is no fact\'s: {o.before}{o.text}{o.after}' for o in audit.unmatched]
    for line in lines[:SHOWN]:
        click.echo(line, err=True)
    if len(lines) > SHOWN:
        click.echo(f"and {len(lines) - SHOWN} more, in audit.html", err=True)
    click.echo(f"{counted(len(audit.occurrences), 'number')}, {len(audit.changes)} not as the outline gives them, "
               f"{len(audit.unmatched)} without a fact", err=True)
