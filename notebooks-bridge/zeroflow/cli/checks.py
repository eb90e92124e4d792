"""Runs every check and test of the project, with the runners' own output: what takes seconds comes first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from zeroflow.cli import checkout
from zeroflow.cli.failure import BAD_INPUT, Failure
from zeroflow.cli.terminal import talk

KUBECONFIG = "ZEROFLOW_CLUSTER_KUBECONFIG"


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


def run_on_cluster() -> int:
    """The suites that need a real cluster; they make what they test, and remove it. Returns an exit code."""
    kubeconfig = os.environ.get(KUBECONFIG)
    if not kubeconfig or not Path(kubeconfig).is_file():
        raise Failure(f"{KUBECONFIG} must name the kubeconfig of a cluster for tests", BAD_INPUT)
    environment = {
        **os.environ,
        "JAVA_HOME": str(checkout.java_home()),
        KUBECONFIG: str(Path(kubeconfig).absolute()),
    }
    talk.rule("Cluster")
    command = [
        checkout.maven(),
        "--batch-mode",
        "test",
        "-Dgroups=cluster",
        "-Dspotless.check.skip",
        "--projects",
        "knative/cluster",
        "--also-make",
    ]
    return subprocess.run(command, cwd=checkout.home(), env=environment).returncode
