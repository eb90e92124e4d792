"""All environments of this host: which are ready, being built, or failed a moment ago. Safe for threads."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from typing import Any

from zeroflow_python.components import shape
from zeroflow_python.components.pip_script import PipLine
from zeroflow_python.contract.errors import TaskError, internal
from zeroflow_python.environments.build import Builder, Lines
from zeroflow_python.environments.plan import Environment, Plan
from zeroflow_python.environments.room import Room

FAILURE_SECONDS = 30.0
"""A build that failed is not tried again for so long."""
MAX_TRACKED = 2_000
_KEPT_LINES = 1_000
_WAIT_SECONDS = 0.2
_MAX_BUILDS = 2


@dataclass
class _Build:
    """A build under way or over; `lines` are counted so that a late reader continues where it stopped."""

    plan: Plan
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=_KEPT_LINES))
    written: int = 0
    environment: Environment | None = None
    error: TaskError | None = None
    ended: float = 0.0
    urgent: threading.Event = field(default_factory=threading.Event)

    def state(self) -> dict[str, str]:
        name = "READY" if self.environment else "FAILED" if self.error else "BUILDING"
        return {"key": self.plan.key, "state": name, "message": self.error.message if self.error else ""}


class Shelf:
    """Gives environments out, and builds what is missing in threads of its own."""

    def __init__(self, builder: Builder, room: Room, plan: Callable[[tuple[PipLine, ...]], Plan]):
        self._builder = builder
        self._room = room
        self._plan = plan
        self._changed = threading.Condition()
        self._builds: dict[str, _Build] = {}
        self._slots = threading.Semaphore(_MAX_BUILDS)

    @contextmanager
    def lease(
        self, lines: tuple[PipLine, ...], tell: Lines, check: Callable[[], None]
    ) -> Iterator[Environment]:
        """Waits for the environment of these pip calls, and keeps it until the end of the block.

        `tell` gets the installer's lines; `check` is called now and then and may raise to give up, which does
        not stop the build. Raises TaskError ENVIRONMENT_FAILED.
        """
        plan = self._plan(lines)
        with self._room.used(plan.key) if plan.lines else nullcontext():
            yield self._builder.ready(plan) or self._wait(self._started(plan), tell, check)

    def prepare(self, components: list[dict[str, Any]]) -> list[dict[str, str]]:
        """Starts builds for components (image, command, args) and says where each stands."""
        return [self._prepared(each) for each in components]

    def states(self) -> list[dict[str, str]]:
        """Every environment that this host has built, builds or failed to build."""
        with self._changed:
            return [build.state() for build in self._builds.values()]

    def _prepared(self, component: dict[str, Any]) -> dict[str, str]:
        found = shape.recognise(component["command"], component["args"])
        if not found:
            message = "The command is no Python component of kfp."
            return {"key": "", "state": "NOT_PYTHON", "message": message}
        plan = self._plan(found.lines)
        if self._builder.ready(plan):
            return {"key": plan.key, "state": "READY", "message": ""}
        build = self._started(plan)
        with self._changed:
            return build.state()

    def _started(self, plan: Plan) -> _Build:
        with self._changed:
            build = self._builds.get(plan.key)
            if build and not self._over(build):
                return build
            self._forget_some()
            build = self._builds[plan.key] = _Build(plan)
        threading.Thread(target=self._run, args=(build,), name="build", daemon=True).start()
        return build

    def _over(self, build: _Build) -> bool:
        """Ready ones are looked up on disk first, so one that is here was deleted meanwhile."""
        failed_long_ago = build.error and time.monotonic() - build.ended > FAILURE_SECONDS
        return build.environment is not None or bool(failed_long_ago)

    def _forget_some(self) -> None:
        over = [key for key, build in self._builds.items() if build.environment or build.error]
        for key in over[: max(0, len(self._builds) - MAX_TRACKED + 1)]:
            del self._builds[key]

    def _run(self, build: _Build) -> None:
        def tell(line: str) -> None:
            with self._changed:
                build.lines.append(line)
                build.written += 1
                self._changed.notify_all()

        environment, error = None, None
        try:
            with self._slot(build):
                environment = self._builder.build(build.plan, tell)
        except TaskError as e:
            error = e
        except Exception as e:
            error = internal("ENVIRONMENT_FAILED", f"The component's packages were not installed: {e}.")
        with self._changed:
            build.environment, build.error, build.ended = environment, error, time.monotonic()
            self._changed.notify_all()
        if environment:
            with suppress(OSError):
                self._forget(self._room.make())

    def _forget(self, keys: list[str]) -> None:
        with self._changed:
            for key in keys:
                gone = self._builds.get(key)
                if gone and gone.environment:
                    del self._builds[key]

    @contextmanager
    def _slot(self, build: _Build) -> Iterator[None]:
        """Builds that were only asked for in advance take turns; one that a step waits for begins at once."""
        mine = False
        while not mine and not build.urgent.is_set():
            mine = self._slots.acquire(timeout=_WAIT_SECONDS)
        try:
            yield
        finally:
            if mine:
                self._slots.release()

    def _wait(self, build: _Build, tell: Lines, check: Callable[[], None]) -> Environment:
        read = 0
        build.urgent.set()
        while True:
            with self._changed:
                if read == build.written and not build.environment and not build.error:
                    self._changed.wait(_WAIT_SECONDS)
                new = min(build.written - read, len(build.lines))
                fresh = list(build.lines)[len(build.lines) - new :] if new else []
                read, environment, error = build.written, build.environment, build.error
            for line in fresh:
                tell(line)
            if environment:
                return environment
            if error:
                raise TaskError(error.code, error.category, error.message)
            check()
