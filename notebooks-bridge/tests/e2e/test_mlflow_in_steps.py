"""What a component logs with MLflow's client lands on its task."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.e2e import kfp_sdk
from tests.e2e.kfp_sdk import SeenRun
from tests.e2e.servers import Json, TestServer

API = "/api/2.0/mlflow"


@pytest.fixture(scope="module")
def runs(server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, SeenRun]:
    """All runs, ended, by the names of their cases."""
    folder = tmp_path_factory.mktemp("tracking")
    words = ("-m", "tests.e2e.kfp_runs", "ADDRESS", str(folder), "none", "tracking")
    started = kfp_sdk.program(server, folder, *words)
    return {name: SeenRun.of(server, run) for name, run in started.items()}


def _logged(server: TestServer, run: str) -> Json:
    return server.http.get(f"{API}/runs/get", params={"run_id": run}).json()["run"]


def _children(server: TestServer, parent: str) -> list[Json]:
    everywhere = server.http.post(f"{API}/experiments/search", json={}).json()["experiments"]
    body = {
        "experiment_ids": [it["experiment_id"] for it in everywhere],
        "filter": f"tags.`mlflow.parentRunId` = '{parent}'",
        "order_by": ["run_name ASC"],
    }
    found: list[Json] = server.http.post(f"{API}/runs/search", json=body).json().get("runs", [])
    return found


def _values(entries: list[Json]) -> dict[str, Json]:
    return {it["key"]: it["value"] for it in entries}


def test_a_step_logs_to_the_run_of_its_task(server: TestServer, runs: Mapping[str, SeenRun]) -> None:
    run = runs["tracked"].succeeded()
    logged = _logged(server, run.output("train"))
    assert _values(logged["data"]["params"]) == {"rate": "0.5"}
    assert _values(logged["data"]["metrics"]) == {"loss": pytest.approx(1 / 3)}
    assert logged["info"]["status"] == "FINISHED"
    whole = run.id.replace("-", "")
    assert _values(logged["data"]["tags"])["mlflow.parentRunId"] == whole
    assert _logged(server, whole)["info"]["status"] == "FINISHED"
    assert [it["info"]["run_name"] for it in _children(server, run.output("train"))] == ["inner"]


def _experiment(server: TestServer, run: str) -> str:
    number = _logged(server, run)["info"]["experiment_id"]
    found = server.http.get(f"{API}/experiments/get", params={"experiment_id": number}).json()
    return str(found["experiment"]["name"])


def test_only_steps_that_log_have_runs(server: TestServer, runs: Mapping[str, SeenRun]) -> None:
    children = _children(server, runs["tracked"].succeeded().id.replace("-", ""))
    assert [it["info"]["run_name"] for it in children] == ["elsewhere", "train"]


def test_a_step_may_choose_its_experiment(server: TestServer, runs: Mapping[str, SeenRun]) -> None:
    run = runs["tracked"].succeeded()
    assert _experiment(server, run.output("elsewhere")) == "chosen by a step"
    assert _experiment(server, run.output("train")) == "cases"
    assert _experiment(server, run.id.replace("-", "")) == "cases"


def test_a_step_that_breaks_has_failed_there_too(server: TestServer, runs: Mapping[str, SeenRun]) -> None:
    run = runs["tracked and broken"]
    run.failed()
    [logged] = _children(server, run.id.replace("-", ""))
    assert _values(logged["data"]["metrics"]) == {"before": 1.0}
    assert logged["info"]["status"] == "FAILED"
