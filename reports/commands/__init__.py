"""The commands, one file each: `command` in it is the click command, its name the file's (a dash for an underscore).

A file is imported when its command runs, or is listed; what a command needs it imports inside, so that starting stays quick.
"""
from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click


class Commands(click.Group):
    """A group whose commands are the files of this folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(path.stem.replace("_", "-") for path in Path(__file__).parent.glob("[a-z]*.py"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        found = import_module(f"{__name__}.{cmd_name.replace('-', '_')}").command
        assert isinstance(found, click.Command)
        return found
