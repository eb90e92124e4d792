"""Prefect: a flow of tasks with its own server; no task waits until the state of the one before is kept."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from bench_peers import postgres, protocol

START_LIMIT_SECONDS = 120
STOP_LIMIT_SECONDS = 15


def main(state: Path) -> None:
    """Serves the workloads until standard input ends."""
    answers = protocol.private_output()
    with postgres.database_of("prefect") as (address, settings):
        os.environ |= _settings(address, state)
        with _prefect_server():
            from bench_peers.prefect_flows import chain, fan_out  # reads the settings

            about = {"version": version("prefect"), "storage": "Postgres", "postgres": settings}
            protocol.serve(answers, about, {"chain": chain, "fanout": fan_out})


def _settings(database: str, state: Path) -> dict[str, str]:
    """Everything it keeps is in Postgres and in one folder, it reports to nobody, and it is quiet."""
    port = _free_port()
    return {
        "PREFECT_HOME": str(state),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": database.replace("postgresql:", "postgresql+asyncpg:", 1),
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "DO_NOT_TRACK": "1",
        "NO_PROXY": "127.0.0.1",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _prefect_server() -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", "prefect", "server", "start"], stdin=subprocess.DEVNULL, stdout=2
    )
    try:
        _wait_until_healthy(process)
        yield
    finally:
        process.terminate()
        try:
            process.wait(STOP_LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_healthy(process: subprocess.Popen[bytes]) -> None:
    plain = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + START_LIMIT_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            plain.open(os.environ["PREFECT_API_URL"] + "/health", timeout=5).close()
            return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise RuntimeError("its server did not start")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
