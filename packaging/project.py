"""What every script in this folder shares: where things are, how a command is run, how to give up."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Another folder for build products may be given: the preview of the Windows package has its own.
BUILD = Path(os.environ.get("MICHISHIRUBE_BUILD") or ROOT / "build")


class SetupError(Exception):
    """A script cannot go on; the text tells the person what to do, in Japanese and English."""


def say(japanese: str, english: str) -> None:
    """Print one line of progress."""
    print(f"== {japanese} / {english}", flush=True)


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
    """Run a command at the repository root; its failure ends the script."""
    status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if status != 0:
        shown = " ".join(command)
        raise SetupError(
            f"失敗しました(終了コード {status}) / failed with status {status}:\n  {shown}"
        )


def version(root: Path = ROOT) -> str:
    """Return the program's version, read without importing it."""
    text = (root / "desktop" / "__init__.py").read_text(encoding="utf-8")
    match = re.search(r'^__version__ = "([0-9.]+)"$', text, flags=re.MULTILINE)
    if match is None:
        raise SetupError("desktop/__init__.py に版がありません / no version in desktop/__init__.py")
    return match[1]
