"""Files appear whole or not at all, and nothing that a writer types becomes more than text."""
from __future__ import annotations

import errno
import io
import os
import re
from pathlib import Path
from typing import Any

import openpyxl
import page
import pikepdf
import pytest
from built import HEAD, brief_text, build, deck_text, parts_of, problems_of, report
from lxml import etree

from reports.problems import Failed, MachineFailed, Problem
from reports.publish import publish

OLD = {"brief.pdf": b"old brief", "deck.pptx": b"old deck"}
NEW = {"brief.pdf": b"new brief", "deck.pptx": b"new deck"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an older pair of files."""
    publish(tmp_path / "out", OLD)
    return tmp_path / "out"


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def failing(real: Any, at: int, error: int = errno.ENOSPC) -> Any:
    """The function, but its nth call fails."""
    calls = [0]

    def stand_in(*arguments: Any, **named: Any) -> Any:
        calls[0] += 1
        if calls[0] == at:
            raise OSError(error, os.strerror(error))
        return real(*arguments, **named)

    return stand_in


# ---------------------------------------------------------------- whole or not at all
def test_files_are_put_and_replaced(folder: Path) -> None:
    assert contents(folder) == OLD
    assert publish(folder, NEW) == [folder / "brief.pdf", folder / "deck.pptx"]
    assert contents(folder) == NEW


@pytest.mark.parametrize("at", [1, 2])
def test_a_full_disk_leaves_the_old_pair(at: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", failing(os.fsync, at))
    with pytest.raises(MachineFailed, match=r"cannot write to .*untouched"):
        publish(folder, NEW)
    assert contents(folder) == OLD


@pytest.mark.parametrize("at", [1, 2])
def test_a_rename_that_is_refused_leaves_the_old_pair(at: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a system where the deck is open in another program: no new brief beside an old deck."""
    monkeypatch.setattr(Path, "replace", failing(Path.replace, at, errno.EACCES))
    with pytest.raises(MachineFailed):
        publish(folder, NEW)
    assert contents(folder) == OLD


def test_a_rename_that_is_refused_leaves_nothing_where_nothing_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", failing(Path.replace, 2, errno.EACCES))
    with pytest.raises(MachineFailed):
        publish(tmp_path / "out", NEW)
    assert contents(tmp_path / "out") == {}


def test_a_file_system_without_links_will_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "hardlink_to", failing(Path.hardlink_to, 1, errno.EPERM))
    publish(folder, NEW)
    assert contents(folder) == NEW


def test_a_folder_in_the_place_of_a_file_is_the_machines_fault(folder: Path) -> None:
    (folder / "deck.pptx").unlink()
    (folder / "deck.pptx").mkdir()
    with pytest.raises(MachineFailed):
        publish(folder, NEW)
    assert (folder / "brief.pdf").read_bytes() == b"old brief"
    assert sorted(p.name for p in folder.iterdir()) == ["brief.pdf", "deck.pptx"]


def test_a_part_left_by_a_crash_is_in_nobodys_way(folder: Path) -> None:
    (folder / ".brief.pdf.part").write_bytes(b"half")
    (folder / ".brief.pdf.old").write_bytes(b"older still")
    publish(folder, NEW)
    assert contents(folder) == NEW


def test_a_reader_with_the_old_file_open_keeps_it(folder: Path) -> None:
    with (folder / "brief.pdf").open("rb") as reader:
        publish(folder, NEW)
        assert reader.read() == b"old brief"


# ---------------------------------------------------------------- text stays text
HOSTILE = ["<b>bold</b> & <script>alert()</script>", "=cmd|' /C calc'!A0", "$x^2$ and $\\\\frac{1}{2}$", "@SUM(A1:A9)",
           "%n %s {} %(x)s", "<!--x--> ]]> &#65; &amp;", "+HYPERLINK('http://x')", "n_x0041_n and n_x000D_n"]
SHOWN = ["<b>bold</b> & <script>alert()</script>", "=cmd|' /C calc'!A0", "@SUM(A1:A9)", "<!--x--> ]]> &#65; &amp;",
         "+HYPERLINK('http://x')", "n_x0041_n and n_x000D_n"]


def hostile_report(folder: Path) -> Path:
    rows = "".join(f"      - {{label: {quoted(text)}, value: F-00{i % 2 + 2}}}\n" for i, text in enumerate(SHOWN))
    head = HEAD.replace("title: A visit", "title: 'A & B <i>visit</i> \"today\"'")
    return report(folder, f"""charts:
  one:
    kind: bar
    order: given
    headline: Text stays text <b>&</b> {{F-002|value}}
    subtitle: "{{=}}<sub>US$</sub> million"
    rows:
{rows}body:
  - bottom_line: "Prices <b>rose</b> & nobody {{F-001}} cared [here](https://example.org/?a=1&b=<2>)."
  - theme:
      headline: The <em>headline</em> & more
      blocks:
        - chart: {{use: one, notes: 'Say <b>this</b> & that'}}
        - text: |
            {{=}}{SHOWN[0]} {{=}}{SHOWN[3]}
        - table:
            headline: "Cells <b>hold</b> =text & more of it"
            columns: [{{key: a, label: "<th>"}}, {{key: b, label: "&nbsp;"}}]
            rows: [["=1+{{=1}}", "<td>&lt;"]]
  - sources
""", head=head)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("hostile")
    return build(hostile_report(folder / "visit"), folder / "out")


def test_markup_and_formulas_print_as_typed(hostile: Any) -> None:
    brief, deck = brief_text(hostile.brief), deck_text(hostile.deck)
    for text in SHOWN:
        words = text.replace("-", "").replace(" ", "")
        assert words in brief.replace("-", "").replace(" ", ""), text
        assert words in deck.replace("-", "").replace(" ", ""), text
    assert "Text stays text <b>&</b>" in brief and "Text stays text <b>&</b>" in deck
    assert "<td>&lt;" in deck and "&nbsp;" in deck and "=1+1" in deck


def test_what_looks_like_a_formula_is_text_in_the_workbook(hostile: Any) -> None:
    labels = set()
    for name, data in parts_of(hostile.deck).items():
        if name.endswith(".xlsx"):
            for sheet in openpyxl.load_workbook(io.BytesIO(data)):
                cells = [cell for row in sheet.iter_rows() for cell in row]
                assert all(cell.data_type in ("s", "n", "inlineStr") for cell in cells)
                assert not any(cell.hyperlink for cell in cells)
                labels |= {cell.value for cell in cells if cell.data_type != "n"}
    assert {"=cmd|' /C calc'!A0", "@SUM(A1:A9)", "+HYPERLINK('http://x')"} <= labels


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_such_text_leaves_the_files_valid(profile: str, hostile: Any) -> None:
    assert page.validate_pdf(str(hostile.brief), profile=profile).is_compliant
    for name, data in parts_of(hostile.deck).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(data)
    with pikepdf.open(hostile.brief) as pdf:
        assert pdf.open_metadata()["dc:title"] == 'A & B <i>visit</i> "today"'


def test_links_keep_their_address_letter_by_letter(hostile: Any) -> None:
    with pikepdf.open(hostile.brief) as pdf:
        found = {str(a.A.URI) for p in pdf.pages for a in p.obj.get("/Annots", []) if "/A" in a and a.A.S == "/URI"}
    assert len(found) == 1
    assert next(iter(found)).replace("%3C", "<").replace("%3E", ">") == "https://example.org/?a=1&b=<2>"


# ---------------------------------------------------------------- what is refused, and where
def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize("address", ["javascript:alert(document)", "file:///etc/passwd", "data:text/html,x", "vbscript:x",
                                     "//example.org", "JaVaScRiPt:x", "ms-word:ofe|u|x"])
def test_a_link_to_anything_but_the_web_is_refused(address: str, tmp_path: Path) -> None:
    found = only(problems_of(tmp_path, f"body:\n  - text: See [this]({address}).\n"))
    assert f'link "{address}" is not allowed' in found.what and found.level == "error"
    assert (Path(found.place.file).name, found.place.line) == ("outline.yaml", HEAD.count("\n") + 2)


@pytest.mark.parametrize("path", ["../facts.yaml", "/etc/passwd", "sub/../../facts.yaml", "link.yaml", "~/facts.yaml"])
def test_a_file_outside_the_folder_is_refused(path: str, tmp_path: Path) -> None:
    folder = tmp_path / "visit"
    folder.mkdir()
    (tmp_path / "facts.yaml").write_text("F-001: {value: 1, unit: percent, as_of: 2020, status: stated, source: S1}\n")
    (folder / "link.yaml").symlink_to(tmp_path / "facts.yaml")
    head = HEAD.split("facts:\n")[0] + f"facts: {path}\n"
    found = problems_of(folder, "body:\n  - text: Words.\n", head=head)
    assert found and all(p.level == "error" for p in found)
    assert path in found[0].what and found[0].place.line == head.count("\n")


@pytest.mark.parametrize("character, code", [("\N{BLACK STAR}", "U+2605"), ("\U000107a0", "U+107A0"), ("漢", "U+6F22")])
def test_a_character_that_no_font_has_is_told_with_its_place(character: str, code: str, tmp_path: Path) -> None:
    found = only(problems_of(tmp_path, f"body:\n  - text: Words.\n  - text: Here {character} it is.\n"))
    assert code in found.what and found.level == "error" and found.hint
    assert found.place.line == HEAD.count("\n") + 3


@pytest.mark.parametrize("where", ["title: A {} visit", "subtitle: To a {} harbour"])
def test_a_character_that_no_font_has_is_told_in_the_head_too(where: str, tmp_path: Path) -> None:
    key = where.split(":")[0]
    head = re.sub(rf"{key}: [^,]+,", where.format("漢") + ",", HEAD, count=1)
    found = only(problems_of(tmp_path, "body:\n  - text: Words.\n", head=head))
    assert "U+6F22" in found.what


@pytest.mark.parametrize("old, new", [
    ("title: The harbour board", "title: The 漢 board"), ("said_by: board", "said_by: 漢 board"),
    ("locator: page 2", "locator: page 漢"), ("reached a good", "reached 漢 a good")])
def test_a_character_that_no_font_has_is_told_in_what_the_ledger_prints(old: str, new: str, tmp_path: Path) -> None:
    assert old in HEAD
    body = "body:\n  - text: It was {F-002} then.\n  - quote: F-002\n  - sources\n"
    assert problems_of(tmp_path, body) == []
    found = problems_of(tmp_path, body, head=HEAD.replace(old, new, 1))
    assert found and all("U+6F22" in p.what for p in found)


def test_controls_and_direction_overrides_never_reach_a_page(tmp_path: Path) -> None:
    for typed in ('"a\\u202eb"', '"a\\u0007b"', '"a\\ufffeb"', '"a\\u2066b"'):
        with pytest.raises(Failed):
            build(report(tmp_path / "visit", f"body:\n  - text: {typed}\n"), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_letters_of_other_scripts_that_a_font_has_are_no_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "body:\n  - text: Лавров said {=«Дружба»} in Ἀθῆναι, naïvely, for £ or €.\n") == []
