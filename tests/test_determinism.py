"""The same outline gives the same bytes: whoever builds it, where, when, in which language, with or without a cache."""
from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest
from built import DATA, ROOT, Made, build, copy_of_the_code

REPORTS = ("lavrov-2021", "minimum")
ELSEWHERE = {"TZ": "Pacific/Auckland", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "PYTHONHASHSEED": "4711",
             "USER": "zanzibar-user", "LOGNAME": "zanzibar-user", "USERNAME": "zanzibar-user", "PYTHONDONTWRITEBYTECODE": "1",
             "PYTHONUTF8": "0", "RL_invariant": "0", "MPLBACKEND": "svg", "COLUMNS": "40"}
HERE = {"TZ": "UTC", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def run(code: Path, reports: list[Path], out: Path, environment: dict[str, str], *more: str) -> dict[str, bytes]:
    """A build in its own process, in the output folder's parent; the files by report and name."""
    out.mkdir(parents=True, exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "TMPDIR")}
    done = subprocess.run([sys.executable, str(code / "make_report.py"), "build", *map(str, reports), "--out", str(out), *more],
                          env={**kept, **environment}, cwd=out.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {f"{report.name}/{name}": (out / report.name / name).read_bytes()
            for report in reports for name in ("brief.pdf", "deck.pptx")}


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another home: code and reports under other paths, with an awkward name and older files."""
    folder = tmp_path_factory.mktemp("another home, ünd more")
    code = copy_of_the_code(folder / "kód")
    for name in REPORTS:
        shutil.copytree(DATA / name, code / "elsewhere" / name)
    for path in code.rglob("*.yaml"):
        os.utime(path, (1, 1))
    return code


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return run(ROOT, [DATA / name for name in REPORTS], tmp_path_factory.mktemp("first") / "out", HERE, "--no-cache")


def test_another_folder_time_zone_locale_and_hash_seed(there: Path, first: dict[str, bytes]) -> None:
    """Cold with a fresh cache, then warm from it, against a build elsewhere without any."""
    reports = [there / "elsewhere" / name for name in REPORTS]
    cold = run(there, reports, there / "deep" / "er" / "out", {**ELSEWHERE, "HOME": str(there)})
    assert cold == first
    assert len(cold) == 4 and all(len(data) > 10_000 for data in cold.values())
    entries = list((there / "deep" / "er" / "out" / ".cache").rglob("*.json"))
    assert len(entries) > 10
    assert run(there, reports, there / "deep" / "er" / "out", {**HERE, "PYTHONHASHSEED": "12"}) == first


def test_the_name_of_the_report_folder_does_not_count(first: dict[str, bytes], tmp_path: Path) -> None:
    shutil.copytree(DATA / "minimum", tmp_path / "renamed")
    made = build(tmp_path / "renamed", tmp_path / "out")
    assert made.bytes == (first["minimum/brief.pdf"], first["minimum/deck.pptx"])


def test_one_core_makes_what_two_make(first: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("a process was forked"))
    made = build(DATA / "lavrov-2021", tmp_path)
    assert made.bytes == (first["lavrov-2021/brief.pdf"], first["lavrov-2021/deck.pptx"])


def test_one_output_alone_is_the_same(first: dict[str, bytes], tmp_path: Path) -> None:
    from reports import pipeline

    for only, file in (("brief", "brief.pdf"), ("deck", "deck.pptx")):
        paths, _ = pipeline.build(DATA / "minimum", tmp_path / only, pipeline.Options(only=(only,)))
        assert [p.name for p in paths] == [file]
        assert paths[0].read_bytes() == first[f"minimum/{file}"]


def test_an_entry_of_the_cache_that_is_damaged_changes_nothing(first: dict[str, bytes], tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    build(DATA / "minimum", tmp_path / "a", cache=cache)
    entries = [p for p in cache.rglob("*") if p.is_file()]
    assert entries
    for entry in entries:
        entry.write_bytes(entry.read_bytes()[:-20] + b"0" * 20)
    made = build(DATA / "minimum", tmp_path / "b", cache=cache)
    assert made.bytes == (first["minimum/brief.pdf"], first["minimum/deck.pptx"])


# ---------------------------------------------------------------- nothing of the machine is inside
def unpacked(data: bytes, name: str) -> dict[str, bytes]:
    """All that a file holds, uncompressed: streams of a PDF, parts of a package and of the packages in it."""
    if name.endswith((".pptx", ".xlsx")):
        found: dict[str, bytes] = {}
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.namelist():
                found |= {f"{name}/{part}{inner}": content for inner, content in unpacked(package.read(part), part).items()}
        return found
    if name.endswith(".pdf"):
        return {"": data} | streams(data)
    return {"": data}


def streams(data: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        plain = io.BytesIO()
        pdf.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    return {" uncompressed": plain.getvalue()}


def test_nothing_of_the_machine_is_in_the_files(there: Path, lavrov: Made, gallery: Made) -> None:
    strange = [str(ROOT), str(there), "zanzibar-user", str(lavrov.brief.parent), str(lavrov.brief.parent.parent),
               "/site-packages", "/tmp/", socket.gethostname()]
    words = [word.encode(form) for word in strange if len(word) > 4 for form in ("utf-8", "utf-16-be", "utf-16-le")]
    seen = 0
    for made in (lavrov, gallery):
        for path, data in zip((made.brief, made.deck), made.bytes):
            for part, content in unpacked(data, path.name).items():
                seen += 1
                assert [w for w in words if w in content] == [], part
    assert seen > 60


def test_entries_of_packages_carry_fixed_times(lavrov: Made, gallery: Made) -> None:
    """In the deck and in the workbooks inside it; no part is stored twice."""
    packages = 0
    for made in (lavrov, gallery):
        waiting = [made.deck.read_bytes()]
        while waiting:
            packages += 1
            with zipfile.ZipFile(io.BytesIO(waiting.pop())) as package:
                assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
                assert len(set(package.namelist())) == len(package.namelist())
                assert {entry.create_system for entry in package.infolist()} <= {0, 3}
                assert len({(entry.create_system, entry.external_attr) for entry in package.infolist()}) == 1
                waiting += [package.read(n) for n in package.namelist() if n.endswith(".xlsx")]
    assert packages > 4
