"""Static check that Wine cannot do: every DLL the package needs lies in it or belongs to Windows.

Wine brings a C++ runtime of its own, so a package without Microsoft's runs there and fails on a PC.

    python packaging/windows/dllcheck.py FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

import pe

#: PyInstaller's folder for everything but the programs.
CONTENTS = "_internal"

SUFFIXES = {".dll", ".exe", ".pyd"}

#: Sets of names that are part of Windows since Windows 10.
API_SETS = ("api-ms-win-", "ext-ms-")

#: DLLs of Windows itself that Python, Qt and their libraries use. A name that is missing here is
#: looked up and added by a person, never by the script: that is the check.
SYSTEM = frozenset(
    f"{name}.dll"
    for name in (
        "advapi32", "authz", "bcrypt", "comctl32", "comdlg32", "crypt32", "d3d11", "d3d12", "d3d9",
        "dwmapi", "dwrite", "dxgi", "gdi32", "imm32", "iphlpapi", "kernel32", "mpr", "netapi32",
        "ntdll", "ole32", "oleaut32", "propsys", "rpcrt4", "secur32", "setupapi", "shell32", "shlwapi",
        "uiautomationcore", "user32", "userenv", "uxtheme", "version", "winmm", "ws2_32", "wtsapi32",
    )
)  # fmt: skip


def binaries(folder: Path) -> list[Path]:
    """Return the Windows binaries of a package, sorted."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)


def needs(folder: Path) -> dict[str, list[str]]:
    """Return DLL name -> the binaries that need it, paths within the folder."""
    found: dict[str, list[str]] = {}
    for path in binaries(folder):
        for name in sorted(pe.read(path).imports()):
            found.setdefault(name, []).append(path.relative_to(folder).as_posix())
    return found


def is_system(name: str) -> bool:
    """Say whether a DLL is part of Windows."""
    return name in SYSTEM or name.startswith(API_SETS)


def search_path(user: str, contents: str) -> list[str]:
    """Return the folders of the package in which Windows looks for what a binary needs.

    Beside the binary, in the folder that PyInstaller's start-up names, and, for Qt and its plugins,
    where PySide6 says. A copy of a runtime elsewhere in the package helps nobody.
    """
    folders = [PurePosixPath(user).parent.as_posix(), contents]
    if f"{contents}/PySide6/" in user:
        folders += [f"{contents}/PySide6", f"{contents}/shiboken6"]
    return folders


def missing(
    needed: Mapping[str, list[str]], present: Iterable[str], contents: str = CONTENTS
) -> dict[str, list[str]]:
    """Return what is needed, is not part of Windows and not where Windows would find it.

    Args:
        needed: DLL name -> the binaries that need it.
        present: The binaries of the package.
        contents: The package's folder for everything but the programs.
    """
    have = {path.lower() for path in present}
    lost: dict[str, list[str]] = {}
    for name, users in sorted(needed.items()):
        if is_system(name):
            continue
        for user in users:
            if not any(
                f"{folder}/{name}".lower() in have for folder in search_path(user, contents)
            ):
                lost.setdefault(name, []).append(user)
    return lost


def check(folder: Path) -> dict[str, list[str]]:
    """Return the missing DLLs of a package and who needs them."""
    present = [path.relative_to(folder).as_posix() for path in binaries(folder)]
    return missing(needs(folder), present)


def main() -> int:
    """Print what is missing; status 1 if anything is."""
    lost = check(Path(sys.argv[1]))
    for name, users in lost.items():
        print(f"{name}: {', '.join(users[:3])}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
