"""deck.pdf and handouts: the slides on pages, with words where LibreOffice puts them, tagged and archival like the brief."""
from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import built
import hosts
import pikepdf
import pytest
import torture_deck
from built import DATA
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from readers import assert_conforms
from scale import often

from charts.drawing import Fill, Stroke, rectangle
from charts.drawing import Path as Outline
from reports import command, pipeline, theme
from reports.layout import handout
from reports.layout.printed import printed
from reports.layout.scaling import scaled
from reports.page import Face, Grid, GridCell, Item, Page, Pages, Paragraph, Properties, Shape, Span, TextBox
from reports.render import pdf
from reports.text import shared

pytestmark = pytest.mark.xdist_group("outside")  # one worker builds them, and one LibreOffice runs at a time

HOUSE = theme.load(pipeline.TEMPLATES / "chancery")
NEAR = 2.0  # points: how far a word may stand from where LibreOffice has it, which rounds advances along the line
LEVEL = 1.2  # points: how far its baseline may


PRINTED = ("lavrov-2021", "torture", "gallery", "lavrov-2021 analyst", "lavrov-2021 minister")


@pytest.fixture(scope="module", params=PRINTED[:often(3, 5)])
def prints(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with deck.pptx, deck.pdf and a handout of three slides a page."""
    folder = tmp_path_factory.mktemp("prints")
    name, _, profile = request.param.partition(" ")
    source = DATA / name
    if name == "gallery":
        from examples import write_gallery

        source = write_gallery(folder / "gallery")
    if name == "torture":
        source = torture_deck.write(folder / "torture")
    pipeline.build(source, folder / "out", pipeline.Options(only=("deck",), prints=("deck-pdf", "handout-3"),
                                                            profile=profile or None))
    return folder / "out"


# ---------------------------------------------------------------- the slides as pages
def test_words_stand_where_libreoffice_puts_them(prints: Path, tmp_path: Path) -> None:
    theirs = hosts.words(hosts.converted(hosts.comparable(prints / "deck.pptx", tmp_path / "deck.pptx"), tmp_path / "pdf"))
    ours = hosts.words(prints / "deck.pdf")
    assert len(ours) == len(theirs) > 5
    compared = 0
    for number, (mine, other, charts) in enumerate(zip(ours, theirs, native_boxes(prints / "deck.pptx")), 1):
        for word in (w for w in mine if not any(inside(w, box) for box in charts)):
            off = min(((abs(w.x - word.x), abs(w.y - word.y)) for w in other if w.text == word.text), key=max, default=(999, 0))
            assert off[0] <= NEAR and off[1] <= LEVEL, f"slide {number}: {word} is {off} pt away"
            compared += 1
    assert compared > 700


def native_boxes(deck: Path) -> Iterator[list[tuple[float, float, float, float]]]:
    """Where each slide has Office charts, whose labels every host places by itself: left, bottom, right, top."""
    opened = Presentation(str(deck))
    for slide in opened.slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes if s.has_chart]
        yield [(x1 / 12700, 540 - y2 / 12700, x2 / 12700, 540 - y1 / 12700) for x1, y1, x2, y2 in boxes]


def inside(word: hosts.Word, box: tuple[float, float, float, float]) -> bool:
    return box[0] - 3 <= word.x <= box[2] + 3 and box[1] - 3 <= word.y <= box[3] + 3


def test_every_word_of_the_deck_is_on_its_page(prints: Path) -> None:
    for number, (slide, page) in enumerate(zip(built.slides_text(prints / "deck.pptx"), built.pages_of(prints / "deck.pdf"),
                                               strict=True), 1):
        there = page.replace("\r\n", " ").split()
        missing = [word for text in slide for word in text.split() if word not in there and not word.startswith("(")]
        assert len(missing) <= 0.1 * len(there) or number in unlike(prints), (number, missing)


def unlike(prints: Path) -> set[int]:
    """Slides whose native chart names what its drawing shows in another way."""
    return {n for n, boxes in enumerate(native_boxes(prints / "deck.pptx"), 1) if boxes}


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("name", ["deck.pdf", "handout.pdf"])
def test_prints_conform(profile: str, name: str, prints: Path) -> None:
    assert_conforms(prints / name, profile)


def test_each_slide_is_a_section_with_its_title_as_heading_and_bookmark(prints: Path) -> None:
    titles = [slide.shapes.title.text for slide in Presentation(str(prints / "deck.pptx")).slides]
    for name in ("deck.pdf", "handout.pdf"):
        with pikepdf.open(prints / name) as opened, opened.open_outline() as outline:
            assert [str(entry.title) for entry in outline.root] == titles
            sections = opened.Root.StructTreeRoot.K.K
            assert [str(one.S) for one in sections] == ["/Sect"] * len(titles)


def test_no_page_holds_a_bitmap(prints: Path) -> None:
    for name in ("deck.pdf", "handout.pdf"):
        with pikepdf.open(prints / name) as opened:
            assert [len(p.get_images()) for p in opened.pages] == [0] * len(opened.pages)


def test_the_same_deck_gives_the_same_prints(tmp_path: Path) -> None:
    made = []
    for run in ("one", "two"):
        options = pipeline.Options(only=("deck",), prints=("deck-pdf", "handout-6"))
        paths, _ = pipeline.build(DATA / "minimum", tmp_path / run, options)
        made.append({p.name: p.read_bytes() for p in paths})
    assert set(made[0]) == {"deck.pptx", "deck.pdf", "handout.pdf"}
    assert made[0] == made[1]


def test_prints_need_a_deck(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command.main(["build", str(DATA / "minimum"), "--only", "brief", "--handout", "3"])
    assert left.value.code == 2
    assert "--only brief makes none" in capsys.readouterr().err


# ---------------------------------------------------------------- one slide at a time
FACE = Face("sans")


def words(text: str, size: float = 20.0, leading: float = 26.0, **look: object) -> Paragraph:
    return Paragraph((Span(text, FACE, size),), leading, **look)  # type: ignore[arg-type]


def one(*items: Item, background: str | None = None) -> Page:
    made = printed(Pages((Page(960, 540, items, background=background),), Properties("A deck")), HOUSE, shared(HOUSE))
    return made.pages[0]


def last(*items: Item) -> Item:
    return one(*items).items[-1]


@pytest.mark.parametrize(("anchor", "down"), [("top", 0.0), ("middle", 37.0), ("bottom", 74.0)])
def test_text_hangs_from_where_its_box_anchors_it(anchor: str, down: float) -> None:
    box = last(TextBox(10, 10, 300, 100, (words("One line"),), anchor=anchor))  # type: ignore[arg-type]
    assert isinstance(box, TextBox)
    assert [line.y for line in box.lines] == pytest.approx([down + 26 - 0.2 * 20])


def test_a_number_field_says_its_slide_and_is_furniture() -> None:
    page = one(TextBox(0, 0, 100, 20, (words(""),), placeholder="number"), TextBox(0, 30, 100, 20, (words("Words"),)))
    number, text = page.items[-2:]
    assert isinstance(number, TextBox) and isinstance(text, TextBox)
    assert number.paragraphs[0].text == "1" and number.tags == ()
    assert [tag.role for tag in text.tags] == ["P"]


def test_labelled_paragraphs_are_one_list() -> None:
    box = last(TextBox(0, 0, 300, 100, (words("Lead"), words("One", bullet="1", hang=20), words("Two", bullet="2", hang=20))))
    assert isinstance(box, TextBox)
    assert [tag.role for tag in box.tags] == ["P", "LI", "LI"]


def test_a_table_has_its_headers() -> None:
    cell = GridCell((words("x"),), inset=(4, 2, 4, 2))
    grid = last(Grid(0, 0, (50, 50), (40, 40), ((cell, cell), (cell, cell))))
    assert isinstance(grid, Grid) and grid.tag
    roles = [[(c.tag.role, c.tag.scope) for c in row if c.tag] for row in grid.cells]
    assert roles == [[("TH", "Column"), ("TH", "Column")], [("TH", "Row"), ("TD", "")]]
    assert grid.cells[0][0].lines[0].y == pytest.approx(7 + 26 - 5)  # (40 - 26) / 2 above, the descent of Carlito below


def test_the_furniture_of_the_master_is_drawn_and_dark_slides_have_theirs() -> None:
    light, dark = one(), one(background="navy")
    assert [item.name for item in light.items] == [item.name for item in dark.items] == ["Tab", "Footer rule"]
    assert [page.items[0].fill for page in (light, dark)] == [Fill("navy"), Fill("orange")]  # type: ignore[union-attr]


def test_textures_are_as_wide_as_on_slides() -> None:
    hatched = (Shape(0, 0, 90, 90, Fill("navy", "hatch")), Shape(0, 100, 90, 90, Fill("navy", "dots")))
    print_, slide = (strokes(Page(100, 200, hatched, texture=factor)) for factor in (1.0, 1.75))
    assert one(*hatched).texture == 1.75
    assert print_ > 60 and abs(print_ / 1.75 - slide) <= 6


def strokes(page: Page) -> int:
    """How many lines the page's operators draw."""
    with pikepdf.open(BytesIO(pdf.render(Pages((page,), Properties("x")), HOUSE))) as made:
        return made.pages[0].Contents.read_bytes().count(b" l")


# ---------------------------------------------------------------- handouts
@pytest.mark.parametrize("count", [2, 3, 6])
@pytest.mark.parametrize("slides", [1, 5, 7])
def test_every_slide_is_on_a_handout_inside_the_paper_and_nothing_covers_another(count: int, slides: int) -> None:
    made = imposed(slides, count)
    assert len(made.pages) == -(-slides // count)
    paper, frames = HOUSE.page, 0
    for page in made.pages:
        edges = [i for i in page.items if i.name == "Edge of the slide"]
        rules = [i for i in page.items if isinstance(i, Shape) and i.fill == Fill("g300") and paper.top < i.y < paper.bottom + 1]
        frames += len(edges)
        assert rules
        for item in [*edges, *rules]:
            assert paper.left - 0.01 <= item.x and item.x + item.width <= paper.right + 0.01
            assert paper.top - 0.01 <= item.y and item.y + item.height <= paper.bottom + 1
        for i, item in enumerate(edges):
            assert not any(overlaps(item, other) for other in [*edges[i + 1:], *rules])
    assert frames == slides


def imposed(slides: int, count: int) -> Pages:
    from reports.document import Document, Head

    head = Head("Visit brief", "1", "", "A visit", "", "April 2021", False, "", "", "", "none", False, "en-GB", (), "2021-04-01")
    deck = Pages(tuple(Page(960, 540, (TextBox(48, 48, 800, 66, (words(f"Slide {i}"),), placeholder="title"),))
                       for i in range(slides)), Properties("A visit"))
    return handout.lay_out(deck, Document(head, (), ()), HOUSE, lambda *asked: pytest.fail("a handout draws nothing anew"), count)


def overlaps(one: Item, other: Item) -> bool:
    return (one.x + one.width > other.x + 0.01 and other.x + other.width > one.x + 0.01
            and one.y + one.height > other.y + 0.01 and other.y + other.height > one.y + 0.01)


sizes = st.floats(0.1, 400.0)


@given(x=sizes, y=sizes, width=sizes, height=sizes, factor=st.floats(0.1, 4.0))
def test_scaling_there_and_back_changes_nothing(x: float, y: float, width: float, height: float, factor: float) -> None:
    box = TextBox(x, y, width, height, (words("Some words", height, width, hang=x),), placeholder="body")
    back = scaled(scaled(box, factor), 1 / factor)
    assert isinstance(back, TextBox)
    assert numbers(back) == pytest.approx(numbers(box))
    shape = Shape(x, y, width, height, None, Stroke("navy", 2.0, (4.0, 2.0)))
    again = scaled(scaled(shape, factor, 5, 7), 1 / factor, -5 / factor, -7 / factor)
    assert isinstance(again, Shape) and again.stroke
    assert (again.x, again.y, again.width, again.stroke.width, *again.stroke.dash) == pytest.approx((x, y, width, 2.0, 4.0, 2.0))


def numbers(box: TextBox) -> tuple[float, ...]:
    paragraph = box.paragraphs[0]
    return box.x, box.y, box.width, box.height, paragraph.leading, paragraph.hang, paragraph.spans[0].size


def test_a_drawing_is_scaled_with_its_marks() -> None:
    from charts.drawing import Drawing, Text
    from reports.page import Figure

    source = Drawing(100, 50, (Outline(rectangle(0, 0, 10, 20)), Text(5, 6, "a", 12)), "alt")
    made = scaled(Figure(10, 20, 100, 50, source), 0.5, 1, 2)
    assert isinstance(made, Figure)
    assert (made.x, made.y, made.drawing.width, made.drawing.alt) == (6, 12, 50, "alt")
    path, text = made.drawing.marks
    assert isinstance(path, Outline) and path.commands[2] == ("L", 5.0, 10.0)
    assert isinstance(text, Text) and (text.x, text.y, text.size) == (2.5, 3.0, 6.0)
