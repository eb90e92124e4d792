"""Runs that people stop, hold, open again and copy; limits; and what runs take over from earlier ones."""

from __future__ import annotations

import json
from typing import Any

from tests.e2e import tables
from tests.e2e.polling import until
from tests.e2e.servers import PIPELINE, TestServer

HELD_LOOKS = 40
EFFECTS = {"importer", "condition-1/register-model", "condition-1/deploy-model"}


def long_run(server: TestServer, model: str) -> str:
    """A run whose training takes some seconds, while it trains."""
    uri = server.put("control/large.csv", tables.clusters(["up", "down", "same"], 4000, 30, "move"))
    run = server.submit(dataset_uri=uri, model_name=model, label_column="move", epochs=700, caching=False)
    until("a training runs", lambda: states(server, run).get("train-logistic-regression") == "RUNNING")
    return run


def states(server: TestServer, run: str) -> dict[str, str]:
    return {task["id"]: task["state"] for task in server.run(run)["tasks"]}


def short_run(server: TestServer, *more: str) -> Any:
    """A run that has ended, as `submit --wait --json` tells it."""
    uri = server.put("control/wine.csv", tables.WINE.read_bytes())
    parameters = ("-p", f"dataset_uri={uri}", "-p", "model_name=controlled")
    return server.json("submit", PIPELINE, *parameters, "--wait", *more)


def cached(run: Any) -> set[str]:
    return {task["id"] for task in run["tasks"] if task["cachedFrom"]}


def test_a_run_is_held_goes_on_is_stopped_and_is_opened_again(server: TestServer) -> None:
    run = long_run(server, "opened-again")
    paused = server.json("pause", run)
    assert (paused["done"], paused["run"]["state"]) == (True, "PAUSED")
    until("what was called ends by itself", lambda: "RUNNING" not in states(server, run).values())
    held = states(server, run)
    assert held["train-logistic-regression"] == held["train-decision-tree"] == "SUCCEEDED"
    assert "SUCCEEDED" not in (held["evaluate"], held["select-best"])
    assert server.cli("pause", run).returncode == 1

    server.json("resume", run)
    server.json("cancel", run)
    assert server.ended(run)["state"] == "CANCELED"
    refused = server.cli("cancel", run)
    assert refused.returncode == 1
    assert "CANCELED" in refused.stderr

    before = server.run(run)
    again = server.json("rerun", run, "--wait")
    assert again["state"] == "SUCCEEDED"
    attempts = {task["id"]: task["attempts"] for task in again["tasks"]}
    for task in before["tasks"]:
        if task["state"] == "SUCCEEDED":
            assert attempts[task["id"]] == task["attempts"], "what has succeeded is not done again"
    assert server.http.get("/v2/models/opened-again/ready").status_code == 200
    assert server.cli("rerun", run).returncode == 1


def test_a_run_that_is_stopped_gives_up_what_it_has_called(server: TestServer) -> None:
    run = long_run(server, "given-up")
    assert server.json("cancel", run)["run"]["state"] in ("CANCELING", "CANCELED")
    ended = server.ended(run, 10)
    assert ended["state"] == "CANCELED"
    left = {task["id"]: task["state"] for task in ended["tasks"]}
    assert left["train-logistic-regression"] == "CANCELED"
    assert left["load-and-validate"] == "SUCCEEDED"
    assert "given-up" not in server.http.get("/v2/models").json()["models"]


def test_a_run_that_nobody_knows_is_bad_input(server: TestServer) -> None:
    unknown = "00000000-0000-4000-8000-000000000000"
    for command in ("cancel", "pause", "resume", "rerun", "clone"):
        for run in (unknown, "no-id"):
            done = server.cli(command, run)
            assert done.returncode == 2, (command, run, done.stderr)
            assert run in done.stderr
    assert server.cli("priority", unknown, "1").returncode == 2


def test_a_priority_is_given_at_the_start_and_changed_later(server: TestServer) -> None:
    run = long_run(server, "urgent")
    assert server.json("priority", run, "-7")["run"]["priority"] == -7
    server.json("cancel", run)
    assert short_run(server, "--priority", "12")["priority"] == 12


def test_a_copy_of_a_run_has_the_parameters_that_are_changed(server: TestServer) -> None:
    first = short_run(server)
    copy = server.json("clone", first["id"], "-p", "epochs=60", "-p", "model_name=9", "--wait")
    assert copy["state"] == "SUCCEEDED"
    assert copy["trigger"] == {"kind": "MANUAL", "detail": f"clone of {first['id']}"}
    given = {it["name"]: json.loads(it["value"]) for it in copy["parameters"]}
    assert (given["epochs"], given["model_name"]) == (60, "9"), "a text stays a text"
    changed = {task["id"] for task in copy["tasks"]} - cached(copy)
    assert "train-logistic-regression" in changed
    assert "train-decision-tree" not in changed
    miss = next(task for task in copy["tasks"] if task["id"] == "train-logistic-regression")["cacheMiss"]
    assert "parameter epochs" in miss

    refused = server.cli("clone", first["id"], "-p", "epochs=many")
    assert refused.returncode == 2
    assert "epochs" in refused.stderr


def test_steps_are_taken_over_unless_the_cache_is_cleared_or_not_wanted(server: TestServer) -> None:
    short_run(server)
    second = short_run(server)
    all_steps = {task["id"] for task in second["tasks"] if task["kind"] != "DAG"}
    assert cached(second) == all_steps - EFFECTS
    sources = {task["cachedFrom"]["runId"] for task in second["tasks"] if task["cachedFrom"]}
    assert second["id"] not in sources
    assert cached(short_run(server, "--no-cache")) == set()

    listed = server.json("cache", "list", "--pipeline", "train-and-deploy", "--limit", "100")
    assert {"load-and-validate", "evaluate", "select-best"} <= {entry["task"] for entry in listed}
    assert len(server.json("cache", "list", "--limit", "1")) == 1
    cleared = server.json("cache", "clear", "--task", "evaluate")
    assert cleared["forgotten"] >= 1
    assert all_steps - cached(short_run(server)) == EFFECTS | {"evaluate"}
    assert server.json("cache", "clear", "--older-than", "7d") == {"forgotten": 0}


def held_run(server: TestServer) -> str:
    """A run whose first step does not start. The scheduler hears of a limit a little later."""
    uri = server.put("control/held.csv", tables.WINE.read_bytes())
    runs: list[str] = []
    looks = HELD_LOOKS

    def probe() -> str | None:
        nonlocal looks
        found = states(server, runs[-1]) if runs else {}
        if not runs or found.get("load-and-validate") not in (None, "PENDING"):
            model = f"held-{len(runs)}"  # runs that deploy one model at once replace each other
            runs.append(server.submit(dataset_uri=uri, model_name=model, caching=False))
            looks = HELD_LOOKS
        elif found.get("importer") == "SUCCEEDED":
            looks -= 1
        return runs[-1] if looks == 0 else None

    return until("a run is held back", probe)


def test_a_limit_holds_tasks_back_until_it_is_lifted(server: TestServer) -> None:
    assert server.json("limits") == []
    server.json("limits", "set", "function", "tasks", "0")
    try:
        assert server.json("limits") == [{"scope": "FUNCTION", "name": "tasks", "slots": 0}]
        run = held_run(server)
    finally:
        removed = server.json("limits", "remove", "function", "tasks")
    assert removed == {"removed": True}
    ended = server.ended(run)
    assert ended["state"] == "SUCCEEDED", ended
    assert server.cli("limits", "set", "function", "taks", "1").returncode == 2
    assert server.cli("limits", "set", "project", "another", "1").returncode == 1
