"""The house style: complete, checked, and to the measures of the look."""
from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from built import HEAD

from reports import pipeline
from reports.page import Face
from reports.problems import Failed, MachineFailed
from reports.theme import Theme, load

HOUSE = Path(__file__).parent.parent / "templates" / "chancery"


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load(HOUSE)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HOUSE, tmp_path / "style"))


def changed(copy: Path, old: str, new: str) -> Path:
    text = (copy / "theme.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in theme.yaml"
    (copy / "theme.yaml").write_text(text.replace(old, new), encoding="utf-8")
    return copy


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_columns_stand_where_the_look_puts_them(theme: Theme) -> None:
    page = theme.page
    assert [page.x(i) for i in range(6)] == [57.0, 139.88, 222.76, 305.64, 388.52, 471.4]
    assert (page.span(4), page.span(2), page.span(3), page.content) == (315.52, 149.76, 232.64, 481.28)
    assert (page.bottom, page.lines, page.footer_rule_y, page.footer_y) == (772, 50, 792, 800)


def test_letter_paper_keeps_the_columns(theme: Theme) -> None:
    letter = theme.papers["Letter"]
    assert letter.content == theme.page.content
    assert letter.left == pytest.approx(letter.width - letter.right)
    assert letter.lines == 46 and letter.height - letter.footer_y == pytest.approx(41.89)


@pytest.mark.parametrize(("y", "line"), [(0, 72), (72, 72), (72.001, 72), (73, 86), (86, 86), (99.5, 100)])
def test_running_text_starts_on_the_grid(theme: Theme, y: float, line: float) -> None:
    assert theme.page.on_grid(y) == line


def test_slide_regions_stay_on_the_slide_and_content_between_the_margins(theme: Theme) -> None:
    slide = theme.slide
    assert slide.content == 864 and len(slide.regions) > 20
    for name, region in slide.regions.items():
        assert region.x >= slide.margin and region.right <= slide.width - slide.margin, name
        assert region.bottom <= slide.height, name
    one, two = slide.region("content"), slide.region("content", 2)
    assert (two.y - one.y, two.bottom) == (33, one.bottom)


@pytest.mark.parametrize("medium", ["print", "slide"])
def test_every_look_is_usable(theme: Theme, medium: str) -> None:
    looks = theme.types[medium]
    assert len(looks) > 25
    for role, look in looks.items():
        assert look.face in theme.fonts and look.colour in theme.colours, role
        assert look.steps[0] == (look.size, look.leading), role
        assert look.size >= (6.4 if medium == "print" else 12) and look.steps[-1][0] >= 6.4, role
    if medium == "slide":
        assert min(size for look in looks.values() for size, _ in look.steps) >= 12
        assert {look.face.family for look in looks.values()} == {"sans"}


def test_text_has_contrast(theme: Theme) -> None:
    white, navy = theme.colours["white"], theme.colours["navy"]
    looks = [look for medium in ("print", "slide") for look in theme.types[medium].values()]
    assert looks
    for look in looks:
        ink = theme.colours[look.colour]
        assert max(contrast(ink, white), contrast(ink, navy)) >= 4.5, look
    assert all(contrast(theme.colours[theme.on_navy[role]], navy) >= 4.5 for role in ("black", "navy", "blue", "g700"))


def test_every_colour_has_its_place_in_the_office_theme(theme: Theme) -> None:
    assert sorted(theme.office.values()) == sorted(["dk1", "lt1", "dk2", "lt2", *(f"accent{i}" for i in range(1, 7))])
    assert set(theme.office) | set(theme.derived) == set(theme.colours)
    assert all(base in theme.office for base in theme.derived.values())


def test_a_face_without_a_font_becomes_the_nearest(theme: Theme) -> None:
    assert theme.face(Face("sans", "semibold")) == Face("sans", "bold")
    assert theme.face(Face("serif", "semibold", True)) == Face("serif", "semibold", True)


def test_capitals_and_tracking_come_with_the_role(theme: Theme) -> None:
    kicker = theme.type("print", "kicker")
    span = kicker.span("Key numbers", link="#numbers")
    assert (span.text, span.link, span.tracking) == ("KEY NUMBERS", "#numbers", pytest.approx(0.765))
    assert kicker.at(17, 20).tracking == pytest.approx(1.53)


def test_slides_are_drawn_larger_and_measured_without_kerning(theme: Theme) -> None:
    paper, slide = theme.style("print"), theme.style("slide")
    assert (paper.sizes["value"], slide.sizes["value"], paper.stroke, slide.stroke) == (11, 24, 1, 1.75)
    assert slide.measure("AVAToV", 10, False) > paper.measure("AVAToV", 10, False)
    assert paper.measure("Trade", 10, True) > paper.measure("Trade", 10, False) > 0


def test_loading_twice_gives_the_same_theme(theme: Theme) -> None:
    assert load(HOUSE) is theme


@pytest.mark.parametrize(("old", "new", "said"), [
    ("  body: serif 10/14 black\n", "", "print lacks body"),
    ("body: serif 10/14 black", "body: serif 10/14 pink", 'unknown colour "pink"'),
    ("body: serif 10/14 black", "body: gothic 10/14 black", 'unknown family "gothic"'),
    ("body: serif 10/14 black", "body: serif 10-14 black", '"serif 10-14 black" is not a look'),
    ("h1: sans bold 20/24 18/22 navy", "h1: sans bold 20/24 22/26 navy", "do not get smaller"),
    ('orange: "#F46A25"', 'orange: "#F46A2"', "colours.orange"),
    ("maroon: accent4", "maroon: accent5", "office lacks accent4"),
    ("peach: orange, ", "", 'colour "peach" is neither'),
    ("masthead: 196", "masthead: -5", "page.masthead"),
    ("gutter: 16, ", "gutter: 16, guter: 16, ", "page.guter"),
    ("regular: Carlito-Regular.ttf", "regular: ../../x.ttf", "faces.regular"),
])
def test_a_wrong_style_is_a_problem(copy: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(Failed) as failed:
        load(changed(copy, old, new))
    assert said in str(failed.value) and failed.value.problems[0].place.file == "theme.yaml"


@pytest.mark.parametrize(("old", "new", "rule", "said"), [
    ('slate: "#8E9195"', 'slate: "#7052CC"', "C5", '"blue" and "slate" are 2.9 apart to deutan eyes'),
    ('slate: "#8E9195"', 'slate: "#2073BC"', "C5", "two are one colour"),
    ('slate: "#8E9195"', 'slate: "#C4C8CC"', "C2", 'marks in "slate" have a contrast of 1.7 on white'),
    ('blue: "#2073BC"', 'blue: "#8A1F3C"', "C6", '"blue" and "maroon" are 2.4 apart in grey'),
    ('g700: "#46525E"', 'g700: "#8C98A4"', "C1", 'words in "g700" have a contrast of 2.9 on "white"'),
    ("big: 17, stroke: 1}", "big: 17, stroke: 0.5}", "C3", "0.6 pt of white between"),
])
def test_colours_that_some_eyes_cannot_tell_apart_are_problems(copy: Path, old: str, new: str, rule: str, said: str) -> None:
    with pytest.raises(Failed) as failed:
        load(changed(copy, old, new))
    line = next(n for n, text in enumerate((copy / "theme.yaml").read_text(encoding="utf-8").split("\n"), 1) if "slate:" in text)
    found = [p for p in failed.value.problems if p.rule == rule]
    assert found and any(said in p.what and p.hint and abs(p.place.line - line) <= 2 for p in found), failed.value.problems


def test_red_and_green_for_series_are_told_with_every_report(copy: Path, tmp_path: Path) -> None:
    """They are told apart by all eyes, and still say bad and good: a warning (C9), which stops a strict build."""
    changed(copy, 'slate: "#8E9195"', 'slate: "#809C54"')
    report = tmp_path / "report"
    report.mkdir()
    head = HEAD.replace("status: final", f"status: final, template: {{name: {copy.name}}}")
    (report / "outline.yaml").write_text(f"{head}body:\n  - bottom_line: It opens.\n", encoding="utf-8")
    for strict, level in ((False, "warning"), (True, "error")):
        found = pipeline.check(report, pipeline.Options(templates=copy.parent, strict=strict))
        told = [(p.place.file, p.level, p.what) for p in found if p.rule == "C9"]
        assert told == [("theme.yaml", level, '"maroon" and "slate" say bad and good')], found


def test_all_problems_come_at_once(copy: Path) -> None:
    changed(copy, "h1: sans bold 20/24 18/22 navy", "h1: huge")
    with pytest.raises(Failed) as failed:
        load(changed(copy, "note_hang: 15", "note_hang: wide"))
    assert len(failed.value.problems) == 2


def test_a_missing_font_is_the_machine_s_failure(copy: Path) -> None:
    (copy / "fonts" / "Carlito-Bold.ttf").unlink()
    with pytest.raises(MachineFailed, match=r"Carlito-Bold\.ttf is missing"):
        load(copy)


def test_a_missing_style_is_the_machine_s_failure(tmp_path: Path) -> None:
    with pytest.raises(MachineFailed, match="cannot be read"):
        load(tmp_path)


@pytest.mark.parametrize(("medium", "old", "new", "rule", "least"), [
    ("slide", "label: 20,", "label: 17.5,", "F7", 18), ("dense", "value: 18, label: 18,", "value: 18, label: 17,", "F7", 18),
    ("slide", "axis: 16, small: 14, big: 32", "axis: 13, small: 14, big: 32", "F8", 14),
    ("print", "label: 9.5,", "label: 7,", "F3", 8)])
def test_type_in_figures_that_is_too_small_is_told_by_its_rule(medium: str, old: str, new: str, rule: str, least: int,
                                                               copy: Path) -> None:
    with pytest.raises(Failed) as failed:
        load(changed(copy, old, new))
    told, = failed.value.problems
    assert told.rule == rule and f"{least} pt are the least" in told.hint and told.place.line > 1
