"""The law of the layers: ui → services → (db, export) → domain, and nothing that opens a socket."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted(path for folder in ("desktop", "db") for path in (ROOT / folder).rglob("*.py"))

NETWORK = {
    "PySide6.QtNetwork",
    "aiohttp",
    "asyncio",
    "email",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "webbrowser",
    "xmlrpc",
}

FORBIDDEN = {
    "desktop.domain": {
        "PySide6",
        "sqlite3",
        "sqlite_utils",
        "openpyxl",
        "db",
        "desktop.services",
        "desktop.export",
        "desktop.ui",
    },
    "desktop.collector": {"PySide6", "db", "desktop.services", "desktop.export", "desktop.ui"},
    "desktop.errors": {"PySide6", "db", "desktop.services", "desktop.export", "desktop.ui"},
    "desktop.paths": {"PySide6", "db", "desktop.services", "desktop.export", "desktop.ui"},
    "db": {"PySide6", "openpyxl", "desktop.services", "desktop.export", "desktop.ui"},
    "desktop.export": {
        "PySide6",
        "sqlite3",
        "sqlite_utils",
        "db",
        "desktop.services",
        "desktop.ui",
    },
    "desktop.services": {"PySide6", "sqlite_utils", "openpyxl", "desktop.ui"},
    "desktop.ui.models": {"db", "desktop.services", "PySide6.QtWidgets"},
    "desktop.ui": {"sqlite3", "sqlite_utils", "openpyxl", "db", "desktop.export"},
}
"""Layer → what it must not import. The most particular layer of a module counts, and those above it."""

COMPOSITION = {
    "desktop.app",
    "desktop.app_pages",
    "desktop.__main__",
    "desktop.cli",
    "desktop.commands",
    "desktop.estimate_command",
    "desktop.data_folder",
    "desktop.smoke",
    "desktop.smoke_journal",
    "desktop.terminal",
    "desktop.why_command",
}
"""They build the objects and hand them down; nobody below may import them."""

LAZY_IMPORTS = {
    "db.catalog_reader": "programmes, search and the finder of towns are loaded when first used",
    "db.workspace": "values are read after the first picture",
    "desktop.__main__": "the window or the command line is loaded only when it is wanted",
    "desktop.app": "what is looked at after the first picture",
    "desktop.app_pages": "a page is loaded when it is built",
    "desktop.services.coverage": "the tools of the build are not shipped",
    "desktop.services.doctor": "importlib.metadata loads email and socket",
    "desktop.services.exporting": "openpyxl costs a tenth of the start-up time",
    "desktop.services.office": "what judges and exports is loaded after the window stands there",
    "desktop.ui.main_window": "what only a dialog or the end needs",
    "desktop.ui.pages.programs_page": "the list of the last session is shown before anything is judged",
    "desktop.ui.pages.profile_page": "only one of its two faces is shown at the start",
    "desktop.ui.widgets.filter_bar": "there is nothing to filter before anything is judged",
    "desktop.ui.widgets.qr_widget": "segno loads half of the standard library for a rare picture",
}
"""Modules that may import inside a function, with the reason."""


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module is not None
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def breaches(module: str, names: set[str]) -> list[str]:
    found = []
    for layer, banned in FORBIDDEN.items():
        if within(module, layer):
            found += [name for name in names for one in banned if within(name, one)]
    found += [name for name in names for one in NETWORK if within(name, one)]
    found += [
        name
        for name in names
        for one in COMPOSITION
        if within(name, one) and module not in COMPOSITION
    ]
    return sorted(set(found))


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_imports_point_one_way(path: Path) -> None:
    assert breaches(module_name(path), imported(ast.parse(path.read_text("utf-8")))) == []


def test_a_breach_would_be_noticed() -> None:
    assert breaches("desktop.domain.verdict", {"PySide6.QtCore"}) == ["PySide6.QtCore"]
    assert breaches("desktop.ui.pages.profile_page", {"db.workspace"}) == ["db.workspace"]
    assert breaches("db.build", {"urllib.request"}) == ["urllib.request"]
    assert breaches("desktop.services.office", {"desktop.app"}) == ["desktop.app"]


def test_domain_is_standard_library_only() -> None:
    for path in (ROOT / "desktop" / "domain").glob("*.py"):
        for name in imported(ast.parse(path.read_text("utf-8"))):
            root = name.split(".")[0]
            assert root in sys.stdlib_module_names or within(name, "desktop.domain"), (
                path.name,
                name,
            )


def test_sql_stands_only_in_db() -> None:
    verbs = ("SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "CREATE TABLE ", "PRAGMA ")
    for path in (ROOT / "desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not node.value.lstrip().startswith(verbs), f"{path}:{node.lineno}"


@pytest.mark.parametrize("path", SOURCES, ids=module_name)
def test_imports_stand_at_the_top(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    inner = [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not inner or module_name(path) in LAZY_IMPORTS, f"line {inner}"


def test_the_window_starts_without_what_it_does_not_need() -> None:
    """Measured in a process of its own: these cost start-up time, or could open a socket."""
    code = (
        "import sys, desktop.app, desktop.ui.widgets.profile_view; print(*sorted(set(sys.modules) & "
        "{'openpyxl', 'sqlite_utils', 'segno', 'socket', 'ssl', 'urllib.request', 'PySide6.QtNetwork', "
        "'desktop.domain.program', 'desktop.domain.verdict', 'desktop.ui.detail', 'desktop.export', "
        "'desktop.commands', 'desktop.ui.models.program_table_model', 'db.catalog_search'}))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert ran.stdout.decode().split() == []


@pytest.mark.parametrize(
    "code",
    [
        "from desktop.ui.widgets.qr_widget import qr_matrix; qr_matrix('https://example.jp/')",
        "import desktop.export.workbook, desktop.export.reading",
        "import desktop.smoke",
    ],
)
def test_what_is_loaded_later_loads_no_socket_either(code: str) -> None:
    ask = (
        f"{code}; import sys; print(*sorted(set(sys.modules) & {{'socket', 'ssl', 'http.client'}}))"
    )
    ran = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, check=True)
    assert ran.stdout.decode().split() == []


def test_nobody_imports_everything() -> None:
    for path in SOURCES:
        assert not any(
            name.endswith(".*") for name in imported(ast.parse(path.read_text("utf-8")))
        ), path


def test_the_folder_packaging_never_becomes_a_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_pyproject_is_the_only_configuration_file() -> None:
    others = {
        "setup.cfg",
        "setup.py",
        "tox.ini",
        "pytest.ini",
        "mypy.ini",
        ".mypy.ini",
        "ruff.toml",
        ".ruff.toml",
        ".flake8",
        ".coveragerc",
    }
    assert sorted(path.name for path in ROOT.iterdir() if path.name in others) == []
