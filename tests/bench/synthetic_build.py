"""The synthetic catalogue as a file, written by what writes the real one; kept under build/bench.

``python -m tests.bench.synthetic_build SIZE SEED`` builds one in a process of its own, because the rows of
100,000 programmes take gigabytes while they are written.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from db.build import _write
from db.catalog_schema import SCHEMA_VERSION
from tests.bench.measuring import PLACE, ROOT, python
from tests.bench.synthetic import synthetic_source

__all__ = ["build_seconds", "synthetic_catalog", "write_synthetic"]


def synthetic_catalog(size: int, seed: int, place: Path = PLACE) -> Path:
    """Return the file of a synthetic catalogue, built where it is not there yet."""
    path = _path(size, seed, place)
    if not path.exists():
        command = python("-m", "tests.bench.synthetic_build", str(size), str(seed), str(place))
        subprocess.run(command, cwd=ROOT, check=True)
    return path


def build_seconds(size: int, seed: int, place: Path = PLACE) -> float:
    """Return how long the file took to write when it was built (texts not counted)."""
    told = json.loads(_note(synthetic_catalog(size, seed, place)).read_text(encoding="utf-8"))
    return float(told["seconds"])


def write_synthetic(path: Path, size: int, seed: int) -> float:
    """Write a synthetic catalogue and return the seconds that the writer took."""
    source = synthetic_source(size, seed)
    begun = time.perf_counter()
    _write(path, source)
    return time.perf_counter() - begun


def _path(size: int, seed: int, place: Path) -> Path:
    """Return where a file is kept: another seed, schema, writer or vocabulary makes another file."""
    return place / f"synthetic-{size}-seed{seed}-v{SCHEMA_VERSION}-{_fingerprint()}.sqlite"


def _fingerprint() -> str:
    """Return eight characters that change with what decides about the content of the file."""
    makers = [*(ROOT / "db").glob("*writer.py"), ROOT / "db" / "build.py"]
    makers += [ROOT / "db" / name for name in ("catalog_schema.sql", "search_text.py")]
    makers += [ROOT / "tests" / "bench" / name for name in ("synthetic.py", "vocabulary.py")]
    digest = hashlib.sha256()
    for path in sorted(makers):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def _note(path: Path) -> Path:
    """Return where it is noted how long the building took."""
    return path.with_suffix(".json")


def main(arguments: list[str]) -> int:
    """Build one file; it takes its place when it is complete."""
    size, seed, place = int(arguments[0]), int(arguments[1]), Path(arguments[2])
    place.mkdir(parents=True, exist_ok=True)
    path = _path(size, seed, place)
    with tempfile.TemporaryDirectory(prefix=".synthetic-", dir=place) as folder:
        draft = Path(folder) / path.name
        seconds = write_synthetic(draft, size, seed)
        _note(path).write_text(json.dumps({"seconds": seconds}), encoding="utf-8")
        draft.replace(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
