"""`watch`: build again at every change."""
from __future__ import annotations

from pathlib import Path

import click

from reports.commands._shared import PROFILES, ROOT, folders, levels, options_of, report_made, show
from reports.problems import Failed


@click.command("watch")
@click.argument("report", metavar="REPORT", type=click.Path(path_type=Path))
@click.option("--profile", type=click.Choice(PROFILES), help="Which readers it is for (default: the outline's own).")
@click.option("--only", type=click.Choice(["brief", "deck"]), help="Make one of the two files.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the files (default: build/).")
@click.option("--once", is_flag=True, hidden=True)
def command(report: Path, profile: str | None, only: str | None, out: Path | None, once: bool) -> None:
    """Build REPORT whenever one of its files, or its house style, changes; print what is wrong as it comes. End with Ctrl-C.

    Example: make_report.py watch data/lavrov-2021 --only brief
    """
    from reports import pipeline
    from reports.options import TEMPLATES
    from reports.running import clock, watching

    [folder] = folders([report])
    base = out or ROOT / "build"
    try:
        for changed in watching.changes(lambda: watching.looked([folder, TEMPLATES], [base, *_archive(folder)])):
            started = clock.read()
            click.echo(f"{started:%H:%M:%S}Z {', '.join(Path(name).name for name in changed[:3]) or folder.name}")
            try:
                paths, problems = pipeline.build(folder, base / folder.name, options_of(profile, only, False, base / ".cache",
                                                                                        lambda line: None))
            except Failed as failed:
                paths, problems = [], list(failed.problems)
            show(problems)
            report_made(paths, folder.name, (clock.read() - started).total_seconds())
            click.echo(f"{levels(problems)}; waiting for the next change")
            if once:
                return
    except KeyboardInterrupt:
        click.echo()


def _archive(folder: Path) -> list[Path]:
    """Where the report's editions are kept, as far as its settings can be read."""
    from reports.running import settings

    try:
        return [settings.root(folder, settings.read(folder))]
    except Failed:
        return []
