"""Milliseconds a chart: drawn anew, found in the cache; and what importing matplotlib costs."""
from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import charts
from reports import loader, theme

ROOT = Path(__file__).parents[2]
WIDTH = 481.28  # points: the full width of the printed page
ROUNDS = 5


def main() -> None:
    """Print a line a kind, then the medians and the import."""
    from charts import cache, paint

    style = theme.load(ROOT / "templates" / "chancery").style("print")
    drawn, found = [], []
    with tempfile.TemporaryDirectory() as name:
        for kind in charts.names():
            plan = planned(kind)
            anew = milliseconds(lambda kind=kind, plan=plan: paint.render(kind, plan, WIDTH, None, style))
            again = milliseconds(lambda kind=kind, plan=plan: cache.drawn(Path(name), kind, plan, WIDTH, None, style))
            print(f"  {kind:16} {anew:6.1f} ms drawn {again:6.2f} ms cached")
            drawn.append(anew)
            found.append(again)
    print(f"median of {len(drawn)} kinds: {statistics.median(drawn):.1f} ms drawn, {statistics.median(found):.2f} ms cached; "
          f"importing matplotlib once: {imported():.0f} ms")


def planned(kind: str) -> Any:
    """The plan of a kind's EXAMPLE, as typed."""
    module = charts.kind(kind)
    fields, problems = loader.parse(module.EXAMPLE, kind)
    assert not problems, problems
    if list(fields) == [kind]:
        fields = fields[kind]
    return module.plan(module.Spec.model_validate({"kind": kind, **fields}), None)


def milliseconds(work: Callable[[], object]) -> float:
    """The median of a few runs after one that warms up."""
    work()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def imported() -> float:
    """What `import matplotlib.figure` adds to a new process, in milliseconds."""
    def run(code: str) -> float:
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return 1000 * (time.perf_counter() - started)

    return statistics.median(run("import matplotlib.figure") - run("pass") for _ in range(ROUNDS))


if __name__ == "__main__":
    main()
