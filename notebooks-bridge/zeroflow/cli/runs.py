"""Submits runs and watches them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.live import Live

from zeroflow import queries
from zeroflow.cli import print_json, server, watching
from zeroflow.cli.failure import BAD_INPUT, Failure
from zeroflow.cli.terminal import talk
from zeroflow.client import Client

POLL_SECONDS = 0.15
WATCH_LIMIT_SECONDS = 3600


@dataclass(frozen=True)
class Submission:
    """What to run; ``parameters`` are ``name=value`` each."""

    file: Path
    parameters: list[str]
    name: str | None
    caching: bool
    priority: int | None


def submit(data: Path | None, port: int | None, as_json: bool, wanted: Submission, wait: bool) -> None:
    """Submits a pipeline document, and watches the run if asked to."""
    check_parameters(wanted.parameters)
    client = server.client_of(data, port)
    run = client.submit(
        wanted.file, wanted.parameters, wanted.name, caching=wanted.caching, priority=wanted.priority
    )
    if wait:
        follow(client, run["run_id"], as_json)
    elif as_json:
        print_json(run)
    else:
        talk.print(f"Run {run['run_id']} of {run['pipeline']} is on its way: zeroflow logs {run['run_id']}")


def follow(client: Client, run: str, as_json: bool) -> None:
    """Watches a run to its end; fails if it does."""
    ended = watch(client, run)
    if as_json:
        print_json(ended)
    if ended["state"] != "SUCCEEDED":
        raise Failure(describe_failure(ended))


def follow_logs(client: Client, run: str, task: str | None) -> None:
    """Prints what a run writes until it ends, each line as it arrives."""
    after, ended = "", False
    while not ended:
        part = client.next_logs(run, task, after)
        for line in part["lines"]:
            click.echo(f"{line['time']} {line['task']} {line['text']}")
        after, ended = part["after"], part["ended"]


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
    """Follows a run to its end with one line for each step; returns the run with everything in it."""
    deadline = time.monotonic() + WATCH_LIMIT_SECONDS
    state = _read(client, queries.WATCH, run)
    told: dict[str, str] = {}
    with Live(watching.table(state), console=talk, refresh_per_second=8, transient=True) as live:
        while state["state"] not in watching.FINAL:
            if time.monotonic() > deadline:
                raise Failure(f"run {run} has not ended within {WATCH_LIMIT_SECONDS} s; it goes on")
            asked = time.monotonic()
            state = _read(client, queries.WATCH, run)
            live.update(watching.table(state))
            if not talk.is_terminal:
                _tell_changes(state, told)
            # A run with many tasks is asked for less often than it takes to answer.
            time.sleep(max(POLL_SECONDS, 2 * (time.monotonic() - asked)))
    if talk.is_terminal:
        talk.print(watching.table(state))
    else:
        _tell_changes(state, told)
    return _read(client, queries.RUN, run)


def _read(client: Client, query: str, run: str) -> dict[str, Any]:
    found: dict[str, Any] | None = client.gql(query, id=run)["run"]
    if found is None:
        raise Failure(f"there is no run {run}")
    return found


def _tell_changes(run: dict[str, Any], told: dict[str, str]) -> None:
    for line in watching.changes(run, told):
        talk.print(line)
