"""What all tests share: `--update`, which rewrites expected results, and tools that a user's machine may lack."""
from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from built import Made
    from postbox import Box
    from rebuilt import Shelf

# The same examples on every run, so that a build never fails by chance; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # processes that tests start find code compiled, as with users

ROOT = Path(__file__).parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected results (goldens) with what comes out now")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expected results are to be rewritten."""
    return bool(request.config.getoption("--update"))


def tool(name: str) -> str:
    """Where a program is (or the name of a Python module). Without it the test is skipped, or fails if REQUIRE_TOOLS=1."""
    found = shutil.which(name) or (name if name.isidentifier() and importlib.util.find_spec(name) else None)
    if found:
        return found
    reason = f"{name} is not installed on this machine"
    if os.environ.get("REQUIRE_TOOLS") == "1":
        pytest.fail(f"{reason}, and REQUIRE_TOOLS=1 demands it")
    pytest.skip(reason)


@pytest.fixture
def need_tool() -> Callable[[str], str]:
    """`need_tool("qpdf")`: see `tool`."""
    return tool


# --- a mail server
@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    """What a real mail server on this machine takes, which the environment names."""
    from postbox import serving

    from reports.running import secrets

    with serving() as (found, address):
        monkeypatch.setenv(secrets.SMTP, address)
        yield found


@pytest.fixture
def own_temp(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder for temporary files that no other test writes to."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


# --- finished reports, built once a worker

@pytest.fixture(scope="session")
def lavrov(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The first report, built."""
    return _built("lavrov-2021", tmp_path_factory)


@pytest.fixture(scope="session")
def minimum(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The smallest report, built."""
    return _built("minimum", tmp_path_factory)


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Every EXAMPLE of every kind in one report, built."""
    import built
    from examples import write_gallery

    folder = tmp_path_factory.mktemp("gallery")
    return built.build(write_gallery(folder / "gallery"), folder / "out")


def _built(name: str, factory: pytest.TempPathFactory) -> Made:
    import built

    return built.build(built.DATA / name, factory.mktemp(name))


# --- editions made in tests, proved

@pytest.fixture(scope="session", autouse=True)
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """Where a copy of each edition waits to be made again; at the end those that other programs made come to it too."""
    from rebuilt import Shelf

    made = Shelf(tmp_path_factory.mktemp("shelf"))
    made.watch()
    yield made
    made.look_through(tmp_path_factory.getbasetemp())
    assert list(made.proved()) == []


@pytest.fixture(scope="module", autouse=True)
def editions_are_made_again(shelf: Shelf) -> Iterator[None]:
    """After the last test of a file: every edition that its tests made comes out the same, byte for byte (a sample of them,
    unless PROOF=1)."""
    yield
    assert list(shelf.proved()) == []


# --- a quick place for faults

@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A place on a file system in memory, where there is one: hundreds of runs flush thousands of files."""
    shared = Path("/dev/shm")
    quick = shared.is_dir() and os.access(shared, os.W_OK)
    place = Path(tempfile.mkdtemp(prefix="chancery-", dir=shared)) if quick else tmp_path_factory.mktemp("place")
    yield place
    shutil.rmtree(place)


@pytest.fixture
def place(memory: Path) -> Iterator[Path]:
    """A new folder there."""
    folder = Path(tempfile.mkdtemp(dir=memory))
    yield folder
    shutil.rmtree(folder)
