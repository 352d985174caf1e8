"""Work on several cores: the parts of it in forked children, one part here.

The brief and the deck share nothing once the document is composed, and each needs its own heavy libraries, so they are laid out
and written side by side (`both`). The figures of each share nothing either, and are drawn side by side (`spread`). Where a
process cannot be forked everything is done one after another, with the same results.
"""
from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import TypeVar

from reports.problems import MachineFailed

Second = TypeVar("Second")
_DONE, _FAILED, _MACHINE = b"+", b"-", b"!"


class ChildFailed(RuntimeError):
    """The work in the child raised (its traceback is the message), or the child died."""


def cores() -> int:
    """How many processes can work at once; 1 where a process cannot be forked."""
    return (os.cpu_count() or 1) if hasattr(os, "fork") else 1


def both(first: Callable[[], bytes], second: Callable[[], Second]) -> tuple[bytes, Second]:
    """The results of both: `first` runs in a child and gives bytes.

    Raises what `second` raises; MachineFailed when `first` does; ChildFailed for anything else that `first` raises.
    """
    if cores() < 2:
        return first(), second()
    reader, child = _started(first)
    try:
        mine = second()
    finally:
        answer = _received(reader, child)
    return _result(answer), mine


def spread(jobs: Sequence[Callable[[], bytes]], workers: int) -> list[bytes]:
    """The results of all jobs in their order, done by so many processes, this one among them. Raises as `both` does."""
    shares = [jobs[i::workers] for i in range(min(workers, len(jobs)))]
    children = [_started(lambda share=share: _packed(share)) for share in shares[1:]]  # type: ignore[misc]  # bound at once
    try:
        done = [[job() for job in share] for share in shares[:1]]
    finally:
        answers = [_received(reader, child) for reader, child in children]
    done += [_unpacked(_result(answer)) for answer in answers]
    return [done[i % len(shares)][i // len(shares)] for i in range(len(jobs))]


def _packed(share: Sequence[Callable[[], bytes]]) -> bytes:
    """The results of some jobs, each after its length."""
    results = [job() for job in share]
    return b"".join(len(result).to_bytes(8, "big") + result for result in results)


def _unpacked(packed: bytes) -> list[bytes]:
    results: list[bytes] = []
    at = 0
    while at < len(packed):
        end = at + 8 + int.from_bytes(packed[at:at + 8], "big")
        results.append(packed[at + 8:end])
        at = end
    return results


def _started(work: Callable[[], bytes]) -> tuple[int, int]:
    """A child that does some work: (the pipe that its answer comes through, its number)."""
    sys.stdout.flush()
    sys.stderr.flush()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _answer(writer, work)
    os.close(writer)
    return reader, child


def _result(answer: bytes) -> bytes:
    """What a child's work gave. Raises MachineFailed or ChildFailed."""
    if answer.startswith(_MACHINE):
        raise MachineFailed(answer[1:].decode("utf-8", "replace"))
    if not answer.startswith(_DONE):
        raise ChildFailed(answer[1:].decode("utf-8", "replace") or "the process that does a part of the work died")
    return answer[1:]


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
