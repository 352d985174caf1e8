"""`new`: a small report to start from."""
from __future__ import annotations

from pathlib import Path

import click

from reports.problems import MachineFailed


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
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
