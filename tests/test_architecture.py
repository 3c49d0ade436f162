"""The arrow points inwards: each room imports only the rooms before it, as its own imports tell."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted([*(ROOT / "safety").rglob("*.py"), ROOT / "dashboard.py"])
STANDARD = set(sys.stdlib_module_names)
TABLES = {"numpy", "pandas", "pyarrow"}
MAY_IMPORT = {  # room: the rooms of ours and the packages it may know
    "domain": ({"domain"}, set()),
    "grading": ({"grading"}, TABLES | {"pint"}),
    "records": (
        {"records", "domain", "__version__"},
        TABLES | {"pydantic", "pydantic_core", "sqlalchemy", "rapidfuzz", "openpyxl"},
    ),
    "store": (
        {"store", "records", "domain"},
        {"numpy", "pyarrow", "pydantic", "pydantic_core", "sqlalchemy", "alembic"},
    ),
    "review": ({"review", "store", "records", "grading", "domain"}, TABLES),
    "wording": ({"wording", "review", "store", "records", "domain"}, {"babel"}),
    "reports": ({"reports", "wording", "review", "domain"}, {"typst", "font_source_sans_pro", "xlsxwriter"}),
    "views": (
        {"views", "reports", "wording", "review", "store", "records", "domain"},
        TABLES | {"plotly", "streamlit"},
    ),
    "commands": ({"commands", "reports", "wording", "review", "store", "records", "grading"}, set()),
    "__main__": ({"commands"}, set()),
    "dashboard": ({"views"}, {"streamlit"}),
    "__init__": (set(), set()),
}
CLOCK = "safety/store/clock.py"
NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip


def room(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "safety" else parts[0]


def imports(file: Path) -> set[str]:
    """Every module that a file imports, wherever in it the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import hides where the arrow points"
            module = node.module or ""
            found |= {f"{module}.{alias.name}" for alias in node.names} if module == "safety" else {module}
    return found


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", FILES, ids=named)
def test_each_room_imports_only_what_lies_further_in(file):
    rooms, packages = MAY_IMPORT[room(file)]
    modules = imports(file)
    ours = {module.split(".")[1] for module in modules if module.startswith("safety.")} - {"__version__"}
    others = {module.split(".")[0] for module in modules if not module.startswith("safety")}

    assert ours <= rooms
    assert others - STANDARD <= packages


def test_the_domain_knows_nothing_but_the_standard_library_and_itself():
    domain = [file for file in FILES if room(file) == "domain"]
    known = {module for file in domain for module in imports(file)}

    assert len(domain) > 20
    assert {
        m for m in known if m.split(".")[0] not in STANDARD and not m.startswith("safety.domain.")
    } == set()


def test_only_what_is_seen_on_screen_knows_streamlit():
    assert {room(f) for f in FILES if any(m.startswith("streamlit") for m in imports(f))} <= {
        "views",
        "dashboard",
    }


@pytest.mark.parametrize("file", FILES, ids=named)
def test_nothing_reads_the_clock_or_the_environment(file):
    """Yesterday's meeting can be replayed today with the same answer: the cut-off is passed in.

    One file reads the clock: it says when something was written into the store.
    """
    tree = ast.parse(file.read_text(encoding="utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    reads = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}

    asked = {call for call in calls if call.endswith((".today", ".now", ".utcnow", ".getenv"))}
    assert asked == ({"datetime.now"} if named(file) == CLOCK else set())
    assert {read for read in reads if read.startswith("os.environ")} == set()
    assert imports(file) & {"time", "locale", "platform", "getpass"} == set()


@pytest.mark.parametrize("file", FILES, ids=named)
def test_nothing_reaches_for_the_network(file):
    assert {module.split(".")[0] for module in imports(file)} & NETWORK == set()


def test_the_domain_reads_no_file_and_prints_nothing():
    calls = [
        node.func.id
        for file in FILES
        if room(file) == "domain"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]

    assert {"open", "print", "input", "eval", "exec", "compile", "__import__"} & set(calls) == set()


def test_no_code_stands_in_strings():
    """A rule that fits no row of the protocol becomes a named function, never an expression in a string."""
    for file in FILES:
        called = {
            node.func.id
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert called & {"eval", "exec"} == set(), file


def test_every_room_is_a_room_we_know():
    assert {room(file) for file in FILES} <= set(MAY_IMPORT)
