"""A report as it may be released: what is above is gone, wherever it could stand, and a scan of the files proves it."""
from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from built import pages_of, report, slides_text
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from scale import often

from reports import blocks, pipeline
from reports import outline as outlines
from reports.outline import Outline
from reports.problems import Failed, Place, Problem
from reports.release import gate, leaks
from reports.release.leaks import needles, squeezed
from reports.release.view import PARTS, Secret, view

HEAD = """\
outline: 1
report:
  title: A visit
  as_of: {date: 2021-04}
  status: final
  marking: {scheme: tlp, label: "TLP:AMBER", unmarked: "TLP:GREEN"}
sources:
  S1: {title: The harbour board, kind: article, locator: page 1}
  S2: {title: The Kestrel dossier, kind: article, author: Ottoline Quarrington}
facts:
  F-001: {value: 12, unit: percent, as_of: 2020, status: stated, source: S1, locator: page 1}
  F-002: {value: 300, unit: USD million, as_of: 2020, status: stated, source: S1, locator: page 2, said_by: board,
          attribution: institution_statement, phrase: reached a good 300 million}
  F-003: {value: 78413, unit: ships, as_of: 2019, status: pledged, source: S2, locator: page 3,
          phrase: the flotilla of Zanderholm lies ready}
  F-004: {formula: F-003 / 2, unit: ships, round_to: 100}
actors:
  brack: {name: Ignatius Brackwater, role: envoy}
  board: {name: Harbour board}
glossary:
  - {term: harbour, meaning: where ships lie}
  - {term: Vexillum, meaning: the name of the plan}
charts:
  open:
    kind: column
    headline: The trade of the harbour grew in the year
    subtitle: Trade of the harbour, US$ million
    unit: USD million
    rows: [{label: year before, value: 210}, {label: year counted, value: F-002, message: true}, {label: goal, value: 330}]
    note: One number is a goal.
    source_note: The rest is the board’s own count.
  closed:
    kind: column
    headline: The flotilla of Zanderholm is the largest of all
    subtitle: Ships by harbour and by year
    unit: ships
    rows: [{label: Zanderholm, value: F-003, message: true}, {label: Quillport, value: 51677}, {label: Mosswick, value: 40911}]
    note: Counted by Brackwater.
    source_note: The rest is Brackwater’s count.
"""
BODY = """
body:
  - bottom_line: {text: "Trade was {F-002|value}.", notes: Say it slowly.}
  - theme:
      id: trade
      headline: Trade grew in the harbour
      blocks:
        - text: "It grew by {F-001}."
        - chart: {use: open}
        - text: {text: "Brackwater expects {F-003} in Zanderholm; half is {F-004}.", marking: "TLP:AMBER"}
        - chart: {use: closed, marking: "TLP:AMBER", notes: Whisper of Vexillum.}
  - theme: {headline: Plan Vexillum is ready for the autumn, marking: "TLP:AMBER", blocks: [{text: Nothing else is known.}]}
  - glossary
  - sources
"""
WORDS = ("Kestrel", "Quarrington", "78413", "78,413", "Zanderholm", "Brackwater", "Ignatius", "Vexillum", "51677", "51,677",
         "Quillport", "F-003", "F-004", "39,200", "39200", "S2")


def made(folder: Path, body: str = BODY, *, head: str = HEAD, **options: Any) -> tuple[list[Path], list[Problem]]:
    folder.mkdir(exist_ok=True)
    place = report(folder / "in", body, head=head)
    wanted = pipeline.Options(release="TLP:GREEN", data=True, prints=("deck-pdf",), **options)
    return pipeline.build(place, folder / "out", wanted)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return made(tmp_path_factory.mktemp("release"))[0]


def everything(path: Path) -> str:
    """All that can be got out of a file without asking the program under test: every string, every part, unpacked."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        with pdfium.PdfDocument(data) as read:
            words = [page.get_textpage().get_text_range() for page in read]
        with pikepdf.open(io.BytesIO(data)) as pdf:
            streams = [o.read_bytes().decode("utf-8", "replace") for o in pdf.objects
                       if isinstance(o, pikepdf.Stream) and o.get("/Type") in (Name.Metadata, Name.EmbeddedFile)]
            return "\n".join([*words, *streams, *strings(pdf)])
    if path.suffix == ".pptx":
        return unpacked(data)
    return data.decode()


def strings(pdf: pikepdf.Pdf) -> Iterator[str]:
    waiting: list[Any] = list(pdf.objects)
    while waiting:
        found = waiting.pop()
        if isinstance(found, String):
            yield str(found)
        elif isinstance(found, Dictionary | pikepdf.Stream):
            waiting += [v for v in found.values() if not getattr(v, "is_indirect", False)]
        elif isinstance(found, Array):
            waiting += [v for v in found if not getattr(v, "is_indirect", False)]


def unpacked(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return "\n".join(unpacked(part) if part[:2] == b"PK" else f"{name}\n{part.decode('utf-8', 'replace')}"
                     for name, part in parts.items())


# ---------------------------------------------------------------- what is gone
def test_the_files_say_what_they_are(released: list[Path]) -> None:
    names = [p.name for p in released]
    assert names[:3] == ["brief-TLP-GREEN.pdf", "deck-TLP-GREEN.pptx", "deck-TLP-GREEN.pdf"]
    assert {"figure-1-open.csv", "facts.json"} == set(names[3:])
    assert {p.parent.name for p in released[3:]} == {"data-TLP-GREEN"}, "not where the data of the whole report lie"
    assert all(page.count("TLP:GREEN") == 2 and "AMBER" not in page for page in pages_of(released[0]))


def test_nothing_above_is_in_any_file(released: list[Path]) -> None:
    for path in released:
        text = everything(path)
        assert [word for word in WORDS if re.search(rf"(?<![\w-]){re.escape(word)}(?!\w)", text)] == [], path.name


def test_what_may_go_is_all_there(released: list[Path]) -> None:
    words = " ".join(" ".join(pages_of(released[0])).split())
    for kept in ("Trade was $300 million.", "It grew by 12%", "The trade of the harbour grew in the year", "where ships lie"):
        assert kept in words
    assert "Figure 1" in words and "Figure 2" not in words and "AMBER" not in words
    assert "The brief rests on one source" in " ".join(w for s in slides_text(released[1]) for w in s)


def test_a_black_bar_says_nothing_of_what_it_hides(tmp_path: Path) -> None:
    paths, _ = made(tmp_path, redact="black")
    words = " ".join(" ".join(pages_of(paths[0])).split()).upper()
    assert words.count("WITHHELD: ABOVE TLP:GREEN") == 3
    assert not any(word.upper() in everything(p).upper() for word in ("Zanderholm", "Vexillum", "Brackwater") for p in paths)


def test_without_a_release_everything_is_there(tmp_path: Path) -> None:
    place = report(tmp_path / "in", BODY, head=HEAD)
    brief = pipeline.build(place, tmp_path / "out", pipeline.Options())[0][0]
    text = everything(brief)
    assert all(word in text for word in ("Zanderholm", "78,413", "Vexillum", "F-004")), "or the other tests prove nothing"


def test_a_theme_of_which_nothing_is_left_goes_with_its_headline(tmp_path: Path) -> None:
    body = BODY.replace("marking: \"TLP:AMBER\", blocks: [{text: Nothing else is known.}]",
                        "blocks: [{text: {text: Nothing else is known., marking: \"TLP:AMBER\"}}]")
    assert body != BODY
    assert all("Vexillum" not in everything(p) for p in made(tmp_path, body)[0])


@pytest.mark.parametrize("part", ["facts:\n  F-001: {", "sources:\n  S1: {", "charts:\n  open:\n    kind: column\n"])
def test_what_is_marked_itself_takes_its_blocks_along(part: str, tmp_path: Path) -> None:
    mark = '    marking: "TLP:AMBER"\n' if "charts" in part else 'marking: "TLP:AMBER", '
    paths, _ = made(tmp_path, head=HEAD.replace(part, part + mark, 1))
    words = " ".join(" ".join(pages_of(paths[0])).split())
    assert ("grew by 12" in words) is ("charts" in part)
    assert ("The trade of the harbour grew" in words) is ("facts" in part)


def test_a_block_may_not_state_what_is_marked_higher(tmp_path: Path) -> None:
    place = report(tmp_path, BODY, head=HEAD.replace("F-001: {", 'F-001: {marking: "TLP:AMBER", '))
    (found,) = [p for p in pipeline.check(place, pipeline.Options()) if p.rule == "marking"]
    assert found.what == 'a block marked "TLP:GREEN" states what is marked "TLP:AMBER"' and found.place.line > 40


@pytest.mark.parametrize(("label", "marking", "what"), [
    ("TLP:RED", 'label: "TLP:AMBER"', 'a release at "TLP:RED" is above the document\'s "TLP:AMBER"'),
    ("TLP:GREEN", 'label: "TLP:AMBER"', 'the title and all that is unmarked carry "TLP:AMBER", above "TLP:GREEN"'),
    ("GREEN", 'label: "TLP:AMBER"', '"GREEN" is not a TLP label'),
    ("TLP:CLEAR", 'label: "TLP:AMBER", unmarked: "TLP:GREEN"',
     'the title and all that is unmarked carry "TLP:GREEN", above "TLP:CLEAR"')])
def test_a_release_that_cannot_be(label: str, marking: str, what: str, tmp_path: Path) -> None:
    place = report(tmp_path / "in", BODY, head=HEAD.replace('label: "TLP:AMBER", unmarked: "TLP:GREEN"', marking))
    with pytest.raises(Failed) as failed:
        pipeline.build(place, tmp_path / "out", pipeline.Options(release=label))
    assert [p.what for p in failed.value.problems] == [what] and failed.value.problems[0].hint
    assert not (tmp_path / "out").exists()


def test_a_release_of_nothing_is_none(tmp_path: Path) -> None:
    body = "body:\n  - text: {text: Words., marking: \"TLP:AMBER\"}\n"
    with pytest.raises(Failed) as failed:
        made(tmp_path, body)
    assert [p.what for p in failed.value.problems] == ['nothing of the body may be released at "TLP:GREEN"']


def test_one_side_of_a_conflict_is_told_to_who_releases_it(tmp_path: Path) -> None:
    head = HEAD + "conflicts:\n  C-01: {items: [F-002, F-003], verdict: conflict, use: They differ.}\n"
    body = BODY.replace("  - glossary\n", "  - discrepancy: {conflict: C-01, marking: \"TLP:AMBER\"}\n  - glossary\n")
    _, problems = made(tmp_path, body, head=head)
    assert [p.what for p in problems if p.rule == "marking"] == ['of conflict "C-01" the release shows one side alone']


def test_tables_that_only_held_back_figures_used_are_not_read_into_the_files(tmp_path: Path) -> None:
    head = HEAD.replace("  closed:\n", "  table:\n    kind: bar\n    headline: Mosswick trades more than all of the others do\n"
                        "    subtitle: Trade by harbour, tonnes\n    data: t\n    x: place\n    y: tons\n  closed:\n")
    head += "data:\n  t: {file: t.csv, source: S1, as_of: 2020}\n"
    place = tmp_path / "in"
    place.mkdir()
    (place / "t.csv").write_text("place,tons\nXanthemoor,918273\nMosswick,928374\nFarrowby,38475\n")
    body = BODY.replace("  - glossary\n", "  - chart: {use: table, marking: \"TLP:AMBER\"}\n  - glossary\n")
    paths, _ = made(tmp_path, body, head=head)
    assert all("Xanthemoor" not in everything(p) and "918273" not in everything(p) for p in paths)
    outline = outlines.read(place)[0]
    assert outline is not None
    seen = gate.seen(outline, pipeline.Options(release="TLP:GREEN"))
    assert any("Xanthemoor" in secret.texts for secret in seen.secrets), "the scan must know the cells"


def test_every_part_of_an_outline_is_dealt_with() -> None:
    assert set(Outline.model_fields) == PARTS, "say in reports/release/view.py what becomes of the new part in a release"


def test_blocks_lie_in_blocks_under_one_name_alone() -> None:
    """The sieve looks for blocks inside a block under "blocks"; a kind that keeps them elsewhere would carry them past it."""
    holding = [(kind, name) for kind in blocks.names() for name, field in blocks.kind(kind).Model.model_fields.items()
               if "_body.Entry" in str(field.annotation)]
    assert holding == [("theme", "blocks")]


# ---------------------------------------------------------------- what the writer said twice
RESERVED = 'unmarked: "TLP:GREEN", reserved: {Zanderholm: "TLP:AMBER", Brack Water: "TLP:AMBER"}'


@pytest.mark.parametrize(("old", "new"), [
    ("notes: Say it slowly.", "notes: Plan Vexillum is ready for the autumn."),
    ("notes: Say it slowly.", "notes: They say that PLAN VEXILLUM is ready for the au-tumn; so be it."),
    ("  title: A visit\n", "  title: A visit to Zanderholm\n"),
    ("  title: A visit\n", "  title: A visit\n  subtitle: ZANDERHOLM\n"),
    ("  title: A visit\n", "  title: A visit\n  made_from: Words of Brack-water\n")])
def test_what_is_said_again_in_a_part_that_goes_is_a_leak(old: str, new: str, tmp_path: Path) -> None:
    """A whole sentence always; a single word when it is reserved. Speaker notes count, where no one looks."""
    head = HEAD.replace('unmarked: "TLP:GREEN"', RESERVED)
    with pytest.raises(Failed) as failed:
        made(tmp_path, BODY.replace(old, new), head=head.replace(old, new))
    found = [p for p in failed.value.problems if p.rule == "leak"]
    assert found and "is held back, and stands in" in found[0].what and found[0].hint
    assert not (tmp_path / "out").exists(), "a leak leaves nothing behind"


def test_a_reserved_word_takes_its_block_along(tmp_path: Path) -> None:
    head = HEAD.replace('unmarked: "TLP:GREEN"', 'unmarked: "TLP:GREEN", reserved: {slowly: "TLP:AMBER"}')
    paths, _ = made(tmp_path, head=head)
    assert all("Trade was" not in everything(p) for p in paths[:2])
    assert "It grew by" in everything(paths[0])


# ---------------------------------------------------------------- the scan sees every place
SECRET = "The Zanderholm cipher was 918273 all along"
NEEDLES = needles([Secret(Place("outline.yaml", 7, 1), (SECRET,))], ["Trade grew."])


def into_pdf(change: Callable[[pikepdf.Pdf], None], data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def first(pdf: pikepdf.Pdf, role: str) -> Any:
    return next(o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/S") == Name(role) and "/P" in o)


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["notes.txt"] = SECRET.encode()


PDF_PLACES: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "alternative text": lambda pdf: first(pdf, "/Figure").__setitem__("/Alt", String(SECRET)),
    "actual text": lambda pdf: first(pdf, "/P").__setitem__("/ActualText", String(SECRET)),
    "title of an element": lambda pdf: first(pdf, "/H2").__setitem__("/T", String(SECRET)),
    "bookmark": lambda pdf: pdf.Root.Outlines.First.__setitem__("/Title", String(SECRET)),
    "metadata": lambda pdf: pdf.Root.Metadata.write(
        pdf.Root.Metadata.read_bytes().replace(b"</rdf:RDF>", SECRET.encode() + b"</rdf:RDF>")),
    "old metadata": lambda pdf: pdf.docinfo.__setitem__("/Subject", SECRET),
    "attachment": attach,
    "description of an attachment": lambda pdf: pdf.Root.AF[0].__setitem__("/Desc", String(SECRET)),
    "link": lambda pdf: pdf.pages[0].obj.Annots[0].__setitem__("/Contents", String(SECRET)),
    "private data of a page": lambda pdf: pdf.pages[0].obj.__setitem__("/PieceInfo", Dictionary(X=Dictionary(Y=String(SECRET)))),
    "a name": lambda pdf: pdf.Root.__setitem__("/Z918273", Name("/Zanderholm")),
    "words in UTF-16": lambda pdf: pdf.Root.__setitem__("/Zz", String("Zanderholm – cipher")),
}


def found_in(name: str, data: bytes) -> list[Problem]:
    return leaks.leaks(NEEDLES, {name: gate.channels(name, data)})


@pytest.mark.parametrize("place", PDF_PLACES)
def test_a_leak_planted_in_a_brief_is_found(place: str, released: list[Path]) -> None:
    brief = released[0].read_bytes()
    assert found_in("brief.pdf", brief) == [], "nothing is there before"
    found = found_in("brief.pdf", into_pdf(PDF_PLACES[place], brief))
    assert found and "is held back, and stands in brief.pdf" in found[0].what and found[0].place.line == 7


@pytest.mark.parametrize("said", [SECRET, "ZANDERHOLM", "the zanderholm cipher was", "918273"])
def test_a_leak_on_a_page_is_found(said: str) -> None:
    from pdf_sample import SANS, box, one_page

    from reports.page import Tag

    root = Tag("Document")
    data = one_page(box(57, 100, 60, f"Then {said} they say.", root.add("P"), SANS), root=root)
    assert found_in("brief.pdf", data), "broken over lines or not"


def into_package(change: Callable[[dict[str, bytes]], None], data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def replacing(part: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        name = next(n for n in parts if n.startswith(part) and old in parts[n])
        parts[name] = parts[name].replace(old, new, 1)
    return change


def adding(name: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.__setitem__(name, data)


def into_workbook(parts: dict[str, bytes]) -> None:
    name = next(n for n in parts if n.endswith(".xlsx"))
    parts[name] = into_package(replacing("xl/", b"</t>", f" {SECRET}</t>".encode()), parts[name])


TEXT = SECRET.encode()
DECK_PLACES: dict[str, Callable[[dict[str, bytes]], None]] = {
    "slide": replacing("ppt/slides/", b"</a:t>", b" " + TEXT + b"</a:t>"),
    "slide, in two runs": replacing("ppt/slides/slide", b"</a:t></a:r>", b" Zander</a:t></a:r><a:r><a:t>holm cipher</a:t></a:r>"),
    "notes": replacing("ppt/notesSlides/", b"</a:t>", b" " + TEXT + b"</a:t>"),
    "name of a shape": replacing("ppt/slides/", b'name="', b'name="' + TEXT + b" "),
    "alternative text": replacing("ppt/slides/", b'<p:cNvPr id="2" ', b'<p:cNvPr id="2" descr="' + TEXT + b'" '),
    "chart's cache": replacing("ppt/charts/", b"<c:v>", b"<c:v>" + TEXT),
    "chart's number": replacing("ppt/charts/", b"<c:v>", b"<c:v>918273</c:v><c:v>"),
    "workbook": into_workbook,
    "properties": replacing("docProps/", b"</dc:title>", TEXT + b"</dc:title>"),
    "custom XML": adding("customXml/item1.xml", b"<x>" + TEXT + b"</x>"),
    "comments": adding("ppt/comments/comment1.xml", b"<p:cm><p:text>" + TEXT + b"</p:text></p:cm>"),
    "address of a link": adding("ppt/slides/_rels/x.rels", b'<r Target="https://a.example/Zanderholm"/>'),
    "name of a part": adding("ppt/media/Zanderholm.txt", b"x"),
    "a part of text": adding("ppt/x.txt", TEXT),
    "escaped": adding("customXml/item2.xml", b"<x>&#90;anderholm</x>"),
}


@pytest.mark.parametrize("place", DECK_PLACES)
def test_a_leak_planted_in_a_deck_is_found(place: str, released: list[Path]) -> None:
    deck = released[1].read_bytes()
    assert found_in("deck.pptx", deck) == []
    assert found_in("deck.pptx", into_package(DECK_PLACES[place], deck))


def test_a_leak_in_a_name_or_a_data_file_is_found() -> None:
    assert found_in("data/figure-1-Zanderholm.csv", b"a,b\r\n") and found_in("data/facts.json", TEXT)


@given(st.lists(st.sampled_from("harbour Zanderholm grew cipher was the 918273 all along of trade in year".split()), max_size=14))
def test_what_is_found_is_there_and_what_is_there_is_found(said: list[str]) -> None:
    """No alarm without a telling word or a whole run; every text with one raises it."""
    text = " ".join(said)
    telling = {"Zanderholm", "918273"} & set(said)
    run = any(squeezed(" ".join(SECRET.split()[i:i + 3])) in squeezed(text) for i in range(len(SECRET.split()) - 2))
    assert bool(list(leaks.present(NEEDLES, text))) == bool(telling or run)


# ---------------------------------------------------------------- any outline
TOKENS = st.integers(0, 10 ** 6).map(lambda n: f"Zq{n:07d}x")
PLACES = ("text", "headline", "notes", "quote", "label", "note", "fact", "source")


@st.composite
def marked_outlines(draw: Any) -> tuple[str, str, list[str]]:
    """Head and body of a report in which some blocks hold secret tokens, nested or not, and are marked above the release."""
    secrets: list[str] = []
    facts, sources, blocks = [], [], []
    for i in range(draw(st.integers(1, 4))):
        token, where, inside = draw(TOKENS), draw(st.sampled_from(PLACES)), draw(st.booleans())
        token = f"{token}{i}"
        secrets.append(token)
        facts.append(f"  G-{i:03d}: {{value: {1000 + i}, unit: ships, as_of: 2020, status: stated, source: T{i}, "
                     f"locator: page {i}, phrase: {token if where == 'fact' else 'plain words'}}}")
        sources.append(f"  T{i}: {{title: {token if where == 'source' else 'A source'}}}")
        said = {"text": f"text: {{text: It was {token} then., ",
                "headline": f"theme: {{headline: What {token} said of it, blocks: [{{text: Words of it.}}], ",
                "notes": f"text: {{text: Some words., notes: Ask {token}., ",
                "quote": f"text: {{text: He said “{token}”., ",
                "label": f"watch_list: {{items: [{{date: May, what: Look at {token}}}], ",
                "note": f"sidebar_text: {{text: {token}, "}.get(where, f"text: {{text: 'It was {{G-{i:03d}}}.', ")
        said = said.replace("sidebar_text", "text")
        block = f'{said}marking: "TLP:RED"}}'
        blocks.append(f"  - theme: {{headline: A theme number {'abcd'[i]}, blocks: [{{{block}}}, {{text: Other words.}}]}}"
                      if inside and where != "headline" else f"  - {block}")
    head = HEAD.replace('"TLP:AMBER"', '"TLP:RED"').split("actors:")[0]
    for part, rows in (("sources:\n", sources), ("facts:\n", facts)):
        head = head.replace(part, part + "\n".join(rows) + "\n")
    return head, "body:\n  - bottom_line: All is well.\n" + "\n".join(blocks) + "\n  - sources\n", secrets


@settings(max_examples=often(6, 300))
@given(marked_outlines())
def test_no_secret_of_any_outline_is_in_any_file(tmp_path_factory: pytest.TempPathFactory,
                                                 drawn: tuple[str, str, list[str]]) -> None:
    head, body, secrets = drawn
    paths, _ = made(tmp_path_factory.mktemp("any"), body, head=head)
    for path in paths:
        text = everything(path).upper()
        assert [s for s in secrets if s.upper() in text] == [], path.name


def test_a_release_at_the_documents_own_label_takes_nothing_out(tmp_path: Path) -> None:
    outline = outlines.read(report(tmp_path, BODY, head=HEAD))[0]
    assert outline is not None
    whole = view(outline, "TLP:AMBER")
    assert whole.outline.body == outline.body and whole.outline.charts.keys() == outline.charts.keys()


def test_a_release_at_the_documents_own_label_has_the_same_bytes(tmp_path: Path) -> None:
    """Looking at an outline for a release changes nothing that may stay."""
    place = report(tmp_path / "in", BODY, head=HEAD)
    plain = pipeline.build(place, tmp_path / "a", pipeline.Options())[0]
    seen = pipeline.build(place, tmp_path / "b", pipeline.Options(release="TLP:AMBER"))[0]
    assert [p.name for p in seen] == ["brief-TLP-AMBER.pdf", "deck-TLP-AMBER.pptx"]
    assert [p.read_bytes() for p in seen] == [p.read_bytes() for p in plain]


def test_the_ids_of_a_formula_are_no_secret(tmp_path: Path) -> None:
    """A figure of the two facts lists them in the data of the brief; a derived fact that nobody shows adds them."""
    facts = ("facts:\n" + "".join(f"  F-10{i}: {{value: {i}0, unit: ships, as_of: 2020, status: stated, source: S1, "
                                  "attribution: author_assertion, said_by: author}\n" for i in (1, 2))
             + "  D-101: {formula: F-101 + F-102, unit: ships, publish: false}\n")
    chart = ("charts:\n  ships:\n    kind: column\n    headline: Ships doubled to 20 from 10\n    subtitle: Ships\n"
             "    rows: [{label: before, value: F-101}, {label: now, value: F-102}]\n")
    head = ("outline: 1\nreport:\n  title: Ships\n  as_of: {date: 2021-04}\n  status: final\n"
            "  marking: {scheme: tlp, label: 'TLP:CLEAR'}\n"
            "sources: {S1: {title: The harbour board, kind: article}}\n")
    place = report(tmp_path / "in", "", head=head + facts + chart + "body:\n  - chart: ships\n")
    paths, _ = pipeline.build(place, tmp_path / "out", pipeline.Options(release="TLP:CLEAR"))
    assert len(paths) == 2
