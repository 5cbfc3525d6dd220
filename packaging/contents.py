"""What goes into a package and what stays out. Used by the spec, and by the checks of a built folder.

For Qt it is a list of what is wanted: a plugin that a new version brings along stays out until
somebody wants it. For Python's library it is a list of what is unwanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""What PyInstaller keeps of a file: its place in the package, where it comes from, its kind."""

#: Nothing in the program needs them, and what could open a socket is not even there to be loaded.
NETWORK_MODULES = (
    "_socket", "_ssl", "asyncio", "email", "ftplib", "http", "imaplib", "poplib", "smtplib", "socket",
    "socketserver", "ssl", "urllib.request", "urllib.error", "urllib.response", "urllib.robotparser",
    "webbrowser", "xmlrpc", "PySide6.QtNetwork",
)  # fmt: skip

#: Needed to build or test, or by code that this program never reaches.
OTHER_MODULES = (
    "sqlite_utils", "sqlite_fts4", "click", "click_default_group", "tabulate", "dateutil", "tzdata",
    "pluggy", "msgspec", "pip", "setuptools", "pkg_resources", "packaging", "numpy", "pandas", "PIL",
    "lxml", "defusedxml", "db.build", "db.citations", "db.ledger", "tkinter", "unittest", "doctest",
    "pydoc", "pdb", "test", "distutils", "lib2to3", "ensurepip", "venv", "curses", "readline",
    "multiprocessing", "concurrent", "importlib.metadata", "bz2", "_bz2", "lzma", "_lzma", "_hashlib",
    "png",
)  # fmt: skip

EXCLUDED_MODULES = NETWORK_MODULES + OTHER_MODULES

#: Everything of PySide6 that is wanted, without the prefixes and endings that differ per system.
QT_LIBRARIES = {"Core", "Gui", "Widgets", "Svg", "DBus", "XcbQpa"}
QT_BINDINGS = {"QtCore", "QtGui", "QtWidgets"}
QT_PLUGINS = {
    "iconengines/qsvgicon",
    "imageformats/qsvg",
    "platforms/qwindows",
    "platforms/qxcb",
    "platforms/qoffscreen",  # the smoke mode on a machine without a screen
    "platforminputcontexts/composeplatforminputcontextplugin",
    "platforminputcontexts/ibusplatforminputcontextplugin",  # Japanese input on Linux
}
QT_TRANSLATIONS = {"qtbase_ja.qm"}

#: Windows: a software renderer and a compiler for graphics cards, both for OpenGL, which no widget uses.
#: Linux: libraries that every desktop has and that must fit that desktop (its font settings, its graphics
#: driver, its message bus); newer ones of the system do, older ones brought along would not.
LEFT_TO_THE_SYSTEM = {
    "opengl32sw", "d3dcompiler_47",
    "X11", "X11-xcb", "dbus-1", "fontconfig", "freetype", "gcc_s", "glib-2", "gthread-2", "stdc++", "z",
    "zstd",
}  # fmt: skip


def is_wanted(place: str) -> bool:
    """Say whether a file that PyInstaller has collected stays."""
    path = PurePosixPath(place.replace("\\", "/"))
    parts = path.parts
    if "plugins" in parts and parts[0] == "PySide6":
        folder, name = parts[-2], plain_name(path.name)
        return f"{folder}/{name}" in QT_PLUGINS
    if "translations" in parts and parts[0] == "PySide6":
        return path.name in QT_TRANSLATIONS
    name = plain_name(path.name)
    if name.startswith("Qt6"):
        return name.removeprefix("Qt6") in QT_LIBRARIES
    if parts[0] == "PySide6" and name.startswith("Qt"):
        return name in QT_BINDINGS
    return name not in LEFT_TO_THE_SYSTEM


def plain_name(name: str) -> str:
    """Return ``Qt6Core`` for ``libQt6Core.so.6`` and ``Qt6Core.dll``, ``qxcb`` for ``libqxcb.so``."""
    return name.removeprefix("lib").partition(".")[0]


def reachable(
    entries: Iterable[Entry],
    needs: Callable[[str], Iterable[str]],
    is_root: Callable[[Entry], bool],
) -> list[Entry]:
    """Return the entries that are roots or that one of those returned links to, in their order.

    Args:
        entries: The binary files collected.
        needs: Returns the file names of the libraries that the file at a path links to.
        is_root: Whether a file is wanted for itself.
    """
    entries = list(entries)
    by_name = {PurePosixPath(entry[0].replace("\\", "/")).name: entry for entry in entries}
    waiting = [entry for entry in entries if is_root(entry)]
    kept = set(waiting)
    while waiting:
        for name in needs(waiting.pop()[1]):
            found = by_name.get(name)
            if found is not None and found not in kept:
                kept.add(found)
                waiting.append(found)
    return [entry for entry in entries if entry in kept]
