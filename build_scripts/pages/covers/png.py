"""A picture of sixteen colours as a PNG, by the pinned compressor, which gives the same bytes everywhere."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

from zopfli.zlib import compress

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Colour type 3: each pixel is a place in the table of colours; four bits a pixel.
_DEPTH, _BY_TABLE = 4, 3


def png(rows: Sequence[bytes | bytearray], colours: Sequence[tuple[int, int, int]]) -> bytes:
    """`rows` hold places in `colours`, of which there are at most sixteen; the width is even."""
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), _DEPTH, _BY_TABLE, 0, 0, 0)
    packed = b"".join(b"\0" + bytes(16 * a + b for a, b in zip(row[::2], row[1::2], strict=True)) for row in rows)
    table = b"".join(bytes(each) for each in colours)
    # To look for better blocks takes four times as long and saves a thirtieth.
    data = bytes(compress(packed, numiterations=1, blocksplitting=False))
    parts = ((b"IHDR", header), (b"PLTE", table), (b"IDAT", data), (b"IEND", b""))
    return _SIGNATURE + b"".join(_part(kind, data) for kind, data in parts)


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
