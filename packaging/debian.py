"""The system packages that Debian and its relatives need: found by what is missing, installed as root."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from project import SetupError, say

#: Library that the Qt of the PySide6 wheels loads -> Debian package.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

#: Files in the PySide6 folder whose needs are checked with ldd once the wheels are there.
QT_BINARIES = (
    "QtWidgets.abi3.so",
    "QtSvg.abi3.so",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqoffscreen.so",
)

FONT_PATTERN = "BIZUD*Gothic*"


def can_load(library: str) -> bool:
    """Say whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_qt_packages(loads: Callable[[str], bool] = can_load) -> set[str]:
    """Return the Debian packages of the libraries Qt needs and this machine lacks."""
    return {package for library, package in QT_LIBRARIES.items() if not loads(library)}


def not_found(ldd_output: str) -> set[str]:
    """Return the libraries that ldd could not resolve."""
    return set(re.findall(r"^\s*(\S+) => not found", ldd_output, flags=re.MULTILINE))


def packages_for(libraries: Iterable[str]) -> set[str]:
    """Map libraries to Debian packages; one we do not know is an error that names it."""
    wanted = set(libraries)
    unknown = sorted(wanted - QT_LIBRARIES.keys())
    if unknown:
        raise SetupError(
            f"Qt に必要なライブラリが見つかりません: {' '.join(unknown)}\n"
            f"Libraries Qt needs are missing; install the packages that hold them."
        )
    return {QT_LIBRARIES[library] for library in wanted}


def unresolved_qt_libraries(venv: Path) -> set[str]:
    """Ask ldd which libraries the PySide6 wheels in a virtual environment still miss."""
    ldd = shutil.which("ldd")
    found = [
        path
        for name in QT_BINARIES
        for path in venv.glob(f"lib/python3.*/site-packages/PySide6/{name}")
    ]
    if ldd is None or not found:
        return set()
    done = subprocess.run([ldd, *map(str, found)], capture_output=True, text=True, check=False)
    return not_found(done.stdout)


def has_font(folders: Iterable[Path]) -> bool:
    """Say whether BIZ UDゴシック, the font of the window and the workbook, is installed."""
    return any(next(folder.rglob(FONT_PATTERN), None) for folder in folders if folder.is_dir())


def has_calc(which: Callable[[str], str | None] = shutil.which) -> bool:
    """Say whether LibreOffice is there with its Calc part (libsclo.so), not the core alone."""
    soffice = which("soffice")
    return soffice is not None and (Path(soffice).resolve().parent / "libsclo.so").exists()


def missing_test_packages() -> set[str]:
    """Return the Debian packages of the tools that only the tests use."""
    fonts = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    fonts.append(Path.home() / ".local/share/fonts")
    present = {
        "xvfb": shutil.which("Xvfb") is not None,
        "xauth": shutil.which("xauth") is not None,  # xvfb-run calls it
        "fontconfig": shutil.which("fc-list") is not None,
        "fonts-morisawa-bizud-gothic": has_font(fonts),
        "libreoffice-calc-nogui": has_calc(),
        "poppler-utils": shutil.which("pdftotext") is not None,
    }
    return {package for package, there in present.items() if not there}


def missing_package_tools() -> set[str]:
    """Return the Debian packages of the tools that building a package uses."""
    there = all(shutil.which(tool) for tool in ("objdump", "strip"))
    return set() if there else {"binutils"}


def missing_package_test_tools() -> set[str]:
    """Return the Debian packages of the tools that only the tests of a package use."""
    tools = {"strace": "strace", "faketime": "faketime", "setpriv": "util-linux"}
    tools |= {"unshare": "util-linux", "desktop-file-validate": "desktop-file-utils"}
    return {package for tool, package in tools.items() if shutil.which(tool) is None}


def apt_commands(packages: Iterable[str]) -> list[list[str]]:
    """Return the apt-get calls that root makes."""
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=600"]
    return [
        [*apt, "update"],
        [*apt, "install", "-y", "--no-install-recommends", *sorted(packages)],
    ]


def by_hand(packages: Iterable[str]) -> str:
    """Return what a person without root rights is told to type."""
    return (
        "足りないパッケージがあります。次を実行してから、もう一度お試しください。\n"
        "Some packages are missing. Type this, then try again:\n\n"
        "    sudo apt-get update\n"
        f"    sudo apt-get install -y {' '.join(sorted(packages))}"
    )


def ensure_packages(packages: Iterable[str]) -> None:
    """Install Debian packages as root; tell anybody else how."""
    wanted = sorted(packages)
    if not wanted:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SetupError(by_hand(wanted))
    say("足りないパッケージを入れています", f"installing {' '.join(wanted)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update, add = apt_commands(wanted)
    # One unreachable package source must not stop the rest: the install below decides.
    subprocess.run(update, env=environment, check=False)
    if subprocess.run(add, env=environment, check=False).returncode != 0:
        raise SetupError(by_hand(wanted))
