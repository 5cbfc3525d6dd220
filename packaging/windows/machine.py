"""What this machine must have: Debian packages, a Japanese locale, one DLL of a newer Wine."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from project import ROOT, SetupError

#: Program or file -> Debian package.
PROGRAMS = {
    "wine": "wine",
    "wineserver": "wine",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "makensis": "nsis",
    "Xvfb": "xvfb",
    "import": "imagemagick",
    "localedef": "locales",
    "dpkg-deb": "dpkg",
}
FILES = {
    "/usr/lib/wine/wine64": "wine64",
    "/usr/share/i18n/locales/ja_JP": "locales",
    "/usr/share/fonts/truetype/bizud-gothic": "fonts-morisawa-bizud-gothic",
    "/usr/share/nsis/Stubs/lzma_solid-amd64-unicode": "nsis",
}
LOCALE = "ja_JP.UTF-8"

#: Qt 6.5 and later asks Windows for a class that Wine 8 lacks; this DLL of Wine 10 has it.
NEWER_WINE = "trixie"
NEWER_DLL = "windows.ui.dll"
DLL_IN_PACKAGE = f"./usr/lib/x86_64-linux-gnu/wine/x86_64-windows/{NEWER_DLL}"
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


def missing_packages() -> set[str]:
    """Return the Debian packages this machine lacks."""
    absent = {package for program, package in PROGRAMS.items() if not shutil.which(program)}
    return absent | {package for path, package in FILES.items() if not Path(path).exists()}


def run(command: Sequence[str | Path], log: Path | None = None, timeout: int = 600) -> str:
    """Run a tool of this machine and return what it printed; a failure ends the preview."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=timeout,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SetupError(f"{command[0]}: {error}") from error
    text = done.stdout.decode("utf-8", errors="replace")
    if log:
        log.write_text(text, encoding="utf-8")
    if done.returncode:
        raise SetupError(f"{command[0]} ended with status {done.returncode}\n{text[-3000:]}")
    return text


def ensure_locale() -> None:
    """Make the Japanese locale, from which Wine takes code page 932."""
    if "ja_JP.utf8" not in run(["locale", "-a"]).split():
        run(["localedef", "-i", "ja_JP", "-f", "UTF-8", LOCALE])


def fetch_newer_dll(folder: Path) -> Path:
    """Return windows.ui.dll of Debian's next release, from the mirror this machine already uses.

    apt checks signature and hash. Nothing is installed, and the system's own lists stay as they are.
    """
    target = folder / NEWER_DLL
    if target.exists():
        return target
    for part in ("lists/partial", "cache/archives/partial"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    mirror = run(["apt-get", "indextargets", "--format", "$(REPO_URI)"]).split()[0]
    source = folder / "sources.list"
    source.write_text(f"deb [signed-by={KEYRING}] {mirror} {NEWER_WINE} main\n", encoding="utf-8")
    apt = ["apt-get", "-q", *_apt_options(folder)]
    run([*apt, "update"])
    run(["env", "-C", folder, *apt, "download", "libwine:amd64"], timeout=1200)
    _extract(next(folder.glob("libwine_*.deb")), target)
    shutil.rmtree(folder / "lists")
    return target


def _apt_options(folder: Path) -> list[str]:
    """Return the options that keep apt inside one folder."""
    values = {
        "Dir::Etc::SourceList": folder / "sources.list",
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::State::Lists": folder / "lists",
        "Dir::Cache": folder / "cache",
        "APT::Sandbox::User": "root",
    }
    return [part for key, value in values.items() for part in ("-o", f"{key}={value}")]


def _extract(package: Path, target: Path) -> None:
    """Take the one DLL out of a Debian package and drop the rest (110 MB)."""
    archive = package.with_suffix(".tar")
    with archive.open("wb") as stream:
        subprocess.run(["dpkg-deb", "--fsys-tarfile", package], stdout=stream, check=True)
    run(["tar", "-C", target.parent, "-xf", archive, "--strip-components=6", DLL_IN_PACKAGE])
    archive.unlink()
    package.unlink()
