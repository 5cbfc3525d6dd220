"""Building the programme database when what it is made from has changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from environment import VENVS, venv_python
from project import BUILD, ROOT, run, say

CATALOG = BUILD / "catalog.sqlite"
CATALOG_STAMP = BUILD / "catalog.inputs"


def catalog_inputs(root: Path) -> list[Path]:
    """Return the files that the programme database is made from or by."""
    return sorted(
        path
        for folder in (root / "db", root / "desktop" / "domain")
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )


def inputs_digest(root: Path) -> str:
    """Return one hash of names and contents: a removed or restored file counts as well."""
    digest = hashlib.sha256()
    for path in catalog_inputs(root):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_catalog_current(catalog: Path, stamp: Path, digest: str) -> bool:
    """Say whether the programme database was built from just these inputs."""
    return catalog.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == digest


def ensure_catalog() -> None:
    """Build build/catalog.sqlite when its inputs have changed."""
    digest = inputs_digest(ROOT)
    if is_catalog_current(CATALOG, CATALOG_STAMP, digest):
        return
    say("制度データベースを作っています", "building the programme database")
    CATALOG.parent.mkdir(exist_ok=True)
    CATALOG_STAMP.unlink(missing_ok=True)
    python = str(venv_python(VENVS["run"]))
    run([python, "-m", "db.build", "--out", str(CATALOG.relative_to(ROOT))])
    CATALOG_STAMP.write_text(digest, encoding="utf-8")
