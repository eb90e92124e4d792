"""Submits runs and watches them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from rich.live import Live
from rich.table import Table

from zeroflow import queries
from zeroflow.cli import print_json, server
from zeroflow.cli.failure import BAD_INPUT, Failure
from zeroflow.cli.terminal import talk
from zeroflow.client import Client

FINAL = {"SUCCEEDED", "FAILED", "CANCELED", "SKIPPED"}
POLL_SECONDS = 0.15
WATCH_LIMIT_SECONDS = 3600
MARKS = {"SUCCEEDED": "green", "FAILED": "red", "RUNNING": "yellow", "SKIPPED": "dim"}


def submit(
    data: Path | None,
    port: int | None,
    as_json: bool,
    file: Path,
    parameters: list[str],
    name: str | None,
    wait: bool,
) -> None:
    """Submits a pipeline document, and watches the run if asked to."""
    check_parameters(parameters)
    client = server.client_of(data, port)
    run = client.submit(file, parameters, name)
    if not wait:
        if as_json:
            print_json(run)
        else:
            talk.print(
                f"Run {run['run_id']} of {run['pipeline']} is on its way: zeroflow logs {run['run_id']}"
            )
        return
    ended = watch(client, run["run_id"])
    if as_json:
        print_json(ended)
    if ended["state"] != "SUCCEEDED":
        raise Failure(describe_failure(ended))


def check_parameters(parameters: list[str]) -> None:
    """Refuses what is not NAME=VALUE; the value may be empty, the name may not."""
    for parameter in parameters:
        if parameter.find("=") < 1:
            raise Failure(f"-p needs NAME=VALUE, not {parameter!r}", BAD_INPUT)


def describe_failure(run: dict[str, Any]) -> str:
    """One sentence that tells why a run ended as it did."""
    error = run.get("error") or {}
    where = f" in task {error['task']}" if error.get("task") else ""
    return f"run {run['id']} ended {run['state']}{where}: {error.get('message', 'no reason was given')}"


def watch(client: Client, run: str) -> dict[str, Any]:
    """Follows a run to its end with one line for each task; returns the run."""
    deadline = time.monotonic() + WATCH_LIMIT_SECONDS
    state = _read(client, run)
    told: dict[str, str] = {}
    with Live(_table(state), console=talk, refresh_per_second=8, transient=True) as live:
        while state["state"] not in FINAL:
            if time.monotonic() > deadline:
                raise Failure(f"run {run} has not ended within {WATCH_LIMIT_SECONDS} s; it goes on")
            time.sleep(POLL_SECONDS)
            state = _read(client, run)
            live.update(_table(state))
            if not talk.is_terminal:
                _tell_changes(state, told)
    if talk.is_terminal:
        talk.print(_table(state))
    else:
        _tell_changes(state, told)
    return state


def _read(client: Client, run: str) -> dict[str, Any]:
    found: dict[str, Any] | None = client.gql(queries.RUN, id=run)["run"]
    if found is None:
        raise Failure(f"there is no run {run}")
    return found


def _tell_changes(run: dict[str, Any], told: dict[str, str]) -> None:
    for task in run["tasks"]:
        if told.get(task["id"]) != task["state"]:
            told[task["id"]] = task["state"]
            talk.print(f"  {task['state']:<10} {task['name']}")


def _table(run: dict[str, Any]) -> Table:
    table = Table("Step", "State", "Start", "Work", "Overhead", title=f"{run['pipeline']}: {run['state']}")
    for task in run["tasks"]:
        mark = MARKS.get(task["state"], "default")
        start = {True: "cold", False: "warm", None: ""}[task["cold"]]
        table.add_row(
            task["name"],
            f"[{mark}]{task['state']}[/]",
            start,
            _millis(task["workMillis"]),
            _millis(task["overheadMillis"]),
        )
    return table


def _millis(value: float | None) -> str:
    return "" if value is None else f"{value:.0f} ms"
