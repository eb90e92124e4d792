"""Installing on a cluster: what is applied to it, and what it lacks. Java knows both; this starts it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from rich.table import Table

from zeroflow.cli import checkout, print_json
from zeroflow.cli.failure import COULD_NOT, Failure
from zeroflow.cli.terminal import show, talk

PACKAGE = "dev.zeroflow.knative.cluster"
LIBRARIES = ("boot", "main")
COLOURS = {"OK": "green", "WARN": "yellow", "FAIL": "red"}


def manifests(output: str, settings: dict[str, str]) -> str:
    """Everything that installs Zeroflow; raises `Failure` if a setting is wrong."""
    given = [f"{name}={value}" for name, value in sorted(settings.items())]
    done = _java(f"{PACKAGE}.install.InstallCommand", output, *given)
    if done.returncode != 0:
        raise Failure(_said(done.stderr), done.returncode)
    return done.stdout


def preflight(kubeconfig: Path | None, namespaces: list[str], as_json: bool) -> int:
    """Prints what is found out about a cluster; returns 1 if something is missing."""
    done = _java(f"{PACKAGE}.preflight.PreflightCommand", *namespaces, kubeconfig=kubeconfig)
    try:
        findings: list[dict[str, Any]] = json.loads(done.stdout)
    except ValueError:
        raise Failure(_said(done.stderr)) from None
    if as_json:
        print_json(findings)
    else:
        _show(findings)
    return done.returncode


def _show(findings: list[dict[str, Any]]) -> None:
    table = Table("", "What", "Found")
    for finding in findings:
        level = finding["level"]
        table.add_row(f"[{COLOURS[level]}]{level}[/]", finding["subject"], finding["message"])
    show(table)
    commands = [finding["command"] for finding in findings if finding.get("command")]
    if commands:
        talk.print("What mends it:")
    for command in commands:
        talk.print("  " + command, markup=False)


def _java(program: str, *arguments: str, kubeconfig: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs a program of the server's libraries, which are built if they are not."""
    checkout.build_if_needed(talk)
    libraries = (checkout.home() / checkout.JARS[-1]).parent / "lib"
    environment = dict(os.environ)
    if kubeconfig is not None:
        environment["KUBECONFIG"] = str(kubeconfig)
    return subprocess.run(
        [
            str(checkout.java_home() / "bin" / "java"),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-cp",
            ":".join(f"{libraries / folder}/*" for folder in LIBRARIES),
            program,
            *arguments,
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def _said(errors: str) -> str:
    """The sentence for the user among what a program wrote, else all of it."""
    for line in errors.splitlines():
        if line.startswith("zeroflow: "):
            return line.removeprefix("zeroflow: ")
    return errors.strip() or f"the program ended with exit code {COULD_NOT} and said nothing"
