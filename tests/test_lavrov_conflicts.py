"""Each of the 26 conflicts of the first report's ledger, as a brief would get it wrong, and as it gets it right.

The bodies are set on the report's own head, facts and conflicts. The trap of the ledger, ten years from reset to visit, has a
test of its own.
"""
from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from built import DATA

from reports import pipeline
from reports.problems import Problem

REPORT = DATA / "lavrov-2021"


def text(*paragraphs: str) -> str:
    return "body:\n  - text: |\n" + "\n".join(f"      {p}\n" for p in paragraphs)


def tracker(*rows: str) -> str:
    return ("body:\n  - deliverables:\n      headline: The items of the file are listed here\n      rows:\n"
            + "".join(f"        - {{item: Row {n}, status: reported, facts: [{ids}]}}\n" for n, ids in zip("ABCDEF", rows)))


def formula(written: str, unit: str, more: str = "round_to: 1") -> str:
    return f'{text("Words.")}#facts D-99: {{formula: "{written}", unit: {unit}, {more}}}\n'


def cited(words: str, *facts: str) -> str:
    return text(words + "".join(f"{{{f}|cite}}" for f in facts))


CONFLICTS: dict[str, tuple[str, str, str, str]] = {  # id: (what gets it wrong, rule, part of the message, what gets it right)
    "C-01": ("body:\n  - key_numbers: [A-051, B-041]\n", "A12", "one fact, counted twice",
             text("The line is {A-051|value} (about {B-041|value}) long.")),
    "C-02": (tracker("A-052", "B-042"), "A12", "one fact, counted twice", tracker("A-052, B-042")),
    "C-03": (cited("Work is to begin in summer {B-040|date}.", "B-040"), "A7", "C-03",
             cited("Work is to begin in summer {B-040|date}; Lavrov said technical issues remained.", "A-051", "A-055", "A-056",
                   "B-040")),
    "C-04": (cited("A Russian consortium will build it.", "B-040"), "A7", "C-04",
             cited("A consortium, Russia, or both will build it.", "A-051", "A-082", "B-040")),
    "C-05": (formula("A-053 + B-043", "USD billion"), "H17", "A-053",
             text("One is {A-053}, the other {B-043}; both are planned.")),
    "C-06": (cited("It was the first such visit in ten years.", "B-031"), "A1", "ten years",
             cited("It was the first such visit in nine years.", "B-031")),
    "C-07": (cited("The rapprochement dates to {A-004|value}.", "A-004"), "A7", "C-07",
             cited("It dates to {A-004|value}, or goes back {A-076|value}.", "A-004", "A-076")),
    "C-08": (cited("The third of five rounds came in 2018.", "A-088"), "A1", "2018",
             cited("There were five rounds, the first in {A-008|value}.", "A-088", "A-008")),
    "C-09": (formula("A-058 / (1 + A-057 / 100)", "USD million", "round_to: 0.1"), "L7", "prints 4 digits",
             text("That implies {D-01} the year before.")),
    "C-10": (formula("A-020 + A-021", "doses"), "H17", "status",
             text("{A-020} were provided, {A-021} more promised; Pakistan intends to buy {A-061}.")),
    "C-11": (cited("Russia held talks on {=18 March 2021}.", "A-028"), "A9", "2021",
             cited("Russia held talks on {A-028|date}.", "A-028")),
    "C-12": (cited("US troops leave by {A-025|value}.", "A-025"), "A7", "superseded by A-027",
             cited("The deadline was {A-025|value}; it later moved to September.", "A-025", "A-027", "B-046")),
    "C-13": (cited("Russia’s mediation brought both sides together.", "B-003"), "A7", "C-13",
             cited("Russia facilitated talks.", "B-023")),
    "C-14": (cited("An interim government is likely what is meant.", "B-039"), "A7", "C-14",
             cited("The ministry wants an inclusive government; the rest is inferred.", "A-032", "B-037", "B-038", "B-039")),
    "C-15": (cited("India was not at the talks.", "B-028"), "A7", "C-15",
             cited("India was not at the talks; Lavrov called for a role for it.", "B-028", "B-030")),
    "C-16": (cited("It was announced that Russia would provide more.", "A-087"), "A7", "C-16",
             cited("Lavrov offered equipment and gave no details.", "A-044", "A-045", "A-071", "A-087", "B-034")),
    "C-17": ("body:\n  - bottom_line: Lavrov brought a message, some claim{A-065}.\n", "H23", "A-065",
             cited("Unnamed sources claim that a message was delivered.", "A-065")),
    "C-18": (cited("Ties are on an upward trajectory, argues the commentary.", "A-089"), "A7", "C-18",
             cited("Whether ties deepen is contested.", "A-048", "A-089", "B-032", "B-033")),
    "C-19": (formula("A-077 - A-005", "years"), "", "has no number",
             cited("Relations were at a low in {A-005|date}; terms are good, in the commentary’s opinion.", "A-005", "A-077")),
    "C-20": (cited("The exit of “the US troops” is a shared aim.", "A-042"), "A2", "the US troops",
             cited("The exit of “the NATO troops” is a shared aim.", "A-042")),
    "C-21": (cited("Lavrov sidestepped questions.", "B-018"), "A7", "rests on one account",
             cited("Lavrov, says article B, sidestepped questions.", "B-018")),
    "C-22": (cited("The pipeline has the highest priority.", "A-081"), "A4", "an opinion is stated as a fact",
             cited("Afghanistan led the talks; the commentary wants the pipeline first.", "A-043", "A-081", "B-035")),
    "C-23": (tracker("A-045", "A-072"), "A12", "one fact, counted twice", tracker("A-045, A-072")),
    "C-24": (cited("Trade hit an all-time high.", "A-058"), "T6", 'without "reported"',
             cited("Trade hit a reported all-time high.", "A-058")),
    "C-25": (cited("Pakistan seeks to “diversify its energy partners”.", "A-007"), "A1", "not traced",
             cited("Pakistan seeks to “diversify its energy partners”.", "B-044")),
    "C-26": (cited("Moscow has growing clout.", "B-002"), "A4", "an opinion is stated as a fact",
             cited("Article B sees growing clout.", "B-002")),
}


def problems(folder: Path, body: str) -> list[Problem]:
    """What a check of the report finds when this body takes the place of its own; a `#facts` line goes to the ledger."""
    shutil.copytree(REPORT, folder)
    outline = (REPORT / "outline.yaml").read_text(encoding="utf-8")
    body, *more = body.split("#facts ")
    (folder / "outline.yaml").write_text(outline[:re.search(r"^body:", outline, re.MULTILINE).start()] + body, encoding="utf-8")
    with (folder / "facts.yaml").open("a", encoding="utf-8") as ledger:
        ledger.write("".join(f"\n{line}" for line in more))
    return pipeline.check(folder, pipeline.Options(only=("brief",)))


def told(found: list[Problem], rule: str, part: str) -> list[Problem]:
    return [p for p in found if p.rule == rule and part in p.what]


@pytest.mark.parametrize("conflict", CONFLICTS)
def test_a_conflict_is_caught_and_can_be_printed(conflict: str, tmp_path: Path) -> None:
    wrong, rule, part, right = CONFLICTS[conflict]
    caught = problems(tmp_path / "wrong", wrong)
    assert told(caught, rule, part), [str(p) for p in caught]
    fine = problems(tmp_path / "right", right)
    assert [str(p) for p in fine if told([p], rule, part) or conflict in p.what] == []


def test_all_of_them_are_here() -> None:
    ledger = (REPORT / "conflicts.yaml").read_text(encoding="utf-8")
    assert list(CONFLICTS) == re.findall(r"^(C-\d\d):", ledger, re.MULTILINE) == [f"C-{n:02}" for n in range(1, 27)]


def test_other_ways_to_get_them_wrong(tmp_path: Path) -> None:
    for n, (body, rule, part) in enumerate([
            (formula("100 * A-053 / B-043", "percent"), "H17", "A-053"),
            (formula("100 * A-020 / A-061", "percent"), "H17", "status"),
            (formula("A-017 + A-057", "percent"), "A12", "counts A-017 and A-057"),
            ("body:\n  - key_numbers: [A-070, B-031]\n", "A12", "one fact"),
            ("body:\n  - key_numbers: [A-065]\n", "H23", "A-065"), (text("Moscow gave a blank cheque."), "A11", "blank cheque"),
            (cited("Lavrov supports the Taliban.", "B-037"), "A4", "supports"),
            (cited("Moscow’s influence rose to 80 points.", "A-079"), "A1", "80"),
            (cited("Ten years after the low, ties are good on all sides.", "A-005", "A-077"), "A1", "Ten years"),
            (cited("Ties with the US rose from a low to good terms.", "A-005", "A-077"), "T5", "which C-19 keeps apart"),
            (cited("The pipeline “topped the agenda”.", "A-081"), "A1", "topped the agenda"),
            ("body:\n  - bottom_line: The pipeline has the highest priority.{A-081|cite}\n", "A4", "opinion"),
            (cited("It widens its “foreign policy options and energy partners”.", "A-007", "B-044"), "A2", "energy partners"),
            (cited("Moscow’s clout scores seven of ten.", "B-002"), "A1", "seven"),
            (cited("Moscow’s clout grew by a third.", "B-002", "A-079"), "A1", "a third")]):
        found = problems(tmp_path / str(n), body)
        assert told(found, rule, part), (body, [str(p) for p in found])


def test_the_trap_of_ten_years(tmp_path: Path) -> None:
    """Reset in 2011, visit in 2021: the subtraction is easy, and wrong, since the last such visit was nine years before."""
    said = problems(tmp_path / "said", cited("Ten years passed from reset to visit.", "A-004", "B-031", "A-076"))
    assert told(said, "A1", "Ten years") and "B-031 says 9" in told(said, "A1", "Ten years")[0].hint
    derived = problems(tmp_path / "derived", text("{D-99} passed from reset to visit.")
                       + '#facts D-99: {formula: "2021 - A-004", unit: years, round_to: 1}\n')
    assert told(derived, "A7", "C-07") or told(derived, "H17", "")
    headline = ("body:\n  - theme: {headline: Ten years lie between the reset and the visit, "
                "blocks: [{text: 'It was.{B-031|cite}'}]}\n")
    assert told(problems(tmp_path / "headline", headline), "A1", "Ten years")
