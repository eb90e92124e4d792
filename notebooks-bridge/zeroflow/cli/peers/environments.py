"""An environment of its own for each peer, made once from requirements with hashes, and kept."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from zeroflow.cli.peers.conversation import Broken

PREPARE_LIMIT_SECONDS = 1800


def python_of(name: str, requirements: Path, folder: Path, console: Console) -> Path:
    """The Python of the environment with these requirements, which is made if missing or out of date."""
    home = folder / name
    python = home / "bin" / "python"
    stamp = home / "requirements.sha256"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # one makes it while others wait
        if not (stamp.exists() and stamp.read_text() == wanted and python.exists()):
            _make(home, requirements, console)
            stamp.write_text(wanted)
    return python


def _make(home: Path, requirements: Path, console: Console) -> None:
    packages = sum(line[0].isalpha() for line in requirements.read_text().splitlines() if line)
    told = f"Preparing {home.name} (once, up to {packages} packages) ..."
    shutil.rmtree(home, ignore_errors=True)
    if not console.is_terminal:
        console.print(told)
    with console.status(told):
        for command in _commands(home, requirements):
            _run(command)


def _commands(home: Path, requirements: Path) -> list[list[str]]:
    python = str(home / "bin" / "python")
    wanted = ["--quiet", "--require-hashes", "--requirement", str(requirements)]
    if uv := _uv():
        return [
            [*uv, "venv", "--quiet", "--python", sys.executable, str(home)],
            [*uv, "pip", "install", "--python", python, *wanted],
        ]
    return [
        [sys.executable, "-m", "venv", str(home)],
        [python, "-m", "pip", "install", "--disable-pip-version-check", *wanted],
    ]


def _uv() -> list[str] | None:
    if importlib.util.find_spec("uv"):
        return [sys.executable, "-m", "uv"]
    found = shutil.which("uv")
    return [found] if found else None


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PREPARE_LIMIT_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise Broken(f"its packages were not installed within {PREPARE_LIMIT_SECONDS} s") from None
    if done.returncode != 0:
        words = (done.stderr or done.stdout).strip().splitlines()
        last = " ".join(line.strip() for line in words[-3:])
        raise Broken(f"its packages cannot be installed: {last[:500]}")
