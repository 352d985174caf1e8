"""`make bench`: cold build, warm build and peak memory of lavrov-2021, as ratios to the rival in the same run.

Each command is a whole process, timed from outside; the two sides take turns, and medians are compared.
"""
from __future__ import annotations

import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from charts.drawing import Drawing
from tests.bench import rival

ROOT = Path(__file__).parent.parent.parent
REPORT = ROOT / "data" / "lavrov-2021"
ROUNDS = 7
# both sides find their modules compiled, as on a machine where they have run before
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def timed(command: list[str]) -> tuple[float, float]:
    """(seconds, peak resident MiB) of one process and its children. Raises SystemExit when it fails."""
    started = time.perf_counter()
    pid = os.posix_spawn(command[0], command, ENVIRONMENT, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"{command}: status {status}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def content() -> tuple[list[str], list[str], list[tuple[Drawing, Drawing]]]:
    """What the rival gets to set: the brief's paragraphs, the deck's notes, every figure for print and slide."""
    from reports import compose, facts, outline, outputs, pipeline, tables, theme
    from reports.layout import brief, deck
    from reports.page import Figure, TextBox

    read, _ = outline.read(REPORT, None)
    assert read is not None
    house = theme.load(ROOT / "templates" / "chancery")
    document, _ = compose.compose(read, facts.ledger(read)[0], tables.load(read)[0], "official", house)
    draw = outputs.Artist(house, pipeline.Options())
    printed, slides = brief.lay_out(document, house, draw)[0], deck.lay_out(document, house, draw)[0]
    words = [p.text for page in printed.pages for item in page.items if isinstance(item, TextBox) for p in item.paragraphs]
    figures = [[i for page in pages.pages for i in page.items if isinstance(i, Figure) and i.name.startswith("Figure")]
               for pages in (printed, slides)]
    pairs = [(a.drawing, b.drawing) for a, b in zip(*figures, strict=False)]
    return [w for w in words if w.strip()], ["\n\n".join(p.notes) for p in slides.pages], pairs


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name))


def measure(folder: Path) -> None:
    report = shutil.copytree(REPORT, folder / "lavrov-2021")
    rival.prepare(folder / "rival", *content())
    theirs = rival.commands(folder / "rival")
    ours = [sys.executable, str(ROOT / "make_report.py"), "build", str(report), "--out", str(folder / "out")]
    rows: dict[str, list[tuple[float, float]]] = {}
    for command in (ours, *theirs.values()):  # once for the disk's cache
        timed(command)
    for turn in range(ROUNDS):
        change_a_word(report / "outline.yaml", turn)
        rows.setdefault("ours, cold", []).append(timed([*ours, "--no-cache"]))
        rows.setdefault("ours, warm", []).append(timed(ours))
        for label, command in theirs.items():
            rows.setdefault(label, []).append(timed(command))
    table(rows)


def change_a_word(outline: Path, turn: int) -> None:
    """One word of running text differs from the last turn."""
    text = outline.read_text(encoding="utf-8")
    words = ("reviewed", "surveyed")
    outline.write_text(text.replace(words[turn % 2], words[1 - turn % 2], 1), encoding="utf-8")


def table(rows: dict[str, list[tuple[float, float]]]) -> None:
    seconds = {label: statistics.median(s for s, _ in runs) for label, runs in rows.items()}
    memory = {label: max(m for _, m in runs) for label, runs in rows.items()}
    cold, warm = sum(seconds[k] for k in ("charts", "deck", "brief")), seconds["deck"] + seconds["brief"]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, medians of {ROUNDS}")
    for label in rows:
        print(f"  {label:12} {seconds[label]:6.2f} s {memory[label]:6.0f} MiB")
    print(f"cold build    {seconds['ours, cold']:.2f} s to {cold:.2f} s: ratio {seconds['ours, cold'] / cold:.2f}")
    print(f"warm build    {seconds['ours, warm']:.2f} s to {warm:.2f} s: ratio {seconds['ours, warm'] / warm:.2f}")
    most = max(memory[k] for k in ("charts", "deck", "brief"))
    print(f"peak memory   {memory['ours, cold']:.0f} MiB to {most:.0f} MiB: ratio {memory['ours, cold'] / most:.2f}")


if __name__ == "__main__":
    main()
