"""The papers that lie beside the program: first steps, the text for the IT section, licences."""

from __future__ import annotations

import platform
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import distribution
from pathlib import Path

from inputs import INPUTS
from parts import DOCS, Component
from project import ROOT, SetupError, version

HERE = ROOT / "packaging"
IT_SECTION = ROOT / "resources" / "help" / "09-donyu.md"
LOCK = HERE / "requirements-package.txt"
FIRST_STEPS_NAME, IT_SECTION_NAME = "はじめにお読みください.txt", "導入申請用.txt"
LICENCE_NAME = re.compile(r"(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)


def write_text(path: Path, text: str, target: str) -> None:
    """Write a text as people on the target system can read it, an old Notepad among them."""
    windows = target.startswith("windows")
    path.write_text(
        text, encoding="utf-8-sig" if windows else "utf-8", newline="\r\n" if windows else "\n"
    )


def add_papers(folder: Path, target: str) -> None:
    """Put the papers of a system into the folder of a package."""
    docs = folder / DOCS
    docs.mkdir(exist_ok=True)
    write_text(folder / FIRST_STEPS_NAME, first_steps(target), target)
    write_text(folder / IT_SECTION_NAME, it_section(), target)
    for name in ("LICENSE", "NOTICE"):
        write_text(docs / f"{name}.txt", (ROOT / name).read_text(encoding="utf-8"), target)
    shutil.copy(LOCK, docs)
    if target.startswith("linux"):
        shutil.copy(INPUTS / "michishirube.png", docs)
        shutil.copy(HERE / "linux" / "michishirube.desktop", docs)
        shutil.copy(HERE / "linux" / "add-to-menu.sh", folder)


def first_steps(target: str) -> str:
    """Return 「はじめにお読みください」 for a system."""
    source = HERE / "papers" / f"{target.partition('-')[0]}.txt"
    libc = " ".join(platform.libc_ver()) if sys.platform.startswith("linux") else ""
    return _filled(source, {"VERSION": version(), "TARGET": target, "LIBC": libc})


def _filled(source: Path, values: Mapping[str, str]) -> str:
    """Return a text with its @NAMES@ replaced."""
    text = source.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def it_section() -> str:
    """Return the help page for the IT section as plain text, with the version it is about."""
    lines = [plain_line(line) for line in IT_SECTION.read_text(encoding="utf-8").splitlines()]
    return f"みちしるべ　版 {version()}\n\n" + "\n".join(lines) + "\n"


def plain_line(line: str) -> str:
    """Return a line of Markdown without its marks."""
    line = re.sub(r"\*\*(.+?)\*\*|`(.+?)`", lambda found: found[1] or found[2], line)
    line = re.sub(r"^## ", "■ ", line)
    return re.sub(r"^- ", "・", line.removeprefix("# "))


def add_licences(folder: Path, components: Iterable[Component]) -> Path:
    """Write the licence texts of every component but our own into docs/licenses."""
    licences = folder / DOCS / "licenses"
    for component in components:
        part = component.part
        texts = {name: (HERE / "licenses" / name).read_bytes() for name in part.texts}
        if part.pypi:
            texts |= metadata_texts(part.name.split(" ")[0])
        if not texts and part.name != "michishirube":
            raise SetupError(f"ライセンスの文がありません / no licence text: {part.name}")
        for name, text in texts.items():
            path = licences / part.name / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
    return licences


def metadata_texts(name: str) -> dict[str, bytes]:
    """Return the licence texts that a distribution brought along."""
    files = [file for file in distribution(name).files or () if ".dist-info" in file.parts[0]]
    wanted = (file for file in files if LICENCE_NAME.search(file.name))
    return {file.name: Path(str(file.locate())).read_bytes() for file in wanted}
