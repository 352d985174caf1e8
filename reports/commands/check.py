"""`check`: every problem, nothing written."""
from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from reports.commands._shared import ROOT, Progress, folders, levels, options_of, report_options, show
from reports.problems import Problem, errors


@click.command("check")
@report_options
def command(reports: Sequence[Path], profile: str | None, only: str | None, strict: bool, today: str | None,
            no_cache: bool) -> None:
    """Print every problem of each REPORT without making files."""
    from reports import pipeline
    from reports.running import settings

    found: list[Problem] = []
    for folder in folders(reports):
        with Progress(folder.name) as say:
            cache = None if no_cache else ROOT / "build" / ".cache"
            options = options_of(profile, only, strict, cache, say, today=today)
            problems = [*pipeline.check(folder, options), *settings.problems(folder)]
        show(problems)
        found += problems
    stopping = errors(found)
    click.echo(levels(found), err=bool(stopping))
    sys.exit(1 if stopping else 0)
