"""Read what a Windows binary imports and exports: just enough of the PE format, standard library only."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PE32_PLUS = 0x20B
EXPORT, IMPORT, DELAY_IMPORT = 0, 1, 13
WINDOWED, WITH_CONSOLE = 2, 3
"""Values of ``subsystem``: whether Windows opens a console for a program."""
IMPORT_ENTRY, DELAY_ENTRY = 20, 32
NAME_IN_IMPORT, NAME_IN_DELAY = 12, 4


class NotPEError(ValueError):
    """The file is no Windows binary."""


@dataclass(frozen=True)
class Section:
    """Where a part of the file lies in memory (``address``) and on disk (``offset``)."""

    address: int
    size: int
    offset: int


class Binary:
    """A 64- or 32-bit Windows binary."""

    def __init__(self, data: bytes) -> None:
        """Read headers.

        Args:
            data: The whole file.

        Raises:
            NotPEError: if it is something else.
        """
        if data[:2] != b"MZ":
            raise NotPEError("no MZ header")
        self._data = data
        (head,) = struct.unpack_from("<I", data, 0x3C)
        if data[head : head + 4] != b"PE\0\0":
            raise NotPEError("no PE header")
        count, optional_size = struct.unpack_from("<2xH12xH", data, head + 4)
        optional = head + 24
        (magic,) = struct.unpack_from("<H", data, optional)
        self._directories = optional + (112 if magic == PE32_PLUS else 96)
        (self.subsystem,) = struct.unpack_from("<H", data, optional + 68)
        (self._directory_count,) = struct.unpack_from("<I", data, self._directories - 4)
        self._sections = [
            self._section(optional + optional_size + 40 * index) for index in range(count)
        ]

    def imports(self) -> set[str]:
        """Return the names of the DLLs it needs, in lower case, at the start or later."""
        names = self._entries(IMPORT, IMPORT_ENTRY, NAME_IN_IMPORT)
        later = self._entries(DELAY_IMPORT, DELAY_ENTRY, NAME_IN_DELAY)
        return {name.lower() for name in (*names, *later)}

    def exports(self) -> list[str]:
        """Return the names it offers to others."""
        address = self._directory(EXPORT)
        if not address:
            return []
        count, _functions, names = struct.unpack_from("<III", self._data, self._at(address) + 24)
        table = self._at(names)
        return [
            self._text(*struct.unpack_from("<I", self._data, table + 4 * index))
            for index in range(count)
        ]

    def _section(self, place: int) -> Section:
        size, address, raw_size, offset = struct.unpack_from("<IIII", self._data, place + 8)
        return Section(address, max(size, raw_size), offset)

    def _directory(self, number: int) -> int:
        if number >= self._directory_count:
            return 0
        (address,) = struct.unpack_from("<I", self._data, self._directories + 8 * number)
        return int(address)

    def _entries(self, directory: int, size: int, name_at: int) -> Iterator[str]:
        address = self._directory(directory)
        if not address:
            return
        place = self._at(address)
        while True:
            (name,) = struct.unpack_from("<I", self._data, place + name_at)
            if not name:
                return
            yield self._text(name)
            place += size

    def _at(self, address: int) -> int:
        for section in self._sections:
            if section.address <= address < section.address + section.size:
                return address - section.address + section.offset
        raise NotPEError(f"address {address:#x} lies in no section")

    def _text(self, address: int) -> str:
        place = self._at(address)
        return self._data[place : self._data.index(b"\0", place)].decode("ascii")


def read(path: Path) -> Binary:
    """Return the binary in a file."""
    return Binary(path.read_bytes())
