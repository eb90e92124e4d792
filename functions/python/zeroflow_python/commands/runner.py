"""Runs commands of the host, such as installers, as forks of the bare zygote: they end with the host."""

from __future__ import annotations

import itertools
import json
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from zeroflow_python.attempts.lines import LineSplitter
from zeroflow_python.contract.errors import TaskError, resource
from zeroflow_python.zygotes import step
from zeroflow_python.zygotes.pool import COMMANDS, ZygotePool

_NUMBERS = itertools.count()


class _Limit:
    """Waits until a monotonic time, for nobody in particular."""

    descriptor: int | None = None

    def __init__(self, deadline: float):
        self._deadline = deadline

    def millis_left(self) -> int:
        return int(max(0.0, self._deadline - time.monotonic()) * 1000) + 1

    def check(self) -> None:
        if time.monotonic() >= self._deadline:
            raise resource("TIMED_OUT", "The command took too long.")


class Runner:
    """Runs commands in a folder below `folder`."""

    def __init__(self, pool: ZygotePool, folder: Path):
        self._pool = pool
        self._folder = folder

    def run(
        self, argv: list[str], environment: Mapping[str, str], deadline: float, lines: Callable[[str], None]
    ) -> int:
        """Exit code of a command (128 + signal if one ended it); `deadline` is monotonic.

        Raises TimeoutError when the time is over, ZygoteDied if the zygote is.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / f"command-{os.getpid()}-{next(_NUMBERS)}.json"
        report = path.with_suffix(".failure")
        path.write_text(json.dumps(command(argv, self._folder, environment, report)))
        splitters = {"stdout": LineSplitter(), "stderr": LineSplitter()}

        def feed(stream: str, data: bytes) -> None:
            for line in splitters[stream].feed(data):
                lines(line)

        limit = _Limit(deadline)
        try:
            with self._pool.lease(COMMANDS, False, limit.check) as zygote:
                ending = step.run(zygote, str(path), limit, feed)
            if report.exists():
                lines(str(json.loads(report.read_text())["message"]))
        except TaskError:
            raise TimeoutError from None
        finally:
            path.unlink(missing_ok=True)
            report.unlink(missing_ok=True)
        return exit_code(ending.status)


def exit_code(status: int) -> int:
    """A wait status as shells show it."""
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def command(
    argv: list[str], folder: Path, environment: Mapping[str, str], report: Path, memory: int | None = None
) -> dict[str, object]:
    """The request for a step that is a command."""
    return {
        "argv": argv,
        "cwd": str(folder),
        "environment": dict(environment),
        "failure": str(report),
        "memoryLimitBytes": memory,
    }
