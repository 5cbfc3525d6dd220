"""What the Explorer shows under 「プロパティ」-「詳細」 of the two programs, in PyInstaller's own notation."""

from __future__ import annotations

PRODUCT = "みちしるべ"
DESCRIPTIONS = {
    "michishirube": "みちしるべ",
    "michishirube-cli": "みちしるべ（コマンドライン）",
}
JAPANESE, UNICODE = 0x411, 1200


def numbers(version: str) -> tuple[int, int, int, int]:
    """Return the four numbers Windows wants: ``0.1.0`` is (0, 1, 0, 0)."""
    first, second, third, fourth = (*map(int, version.split(".")), 0, 0, 0)[:4]
    return first, second, third, fourth


def version_info(program: str, version: str) -> str:
    """Return the text of a version file for one program."""
    strings = {
        "CompanyName": "michishirube contributors",
        "FileDescription": DESCRIPTIONS[program],
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": "MIT License, Copyright (c) 2026 michishirube contributors",
        "OriginalFilename": f"{program}.exe",
        "ProductName": PRODUCT,
        "ProductVersion": version,
    }
    table = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in strings.items())
    four = numbers(version)
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3f, flags=0x0, "
        "OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)), kids=["
        f"StringFileInfo([StringTable('{JAPANESE:04x}{UNICODE:04x}', [{table}])]), "
        f"VarFileInfo([VarStruct('Translation', [{JAPANESE}, {UNICODE}])])])\n"
    )
