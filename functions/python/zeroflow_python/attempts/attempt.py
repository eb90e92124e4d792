"""One attempt, from invocation to result."""

from __future__ import annotations

import socket
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zeroflow_python.artifacts.cache import ReadCache
from zeroflow_python.artifacts.inputs import Inputs
from zeroflow_python.artifacts.outputs import OutputReader
from zeroflow_python.artifacts.uploads import Uploads
from zeroflow_python.attempts import root as roots
from zeroflow_python.attempts.caller import Caller
from zeroflow_python.attempts.left import LeftFolders
from zeroflow_python.attempts.log import StepLog
from zeroflow_python.attempts.secrets import Mask
from zeroflow_python.attempts.work import Plan, Programs, Work
from zeroflow_python.contract import invocation as invocations
from zeroflow_python.contract.errors import TaskError, internal
from zeroflow_python.contract.invocation import Invocation
from zeroflow_python.contract.result import Outputs, Timings, task_result
from zeroflow_python.web.control_plane import ControlPlane
from zeroflow_python.web.http import Http

_MAX_STACK = 16_384


@dataclass(frozen=True)
class Tools:
    """What every attempt needs. `work` is the folder below which all roots lie, `left` takes them away."""

    programs: Programs
    http: Http
    cache: ReadCache
    work: Path
    left: LeftFolders


class Attempts:
    """Runs attempts, each in the thread that calls."""

    def __init__(self, tools: Tools):
        self._tools = tools
        self._changed = threading.Condition()
        self._running = 0
        self._stopped = threading.Event()

    def run(self, document: Any, connection: socket.socket | None) -> dict[str, Any]:
        """The TaskResult for a TaskInvocation. Raises ValueError if it names no attempt token."""
        token = invocations.token_of(document)
        with self._counted():
            try:
                invocation = invocations.parse(document)
            except TaskError as e:
                return task_result(token, Outputs(), [], e, Timings())
            return _Attempt(
                self._tools, invocation, Caller(invocation.deadline, connection, self._stopped)
            ).run()

    def stop(self, seconds: float) -> bool:
        """Waits so many seconds until nothing runs, then ends what still does. Returns whether all ended."""
        with self._changed:
            self._changed.wait_for(lambda: not self._running, seconds)
            self._stopped.set()
            return self._changed.wait_for(lambda: not self._running, 6.0)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._changed:
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()


class _Attempt:
    """State of one attempt."""

    def __init__(self, tools: Tools, invocation: Invocation, caller: Caller):
        self._tools = tools
        self._invocation = invocation
        self._caller = caller
        self._plane = ControlPlane(tools.http, invocation.control_plane, invocation.attempt_token)
        self._mask = Mask(invocation.environment, invocation.attempt_token)
        self._log = StepLog(self._plane.post_logs, self._mask)
        self._timings = Timings()

    def run(self) -> dict[str, Any]:
        outputs, error = Outputs(), None
        try:
            folder = roots.checked(self._invocation.component.root, self._tools.work)
            with roots.made(folder, self._tools.work, self._tools.left) as root:
                outputs = self._outputs(root)
        except TaskError as e:
            error = e
        except Exception as e:
            error = internal("INTERNAL", f"{type(e).__name__}: {e}", traceback.format_exc()[-_MAX_STACK:])
        return task_result(self._invocation.attempt_token, outputs, self._log.close(), error, self._timings)

    def _outputs(self, root: Path) -> Outputs:
        self._caller.check()
        work = Work(self._tools.programs, self._invocation, root)
        with work.planned(self._log, self._caller) as plan:
            return self._run(work, plan, root)

    def _run(self, work: Work, plan: Plan, root: Path) -> Outputs:
        check = self._caller.check
        inputs = Inputs(self._tools.http, self._plane, self._tools.cache, root, check)
        _, self._timings.download = _timed(lambda: inputs.fetch(self._invocation))
        _make_folders_of_outputs(self._invocation.component.executor_input, root)
        work.run(plan, self._log, self._caller, self._mask, self._timings)
        reader = OutputReader(
            self._invocation,
            Uploads(self._tools.http, self._plane, check),
            lambda line: self._log.add("stderr", line),
        )
        outputs: Outputs
        outputs, self._timings.upload = _timed(reader.read)
        work.learn(plan)
        return outputs


def _make_folders_of_outputs(executor_input: dict[str, Any], root: Path) -> None:
    """A command expects that the folders of its outputs exist."""
    told = executor_input.get("outputs", {})
    paths = [each.get("outputFile", "") for each in told.get("parameters", {}).values()]
    for each in told.get("artifacts", {}).values():
        paths += [artifact.get("uri", "") for artifact in each.get("artifacts", [])]
    for path in (*paths, told.get("outputFile", "")):
        if path.startswith(f"{root}/") and ".." not in Path(path).parts:
            Path(path).parent.mkdir(parents=True, exist_ok=True)


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    start = time.monotonic()
    result = call()
    return result, (time.monotonic() - start) * 1000
