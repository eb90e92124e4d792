"""The warm parent: a process with one thread that has imported kfp, and forks for each step.

It runs in the environment of the steps, so it uses the standard library only. It is the subreaper of what
steps leave behind; each step is one too while it lives, so a child that is no step belongs to a step that has
ended, and is killed.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import selectors
import signal
import socket
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from zeroflow_python.zygotes import child, kernel, preload, wire
from zeroflow_python.zygotes.spare import Spare

_STRAY_POLL_SECONDS = 0.005
_STRAY_LIMIT_SECONDS = 3.0


@dataclass
class _Forked:
    """A fork that was asked for; `ended` is the monotonic time at which its status was read."""

    channel: socket.socket
    answer: dict[str, Any] | None = None
    ended: float = 0.0


class Zygote:
    """Serves the requests that come over `control`, until its end."""

    def __init__(self, control: socket.socket):
        self._control = control
        self._forks: dict[int, _Forked] = {}
        self._ended: list[_Forked] = []
        self._spare: Spare | None = None
        self._wants_spare = True
        self._selector = selectors.DefaultSelector()
        self._woken, self._waker = socket.socketpair()
        for end in (self._woken, self._waker):
            end.setblocking(False)

    def serve(self) -> None:
        """Returns when the host is gone, after killing all that was forked."""
        kernel.become_subreaper()
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        self._selector.register(self._control, selectors.EVENT_READ)
        self._selector.register(self._woken, selectors.EVENT_READ)
        while self._round():
            pass
        self._kill_everything()

    def _round(self) -> bool:
        wait = _STRAY_POLL_SECONDS if self._ended else None
        events = self._selector.select(0 if self._wants_spare else wait)
        if self._wants_spare and not events:
            self._fork_ahead()
        for key, _ in events:
            if key.fileobj is self._control:
                if not self._request():
                    return False
            elif key.fileobj is self._woken:
                with contextlib.suppress(BlockingIOError):
                    self._woken.recv(4096)
            else:
                self._command(key.data)
        self._reap()
        self._report()
        return True

    def _fork_ahead(self) -> None:
        """Tries it once: if it cannot be or ends by itself, the next step is forked when it comes."""
        self._wants_spare = False
        with contextlib.suppress(OSError):
            self._spare = Spare(self._fork)

    def _request(self) -> bool:
        received = wire.receive(self._control)
        if not received:
            return False
        letter, path, descriptors = received
        channel = socket.socket(fileno=descriptors[0])
        if letter == wire.IMPORT:
            with channel:
                self._import(path, channel)
            return True
        pid = self._begin(letter, path, descriptors)
        for descriptor in descriptors[1:]:
            os.close(descriptor)
        self._forks[pid] = _Forked(channel)
        self._selector.register(channel, selectors.EVENT_READ, pid)
        return True

    def _import(self, path: str, channel: socket.socket) -> None:
        with open(path) as request:
            wire.answer(channel, preload.load(json.load(request)["modules"]))
        gc.collect()
        gc.freeze()
        if self._spare:
            self._spare.end()
            self._spare = None
        self._wants_spare = True

    def _begin(self, letter: bytes, path: str, descriptors: list[int]) -> int:
        """Process id of the fork that does what was asked for."""
        channel, *outputs = descriptors
        if letter == wire.SCOUT:
            return self._fork(lambda: child.scout(path, channel))
        spare, self._spare = self._spare, None
        self._wants_spare = True
        if spare and spare.take(path, outputs):
            return spare.pid

        def run() -> int:
            os.close(channel)
            child.become_leader()
            return child.step(path, *outputs)

        return self._fork(run)

    def _fork(self, run: Callable[[], int]) -> int:
        """Process id of a fork that runs this, and ends with the exit code that it returns."""
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._become_child(parent, run)
        return pid

    def _become_child(self, parent: int, run: Callable[[], int]) -> None:
        code = 1
        try:
            kernel.die_with_parent(parent)
            signal.set_wakeup_fd(-1)
            self._forget()
            code = run()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)

    def _forget(self) -> None:
        """Closes what belongs to the parent and to other steps."""
        self._selector.close()
        for each in (self._control, self._woken, self._waker, *(f.channel for f in self._forks.values())):
            each.close()
        for fork in self._ended:
            fork.channel.close()
        if self._spare:
            self._spare.forget()

    def _command(self, pid: int) -> None:
        fork = self._forks.get(pid)
        if not fork:
            return
        try:
            order = fork.channel.recv(1)
        except OSError:
            order = b""
        if order == wire.TERMINATE:
            _signal(pid, signal.SIGTERM)
            return
        if not order:
            self._selector.unregister(fork.channel)
        _signal(pid, signal.SIGKILL)

    def _reap(self) -> None:
        while True:
            try:
                pid, status, used = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            fork = self._forks.pop(pid, None)
            if self._spare and self._spare.pid == pid:
                self._spare.forget()
                self._spare = None
            if fork:
                fork.answer = {"status": status, "maxRss": used.ru_maxrss}
                fork.ended = time.monotonic()
                self._ended.append(fork)

    def _report(self) -> None:
        """Tells that a step is over when nothing of it is left."""
        if not self._ended:
            return
        ours = {*self._forks, self._spare.pid if self._spare else 0}
        strays = [pid for pid in kernel.children() if pid not in ours]
        for pid in strays:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        now = time.monotonic()
        over = [fork for fork in self._ended if not strays or now - fork.ended > _STRAY_LIMIT_SECONDS]
        self._ended = [fork for fork in self._ended if fork not in over]
        for fork in over:
            with contextlib.suppress(KeyError, ValueError):
                self._selector.unregister(fork.channel)
            wire.answer(fork.channel, fork.answer or {})
            fork.channel.close()

    def _kill_everything(self) -> None:
        end = time.monotonic() + _STRAY_LIMIT_SECONDS
        while time.monotonic() < end and (left := kernel.children()):
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(_STRAY_POLL_SECONDS)
            self._reap()


def _signal(pid: int, number: int) -> None:
    """To the whole group, which exists from the step's first moment on, or to the step alone before."""
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def main(descriptor: int, with_kfp: bool) -> None:
    """Serves on an inherited socket."""
    control = socket.socket(fileno=descriptor)
    if with_kfp:
        preload.load_executor()
    gc.collect()
    gc.freeze()
    Zygote(control).serve()
