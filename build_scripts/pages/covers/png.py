"""A picture of sixteen colours as a PNG, by the pinned compressor, which gives the same bytes everywhere."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

from zopfli.zlib import compress

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Colour type 3: each pixel is a place in the table of colours.
_BY_TABLE = 3
_DIGITS = bytes.maketrans(bytes(range(16)), b"0123456789abcdef")


def png(rows: Sequence[bytes | bytearray], colours: Sequence[tuple[int, int, int]]) -> bytes:
    """`rows` hold places in `colours`, of which there are at most sixteen; of two a pixel is a bit, of more four."""
    width = len(rows[0])
    base, depth = (2, 1) if len(colours) == 2 else (16, 4)
    header = struct.pack(">IIBBBBB", width, len(rows), depth, _BY_TABLE, 0, 0, 0)
    length = (width * depth + 7) // 8
    full = length * 8 // depth
    packed = b"".join(
        b"\0" + int(bytes(row).translate(_DIGITS).ljust(full, b"0"), base).to_bytes(length, "big") for row in rows
    )
    table = b"".join(bytes(each) for each in colours)
    # To look for better blocks takes four times as long and saves a thirtieth.
    data = bytes(compress(packed, numiterations=1, blocksplitting=False))
    parts = ((b"IHDR", header), (b"PLTE", table), (b"IDAT", data), (b"IEND", b""))
    return _SIGNATURE + b"".join(_part(kind, data) for kind, data in parts)


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
