"""The host's side of one zygote."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import zeroflow_python
from zeroflow_python.zygotes import wire

_PACKAGES = str(Path(zeroflow_python.__file__).resolve().parent.parent)
_ANSWER_SECONDS = 120.0
_START = (
    "import sys; before = sys.dont_write_bytecode; sys.dont_write_bytecode = True; "
    "sys.path.insert(0, {packages!r}); from zeroflow_python.zygotes import zygote; "
    "sys.path.remove({packages!r}); sys.dont_write_bytecode = before; zygote.main({descriptor}, {with_kfp})"
)
"""Our own folder is left as it is: it may belong to somebody else."""


class ZygoteProcess:
    """A started zygote. Requests may come from any thread."""

    def __init__(self, python: str, home: Path, environment: Mapping[str, str], with_kfp: bool):
        self.home = home
        self._lock = threading.Lock()
        home.mkdir(mode=0o700, parents=True)
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        code = _START.format(packages=_PACKAGES, descriptor=theirs.fileno(), with_kfp=with_kfp)
        with theirs:
            self._process = subprocess.Popen(
                [python, "-c", code],
                stdin=subprocess.DEVNULL,
                stdout=sys.stderr,
                pass_fds=[theirs.fileno()],
                env={**environment, "HOME": str(home), "_KFP_RUNTIME": "true"},
                cwd=home,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def alive(self) -> bool:
        """Whether the process has not ended."""
        return self._process.poll() is None

    def ending(self) -> str:
        """How it ended, for people."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = self._process.wait(5)
            return f"signal {-code}" if code < 0 else f"exit code {code}"
        return "no answer"

    def request(self, letter: bytes, path: str, descriptors: list[int]) -> socket.socket:
        """Sends a request and returns its channel. Raises OSError if the zygote is gone."""
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._lock:
                wire.send(self._control, letter, path, [theirs.fileno(), *descriptors])
        except OSError:
            ours.close()
            raise
        return ours

    def ask(self, letter: bytes, document: dict[str, Any]) -> dict[str, Any]:
        """Sends a request without a step and waits for its answer; {} if there is none."""
        path = self.home / f"request-{threading.get_ident()}.json"
        path.write_text(json.dumps(document))
        with contextlib.suppress(OSError, ValueError), self.request(letter, str(path), []) as channel:
            channel.settimeout(_ANSWER_SECONDS)
            with channel.makefile() as lines:
                return dict(json.loads(lines.readline() or "{}"))
        return {}

    def close(self) -> None:
        """Ends it with all that it has forked, and returns when it is gone."""
        self._control.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.wait()
        shutil.rmtree(self.home, ignore_errors=True)
