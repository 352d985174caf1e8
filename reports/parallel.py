"""Two pieces of work at once, on two cores: one in a forked child, one here.

The brief and the deck share nothing once the document is composed, and each needs its own heavy libraries, so they are laid out
and written side by side. Where a process cannot be forked they follow each other, with the same results.
"""
from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from typing import TypeVar

from reports.problems import MachineFailed

Second = TypeVar("Second")
_DONE, _FAILED, _MACHINE = b"+", b"-", b"!"


class ChildFailed(RuntimeError):
    """The work in the child raised (its traceback is the message), or the child died."""


def both(first: Callable[[], bytes], second: Callable[[], Second]) -> tuple[bytes, Second]:
    """The results of both: `first` runs in the child and gives bytes.

    Raises what `second` raises; MachineFailed when `first` does; ChildFailed for anything else that `first` raises.
    """
    if not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:
        return first(), second()
    sys.stdout.flush()
    sys.stderr.flush()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _answer(writer, first)
    os.close(writer)
    try:
        mine = second()
    finally:
        answer = _received(reader, child)
    if answer.startswith(_MACHINE):
        raise MachineFailed(answer[1:].decode("utf-8", "replace"))
    if not answer.startswith(_DONE):
        raise ChildFailed(answer[1:].decode("utf-8", "replace") or "the process that writes one of the files died")
    return answer[1:], mine


def _answer(writer: int, work: Callable[[], bytes]) -> None:
    """In the child: do the work, send what came of it, and leave without the parent's clean-up."""
    try:
        answer = _DONE + work()
    except MachineFailed as failure:
        answer = _MACHINE + str(failure).encode("utf-8", "replace")
    except BaseException:  # whatever it is, the parent must hear of it
        answer = _FAILED + traceback.format_exc().encode("utf-8", "replace")
    try:
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(answer)
    finally:
        os._exit(0)


def _received(reader: int, child: int) -> bytes:
    with os.fdopen(reader, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return answer
