"""The dates of a report on every page: as of, data to, made, valid until; none stands for another."""
from __future__ import annotations

from pathlib import Path

import pytest
from built import HEAD, brief_text, pages_of, problems_of, slides_text
from issued import Clock, ran, written
from test_command import called

from reports.editions import gates
from reports.running import desk, releasing, status
from reports.running.steps import Status

AS_OF = "as_of: {date: 2021-04}"
GIVEN = (AS_OF, AS_OF + ", data_cutoff: 2021-04-06, valid_until: 2021-06-01")


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = written(tmp_path_factory.mktemp("dates") / "visit", GIVEN)
    assert ran(folder, Clock("2021-04-08T05:30:00+00:00")).status is Status.NEW
    return folder


def test_every_page_and_slide_says_all_four(visit: Path) -> None:
    outputs = visit / "archive/latest/outputs"
    wanted = ("As of April 2021", "Edition 1, made 8 April 2021", "Data to 6 April 2021", "Valid until 1 June 2021")
    for page in pages_of(outputs / "brief.pdf"):
        assert [words for words in wanted if words not in page.replace("\r\n", " ")] == []
    for slide in slides_text(outputs / "deck.pptx"):
        assert [words for words in wanted if words not in " ".join(slide)] == []


def test_nothing_prints_that_is_not_given(tmp_path: Path) -> None:
    folder = written(tmp_path / "visit")
    ran(folder)
    words = brief_text(folder / "archive/latest/outputs/brief.pdf")
    assert "Data to" not in words and "Valid until" not in words


@pytest.mark.parametrize(("dates", "said"), [
    ("data_cutoff: 2021-05-01", "the data end on 2021-05-01, after the date of the report, 2021-04"),
    ("valid_until: 2021-03-31", "it is valid until 2021-03-31, before its own date, 2021-04"),
    ("valid_until: soon", "date"), ("data_cutoff: 2021-04", ""), ("valid_until: 2021-04-01", "")])
def test_dates_that_do_not_go_together(dates: str, said: str, tmp_path: Path) -> None:
    found = problems_of(tmp_path, "body:\n  - text: Words.\n", head=HEAD.replace(AS_OF, f"{AS_OF}, {dates}"), only=("brief",))
    assert bool(found) == bool(said) and all(said in p.what and p.hint for p in found)


def test_an_edition_is_released_and_read_until_its_last_day(visit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    late, last = Clock("2021-06-02T00:00:00+00:00")(), Clock("2021-06-01T23:00:00+00:00")()
    with desk.writing(visit) as found:
        with pytest.raises(gates.Refused, match="was valid until 2021-06-01, and it is 2021-06-02"):
            releasing.to_readers(found.archive, found.edition("1"), found.settings, visit, late)
        releasing.to_readers(found.archive, found.edition("1"), found.settings, visit, last)
    assert (status.of(visit, last).ended, status.of(visit, last).well) == ("", True)
    assert (status.of(visit, late).ended, status.of(visit, late).well) == ("2021-06-01", False)
    assert called("status", visit) == 1 and "readers' edition was valid until: 2021-06-01" in capsys.readouterr().out
