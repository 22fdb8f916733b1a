"""Writes a zip, packed, file by file and piece by piece; with one fixed date, so that the same files give the same
bytes."""

from __future__ import annotations

import zlib
from typing import BinaryIO

_DEFLATED = 8
_UTF8 = 0x800
# 1 January 1980, midnight: the first day that a zip knows.
_DAY = 0x21


def _record(*fields: tuple[int, int]) -> bytes:
    """Numbers as a zip writes them: value and bytes each."""
    return b"".join(value.to_bytes(length, "little") for value, length in fields)


class ZipWriter:
    """A zip in a file that can be written at any place of it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._listed: list[bytes] = []
        self._name = b""
        self._begin = self._size = self._checksum = 0
        self._packing = zlib.compressobj(6, zlib.DEFLATED, -15)

    def begin(self, name: str) -> None:
        """The next file; what is written from now on is in it."""
        self._name, self._begin = name.encode(), self._file.tell()
        self._size = self._checksum = 0
        self._packing = zlib.compressobj(6, zlib.DEFLATED, -15)
        self._file.write(self._head(0))

    def write(self, text: str) -> None:
        """More of the file."""
        content = text.encode()
        self._size += len(content)
        self._checksum = zlib.crc32(content, self._checksum)
        self._file.write(self._packing.compress(content))

    def end(self) -> None:
        """The file is whole."""
        self._file.write(self._packing.flush())
        after = self._file.tell()
        packed = after - self._begin - len(self._head(0))
        self._file.seek(self._begin)
        self._file.write(self._head(packed))
        self._file.seek(after)
        shared = self._shared(packed)
        place = _record((0, 2), (0, 2), (0, 2), (0, 4), (self._begin, 4))
        self._listed.append(b"PK\x01\x02" + _record((20, 2)) + shared + place + self._name)

    def close(self) -> None:
        """Writes the list of the files."""
        begin = self._file.tell()
        listed = b"".join(self._listed)
        count = len(self._listed)
        ending = _record((0, 2), (0, 2), (count, 2), (count, 2), (len(listed), 4), (begin, 4), (0, 2))
        self._file.write(listed + b"PK\x05\x06" + ending)

    def _shared(self, packed: int) -> bytes:
        said = (20, 2), (_UTF8, 2), (_DEFLATED, 2), (0, 2), (_DAY, 2)
        sizes = (self._checksum, 4), (packed, 4), (self._size, 4), (len(self._name), 2), (0, 2)
        return _record(*said, *sizes)

    def _head(self, packed: int) -> bytes:
        return b"PK\x03\x04" + self._shared(packed) + self._name
