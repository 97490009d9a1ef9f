"""The walls of the house, read from the imports: who may know whom, and how large a room may be."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("pmf", "connectors", "pages", "app")
FILES = sorted(
    path
    for place in ("app.py", "pages", "pmf", "connectors")
    for path in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"))
    if path.exists()
)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
PURE = (
    *("rating", "formulas", "signal", "charts", "maps", "wording"),
    *("benchmark", "benchmark_notes", "compared", "groups", "panel", "required", "trend"),
)
READERS = ("pmf.build", "pmf.store", "pmf.reading", "pmf.snapshot", "pmf.reported", "pmf.tables", "pmf.settings")
READING_MODULES = ("csv", "duckdb", "glob", "io", "os", "requests", "shutil", "sqlite3", "tomllib", "urllib")
READING_CALLS = ("open", "read_text", "read_bytes", "read_csv", "read_parquet", "read_json", "read_excel", "read_sql")
LONGEST = 300


def place_of(path: Path) -> str:
    """A file's path below the root."""
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path, source: str | None = None) -> set[str]:
    """Every module a file may import, with the names taken from it as if they were modules."""
    package = list(path.relative_to(ROOT).parts[:-1])
    found: set[str] = set()
    for node in ast.walk(ast.parse(source) if source is not None else tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *filter(None, [node.module])])
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
            "import_module",
            "__import__",
        ):
            found |= {str(arg.value) for arg in node.args if isinstance(arg, ast.Constant)}
    return found


def importers(*modules: str) -> set[str]:
    """The files that import one of the modules or something below them."""
    return {place_of(path) for path in FILES if any(_below(name, modules) for name in imports_of(path))}


def _below(name: str, modules: tuple[str, ...]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def texts_in(tree: ast.AST) -> Iterator[str]:
    """Every text of a file."""
    return (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def test_there_is_a_house_to_look_at() -> None:
    assert {"app.py", "pmf/rating.py", "pmf/store.py", "connectors/__init__.py"} <= {place_of(path) for path in FILES}


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("import streamlit as st", "streamlit"),
        ("from streamlit.components import v1", "streamlit"),
        ("def f():\n    import duckdb", "duckdb"),
        ("from .. import build", "pmf.build"),
        ("from pmf import store as s", "pmf.store"),
        ("import importlib\nimportlib.import_module('requests')", "requests"),
    ],
)
def test_an_import_in_any_dress_is_seen(source: str, module: str) -> None:
    assert any(_below(name, (module,)) for name in imports_of(ROOT / "pmf" / "reading" / "some.py", source))


def test_streamlit_only_in_the_app_its_pages_and_its_parts() -> None:
    wrong = {place for place in importers("streamlit") if not re.match(r"app\.py$|pages/|pmf/ui/", place)}
    assert wrong == set()


def test_requests_only_in_connectors() -> None:
    network = ("requests", "urllib.request", "http.client", "httpx", "socket", "aiohttp")
    assert {place for place in importers(*network) if not place.startswith("connectors/")} == set()


def test_duckdb_only_in_store_and_build() -> None:
    assert importers("duckdb") <= {"pmf/store.py", "pmf/build.py"}


def test_connectors_know_periods_areas_the_schema_and_safe_writing_and_nothing_else_of_ours() -> None:
    allowed = ("pmf.observations", "pmf.periods", "pmf.areas", "pmf.durable", "connectors")
    for path in FILES:
        if place_of(path).startswith("connectors/"):
            ours = {name for name in imports_of(path) if name.split(".")[0] in OURS and name != "pmf"}
            assert {name for name in ours if not _below(name, allowed)} == set(), path


def test_only_the_build_the_refresh_and_the_command_line_know_connectors() -> None:
    inside = {place for place in importers("connectors") if not place.startswith("connectors/")}
    assert inside <= {"pmf/build.py", "pmf/commands/refresh.py", "pmf/refresh.py"}


def test_nothing_below_knows_the_pages() -> None:
    assert set(importers("pages", "app")) == set()
    outside = {place for place in importers("pmf.ui") if not re.match(r"app\.py$|pages/|pmf/ui/", place)}
    assert outside == set()


def test_pages_ask_the_one_door_and_no_other() -> None:
    behind = ("pmf.build", "pmf.snapshot", "pmf.reported", "pmf.tables", "pmf.formulas")
    assert {place for place in importers(*behind) if place.startswith(("pages/", "app.py"))} == set()


@pytest.mark.parametrize("name", PURE)
def test_rules_charts_and_words_read_no_data(name: str) -> None:
    path = ROOT / "pmf" / f"{name}.py"
    if not path.exists():
        pytest.skip(f"{name} is not written yet")
    found = imports_of(path)
    assert {module for module in found if _below(module, (*READERS, *READING_MODULES, "streamlit"))} == set()
    called = {
        getattr(node.func, "attr", getattr(node.func, "id", ""))
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
    }
    assert called & set(READING_CALLS) == set()


@pytest.mark.parametrize("path", [path for path in FILES if place_of(path).startswith("pages/")], ids=place_of)
def test_a_page_writes_no_sql_and_rounds_no_number(path: Path) -> None:
    tree = tree_of(path)
    sql = re.compile(r"\b(SELECT\b.*\bFROM|INSERT INTO|CREATE TABLE|GROUP BY|ORDER BY)\b", re.DOTALL)
    assert [text for text in texts_in(tree) if sql.search(text)] == []
    calls = [getattr(n.func, "attr", getattr(n.func, "id", "")) for n in ast.walk(tree) if isinstance(n, ast.Call)]
    assert {"round", "rounded", "quantize", "execute", "sql"} & set(calls) == set()
    formats = [n for n in ast.walk(tree) if isinstance(n, ast.FormattedValue) and n.format_spec]
    assert [ast.unparse(n) for n in formats if re.search(r"\.\d+[f%]", ast.unparse(n))] == []


@pytest.mark.parametrize("path", [*FILES, *TESTS], ids=place_of)
def test_every_module_says_what_it_knows_and_is_small(path: Path) -> None:
    assert ast.get_docstring(tree_of(path)), "a module docstring"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_no_room_for_odds_and_ends() -> None:
    odd = re.compile(r"(^|_)(utils?|helpers?|common|managers?|misc)(_|$)")
    assert [
        place_of(path) for path in [*FILES, *TESTS] if any(odd.search(part) for part in path.with_suffix("").parts)
    ] == []


def test_the_only_broad_catch_is_the_loop_over_sources() -> None:
    broad = [
        place_of(path)
        for path in FILES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    ]
    assert set(broad) <= {"pmf/refresh.py"}


def test_every_merge_says_what_it_expects() -> None:
    for path in FILES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "merge":
                assert "validate" in {keyword.arg for keyword in node.keywords}, f"{place_of(path)}:{node.lineno}"


def test_every_setting_is_listed_in_one_module() -> None:
    from pmf import settings

    named = {text for path in FILES for text in texts_in(tree_of(path)) if re.fullmatch(r"PMF_[A-Z_]+", text)}
    assert named <= set(settings.SETTINGS)
