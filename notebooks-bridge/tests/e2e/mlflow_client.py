"""The environments of MLflow's clients, programs in them, and the server that they come with."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from rich.console import Console

from tests.e2e.polling import until
from tests.e2e.servers import free_port
from zeroflow.cli import checkout
from zeroflow.cli.peers import environments

HERE = Path(__file__).parent
BRIDGE = HERE.parents[1]
NEWEST = "mlflow"
SESSION_SECONDS = 300


def python(requirements: str = NEWEST) -> Path:
    """The Python of the environment with one of the clients."""
    folder = checkout.home() / ".zeroflow" / "test-environments"
    listed = HERE / f"{requirements}-requirements.txt"
    return environments.python_of(requirements, listed, folder, Console(stderr=True))


def program(
    module: str, address: str, *words: str, client: str = NEWEST, folder: Path, **variables: str
) -> str:
    """What a program of this folder prints, with the client's settings for the address."""
    done = subprocess.run(
        [str(python(client)), "-m", f"tests.e2e.{module}", *words],
        env=_environment(address, folder) | variables,
        cwd=BRIDGE,
        capture_output=True,
        text=True,
        timeout=SESSION_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def started(module: str, address: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A program of this folder that goes on meanwhile; it is patient with a server that is away."""
    process = subprocess.Popen(
        [str(python()), "-m", f"tests.e2e.{module}"],
        env=_environment(address, folder) | {"MLFLOW_HTTP_REQUEST_MAX_RETRIES": "7"},
        cwd=BRIDGE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(30)


def _environment(address: str, folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "HOME": str(folder),
        "NO_PROXY": "127.0.0.1",
        "MLFLOW_TRACKING_URI": address,
        "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "3",
        "GIT_PYTHON_REFRESH": "quiet",
        "PYTHONWARNINGS": "ignore",
    }


@contextmanager
def upstream(folder: Path, *options: str) -> Iterator[str]:
    """The address of an MLflow server of its own."""
    port = free_port()
    command = [
        *("-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"),
        *("--backend-store-uri", f"sqlite:///{folder}/mlflow.db"),
        *("--artifacts-destination", str(folder / "artifacts")),
        *options,
    ]
    log = (folder / "mlflow.log").open("w")
    process = subprocess.Popen(
        [str(python()), *command],
        env={**os.environ, "HOME": str(folder), "GIT_PYTHON_REFRESH": "quiet"},
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        until("MLflow's own server answers", lambda: _answers(address), 120)
        yield address
    finally:
        os.killpg(process.pid, 15)
        process.wait(30)
        log.close()


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", trust_env=False).status_code == 200
    except httpx.TransportError:
        return False
