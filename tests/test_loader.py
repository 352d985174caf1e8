"""The strict loader: what YAML's own rules would make of values, what is refused, and that nothing else ever gets out."""
from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import cleaning, loader
from reports.cleaning import Unfit
from reports.placed import Broken, PlacedDict, PlacedList, PlacedStr, place_of
from reports.problems import Place, Problem

DATA = Path(__file__).parents[1] / "data"


def load(tmp_path: Path, content: str | bytes) -> tuple[Any, list[Problem]]:
    path = tmp_path / "outline.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return loader.load(path, "outline.yaml")


def value(text: str) -> Any:
    data, problems = loader.parse(f"v: {text}\n", "x.yaml")
    assert problems == []
    return data["v"]


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


# ---------------------------------------------------------------- values
@pytest.mark.parametrize("text", ["no", "NO", "yes", "on", "off", "True", "FALSE", "Null", "NULL", "012", "0x1f", "0o17", "1_000",
                                  "12:30", "12:30:45", "1e3", "1.0e+400", ".inf", "-.inf", ".nan", "NaN", "+5", "1.", ".5", "5%",
                                  "2021-04-07", "2021-02-30", "=", "0b1", "１２", "٣", "--1", "- 1"][:-1])
def test_what_is_no_plain_decimal_and_no_true_or_false_is_text(text: str) -> None:
    found = value(text)
    assert type(found) is PlacedStr
    assert found == text


@pytest.mark.parametrize(("text", "wanted"), [("true", True), ("false", False), ("null", None), ("~", None), ("", None),
                                              ("0", 0), ("-7", -7), ("46", 46), ("1100.5", 1100.5), ("0.10", 0.1),
                                              ("999999999999999999", 10**18 - 1)])
def test_booleans_nothing_and_plain_decimals(text: str, wanted: Any) -> None:
    found = value(text)
    assert found == wanted
    assert type(found) is type(wanted)


def test_minus_nought_is_nought() -> None:
    assert str(value("-0.0")) == "0.0"


@pytest.mark.parametrize("text", ['"5"', "'5'", '"true"', "'~'", '""'])
def test_what_stands_in_quotes_is_text(text: str) -> None:
    assert value(text) == text[1:-1]
    assert isinstance(value(text), str)


def test_text_is_composed_and_pairs_of_surrogates_are_joined() -> None:
    assert value("Cafe\u0301") == "Caf\u00e9"
    assert value('"\\ud83d\\ude00"') == "\U0001f600"


# ---------------------------------------------------------------- places
def test_every_part_knows_where_it_stands(tmp_path: Path) -> None:
    data, problems = load(tmp_path, "report:\n  title: One\n  list:\n    - {a: 1, b: two}\n    - three\ntext: |\n  Words\n")
    assert problems == []
    assert isinstance(data, PlacedDict)
    assert isinstance(data["report"]["list"], PlacedList)
    expected = {("report",): (1, 1), ("report", "title"): (2, 10), ("report", "list"): (3, 3), ("report", "list", 0): (4, 7),
                ("report", "list", 0, "b"): (4, 17), ("report", "list", 1): (5, 7), ("text",): (6, 7)}
    assert {path: (p.line, p.column) for path in expected for p in [place_of(data, path)]} == expected
    assert data["report"]["title"].place == Place("outline.yaml", 2, 10)
    assert data.keys_at["text"] == Place("outline.yaml", 6, 1)


def test_a_location_that_leads_nowhere_stays_at_the_last_part(tmp_path: Path) -> None:
    data, _ = load(tmp_path, "report:\n  title: One\n")
    assert place_of(data, ("report", "union-label", "title")).line == 2
    assert place_of(data, ("report", "missing")) == Place("outline.yaml", 1, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_alike_for_all_line_ends(tmp_path: Path, end: str) -> None:
    data, problems = load(tmp_path, end.join(["a: 1", "b: |", "  x", "  y", "c: 2", ""]))
    assert problems == []
    assert data["b"] == "x\ny\n"
    assert data.places["c"].line == 5


# ---------------------------------------------------------------- files
def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    data, problems = load(tmp_path, b"\xef\xbb\xbftitle: One\n")
    assert problems == []
    assert list(data) == ["title"]
    assert data.keys_at["title"] == Place("outline.yaml", 1, 1)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_unicode_encodings_are_named(tmp_path: Path, encoding: str) -> None:
    problem = only(load(tmp_path, "title: One\n".encode(encoding))[1])
    assert problem.what.startswith("the file is written in UTF-")
    assert problem.hint == "save it as UTF-8"


def test_a_byte_of_a_windows_file_is_found(tmp_path: Path) -> None:
    problem = only(load(tmp_path, "title: One\nsubtitle: “Two”\n".encode("cp1252"))[1])
    assert str(problem).startswith("outline.yaml:2:11: byte 0x93 is not UTF-8")


@pytest.mark.parametrize(("character", "name"), [("\0", "control character U+0000"), ("\x1b", "control character U+001B"),
                                                 ("\x85", "control character U+0085"), ("\u2028", "character U+2028"),
                                                 ("\ufeff", "character U+FEFF"), ("\ufffe", "character U+FFFE")])
def test_characters_that_no_text_may_hold(tmp_path: Path, character: str, name: str) -> None:
    problem = only(load(tmp_path, f"a: 1\ntitle: On{character}e\n")[1])
    assert (problem.place, problem.what) == (Place("outline.yaml", 2, 10), f"{name} is not allowed")


def test_many_bad_characters_are_counted_not_listed(tmp_path: Path) -> None:
    problems = load(tmp_path, "a: 1\n" + "\t" * 500)[1]
    assert len(problems) == 21
    assert problems[-1].what == "480 more characters are not allowed"


def test_a_surrogate_in_the_bytes_is_not_utf_8(tmp_path: Path) -> None:
    assert "is not UTF-8" in only(load(tmp_path, b"title: \xed\xa0\xbd\n")[1]).what


@pytest.mark.parametrize("content", ["", "\n\n", "# only a comment\n", "---\n", "~\n"])
def test_an_empty_file(tmp_path: Path, content: str) -> None:
    data, problems = load(tmp_path, content)
    assert data is None
    assert only(problems).what == "the file is empty"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    assert load(tmp_path, "# " + "x" * (loader.BYTES - 10) + "\na: 1\n")[0] == {"a": 1}
    assert "larger than 1,000,000 bytes" in only(load(tmp_path, "# " + "x" * loader.BYTES + "\na: 1\n")[1]).what


def test_a_file_that_is_none_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, what in (("pipe", "is not a file"), (".", "is not a file"), ("absent", "there is no file")):
        problem = only(loader.load(tmp_path / name, name)[1])
        assert what in problem.what
        assert problem.hint


# ---------------------------------------------------------------- limits and attacks
def test_depth_and_size_are_limited() -> None:
    assert loader.parse("a: " + "[" * 48 + "]" * 48, "x")[1] == []
    assert "50 levels" in only(loader.parse("a: " + "[" * 50 + "]" * 50, "x")[1]).what
    assert loader.parse("- 1\n" * (loader.NODES - 1), "x")[1] == []
    assert "50,000 values" in only(loader.parse("- 1\n" * loader.NODES, "x")[1]).what


STEPS = tuple(zip("abcdefgh", "bcdefghi"))
BOMBS = {
    "aliases": "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{c}: &{c} [{','.join(['*' + p] * 9)}]\n" for p, c in STEPS),
    "merge keys": "a: &a {x: 1}\n" + "".join(f"{c}: &{c} {{<<: [{','.join(['*' + p] * 9)}]}}\n" for p, c in STEPS),
    "itself": "a: &a [1, *a]\n",
    "brackets": "a: " + "[" * 300_000,
    "braces": "a: " + "{" * 300_000,
    "dashes": "- " * 300_000,
    "questions": "? " * 300_000,
    "python": "a: !!python/object/apply:os.system [true]\n",
}


@pytest.mark.parametrize("name", BOMBS)
def test_known_attacks_end_soon_and_as_problems(name: str) -> None:
    started = time.process_time()
    _, problems = loader.parse(BOMBS[name], "x")
    assert problems
    assert time.process_time() - started < 2


def test_a_problem_does_not_hide_the_others() -> None:
    data, problems = loader.parse("a: &x 1\nb: *x\na: 2\nc: Route #5\n1: one\nd: 1234567890123456789\ne: !t 5\n", "x")
    assert [p.place.line for p in problems] == [1, 2, 3, 4, 5, 6, 7]
    assert data["a"] == 1
    assert [k for k, v in data.items() if isinstance(v, Broken)] == ["b", "d", "e"]


def test_comments_where_they_belong_are_no_problem() -> None:
    text = ("outline: 1   # version\ntitle: draft # for now\nlist: [1, 2] # two\nwords: two words  # a comment\n# all\n"
            'q: "a #5" #x\n')
    data, problems = loader.parse(text, "x")
    assert problems == []
    assert data["q"] == "a #5"


# ---------------------------------------------------------------- free input
@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:-#[]{}\"'|>&*!%@`,?\\ \n\tué0125.~<=/"), max_size=60))
def test_any_text_gives_data_or_problems_and_never_an_exception(text: str) -> None:
    data, problems = loader.parse(text.replace("\t", " "), "x")
    assert data is not None or problems
    for problem in problems:
        assert problem.hint
        assert problem.place.line <= text.count("\n") + 2
        assert not problem.what[:1].isupper()


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_outline_gives_problems_with_places(draw: st.DataObject) -> None:
    text = (DATA / "minimum" / "outline.yaml").read_text(encoding="utf-8")
    for _ in range(draw.draw(st.integers(1, 3))):
        at = draw.draw(st.integers(0, len(text)))
        cut = draw.draw(st.integers(0, 5))
        text = text[:at] + draw.draw(st.text(alphabet="[]{}\"':-#&*!|> \nx", max_size=3)) + text[at + cut:]
    data, problems = loader.parse(text, "x")
    assert data is not None or problems
    assert all(p.hint for p in problems)


_PLAIN = st.one_of(st.booleans(), st.none(), st.integers(-10**17, 10**17), st.text(st.characters(exclude_categories=["Cs", "Cc"],
                   exclude_characters="\ufeff\u2028\u2029\ufffe\uffff"), max_size=12))


@settings(max_examples=100, deadline=None)
@given(st.recursive(_PLAIN, max_leaves=12, extend=lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
    st.text("abcxyz", min_size=1), inner, max_size=4)))
def test_what_a_yaml_writer_writes_comes_back(thing: Any) -> None:
    text = yaml.dump({"v": thing}, default_style='"', allow_unicode=True) if isinstance(thing, str) else yaml.dump({"v": thing})
    data, problems = loader.parse(text, "x")
    assert problems == []
    assert _composed(data) == _composed({"v": thing})


def _composed(thing: Any) -> Any:
    if isinstance(thing, dict):
        return {k: _composed(v) for k, v in thing.items()}
    if isinstance(thing, list):
        return [_composed(v) for v in thing]
    return cleaning.composed(thing) if isinstance(thing, str) else thing


# ---------------------------------------------------------------- paths and numbers
def test_paths_stay_inside(tmp_path: Path) -> None:
    folder = tmp_path / "report"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("x")
    (folder / "facts.yaml").write_text("x")
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")
    (folder / "up").symlink_to(tmp_path)
    assert cleaning.inside(folder, "facts.yaml") == folder / "facts.yaml"
    assert cleaning.inside(folder, "sub/../facts.yaml") == folder / "facts.yaml"
    for name in ("../secret.yaml", "link.yaml", "up/secret.yaml", "/etc/passwd", "~/x", "C:\\x", "sub\\x", "", "a\0b",
                 "loop.yaml", str(tmp_path / "secret.yaml")):
        with pytest.raises(Unfit) as caught:
            cleaning.inside(folder, name)
        assert caught.value.hint


def test_a_folder_of_the_command_line_is_allowed_too(tmp_path: Path) -> None:
    here, there = tmp_path / "report", tmp_path / "shared"
    here.mkdir()
    there.mkdir()
    (there / "trade.csv").write_text("x")
    assert cleaning.inside(here, "trade.csv", [there]) == there / "trade.csv"
    assert cleaning.inside(here, "own.csv", [there]).parent in (here, there)
    with pytest.raises(Unfit):
        cleaning.inside(here, "../x.csv", [there])


@given(st.integers(-10**18 + 1, 10**18 - 1))
def test_whole_numbers_come_back_exactly(number: int) -> None:
    assert cleaning.number(str(number)) == number


@pytest.mark.parametrize("text", ["1,100", "012", "1_000", "1e3", "+46", "NaN", "-inf", ".5", "1 100", "−5"])
def test_what_readers_take_for_a_number_is_known(text: str) -> None:
    assert cleaning.looks_like_number(text)
    assert not cleaning.is_number(text)
    with pytest.raises(Unfit):
        cleaning.number(text)


@pytest.mark.parametrize("text", ["May 1", "early April", "2021-04", "12:30", "15 (or so)", "A-058", "info", "nanny", "x"])
def test_words_and_dates_are_not_taken_for_numbers(text: str) -> None:
    assert not cleaning.looks_like_number(text)


# ---------------------------------------------------------------- speed
def test_the_largest_report_is_read_in_a_fraction_of_a_second() -> None:
    folder = DATA / "lavrov-2021"
    names = [p.name for p in folder.glob("*.yaml")]
    assert sum((folder / n).stat().st_size for n in names) > 90_000
    started = time.process_time()
    for name in names:
        assert loader.load(folder / name, name)[1] == []
    assert time.process_time() - started < 1.0  # about 0.15 s; the bound allows for a slow machine


# ---------------------------------------------------------------- remembered files
def test_a_remembered_file_gives_the_same_data_and_places(tmp_path: Path) -> None:
    path, cache = DATA / "lavrov-2021" / "facts.yaml", tmp_path / "cache"
    fresh, _ = loader.load(path, "a.yaml", cache)
    again, problems = loader.load(path, "b.yaml", cache)
    assert problems == []
    assert again == fresh
    assert fresh is not None and again is not None
    assert {type(v) for v in again["A-058"].values()} == {type(v) for v in fresh["A-058"].values()}
    for part in (("A-058",), ("A-058", "value"), ("A-058", "phrase")):
        old, new = place_of(fresh, part), place_of(again, part)
        assert (new.file, new.line, new.column) == ("b.yaml", old.line, old.column)
    assert again["A-058"].keys_at["value"].line == fresh["A-058"].keys_at["value"].line


def test_a_remembered_file_is_not_parsed_and_a_changed_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = loader.parse
    monkeypatch.setattr(loader, "parse", lambda text, name: parsed.append(text) or parse(text, name))
    path = tmp_path / "x.yaml"
    for text in ("a: 1\n", "a: 1\n", "a: 2\n", "a: 1\n", "a: *b\n", "a: *b\n"):
        path.write_text(text)
        loader.load(path, "x.yaml", tmp_path / "cache")
    assert parsed == ["a: 1\n", "a: 2\n", "a: *b\n", "a: *b\n"]


@pytest.mark.parametrize("damage", [b"", b"x", b'{"": []}', b"[1,1,[", b"[]"])
def test_a_damaged_memory_is_not_used(tmp_path: Path, damage: bytes) -> None:
    path, cache = tmp_path / "x.yaml", tmp_path / "cache"
    path.write_text("a: one\n")
    loader.load(path, "x.yaml", cache)
    entry = only_entry(cache)
    entry.write_bytes(entry.read_bytes().partition(b"\n")[0] + b"\n" + damage)
    assert loader.load(path, "x.yaml", cache) == ({"a": "one"}, [])


def test_a_memory_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, not a folder")
    (tmp_path / "x.yaml").write_text("a: one\n")
    assert loader.load(tmp_path / "x.yaml", "x.yaml", tmp_path / "cache") == ({"a": "one"}, [])


def only_entry(cache: Path) -> Path:
    entries = list(cache.rglob("*.json"))
    assert len(entries) == 1
    return entries[0]
