"""Runs every check and test of the project, with the runners' own output: what takes seconds comes first."""

from __future__ import annotations

import os
import subprocess
import sys

from zeroflow.cli import checkout
from zeroflow.cli.terminal import talk


def run_all(pytest_arguments: list[str]) -> int:
    """Formats and types, Java, whose jars the end-to-end tests need, then Python. Returns an exit code."""
    top = checkout.home()
    environment = {**os.environ, "JAVA_HOME": str(checkout.java_home())}
    bridge, host = top / "notebooks-bridge", top / "functions" / "python"
    maven, python = [checkout.maven(), "--batch-mode"], [sys.executable, "-m"]
    checks = [
        ("Python: format and lint", bridge, [*python, "ruff", "check", "."]),
        ("Python host: format and lint", host, [*python, "ruff", "check", "."]),
        ("Python: types", bridge, [*python, "mypy"]),
        ("Python host: types", host, [*python, "mypy"]),
        ("Java: format", top, [*maven, "--quiet", "spotless:check"]),
        ("Java", top, [*maven, "verify"]),
        ("Python and end to end", bridge, [*python, "pytest", *pytest_arguments]),
    ]
    if not pytest_arguments:  # they choose among the tests of the bridge
        checks.insert(-1, ("Python host", host, [*python, "pytest"]))
    for title, folder, command in checks:
        talk.rule(title)
        done = subprocess.run(command, cwd=folder, env=environment)
        if done.returncode != 0:
            return done.returncode
    return 0
