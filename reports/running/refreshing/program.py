"""A command of the administrator's, whose output is a data file.                           [one of the homes of subprocess]

No shell reads it. It runs in an empty folder of its own, with the report's folder in REPORT and none of our secrets in its
environment; when it takes too long, it and all that it started are ended.
"""
from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from reports.counted import counted
from reports.running.refreshing.web import Unfetched

_KEPT = ("PATH", "HOME", "LANG", "TZ", "TMPDIR")


def output(command: Sequence[str], folder: Path, timeout: float, most: int) -> bytes:
    """What a command writes to its standard output. Raises Unfetched."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | {"REPORT": str(folder)}
    with tempfile.TemporaryDirectory() as own, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            started = subprocess.Popen(list(command), cwd=own, env=environment, stdin=subprocess.DEVNULL,  # noqa: S603
                                       stdout=out, stderr=err, start_new_session=True)
        except OSError as error:
            raise Unfetched(f'command "{command[0]}" cannot be run: {error.strerror or error}') from error
        status = _ended(started, command[0], timeout)
        if status:
            err.seek(0)
            last = err.read()[-300:].decode("utf-8", "replace").strip().splitlines()[-1:]
            raise Unfetched(f'command "{command[0]}" ended with status {status}' + (f": {last[0]}" if last else ""))
        if out.seek(0, os.SEEK_END) > most:
            raise Unfetched(f'command "{command[0]}" wrote more than {most:,} bytes', "allow more: refresh: {most_bytes: ...}")
        out.seek(0)
        return out.read()


def _ended(started: subprocess.Popen[bytes], name: str, timeout: float) -> int:
    try:
        return started.wait(timeout)
    except subprocess.TimeoutExpired as error:
        raise Unfetched(f"command \"{name}\" took longer than {counted(timeout, 'second')}") from error
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()
