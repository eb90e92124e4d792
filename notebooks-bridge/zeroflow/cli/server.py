"""Starts, finds and stops the server of a data directory."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from zeroflow.cli import checkout
from zeroflow.cli.failure import Failure
from zeroflow.client import Client

DEFAULT_PORT = 8080
START_LIMIT_SECONDS = 300
STOP_LIMIT_SECONDS = 40
LOG = "server.log"
OURS = ("layout-version", "server.lock", LOG)


def default_data() -> Path:
    """The data directory that is used when none is named."""
    return checkout.home() / ".zeroflow" / "data"


@dataclass(frozen=True)
class Server:
    """A server that runs: ``about`` is what it wrote into ``server.json``."""

    data: Path
    about: dict[str, Any]

    @property
    def pid(self) -> int:
        """Process id."""
        return int(self.about["pid"])

    @property
    def port(self) -> int:
        """Port of the API."""
        return int(self.about["port"])

    @property
    def address(self) -> str:
        """Base address of the API."""
        return str(self.about["address"])

    def client(self) -> Client:
        """A client of this server."""
        return Client(self.address)

    def s3_keys(self) -> tuple[str, str]:
        """Access key and secret key of its object store."""
        secrets = self.data / "secrets"
        return tuple((secrets / name).read_text().strip() for name in ("s3-access-key", "s3-secret-key"))  # type: ignore[return-value]


def find(data: Path) -> Server | None:
    """The running server of a data directory."""
    try:
        server = Server(data, json.loads((data / "server.json").read_text(encoding="utf-8")))
        return server if _is_server(server.pid) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def client_of(data: Path | None, port: int | None) -> Client:
    """A client of the server that is meant: of a port, else of a data directory."""
    if port is not None:
        return Client(f"http://127.0.0.1:{port}")
    server = find(data or default_data())
    if server is None:
        raise Failure(f"no server runs on {data or default_data()}: start one with `zeroflow up`")
    return server.client()


def command(data: Path, port: int) -> list[str]:
    """The command line of the server's process."""
    java = checkout.java_home() / "bin" / "java"
    top = checkout.home()
    return [
        str(java),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED",
        f"-Dzeroflow.home={top}",
        f"-Dzeroflow.data={data}",
        f"-Dquarkus.http.port={port}",
        *os.environ.get("ZEROFLOW_JAVA_OPTIONS", "").split(),
        "-jar",
        str(top / checkout.JARS[-1]),
    ]


def run_in_foreground(data: Path, port: int | None) -> None:
    """Becomes the server, so that whatever ends this process ends the server."""
    refuse_second(data, port)
    line = command(data, port or DEFAULT_PORT)
    os.execv(line[0], line)


def refuse_second(data: Path, port: int | None) -> None:
    """Fails if the data directory has a server already."""
    running = find(data)
    if running is not None:
        raise Failure(
            f"a server already runs on {data}: it is at {running.address}; stop it with `zeroflow down`"
        )


def start_detached(data: Path, port: int | None, console: Console) -> Server:
    """Starts a server that outlives this process, and waits until it is ready."""
    log = _log_file(data)
    with log.open("ab") as out, console.status("Starting the server ..."):
        begin = out.tell()
        process = subprocess.Popen(
            command(data, port or DEFAULT_PORT),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            return _wait_until_ready(process, data, log, begin)
        except BaseException:
            process.terminate()  # nobody would know of it
            raise


def _log_file(data: Path) -> Path:
    """Where a server in the background writes; not into a directory that the server would refuse."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        foreign = any(data.iterdir()) and not any((data / ours).exists() for ours in OURS)
    except OSError as e:
        raise Failure(f"cannot use data directory {data}: {e.strerror}") from e
    if foreign:
        raise Failure(f"{data} is not empty and no data directory: choose a new or an empty directory")
    return data / LOG


def _wait_until_ready(process: subprocess.Popen[bytes], data: Path, log: Path, begin: int) -> Server:
    deadline = time.monotonic() + START_LIMIT_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise Failure(_last_words(log, begin))
        server = find(data)
        if server is not None and server.pid == process.pid and server.client().is_ready():
            return server
        time.sleep(0.05)
    raise Failure(f"the server was not ready within {START_LIMIT_SECONDS} s; see {log}")


def _last_words(log: Path, begin: int) -> str:
    """The sentence that the server left when it could not start."""
    with log.open("rb") as text:
        text.seek(begin)
        lines = text.read().decode(errors="replace").strip().splitlines()
    for line in reversed(lines):
        if line.startswith("zeroflow: "):
            return line.removeprefix("zeroflow: ")
    return f"the server ended while it started; see {log}" + "".join("\n  " + line for line in lines[-3:])


def stop(server: Server) -> None:
    """Ends the server and waits until it is gone."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(server.pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_LIMIT_SECONDS
    while _is_server(server.pid):
        if time.monotonic() > deadline:
            raise Failure(
                f"the server (process {server.pid}) does not end; kill it with `kill -9 {server.pid}`"
            )
        time.sleep(0.05)


def _is_server(pid: int) -> bool:
    """Whether the process is a server; a recycled process id is not."""
    try:
        line = Path(f"/proc/{pid}/cmdline").read_bytes()
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False if Path("/proc/self").exists() else _answers_signal(pid)
    return b"quarkus-run.jar" in line and state != "Z"


def _answers_signal(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def running(data: Path | None, port: int | None, console: Console) -> Iterator[Server]:
    """The server of a data directory, started if it does not run; it keeps running."""
    where = data or default_data()
    server = find(where)
    if server is None:
        checkout.build_if_needed(console)
        server = start_detached(where, port, console)
    elif port is not None and server.port != port:
        raise Failure(f"the server of {where} runs on port {server.port}, not {port}")
    yield server
