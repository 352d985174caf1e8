"""`gallery`: every kind in one brief and one deck."""
from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from reports.commands._shared import ROOT, Progress, options_of, report_made, show
from reports.problems import Failed


@click.command("gallery")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the files (default: build/).")
def command(out: Path | None) -> None:
    """Make a brief and a deck that show every kind of block and chart, and the outline they are made from."""
    from reports import gallery, pipeline
    from reports.publish import publish

    base = out or ROOT / "build"
    target = base / gallery.NAME
    started = time.perf_counter()
    with Progress(gallery.NAME) as say:
        written = publish(target, {"outline.yaml": gallery.outline().encode()})
        try:
            paths, problems = pipeline.build(target, target, options_of(None, None, False, base / ".cache", say))
        except Failed as failure:
            paths, problems = [], list(failure.problems)
    show([p for p in problems if p.rule != gallery.UNTRACED])
    report_made([*written, *paths] if paths else [], gallery.NAME, time.perf_counter() - started)
    sys.exit(0 if paths else 1)
