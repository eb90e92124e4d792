"""A fork that was made ahead of its step, so that the step waits for none."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
from collections.abc import Callable

from zeroflow_python.zygotes import child, program, wire


class Spare:
    """The parent's side: a process that has become one of its own, and waits to be told what to run."""

    def __init__(self, fork: Callable[[Callable[[], int]], int]):
        """`fork` makes a process that does what it gets, ends with its result, and has our descriptors."""
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.pid = fork(lambda: self._wait(theirs))

    def take(self, path: str, descriptors: list[int]) -> bool:
        """Has it run a step; false if it has died. To be called once."""
        try:
            wire.send(self._ours, wire.STEP, path, descriptors)
            return True
        except OSError:
            return False
        finally:
            self._ours.close()

    def forget(self) -> None:
        """Closes what another fork has inherited of it."""
        self._ours.close()

    def end(self) -> None:
        """Ends it, because it was forked before what its step should find."""
        self._ours.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def _wait(self, theirs: socket.socket) -> int:
        """The life of the fork."""
        self._ours.close()
        child.become_leader()
        program.rehearse()
        with theirs:
            received = wire.receive(theirs)
        if not received:
            return 0
        _, path, (stdout, stderr) = received
        return child.step(path, stdout, stderr)
