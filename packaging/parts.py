"""What a package consists of: every part with its licence, and which files belong to which part.

A file that belongs to no part, or a module from nowhere in this list, stops the build: nothing is handed
out whose licence nobody has looked up.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from project import SetupError

INTERNAL = "_internal"
DOCS = "docs"


@dataclass(frozen=True)
class Part:
    """One part. ``version`` is a key of components.json, or a text to be shown as it is.

    ``files`` is a regular expression for places in the package, ``texts`` names files of
    packaging/licenses; a ``pypi`` part brings its licence texts along in its own metadata.
    """

    name: str
    licence: str
    version: str
    files: str = ""
    texts: tuple[str, ...] = ()
    pypi: bool = False


_LGPL = ("LGPL-3.0.txt", "GPL-3.0.txt", "qt-replace.txt")

#: The first whose pattern fits a file owns it.
PARTS = (
    Part("michishirube", "MIT", "version",
         rf"michishirube[^/]*|add-to-menu\.sh|[^/]+\.txt|SHA256SUMS|{DOCS}/.*"
         rf"|{INTERNAL}/(catalog\.sqlite|resources/.*)"),
    Part("Microsoft Visual C++ Runtime", "LicenseRef-Microsoft-Visual-C-Runtime", "14",
         r".*/(vcruntime|msvcp|concrt|vccorlib)140[^/]*\.dll|.*/(ucrtbase|api-ms-win-[^/]*)\.dll",
         ("microsoft-runtime.txt",)),
    Part("ICU", "ICU", "soname", r".*/libicu[^/]*", ("icu.txt",)),
    Part("Qt", "LGPL-3.0-only", "PySide6-Essentials",
         r".*/(libQt6[^/]*|Qt6[^/]*\.dll)|.*/(plugins|translations)/.*",
         (*_LGPL, "qt-third-party.txt")),
    Part("shiboken6", "LGPL-3.0-only", "shiboken6",
         rf"{INTERNAL}/(shiboken6/.*|libshiboken6[^/]*)", _LGPL, pypi=True),
    Part("PySide6-Essentials", "LGPL-3.0-only", "PySide6-Essentials",
         rf"{INTERNAL}/(PySide6/[^/]*|libpyside6[^/]*)", _LGPL, pypi=True),
    Part("SQLite", "blessing", "sqlite", rf"{INTERNAL}/(lib)?sqlite3[^/]*", ("sqlite.txt",)),
    Part("libffi", "MIT", "soname", rf"{INTERNAL}/libffi[^/]*", ("libffi.txt",)),
    Part("XCB", "MIT", "soname", rf"{INTERNAL}/libxcb-[^/]*", ("xcb.txt",)),
    Part("libxkbcommon", "MIT", "soname", rf"{INTERNAL}/libxkbcommon[^/]*", ("xkbcommon.txt",)),
    Part("Python", "PSF-2.0", "python",
         rf"{INTERNAL}/(libpython3[^/]*|python3[^/]*\.dll|python3[.0-9]*/lib-dynload/.*"
         r"|[^/]+\.pyd|base_library\.zip)", ("python.txt", "python-third-party.txt")),
    Part("PyInstaller bootloader", "GPL-2.0-or-later WITH Bootloader-exception", "pyinstaller",
         pypi=True),
    Part("openpyxl", "MIT", "openpyxl", pypi=True),
    Part("et-xmlfile", "MIT", "et-xmlfile", pypi=True),
    Part("platformdirs", "MIT", "platformdirs", pypi=True),
    Part("segno", "BSD-3-Clause", "segno", pypi=True),
)  # fmt: skip


@dataclass(frozen=True)
class File:
    """A file of the package: its place, with forward slashes, and the hash of its bytes."""

    place: str
    sha256: str


@dataclass(frozen=True)
class Component:
    """A part that is really there, with its version and its files."""

    part: Part
    version: str
    files: tuple[File, ...]


def places(folder: Path) -> list[str]:
    """Return the places of all files, sorted; links to other files of the package are left out."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def owner(place: str) -> Part | None:
    """Return the part that a file belongs to."""
    return next((part for part in PARTS if re.fullmatch(part.files, place, re.IGNORECASE)), None)


def components(folder: Path) -> list[Component]:
    """Return what a built package consists of; raise SetupError for a file that belongs to nothing."""
    owned: dict[str, list[File]] = {part.name: [] for part in PARTS}
    strangers = []
    for place in places(folder):
        part = owner(place)
        if part is None:
            strangers.append(place)
        else:
            owned[part.name].append(File(place, file_hash(folder / place)))
    if strangers:
        raise SetupError(
            "どの部品のものか分からないファイルがあります / files of no known part "
            f"(packaging/parts.py): {' '.join(strangers)}"
        )
    return list(_present(owned, known_versions(folder)))


def _present(owned: Mapping[str, list[File]], known: Mapping[str, str]) -> Iterator[Component]:
    """Yield the parts that have files, or whose code lies inside the programs."""
    for part in PARTS:
        files = tuple(owned[part.name])
        if files or not part.files:
            yield Component(part, _version(part, files, known), files)


def known_versions(folder: Path) -> dict[str, str]:
    """Return the versions that were noted when the package was built."""
    path = folder / INTERNAL / "resources" / "components.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    libraries: dict[str, str] = data["libraries"]
    return {key: one for key, one in data.items() if isinstance(one, str)} | libraries


def _version(part: Part, files: Iterable[File], known: Mapping[str, str]) -> str:
    """Return the version of a part; of a system library only what its file name tells, and so called."""
    if part.version != "soname":
        return known.get(part.version, part.version)
    names = (re.search(r"\.so\.([0-9.]+)$|-([0-9]+)\.dll$", one.place) for one in files)
    return next((f"soname {match[1] or match[2]}" for match in names if match), "unknown")
