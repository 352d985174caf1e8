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
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the files (default: build/).")
def command(reports: Sequence[Path] = (), profile: str | None = None, only: str | None = None, strict: bool = False,
          no_cache: bool = False, out: Path | None = None) -> None:
    """Make brief.pdf and deck.pptx of each REPORT (a folder with outline.yaml; default: all of data/*/)."""
    from reports import pipeline

    base = out or ROOT / "build"
    failed = False
    for folder in folders(reports):
        target = base / folder.name
        started = time.perf_counter()
        with Progress(folder.name) as say:
            options = options_of(profile, only, strict, None if no_cache else base / ".cache", say)
            try:
                paths, problems = pipeline.build(folder, target, options)
            except Failed as failure:
                paths, problems, failed = [], list(failure.problems), True
        show(problems)
        report_made(paths, folder.name, time.perf_counter() - started)
    sys.exit(1 if failed else 0)
