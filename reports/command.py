"""The command line: arguments in, problems and file names out, exit status.                        [home of click and rich]

Exit status: 0 made, 1 the input has problems, 2 the command line is wrong, 3 the machine failed us, 70 a bug of ours.
"""
from __future__ import annotations

import gc
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from reports.problems import Failed, MachineFailed, Problem, errors

ROOT = Path(__file__).parent.parent
PROFILES = ("minister", "official", "analyst")

EXAMPLES = """\b
Examples:
  make_report.py                                   build every report in data/ into build/
  make_report.py build data/lavrov-2021            one report
  make_report.py build ~/visits/delhi --out out    a report that lives elsewhere
  make_report.py build --profile minister          one page and a short deck
  make_report.py check --strict                    every problem, nothing written
  make_report.py new data/delhi                    a small report to start from
  make_report.py gallery                           every kind of block and chart, to look at
  make_report.py schema > outline.schema.json      for completion in an editor
"""


@click.group(invoke_without_command=True, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def cli(context: click.Context) -> None:
    """Chancery: one outline becomes a printed brief (PDF) and a slide deck (PPTX).

    Without a command, builds every report in data/ into build/.
    """
    if context.invoked_subcommand is None:
        context.invoke(build)


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed((
            click.argument("reports", nargs=-1, metavar="[REPORT ...]", type=click.Path(path_type=Path)),
            click.option("--profile", type=click.Choice(PROFILES), help="Which readers it is for (default: the outline's own)."),
            click.option("--only", type=click.Choice(["brief", "deck"]), help="Make one of the two files."),
            click.option("--strict", is_flag=True, help="Warnings are errors."),
            click.option("--no-cache", is_flag=True, help="Draw everything anew."))):
        command = option(command)
    return command


@cli.command()
@_common
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the files (default: build/).")
def build(reports: Sequence[Path] = (), profile: str | None = None, only: str | None = None, strict: bool = False,
          no_cache: bool = False, out: Path | None = None) -> None:
    """Make brief.pdf and deck.pptx of each REPORT (a folder with outline.yaml; default: all of data/*/)."""
    from reports import pipeline

    base = out or ROOT / "build"
    failed = False
    for folder in _folders(reports):
        target = base / folder.name
        started = time.perf_counter()
        with _Progress(folder.name) as say:
            options = _options(profile, only, strict, None if no_cache else base / ".cache", say)
            try:
                paths, problems = pipeline.build(folder, target, options)
            except Failed as failure:
                paths, problems, failed = [], list(failure.problems), True
        _print(problems)
        _report_made(paths, folder.name, time.perf_counter() - started)
    sys.exit(1 if failed else 0)


@cli.command()
@_common
def check(reports: Sequence[Path], profile: str | None, only: str | None, strict: bool, no_cache: bool) -> None:
    """Print every problem of each REPORT without making files."""
    from reports import pipeline

    found: list[Problem] = []
    for folder in _folders(reports):
        with _Progress(folder.name) as say:
            cache = None if no_cache else ROOT / "build" / ".cache"
            problems = pipeline.check(folder, _options(profile, only, strict, cache, say))
        _print(problems)
        found += problems
    stopping = errors(found)
    click.echo(f"{len(stopping)} errors, {len(found) - len(stopping)} warnings", err=bool(stopping))
    sys.exit(1 if stopping else 0)


@cli.command()
def kinds() -> None:
    """List the block and chart kinds with a line of help each."""
    import charts
    from reports import blocks

    for title, registry in (("Blocks", blocks), ("Charts", charts)):
        click.echo(f"{title}:")
        for name in registry.names():
            lines = (registry.kind(name).__doc__ or "").strip().splitlines()
            click.echo(f"  {name:16} {lines[0] if lines else ''}")


@cli.command()
def schema() -> None:
    """Print the JSON Schema of the outline language, for editors."""
    from reports import outline

    click.echo(json.dumps(outline.json_schema(), indent=1, ensure_ascii=False))


@cli.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the files (default: build/).")
def gallery(out: Path | None) -> None:
    """Make a brief and a deck that show every kind of block and chart, and the outline they are made from."""
    from reports import gallery, pipeline
    from reports.publish import publish

    base = out or ROOT / "build"
    target = base / gallery.NAME
    started = time.perf_counter()
    with _Progress(gallery.NAME) as say:
        written = publish(target, {"outline.yaml": gallery.outline().encode()})
        try:
            paths, problems = pipeline.build(target, target, _options(None, None, False, base / ".cache", say))
        except Failed as failure:
            paths, problems = [], list(failure.problems)
    _print([p for p in problems if p.rule != gallery.UNTRACED])
    _report_made([*written, *paths] if paths else [], gallery.NAME, time.perf_counter() - started)
    sys.exit(0 if paths else 1)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Make FOLDER with a small report that builds: change it into yours."""
    from reports import scaffold

    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise click.UsageError(f'"{folder}" exists and is not empty; name a new folder')
        made = scaffold.write(folder)
    except OSError as error:
        raise MachineFailed(f"cannot write to {folder}: {error.strerror or error}") from error
    for path in made:
        click.echo(str(path))
    click.echo(f"now: make_report.py build {folder}")


def _folders(reports: Sequence[Path]) -> list[Path]:
    """The report folders named (a path to an outline.yaml stands for its folder), or all in data/."""
    if not reports:
        found = sorted(p.parent for p in (ROOT / "data").glob("*/outline.yaml"))
        if not found:
            raise click.UsageError("there is no report in data/; make one: make_report.py new data/first")
        return found
    folders = [path.parent if path.name == "outline.yaml" else path for path in reports]
    for folder in folders:
        if not (folder / "outline.yaml").is_file():
            raise click.UsageError(f'"{folder}" has no outline.yaml; name a report folder, '
                                   f"or make one: make_report.py new {folder}")
    return [folder.resolve() for folder in folders]


def _options(profile: str | None, only: str | None, strict: bool, cache: Path | None, say: Callable[[str], None]) -> Any:
    from reports.pipeline import Options

    return Options(profile, (only,) if only else ("brief", "deck"), strict, cache, _epoch(), say)


def _epoch() -> str | None:
    """The day that SOURCE_DATE_EPOCH names (reproducible-builds.org), where it is set. Raises UsageError for no number."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return None
    if not seconds.isdecimal() or len(seconds) > 11:
        raise click.UsageError(f'SOURCE_DATE_EPOCH is "{seconds}", not a number of seconds')
    return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()


def _print(problems: Sequence[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


def _report_made(paths: Sequence[Path], name: str, seconds: float) -> None:
    for path in paths:
        shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
        click.echo(str(shown))
    if not paths:
        click.echo(f"{name}: nothing was made, and what was there before is untouched", err=True)
    elif sys.stderr.isatty():
        click.echo(f"{name}: {seconds:.1f} s", err=True)


class _Progress:
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


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; every way out is one of the documented statuses."""
    gc.disable()  # a build is short and keeps most of what it makes: collecting would only cost time
    try:
        cli(args=list(arguments) if arguments is not None else None, prog_name="make_report.py")
    except MachineFailed as failure:
        click.echo(f"make_report.py: {failure}", err=True)
        sys.exit(3)
    except Exception:
        traceback.print_exc()
        click.echo("make_report.py: this is a bug of ours, not of your outline; please report it with the lines above", err=True)
        sys.exit(70)
