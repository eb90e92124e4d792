"""Makes one environment on disk: once, whoever asks for it and from whichever host."""

from __future__ import annotations

import fcntl
import shutil
import site
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path

from zeroflow_python.contract.errors import TaskError, user
from zeroflow_python.environments import installer
from zeroflow_python.environments.plan import Environment, Plan

LIMIT_SECONDS = 15 * 60
_LOCK_POLL_SECONDS = 0.1
_LAST_LINES = 15
_MAX_SHEBANG_FILE_BYTES = 1 << 20

Lines = Callable[[str], None]
Run = Callable[[list[str], Mapping[str, str], float, Lines], int]
"""Runs a command with an environment until a monotonic time, hands its lines on, returns its exit code."""


class Builder:
    """Builds below `folder`; `uv` is the program to use, or None for pip."""

    def __init__(self, folder: Path, environ: Mapping[str, str], uv: str | None, run: Run):
        self._folder = folder
        self._environ = installer.environment(environ, folder / ".cache")
        self._uv = uv
        self._run = run

    def ready(self, plan: Plan) -> Environment | None:
        """The environment, if nothing needs to be built."""
        if not plan.lines:
            return Environment(plan.key, sys.executable, None)
        folder = self._folder / plan.key
        return Environment(plan.key, str(folder / "bin" / "python"), str(folder)) if folder.exists() else None

    def build(self, plan: Plan, lines: Lines) -> Environment:
        """Builds it, unless another host has done so meanwhile. Raises TaskError ENVIRONMENT_FAILED."""
        deadline = time.monotonic() + LIMIT_SECONDS
        with (self._folder / f"{plan.key}.lock").open("w") as lock:
            _acquire(lock.fileno(), deadline, lines)
            found = self.ready(plan)
            if not found:
                self._make(plan, deadline, lines)
                found = self.ready(plan)
        if not found:
            raise _failed("the environment vanished", [])
        return found

    def _make(self, plan: Plan, deadline: float, lines: Lines) -> None:
        final = self._folder / plan.key
        # The lock is held, so whatever lies there was left by a host that died.
        unfinished = self._folder / f"{plan.key}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        commands = (
            installer.with_uv(self._uv, unfinished, plan.lines, self._environ)
            if self._uv
            else installer.with_pip(unfinished, plan.lines)
        )
        try:
            for number, command in enumerate(commands):
                self._call(command, deadline, lines)
                if number == 0:
                    _see_packages_of(unfinished)
            _move_scripts(unfinished, final)
            unfinished.rename(final)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)

    def _call(self, command: list[str], deadline: float, lines: Lines) -> None:
        last: deque[str] = deque(maxlen=_LAST_LINES)

        def tell(line: str) -> None:
            text = installer.masked(line)
            last.append(text)
            lines(text)

        try:
            code = self._run(command, self._environ, deadline, tell)
        except TimeoutError:
            raise _failed(f"it took more than {LIMIT_SECONDS // 60} minutes", list(last)) from None
        if code != 0:
            raise _failed(f"{Path(command[0]).name} ended with exit code {code}", list(last))


def _failed(reason: str, last: list[str]) -> TaskError:
    said = " ".join(line.strip() for line in last if line.strip())
    return user(
        "ENVIRONMENT_FAILED", f"The component's packages were not installed: {reason}. {said}".strip()
    )


def _acquire(lock: int, deadline: float, lines: Lines) -> None:
    told = False
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError:
            if not told:
                lines("Another host installs the component's packages; waiting for it.")
                told = True
        if time.monotonic() > deadline:
            raise _failed("another host did not finish them", [])
        time.sleep(_LOCK_POLL_SECONDS)


def _see_packages_of(environment: Path) -> None:
    """An environment that is made from another one sees only the packages of its base otherwise."""
    if sys.prefix == sys.base_prefix:
        return
    own = [path for path in site.getsitepackages() if Path(path).is_dir()]
    for packages in (environment / "lib").glob("python*/site-packages"):
        text = "".join(f"import site; site.addsitedir({path!r})\n" for path in own)
        (packages / "zeroflow-interpreter.pth").write_text(text)


def _move_scripts(environment: Path, final: Path) -> None:
    """Scripts begin with the path of their interpreter, which is about to change."""
    for script in (environment / "bin").iterdir():
        if script.is_symlink() or not script.is_file() or script.stat().st_size > _MAX_SHEBANG_FILE_BYTES:
            continue
        content = script.read_bytes()
        moved = content.replace(str(environment).encode(), str(final).encode())
        if moved != content:
            script.write_bytes(moved)
