"""`build`: the files of each report."""
from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click

from reports.commands._shared import ROOT, Progress, folders, options_of, report_made, report_options, show
from reports.problems import Failed


@click.command("build")
@report_options
@click.option("--deck-pdf", is_flag=True, help="Make deck.pdf as well: the slides as an archival, accessible PDF.")
@click.option("--handout", type=click.Choice(["2", "3", "6"]), help="Make handout.pdf as well: slides a page, with ruled lines.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the files (default: build/).")
@click.option("--data", is_flag=True, help="Put the figures' numbers (CSV) and the facts (JSON) beside them, in data/.")
@click.option("--release", metavar="LABEL", help='Make it as it may be released at a label: --release "TLP:GREEN".')
@click.option("--redact", type=click.Choice(["drop", "black"]), default="drop", help="What becomes of what is above the release.")
@click.option("--copies", metavar="N|list", default="", callback=lambda c, p, v: _copies(v),
              help="Make numbered copies: so many, or one for each reader of the distribution list.")
@click.option("--lift-embargo", is_flag=True, help="Leave the embargo's stamp out: its time has come.")
def command(reports: Sequence[Path] = (), profile: str | None = None, only: str | None = None, strict: bool = False,
          today: str | None = None, no_cache: bool = False, deck_pdf: bool = False, handout: str | None = None,
          out: Path | None = None, data: bool = False, release: str | None = None, redact: str = "drop", copies: str = "",
            lift_embargo: bool = False) -> None:
    """Make brief.pdf and deck.pptx of each REPORT (a folder with outline.yaml; default: all of data/*/)."""
    from reports import pipeline

    prints = _prints(only, deck_pdf, handout)
    base = out or ROOT / "build"
    failed = False
    for folder in folders(reports):
        target = base / folder.name
        started = time.perf_counter()
        with Progress(folder.name) as say:
            options = options_of(profile, only, strict, None if no_cache else base / ".cache", say, prints=prints, data=data,
                                 today=today, release=release, redact=redact, copies=copies, lift_embargo=lift_embargo)
            try:
                paths, problems = pipeline.build(folder, target, options)
            except Failed as failure:
                paths, problems, failed = [], list(failure.problems), True
        show(problems)
        report_made(paths, folder.name, time.perf_counter() - started)
    sys.exit(1 if failed else 0)


def _prints(only: str | None, deck_pdf: bool, handout: str | None) -> tuple[str, ...]:
    """The prints of the deck that are asked for. Raises UsageError where no deck is."""
    prints = (*(["deck-pdf"] if deck_pdf else []), *([f"handout-{handout}"] if handout else []))
    if prints and only == "brief":
        raise click.UsageError("--deck-pdf and --handout print the deck, and --only brief makes none")
    return prints


def _copies(wanted: str) -> str:
    """How many copies: a number, or "list". Raises BadParameter for anything else."""
    from reports.copies import MOST

    if wanted not in ("", "list") and not (wanted.isascii() and wanted.isdecimal() and 1 <= int(wanted) <= MOST):
        raise click.BadParameter(f'"{wanted}" is neither a number from 1 to {MOST} nor "list"')
    return wanted
