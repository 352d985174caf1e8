"""DRAFT, EMBARGOED, SUPERSEDED and numbered copies: on every page and slide, as furniture."""
from __future__ import annotations

from pathlib import Path

import page
import pikepdf
import pytest
from built import HEAD, pages_of, problems_of, report, slides_text, spaced
from click.testing import CliRunner
from pdf_sample import elements
from pptx import Presentation

from reports import copies, numbers, pipeline
from reports.commands.build import command

BODY = "body:\n  - bottom_line: All is well.\n  - text: Words.\n  - sources\n"
EMBARGO = 'embargo: {until: "2021-04-08T09:30:00+05:00"}'
STAMPS = {"status: draft": "DRAFT", f"status: final, {EMBARGO}": "EMBARGOED UNTIL 8 APRIL 2021, 09:30 UTC+05:00",
          "status: superseded, superseded_by: edition two": "SUPERSEDED BY EDITION TWO"}


def built(folder: Path, head: str, **options: object) -> list[Path]:
    place = report(folder / "in", BODY, head=head)
    return pipeline.build(place, folder / "out", pipeline.Options(**options))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("status", STAMPS)
def test_a_stamp_stands_on_every_page_slide_and_note(status: str, tmp_path: Path) -> None:
    head = HEAD.replace("status: final", f"{status}, marking: {{scheme: tlp, label: 'TLP:AMBER'}}")
    brief, deck = built(tmp_path, head)
    assert all(text.count(STAMPS[status]) == 1 for text in pages_of(brief))
    for slide, words in zip(Presentation(str(deck)).slides, slides_text(deck), strict=True):
        assert words.count(STAMPS[status]) == 1
        assert STAMPS[status].casefold() in spaced(slide.notes_slide.notes_text_frame.text).casefold()
    assert page.validate_pdf(str(brief), profile="ua1").is_compliant and page.validate_pdf(str(brief), profile="3a").is_compliant


def test_a_stamp_is_furniture_and_its_words_are_in_the_properties(tmp_path: Path) -> None:
    brief, deck = built(tmp_path, HEAD.replace("status: final", "status: draft"))
    with pikepdf.open(brief) as pdf:
        said = b"".join(p.obj.Contents.read_bytes() for p in pdf.pages)
        assert said.count(b"/Artifact BMC") > 2
        assert all("Draft" not in str(e.get("/Alt", "")) for e in elements(pdf.Root.StructTreeRoot))
        assert "Draft" in str(pdf.open_metadata()["pdf:Keywords"])
    assert Presentation(str(deck)).core_properties.keywords == "Draft"


def test_prints_of_the_deck_are_stamped_and_marked_too(tmp_path: Path) -> None:
    head = HEAD.replace("status: final", "status: draft, marking: {scheme: tlp, label: 'TLP:AMBER'}")
    _, _, *prints = built(tmp_path, head, prints=("deck-pdf", "handout-2"))
    assert [p.name for p in prints] == ["deck.pdf", "handout.pdf"]
    for made in prints:
        assert all("DRAFT" in text and text.count("TLP:AMBER") >= 2 for text in pages_of(made)), made.name
        assert page.validate_pdf(str(made), profile="ua1").is_compliant


def test_nothing_is_stamped_that_is_final(tmp_path: Path) -> None:
    brief, deck = built(tmp_path, HEAD)
    words = " ".join((*pages_of(brief), *(w for s in slides_text(deck) for w in s))).upper()
    assert not any(stamp in words for stamp in ("DRAFT", "EMBARGO", "SUPERSEDED"))


@pytest.mark.parametrize(("fields", "what"), [
    ('status: final, embargo: {until: "2021-04-08T09:30:00"}', '"2021-04-08T09:30:00" has no time zone'),
    ('status: final, embargo: {until: tomorrow}', '"tomorrow" is not an instant'),
    ("status: final, superseded_by: edition two", 'it is superseded by "edition two", and its status is another'),
    (f"status: superseded, {EMBARGO}", "what is superseded is under no embargo")])
def test_a_state_that_cannot_be_is_a_problem(fields: str, what: str, tmp_path: Path) -> None:
    found = problems_of(tmp_path, BODY, head=HEAD.replace("status: final", fields))
    assert [p.what for p in found] == [what] and found[0].hint


@pytest.mark.parametrize(("iso", "written"), [
    ("2021-04-08T09:30:00+05:00", "8 April 2021, 09:30 UTC+05:00"), ("2021-04-08T09:30:00Z", "8 April 2021, 09:30 UTC"),
    ("2021-04-08T09:30-03:30", "8 April 2021, 09:30 UTC-03:30")])
def test_an_instant_in_words(iso: str, written: str) -> None:
    assert numbers.write_instant(iso).replace("\N{NO-BREAK SPACE}", " ") == written


def test_an_embargo_is_in_the_file_name_and_can_be_lifted(tmp_path: Path) -> None:
    head = HEAD.replace("status: final", f"status: final, {EMBARGO}")
    assert [p.name for p in built(tmp_path, head)] == ["brief-EMBARGOED.pdf", "deck-EMBARGOED.pptx"]
    lifted, deck = built(tmp_path, head, lift_embargo=True)
    assert (lifted.name, deck.name) == ("brief.pdf", "deck.pptx")
    assert not any("EMBARGOED" in text for text in pages_of(lifted))


def test_a_lifted_embargo_leaves_the_same_bytes_as_none(tmp_path: Path) -> None:
    with_one = built(tmp_path / "a", HEAD.replace("status: final", f"status: final, {EMBARGO}"), lift_embargo=True)
    without = built(tmp_path / "b", HEAD)
    assert [p.read_bytes() for p in with_one] == [p.read_bytes() for p in without]


def test_words_that_leave_no_room_in_the_foot_are_a_problem(tmp_path: Path) -> None:
    marking = f"marking: {{scheme: tlp, label: 'TLP:AMBER', handling: [{'For the eyes of the delegation alone ' * 3}]}}"
    found = problems_of(tmp_path, BODY, head=HEAD.replace("status: final", f"status: final, {marking}"))
    assert any("the foot of the page has no room" in p.what for p in found)


# ---------------------------------------------------------------- copies
def test_one_numbered_copy_for_each_reader(tmp_path: Path) -> None:
    lists = "status: final, distribution: [{to: The minister}, {to: Embassy, copies: 2}]"
    made = built(tmp_path, HEAD.replace("status: final", lists), copies="list")
    assert [p.name for p in made] == [f"{stem}-copy-0{n}{kind}" for n in (1, 2, 3)
                                      for stem, kind in (("brief", ".pdf"), ("deck", ".pptx"))]
    for n, reader in ((1, "The minister"), (2, "Embassy"), (3, "Embassy")):
        brief, deck = made[2 * n - 2:2 * n]
        wanted = f"Copy {n} of 3 {reader}"
        assert all(wanted in " ".join(text.replace("\u2002", " ").split()) for text in pages_of(brief))
        assert all(any(wanted in " ".join(w.split()) for w in words) for words in slides_text(deck))
        assert f"Copy {n} of 3" in Presentation(str(deck)).core_properties.keywords
    assert len({p.read_bytes() for p in made}) == 6


def test_so_many_copies_as_are_asked_for(tmp_path: Path) -> None:
    made = built(tmp_path, HEAD, copies="2", only=("brief",))
    assert [p.name for p in made] == ["brief-copy-01.pdf", "brief-copy-02.pdf"]
    assert "Copy 2 of 2" in pages_of(made[1])[0]


def test_copies_for_a_list_that_is_not_there_are_a_problem(tmp_path: Path) -> None:
    from reports.problems import Failed

    with pytest.raises(Failed) as failed:
        built(tmp_path, HEAD, copies="list")
    assert [p.what for p in failed.value.problems] == ["there is no distribution list"]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("wanted", ["0", "-1", "many", "501", "²"])
def test_a_number_of_copies_that_cannot_be_is_a_mistake_of_the_command_line(wanted: str) -> None:
    done = CliRunner().invoke(command, [f"--copies={wanted}"])
    assert done.exit_code == 2 and f'"{wanted}" is neither a number' in done.output


def test_names_of_files() -> None:
    from dataclasses import replace

    from reports.document import Head, Stamp

    head = Head("", "", "", "T", "", "2021", False, "1", "", "TLP:AMBER+STRICT", "tlp", False, "en-GB", (), "2021")
    assert copies.named("brief.pdf", head) == "brief.pdf"
    full = replace(head, in_file_name=True, stamps=(Stamp("embargoed", "E"), Stamp("draft", "D")), copy_number=7)
    assert copies.named("data/facts.json", full) == "data/facts-TLP-AMBER-STRICT-EMBARGOED-copy-07.json"
