"""A server that is killed in the middle of a run loses nothing, repeats nothing and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.e2e import processes, tables
from tests.e2e.polling import until
from tests.e2e.servers import PIPELINE, TestServer

# What can have started between the last look and the kill: the tree learns fast.
MAYBE_INTERRUPTED = ("train-decision-tree", "evaluate-2")
ROWS, COLUMNS, EPOCHS = 4000, 30, 700


def test_a_run_survives_the_kill_of_its_server(make_server: Callable[[str], TestServer]) -> None:
    server = make_server("killed")
    server.up()
    earlier = server.json("demo", tables.WINE)
    uri = server.put("large.csv", tables.clusters(["up", "down", "same"], ROWS, COLUMNS, "move"))
    run = server.submit(
        PIPELINE, dataset_uri=uri, model_name="survivor", label_column="move", epochs=EPOCHS, caching=False
    )
    before = until("the split is done and a training runs", lambda: in_training(server, run))
    server.kill()
    until("nothing of the server is left", lambda: not server.processes(), 15)

    server.up()
    ended = server.ended(run)
    assert ended["state"] == "SUCCEEDED", ended["error"]
    unchanged(before, ended)
    assert ended["createdAt"] == before["createdAt"]
    still_there(server, earlier)
    assert server.http.get("/v2/models/survivor/ready").status_code == 200
    again = server.json("demo", tables.WINE)
    assert again["version"] == str(int(earlier["version"]) + 1)


def in_training(server: TestServer, run: str) -> Any:
    found = server.run(run)
    states = {task["id"]: task["state"] for task in found["tasks"]}
    assert found["state"] in ("PENDING", "RUNNING"), "the run ended before it could be interrupted"
    ready = states.get("preprocess-and-split") == "SUCCEEDED"
    return found if ready and states["train-logistic-regression"] == "RUNNING" else None


def unchanged(before: Any, after: Any) -> None:
    """What had succeeded was not done again; what was under way was, at most once more."""
    tasks = {task["id"]: task for task in after["tasks"]}
    done = [task for task in before["tasks"] if task["state"] == "SUCCEEDED"]
    assert len(done) >= 3
    for task in done:
        assert tasks[task["id"]] == task
    attempts = {task["id"]: task["attempts"] for task in after["tasks"]}
    assert attempts.pop("train-logistic-regression") == 2, "it was interrupted"
    for maybe in MAYBE_INTERRUPTED:
        assert attempts.pop(maybe) in (1, 2)
    assert set(attempts.values()) == {1}


def still_there(server: TestServer, earlier: Any) -> None:
    """What was there before the crash: the run, its model version, its logs and the model's answers."""
    assert server.run(earlier["run_id"])["state"] == "SUCCEEDED"
    assert "rows" in server.http.get(f"/api/v1/runs/{earlier['run_id']}/logs").text
    rows, _ = tables.rows_of(tables.WINE, "target")
    step = max(1, len(rows) // 8)
    shown = rows[::step][:8]
    answer = server.http.post("/v1/models/wine:predict", json={"instances": shown})
    assert answer.status_code == 200, answer.text
    assert answer.json()["predictions"] == [p["predicted"] for p in earlier["predictions"]]


def test_a_run_survives_an_orderly_stop_in_its_middle(make_server: Callable[[str], TestServer]) -> None:
    server = make_server("stopped")
    server.up()
    uri = server.put("large.csv", tables.clusters(["up", "down", "same"], ROWS, COLUMNS, "move"))
    run = server.submit(
        dataset_uri=uri, model_name="survivor", label_column="move", epochs=EPOCHS, caching=False
    )
    before = until("the split is done and a training runs", lambda: in_training(server, run))
    server.down()
    assert server.processes() == []

    server.up()
    ended = server.ended(run)
    assert ended["state"] == "SUCCEEDED", ended["error"]
    unchanged(before, ended)


def test_a_step_whose_process_is_killed_is_tried_again(server: TestServer) -> None:
    uri = server.put("crash/large.csv", tables.clusters(["up", "down", "same"], ROWS, COLUMNS, "move"))
    run = server.submit(
        dataset_uri=uri, model_name="retried", label_column="move", epochs=EPOCHS, caching=False
    )
    before = until("the split is done and a training runs", lambda: in_training(server, run))
    processes.kill(processes.functions_of(server.data))
    ended = server.ended(run)
    assert ended["state"] == "SUCCEEDED", ended["error"]
    unchanged(before, ended)
