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
    """Make a brief and a deck that show every kind of block and chart, and the outline they are made from.

    Photographs have a small report of their own beside it.
    """
    from reports import gallery, pipeline
    from reports.publish import publish

    base = out or ROOT / "build"
    reports = {gallery.NAME: {"outline.yaml": gallery.outline().encode()}, gallery.PHOTOGRAPHS: gallery.photographs()}
    made = True
    for name, files in reports.items():
        target, started = base / name, time.perf_counter()
        with Progress(name) as say:
            written = publish(target, files)
            try:
                paths, problems = pipeline.build(target, target, options_of(None, None, False, base / ".cache", say))
            except Failed as failure:
                paths, problems = [], list(failure.problems)
        show([p for p in problems if p.rule != gallery.UNTRACED])
        report_made([*written, *paths] if paths else [], name, time.perf_counter() - started)
        made = made and bool(paths)
    sys.exit(0 if made else 1)
