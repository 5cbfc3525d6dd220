"""Build the package of this system and write what is handed out into dist/ (`make package`).

    Linux      michishirube-<version>-linux-x86_64.tar.xz
    Windows    …-windows-x86_64-setup.exe, …-windows-x86_64-portable.zip
    both       the bill of materials (….cdx.json), licence texts, the lock file, 導入申請用.txt, SHA256SUMS

Goes on with the Python of build/package-venv, which `bootstrap.py package` has made. The same commit
gives the same bytes.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from archives import SUMS, sums, write_tar
from commit import source_date
from environment import VENVS, venv_python
from freezing import NAME, freeze
from inputs import INPUTS, prepare
from inspection import inspect
from papers import IT_SECTION_NAME, LOCK, add_licences, add_papers, it_section, write_text
from parts import DOCS, components, known_versions, places
from project import ROOT, SetupError, say, version
from sbom import bill

DIST = ROOT / "dist"
SBOM_NAME = "sbom.cdx.json"
INSIDE = "--inside"
"""Given when this runs itself again, with the Python that has the packager."""


def target() -> str:
    """Return the system that a package built here is for, such as ``linux-x86_64``."""
    system = {"win32": "windows"}.get(sys.platform, sys.platform)
    machine = {"AMD64": "x86_64"}.get(platform.machine(), platform.machine())
    return f"{system}-{machine}"


def furnish(folder: Path, system: str) -> None:
    """Add papers, licences, bill of materials and hashes to what PyInstaller has built."""
    say("文書と部品の一覧を加えています", "adding papers and the bill of materials")
    shutil.rmtree(folder / DOCS, ignore_errors=True)
    (folder / SUMS).unlink(missing_ok=True)
    add_papers(folder, system)
    found = components(folder)
    add_licences(folder, found)
    text = bill(found, system, built_from(folder), source_date())
    (folder / DOCS / SBOM_NAME).write_text(text, encoding="utf-8", newline="\n")
    listed = [place for place in places(folder) if place != SUMS]
    (folder / SUMS).write_text(sums(folder, listed), encoding="utf-8", newline="\n")


def built_from(folder: Path) -> str:
    """Return the commit that was noted when the build began."""
    return known_versions(folder)["commit"]


def archives(folder: Path, stem: str) -> list[Path]:
    """Write the archives of this system into dist/."""
    if sys.platform == "win32":
        return _windows_archives(folder, stem)
    say("書庫を作っています", "writing the archive")
    return [write_tar(folder, DIST / f"{stem}.tar.xz", source_date())]


def _windows_archives(folder: Path, stem: str) -> list[Path]:
    """Write installer and portable zip."""
    sys.path.append(str(ROOT / "packaging" / "windows"))
    import installer  # type: ignore[import-not-found, unused-ignore]
    import portable  # type: ignore[import-not-found, unused-ignore]

    say("インストーラーと持ち運び版を作っています", "making installer and portable zip")
    icon = {"ICON": str(INPUTS / f"{NAME}.ico")}
    return [
        installer.build(folder, DIST / f"{stem}-setup.exe", version(), icon),
        portable.build(folder, DIST / f"{stem}-portable.zip", source_date()),
    ]


def hand_out(folder: Path, system: str, stem: str) -> list[Path]:
    """Fill dist/ and return the archives in it."""
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    written = archives(folder, stem)
    bill_file = Path(shutil.copy(folder / DOCS / SBOM_NAME, DIST / f"{stem}.cdx.json"))
    shutil.copytree(folder / DOCS / "licenses", DIST / "licenses")
    lock = Path(shutil.copy(LOCK, DIST))
    hashed = [path.name for path in (*written, bill_file, lock)]
    text = it_section() + hash_list(built_from(folder), hashed)
    write_text(DIST / IT_SECTION_NAME, text, system)
    listed = sums(DIST, [*hashed, IT_SECTION_NAME])
    (DIST / SUMS).write_text(listed, encoding="utf-8", newline="\n")
    return written


def hash_list(commit: str, names: Iterable[str]) -> str:
    """Return the end of 導入申請用.txt: what is handed out, with hashes."""
    return f"\n■ 配布物のハッシュ値（SHA-256）\n\n作成元　{commit}\n{sums(DIST, names)}"


def build() -> None:
    """Build everything."""
    prepare()
    folder = freeze()
    inspect(folder)
    furnish(folder, target())
    written = hand_out(folder, target(), f"{NAME}-{version()}-{target()}")
    size = sum(path.stat().st_size for path in folder.rglob("*") if not path.is_symlink())
    say(f"できました（展開後 {size / 1e6:.0f} MB）", f"done, {size / 1e6:.0f} MB unpacked")
    for path in written:
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1e6:.1f} MB")


def main() -> int:
    """Build everything with the right Python and return the exit status."""
    if INSIDE not in sys.argv:
        python = str(venv_python(VENVS["package"]))
        return subprocess.run([python, __file__, INSIDE], check=False).returncode
    try:
        build()
    except SetupError as error:
        print(f"\n{error}\n", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
