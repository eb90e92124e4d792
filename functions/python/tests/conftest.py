"""One host for most tests, in an environment with kfp that is made once and kept."""

from __future__ import annotations

import fcntl
import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import wheels
from tests.support.hosts import Host
from tests.support.plane import Plane

HERE = Path(__file__).resolve().parent
KEPT = HERE.parent.parent.parent / ".zeroflow" / "python-host-tests"

StartHost = Callable[..., Host]


@pytest.fixture(scope="session")
def python() -> Path:
    """The interpreter of the environment with kfp and uv."""
    requirements = HERE / "environment.txt"
    content = requirements.read_bytes() + sys.version.encode()
    home = KEPT / hashlib.sha256(content).hexdigest()[:16]
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "complete").exists():
            subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
            install = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-deps"]
            subprocess.run([*install, "--require-hashes", "-r", str(requirements)], check=True)
            (home / "complete").touch()
    return home / "bin" / "python"


@pytest.fixture
def plane() -> Iterator[Plane]:
    """A control plane of the test's own."""
    made = Plane()
    yield made
    made.close()


@pytest.fixture(scope="session")
def wheelhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with wheels, to install from instead of an index."""
    return wheels.make_all(tmp_path_factory.mktemp("wheels"))


@pytest.fixture(scope="session")
def offline(wheelhouse: Path) -> dict[str, str]:
    """Settings with which installers look only into that folder."""
    return {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheelhouse)}


@pytest.fixture(scope="session")
def shared_host(
    python: Path, tmp_path_factory: pytest.TempPathFactory, offline: dict[str, str]
) -> Iterator[Host]:
    """A host that many tests use; none of them may stop it."""
    plane = Plane()
    made = Host(python, tmp_path_factory.mktemp("shared"), plane, **offline)
    yield made
    assert made.stop() == 0
    plane.close()


@pytest.fixture
def host(shared_host: Host, plane: Plane) -> Host:
    """The shared host with a plane of the test's own."""
    shared_host.plane = plane
    return shared_host


@pytest.fixture
def start_host(python: Path, tmp_path: Path, plane: Plane, offline: dict[str, str]) -> Iterator[StartHost]:
    """Starts hosts that the test may harm."""
    started: list[Host] = []

    def start(name: str = "host", **environ: str) -> Host:
        started.append(Host(python, tmp_path / name, plane, **{**offline, **environ}))
        return started[-1]

    yield start
    for each in started:
        each.stop()
