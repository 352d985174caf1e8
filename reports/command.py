"""The command line: a command and its arguments in, an exit status out. Each command is a file in `commands/`.

Exit status: 0 made, 1 the input has problems, 2 the command line is wrong, 3 the machine failed us, 70 a bug of ours.
"""
from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Sequence

import click

from reports.commands import Commands
from reports.problems import MachineFailed

EXAMPLES = """\b
Examples:
  make_report.py                                   build every report in data/ into build/
  make_report.py build data/lavrov-2021            one report
  make_report.py build ~/visits/delhi --out out    a report that lives elsewhere
  make_report.py build --profile minister          one page and a short deck
  make_report.py build --release TLP:GREEN         without what is marked higher
  make_report.py build --copies 12                 numbered copies
  make_report.py check --strict                    every problem, nothing written
  make_report.py new data/delhi                    a small report to start from
  make_report.py gallery                           every kind of block and chart, to look at
  make_report.py schema > outline.schema.json      for completion in an editor
"""


@click.group(cls=Commands, invoke_without_command=True, epilog=EXAMPLES,
             context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def cli(context: click.Context) -> None:
    """Chancery: one outline becomes a printed brief (PDF) and a slide deck (PPTX).

    Without a command, builds every report in data/ into build/.
    """
    if context.invoked_subcommand is None:
        from reports.commands import build

        context.invoke(build.command)


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
