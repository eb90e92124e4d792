"""The zygotes of this host: one for each environment that is in use, a few at a time. Safe for threads."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import zeroflow_python
from zeroflow_python.environments.plan import Environment
from zeroflow_python.zygotes import kernel, wire
from zeroflow_python.zygotes.process import ZygoteProcess

COMMANDS = Environment("commands", sys.executable, None)
"""What installers and plain commands are forked from: nothing is imported there."""
MAX_ZYGOTES = 8
_WAIT_SECONDS = 0.2
_MAX_ROUNDS = 10
_PACKAGES = str(Path(zeroflow_python.__file__).resolve().parent.parent)


@dataclass
class _Place:
    """A zygote, its running steps, when it was last used (monotonic), and sources whose imports it tried."""

    zygote: ZygoteProcess
    steps: int = 0
    used: float = 0.0
    tried: set[str] = field(default_factory=set)


class ZygotePool:
    """Starts zygotes when they are needed, and ends those that are idle for `idle` seconds."""

    def __init__(self, folder: Path, environ: Mapping[str, str], idle: float):
        self._folder = folder
        self._environ = environ
        self._idle = idle
        self._changed = threading.Condition()
        self._places: dict[tuple[str, bool], _Place] = {}
        self._bad_modules: dict[str, set[str]] = {}
        self._pids: set[int] = set()
        self._numbers = itertools.count()
        self._sweeper: threading.Thread | None = None
        self._closed = False

    def base(self, environment: Environment) -> dict[str, str]:
        """What a program of this environment finds in its variables, before the step's own."""
        found = {
            "PATH": self._environ.get("PATH", os.defpath),
            "LANG": self._environ.get("LANG", "C.UTF-8"),
        }
        folders = [f for f in self._environ.get("PYTHONPATH", "").split(os.pathsep) if f]
        if kept := [folder for folder in folders if os.path.realpath(folder) != _PACKAGES]:
            found["PYTHONPATH"] = os.pathsep.join(kept)
        if environment.folder:
            found["VIRTUAL_ENV"] = environment.folder
        # So that `python` and scripts in a step are the environment's, also without a folder of its own.
        found["PATH"] = f"{os.path.dirname(environment.python)}{os.pathsep}{found['PATH']}"
        return found

    @contextlib.contextmanager
    def lease(
        self, environment: Environment, warm: bool, check: Callable[[], None]
    ) -> Iterator[ZygoteProcess]:
        """A living zygote of the environment, kept alive meanwhile.

        A warm one has imported what earlier steps imported. `check` may raise while this waits for a place.
        """
        key = (environment.key, warm)
        place = self._place(key, environment, check)
        try:
            yield place.zygote
        finally:
            with self._changed:
                place.steps -= 1
                place.used = time.monotonic()
                self._changed.notify_all()

    def learn_later(self, environment: Environment, source: str) -> None:
        """Has the warm zygote import what a source imports, if that is safe: in a thread, once for a source.

        To be called after a step of the source has succeeded.
        """
        key = (environment.key, True)
        with self._changed:
            place = self._places.get(key)
            if not place or source in place.tried or self._closed:
                return
            place.tried.add(source)
            place.steps += 1
            bad = self._bad_modules.setdefault(environment.key, set())
        threading.Thread(
            target=self._learn, args=(key, place, source, bad), name="learn", daemon=True
        ).start()

    def _learn(self, key: tuple[str, bool], place: _Place, source: str, bad: set[str]) -> None:
        fit = False
        try:
            fit = self._load(place.zygote, source, bad)
        finally:
            with self._changed:
                place.steps -= 1
                self._changed.notify_all()
            if not fit:
                self._retire(key, place)

    def _load(self, zygote: ZygoteProcess, source: str, bad: set[str]) -> bool:
        """Tries in a fork first; returns False if the zygote itself is not fit any more."""
        for _ in range(_MAX_ROUNDS):
            tried = zygote.ask(wire.SCOUT, {"source": source, "refused": sorted(bad)})
            bad.update(tried.get("bad", []))
            if tried.get("good"):
                found = zygote.ask(wire.IMPORT, {"modules": tried["good"]})
                bad.update(found.get("bad", []))
                if found.get("bad"):
                    return False
            if not tried.get("left"):
                return True
        return True

    def close(self) -> None:
        """Ends all zygotes and their steps."""
        with self._changed:
            self._closed = True
            places = list(self._places.values())
            self._places.clear()
            self._changed.notify_all()
        for place in places:
            self._end(place)

    def _place(self, key: tuple[str, bool], environment: Environment, check: Callable[[], None]) -> _Place:
        while True:
            with self._changed:
                gone = self._make_room(key)
                place = self._places.get(key)
                if not place and len(self._places) < MAX_ZYGOTES:
                    place = self._places[key] = _Place(self._start(environment))
                if place:
                    place.steps += 1
                else:
                    self._changed.wait(_WAIT_SECONDS)
            if gone:
                self._end(gone)
            if place:
                return place
            check()

    def _make_room(self, key: tuple[str, bool]) -> _Place | None:
        """Takes out a dead zygote of this key, or if it has none and all places are taken, the idle one that
        was used longest ago. The lock is held."""
        place = self._places.get(key)
        if place:
            return None if place.zygote.alive() else self._places.pop(key)
        if len(self._places) < MAX_ZYGOTES:
            return None
        idle = [(place.used, each) for each, place in self._places.items() if not place.steps]
        return self._places.pop(min(idle)[1]) if idle else None

    def _start(self, environment: Environment) -> ZygoteProcess:
        """The lock is held, so that no stray is looked for while a process starts."""
        home = self._folder / f"{os.getpid()}-{next(self._numbers)}"
        shutil.rmtree(home, ignore_errors=True)  # of a host that died and had the same process id
        with_kfp = environment is not COMMANDS
        zygote = ZygoteProcess(environment.python, home, self.base(environment), with_kfp)
        self._pids.add(zygote.pid)
        if not self._sweeper:
            self._sweeper = threading.Thread(target=self._sweep, name="zygote-sweeper", daemon=True)
            self._sweeper.start()
        return zygote

    def _end(self, place: _Place) -> None:
        place.zygote.close()
        with self._changed:
            self._pids.discard(place.zygote.pid)

    def kill_strays(self) -> None:
        """Kills what a dead zygote left: this process is its heir, and has no other children than zygotes."""
        with self._changed:
            for pid in kernel.children():
                if pid not in self._pids:
                    with contextlib.suppress(ProcessLookupError, ChildProcessError):
                        os.kill(pid, signal.SIGKILL)
                        os.waitpid(pid, 0)

    def _retire(self, key: tuple[str, bool], place: _Place) -> None:
        """No step comes to it any more; it ends when its last one has."""
        with self._changed:
            if self._places.get(key) is place:
                del self._places[key]
            self._changed.wait_for(lambda: not place.steps)
        self._end(place)

    def _sweep(self) -> None:
        while True:
            with self._changed:
                now = time.monotonic()
                idle = [k for k, p in self._places.items() if not p.steps and now - p.used >= self._idle]
                over = [self._places.pop(key) for key in idle]
                if not over:
                    self._changed.wait(max(0.05, min(self._idle / 4, 30.0)))
                if self._closed:
                    return
            for place in over:
                self._end(place)
