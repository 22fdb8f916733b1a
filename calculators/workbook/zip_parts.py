"""A zip's files by name, read from the list at its end and unpacked piece by piece, never beyond the size it states.

Python's `zipfile` does far more, and would be 60 kB in the page.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

BEGIN = b"PK\x03\x04"
_LIST, _END = b"PK\x01\x02", b"PK\x05\x06"
_END_BYTES, _LIST_BYTES, _HEAD_BYTES = 22, 46, 30
# A comment of the whole zip is at most so long.
_LONGEST_COMMENT = 0xFFFF
_MOST_LIST_BYTES = 8 << 20
_STORED, _DEFLATED = 0, 8
_SECRET = 1
_BEYOND_32_BITS = 0xFFFFFFFF
_PIECE = 1 << 16


class ZipError(Exception):
    """The file is no zip, is damaged, has a password or is packed in a way that no spreadsheet uses."""


@dataclass(frozen=True)
class Part:
    """A file in the zip: how it is packed, its bytes as packed and unpacked, the sum over them, and where it begins."""

    method: int
    packed: int
    size: int
    checksum: int
    offset: int


def _number(data: bytes, at: int, length: int) -> int:
    return int.from_bytes(data[at : at + length], "little")


def parts_of(file: BinaryIO) -> dict[str, Part]:
    """The zip's files by name. Raises ZipError."""
    length = file.seek(0, 2)
    file.seek(max(0, length - _END_BYTES - _LONGEST_COMMENT))
    tail = file.read()
    end = tail[tail.rfind(_END) :] if _END in tail else b""
    size, begin = _number(end, 12, 4), _number(end, 16, 4)
    if len(end) < _END_BYTES or size > _MOST_LIST_BYTES:
        raise ZipError("no list at the end")
    file.seek(begin)
    listed = file.read(size)
    found: dict[str, Part] = {}
    at = 0
    while listed[at : at + 4] == _LIST:
        flags, method = _number(listed, at + 8, 2), _number(listed, at + 10, 2)
        checksum, packed, unpacked = (_number(listed, at + place, 4) for place in (16, 20, 24))
        name, extra, comment = (_number(listed, at + place, 2) for place in (28, 30, 32))
        offset = _number(listed, at + 42, 4)
        if flags & _SECRET or method not in (_STORED, _DEFLATED) or _BEYOND_32_BITS in (packed, unpacked, offset):
            raise ZipError("packed in another way")
        title = listed[at + _LIST_BYTES : at + _LIST_BYTES + name].decode("utf-8", "replace")
        found[title] = Part(method, packed, unpacked, checksum, offset)
        at += _LIST_BYTES + name + extra + comment
    return found


def pieces(file: BinaryIO, part: Part) -> Iterator[bytes]:
    """The part's bytes, unpacked. Raises ZipError where they are not those that the list speaks of."""
    file.seek(part.offset)
    head = file.read(_HEAD_BYTES)
    if head[:4] != BEGIN:
        raise ZipError("not where the list says")
    file.seek(part.offset + _HEAD_BYTES + _number(head, 26, 2) + _number(head, 28, 2))
    left, size, checksum = part.packed, 0, 0
    unpacking = zlib.decompressobj(-15) if part.method == _DEFLATED else None
    waiting = b""
    try:
        while waiting or left:
            if not waiting:
                waiting = file.read(min(left, _PIECE))
                left -= len(waiting)
                if not waiting:
                    raise ZipError("cut short")
            piece, waiting = (
                (waiting, b"")
                if unpacking is None
                else (unpacking.decompress(waiting, _PIECE), unpacking.unconsumed_tail)
            )
            size, checksum = size + len(piece), zlib.crc32(piece, checksum)
            if size > part.size:
                raise ZipError("longer than the list says")
            yield piece
        # What is left in the unpacker, if anything, without taking more than the part may have.
        if unpacking is not None and (rest := unpacking.decompress(b"", part.size - size + 1)):
            size, checksum = size + len(rest), zlib.crc32(rest, checksum)
            yield rest
    except zlib.error as error:
        raise ZipError(str(error)) from error
    if (size, checksum) != (part.size, part.checksum):
        raise ZipError("damaged")
