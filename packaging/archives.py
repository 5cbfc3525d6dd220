"""Archives and lists of hashes that are the same for the same content: sorted, without owners, one time."""

from __future__ import annotations

import tarfile
from collections.abc import Iterable
from pathlib import Path

from parts import file_hash

SUMS = "SHA256SUMS"


def write_tar(folder: Path, output: Path, seconds: int) -> Path:
    """Write a folder as .tar.xz under its own name and return the archive."""

    def plain(info: tarfile.TarInfo) -> tarfile.TarInfo:
        """Leave out whose file it was, when it was made and what its owner's habits are."""
        is_open = info.isdir() or info.issym() or bool(info.mode & 0o100)
        info.mode = 0o755 if is_open else 0o644
        info.uid = info.gid = 0
        info.uname = info.gname = ""
        info.mtime = seconds
        return info

    with tarfile.open(output, "w:xz", preset=6) as archive:  # tarfile sorts folders by name
        archive.add(folder, folder.name, filter=plain)
    return output


def sums(folder: Path, places: Iterable[str]) -> str:
    """Return the lines that ``sha256sum --check`` reads."""
    return "".join(f"{file_hash(folder / place)}  {place}\n" for place in sorted(places))
