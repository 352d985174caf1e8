"""The torture report: what no reader would print and every press must survive."""
from __future__ import annotations

from pathlib import Path

ROWS = 300
NOTES = 120
SCRIPTS = {  # one sentence a script
    "Greek": "Ελλάδα και Κύπρος συμφώνησαν για το λιμάνι",
    "Cyrillic": "Россия и Пакистан говорили о газопроводе",
    "Georgian": "საქართველო და სომხეთი შეთანხმდნენ",
    "Armenian": "Հայաստանը և Վրաստանը համաձայնեցին",
}
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
LONG_HEADLINE = " ".join(["The board of the harbour and the company that runs it met again and agreed on very little"] * 24)
EMPHASIS = "**bold *and slanted* and** *slanted **and bold** and* plain words that go on and on "

HEAD = """\
outline: 1
report: {title: A report that tortures its press, subtitle: And is printed all the same, as_of: {date: 2021-04}, language: en-GB,
         status: final, profile: analyst}
sources:
  S1: {title: The harbour board, kind: article}
facts:
"""


def outline(bars: int = 28) -> str:
    """The whole outline; `bars`: how many the tall figure has."""
    facts = "".join(f"  T-{i:03}: {{value: {i + 1}, unit: ships, as_of: 2020, said_by: author, attribution: author_assertion, "
                    f"status: stated, source: S1, locator: line {i + 1}}}\n" for i in range(NOTES))
    tall = "".join(f"    - {{label: 'Berth {{={i}}}', value: T-{i:03}}}\n" for i in range(NOTES - 1, NOTES - 1 - bars, -1))
    charts = ("charts:\n  tall:\n    kind: bar\n    headline: Some berths are served more than others\n"
              "    subtitle: Ships a year, by berth\n"
              f"    alt: Twenty-eight bars, one a berth.\n    rows:\n{tall}")
    rows = "".join(f"        - ['Row {{={i}}}', words of the row, '{{={i}.{i % 100}}}']\n" if i % 25
                   else f"        - group: 'Group {{={i // 25}}}'\n" for i in range(1, ROWS + 1))
    marks = " ".join(f"{{T-{i:03}}}" for i in range(NOTES))
    scripts = "\n\n".join(f"            {name}: {words}. *{words}.* **{words}.**" for name, words in SCRIPTS.items())
    tall_row = " ".join(f"word{i}" for i in range(2500))
    return f"""{HEAD}{facts}{charts}body:
  - bottom_line: The press holds.
  - theme: {{headline: This theme has nothing to say, blocks: []}}
  - theme:
      headline: {LONG_HEADLINE}
      blocks:
        - text: Words under a headline that runs over a page.
  - theme:
      headline: A word is longer than its line
      blocks:
        - text: |
            It is {WORD} and goes on.
        - chart: {{use: tall, slide: false}}
        - text: Words after the figure ({{fig:tall}}).
  - theme:
      headline: Scripts of the east stand side by side
      blocks:
        - text: |
{scripts}
  - theme:
      headline: Notes crowd a page
      blocks:
        - text: |
            {marks}
  - theme:
      headline: Emphasis crosses the page
      blocks:
        - text: |
            {EMPHASIS * 90}
  - table:
      headline: Three hundred rows follow
      columns: [{{key: a, label: Row}}, {{key: b, label: Words}}, {{key: c, label: Number}}]
      slide: false
      rows:
{rows}  - table:
      headline: One row is taller than a page
      columns: [{{key: a, label: Row, share: 0.3}}, {{key: b, label: Words}}]
      slide: false
      rows:
        - [first, short]
        - [second, {tall_row}]
        - [third, short]
  - sources
"""


def expected() -> list[str]:
    """The words of the body in the order in which they are written, without their note marks."""
    rows = [f"Row {i}" if i % 25 else f"Group {i // 25}" for i in range(1, ROWS + 1)]
    plain = EMPHASIS.replace("*", "").strip()
    return ["The press holds.", "This theme has nothing to say", LONG_HEADLINE, "Words under a headline that runs over a page.",
            f"It is {WORD} and goes on.", "Some berths are served more than others", "Words after the figure (Figure 1).",
            *(f"{name}: {words}. {words}. {words}." for name, words in SCRIPTS.items()), "Notes crowd a page",
            *(f"{i + 1} ship{'s' if i else ''}" for i in range(NOTES)), *[plain] * 90, *rows, "One row is taller than a page",
            " ".join(f"word{i}" for i in range(2500)), "third"]


def write(folder: Path, bars: int = 28) -> Path:
    """The torture report as a report folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "outline.yaml").write_text(outline(bars), encoding="utf-8")
    return folder
