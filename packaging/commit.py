"""Which commit a package is built from, and when that was made: the only clock a package knows."""

from __future__ import annotations

import os
import subprocess

from project import ROOT

#: Where there is no git (an unpacked source archive): 1 January 2026.
NO_COMMIT, NO_COMMIT_TIME = "unknown", 1767225600


def _git(*arguments: str) -> str | None:
    """Return what git says about this checkout."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def commit() -> str:
    """Return the commit, with a plus sign where tracked files differ from it."""
    found = _git("rev-parse", "HEAD")
    if found is None:
        return NO_COMMIT
    return found + ("+" if _git("status", "--porcelain", "--untracked-files=no") else "")


def source_date() -> int:
    """Return SOURCE_DATE_EPOCH in seconds: given by the environment, else the time of the commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return int(given or _git("log", "-1", "--format=%ct") or NO_COMMIT_TIME)
