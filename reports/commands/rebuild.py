"""`rebuild`: an edition's files once more, from its archived inputs."""
from __future__ import annotations

import sys
from pathlib import Path

import click

from reports.commands._editions import REPORT, desk
from reports.commands._shared import ROOT
from reports.counted import counted


@click.command("rebuild")
@REPORT
@click.argument("number", metavar="[N]", default="latest")
@click.option("--verify", is_flag=True, help="Write nothing; prove that every byte is the same.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the files (default: build/NAME-N).")
def command(report: Path, number: str, verify: bool, out: Path | None) -> None:
    """Make the files of edition N of REPORT (default: the newest) from its archived inputs and house style.

    --verify compares them with the archived files, stamped and as released: exit status 0 when all bytes are the same, else 1.
    """
    from reports.editions import making
    from reports.options import Options
    from reports.publish import publish
    from reports.running import checking

    with desk(report) as found:
        edition = found.edition(number)
        made = {} if verify else making.again(found.archive, edition, Options())
        wrong = making.unlike(found.archive, edition) if verify else []
        other = "" if edition.tool == checking.tool() else "; another version of this program made it"
        folder = found.folder
        made_again = len(edition.clean) + sum(making.is_made(name) for name in edition.files)
    if not verify:
        for path in publish(out or ROOT / "build" / f"{folder.name}-{edition.number}", made):
            click.echo(str(path))
    elif wrong:
        click.echo(f"edition {edition.number}: not the same: {', '.join(wrong)}{other}", err=True)
        sys.exit(1)
    else:
        click.echo(f"edition {edition.number}: {counted(made_again, 'file')} made again, every byte the same{other}")
