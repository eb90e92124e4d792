"""Runs one step in a zygote and reads what it writes. One thread does it all, by polling."""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from zeroflow_python.contract.errors import TaskError
from zeroflow_python.zygotes import wire
from zeroflow_python.zygotes.process import ZygoteProcess

GRACE_SECONDS = 5.0
"""From SIGTERM to SIGKILL."""
_DRAIN_SECONDS = 2.0
_READ_BYTES = 1 << 16
_ANSWER_BYTES = 4_096
_POLL_MILLIS = 500
_MAX_KILLS = 3


class ZygoteDied(Exception):
    """The zygote ended before the step did; the step is gone, too."""


class Waiter(Protocol):
    """Who waits for a step: `check` raises when nobody does any more, `descriptor` becomes readable then."""

    @property
    def descriptor(self) -> int | None:
        """A connection whose end means that the caller has gone."""

    def millis_left(self) -> int:
        """Until `check` raises for the time."""

    def check(self) -> None:
        """Raises TaskError if the step is to end."""


@dataclass(frozen=True)
class Ending:
    """How a step ended: its wait status and the largest memory that it used at a time, in kilobytes."""

    status: int
    max_rss: int


Feed = Callable[[str, bytes], None]
"""Takes bytes of `stdout` or `stderr`; no bytes mean its end."""


def run(zygote: ZygoteProcess, path: str, waiter: Waiter, feed: Feed) -> Ending:
    """Runs the step that the request file describes.

    Raises TaskError from the waiter after the step and its children are gone, ZygoteDied if the zygote is.
    """
    outputs: dict[int, str] = {}
    theirs: list[int] = []
    for name in ("stdout", "stderr"):
        ours, their = os.pipe()
        os.set_blocking(ours, False)
        outputs[ours] = name
        theirs.append(their)
    try:
        channel = zygote.request(wire.STEP, path, theirs)
    except OSError:
        for descriptor in outputs:
            os.close(descriptor)
        raise ZygoteDied from None
    finally:
        for descriptor in theirs:
            os.close(descriptor)
    with channel:
        return _Loop(channel, outputs, waiter, feed).run()


class _Loop:
    """State of one call of `run`."""

    def __init__(self, channel: socket.socket, outputs: dict[int, str], waiter: Waiter, feed: Feed):
        self._channel = channel
        self._outputs = outputs
        self._waiter = waiter
        self._feed = feed
        self._answer: dict[str, Any] | None = None
        self._stopped: TaskError | None = None
        self._kill_at = float("inf")
        self._kills = 0
        self._poll = select.poll()
        for descriptor in [*outputs, channel.fileno()]:
            self._poll.register(descriptor, select.POLLIN)
        if waiter.descriptor is not None:
            self._poll.register(waiter.descriptor, select.POLLRDHUP)

    def run(self) -> Ending:
        try:
            while self._answer is None:
                self._round(self._wait_millis())
                self._stop_if_over()
            self._drain()
        finally:
            for descriptor in list(self._outputs):
                self._close(descriptor)
        if self._stopped:
            raise self._stopped
        if "status" not in self._answer:
            raise ZygoteDied
        return Ending(self._answer["status"], self._answer["maxRss"])

    def _wait_millis(self) -> int:
        left = self._waiter.millis_left() if not self._stopped else (self._kill_at - time.monotonic()) * 1000
        return int(max(0, min(left, _POLL_MILLIS)))

    def _round(self, millis: int) -> None:
        for descriptor, _ in self._poll.poll(millis):
            if descriptor in self._outputs:
                self._read(descriptor)
            elif descriptor == self._channel.fileno():
                self._read_answer()

    def _read(self, descriptor: int) -> None:
        try:
            data = os.read(descriptor, _READ_BYTES)
        except BlockingIOError:
            return
        self._feed(self._outputs[descriptor], data)
        if not data:
            self._close(descriptor)

    def _read_answer(self) -> None:
        try:
            data = self._channel.recv(_ANSWER_BYTES)
        except OSError:
            data = b""
        self._answer = json.loads(data) if data else {}

    def _stop_if_over(self) -> None:
        if self._stopped:
            if time.monotonic() >= self._kill_at:
                self._kill()
            return
        try:
            self._waiter.check()
        except TaskError as e:
            self._stopped = e
            self._kill_at = time.monotonic() + GRACE_SECONDS
            self._order(wire.TERMINATE)
            self._forget_waiter()

    def _kill(self) -> None:
        self._kill_at = time.monotonic() + GRACE_SECONDS
        self._kills += 1
        self._order(wire.KILL)
        if self._kills > _MAX_KILLS:
            # The zygote is busy with an import. It kills the step when it finds the channel closed.
            self._answer = {}

    def _forget_waiter(self) -> None:
        """A closed connection would wake the loop all the time."""
        if self._waiter.descriptor is not None:
            with contextlib.suppress(KeyError):
                self._poll.unregister(self._waiter.descriptor)

    def _order(self, order: bytes) -> None:
        with contextlib.suppress(OSError):
            self._channel.sendall(order)

    def _drain(self) -> None:
        """What was written before the end is in the pipes; nobody is left to write more."""
        self._poll.unregister(self._channel.fileno())
        self._forget_waiter()
        end = time.monotonic() + _DRAIN_SECONDS
        while self._outputs and time.monotonic() < end:
            self._round(100)

    def _close(self, descriptor: int) -> None:
        self._poll.unregister(descriptor)
        del self._outputs[descriptor]
        os.close(descriptor)
