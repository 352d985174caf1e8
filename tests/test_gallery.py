"""Every block kind and every chart kind has its line of help and an EXAMPLE that builds through both outputs."""
from __future__ import annotations

import re
from pathlib import Path

import pictures
import pikepdf
import pytest
import yaml
from built import Made, brief_text, build, deck_text, pages_of, problems_of, slides_text
from examples import block_example, chart_example
from pptx import Presentation

import charts
from reports import blocks, command
from reports.gallery import APART, HEAD, LAST, PHOTOGRAPH, in_print_order, indented, item, outline, photograph, photographs

ROOT = Path(__file__).parent.parent
BLOCKS = {  # every kind that briefs and visit books are made of, and two annexes more: the ledger and the conflicts
    "appendix_start", "approvals", "ask", "bio", "bottom_line", "chart", "chronology", "claim", "conflicts", "country_facts",
    "cover", "data_annex", "deliverables", "discrepancy", "distribution", "divider", "edition_history", "exec_summary",
    "glossary", "image", "implications", "key_judgements", "key_numbers", "leave_behind", "ledger", "method", "network",
    "objectives", "options", "page_break", "qa", "quote", "recommendations", "reported", "risks", "route_schematic",
    "scenario", "sidebar", "sources", "stance_matrix", "table", "talking_points", "text", "theme", "timeline", "watch_list",
    "what_changed"}
CHARTS = {"bar", "column", "itinerary", "ladder", "line", "pips", "route", "status", "timeline", "unit", "waterfall"}
SILENT = {"cover", "page_break", "chart"}  # their EXAMPLE has no words of its own


OWN = {"text": ["The board met twice.", "No minutes were published."],  # markup, or words for the slide alone
       "key_numbers": ["of quay", "of the money voted"], "distribution": ["Harbour board"],
       "sources": ["Both sources are public.", "Contact: the harbour desk."],
       "leave_behind": ["To leave with the mayor", "Gallery. As of April 2021."], "redacted": ["WITHHELD: ABOVE TLP:GREEN"],
       "exec_summary": ["One contract is missing.", "The money is voted,"]}  # the rest may break over pages


def words_in(value: object) -> list[str]:
    """The sentences that an example holds: texts of more than two words, without markup."""
    if isinstance(value, dict):
        return [w for k, v in value.items() if k not in ("alt", "id", "use", "fact") for w in words_in(v)]
    if isinstance(value, list):
        return [w for v in value for w in words_in(v)]
    text = " ".join(re.sub(r"\{=([^}]*)\}", r"\1", str(value)).split())
    return [text] if len(text.split()) > 2 and "{" not in text and "*" not in text else []


def test_all_kinds_are_found() -> None:
    assert set(blocks.names()) >= BLOCKS
    assert set(charts.names()) >= CHARTS
    assert {*in_print_order(), *LAST, *APART} == set(blocks.names())


@pytest.mark.parametrize("registry, name", [(r, n) for r in (blocks, charts) for n in r.names()],
                         ids=lambda value: value if isinstance(value, str) else value.__name__)
def test_a_kind_says_what_it_is_and_shows_how(registry, name: str) -> None:
    module = registry.kind(name)
    first = (module.__doc__ or "").strip().splitlines()[0]
    assert 20 <= len(first) <= 125 and first.endswith("."), first
    example = yaml.safe_load(module.EXAMPLE)
    if registry is charts:
        assert example["kind"] == name and example["headline"]
    else:
        assert list(example) == [name] if isinstance(example, dict) else example == name


@pytest.mark.parametrize("kind", list(blocks.names()))
def test_a_block_example_is_right_alone(kind: str, tmp_path: Path) -> None:
    """Without the other examples around it, and without a warning."""
    head = HEAD + "charts:\n" + "".join(f"  {name}:\n" + indented(charts.kind(kind).EXAMPLE, 4)
                                         for name, kind in (("example", "column"), ("line-example", "line")))
    (tmp_path / PHOTOGRAPH).write_bytes(photograph())
    picked = item(blocks.kind("timeline").EXAMPLE) if kind == "leave_behind" else ""
    found = problems_of(tmp_path, "body:\n" + picked + item(blocks.kind(kind).EXAMPLE), head=head)
    assert [p for p in found if p.rule != "A1" or p.place.line > head.count("\n")] == []


def test_the_gallery_builds_without_a_warning(gallery: Made) -> None:
    """But for the numbers of the charts' examples, which no ledger stands behind."""
    typed = "".join(charts.kind(kind).EXAMPLE for kind in charts.names())
    others = [p for p in gallery.problems if p.rule != "A1" or p.what.split('"')[1] not in typed]
    assert [p for p in others if p.rule != "P12"] == []  # figure upon figure leaves no text to fill a page
    assert len(pages_of(gallery.brief)) >= 6
    assert len(slides_text(gallery.deck)) >= 20


@pytest.fixture(scope="module")
def of_photographs(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The small report beside the gallery."""
    folder = tmp_path_factory.mktemp("photographs")
    for name, data in photographs().items():
        (folder / name).write_bytes(data)
    return build(folder, folder / "out", profile="analyst")


def test_photographs_stand_in_a_report_of_their_own(of_photographs: Made) -> None:
    assert of_photographs.problems == ()
    printed = brief_text(of_photographs.brief)
    for words in ("Figure 1", "The east basin has a quay", "Photo: The harbour board, CC BY 4.0", "Ada Holm"):
        assert words in printed
    with pikepdf.open(of_photographs.brief) as pdf:
        assert sum(len(page.get_images()) for page in pdf.pages) == 1, "one picture, used twice"
    shapes = [shape for slide in Presentation(str(of_photographs.deck)).slides for shape in slide.shapes]
    assert sum("PICTURE" in str(shape.shape_type) for shape in shapes) == 2


@pytest.mark.parametrize("kind", sorted(set(blocks.names()) - SILENT - set(APART)))
def test_the_words_of_a_block_print(kind: str, gallery: Made) -> None:
    sentences = OWN.get(kind) or words_in(block_example(kind))
    printed = _plain(brief_text(gallery.brief))
    assert sentences
    assert [s for s in sentences if _plain(s) not in printed] == []


@pytest.mark.parametrize("kind", charts.names())
def test_a_chart_is_a_figure_and_a_slide(kind: str, gallery: Made) -> None:
    example = chart_example(kind)
    headline = _plain(example["headline"])
    assert headline in _plain(brief_text(gallery.brief))
    titles = [s.shapes.title for s in Presentation(str(gallery.deck)).slides if s.shapes.title is not None]
    assert any(_plain(title.text_frame.text).startswith(headline) for title in titles)


def test_the_words_of_charts_are_words_in_both(gallery: Made) -> None:
    """Labels are text, not outlines: what a chart's example says is found in both files."""
    brief, deck = _plain(brief_text(gallery.brief)), _plain(deck_text(gallery.deck))
    labels = {str(row["label"]) for kind in charts.names() for row in chart_example(kind).get("rows", []) if "label" in row}
    assert len(labels) > 10
    assert [label for label in labels if _plain(label) not in brief] == []
    assert [label for label in labels if _plain(label) not in deck] == []


def _plain(text: str) -> str:
    """Letters and digits only: line breaks, hyphens at them and note marks do not count."""
    return re.sub(r"[\W_]+", "", text).lower()


def test_the_command_makes_the_gallery(tmp_path: Path, capsys: pytest.CaptureFixture[str], gallery: Made) -> None:
    with pytest.raises(SystemExit) as caught:
        command.main(["gallery", "--out", str(tmp_path)])
    out, err = capsys.readouterr()
    names = ["outline.yaml", "brief.pdf", "deck.pptx", "outline.yaml", PHOTOGRAPH, "brief.pdf", "deck.pptx"]
    assert (caught.value.code, [Path(line).name for line in out.splitlines()]) == (0, names)
    assert "is not traced" not in err
    assert (tmp_path / "gallery" / "outline.yaml").read_text(encoding="utf-8") == outline()
    assert ((tmp_path / "gallery" / "brief.pdf").read_bytes(), (tmp_path / "gallery" / "deck.pptx").read_bytes()) == gallery.bytes


def test_the_picture_for_the_readme_is_the_same_each_time(gallery: Made, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert pictures.main([str(gallery.brief.parent), str(tmp_path / name)]) == 0
    first = (tmp_path / "a" / "gallery.png").read_bytes()
    assert first == (tmp_path / "b" / "gallery.png").read_bytes() and 20_000 < len(first) < 400_000
    assert pictures.main([]) == 2
