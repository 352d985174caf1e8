"""Who may import what, how large things may grow, and that the map of the code is the code."""
from __future__ import annotations

import ast
import re
import statistics
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted([*(ROOT / "reports").rglob("*.py"), *(ROOT / "charts").rglob("*.py"), ROOT / "make_report.py"])
OURS = ("reports", "charts")

# library -> where it may be imported: the start of a file's path
HOMES: dict[str, tuple[str, ...]] = {
    "reportlab": ("reports/render/pdf",),
    "pikepdf": ("reports/render/pdf", "reports/audit/pdf_said.py"),  # the audit reads with readers of its own
    "pypdfium2": ("reports/audit/pdf_said.py",),
    "pptx": ("reports/render/pptx", "reports/render/master"),
    "lxml": ("reports/render/pptx", "reports/render/master", "reports/audit/deck_said.py"),
    "xlsxwriter": ("reports/render/pptx",),
    "matplotlib": ("charts/",),
    "cycler": ("charts/",),
    "numpy": ("charts/recorder.py", "charts/laid.py", "charts/rays.py", "charts/repair.py"),  # thousands of places at once
    "yaml": ("reports/loader.py", "reports/syntax.py", "reports/theme.py"),
    "openpyxl": ("reports/tables/excel.py", "reports/audit/deck_said.py"),
    "pyarrow": ("reports/tables/parquet.py",),
    "duckdb": ("reports/tables/sql.py",),
    "httpx": ("reports/running/refreshing/web.py", "reports/running/telling/posting.py"),
    "croniter": ("reports/running/scheduling/periods.py",),
    "psycopg": ("reports/tables/postgres.py",),
    "babel": ("reports/numbers.py",),
    "markdown_it": ("reports/inline.py",),
    "click": ("reports/command.py", "reports/commands/"),
    "rich": ("reports/commands/",),
    "uharfbuzz": ("reports/text/",),
    "pyphen": ("reports/text/",),
    "PIL": ("reports/render/", "reports/cleaning.py", "reports/pictures.py"),
    "pydantic": ("reports/", "charts/"),
    "pydantic_core": ("reports/", "charts/"),
}
UNUSED_YET = {"lxml"}  # allowed there, needed or not
# what costs time to import is imported where it is used, never when the command starts
HEAVY = {"reportlab", "pikepdf", "pptx", "lxml", "xlsxwriter", "matplotlib", "numpy", "babel", "markdown_it", "uharfbuzz",
         "pyphen", "openpyxl", "pypdfium2", "pyarrow", "duckdb", "psycopg", "httpx", "croniter"}
FORBIDDEN = {"subprocess", "multiprocessing", "socket", "ctypes", "pickle", "marshal", "shelve", "random", "secrets", "uuid",
             "locale", "getpass", "platform", "http", "ftplib", "smtplib"}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "breakpoint", "print", "input"}
CLOCK = {"now", "utcnow", "today", "time_ns", "localtime", "gmtime", "getpid", "gethostname", "getlogin", "urandom", "listdir"}

EXCUSED = {"reports/remembered.py": "os.getpid",  # names a file written aside; nothing of it reaches an output
           "reports/running/clock.py": "datetime.now",  # the one clock: everybody else is told the time
           "reports/running/lock.py": "os.getpid"}  # tells others who holds the lock

# the few files that reach out of the process, each for one thing
OUTWARD = {"reports/running/refreshing/web.py": {"socket"},  # looks a host up once, to judge its addresses
           "reports/running/refreshing/program.py": {"subprocess"},  # a command of the administrator's
           "reports/running/scheduling/processes.py": {"subprocess"},  # runs as processes of their own
           "reports/running/telling/mail.py": {"smtplib"}}

# our own parts -> what they must not know: the flow goes one way
LAYERS: dict[str, tuple[str, ...]] = {
    "charts/": ("reports",),
    "reports/render/": ("reports.document", "reports.compose", "reports.facts", "reports.outline", "reports.head",
                        "reports.loader", "reports.blocks", "reports.layout", "reports.inline", "reports.numbers",
                        "reports.pipeline", "charts.kinds", "charts.inputs"),
    "reports/layout/": ("reports.render", "reports.facts", "reports.outline", "reports.head", "reports.loader", "reports.compose",
                        "reports.pipeline", "reports.inline", "reports.numbers", "charts.kinds"),
    "reports/blocks/": ("reports.render", "reports.pipeline", "reports.loader", "reports.theme"),
    "reports/editions/": ("reports.running", "reports.commands"),
    "reports/text/": ("reports.document", "reports.layout", "reports.blocks", "reports.render", "reports.compose"),
    "reports/document.py": ("reports.layout", "reports.page", "reports.render", "reports.theme", "reports.text"),
    "reports/page.py": ("reports.document", "reports.layout", "reports.render", "reports.theme"),
    "reports/compose.py": ("reports.layout", "reports.render", "reports.page", "reports.loader"),
    "reports/facts.py": ("reports.layout", "reports.render", "reports.page", "reports.document", "reports.compose"),
    "reports/numbers.py": ("reports.layout", "reports.render", "reports.page", "reports.document", "reports.compose",
                           "reports.facts"),
}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path, *, top: bool = False) -> Iterator[str]:
    """The dotted names that a file imports; `top`: only those that run when it is imported itself."""
    nodes = at_import(tree(path)) if top else ast.walk(tree(path))
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{short(path)}:{node.lineno}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def at_import(module: ast.Module) -> Iterator[ast.stmt]:
    """The statements of a module that run at import: not those of functions, nor `if TYPE_CHECKING`."""
    waiting: list[ast.stmt] = list(module.body)
    while waiting:
        node = waiting.pop(0)
        yield node
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting += node.orelse
        elif isinstance(node, ast.If | ast.Try | ast.With | ast.ClassDef):
            waiting += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """(name, lines from def to end) of each function and method."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{short(path)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def under(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix + ".")


# ---------------------------------------------------------------- who may import what
def test_the_files_are_seen() -> None:
    seen = {short(p) for p in CODE}
    assert len(seen) >= 90
    assert {"make_report.py", "reports/pipeline.py", "reports/render/pdf.py", "reports/render/pptx.py"} <= seen
    assert "charts/recorder.py" in seen
    assert sum(1 for p in CODE for _ in functions(p)) > 700


def test_each_library_has_its_home() -> None:
    astray: list[str] = []
    met: set[str] = set()
    for path in CODE:
        for name in imports(path):
            library = name.partition(".")[0]
            if library in sys.stdlib_module_names or library in OURS:
                continue
            met.add(library)
            if not short(path).startswith(HOMES.get(library, ("no home",))):
                astray.append(f"{short(path)} imports {name}")
    assert astray == []
    assert met | UNUSED_YET >= set(HOMES), "a library that nothing imports is no longer needed in this table"


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    """Nothing that the command imports first, and follows at import, leads to a heavy library."""
    commands = [".".join(p.relative_to(ROOT).with_suffix("").parts) for p in (ROOT / "reports/commands").glob("[a-z]*.py")]
    reached, waiting = set(), ["reports.command", *commands]
    heavy: list[str] = []
    while waiting:
        name = waiting.pop()
        path = file_of(name)
        if path is None or path in reached:
            continue
        reached.add(path)
        found = list(imports(path, top=True))
        heavy += [f"{short(path)} imports {n}" for n in found if n.partition(".")[0] in HEAVY | {"pydantic", "yaml"}]
        waiting += [n for n in found if n.partition(".")[0] in OURS]
    assert len(reached) >= 8
    assert heavy == []


def file_of(name: str) -> Path | None:
    """The file of a module, or of the module that a dotted name lies in."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        stem = ROOT.joinpath(*parts[:end])
        for path in (stem.with_suffix(".py"), stem / "__init__.py"):
            if path.is_file():
                return path
    return None


@pytest.mark.parametrize("part", LAYERS)
def test_a_part_does_not_know_what_comes_after_it(part: str) -> None:
    files = [p for p in CODE if short(p).startswith(part)]
    assert files
    wrong = [f"{short(p)} imports {name}" for p in files for name in imports(p) for prefix in LAYERS[part] if under(name, prefix)]
    assert wrong == []


def test_nothing_dangerous_and_no_clock() -> None:
    wrong = [f"{short(p)} imports {n}" for p in CODE for n in imports(p)
             if n.partition(".")[0] in FORBIDDEN - OUTWARD.get(short(p), set()) or "pyplot" in n]
    calls = 0
    for path in CODE:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            calls += 1
            called = node.func
            if ast.unparse(called) == EXCUSED.get(short(path)):
                continue
            if isinstance(called, ast.Name) and called.id in FORBIDDEN_CALLS:
                wrong.append(f"{short(path)}:{node.lineno} calls {called.id}")
            if isinstance(called, ast.Attribute) and (called.attr in CLOCK or ast.unparse(called) in ("time.time", "os.system")):
                wrong.append(f"{short(path)}:{node.lineno} calls {ast.unparse(called)}")
    assert calls > 3000
    assert wrong == []


def test_only_runs_and_commands_know_the_time() -> None:
    known = [short(p) for p in CODE for name in imports(p) if under(name, "reports.running")]
    assert len(known) > 10
    assert [name for name in known if not name.startswith(("reports/running/", "reports/commands/"))] == []


def test_content_holds_no_program() -> None:
    content = [p for folder in ("data", "templates") for p in (ROOT / folder).rglob("*") if p.is_file()]
    assert len(content) > 10
    assert [short(p) for p in content if p.suffix in (".py", ".sh", ".js", ".pyc") or p.stat().st_mode & 0o111] == []


# ---------------------------------------------------------------- budgets
def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_files_stay_small() -> None:
    sizes = {short(p): lines(p) for p in CODE if lines(p)}
    assert len(sizes) > 90
    assert {name: size for name, size in sizes.items() if size > 400} == {}
    assert statistics.median(sizes.values()) <= 150


def test_functions_stay_small() -> None:
    sizes = dict(f for p in CODE for f in functions(p))
    assert {name: size for name, size in sizes.items() if size > 60} == {}
    assert statistics.median(sizes.values()) <= 8


def test_the_orchestrators_stay_small() -> None:
    assert lines(ROOT / "reports/pipeline.py") <= 60
    assert lines(ROOT / "make_report.py") <= 80


# ---------------------------------------------------------------- the map
def on_the_map(docstring: str) -> set[str]:
    """The names at the start of the map's lines: `name.py` or `name/`, several with commas."""
    entries = re.findall(r"^    ((?:[\w]+(?:\.py|/)(?:, )?)+)\s", docstring, re.MULTILINE)
    return {name for entry in entries for name in entry.split(", ") if name}


def test_the_map_is_the_code() -> None:
    there = {p.name for p in (ROOT / "reports").glob("*.py")} - {"__init__.py"}
    there |= {f"{p.parent.name}/" for p in (ROOT / "reports").glob("*/__init__.py")}
    named = on_the_map(ast.get_docstring(tree(ROOT / "reports/__init__.py"), clean=False) or "")
    assert len(named) >= 20
    assert named == there


def test_a_module_says_what_it_is() -> None:
    bare = [short(p) for p in CODE if p.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree(p))]
    assert bare == []


def test_the_map_holds_no_code() -> None:
    assert len(tree(ROOT / "reports/__init__.py").body) == 1
