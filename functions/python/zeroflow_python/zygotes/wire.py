"""What the host and a zygote say to each other.

The host sends one datagram for a request: a letter and the path of a JSON file, with descriptors. The first
one is the request's own channel, a stream on which the answer comes back as a line of JSON, and on which the
host may send `TERMINATE` and `KILL`. The channel's end without an answer means that the zygote has died.
"""

from __future__ import annotations

import contextlib
import json
import socket
from typing import Any

STEP = b"S"
"""Fork a step; descriptors: channel, stdout, stderr. Answer: {"status": wait status, "maxRss": kilobytes}."""
SCOUT = b"C"
"""Try imports in a fork; descriptor: channel. Answer: {"good", "bad", "left"} with lists of modules."""
IMPORT = b"I"
"""Import for all later steps; descriptor: channel. Answer as for a scout."""

TERMINATE = b"T"
KILL = b"K"

MAX_DATAGRAM = 8_192
DESCRIPTORS = 3


def send(control: socket.socket, letter: bytes, path: str, descriptors: list[int]) -> None:
    """Sends a request. Raises OSError if the zygote is gone."""
    socket.send_fds(control, [letter + path.encode("utf-8", "surrogateescape")], descriptors)


def receive(control: socket.socket) -> tuple[bytes, str, list[int]] | None:
    """The next request, or None at the end."""
    data, descriptors, _, _ = socket.recv_fds(control, MAX_DATAGRAM, DESCRIPTORS)
    return (data[:1], data[1:].decode("utf-8", "surrogateescape"), list(descriptors)) if data else None


def answer(channel: socket.socket, document: dict[str, Any]) -> None:
    """Sends an answer; the host may have gone."""
    with contextlib.suppress(OSError):
        channel.sendall(json.dumps(document).encode() + b"\n")
