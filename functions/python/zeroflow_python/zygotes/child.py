"""The first moments of a fork: it becomes a process of its own, and then the step."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import socket
import sys
import tempfile
from typing import Any, TextIO

from zeroflow_python.zygotes import failure, kernel, preload, program, wire

_SCOUT_SECONDS = 60


def scout(path: str, channel: int) -> int:
    """Tries the imports of a component, so that no parent is spoilt by them; returns its exit code."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(_SCOUT_SECONDS)
    os.setsid()
    with open(path) as request:
        wanted = json.load(request)
    names = [name for name in preload.modules_of(wanted["source"]) if name not in wanted["refused"]]
    wire.answer(socket.socket(fileno=channel), preload.load(names))
    return 0


def become_leader() -> None:
    """What each step needs, whatever it runs: a session of its own, its orphans, and no handlers."""
    os.setsid()
    kernel.become_subreaper()
    _reset_signals()
    os.umask(0o077)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


def step(path: str, stdout: int, stderr: int) -> int:
    """Runs the step that the file describes; returns its exit code, or does not return."""
    _connect(stdout, stderr)
    with open(path, encoding="utf-8") as source:
        request = json.load(source)
    os.unlink(path)
    _settle(request)
    if request["memoryLimitBytes"]:
        kernel.limit_memory(request["memoryLimitBytes"])
    if request["argv"]:
        return program.execute(request)
    return failure.reported(lambda: program.run_component(request), request)


def _reset_signals() -> None:
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _connect(stdout: int, stderr: int) -> None:
    for descriptor, number in ((stdout, 1), (stderr, 2)):
        os.dup2(descriptor, number)
        os.close(descriptor)
    # Lines are shown while the step runs, and text that is no Unicode ends no step.
    sys.stdout = sys.__stdout__ = _text(1)  # type: ignore[misc, assignment]
    sys.stderr = sys.__stderr__ = _text(2)  # type: ignore[misc, assignment]


def _text(descriptor: int) -> TextIO:
    return open(descriptor, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)


def _settle(request: dict[str, Any]) -> None:
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["environment"])
    tempfile.tempdir = None
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    random.seed()
    numpy_random = sys.modules.get("numpy.random")
    if numpy_random:
        numpy_random.seed()
