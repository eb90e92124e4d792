"""Starts real hosts and calls them."""

from __future__ import annotations

import http.client
import json
import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support import calls
from tests.support.plane import Plane

PACKAGES = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 20


def until(true: Callable[[], Any], seconds: float = 10) -> Any:
    """Polls until the call gives something true, which is returned; fails after some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.01)
    raise AssertionError(f"not true after {seconds} s")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Host:
    """A host process with its work folder and a plane."""

    def __init__(self, python: Path, folder: Path, plane: Plane, **environ: str):
        self.plane = plane
        self.work = folder / "work"
        self.environments = Path(environ.get("ZEROFLOW_ENVIRONMENTS", folder / "environments"))
        self.port = free_port()
        self.log = folder / "host.log"
        folder.mkdir(parents=True, exist_ok=True)
        inherited = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [str(python), "-m", "zeroflow_python"],
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=out,
                cwd=folder,
                env={
                    **inherited,
                    "HOME": str(folder),
                    "PYTHONPATH": str(PACKAGES),
                    "PYTHONDONTWRITEBYTECODE": "1",
                    "PORT": str(self.port),
                    "ZEROFLOW_WORK": str(self.work),
                    "ZEROFLOW_ENVIRONMENTS": str(self.environments),
                    "ZEROFLOW_EXIT_WITH_PARENT": "true",
                    **environ,
                },
            )
        until(self._listens, START_SECONDS)

    def _listens(self) -> bool:
        if self.process.poll() is not None:
            raise AssertionError(self.log.read_text())
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def exchange(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], Any]:
        """Status, headers and JSON of an answer."""
        connection = self.connection()
        try:
            content = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
            connection.request(method, path, content, {"Content-Type": "application/json", **(headers or {})})
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, found, json.loads(answer.read())
        finally:
            connection.close()

    def invoke(self, invocation: dict[str, Any]) -> dict[str, Any]:
        status, _, result = self.exchange("POST", "/", invocation, EVENT)
        assert status == 200, result
        return dict(result)

    def run(self, name: str, parameters: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """Runs a component of the corpus."""
        return self.invoke(self.invocation(name, parameters, **more))

    def invocation(self, name: str, parameters: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        container = more.pop("corpus", calls.NEW)[name]
        return calls.invocation(self.work, self.plane.address, container, parameters, **more)

    def begin(self, invocation: dict[str, Any]) -> http.client.HTTPConnection:
        """Sends an invocation and does not wait for its answer."""
        connection = self.connection()
        connection.request(
            "POST", "/", json.dumps(invocation).encode(), {"Content-Type": "application/json", **EVENT}
        )
        return connection

    def descendants(self) -> dict[int, str]:
        """Command lines of all processes below the host, by process id."""
        return descendants(self.process.pid)

    def stop(self) -> int:
        """SIGTERM, then waits for the end."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(60)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            if self.process.stdin:
                self.process.stdin.close()


EVENT = {
    "ce-id": "run/task/1",
    "ce-source": "zeroflow/scheduler",
    "ce-specversion": "1.0",
    "ce-type": "dev.zeroflow.task.invoke",
}


def descendants(top: int) -> dict[int, str]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                parents[int(entry.name)] = int(fields[1])
    found: dict[int, str] = {}
    frontier = {top}
    while frontier:
        frontier = {pid for pid, parent in parents.items() if parent in frontier}
        found.update((pid, command_of(pid)) for pid in frontier)
    return found


def command_of(pid: int) -> str:
    try:
        return (
            (Path("/proc") / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        )
    except OSError:
        return ""


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def readable(connection: http.client.HTTPConnection, seconds: float) -> bool:
    return bool(select.select([connection.sock], [], [], seconds)[0])
