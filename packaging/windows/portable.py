"""Make the portable zip from a built folder: to be unpacked on a USB stick and started from there.

It holds one more file than the installer: the marker that keeps all data beside the program. Names
are sorted and times fixed: the same folder gives the same zip.
"""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

from places import NAME

MARKER = "portable.txt"
MARKER_TEXT = """\
みちしるべ　持ち運び版

このファイルがあると、入力したデータは、このフォルダーの中の michishirube-data に置かれます。
USBメモリーで持ち運ぶときも、パソコンを替えるときも、フォルダーごと写してください。
このファイルを消すと、データは、そのパソコンの利用者ごとの場所に置かれるようになります。

michishirube.exe を開くと始まります。インターネットにはつながりません。
"""


def entry(name: str, seconds: int) -> zipfile.ZipInfo:
    """Return the head of one file of the zip; zip knows no times before 1980."""
    info = zipfile.ZipInfo(name, max(time.gmtime(seconds)[:6], (1980, 1, 1, 0, 0, 0)))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0  # Windows, wherever it is made
    return info


def build(folder: Path, output: Path, seconds: int) -> Path:
    """Make the zip and return it.

    Args:
        folder: The package as PyInstaller made it.
        output: The zip to write.
        seconds: The time that every file shows, in seconds since 1970.
    """
    # Windows line ends and a mark of UTF-8: an old Notepad is to read it as well.
    marker = MARKER_TEXT.replace("\n", "\r\n").encode("utf-8-sig")
    contents = {f"{NAME}/{MARKER}": marker}
    for path in folder.rglob("*"):
        if path.is_file():
            contents[f"{NAME}/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    with zipfile.ZipFile(output, "w") as archive:
        for name in sorted(contents):
            archive.writestr(entry(name, seconds), contents[name], compresslevel=9)
    return output
