"""What goes into a package fits what the program imports, on both systems."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.loading import ROOT, script

contents, inputs, inspection = map(script, ("contents", "inputs", "inspection"))

#: What an installed program asks for without expecting an answer.
MISSED_ON_PURPOSE = {
    ("desktop.services.doctor", "importlib.metadata"),  # a package brings a list along instead
    ("desktop.services.coverage", "db.ledger"),  # the documents are checked in a checkout only
}


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def reached() -> dict[str, set[str]]:
    """Return what each module that the packaged program reaches imports, from its start on."""
    files = {module_of(p): p for folder in ("desktop", "db") for p in (ROOT / folder).rglob("*.py")}
    found: dict[str, set[str]] = {}
    waiting = ["desktop.__main__"]
    while waiting:
        module = waiting.pop()
        if module not in found and not module.startswith("db.ledger"):
            found[module] = set(imports_of(files[module]))
            waiting += [name for name in found[module] if name in files]
    return found


def is_below(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def test_nothing_that_the_program_imports_is_left_out() -> None:
    modules = reached()
    assert {"desktop.smoke", "desktop.ui.main_window", "db.catalog_reader"} <= modules.keys()
    missed = {
        (module, excluded)
        for module, names in modules.items()
        for excluded in contents.EXCLUDED_MODULES
        if any(is_below(name, excluded) for name in names)
    }
    assert missed == MISSED_ON_PURPOSE


def test_the_bindings_in_the_package_are_those_that_are_imported() -> None:
    names = (name for names in reached().values() for name in names)
    used = {name.split(".")[1] for name in names if name.startswith("PySide6.")}
    assert used == contents.QT_BINDINGS
    assert {f"Qt{name}" for name in contents.QT_LIBRARIES} >= used


def test_what_could_open_a_socket_is_left_out() -> None:
    sockets = {"socket", "_socket", "ssl", "_ssl", "http", "urllib.request", "PySide6.QtNetwork"}
    assert sockets <= set(contents.NETWORK_MODULES)


WANTED = [
    "catalog.sqlite",
    "resources/help/01-hajimeni.md",
    "python311.dll",
    "sqlite3.dll",
    "libsqlite3.so.0",
    "libxcb-cursor.so.0",
    "PySide6/Qt/lib/libQt6Core.so.6",
    "PySide6\\Qt6Widgets.dll",
    "PySide6/QtWidgets.pyd",
    "PySide6/QtGui.abi3.so",
    "PySide6/pyside6.abi3.dll",
    "PySide6/msvcp140.dll",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6\\plugins\\platforms\\qwindows.dll",
    "PySide6/plugins/iconengines/qsvgicon.dll",
    "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
    "PySide6/translations/qtbase_ja.qm",
]
UNWANTED = [
    "PySide6/QtNetwork.pyd",
    "PySide6/Qt6Network.dll",
    "PySide6/Qt/lib/libQt6Network.so.6",
    "libQt6Qml.so.6",
    "PySide6/Qt6Quick.dll",
    "PySide6\\opengl32sw.dll",
    "PySide6/Qt/plugins/platforms/libqwayland-egl.so",
    "PySide6/plugins/tls/qopensslbackend.dll",
    "PySide6/plugins/styles/qmodernwindowsstyle.dll",
    "PySide6/plugins/generic/qtuiotouchplugin.dll",
    "PySide6/translations/qtbase_de.qm",
    "PySide6/translations/qt_ja.qm",
    "libstdc++.so.6",
    "libdbus-1.so.3",
]


@pytest.mark.parametrize("place", WANTED)
def test_wanted(place: str) -> None:
    assert contents.is_wanted(place)


@pytest.mark.parametrize("place", UNWANTED)
def test_unwanted(place: str) -> None:
    assert not contents.is_wanted(place)


def test_libraries_come_along_only_with_what_needs_them() -> None:
    needs = {"/a": ["libb.so.1", "libc.so.6"], "/b": ["libd.so"], "/d": ["libb.so.1"], "/x": []}
    entries = [
        ("x/libx.so", "/x", "BINARY"),
        ("lib/libd.so", "/d", "BINARY"),
        ("a.so", "/a", "EXTENSION"),
        ("libb.so.1", "/b", "BINARY"),
    ]
    kept = contents.reachable(entries, needs.__getitem__, lambda entry: entry[2] == "EXTENSION")
    assert [place for place, _, _ in kept] == ["lib/libd.so", "a.so", "libb.so.1"]


def test_a_built_folder_is_searched_for_what_must_not_be_there() -> None:
    bad = ["_internal/_socket.pyd", "_internal/libcrypto-3.dll", "_internal/PySide6/Qt6Network.dll"]
    fine = ["michishirube.exe", "_internal/python311.dll", "docs/licenses/Qt/qt-replace.txt"]
    assert inspection.unwanted_files([*bad, *fine]) == bad
    names = ["desktop.app", "openpyxl", "json.decoder", "urllib.parse", "_pyi_rth_utils"]
    assert inspection.unwanted_modules(names) == []
    strangers = ["socket", "http.client", "numpy"]
    assert inspection.unwanted_modules([*names, *strangers]) == strangers


def test_the_spec_is_valid_and_names_what_is_made_for_it() -> None:
    text = (ROOT / "packaging" / "michishirube.spec").read_text(encoding="utf-8")
    calls = [node.func for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    called = {function.id for function in calls if isinstance(function, ast.Name)}
    assert {"Analysis", "PYZ", "EXE", "COLLECT"} <= called
    for name in ("catalog.sqlite", "components.json", "michishirube.ico", "version.txt"):
        assert name in text
        assert name in (inputs.__doc__ or "")
    assert 'ROOT / "packaging" / "start.py"' in text
    assert (ROOT / "packaging" / "start.py").is_file()
