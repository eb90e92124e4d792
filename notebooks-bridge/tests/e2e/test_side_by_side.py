"""Servers with different data directories and ports know nothing of each other."""

from __future__ import annotations

from collections.abc import Callable

from tests.e2e import tables
from tests.e2e.servers import TestServer


def test_two_servers_work_side_by_side_and_end_one_by_one(
    server: TestServer, make_server: Callable[[str], TestServer]
) -> None:
    other = make_server("other")
    there = other.json("demo", tables.WINE)  # starts the server that is not there yet
    here = server.json("demo", tables.BREAST_CANCER)
    assert here["run_id"] not in {run["id"] for run in other.runs()}
    assert there["run_id"] not in {run["id"] for run in server.runs()}
    assert other.http.get("/v2/models").json()["models"] == ["wine"]
    assert other.secret("events-token") != server.secret("events-token")
    started = other.json("status")
    assert started["ready"] is True
    assert started["port"] == other.port

    other.down()
    assert other.processes() == []
    assert server.http.get("/q/health/ready").status_code == 200
    assert server.run(here["run_id"])["state"] == "SUCCEEDED"
    other.down()  # nothing runs any more, and that is what was asked for


def test_down_with_the_port_of_another_server_ends_nothing(server: TestServer) -> None:
    server.port += 1
    try:
        done = server.cli("down")
    finally:
        server.port -= 1
    assert done.returncode == 1
    assert str(server.port) in done.stderr
    assert server.http.get("/q/health/ready").status_code == 200
