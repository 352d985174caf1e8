"""What all tests share: `--update`, which rewrites expected results, and tools that a user's machine may lack."""
from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

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
