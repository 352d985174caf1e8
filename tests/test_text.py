"""The text engine: what it measures, where it breaks, what it proves."""
from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.page import Face, Line, Paragraph, Span
from reports.text import HYPHEN, Ruler, first_baseline, fit, lines_that_stay, overflow, set_box, set_lines
from reports.text.breaks import demerits, first_fit, optimum
from reports.text.chunks import Chunk, chunks
from reports.text.fitting import MARGIN
from reports.text.hyphens import divisions
from reports.theme import load

THEME = load(Path(__file__).parent.parent / "templates" / "chancery")
RULER = Ruler(THEME)
SANS, BOLD, SERIF, ITALIC = Face(), Face("sans", "bold"), Face("serif"), Face("serif", "regular", True)
ARTICLE = ("Lavrov said Russia had provided 50,000 doses of anti-Covid vaccine and intended to provide 150,000 more (Figure 6). "
           "Article A adds that Pakistan intends to buy about 5 million doses of the Russian-developed Sputnik V to boost its "
           "vaccination programme.")

letters = st.text("abcdefgilmnoprstuvwAVTWйжЖ0123456789.,:;’“”()-–—/\u00a0\u2011\u202f", min_size=1, max_size=14)
texts = st.lists(letters, min_size=1, max_size=30).map(" ".join)
runs = st.builds(Span, text=texts, face=st.sampled_from([SANS, BOLD, SERIF, ITALIC]), size=st.sampled_from([8.0, 10.0, 15.0]),
                 tracking=st.sampled_from([0.0, 0.8]), nobreak=st.booleans())
paragraphs = st.builds(Paragraph, spans=st.lists(runs, min_size=1, max_size=4).map(tuple), leading=st.just(14.0),
                       align=st.sampled_from(["left", "right", "center"]), indent=st.sampled_from([0.0, 12.0]),
                       hang=st.sampled_from([0.0, 15.0]))
widths = st.floats(60, 400)


def paragraph(text: str, size: float = 10, face: Face = SERIF, **properties: object) -> Paragraph:
    return Paragraph((Span(text, face, size),), 14, **properties)  # type: ignore[arg-type]


def words(lines: list[Line] | tuple[Line, ...]) -> list[str]:
    return ["".join(span.text for _, span in line.spans) for line in lines]


def right_edge(line: Line, kern: bool = True) -> float:
    return max(x + RULER.width(s.text, s.face, s.size, s.tracking, kern) for x, s in line.spans)


def squeezed(text: str) -> str:
    return "".join(text.replace("\u2011", "-").replace("\u202f", " ").replace("\u00a0", " ").split())


# --- measuring

@pytest.mark.parametrize("face", [SANS, BOLD, SERIF, ITALIC])
def test_unkerned_widths_are_the_font_s_own(face: Face) -> None:
    font = TTFont(THEME.fonts[face])
    cmap, metrics, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    text = "Trade rose 46% to $790m, office fi ffl AVATAR"
    expected = sum(metrics[cmap[ord(c)]][0] for c in text) / em * 12
    assert RULER.width(text, face, 12, kern=False) == pytest.approx(expected)


def test_kerning_draws_pairs_together_and_is_reported_pair_by_pair() -> None:
    kerns = RULER.kerns("AVA To", SANS)
    assert kerns[0] < 0 and kerns[4] < 0 and kerns[2] == kerns[3] == kerns[5] == 0
    assert RULER.width("AVA To", SANS, 10, kern=False) + 10 * sum(kerns) == pytest.approx(RULER.width("AVA To", SANS, 10))


@given(texts)
def test_one_character_is_one_glyph(text: str) -> None:
    drawn = "".join(part for _, part in RULER.parts(text, SERIF))
    assert len(RULER.advances(text, SERIF)) == len(drawn) == len(text)


@given(texts, st.floats(0, 3))
def test_tracking_adds_to_each_character(text: str, tracking: float) -> None:
    plain = RULER.width(text, SANS, 9)
    assert RULER.width(text, SANS, 9, tracking) == pytest.approx(plain + tracking * len(text))


def test_widths_grow_in_proportion_to_the_size() -> None:
    assert RULER.width(ARTICLE, SERIF, 20) == pytest.approx(2 * RULER.width(ARTICLE, SERIF, 10))
    assert RULER.width("", SERIF, 20) == 0


def test_characters_that_a_font_lacks_come_from_the_next_family() -> None:
    italic_sans = Face("sans", "regular", True)
    assert RULER.parts("Мост (bridge)", ITALIC) == [(italic_sans, "Мост"), (ITALIC, " (bridge)")]
    assert RULER.missing("Мост ≈ 5\u202fkm\u2011long\n", "serif") == []
    assert RULER.missing("a漢b😀漢", "serif") == ["漢"]
    assert RULER.missing("a漢b👍🏽漢", "serif") == ["👍🏽", "漢"]


def test_no_break_characters_are_drawn_as_their_plain_twins() -> None:
    assert RULER.parts("5\u00a0km a\u2011b", SANS) == [(SANS, "5 km a-b")]
    assert RULER.width("5\u00a0km", SANS, 10) == RULER.width("5 km", SANS, 10)


# --- breaking

@given(paragraphs, widths, st.booleans(), st.booleans())
def test_every_character_is_set_once_and_in_order(p: Paragraph, width: float, best: bool, kern: bool) -> None:
    lines, height = set_lines(RULER, p, width, optimum=best, kern=kern)
    assert squeezed("".join(words(lines))) == squeezed(p.text)
    assert height == 14 * len(lines)


@given(paragraphs, widths, st.booleans(), st.booleans())
def test_no_line_runs_out(p: Paragraph, width: float, best: bool, kern: bool) -> None:
    lines, _ = set_lines(RULER, p, width, optimum=best, kern=kern)
    for number, line in enumerate(lines):
        assert right_edge(line, kern) <= width + 0.01
        assert line.spans[0][0] >= p.hang + (p.indent if number == 0 else 0) - 1e-3


@given(paragraphs, widths)
def test_spans_of_a_line_touch(p: Paragraph, width: float) -> None:
    for line in set_lines(RULER, p, width)[0]:
        for (x, span), (following, _) in zip(line.spans, line.spans[1:]):
            assert following == pytest.approx(x + RULER.width(span.text, span.face, span.size, span.tracking), abs=1e-3)


@given(st.lists(st.text("abcdefghilmnoprstuy", min_size=1, max_size=16), min_size=1, max_size=40).map(" ".join), widths)
def test_hyphens_are_all_that_hyphenation_adds(text: str, width: float) -> None:
    lines, _ = set_lines(RULER, paragraph(text), width, hyphenate="en-GB")
    assert "".join(line.removesuffix(HYPHEN) for line in words(lines)).replace(" ", "") == text.replace(" ", "")
    assert all(right_edge(line) <= width + 0.01 for line in lines)
    assert not any("-" in line or HYPHEN in line[:-1] for line in words(lines))


@given(paragraphs, widths, st.sampled_from(["", "en-GB"]))
def test_optimum_is_never_worse_than_first_fit(p: Paragraph, width: float, language: str) -> None:
    found = chunks(RULER, p.spans, width - 12, language)
    ours, greedy = optimum(found, width - 12, width), first_fit(found, width - 12, width)
    assert demerits(found, ours, width - 12, width) <= demerits(found, greedy, width - 12, width) + 1e-6
    assert len(ours) <= len(greedy)


chunk_lists = st.lists(st.builds(
    lambda width, space, hyphen: Chunk([(0, "x" * int(1 + width / 5))], width, 3.0 * hyphen, hyphen, 0.0 if hyphen else space,
                                       [] if hyphen else [(0, " ")]),
    st.floats(1, 40), st.floats(1, 4), st.booleans()), min_size=1, max_size=9)


@given(chunk_lists, st.sampled_from([44.0, 60.0, 90.0]))
def test_optimum_is_the_best_of_all_ways(found: list[Chunk], width: float) -> None:
    ways = [[*ends, len(found)] for count in range(len(found)) for ends in combinations(range(1, len(found)), count)]
    best = min(demerits(found, way, width - 1, width) for way in ways)
    assert demerits(found, optimum(found, width - 1, width), width - 1, width) == pytest.approx(best)


@given(paragraphs, widths)
@settings(max_examples=25)
def test_the_same_text_breaks_the_same(p: Paragraph, width: float) -> None:
    assert set_lines(Ruler(THEME), p, width) == set_lines(RULER, p, width)


def test_lines_are_even_and_the_last_is_no_runt() -> None:
    greedy, _ = set_lines(RULER, paragraph(ARTICLE), 232.64, optimum=False)
    ours, _ = set_lines(RULER, paragraph(ARTICLE), 232.64)
    assert words(greedy)[-1] == "programme." and len(ours) == len(greedy)
    assert len(words(ours)[-1].split()) >= 2

    def spread(lines: list[Line]) -> float:
        edges = [right_edge(line) for line in lines[:-1]]
        return max(edges) - min(edges)

    assert spread(ours) < spread(greedy)


@pytest.mark.parametrize(("text", "starts"), [
    ("trade of 1,100\u00a0km of pipeline", "1,100 km"), ("the years 2020–21 were lean", "2020–21"),
    ("the Su-57 was shown", "Su-57"), ("at 60 km/h or so", "km/h"), ("see A-058 there", "A-058"),
    ("of 9/11 and after", "9/11"), ("with co\u2011operation now", "co-operation"),
])
def test_these_are_never_divided(text: str, starts: str) -> None:
    for width in range(50, 120):
        lines = words(set_lines(RULER, paragraph(text, 8), width)[0])
        assert any(starts in line for line in lines), (width, lines)


@pytest.mark.parametrize(("text", "line"), [
    ("the India-Pakistan talks", "India-"), ("the India–Pakistan talks", "India–"), ("he spoke—quietly—there", "spoke—"),
    ("members of CSTO/BRICS bodies", "CSTO/"), ("a co\u00adoperation pact", f"co{HYPHEN}"),
])
def test_these_may_be_divided(text: str, line: str) -> None:
    found = {part for width in range(40, 120) for part in words(set_lines(RULER, paragraph(text, 8), width)[0])}
    assert any(part.endswith(line) for part in found), found


def test_a_dash_or_a_note_mark_never_starts_a_line() -> None:
    mark = Span("9,13", BOLD, 6.4, rise=4.2, nobreak=True)
    p = Paragraph((Span("Talks – the first in nine years", SERIF, 10), mark, Span(" – led to little", SERIF, 10)), 14)
    for width in range(60, 220):
        lines = set_lines(RULER, p, width)[0]
        assert not any(line.spans[0][1].rise or line.spans[0][1].text.startswith("–") for line in lines), width


def test_a_word_wider_than_the_line_is_cut_first_at_its_joints() -> None:
    lines = words(set_lines(RULER, paragraph("https://example.org/2021/04/lavrov-visit"), 90)[0])
    assert lines == ["https://example.", "org/2021/04/lavrov-", "visit"]
    assert words(set_lines(RULER, paragraph("WWW"), 5)[0]) == ["W", "W", "W"]


def test_names_are_not_hyphenated_and_an_unknown_language_has_no_hyphens() -> None:
    assert divisions("cooperation", "en-GB") and not divisions("Islamabad", "en-GB") and not divisions("UNAMA", "en-GB")
    assert divisions("“cooperation”", "en-GB") and not divisions("cooperation", "xx")


def test_long_paragraphs_are_set_whole() -> None:
    lines, _ = set_lines(RULER, paragraph(" ".join([ARTICLE] * 100)), 315.52)
    assert squeezed("".join(words(lines))) == squeezed(ARTICLE * 100)


# --- placing

def test_baselines_stand_in_the_middle_of_their_leading() -> None:
    lines, _ = set_lines(RULER, paragraph(ARTICLE), 200, top=30)
    assert [line.y for line in lines] == [pytest.approx(30 + 14 * n + 7 + 3.3) for n in range(len(lines))]
    assert first_baseline(10, 14) == pytest.approx(10.3)


def test_a_raised_mark_does_not_move_the_line() -> None:
    marked = Paragraph((Span("Talks", SERIF, 10), Span("1", BOLD, 30, rise=4, nobreak=True)), 14)
    assert set_lines(RULER, marked, 200)[0][0].y == set_lines(RULER, paragraph("Talks"), 200)[0][0].y


@pytest.mark.parametrize(("align", "left"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_alignment(align: str, left: float) -> None:
    line = set_lines(RULER, paragraph("Talks", align=align), 200)[0][0]
    assert line.spans[0][0] == pytest.approx(left * (200 - RULER.width("Talks", SERIF, 10)), abs=1e-3)


def test_indent_is_for_the_first_line_and_hang_for_all() -> None:
    lines = set_lines(RULER, paragraph(ARTICLE, indent=12, hang=20), 200)[0]
    assert [line.spans[0][0] for line in lines[:3]] == [32, 20, 20]


def test_the_bullet_hangs_at_the_left_in_its_own_colour() -> None:
    lines = set_lines(RULER, paragraph(ARTICLE, hang=22, bullet="1", bullet_colour="orange"), 200)[0]
    (x, label), (text_x, _) = lines[0].spans[:2]
    assert (x, label.text, label.face, label.colour, text_x) == (0, "1", Face("serif", "bold"), "orange", 22)
    assert all(span.text != "1" for line in lines[1:] for _, span in line.spans)


def test_the_looks_of_the_spans_survive() -> None:
    p = Paragraph((Span("Read ", SERIF, 10), Span("this page", BOLD, 9, "blue", link="#page", strike=True)), 14)
    (_, first), (_, second) = set_lines(RULER, p, 300)[0][0].spans
    assert (first.face, second.face, second.colour, second.link, second.strike) == (SERIF, BOLD, "blue", "#page", True)


def test_paragraphs_stack_with_space_between_but_not_before_the_first() -> None:
    stack = [paragraph("One", space_before=6), paragraph("Two", space_before=6), paragraph("", space_before=6)]
    lines, height = set_box(RULER, stack, 200)
    assert [(line.paragraph, line.y) for line in lines] == [(0, pytest.approx(10.3)), (1, pytest.approx(30.3))]
    assert height == 14 + 6 + 14 + 6


def test_nothing_gives_nothing() -> None:
    assert set_lines(RULER, paragraph("  "), 200) == ([], 0)
    assert set_lines(RULER, Paragraph((), 14), 200) == ([], 0)


# --- fitting

STEPS = ((28.0, 33.0), (26.0, 31.0), (24.0, 29.0))


def headline(text: str):  # type: ignore[no-untyped-def]
    return lambda size, leading: [Paragraph((Span(text, BOLD, size, "navy"),), leading)]


def test_a_text_steps_down_until_it_fits_and_not_further() -> None:
    text = "Two of the six key numbers describe a pipeline that is not yet built"
    wide = fit(RULER, headline(text), 864, 33, STEPS)
    assert wide and (wide.step, wide.size, wide.leading, len(wide.lines)) == (0, 28, 33, 1)
    narrow = fit(RULER, headline(text), 780, 33, STEPS)
    assert narrow and narrow.step > 0 and narrow.height <= 33 and narrow.paragraphs[0].spans[0].size == narrow.size
    assert fit(RULER, headline(text), 400, 33, STEPS) is None


@given(texts, st.floats(100, 800), st.floats(20, 200))
def test_what_is_proved_to_fit_fits(text: str, width: float, height: float) -> None:
    fitted = fit(RULER, headline(text), width, height, STEPS)
    if fitted:
        _, used = set_box(RULER, fitted.paragraphs, width, optimum=False, kern=False)
        assert used <= fitted.height <= height + 0.01
        assert all(right_edge(line, kern=False) <= width / MARGIN + 0.01 for line in fitted.lines)
    else:
        assert overflow(RULER, headline(text)(24.0, 29.0), width, height) > 0


def test_a_step_without_a_cut_word_is_preferred() -> None:
    fitted = fit(RULER, headline("Afghanistan"), RULER.width("Afghanistan", BOLD, 25), 70, STEPS)
    assert fitted and (fitted.step, len(fitted.lines)) == (2, 1)


def test_overflow_counts_the_characters_that_are_too_many() -> None:
    p = [paragraph("one two three four five six"), paragraph("seven eight nine ten", space_before=6)]
    assert words(set_box(RULER, p, 60 / 1.03, optimum=False, kern=False)[0]) == [
        "one two", "three four", "five six", "seven eight", "nine ten"]
    assert overflow(RULER, p, 60, 5 * 14 + 6) == 0
    assert overflow(RULER, p, 60, 5 * 14 + 5) == len("nine ten")
    assert overflow(RULER, p, 60, 2 * 14) == len("five six" + "seven eight" + "nine ten")


@pytest.mark.parametrize(("count", "room", "stay"), [
    (5, 9, 5), (5, 5, 5), (5, 4, 3), (5, 3, 3), (5, 2, 2), (5, 1, 0), (3, 2, 0), (2, 1, 0), (4, 3, 2), (4, 0, 0)])
def test_no_line_of_a_paragraph_stands_alone(count: int, room: int, stay: int) -> None:
    assert lines_that_stay(count, room) == stay
