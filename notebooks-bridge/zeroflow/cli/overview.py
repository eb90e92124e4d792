"""What is there: the server, its functions, the newest runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.table import Table

from zeroflow import queries
from zeroflow.cli import print_json, server
from zeroflow.cli.terminal import out


def status(data: Path | None, port: int | None, as_json: bool) -> None:
    """Prints the server and its functions."""
    found = server.find(data or server.default_data())
    client = server.client_of(data, port)
    ready = client.is_ready()
    functions = [_function(function) for function in client.gql(queries.FUNCTIONS)["functions"]]
    about = found.about if found and found.address == client.address else {}
    if as_json:
        print_json({"address": client.address, "ready": ready, **about, "functions": functions})
        return
    out.print(f"{client.address}  {'ready' if ready else 'not ready'}")
    table = Table("Function", "State", "Replicas", "Last cold start", "Why")
    for function in functions:
        start = function["last_cold_start_ms"]
        table.add_row(
            function["name"],
            function["state"],
            str(function["replicas"]),
            "-" if start is None else f"{start} ms",
            function["reason"],
        )
    out.print(table)


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


def runs(data: Path | None, port: int | None, as_json: bool, limit: int) -> None:
    """Prints the newest runs."""
    nodes = server.client_of(data, port).gql(queries.RUNS, first=limit)["runs"]["nodes"]
    if as_json:
        print_json(nodes)
        return
    table = Table("Run", "Pipeline", "State", "Started by", "Created")
    for run in nodes:
        trigger = run["trigger"]
        table.add_row(
            run["id"], run["pipeline"], run["state"], trigger["detail"] or trigger["kind"], run["createdAt"]
        )
    out.print(table)
