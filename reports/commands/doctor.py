"""`doctor`: what a template lacks or risks, with advice, and a specimen of it."""
from __future__ import annotations

import sys
from pathlib import Path

import click

from reports.commands._shared import ROOT, options_of, report_made, show
from reports.counted import counted
from reports.problems import Failed


@click.command("doctor")
@click.argument("template", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the specimen (default: build/doctor/).")
@click.option("--no-specimen", is_flag=True, help="Only say what is found.")
def command(template: Path, out: Path | None, no_specimen: bool) -> None:
    """Say what TEMPLATE (a .pptx or .potx) lacks or risks as a template of decks, and make a specimen with it.

    Examples:

    \b
      make_report.py doctor Ministry.potx
      make_report.py doctor Ministry.potx --no-specimen
    """
    from reports.house import findings, matching, package, reading

    if template.suffix.lower() not in (".pptx", ".potx"):
        raise click.UsageError(f'"{template}" is not a .pptx or .potx; save your template as one')
    read = reading.read(package.opened(template), template.name)
    found = matching.matched(read, {}, template.name)
    click.echo(f"{template.name}: {read.width / 72:.2f} x {read.height / 72:.2f} inches, {counted(len(read.layouts), 'layout')}")
    for role, layout in found.layouts.items():
        click.echo(f"  {role:10} {layout.name or layout.part}")
    advice = findings.findings(read, found)
    for one in advice:
        click.echo(f"{one.level}: {one.what}\n    advice: {one.advice}")
    if not advice:
        click.echo("nothing is missing")
    if not no_specimen:
        _specimen(template, out or ROOT / "build" / "doctor")


def _specimen(template: Path, out: Path) -> None:
    """A deck of the smallest report on the template, with the outline that it was made from."""
    from reports import pipeline, scaffold
    from reports.publish import publish

    folder = out / template.stem
    outline = scaffold.OUTLINE.replace("template: chancery", f'template: "{template.name}"')
    publish(folder, {"outline.yaml": outline.encode(), template.name: template.read_bytes()})
    try:
        paths, problems = pipeline.build(folder, folder, options_of(None, "deck", False, out / ".cache", lambda line: None))
    except Failed as failure:
        paths, problems = [], list(failure.problems)
    show(problems)
    report_made(paths, template.stem, 0.0)
    if not paths:
        sys.exit(1)
