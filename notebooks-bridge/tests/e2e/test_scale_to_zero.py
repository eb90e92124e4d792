"""Functions that nobody calls have no process; the next call starts one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.e2e import documents, processes, tables
from tests.e2e.servers import TestServer

# Longer than the idle window, after which functions that nobody calls end.
LONG_STEP = "sleep 9; echo done >> "


def test_after_the_idle_window_no_function_runs_and_the_next_call_starts_one(server: TestServer) -> None:
    server.json("demo", tables.WINE)
    assert processes.functions_of(server.data), "the model that was just asked has a process"
    idle = server.at_zero()
    assert set(idle) >= {"tasks"}
    for function in idle.values():
        assert (function["replicas"], function["state"]) == (0, "ZERO")
        assert function["reason"]
    java = [p for p in server.processes() if "java" in p.command and p.pid != server.pid]
    assert java == []

    body = {"instances": [[1.0] * 13]}
    first = server.http.post("/v1/models/wine:predict", json=body)
    second = server.http.post("/v1/models/wine:predict", json=body)
    assert first.status_code == second.status_code == 200
    assert first.headers["X-Zeroflow-Cold-Start"] == "true"
    assert second.headers["X-Zeroflow-Cold-Start"] == "false"
    woken = [f for f in server.functions().values() if f["replicas"] == 1]
    assert [f["kind"] for f in woken] == ["INFERENCE"]
    assert woken[0]["last_cold_start_ms"] > 0
    assert len(processes.functions_of(server.data)) == 1


def test_reading_wakes_nothing(server: TestServer) -> None:
    server.at_zero()
    server.functions()
    server.runs()
    server.http.get("/v2/models")
    assert server.http.get("/q/health/ready").status_code == 200
    assert all(f["replicas"] == 0 for f in server.functions().values())


def executions(marks: Path) -> int:
    """How often the step came to its end."""
    return len(marks.read_text().splitlines()) if marks.exists() else 0


def test_a_function_is_not_taken_away_from_a_long_step(server: TestServer, tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    run = server.ended(server.submit(documents.command("sh", "-c", f"{LONG_STEP}{marks}")))
    assert run["state"] == "SUCCEEDED", run["error"]
    assert [task["attempts"] for task in run["tasks"]] == [1]
    assert executions(marks) == 1


def test_a_start_that_takes_longer_than_the_step_may_leaves_nothing_twice(
    make_server: Callable[[str], TestServer], tmp_path: Path
) -> None:
    python = tmp_path / "slow-python"
    python.write_text('#!/bin/sh\nsleep 3\nexec python3 "$@"\n')
    python.chmod(0o755)
    server = make_server("slow")
    server = replace(server, options=f"{server.options} -Dzeroflow.functions.python={python}")
    server.up()
    marks = tmp_path / "marks"
    document = documents.command("sh", "-c", f"echo done >> {marks}", seconds=1, retries=8)
    run = server.ended(server.submit(document))
    assert run["state"] == "SUCCEEDED", run["error"]
    assert run["tasks"][0]["attempts"] > 1, "the first attempt was over before the function was there"
    assert executions(marks) == 1
    server.down()
