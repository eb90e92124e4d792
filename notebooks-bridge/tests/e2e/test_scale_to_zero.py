"""Functions that nobody calls have no process; the next call starts one."""

from __future__ import annotations

from tests.e2e import processes, tables
from tests.e2e.servers import TestServer


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
