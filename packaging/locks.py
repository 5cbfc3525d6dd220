"""Writing the lock files anew from pyproject.toml (`make lock`)."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from environment import LOCKS
from project import ROOT, run

LOCK_HEADER = "# Written by `make lock` from pyproject.toml; do not edit.\n"


def lock_command(uv: Path, kind: str, upgrade: bool) -> list[str]:
    """Return the uv call that writes one lock file without any address or path in it."""
    group = "build" if kind == "run" else kind
    options = ["--universal", "--generate-hashes", "--python-version", "3.11"]
    options += ["--no-annotate", "--no-header", "--no-config", "--quiet"]
    if kind != "run":  # tested and packaged are the very versions that people run
        options += ["--constraint", LOCKS["run"]]
    if upgrade:
        options.append("--upgrade")
    source = ["pyproject.toml", "--group", group]
    return [str(uv), "pip", "compile", *source, *options, "--output-file", LOCKS[kind]]


def lock(python: str, upgrade: bool) -> None:
    """Write the lock files, with uv from a throw-away environment."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("UV_")}
    with tempfile.TemporaryDirectory() as folder:
        run([python, "-m", "venv", folder])
        run([str(Path(folder, "bin", "pip")), "install", "-q", "uv"])
        for kind, name in LOCKS.items():
            run(lock_command(Path(folder, "bin", "uv"), kind, upgrade), environment)
            path = ROOT / name
            path.write_text(LOCK_HEADER + path.read_text(encoding="utf-8"), encoding="utf-8")
