"""Who waits for an attempt, and whether it still does."""

from __future__ import annotations

import select
import socket
import threading
import time

from zeroflow_python.contract.errors import resource, transient


class Caller:
    """A deadline (seconds since the epoch) and the connection on which the answer is awaited, if any.

    Safe for threads: transfers ask it side by side.
    """

    def __init__(self, deadline: float, connection: socket.socket | None, stopped: threading.Event):
        self._deadline = deadline
        self._connection = connection
        self._stopped = stopped

    @property
    def descriptor(self) -> int | None:
        """The connection, to wait for its end."""
        return self._connection.fileno() if self._connection else None

    def millis_left(self) -> int:
        """Until the deadline, at most a day."""
        return int(max(0.0, min(self._deadline - time.time(), 86_400.0)) * 1000) + 1

    def check(self) -> None:
        """Raises TaskError if the deadline has passed, the caller has gone, or the host stops."""
        if time.time() >= self._deadline:
            raise resource("TIMED_OUT", "The step did not end before its deadline.")
        if self._connection and _ended(self._connection):
            raise transient("CALLER_GONE", "The caller closed the connection.")
        if self._stopped.is_set():
            raise transient("HOST_STOPPED", "The host was stopped while the step ran.")


def _ended(connection: socket.socket) -> bool:
    poll = select.poll()  # one of its own for each call, because it serves one thread at a time
    poll.register(connection, select.POLLRDHUP)
    return bool(poll.poll(0))
