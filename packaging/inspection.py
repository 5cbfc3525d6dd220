"""Looking into a built package: what must not be there, and whether its list of parts is complete."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from contents import NETWORK_MODULES, is_wanted
from parts import INTERNAL, places
from project import SetupError

#: Top-level modules inside the programs that are not of the standard library.
OWN_MODULES = {"desktop", "db", "_pyi_rth_utils"}
SHIPPED_MODULES = {"PySide6", "shiboken6", "openpyxl", "et_xmlfile", "platformdirs", "segno"}

UNWANTED = re.compile(
    r"QtNetwork|Qt6?Network|Qml|Quick|WebEngine|Qt63D|3DCore|opengl32sw|libssl|libcrypto"
    r"|_socket\.|_ssl\.|qtuiotouch|networkinformation|/tls/",
    re.IGNORECASE,
)


def inspect(folder: Path) -> None:
    """Raise SetupError when the package holds what it must not."""
    problems = [*unwanted_files(places(folder)), *unwanted_modules(modules(folder))]
    if problems:
        raise SetupError(
            "パッケージに余分なものがあります / unwanted in the package:\n  "
            + "\n  ".join(problems)
        )


def unwanted_files(files: Iterable[str]) -> list[str]:
    """Return the files that must not be there."""
    inner = f"{INTERNAL}/"
    return [
        place
        for place in files
        if UNWANTED.search(place)
        or (place.startswith(inner) and not is_wanted(place.removeprefix(inner)))
    ]


def modules(folder: Path) -> list[str]:
    """Return the modules inside the programs (both hold the same)."""
    program = next(path for path in folder.glob("michishirube*") if path.stem == "michishirube")
    readers = importlib.import_module("PyInstaller.archive.readers")
    archive = readers.CArchiveReader(str(program))
    name = next(name for name in archive.toc if name.upper().startswith("PYZ"))
    return sorted(archive.open_embedded_archive(name).toc)


def unwanted_modules(names: Iterable[str]) -> list[str]:
    """Return the modules that could open a socket, or that come from nowhere in the list of parts."""
    known = OWN_MODULES | SHIPPED_MODULES | sys.stdlib_module_names
    return [
        name
        for name in names
        if name.partition(".")[0] not in known
        or any(name == one or name.startswith(f"{one}.") for one in NETWORK_MODULES)
    ]
