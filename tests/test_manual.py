"""`kinds NAME`: what a kind takes, as a writer reads it."""
from __future__ import annotations

import re

import pytest
import yaml

import charts
from reports import blocks, manual
from reports.command import main


def model(what: str, name: str) -> object:
    return charts.kind(name).Spec if what == "chart" else blocks.kind(name).Model


def parts() -> list[tuple[str, str, str]]:
    """(what, name, text) of every page; a name that is both has two."""
    pages = [(name, text) for name in manual.known()
             for text in re.split(rf"\n\n(?={name}, a (?:kind|part) of )", manual.page(name))]
    return [(text.split("\n")[0].rsplit(" ", 1)[1], name, text) for name, text in pages if f"{name}, a kind of " in text]


@pytest.mark.parametrize(("what", "name", "text"), parts(), ids=lambda value: str(value)[:20])
def test_a_page_names_every_field_and_shows_an_example_that_uses_it(what: str, name: str, text: str) -> None:
    fields, _, example = text.partition("\nExample:\n")
    for field, details in model(what, name).model_fields.items():  # type: ignore[attr-defined]
        written = (details.alias or field) + ("*" if details.is_required() else "")
        assert written in fields.replace(",", " ").split(), f"{field} is not on the page"
    typed = yaml.safe_load(example)
    shown = typed["charts"]["example"]["kind"] if what == "chart" else typed["body"][0]
    assert shown == name or name in shown


def test_fields_of_lists_stand_below_them_with_their_meaning() -> None:
    text = manual.page("fan")
    assert "\n  rows            list, each with\n      # A value and its date." in text
    assert "\n      status    stated or forecast\n" in text


def test_a_name_that_is_a_block_and_a_chart_has_both_pages() -> None:
    text = manual.page("timeline")
    assert "timeline, a kind of chart\n" in text and "\n\ntimeline, a kind of block\n" in text


@pytest.mark.parametrize("name", manual.PARTS)
def test_a_part_of_the_outline_says_what_each_of_its_entries_takes(name: str) -> None:
    text = manual.page(name)
    assert f"{name}, a part of the outline: " in text
    assert text.count("Fields (* must be there):") >= 1 and max(map(len, text.split("\n"))) <= 110


def test_facts_are_stated_or_worked_out() -> None:
    text = manual.page("facts")
    assert "    phrase        text\n" in text and "    formula*    text\n" in text
    assert "one of delivered, done, past, " in text


def test_a_list_that_holds_itself_ends() -> None:
    assert "blocks     list of block\n" in manual.page("theme")


def test_the_command_takes_several_and_says_what_an_unknown_one_may_be(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(["kinds", "fan", "ask"])
    out = capsys.readouterr().out
    assert not done.value.code and out == f"{manual.page('fan')}\n{manual.page('ask')}"
    with pytest.raises(SystemExit) as done:
        main(["kinds", "fann"])
    assert done.value.code == 2
    assert 'there is no kind "fann"; did you mean "fan"?' in capsys.readouterr().err
