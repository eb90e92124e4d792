"""Asks something of runs: to end, to wait, to go on, to begin again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zeroflow import queries
from zeroflow.cli import print_json, runs, server
from zeroflow.cli.failure import Failure
from zeroflow.cli.terminal import talk


@dataclass(frozen=True)
class Changes:
    """What a clone has of its own; None is as it was. ``parameters`` are ``name=value`` each."""

    parameters: list[str]
    name: str | None
    caching: bool | None
    priority: int | None


def ask(
    data: Path | None, port: int | None, as_json: bool, mutation: str, run: str, wait: bool = False
) -> None:
    """Asks one thing of one run and tells what became of it, or watches the run if asked to."""
    client = server.client_of(data, port)
    answer = client.gql(queries.RUN_REQUEST % mutation, id=run)["answer"]
    if not wait:
        _tell(answer, as_json)
    elif not answer["done"]:
        raise Failure(f"run {run} does not go on yet; it will when a scheduler has time")
    else:
        runs.follow(client, run, as_json)


def prioritize(data: Path | None, port: int | None, as_json: bool, run: str, number: int) -> None:
    """Changes the priority of a run."""
    client = server.client_of(data, port)
    _tell(client.gql(queries.SET_PRIORITY, id=run, priority=number)["answer"], as_json)


def clone(data: Path | None, port: int | None, as_json: bool, run: str, changes: Changes, wait: bool) -> None:
    """Starts a run like another one, and watches it if asked to."""
    runs.check_parameters(changes.parameters)
    texts = [dict(zip(("name", "value"), p.split("=", 1), strict=True)) for p in changes.parameters]
    client = server.client_of(data, port)
    begun = client.gql(
        queries.CLONE_RUN,
        id=run,
        texts=texts,
        name=changes.name,
        caching=changes.caching,
        priority=changes.priority,
    )["cloneRun"]["run"]
    if wait:
        runs.follow(client, begun["id"], as_json)
    elif as_json:
        print_json({"run_id": begun["id"], **{key: begun[key] for key in ("name", "pipeline", "state")}})
    else:
        talk.print(f"Run {begun['id']} of {begun['pipeline']} is on its way: zeroflow logs {begun['id']}")


def _tell(answer: dict[str, Any], as_json: bool) -> None:
    run = answer["run"]
    if as_json:
        print_json(answer)
    elif answer["done"]:
        talk.print(f"Run {run['id']} of {run['pipeline']}: {run['state']}, priority {run['priority']}")
    else:
        talk.print(f"Run {run['id']} is still {run['state']}: it is asked, and no scheduler has answered yet")
