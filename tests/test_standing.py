"""Words that nobody has touched for some editions."""
from __future__ import annotations

import email
from itertools import pairwise
from pathlib import Path

import pytest
from issued import Clock, edit, numbers, opened, ran, written
from test_command import called
from test_running import CHART

from reports.editions import standing

BODY = """\
body:
  - bottom_line: {id: line, text: "Trade reached {F-002|value}.{F-002|cite}"}
  - text: {id: story, text: "Trade rose {F-001} to {F-002}, and the board expects more.{F-003|cite}"}
  - table:
      id: rows
      headline: What the board says of trade
      columns: [{key: what, label: What}, {key: says, label: Says}]
      rows: [[Trade, "{F-002|value}"], [Ships, many]]
  - sources
"""
NUMBERS = ("300", "310", "320", "330", "340")


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five editions: each has another number, the third another story as well."""
    folder = written(tmp_path_factory.mktemp("standing") / "visit", body=BODY)
    for before, now in zip(("", *NUMBERS), NUMBERS, strict=False):
        if before:
            edit(folder, (f"value: {before},", f"value: {now},"), (f"good ${before} million", f"good ${now} million"))
        if now == "320":
            edit(folder, ("expects more", "hopes for more"))
        ran(folder, Clock())
    assert numbers(folder) == ["1", "2", "3", "4", "5"]
    return folder


def found(folder: Path, number: str, many: int = standing.MANY) -> list[tuple[str, str, int]]:
    with opened(folder) as archive:
        edition = archive.edition(number)
        assert edition
        return standing.untouched(archive, edition, many)


def test_words_are_untouched_though_their_numbers_change(visit: Path) -> None:
    assert found(visit, "5") == [("line", "1", 4), ("figure rows", "1", 4)]
    assert found(visit, "5", 2) == [("line", "1", 4), ("story", "3", 2), ("figure rows", "1", 4)]
    assert found(visit, "3") == [] and found(visit, "3", 2) == [("line", "1", 2), ("figure rows", "1", 2)]


def test_what_is_new_or_gone_is_not_counted_with_what_was(visit: Path) -> None:
    assert "sources" not in {name for name, *_ in found(visit, "5", 0)}, "nobody wrote it"


def test_show_names_them(visit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert called("show", visit) == 0
    said = capsys.readouterr().out
    assert "Words not touched for long:\nline         since edition 1, 4 editions ago" in said and "story" not in said
    assert called("show", visit, "2") == 0
    assert "not touched" not in capsys.readouterr().out


HEADLINE = "Trade rose from {F-003|value} to {F-002|value}"


def test_a_headline_stands_over_editions_until_its_data_turn_and_then_somebody_must_touch_it(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Four editions of growing trade; in the fifth it falls: blocked, its owners asked, and written anew."""
    folder = written(tmp_path / "visit", ("value: 540", "value: 200"), ("status: pledged", "status: stated"), body=CHART,
                     schedule="failure: {notify: [owner@example.org]}\n")
    amounts = ("300", "310", "320", "330")
    assert called("run", folder) == 0
    for before, now in pairwise(amounts):
        edit(folder, (f"value: {before},", f"value: {now},"), (f"good ${before} million", f"good ${now} million"))
        assert called("run", folder) == 0
    assert called("show", folder) == 0
    assert "figure trade  since edition 1, 3 editions ago" in capsys.readouterr().out
    edit(folder, ("value: 330,", "value: 150,"), ("good $330 million", "good $150 million"))
    for _ in range(2):
        assert called("run", folder) == 30
        assert "or are the new values wrong?" in capsys.readouterr().err
    [notice] = [email.message_from_bytes(p.read_bytes()) for p in (folder / "archive/outbox").iterdir()]
    assert "Please decide:" in str(notice.get_payload()) and numbers(folder) == ["1", "2", "3", "4"]
    edit(folder, (HEADLINE, HEADLINE.replace("rose", "fell")))
    assert called("run", folder) == 0
    assert numbers(folder) == ["1", "2", "3", "4", "5"] and found(folder, "5") == [], "a hand has touched it"
    assert called("rebuild", folder, "5", "--verify") == 0
