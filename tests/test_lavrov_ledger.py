"""data/lavrov-2021 keeps its own rules: every item is traced, starred where the year is inferred, and fairly quoted."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reports.loader import load

FOLDER = Path(__file__).parents[1] / "data" / "lavrov-2021"
STATED_YEARS = {"2011", "2014", "2016"}  # the only years that the articles print
ANONYMOUS = {"anonymous_source", "media_report"}
QUOTED = re.compile(r"“([^”]*)”")
OWN_MARKED_WORDS = {"Aligned", "Inferred by B", "facilitated"}  # names of cells, and a word that a conflict chose


def _read(name: str) -> Any:
    data, problems = load(FOLDER / name, name)
    assert data is not None
    assert problems == []
    return data


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    return dict(_read("facts.yaml"))


@pytest.fixture(scope="module")
def stated(facts: dict[str, Any]) -> dict[str, Any]:
    return {k: f for k, f in facts.items() if "formula" not in f}


@pytest.fixture(scope="module")
def outline() -> Any:
    return _read("outline.yaml")


@pytest.fixture(scope="module")
def charts() -> Any:
    return _read("charts.yaml")


@pytest.fixture(scope="module")
def conflicts() -> Any:
    return _read("conflicts.yaml")


def _leaves(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, (*path, str(key)))
    elif isinstance(node, list):
        for value in node:
            yield from _leaves(value, path)
    else:
        yield path, node


def _texts(node: Any) -> Iterator[str]:
    return (value for _, value in _leaves(node) if isinstance(value, str))


def _named(node: Any) -> set[str]:
    """The ids of all facts that a part of the outline rests on, in references and in lists."""
    return {found for text in _texts(node) for found in re.findall(r"(?<![\w-])[ABD]-\d+", text)}


def _blocks(node: Any, kind: str) -> list[Any]:
    found: list[Any] = []
    for entry in node:
        if not isinstance(entry, dict):
            continue
        for name, fields in entry.items():
            found += [fields] if name == kind else []
            found += _blocks(fields["blocks"], kind) if name == "theme" else []
    return found


def test_the_ledger_is_whole(stated: dict[str, Any]) -> None:
    assert len(stated) == 145
    assert {k for k in stated if k.startswith("A")} == {f"A-{n:03}" for n in range(1, 93)}
    assert {k for k in stated if k.startswith("B")} == {f"B-{n:03}" for n in range(1, 54)}


def test_every_item_says_where_its_words_stand(stated: dict[str, Any], outline: Any) -> None:
    lines = {name: tuple(int(n) for n in re.findall(r"\d+", source["locator"])) for name, source in outline["sources"].items()}
    for name, fact in stated.items():
        first, last = lines[fact["source"]]
        assert first <= int(fact["locator"].removeprefix("line ")) <= last, name
        assert fact["phrase"].strip(), name
        assert fact["source"].startswith(name[0]), name


def test_a_year_that_no_article_prints_is_inferred(stated: dict[str, Any]) -> None:
    for name, fact in stated.items():
        year = str(fact["as_of"])[:4]
        assert year in STATED_YEARS or fact.get("as_of_basis") == "inferred", name
        assert year != "2011" or "as_of_basis" not in fact, name


def test_a_figure_is_in_its_phrase(stated: dict[str, Any]) -> None:
    """The figure as the source writes it; spelled-out figures by their word."""
    words = {5: "Five", 9: "nine", 1: "first", 3: "three", 2: "two"}
    seen = 0
    for name, fact in stated.items():
        value = fact["value"]
        if isinstance(value, str):
            continue
        seen += 1
        in_millions = f"{value / 1_000_000:g} million" if value >= 1_000_000 else "no such form"
        assert any(w in fact["phrase"] for w in (f"{value:,}", str(value), words.get(value, "no such form"), in_millions)), name
    assert seen >= 15


def test_qualifiers_travel_with_their_figures(stated: dict[str, Any]) -> None:
    for name, words in {"A-053": "estimated", "A-054": "up to", "A-061": "about", "A-076": "about"}.items():
        assert stated[name]["qualifier"] == words


def test_all_conflicts_name_items_of_the_ledger(conflicts: Any, facts: dict[str, Any]) -> None:
    assert list(conflicts) == [f"C-{n:02}" for n in range(1, 27)]
    for name, conflict in conflicts.items():
        assert conflict["use"].strip(), name
        assert set(conflict["items"]) <= set(facts), name


def test_what_is_printed_names_items_of_the_ledger(outline: Any, charts: Any, facts: dict[str, Any]) -> None:
    named = _named(outline["body"]) | _named(charts)
    assert len(named) > 80
    assert named <= set(facts)


def test_barred_figures_stay_out(outline: Any, charts: Any, facts: dict[str, Any]) -> None:
    barred = {k for k, f in facts.items() if f.get("publish") is False}
    assert barred
    assert not barred & (_named(outline["body"]) | _named(charts))


def test_quotations_are_the_sources_words(outline: Any, charts: Any, stated: dict[str, Any]) -> None:
    phrases = [f["phrase"] for f in stated.values()]
    seen = 0
    for text in [*_texts(outline["body"]), *_texts(charts)]:
        for quoted in QUOTED.findall(text):
            if quoted in OWN_MARKED_WORDS:
                continue
            for part in filter(None, (p.strip() for p in quoted.split("…"))):
                seen += 1
                assert any(part in phrase for phrase in phrases), part
    assert seen > 30


def test_pull_quotes_are_direct_quotes(outline: Any, stated: dict[str, Any]) -> None:
    quotes = _blocks(outline["body"], "quote")
    assert quotes
    for quote in quotes:
        fact = stated[quote["fact"]]
        assert fact["attribution"] == "direct_quote"
        assert quote["words"] in fact["phrase"]
        assert len(quote["words"].split()) <= 18


def test_unnamed_sources_stay_out_of_the_loud_places(outline: Any, charts: Any, stated: dict[str, Any]) -> None:
    anonymous = {k for k, f in stated.items() if f["attribution"] in ANONYMOUS}
    assert {"A-065", "A-066", "A-067", "B-032"} <= anonymous
    headlines = [text for path, text in _leaves(outline["body"]) if path and path[-1] in ("headline", "title", "lead")]
    loud = [_blocks(outline["body"], "bottom_line"), _blocks(outline["body"], "key_numbers"), charts, headlines]
    assert not anonymous & _named(loud)


def test_the_matrix_counts_its_own_blanks(outline: Any) -> None:
    (matrix,) = _blocks(outline["body"], "stance_matrix")
    cells = [cell for row in matrix["rows"] for cell in row["cells"]]
    blanks = sum(cell["stance"] == "unstated" for cell in cells)
    assert f"{{={blanks}}} of {{={len(cells)}}}" in matrix["note"]
    assert all(cell.get("facts") or cell["stance"] == "unstated" for cell in cells)


def test_the_tracker_counts_its_own_rows(outline: Any) -> None:
    (tracker,) = _blocks(outline["body"], "deliverables")
    done = sum(row["status"] == "done" for row in tracker["rows"])
    assert (done, len(tracker["rows"])) == (2, 12)
    assert f"of {{={len(tracker['rows'])}}} items" in tracker["headline"]
    assert "file" in tracker["headline"]
    assert "not outcomes of the visit" in tracker["note"]


def _counted(stated: dict[str, Any]) -> dict[str, Any]:
    """The items that the annex counts: no titles, no byline, and no item told twice."""
    return {k: f for k, f in stated.items() if f["attribution"] != "author" and f["status"] != "duplicate"}


def test_the_annex_counts_kinds_of_evidence(charts: Any, stated: dict[str, Any]) -> None:
    kinds = {"author_assertion": "Assertion by a writer", "author_opinion": "Opinion or inference by a writer",
             "author_inference": "Opinion or inference by a writer", "paraphrase": "Paraphrase of a named person",
             "direct_quote": "Direct quote", "institution_statement": "Statement by an institution",
             "anonymous_source": "Unnamed source or media", "media_report": "Unnamed source or media"}
    counts = Counter(kinds[f["attribution"]] for f in _counted(stated).values())
    chart = charts["evidence"]
    assert {row["label"]: row["value"] for row in chart["rows"]} == counts
    assert f"{{={counts['Direct quote']}}} of {{={counts.total()}}} ledger items" in chart["headline"]


def test_the_annex_counts_themes_by_article(charts: Any, stated: dict[str, Any]) -> None:
    themes = {"Visit": "VISIT", "Relationship": "REL", "Afghanistan": "AFG", "Defence": "DEF", "Energy": "ENE", "Trade": "TRA",
              "Vaccine": "VAX", "India": "IND", "Region": "GEO", "Reported message": "MSG"}
    counts = Counter((f["theme"], f["source"]) for f in _counted(stated).values())
    chart = charts["coverage"]
    for row in chart["rows"]:
        assert row["values"] == [counts[themes[row["label"]], source] for source in ("A1", "A2", "B")], row["label"]
    assert {themes[row["label"]] for row in chart["rows"]} == {f["theme"] for f in stated.values()}
    assert sum(sum(row["values"]) for row in chart["rows"]) == len(_counted(stated))
    assert "not importance" in chart["subtitle"]


def test_the_network_draws_what_facts_name(charts: Any, stated: dict[str, Any]) -> None:
    edges = charts["relations"]["edges"]
    assert len(edges) >= 12
    assert all(set(edge["facts"]) <= set(stated) and edge["facts"] for edge in edges)
    assert len(charts["relations"]["nodes"]) == 8


def test_every_theme_of_the_ledger_is_told(outline: Any, charts: Any, stated: dict[str, Any]) -> None:
    told = {stated[name]["theme"] for name in _named(outline["body"]) if name in stated}
    assert told == {fact["theme"] for fact in stated.values()}
    used = [*_blocks(outline["body"], "chart"), *_blocks(outline["body"], "method")]
    assert {chart["use"] for chart in used} == set(charts)


def test_the_words_keep_to_their_budget(outline: Any) -> None:
    def words(text: str) -> int:
        return len(re.sub(r"\{[^{}]*\|cite\}", "", text).split())

    (bottom,) = _blocks(outline["body"], "bottom_line")
    assert words(bottom["text"]) <= 45
    for theme in _blocks(outline["body"], "theme"):
        told = sum(words(t["text"] if isinstance(t, dict) else t) for t in _blocks(theme["blocks"], "text"))
        for box in _blocks(theme["blocks"], "reported"):
            told += sum(words(text) for text in (*(item["text"] for item in box["items"]), box["handling"]))
        assert 60 <= told <= 180, theme["id"]
    for path, text in _leaves(outline["body"]):
        assert path[-1:] != ("notes",) or words(text) <= 120, text
