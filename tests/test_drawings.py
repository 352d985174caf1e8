"""The figures of an edition as SVG files beside its brief: one a figure, as printed, proved and mended like everything else."""
from __future__ import annotations

from pathlib import Path

import pytest
from built import DATA, HEAD, report
from issued import CACHE, Clock, opened, ran, tree
from lxml import etree
from test_aged_tables import CHART
from test_aged_tables import DATA as TABLE
from test_command import called

from reports import parallel, pipeline
from reports.editions import making
from reports.options import Options
from reports.outputs import Made
from reports.problems import Place, Problem

SVG = "{http://www.w3.org/2000/svg}"
OURS = {f"charts/figure-{stem}.svg" for stem in ("1-itinerary", "2-rapprochement", "3-afghan_calendar", "4-pipeline", "5-offer",
                                                 "6-trade", "7-vaccine")}


def charted(folder: Path, schedule: str = "") -> Path:
    table = "data:\n  ships: {file: ships.csv, source: S1, as_of: 2020}\n"
    report(folder, CHART.replace('"Nobody knows why, see {fig:ships}."', "Nobody knows why."), head=HEAD + table)
    (folder / "ships.csv").write_text(TABLE)
    (folder / "schedule.yaml").write_text(schedule)
    return folder


@pytest.mark.parametrize("cores", [1, 2])
def test_each_figure_of_the_brief_is_drawn_once(cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether or not the brief is laid out in a process of its own."""
    monkeypatch.setattr(parallel, "cores", lambda: cores)
    files, _ = pipeline.stages(DATA / "lavrov-2021", Options(cache=CACHE, charts=True), render=True)
    assert files.keys() == {"brief.pdf", "deck.pptx", *OURS}
    for name in OURS:
        root = etree.fromstring(files[name])
        assert root.tag == f"{SVG}svg" and root.findtext(f"{SVG}title") and len(root.findall(f"{SVG}path")) > 2
    words = " ".join(text.text or "" for text in etree.fromstring(files["charts/figure-6-trade.svg"]).iter(f"{SVG}text"))
    assert "790" in words
    plain, _ = pipeline.stages(DATA / "lavrov-2021", Options(cache=CACHE), render=True)
    assert plain == {name: files[name] for name in ("brief.pdf", "deck.pptx")}, "nothing else for those who do not ask"


def test_an_edition_keeps_them_and_readers_do_not_get_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = charted(tmp_path / "visit", "edition: {profiles: [official, analyst]}\n")
    ran(folder, Clock())
    with opened(folder) as archive:
        [edition] = archive.editions()
        assert {name for name in edition.files if name.startswith("charts/")} == {
            "charts/figure-1-ships.svg", "charts/analyst/figure-1-ships.svg"}
        assert not [name for name in edition.files if name.startswith("outputs/") and "charts" in name]
        assert set(edition.clean) == {"brief.pdf", "deck.pptx", "analyst/brief.pdf", "analyst/deck.pptx"}
        assert making.unlike(archive, edition) == []
    assert called("release", folder) == 0 and called("rebuild", folder, "--verify") == 0
    assert "10 files made again, every byte the same" in capsys.readouterr().out
    assert not list((folder / "archive/releases").rglob("*.svg"))


def test_a_drawing_that_is_harmed_is_found_and_made_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = charted(tmp_path / "visit")
    ran(folder, Clock())
    before = tree(folder / "archive/editions")
    drawing = folder / "archive/editions/1/charts/figure-1-ships.svg"
    drawing.write_bytes(drawing.read_bytes()[:-9])
    assert called("verify", folder) == 0
    assert "charts/figure-1-ships.svg was damaged; it was made again" in capsys.readouterr().err
    assert tree(folder / "archive/editions") == before


@pytest.mark.parametrize("prints", [(), (("charts/a.svg", b"<svg/>"), ("charts/b.svg", b""), ("charts/\u00fc.svg", b"\x00\xff"))])
def test_an_output_travels_whole_between_processes(prints: tuple[tuple[str, bytes], ...]) -> None:
    made = Made(b"%PDF", (Problem(Place("outline.yaml", 3, 1), "what", "hint", "warning", "T1"),), prints)
    assert Made.unpacked(made.packed()) == made
