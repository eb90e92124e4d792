"""Wires the host together, and leads it from its start to its end."""

from __future__ import annotations

import os
import platform
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from zeroflow_python.artifacts.cache import ReadCache
from zeroflow_python.attempts import root
from zeroflow_python.attempts.attempt import Attempts, Tools
from zeroflow_python.attempts.left import LeftFolders
from zeroflow_python.attempts.work import Programs
from zeroflow_python.commands.engine import Engine
from zeroflow_python.commands.runner import Runner
from zeroflow_python.components.pip_script import PipLine
from zeroflow_python.environments import installer
from zeroflow_python.environments.build import Builder
from zeroflow_python.environments.installed import InstalledPackages
from zeroflow_python.environments.plan import Interpreter, Plan, plan
from zeroflow_python.environments.room import Room
from zeroflow_python.environments.shelf import Shelf
from zeroflow_python.settings import BadSettings, Settings, own_folder
from zeroflow_python.web.http import Http
from zeroflow_python.web.server import Host
from zeroflow_python.zygotes import kernel
from zeroflow_python.zygotes.pool import ZygotePool

DRAIN_SECONDS = 25.0
"""Steps that run when the host is told to stop have so long."""


class Workshop:
    """Everything that attempts need; `own` is a folder for this process alone, below the work folder."""

    def __init__(self, settings: Settings, environ: Mapping[str, str], own: Path):
        for folder in (settings.work, settings.environments):
            own_folder(folder)
        kernel.become_subreaper()
        self.pool = ZygotePool(own / "zygotes", environ, settings.zygote_idle)
        runner = Runner(self.pool, own / "commands")
        builder = Builder(settings.environments, environ, _uv(settings), runner.run)
        self.shelf = Shelf(builder, Room(settings.environments, settings.environment_limits), _planner())
        engine = Engine(runner, environ)
        programs = Programs(self.shelf, self.pool, engine, settings.allow_commands, settings.components)
        left = LeftFolders(own / "left", root.remove_content)
        cache = ReadCache(settings.work / ".cache")
        self.attempts = Attempts(Tools(programs, Http(), cache, settings.work, left))
        if settings.exit_with_parent:
            threading.Thread(target=self._exit_at_end_of_input, name="exit-with-parent", daemon=True).start()

    def _exit_at_end_of_input(self) -> None:
        """The end of standard input means that the runtime is gone, however that happened."""
        while os.read(0, 1 << 16):
            pass
        self.pool.close()
        os._exit(0)


class HostProcess:
    """A workshop that takes its attempts from calls."""

    def __init__(self, settings: Settings, environ: Mapping[str, str]):
        workshop = Workshop(settings, environ, settings.work / ".host")
        self.pool = workshop.pool
        self.attempts = workshop.attempts
        self.server = Host(
            (settings.host, settings.port),
            self.attempts.run,
            workshop.shelf.prepare,
            workshop.shelf.states,
        )

    def serve(self) -> int:
        """Serves until SIGTERM or SIGINT, waits for running steps, and returns the exit code."""
        told = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: told.set())
        threading.Thread(target=self.server.serve_forever, name="accept", daemon=True).start()
        told.wait()
        self.server.shutdown()
        self.server.socket.close()
        self.attempts.stop(DRAIN_SECONDS)
        self.pool.close()
        return 0


def _uv(settings: Settings) -> str | None:
    if settings.installer == "pip":
        return None
    uv = installer.find_uv()
    if settings.installer == "uv" and not uv:
        raise BadSettings("ZEROFLOW_INSTALLER is uv, but there is none on PATH or beside this interpreter")
    return uv


def _planner() -> Callable[[tuple[PipLine, ...]], Plan]:
    interpreter = Interpreter(platform.python_version(), sys.executable)
    packages = InstalledPackages(sys.path)
    return lambda lines: plan(lines, interpreter, packages.version)
