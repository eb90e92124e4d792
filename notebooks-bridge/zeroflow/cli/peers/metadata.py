"""``zeroflow bench metadata``: our server beside ``mlflow server``, on one Postgres, the same requests."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from zeroflow.cli import checkout, print_json, server
from zeroflow.cli.failure import Failure
from zeroflow.cli.peers import environments, machine, metadata_report, ours
from zeroflow.cli.peers.conversation import Broken
from zeroflow.cli.terminal import talk

START_LIMIT_SECONDS = 180
STOP_LIMIT_SECONDS = 15


def run(rounds: int, seconds: float, workers: int, as_json: bool) -> None:
    """Measures both, writes all legs to ``metadata.json`` and prints what they say."""
    checkout.build_if_needed(talk)
    state = checkout.home() / ".zeroflow" / "bench-peers"
    state.mkdir(parents=True, exist_ok=True)
    about, before = machine.about(), machine.flushes_per_second(state)
    with tempfile.TemporaryDirectory(prefix="metadata-", dir=state) as scratch:
        measured = _measure(state, Path(scratch), rounds, seconds, workers)
    made = {
        "bench": "metadata",
        "machine": about,
        "load_average_after": machine.about()["load_average"],
        "flushes_per_second": {"before": before, "after": machine.flushes_per_second(state)},
        "operations": metadata_report.figures(measured["legs"]),
        **measured,
    }
    (state / "metadata.json").write_text(json.dumps(made, indent=2), encoding="utf-8")
    if as_json:
        print_json(made)
    else:
        metadata_report.print_report(made, talk)
        talk.print(f"All legs: {state / 'metadata.json'}")


def _measure(state: Path, scratch: Path, rounds: int, seconds: float, workers: int) -> dict[str, Any]:
    python = _environment(state)
    data, port = scratch / "data", _free_port()
    with _ours(data, port):
        _java("tracking-prepare", str(data))
    with _ours(data, port) as zeroflow, _theirs(python, data, state, scratch, workers) as (mlflow, other):
        said = _java("tracking", str(data), str(port), str(other), str(rounds), str(seconds))
        systems = {
            "zeroflow": _weight(zeroflow.pid, without="postgres"),
            "mlflow": _weight(mlflow.pid) | {"workers": workers},
        }
    return {"systems": systems, **json.loads(said.splitlines()[-1])}


def _environment(state: Path) -> Path:
    requirements = checkout.home() / "notebooks-bridge/bench_peers/requirements/mlflow.txt"
    try:
        return environments.python_of("mlflow", requirements, state / "environments", talk)
    except Broken as e:
        raise Failure(f"MLflow cannot be prepared: {e}") from e


@contextlib.contextmanager
def _ours(data: Path, port: int) -> Iterator[server.Server]:
    running = server.start_detached(data, port, talk)
    try:
        yield running
    finally:
        server.stop(running)


@contextlib.contextmanager
def _theirs(
    python: Path, data: Path, state: Path, scratch: Path, workers: int
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """MLflow's server as it comes, but for the database, whose password is not in the command line.

    And for its pool: a worker has 15 connections, and with more requests at once each may hold one and
    wait for a second until all are refused.
    """
    port = _free_port()
    command = [str(python), "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", str(workers), "--artifacts-destination", str(scratch / "artifacts")]
    environment = {
        **os.environ,
        "PATH": f"{python.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "MLFLOW_BACKEND_STORE_URI": _database(data),
        "MLFLOW_SQLALCHEMYSTORE_POOL_SIZE": "10",
        "MLFLOW_SQLALCHEMYSTORE_MAX_OVERFLOW": "30",
        "MLFLOW_DISABLE_TELEMETRY": "true",
    }
    with (state / "mlflow.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=scratch, env=environment, stdin=subprocess.DEVNULL, stdout=log,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            with talk.status("Starting mlflow server ..."):
                _await_health(process, port, state / "mlflow.log")
            yield process, port
        finally:
            _end(process)


def _database(data: Path) -> str:
    port = (data / "postgres" / "postmaster.pid").read_text().splitlines()[3].strip()
    password = (data / "secrets" / "database-password").read_text().strip()
    return f"postgresql+psycopg2://postgres:{password}@127.0.0.1:{port}/mlflow"


def _await_health(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_LIMIT_SECONDS
    with httpx.Client(trust_env=False) as client:
        while process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(httpx.TransportError):
                if client.get(f"http://127.0.0.1:{port}/health").status_code == 200:
                    return
            time.sleep(0.2)
    raise Failure(f"mlflow server does not start; see {log}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends it with all its workers, which share its process group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(STOP_LIMIT_SECONDS)
    except subprocess.TimeoutExpired:
        talk.print("mlflow server does not end by itself and is killed.")
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _java(*arguments: str) -> str:
    """What the bench prints; its progress goes to standard error."""
    done = subprocess.run(
        [*ours.java_start(), *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    )
    if done.returncode != 0:
        raise Failure(f"the bench ended with {done.returncode}")
    return done.stdout


def _weight(root: int, without: str | None = None) -> dict[str, int]:
    """Processes of a tree and their memory: what they share counts once."""
    parents, names = machine.processes()
    tree = metadata_report.descendants(root, parents, {pid for pid, name in names.items() if name == without})
    return {"processes": len(tree), "pss_megabytes": round(sum(map(machine.pss_kilobytes, tree)) / 1024)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
