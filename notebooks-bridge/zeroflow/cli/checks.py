"""Runs every test of the project, with the runners' own output."""

from __future__ import annotations

import os
import subprocess
import sys

from zeroflow.cli import checkout
from zeroflow.cli.terminal import talk


def run_all(pytest_arguments: list[str]) -> int:
    """Java first, as its build makes the jars of the end-to-end tests; then Python. Returns an exit code."""
    top = checkout.home()
    environment = {**os.environ, "JAVA_HOME": str(checkout.java_home())}
    talk.rule("Java")
    java = subprocess.run([checkout.maven(), "--batch-mode", "verify"], cwd=top, env=environment)
    if java.returncode != 0:
        return java.returncode
    bridge = top / "notebooks-bridge"
    for title, arguments in (
        ("Python: format and lint", ["ruff", "check", "."]),
        ("Python: types", ["mypy"]),
        ("Python and end to end", ["pytest", *pytest_arguments]),
    ):
        talk.rule(title)
        done = subprocess.run([sys.executable, "-m", *arguments], cwd=bridge, env=environment)
        if done.returncode != 0:
            return done.returncode
    return 0
