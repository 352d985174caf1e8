"""`python -m tests.bench.ledger`: how long a check takes with 5,000, 10,000 and 20,000 facts, and whether it grows in line.

Each size runs in a process of its own, without a cache: a table of facts with conflicts and superseded ones, derived facts, and a
report that cites every tenth. The ratio of each size's time per fact to that of the smallest is what counts: 1.0 is linear.
"""
from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reports.problems import Problem

SIZES = (5_000, 10_000, 20_000)
EVERY, THEMES = 10, 50
HEAD = """\
outline: 1
report: {title: A long ledger, subtitle: To see how it grows, as_of: {date: 2021-04}, status: final}
sources:
  S1: {title: The harbour board, kind: article, locator: page 1}
  S2: {title: The port company, kind: article, locator: page 2}
facts: ledger.csv
conflicts: conflicts.yaml
body:
"""
COLUMNS = "id,value,unit,as_of,said_by,attribution,status,source,locator,scope,phrase,supersedes,formula\n"


def name(number: int) -> str:
    """The id of a fact: "A-1000", and from 9,000 on "B-1000"."""
    series, rest = divmod(number, 9_000)
    return f"{chr(65 + series)}-{rest + 1000}"


def ledger(facts: int) -> str:
    """One fact in 40 is derived, one in 50 supersedes another."""
    rows = []
    for i in range(facts):
        if i % 40 == 39:
            rows.append(f"{name(i)},,ships,,,,,,,,,,{name(i - 1)} + {name(i - 2)}")
        else:
            older = name(i - 1) if i % 50 == 25 else ""
            rows.append(f'{name(i)},{i + 7},ships,2020,board,institution_statement,stated,S{1 + i % 2},page {i % 90},'
                        f'berths of the port,'
                        f'"counted {i + 7} ships at berth {i}",{older},')
    return COLUMNS + "\n".join(rows) + "\n"


def conflicts(facts: int) -> str:
    """One pair in 200 facts."""
    return "".join(f'C-{1 + i // 200}: {{items: [{name(i)}, {name(i + 2)}], verdict: scope, use: "both counts"}}\n'
                   for i in range(0, facts - 2, 200))


def body(facts: int) -> str:
    """Every tenth fact that is stated once, in sentences of themes."""
    cited = [i for i in range(1, facts, EVERY) if i % 40 != 39]
    share = -(-len(cited) // THEMES)
    parts = []
    for number in range(0, len(cited), share):
        lines = "".join(f"            The board counted {{{name(i)}}}.\n\n" for i in cited[number:number + share])
        parts.append(f"  - theme:\n      headline: The board counted its ships\n      blocks:\n        - text: |\n{lines}")
    return "".join(parts)


def written(folder: Path, facts: int) -> Path:
    """A report of so many facts."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ledger.csv").write_text(ledger(facts), encoding="utf-8")
    (folder / "conflicts.yaml").write_text(conflicts(facts), encoding="utf-8")
    (folder / "outline.yaml").write_text(HEAD + body(facts), encoding="utf-8")
    return folder


def checked(folder: Path) -> tuple[float, float, list[Problem]]:
    """(processor seconds for reading, resolving, composing and judging; for a whole check, laid out as well; its problems)."""
    from reports import compose, facts, outline, pipeline, tables, theme
    from reports.options import Options

    started = time.process_time()
    made, problems = outline.read(folder)
    assert made is not None, problems[:5]
    house = theme.load(Path(__file__).parent.parent.parent / "templates" / "chancery")
    compose.compose(made, facts.ledger(made)[0], tables.load(made)[0], "official", house)
    read = time.process_time()
    found = pipeline.check(folder, Options(only=("brief",)))
    return read - started, time.process_time() - read, found


def one(facts: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        seconds, whole, _ = checked(written(Path(place) / "report", facts))
    print(f"{facts} {seconds:.3f} {whole:.3f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")


def main() -> None:
    first: list[float] = []
    print("facts   read and judged   per fact   whole check   per fact   MiB")
    for facts in SIZES:
        told = subprocess.run([sys.executable, "-m", "tests.bench.ledger", str(facts)], check=True, capture_output=True,
                              text=True)
        _, read, whole, memory = told.stdout.split()
        each = [float(read) / facts, float(whole) / facts]
        first = first or each
        print(f"{facts:>6}  {read:>13} s  {each[0] / first[0]:>9.2f}  {whole:>10} s  {each[1] / first[1]:>9.2f}  {memory:>5}")


if __name__ == "__main__":
    one(int(sys.argv[1])) if len(sys.argv) > 1 else main()
