"""The log of a report's runs: one JSON line a stage, appended in one piece. A line that a crash cut is passed over in reading."""
from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reports.problems import MachineFailed
from reports.running import secrets

NAME = "runs.jsonl"


class Log:
    """Lines of one run: each carries the run's number, the time and its clock, the stage, seconds, result, counts."""

    def __init__(self, root: Path, clock: str) -> None:
        self.path, self.clock = root / NAME, clock
        self.run = max((line["run"] for line in lines(root) if isinstance(line.get("run"), int)), default=0) + 1

    def line(self, stage: str, at: str, result: str, seconds: float = 0.0, **more: Any) -> None:
        """Append one line. Raises MachineFailed."""
        words = {"run": self.run, "stage": stage, "at": at, "clock": self.clock, "result": result, "seconds": round(seconds, 3)}
        words |= {key: _without_secrets(value) for key, value in more.items() if value not in ("", None, {}, [])}
        data = json.dumps(words, ensure_ascii=False) + "\n"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                start = b"\n" if _torn(self.path) else b""
                file.write(start + data.encode("utf-8", "replace"))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise MachineFailed(f"cannot write to {self.path}: {error.strerror or error}") from error


def _without_secrets(value: Any) -> Any:
    """Texts and lists of texts without what is secret; anything else as it is."""
    if isinstance(value, list):
        return [_without_secrets(item) for item in value]
    return secrets.hidden(value) if isinstance(value, str) else value


def _torn(path: Path) -> bool:
    """Whether the last line was cut by a crash."""
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        if not file.tell():
            return False
        file.seek(-1, os.SEEK_END)
        return file.read() != b"\n"


def lines(root: Path) -> Iterator[Mapping[str, Any]]:
    """All lines that can be read, in order."""
    try:
        data = (root / NAME).read_bytes()
    except OSError:
        return
    for line in data.splitlines():
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict) and "stage" in found:
            yield found
