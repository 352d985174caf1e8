"""A small report to start from: it builds as it stands, and shows each part of the language once."""
from __future__ import annotations

from pathlib import Path

OUTLINE = '''\
# A report is this file. Build it with: make_report.py build THIS-FOLDER
outline: 1

report:
  series: Visit brief
  title: Your title in a few words
  subtitle: One sentence that says what the visit was about
  authors: [{name: Your desk}]
  as_of: {date: 2026-01}
  language: en-GB
  marking: {scheme: tlp, label: "TLP:CLEAR"}
  status: final
  template: chancery
  profile: official

sources:
  S1: {title: The first source, kind: article, locator: page 1}

# Every number of the report is a fact with a source; text points at it with {F-001}.
facts:
  F-001: {value: 12, unit: percent, as_of: 2025, said_by: author, attribution: author_assertion, status: stated, source: S1,
          locator: page 1, phrase: "rose by 12 per cent"}
  F-002: {value: 300, unit: USD million, as_of: 2025, said_by: author, attribution: author_assertion, status: stated, source: S1,
          locator: page 1, phrase: "reached $300 million"}
  F-003: {formula: "F-002 / (1 + F-001 / 100)", unit: USD million, round_to: 10, qualifier: about}
  F-004: {value: 250, unit: USD million, as_of: 2023, said_by: author, attribution: author_assertion, status: stated, source: S1,
          locator: page 2, phrase: "$250 million in 2023"}
  F-005: {value: 230, unit: USD million, as_of: 2022, said_by: author, attribution: author_assertion, status: stated, source: S1,
          locator: page 2, phrase: "$230 million in 2022"}

charts:
  trade:
    kind: column
    headline: Trade reached {F-002|value}
    subtitle: Trade, US$ million, by year
    rows:
      - {label: "{F-005|date}", value: F-005}
      - {label: "{F-004|date}", value: F-004}
      - {label: "{=2024}", value: F-003}
      - {label: "{F-002|date}", value: F-002, message: true}
    note: The value for the year before the last is derived from the last one and its rise.

body:
  - bottom_line: Trade rose {F-001|value} to {F-002|value}, says the only source there is.{F-001|cite}
  - key_numbers: [F-001, F-002]
  - theme:
      id: trade
      kicker: Trade
      headline: Trade rose and nobody says why
      blocks:
        - chart: {use: trade}
        - text: |
            Trade reached {F-002} after {F-003} the year before ({fig:trade}). The source gives no reason.
  - sources
'''


def write(folder: Path) -> list[Path]:
    """Make the folder and its outline; returns what was written. OSError when the machine refuses."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "outline.yaml"
    path.write_text(OUTLINE, encoding="utf-8")
    return [path]
