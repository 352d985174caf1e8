"""`rebuild`: an edition's files once more, from its archived inputs."""
from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.commands._editions import CACHE, REPORT, desk
from reports.commands._shared import ROOT
from reports.counted import counted

if TYPE_CHECKING:
    from reports.editions.manifest import Manifest
    from reports.running.desk import Desk

HELP = """\b
Examples:
  make_report.py rebuild data/visit 3              the files of edition 3, into build/visit-3
  make_report.py rebuild data/visit 3 --verify     proves every byte of it, and of each numbered copy that was sent
  make_report.py rebuild data/visit 3 --copy 7     the files that the holder of copy 7 got
"""


@click.command("rebuild", epilog=HELP)
@REPORT
@click.argument("number", metavar="[N]", default="latest")
@click.option("--verify", is_flag=True, help="Write nothing; prove that every byte is the same.")
@click.option("--copy", type=click.IntRange(1), metavar="K", help="Only the numbered copy K, as it was sent.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the files (default: build/NAME-N).")
def command(report: Path, number: str, verify: bool, copy: int | None, out: Path | None) -> None:
    """Make the files of edition N of REPORT (default: the newest) from its archived inputs and house style.

    --verify compares them with the archived files, stamped and as released, and with the numbered copies that were sent: exit
    status 0 when all bytes are the same, else 1.
    """
    from reports.publish import publish
    from reports.running import checking

    with desk(report) as found:
        edition = found.edition(number)
        other = "" if edition.tool == checking.tool() else "; another version of this program made it"
        made = {} if verify else _made(found, edition, copy)
        wrong, proved = _proof(found, edition, copy) if verify else ([], 0)
    if not verify:
        for path in publish(out or ROOT / "build" / f"{found.folder.name}-{edition.number}", made):
            click.echo(str(path))
    elif wrong:
        click.echo(f"edition {edition.number}: not the same: {', '.join(wrong)}{other}", err=True)
        sys.exit(1)
    else:
        click.echo(f"edition {edition.number}: {counted(proved, 'file')} made again, every byte the same{other}")


def _made(found: Desk, edition: Manifest, copy: int | None) -> dict[str, bytes]:
    """The files of an edition, or of the numbered copy that somebody was sent; those of a second profile in a folder."""
    from reports.editions import making, numbered
    from reports.options import Options

    if copy is None:
        return making.again(found.archive, edition, Options())
    sent = {one.profile: one.copy for one in numbered.of_number(found.archive, edition, copy)}
    made = [(profile if n else "", numbered.made(found.archive, edition, printed, profile, Options(cache=CACHE)))
            for n, (profile, printed) in enumerate(sent.items())]
    return {f"{folder}/{name}".lstrip("/"): data for folder, files in made for name, data in files.items()}


def _proof(found: Desk, edition: Manifest, copy: int | None) -> tuple[list[str], int]:
    """What does not come out the same, and how many files were made again."""
    from reports.editions import making, numbered

    sent = numbered.of_number(found.archive, edition, copy)
    wrong = [*numbered.unlike(found.archive, edition, sent)]
    if copy is None:
        wrong = [*making.unlike(found.archive, edition), *wrong]
    own = len(edition.clean) + sum(making.is_made(name) for name in edition.files) if copy is None else 0
    return wrong, own + sum(len(one.files) for one in sent)
