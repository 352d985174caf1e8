"""Hand-made pages for the deck's renderer: each kind of item once, in the house style."""
from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path as FilePath

from charts.drawing import Drawing, Fill, Path, Stroke, Text, circle, half_disc, rectangle, segment
from charts.native import Native, NativeSeries, Point
from reports.page import Align, Face, Figure, Grid, GridCell, Item, Page, Pages, Paragraph, Properties, Rule, Shape, Span, TextBox
from reports.theme import Theme, load

HOUSE = FilePath(__file__).parents[1] / "templates" / "chancery"
MASTER = HOUSE / "master.pptx"
PROPERTIES = Properties("New strides", "A visit", ("Asha Rao", "B. Lee"), "en-GB", ("visit", "trade"), "2021-04-30")


@cache
def theme() -> Theme:
    return load(HOUSE)


def span(text: str, role: str = "body", **changes: object) -> Span:
    return theme().type("slide", role).span(text, **changes)


def paragraph(words: str | tuple[Span, ...], role: str = "body", align: Align = "left", **more: object) -> Paragraph:
    spans = (span(words, role),) if isinstance(words, str) else words
    return Paragraph(spans, theme().type("slide", role).leading, align, **more)  # type: ignore[arg-type]


def box(x: float, y: float, width: float, height: float, words: str, role: str, **more: object) -> TextBox:
    return TextBox(x, y, width, height, (paragraph(words, role),), **more)  # type: ignore[arg-type]


def title(words: str, height: float = 66.0) -> TextBox:
    return box(48, 48, 864, height, words, "headline", placeholder="title", name="Title")


def number(words: str = "") -> TextBox:
    return TextBox(658, 508, 110, 18, (paragraph(words, "footer", "right"),), placeholder="number", name="Slide number")


def page(*items: Item, layout: str = "content", **more: object) -> Page:
    return Page(960, 540, items, layout=layout, notes=("Say this.", "Source: article A."), **more)  # type: ignore[arg-type]


def pages(*made: Page) -> Pages:
    return Pages(made, PROPERTIES)


def listed() -> tuple[Paragraph, ...]:
    """A plain paragraph, then a numbered list with a link and a raised mark, then a dash."""
    linked = (span("Second, with a "), span("link", link="https://example.org/x?a=1&b=2", colour="blue"), span(" and a mark"),
              span("12", rise=7.56, size=11.52, colour="blue", nobreak=True))
    last = (span("Dash, "), replace(span("bold italic"), face=Face("sans", "bold", True)), span(" мир", language="ru"))
    return (paragraph("A plain paragraph, first."), paragraph("First of the list", hang=22, bullet="1"),
            paragraph(linked, hang=22, bullet="2", space_before=8), paragraph(last, hang=22, bullet="–"))


def waterfall() -> Native:
    dashed = Stroke("navy", 2.3, (5.2, 3.5))
    shown = (Point(Fill("tint_2"), dashed), Point(Fill("peach_2"), replace(dashed, colour="orange")), Point(Fill("navy")))
    labels = tuple(Point(label=words) for words in ("about $540m", "about +$250m", "$790m"))
    return Native("column_stacked", ("Year before\nderived", "Rise of 46%", "Last year"), (
        NativeSeries("Base", (0.0, 540.0, 0.0)), NativeSeries("US$ million", (540.0, 250.0, 790.0), points=shown),
        NativeSeries("Room for labels", (200.0,) * 3, labels=True, points=labels)), 0, 1000, 200, gap_width=55, overlap=100)


def columns() -> Native:
    points = (None, Point(Fill("orange")), Point(Fill("navy", "hatch", "white"), Stroke("navy", 1.6)), None,
              Point(Fill("white"), Stroke("navy", 2), "about 4.5"))
    series = NativeSeries("=2+2", (1.0, 5.0, 3.0, None, 4.5), Fill("navy"), labels=True, points=points)
    return Native("column", ("=cmd|' /C calc'!A0", "https://example.org", "003", "D & <E>", "F"), (series,), 0, 6, 1,
                  number_format='#,##0.0 "m"', headers=("Item", "=SUM(A1)"))


def line() -> Native:
    points = (*[None] * 3, Point(Fill("orange"), None, "$790m"))
    series = NativeSeries("Trade", (300.0, 320.0, None, 790.0), None, Stroke("navy", 3.5), points, marker=True)
    return Native("line", ("2017", "2018", "2019", "2020"), (series,), 0, 1000, 250, value_axis=True, gridlines=True,
                  legend=True)


def route() -> Drawing:
    return Drawing(864, 200, (
        Path(segment(6, 60, 858, 60), None, Stroke("orange", 8, (19, 9)), "Pipeline"),
        Path(circle(10, 60, 10), Fill("white"), Stroke("navy", 4), "End"),
        Path(half_disc(300, 180, 12), Fill("navy"), name="Half"),
        Path(rectangle(340, 160, 40, 40), Fill("navy", "hatch"), Stroke("navy", 1.5), "Promised"),
        Path(rectangle(400, 160, 60, 40), Fill("g300", "dots", "white"), name="Unstated"),
        Path((("M", 500.0, 200.0), ("C", 520.0, 100.0, 560.0, 100.0, 600.0, 200.0)), None, Stroke("blue", 2), "Curve"),
        Path(segment(600, 190, 700, 150), None, Stroke("violet", 1), "Rising"),
        Text(432, 35, "1,100 km", 32, "navy", True, anchor="middle"), Text(0, 100, "Port Qasim", 20, "navy", True),
        Text(864, 100, "Lahore & beyond", 20, "navy", anchor="end")))


def tick() -> Drawing:
    return Drawing(20, 20, (Path(circle(10, 10, 9), Fill("navy")),
                            Path((("M", 6.0, 10.0), ("L", 9.0, 13.0), ("L", 14.0, 7.0)), None, Stroke("white", 1.5))))


def cell(words: str, role: str = "td", **more: object) -> GridCell:
    lines = (paragraph(words, role),) if words else ()
    return GridCell(lines, inset=(6.0, 3.0, 8.0, 3.0), **more)  # type: ignore[arg-type]


def table() -> Grid:
    head = tuple(cell(words, "th", anchor="bottom") for words in ("Actor", "At the talks", "Exit"))
    first = (cell("Russia", "row_label"), cell("Host", mark=tick(), mark_at=(4.0, 7.0), fill=Fill("tint_2")),
             cell("Not stated", fill=Fill("g300", "dots", "white")))
    last = (cell("Total", "row_label"), cell("over two columns", span=2))
    rules = (Rule(0, 46, 864, 46, Stroke("navy", 1)), Rule(0, 80, 864, 80, Stroke("g300", 0.75)),
             Rule(2.5, 46, 2.5, 80, Stroke("orange", 5)), Rule(0, 114, 400, 114, Stroke("navy", 1)))
    return Grid(48, 118, (176.0, 344.0, 344.0), (46.0, 34.0, 34.0), (head, first, last), rules, alt="Who stands where",
                name="Stances")


def chart(native: Native, name: str = "Figure 1") -> Figure:
    return Figure(48, 128, 600, 312, Drawing(600, 312, ()), alt="What the chart shows", native=native, name=name)


def everything() -> Pages:
    """A deck with every kind of item and layout."""
    quote = TextBox(48, 312, 864, 56, (paragraph("Shah Mehmood Qureshi", "speaker_name"), paragraph("In Islamabad", "speaker")),
                    placeholder="body", name="Speaker")
    return pages(
        page(box(48, 116, 864, 66, "New strides", "cover_title", placeholder="title", name="Title"),
             box(48, 196, 864, 64, "What the visit settled", "cover_subtitle", placeholder="subtitle", name="Subtitle"),
             Shape(48, 404, 864, 0, stroke=Stroke("navy_rule", 1)), layout="cover", background="navy"),
        page(box(70, 62, 842, 205, "The pipeline is the test.", "bottom_line", placeholder="title"),
             Shape(48, 62, 5, 205, Fill("orange"), name="Bar"), layout="statement"),
        page(title("Words"), TextBox(48, 128, 864, 312, listed(), placeholder="body", name="Body"), number()),
        page(title("Trade"), chart(waterfall())), page(title("Columns"), chart(columns())), page(title("Line"), chart(line())),
        page(title("Route"), Figure(48, 150, 864, 200, route(), alt="A pipeline from Port Qasim to Lahore", name="Route")),
        page(title("Stances"), table(), layout="table"),
        page(box(48, 132, 864, 150, "“A new approach.”", "quote", placeholder="title"), quote, layout="quote", background="navy"))
