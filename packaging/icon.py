"""The icon as pictures, painted from resources/icons/michishirube.svg when a package is built."""

from __future__ import annotations

import os
import struct
from collections.abc import Sequence
from pathlib import Path

#: What Windows asks for, from the title bar to the large tiles of the Explorer.
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
PNG_SIZE = 256


def write_icons(source: Path, folder: Path) -> None:
    """Write ``<name>.ico`` for Windows and ``<name>.png`` for a Linux menu."""
    pictures = paint(source, ICO_SIZES)
    (folder / f"{source.stem}.ico").write_bytes(ico(ICO_SIZES, pictures))
    (folder / f"{source.stem}.png").write_bytes(pictures[ICO_SIZES.index(PNG_SIZE)])


def paint(source: Path, sizes: Sequence[int]) -> list[bytes]:
    """Return the picture as PNG in each size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QGuiApplication, QIcon

    application = QGuiApplication.instance() or QGuiApplication([])
    icon, pictures = QIcon(str(source)), []
    for size in sizes:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if not icon.pixmap(size, size).save(buffer, "PNG"):
            raise ValueError(f"{source} cannot be painted")
        pictures.append(bytes(buffer.data().data()))
    del application
    return pictures


def ico(sizes: Sequence[int], pictures: Sequence[bytes]) -> bytes:
    """Return an .ico file that holds PNG pictures (Windows Vista and later)."""
    offset = 6 + 16 * len(pictures)
    entries = b""
    for size, picture in zip(sizes, pictures, strict=True):
        side = size % 256  # 256 is written as 0
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(pictures)
