"""Runs what an invocation names: a Python component warm, or a command."""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zeroflow_python.attempts import ending, tracking
from zeroflow_python.attempts.caller import Caller
from zeroflow_python.attempts.log import StepLog
from zeroflow_python.attempts.secrets import Mask
from zeroflow_python.commands import choice, engine
from zeroflow_python.commands.engine import Engine
from zeroflow_python.commands.runner import command
from zeroflow_python.components import shape
from zeroflow_python.components.shape import PythonComponent
from zeroflow_python.contract.errors import transient
from zeroflow_python.contract.invocation import Invocation
from zeroflow_python.contract.result import Timings
from zeroflow_python.environments.plan import Environment
from zeroflow_python.environments.shelf import Shelf
from zeroflow_python.zygotes import kernel, step
from zeroflow_python.zygotes.pool import COMMANDS, ZygotePool


@dataclass(frozen=True)
class Programs:
    """What can run components on this host. `folder` holds what images of components would."""

    shelf: Shelf
    pool: ZygotePool
    engine: Engine
    allow_commands: bool
    folder: Path


@dataclass(frozen=True)
class Plan:
    """A step that is ready to run; `container` is the engine and the name of its container, if any."""

    environment: Environment
    request: dict[str, Any]
    source: str | None = None
    container: tuple[str, str] | None = field(default=None)

    def is_warm(self, own: Mapping[str, str]) -> bool:
        """Modules may read variables while they are imported, so a step that sets some imports for itself."""
        return self.environment is not COMMANDS and not own


class Work:
    """The running of one attempt, in its folder."""

    def __init__(self, programs: Programs, invocation: Invocation, root: Path):
        self._programs = programs
        self._invocation = invocation
        self._root = root
        self._own = root / ".zeroflow"
        self._report = self._own / "failure.json"

    @contextmanager
    def planned(self, log: StepLog, caller: Caller) -> Iterator[Plan]:
        """Decides how it is run, waits for its environment and keeps that meanwhile. Raises TaskError."""
        component = self._invocation.component
        found = shape.recognise(component.command, component.args)
        if not found:
            yield self._command()
            return
        with self._programs.shelf.lease(
            found.lines, lambda line: log.add("stdout", f"[environment] {line}"), caller.check
        ) as environment:
            yield Plan(environment, self._python(found, environment), found.source)

    def run(self, plan: Plan, log: StepLog, caller: Caller, mask: Mask, timings: Timings) -> None:
        """Runs the step to its end, and tells how long it took. Raises TaskError if it failed."""
        pool, own = self._programs.pool, self._invocation.environment
        path = self._own / "request.json"
        path.write_text(json.dumps(plan.request))
        kills = kernel.kills_for_memory()
        try:
            with pool.lease(plan.environment, plan.is_warm(own), caller.check) as zygote:
                start = time.monotonic()
                try:
                    ended = step.run(zygote, str(path), caller, log.feed)
                finally:
                    timings.work = (time.monotonic() - start) * 1000
        except step.ZygoteDied:
            pool.kill_strays()
            raise transient("ZYGOTE_DIED", "The process that steps are forked from has died.") from None
        finally:
            if plan.container:
                self._programs.engine.remove(*plan.container)
        error = ending.error(
            ended.status,
            ending.read_report(self._report),
            os.WIFSIGNALED(ended.status) and kernel.kills_for_memory() > kills,
            self._invocation.component.memory_limit_bytes,
            mask,
        )
        if error:
            raise error

    def learn(self, plan: Plan) -> None:
        """Has later steps of this source start with its imports done."""
        if plan.source and plan.is_warm(self._invocation.environment):
            self._programs.pool.learn_later(plan.environment, plan.source)

    def _python(self, found: PythonComponent, environment: Environment) -> dict[str, Any]:
        component = self._invocation.component
        return {
            "argv": None,
            # A component of an image is found by a file in the folder that its image would start in.
            "cwd": str(self._root if found.source is not None else self._programs.folder),
            "environment": self._variables(self._programs.pool.base(environment)),
            "failure": str(self._report),
            "memoryLimitBytes": component.memory_limit_bytes,
            "function": found.function,
            "source": found.source,
            "folder": str(self._own),
            "executorInput": component.executor_input,
        }

    def _command(self) -> Plan:
        component = self._invocation.component
        variables = self._variables(self._programs.pool.base(COMMANDS))
        program = self._programs.engine.program() if component.image else None
        if not program:
            argv = choice.plain(component, self._programs.allow_commands, variables["PATH"])
            request = command(argv, self._root, variables, self._report, component.memory_limit_bytes)
            return Plan(COMMANDS, request)
        name = f"zeroflow-{secrets.token_hex(8)}"
        own = {**self._own_variables(), "HOME": str(self._root), "TMPDIR": variables["TMPDIR"]}
        argv = engine.arguments(program, name, component, own, f"{os.getuid()}:{os.getgid()}")
        outside = {**own, **self._programs.engine.environment}
        return Plan(
            COMMANDS,
            command(choice.checked(argv), self._root, outside, self._report),
            container=(program, name),
        )

    def _variables(self, base: Mapping[str, str]) -> dict[str, str]:
        folders = {"HOME": str(self._root), "TMPDIR": str(self._root / ".tmp")}
        return {**base, **folders, **self._own_variables()}

    def _own_variables(self) -> dict[str, str]:
        return {**tracking.variables(self._invocation), **self._invocation.environment}
