"""The rival: the same text through pandoc and typst, the same charts through a plain matplotlib script.

It traces no source, tags nothing, proves no fit and makes pictures of its charts; it is what most offices have.
"""
from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from charts.drawing import Drawing, Text
from charts.drawing import Path as Drawn

SCRIPT = '''\
import sys
import matplotlib
matplotlib.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.patches import PathPatch
from matplotlib.path import Path

CODES = {{"M": Path.MOVETO, "L": Path.LINETO, "C": Path.CURVE4, "Z": Path.CLOSEPOLY}}

def patch(commands, fill, stroke, width):
    codes, points = [], []
    for name, *values in commands:
        pairs = list(zip(values[::2], values[1::2])) or [(0, 0)]
        codes += [CODES[name]] * len(pairs)
        points += pairs
    return PathPatch(Path(points, codes), facecolor=fill or "none", edgecolor=stroke or "none", linewidth=width)

for name, width, height, paths, texts in {figures!r}:
    figure = plt.figure(figsize=(width / 72, height / 72))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    for path in paths:
        axes.add_patch(patch(*path))
    for x, y, text, size, weight, anchor in texts:
        axes.text(x, y, text, size=size, weight=weight, ha=anchor)
    figure.savefig(f"{{sys.argv[1]}}/{{name}}", dpi=200)
    plt.close(figure)
'''
_ANCHORS = {"start": "left", "middle": "center", "end": "right"}


def prepare(folder: Path, words: Sequence[str], notes: Sequence[str], drawings: Sequence[tuple[Drawing, Drawing]]) -> None:
    """Write the chart script, a Markdown deck and a Typst brief into a folder.

    `words`: the brief's paragraphs; `notes`: the speaker notes, one a slide; `drawings`: each figure for print and slide.
    """
    folder.mkdir(parents=True, exist_ok=True)
    figures = [_figure(f"figure{i}.{suffix}", drawing) for i, pair in enumerate(drawings)
               for suffix, drawing in zip(("svg", "png"), pair, strict=True)]
    (folder / "charts.py").write_text(SCRIPT.format(figures=figures), encoding="utf-8")
    (folder / "deck.md").write_text(_deck(notes, len(drawings)), encoding="utf-8")
    (folder / "brief.typ").write_text(_brief(words, len(drawings)), encoding="utf-8")


def commands(folder: Path) -> dict[str, list[str]]:
    """The three commands: charts, deck, brief."""
    import pypandoc

    typeset = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
    return {"charts": [sys.executable, str(folder / "charts.py"), str(folder)],
            "deck": [pypandoc.get_pandoc_path(), "--resource-path", str(folder), "-o", str(folder / "deck.pptx"),
                     str(folder / "deck.md")],
            "brief": [sys.executable, "-c", typeset, str(folder / "brief.typ"), str(folder / "brief.pdf")]}


def _figure(name: str, drawing: Drawing) -> tuple[object, ...]:
    paths = [(m.commands, "navy" if m.fill else None, "navy" if m.stroke else None, m.stroke.width if m.stroke else 0)
             for m in drawing.marks if isinstance(m, Drawn)]
    texts = [(m.x, m.y, m.text.replace("$", r"\$"), m.size, "bold" if m.bold else "normal", _ANCHORS[m.anchor])
             for m in drawing.marks if isinstance(m, Text)]
    return name, drawing.width, drawing.height, paths, texts


def _deck(notes: Sequence[str], figures: int) -> str:
    slides = [f"# Message {i}\n\n" + (f"![]({f'figure{i}.png'})\n\n" if i < figures else "") + f"::: notes\n{text}\n:::\n"
              for i, text in enumerate(notes)]
    return "% Title\n\n" + "\n".join(slides)


def _brief(words: Sequence[str], figures: int) -> str:
    escape = str.maketrans({c: f"\\{c}" for c in "\\#*_@$<[]`~/="})
    parts = [(f'#image("figure{i}.svg", width: 100%)\n' if i < figures else "") + text.translate(escape) + "\n"
             for i, text in enumerate(words)]
    return '#set page(paper: "a4")\n#set text(lang: "en")\n' + "\n".join(parts)
