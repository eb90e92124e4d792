"""What is there: the server, its functions, the newest runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.table import Table

from zeroflow import queries
from zeroflow.cli import print_json, server
from zeroflow.cli.failure import Failure
from zeroflow.cli.terminal import out, show
from zeroflow.client import Client, Unreachable


def status(data: Path | None, port: int | None, as_json: bool) -> None:
    """Prints the server and its functions; without a server, says so and fails."""
    found = server.find(data or server.default_data())
    try:
        client = server.client_of(data, port)
        state = _state(client, found)
    except (Failure, Unreachable) as e:
        if as_json:
            print_json({"ready": False, "address": None, "functions": []})
        raise Failure(str(e)) from e
    if as_json:
        print_json(state)
    else:
        _print(state)


def _state(client: Client, found: server.Server | None) -> dict[str, Any]:
    functions = [_function(function) for function in _functions(client)]
    about = found.about if found and found.address == client.address else {}
    return {"address": client.address, "ready": client.is_ready(), **about, "functions": functions}


def _functions(client: Client) -> list[dict[str, Any]]:
    """All of them, page by page."""
    nodes: list[dict[str, Any]] = []
    after, more = None, True
    while more:
        page = client.gql(queries.FUNCTIONS, after=after)["functions"]
        nodes += page["nodes"]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    return nodes


def _function(function: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": function["name"],
        "kind": function["kind"],
        "replicas": function["replicas"],
        "state": function["state"],
        "reason": function["reason"],
        "since": function["since"],
        "last_cold_start_ms": function["lastColdStartMillis"],
    }


def _print(state: dict[str, Any]) -> None:
    out.print(f"{state['address']}  {'ready' if state['ready'] else 'not ready'}", soft_wrap=True)
    if "pid" in state:
        out.print(
            f"Process {state['pid']} since {state['started_at']}, S3 {state['s3_endpoint']}, "
            f"functions idle for {state['idle_window_seconds']} s end",
            soft_wrap=True,
        )
    table = Table("Function", "State", "Replicas", "Last cold start", "Why")
    for function in state["functions"]:
        start = function["last_cold_start_ms"]
        table.add_row(
            function["name"],
            function["state"],
            str(function["replicas"]),
            "-" if start is None else f"{start:.0f} ms",
            function["reason"],
        )
    show(table)


def runs(data: Path | None, port: int | None, as_json: bool, limit: int) -> None:
    """Prints the newest runs."""
    nodes = server.client_of(data, port).gql(queries.RUNS, first=limit)["runs"]["nodes"]
    if as_json:
        print_json(nodes)
        return
    table = Table()
    table.add_column("Run", no_wrap=True)
    for title in ("Pipeline", "State", "Created", "Started by"):
        table.add_column(title, overflow="fold")
    for run in nodes:
        trigger = run["trigger"]
        started_by = trigger["detail"] or trigger["kind"].lower()
        table.add_row(run["id"], run["pipeline"], run["state"], run["createdAt"][:19] + "Z", started_by)
    show(table)
