"""The rival: the same text through pandoc and typst, the same charts through a plain matplotlib script.

It does far less (no sources traced, no tags to PDF/UA, no native charts, no proof of fit); it is what most offices have.
"""
from __future__ import annotations

import sys
from pathlib import Path

CHARTS = '''\
import sys
import matplotlib
matplotlib.use("Agg")
from matplotlib import pyplot as plt

def save(name, draw):
    figure, axes = plt.subplots(figsize=(6.7, 3))
    draw(axes)
    for suffix in ("svg", "png"):
        figure.savefig(f"{sys.argv[1]}/{name}.{suffix}")
    plt.close(figure)

save("trade", lambda a: a.bar(["year before", "rise", "last year"], [541, 249, 790], bottom=[0, 541, 0]))
save("vaccine", lambda a: a.barh(["provided", "promised", "wanted"], [50000, 150000, 5000000]))
save("pipeline", lambda a: (a.plot([0, 1], [0, 0], "--o"), a.text(0, .1, "Karachi"), a.text(1, .1, "Lahore")))
save("calendar", lambda a: (a.scatter([18, 36, 61, 184], [0] * 4), [a.text(x, .02, str(x)) for x in (18, 36, 61, 184)]))
save("rapprochement", lambda a: (a.scatter([2006, 2011, 2016, 2020, 2021], [0] * 5), a.set_yticks([])))
save("itinerary", lambda a: (a.plot([0, 1, 2], [0] * 3, "-o"), [a.text(i, .02, c) for i, c in enumerate("DIR")]))
save("offer", lambda a: a.step(range(4), range(4)))
save("exercises", lambda a: a.plot(range(5), [0] * 5, "o"))
'''
FIGURES = "trade vaccine pipeline calendar rapprochement itinerary offer exercises".split()


def prepare(folder: Path, words: list[str]) -> None:
    """Write the chart script, a Markdown deck and a Typst brief of the given paragraphs into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "charts.py").write_text(CHARTS, encoding="utf-8")
    slides = [f"# Message {i}\n\n![]({name}.png)\n\n::: notes\n{text}\n:::\n"
              for i, (name, text) in enumerate(zip(FIGURES * 3, words, strict=False))]
    (folder / "deck.md").write_text("% Title\n\n" + "\n".join(slides), encoding="utf-8")
    escaped = [text.replace("\\", "\\\\").replace("#", "\\#").replace("*", "\\*").replace("_", "\\_").replace("@", "\\@")
               .replace("$", "\\$").replace("<", "\\<").replace("[", "\\[").replace("]", "\\]") for text in words]
    parts = [f'= Message {i}\n#image("{FIGURES[i]}.svg")\n{text}\n' if i < len(FIGURES) else f"= Message {i}\n{text}\n"
             for i, text in enumerate(escaped)]
    (folder / "brief.typ").write_text("#set page(paper: \"a4\")\n" + "\n".join(parts), encoding="utf-8")


def commands(folder: Path) -> dict[str, list[str]]:
    """The three commands: charts, deck, brief."""
    import pypandoc

    typeset = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
    return {"charts": [sys.executable, str(folder / "charts.py"), str(folder)],
            "deck": [pypandoc.get_pandoc_path(), "--resource-path", str(folder), "-o", str(folder / "deck.pptx"), str(folder / "deck.md")],
            "brief": [sys.executable, "-c", typeset, str(folder / "brief.typ"), str(folder / "brief.pdf")]}
