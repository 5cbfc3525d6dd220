"""Make the Windows installer from a built folder with NSIS, on Windows or elsewhere.

The files are listed one by one and sorted, and their times are left out: the same folder gives the
same installer. What Debian's NSIS can do, a 64-bit installer, the Windows edition of NSIS cannot:
there the installer itself is a 32-bit program that installs the same 64-bit files.
"""

from __future__ import annotations

import os
import re
import shutil
import struct
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from places import INSTALLER_SCRIPT
from project import SetupError, run

PANEL = (29, 79, 110)
WIDE_STUB = "lzma_solid-amd64-unicode"
STUB_FOLDERS = ("/usr/share/nsis/Stubs",)
PROGRAM_FILES = ("ProgramFiles(x86)", "ProgramFiles")
"""Where NSIS installs itself; it does not join the PATH."""


def files_of(folder: Path) -> list[str]:
    """Return the files of a folder, sorted, as paths within it."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def escaped(text: str) -> str:
    """Return a text for use between quotation marks in an NSIS script."""
    return text.replace("$", "$$").replace('"', '$\\"')


def windows_path(path: str) -> str:
    """Return a path within the package as NSIS writes it at run time."""
    return escaped(path.replace("/", "\\"))


def install_lines(files: Iterable[str], folder: str) -> list[str]:
    """Return the lines that put each file in its place."""
    lines: list[str] = []
    before: PurePosixPath | None = None
    for name in files:
        parent = PurePosixPath(name).parent
        if parent != before:
            inside = "" if parent == PurePosixPath() else "\\" + windows_path(parent.as_posix())
            lines.append(f'  SetOutPath "$INSTDIR{inside}"')
            before = parent
        lines.append(f'  File "{escaped(str(Path(folder, name)))}"')
    return lines


def remove_lines(files: Iterable[str]) -> list[str]:
    """Return the lines that remove just these files, and then the folders that are empty by that."""
    names = list(files)
    folders = {parent for name in names for parent in PurePosixPath(name).parents} - {
        PurePosixPath()
    }
    deepest_first = sorted(folders, key=lambda folder: (-len(folder.parts), folder))
    return [
        *(f'  Delete "$INSTDIR\\{windows_path(name)}"' for name in names),
        *(f'  RMDir "$INSTDIR\\{windows_path(folder.as_posix())}"' for folder in deepest_first),
    ]


def file_list(files: Sequence[str], folder: str) -> str:
    """Return the NSIS file with the macros InstallFiles and RemoveFiles."""
    lines = ["!macro InstallFiles", *install_lines(files, folder), "!macroend"]
    lines += ["!macro RemoveFiles", *remove_lines(files), "!macroend"]
    return "\n".join(lines) + "\n"


def panel(width: int = 164, height: int = 314, colour: tuple[int, int, int] = PANEL) -> bytes:
    """Return the picture on the left of the first and the last page: one colour, as a BMP file."""
    red, green, blue = colour
    row = (bytes((blue, green, red)) * width).ljust(-(-width * 3 // 4) * 4, b"\0")
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, len(row) * height, *[0] * 4)
    size = 14 + len(head) + len(row) * height
    return struct.pack("<2sIHHI", b"BM", size, 0, 0, 14 + len(head)) + head + row * height


def four_numbers(version: str) -> str:
    """Return 0.1.0.0 for 0.1.0: what Windows wants; a suffix such as rc1 is left out."""
    numbers = [match[0] for part in version.split(".") if (match := re.match(r"\d+", part))]
    return ".".join([*numbers, "0", "0", "0"][:4])


def find_makensis() -> Path:
    """Return NSIS's compiler."""
    found = shutil.which("makensis")
    if found:
        return Path(found)
    given = (os.environ.get(variable) for variable in PROGRAM_FILES)
    for folder in filter(None, (*given, "C:/Program Files (x86)")):  # a shell may drop such a name
        path = Path(folder, "NSIS", "makensis.exe")
        if path.is_file():
            return path
    raise SetupError("makensis が見つかりません / NSIS is not installed")


def target(makensis: Path, folders: Sequence[str] = STUB_FOLDERS) -> str:
    """Return the kind of installer that this NSIS can make."""
    places = [Path(folder) for folder in folders] + [makensis.parent / "Stubs"]
    wide = any((place / WIDE_STUB).exists() for place in places)
    return "amd64-unicode" if wide else "x86-unicode"


def defines(folder: Path, output: Path, version: str, temporary: Path) -> dict[str, str]:
    """Return what the script is told, and write the files that it is told of."""
    listing, picture = temporary / "files.nsh", temporary / "panel.bmp"
    listing.write_text(file_list(files_of(folder), str(folder)), encoding="utf-8-sig")
    picture.write_bytes(panel())
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {
        "VERSION": version,
        "VERSION_FOUR": four_numbers(version),
        "FILES": str(listing),
        "PANEL": str(picture),
        "OUTPUT": str(output),
        "KILOBYTES": str(-(-size // 1024)),
    }


def build(folder: Path, output: Path, version: str, extra: Mapping[str, str] | None = None) -> Path:
    """Make the installer and return it.

    Args:
        folder: The package as PyInstaller made it.
        output: The installer to write.
        version: The version it shows.
        extra: More for the script: ICON (a file), FAST.
    """
    makensis = find_makensis()
    with tempfile.TemporaryDirectory() as temporary:
        given = defines(folder.resolve(), output.resolve(), version, Path(temporary))
        given |= {"TARGET": target(makensis), **(extra or {})}
        options = [f"-D{name}={value}" for name, value in given.items()]
        command = [str(makensis), "-V2", "-WX", "-INPUTCHARSET", "UTF8", *options]
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        run([*command, str(INSTALLER_SCRIPT)], environment)
    return output
