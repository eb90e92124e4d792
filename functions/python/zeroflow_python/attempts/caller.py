"""Who waits for an attempt, and whether it still does."""

from __future__ import annotations

import select
import socket
import threading
import time

from zeroflow_python.contract.errors import resource, transient


class Caller:
    """A deadline (seconds since the epoch) and the connection on which the answer is awaited, if any."""

    def __init__(self, deadline: float, connection: socket.socket | None, stopped: threading.Event):
        self._deadline = deadline
        self._connection = connection
        self._stopped = stopped
        self._poll = select.poll()
        if connection:
            self._poll.register(connection, select.POLLRDHUP)

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
        if self._connection and self._poll.poll(0):
            raise transient("CALLER_GONE", "The caller closed the connection.")
        if self._stopped.is_set():
            raise transient("HOST_STOPPED", "The host was stopped while the step ran.")
