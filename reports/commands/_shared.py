"""What the commands share: arguments that name reports, options of a build, a progress line, problems and files told."""
from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from reports.counted import counted
from reports.problems import Problem, errors

ROOT = Path(__file__).parents[2]
PROFILES = ("minister", "official", "analyst")


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed((
            click.argument("reports", nargs=-1, metavar="[REPORT ...]", type=click.Path(path_type=Path)),
            click.option("--profile", type=click.Choice(PROFILES), help="Which readers it is for (default: the outline's own)."),
            click.option("--only", type=click.Choice(["brief", "deck"]), help="Make one of the two files."),
            click.option("--strict", is_flag=True, help="Warnings are errors."),
            click.option("--today", metavar="DATE", callback=day, help="The day against which the age of facts is judged, "
                         "2021-04-30 (default: the report's own date)."),
            click.option("--no-cache", is_flag=True, help="Draw everything anew."))):
        command = option(command)
    return command


def day(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """A date of ISO 8601. Raises UsageError for any other text."""
    from charts import dates

    try:
        if value:
            dates.read(value)
    except ValueError as error:
        raise click.BadParameter(f"{error}; write 2021-04-30") from error
    return value


def folders(reports: Sequence[Path]) -> list[Path]:
    """The report folders named (an outline.yaml stands for its folder, a bare name for that folder in data/), or all in data/."""
    if not reports:
        found = sorted(p.parent for p in (ROOT / "data").glob("*/outline.yaml"))
        if not found:
            raise click.UsageError("there is no report in data/; make one: make_report.py new data/first")
        return found
    named = [_folder(path) for path in reports]
    for folder in named:
        if not (folder / "outline.yaml").is_file():
            raise click.UsageError(f'"{folder}" has no outline.yaml; name a report folder, '
                                   f"or make one: make_report.py new {folder}")
    return [folder.resolve() for folder in named]


def _folder(path: Path) -> Path:
    if path.name == "outline.yaml":
        return path.parent
    kept = ROOT / "data" / path
    return kept if len(path.parts) == 1 and not path.exists() and (kept / "outline.yaml").is_file() else path


def options_of(profile: str | None, only: str | None, strict: bool, cache: Path | None, say: Callable[[str], None],
               **more: Any) -> Any:
    from reports.options import Options

    return Options(profile, (only,) if only else ("brief", "deck"), strict, cache, epoch(), say=say, **more)


def epoch() -> str | None:
    """The day that SOURCE_DATE_EPOCH names (reproducible-builds.org), where it is set. Raises UsageError for no number."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return None
    if not seconds.isdecimal() or len(seconds) > 11:
        raise click.UsageError(f'SOURCE_DATE_EPOCH is "{seconds}", not a number of seconds')
    return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()


def show(problems: Sequence[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


def levels(problems: Sequence[Problem]) -> str:
    """"2 errors, 1 warning"."""
    stopping = len(errors(problems))
    return f"{counted(stopping, 'error')}, {counted(len(problems) - stopping, 'warning')}"


def report_made(paths: Sequence[Path], name: str, seconds: float) -> None:
    for path in paths:
        shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
        click.echo(str(shown))
    if not paths:
        click.echo(f"{name}: nothing was made, and what was there before is untouched", err=True)
    elif sys.stderr.isatty():
        click.echo(f"{name}: {seconds:.1f} s", err=True)


class Progress:
    """A line on a terminal that says which stage runs; silent in a pipe."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.status: Any = None

    def __enter__(self) -> Callable[[str], None]:
        if not sys.stderr.isatty():
            return lambda line: None
        from rich.console import Console

        self.status = Console(stderr=True).status(self.name)
        self.status.__enter__()
        return lambda line: self.status.update(f"{self.name}: {line}")

    def __exit__(self, *details: Any) -> None:
        if self.status:
            self.status.__exit__(*details)
