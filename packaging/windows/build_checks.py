"""Checks of what was built, which need no Wine: libraries, contents, sizes, the same again."""

from __future__ import annotations

import struct
import tempfile
from pathlib import Path

import dllcheck
import installer
import pe
import portable
from places import CONSOLE, PROGRAM
from trial import Trial, contents, difference

RUNTIMES = ("msvcp140.dll", "vcruntime140.dll", "qt6svg.dll", "python3.dll")
MEGABYTE = 1_000_000
PAPERS = ("はじめにお読みください.txt", "導入申請用.txt", "docs/sbom.cdx.json", "docs/LICENSE.txt")
INSTALLER_LIMIT = 45 * MEGABYTE
"""The budget of the design."""


def check_libraries(trial: Trial) -> None:
    """Every DLL needed is in the package or part of Windows, and the check would notice a loss."""
    lost = dllcheck.check(trial.package)
    count = len(dllcheck.binaries(trial.package))
    trial.report.check(
        "必要なDLLがそろっている / no DLL missing", not lost, lost or f"{count} binaries"
    )
    needed = dllcheck.needs(trial.package)
    present = [
        path.relative_to(trial.package).as_posix() for path in dllcheck.binaries(trial.package)
    ]
    for name in RUNTIMES:
        kept = [path for path in present if not path.lower().endswith(f"/{name}")]
        noticed = dllcheck.missing(needed, kept).get(name, [])
        trial.report.check(
            f"{name} を抜くと気づく / its loss is noticed", bool(noticed), noticed[:2]
        )


def check_programs(trial: Trial) -> None:
    """Only the console twin has a console; both and the installer show icon and version."""
    found = [pe.read(trial.package / name).subsystem for name in (PROGRAM, CONSOLE)]
    wanted = [pe.WINDOWED, pe.WITH_CONSOLE]
    trial.report.check("コンソールは片方だけ / one without a console", found == wanted, found)
    pictures = ico_pictures(trial.places.icon.read_bytes())
    shown = "みちしるべ".encode("utf-16-le"), trial.version.encode("utf-16-le")
    for path in (trial.package / PROGRAM, trial.package / CONSOLE, trial.installer):
        data = path.read_bytes()
        lost = [one[:32] for one in (*pictures, *shown) if one not in data]
        name = f"アイコンと版情報 / icon and version: {path.name}"
        trial.report.check(name, not lost, lost or f"{len(pictures)} sizes")


def ico_pictures(data: bytes) -> list[bytes]:
    """Return the pictures of an .ico file; a program holds each of them unchanged."""
    (count,) = struct.unpack_from("<4xH", data)
    heads = [struct.unpack_from("<8xII", data, 6 + 16 * number) for number in range(count)]
    return [data[offset : offset + size] for size, offset in heads]


def check_sizes(trial: Trial) -> None:
    """Print the sizes; the installer keeps within its budget."""
    folder = sum(path.stat().st_size for path in trial.package.rglob("*") if path.is_file())
    sizes = {"folder": folder}
    sizes |= {"installer": trial.installer.stat().st_size, "zip": trial.portable.stat().st_size}
    text = ", ".join(f"{name} {size / MEGABYTE:.1f} MB" for name, size in sizes.items())
    ok = sizes["installer"] <= INSTALLER_LIMIT
    trial.report.check("大きさ / sizes (installer <= 45 MB)", ok, text)


def check_repeatable(trial: Trial, seconds: int) -> None:
    """The same folder makes the same installer and zip (the installer compared without compression)."""
    with tempfile.TemporaryDirectory() as temporary:
        made = [
            installer.build(
                trial.package, Path(temporary, f"{name}.exe"), trial.version, {"FAST": ""}
            )
            for name in "ab"
        ]
        same = made[0].read_bytes() == made[1].read_bytes()
        trial.report.check("インストーラーを二度作ると同じ / the installer is repeatable", same)
        small = {"FAST": "", "TARGET": "x86-unicode"}  # what the Windows edition of NSIS makes
        made.append(installer.build(trial.package, Path(temporary, "c.exe"), trial.version, small))
        trial.report.check(
            "32ビット版の NSIS でも作れる / compiles for 32-bit NSIS", made[2].exists()
        )
        again = portable.build(trial.package, Path(temporary, "again.zip"), seconds)
        same = again.read_bytes() == trial.portable.read_bytes()
        trial.report.check("持ち運び版を二度作ると同じ / the zip is repeatable", same)


def check_contents(trial: Trial) -> None:
    """Papers, licences and the bill of materials are in it, and every hash in the list is right."""
    names = contents(trial.package)
    listed = (trial.package / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    hashes = {name: value for value, name in (line.split("  ", 1) for line in listed)}
    left = difference(
        hashes, {name: value for name, value in names.items() if name != "SHA256SUMS"}
    )
    trial.report.check("SHA256SUMS", not left, left or f"{len(hashes)} files")
    lost = [name for name in PAPERS if name not in names]
    trial.report.check("文書・部品表 / papers and bill of materials", not lost, lost)
