"""Container engines: whether one answers, and the command line that runs a step in it."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from zeroflow_python.commands.runner import Runner
from zeroflow_python.contract.invocation import Component

_NAMES = ("docker", "podman")
_ASK_SECONDS = 5.0
_REMEMBER_SECONDS = 60.0


class Engine:
    """Finds a container engine that answers, and asks again after a minute. Safe for threads."""

    def __init__(self, runner: Runner, environ: Mapping[str, str]):
        self._runner = runner
        self.environment = {
            name: value
            for name, value in environ.items()
            if name in ("PATH", "HOME", "LANG", "XDG_RUNTIME_DIR")
            or name.startswith(("DOCKER_", "CONTAINER_"))
        }
        self._lock = threading.Lock()
        self._asked = float("-inf")
        self._program: str | None = None

    def program(self) -> str | None:
        """The engine's program, or None."""
        with self._lock:
            if time.monotonic() - self._asked > _REMEMBER_SECONDS:
                self._program = next((p for p in map(shutil.which, _NAMES) if p and self._answers(p)), None)
                self._asked = time.monotonic()
            return self._program

    def remove(self, program: str, name: str) -> None:
        """Ends a container that its client may have left behind."""
        self._call([program, "rm", "--force", name])

    def _answers(self, program: str) -> bool:
        return self._call([program, "info", "--format", "{{.ID}}"])

    def _call(self, argv: list[str]) -> bool:
        deadline = time.monotonic() + _ASK_SECONDS
        try:
            return self._runner.run(argv, self.environment, deadline, lambda line: None) == 0
        except TimeoutError:
            return False


def arguments(
    program: str, name: str, component: Component, environment: Mapping[str, str], user: str
) -> list[str]:
    """The command line for a step: its folder is at the same path inside, and its user is ours.

    Variables are named only; the client takes their values from its own environment.
    """
    root = str(Path(component.root))
    argv = [program, "run", "--rm", "--init", "--name", name, "--user", user]
    argv += ["--volume", f"{root}:{root}", "--workdir", root]
    for variable in sorted(environment):
        argv += ["--env", variable]
    if component.memory_limit_bytes:
        argv += ["--memory", str(component.memory_limit_bytes)]
    if component.cpu_limit:
        argv += ["--cpus", f"{component.cpu_limit:g}"]
    first, *rest = component.command or [""]
    if first:
        argv += ["--entrypoint", first]
    return [*argv, component.image, *rest, *component.args]
