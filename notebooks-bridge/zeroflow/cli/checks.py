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
    bridge, host = top / "notebooks-bridge", top / "functions" / "python"
    checks = [
        ("Python: format and lint", bridge, ["ruff", "check", "."]),
        ("Python: types", bridge, ["mypy"]),
        ("Python host: format and lint", host, ["ruff", "check", "."]),
        ("Python host: types", host, ["mypy"]),
        ("Python and end to end", bridge, ["pytest", *pytest_arguments]),
    ]
    if not pytest_arguments:  # they choose among the tests of the bridge
        checks.insert(-1, ("Python host", host, ["pytest"]))
    for title, folder, arguments in checks:
        talk.rule(title)
        done = subprocess.run([sys.executable, "-m", *arguments], cwd=folder, env=environment)
        if done.returncode != 0:
            return done.returncode
    return 0
