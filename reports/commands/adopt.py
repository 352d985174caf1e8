"""`adopt`: what a person changed in a deck, kept over the next builds."""
from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.commands._shared import ROOT, Progress, folders, options_of, show
from reports.problems import Failed, Place, Problem

if TYPE_CHECKING:
    from reports.adopting.adopting import Adopted, Edited


@click.command("adopt")
@click.argument("deck", metavar="EDITED.pptx", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("report", required=False, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Print what would be kept, write nothing.")
def command(deck: Path, report: Path | None, dry_run: bool) -> None:
    """Keep what a person changed in EDITED.pptx, a deck that was built here, over the next builds of its REPORT.

    Rewritten headlines, notes and other words, table cells, moved and resized shapes, removed and moved slides, added slides and
    shapes, and colours of charts are written to overlay-PROFILE.yaml (and .pptx) beside the outline. When the outline changes
    the same thing later, the build says so and prints the outline's.

    \b
    make_report.py adopt ~/Downloads/deck.pptx
    make_report.py adopt deck.pptx data/lavrov-2021 --dry-run
    """
    from reports.adopting import adopting

    try:
        edited = adopting.opened(deck)
        folder = _folder(edited, report, deck)
        with Progress(folder.name) as say:
            made = _adopted(edited, folder, say)
    except Failed as failure:
        show(failure.problems)
        sys.exit(1)
    if not dry_run:
        _write(folder, made)
    _tell(made, folder, dry_run)


def _folder(edited: Edited, report: Path | None, deck: Path) -> Path:
    """The report's folder: as named, else the one in data/, here, or beside the deck that has the title in the deck's record."""
    if report:
        return folders([report])[0]
    bases = [ROOT / "data", Path.cwd(), deck.resolve().parent]
    near = {folder.resolve() for base in bases for folder in (base, *base.glob("*/")) if (folder / "outline.yaml").is_file()}
    found = sorted(folder for folder in near if _title(folder) == edited.record.report)
    if len(found) == 1:
        return found[0]
    what = "is in several folders" if found else "is not in data/ nor in the present folder"
    raise Failed([Problem(Place(str(deck)), f'the report that the deck was made from, "{edited.record.report}", {what}',
                          f"name its folder: make_report.py adopt {deck} FOLDER")])


def _title(folder: Path) -> str:
    """What a report is called; "" where its outline cannot be read."""
    from reports import furniture, loader

    data, _ = loader.load(folder / "outline.yaml", "outline.yaml")
    head = data.get("report") if data else None
    return furniture.plain_text(str(head.get("title", ""))) if isinstance(head, dict) else ""


def _adopted(edited: Edited, folder: Path, say: Callable[[str], None]) -> Adopted:
    """The edits, told from the deck as the outline gives it at present."""
    from reports import outline, pipeline
    from reports.adopting import adopting, overlay
    from reports.render import pptx_read

    profile = edited.record.profile
    earlier, problems = overlay.read(folder, profile, outline.shortened(folder))
    if problems:
        raise Failed(problems)
    with tempfile.TemporaryDirectory() as aside:
        options = options_of(profile, "deck", False, ROOT / "build" / ".cache", say)
        paths, _ = pipeline.build(folder, Path(aside), options)
        now = pptx_read.seen(pptx_read.opened(paths[0].read_bytes()))
    return adopting.adopt(edited, earlier, now)


def _write(folder: Path, made: Adopted) -> None:
    from reports.publish import publish

    publish(folder, {name: data for name, data in made.files.items() if data is not None})
    for name, data in made.files.items():
        if data is None:
            (folder / name).unlink(missing_ok=True)


def _tell(made: Adopted, folder: Path, dry_run: bool) -> None:
    """One line an edit, then what is not kept, then what to do."""
    for edit in made.edits:
        click.echo(f"{edit.change}: {edit.where}")
    for edit in made.undone:
        click.echo(f"taken back: {edit.change}: {edit.where}")
    for sentence in made.left:
        click.echo(f"not kept: {sentence}", err=True)
    name = next(iter(made.files))
    kept = f"{len(made.edits)} hand edit{'' if len(made.edits) == 1 else 's'}"
    click.echo(f"{kept} would be kept in {name}" if dry_run else f"{kept} kept in {folder / name}")
    if not dry_run:
        click.echo(f"now: make_report.py build {folder}")
