"""Splits a stream of bytes in lines of text."""

from __future__ import annotations

MAX_LINE_BYTES = 16 * 1024
"""Longer lines are cut into pieces."""


class LineSplitter:
    """Bytes in, whole lines out; what is no UTF-8 becomes the replacement character."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[str]:
        """Lines that are whole now; no data means the end, where the last line needs no end of its own."""
        self._rest += data
        *lines, rest = self._rest.split(b"\n")
        if not data and rest:
            lines, rest = [*lines, rest], b""
        pieces = [piece for line in lines for piece in _cut(line)]
        *whole, self._rest = _cut(rest)
        return [each.decode("utf-8", "replace").rstrip("\r") for each in pieces + whole]


def _cut(line: bytes) -> list[bytes]:
    pieces = []
    while len(line) > MAX_LINE_BYTES:
        end = MAX_LINE_BYTES
        while end > MAX_LINE_BYTES - 4 and line[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(line[:end])
        line = line[end:]
    return [*pieces, line]
