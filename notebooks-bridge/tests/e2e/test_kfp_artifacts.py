"""Tasks and artifacts of a run through the API of Kubeflow Pipelines."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from tests.e2e import tables
from tests.e2e.servers import TestServer

ROOT = "/apis/v2beta1"


@pytest.fixture(scope="module")
def run(server: TestServer) -> str:
    """A run that has made a model."""
    uri = server.put("artifacts/wine.csv", tables.WINE.read_bytes())
    run = server.submit(dataset_uri=uri, model_name="read-by-kfp", caching=False)
    assert server.ended(run)["state"] == "SUCCEEDED"
    return run


def get(server: TestServer, path: str, **query: Any) -> Any:
    answer = server.http.get(ROOT + path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def task(server: TestServer, run: str, path: str) -> Any:
    return get(server, f"/runs/{run}/tasks/{path}")


def slots(values: Any) -> dict[str, Any]:
    return {slot["artifact_key"]: slot for slot in values["artifacts"]}


def test_tasks_come_in_pages(server: TestServer, run: str) -> None:
    seen: list[Any] = []
    token = ""
    while True:
        page = get(server, f"/runs/{run}/tasks", page_size=4, page_token=token)
        assert len(page["tasks"]) <= 4
        seen += page["tasks"]
        token = page.get("next_page_token", "")
        if not token:
            break
    assert len(seen) == page["total_size"] > 4
    assert [t["task_id"] for t in seen] == [t["id"] for t in server.run(run)["tasks"]]
    assert {t["type"] for t in seen} >= {"RUNTIME", "IMPORTER", "DAG"}
    inner = next(t for t in seen if "/" in t["task_id"])
    assert task(server, run, inner["task_id"]) == inner
    assert task(server, run, inner["task_id"].replace("/", "%2F")) == inner
    parent = task(server, run, inner["parent_task_id"])
    assert inner["task_id"] in {child["task_id"] for child in parent["child_tasks"]}


def test_artifacts_are_shown_with_their_producer_and_read(server: TestServer, run: str) -> None:
    evaluated = task(server, run, "evaluate")
    read = slots(evaluated["inputs"])["model"]
    assert read["producer"]["task_name"] == "train-logistic-regression"
    (model,) = read["artifacts"]
    assert model["type"] == "Model"
    assert model["uri"].startswith("s3://")
    assert get(server, f"/artifacts/{model['artifact_id']}") == model
    made = slots(task(server, run, "train-logistic-regression")["outputs"])["model"]
    assert (made["type"], made["artifacts"]) == ("OUTPUT", [model])
    assert {slot["artifacts"][0]["type"] for slot in evaluated["outputs"]["artifacts"]} == {
        "Metric",
        "ClassificationMetric",
    }
    path = f"/runs/{run}/nodes/train-logistic-regression/artifacts/model:read"
    assert base64.b64decode(get(server, path)["data"], validate=True).startswith(b"{")
    newest = get(server, "/artifacts", sort_by="created_at desc", page_size=3)
    assert len(newest["artifacts"]) == 3
    assert newest["next_page_token"]


def test_what_is_not_there_is_not_read(server: TestServer, run: str) -> None:
    for node, name in (("train-decision-tree", "secret"), ("nobody", "model")):
        answer = server.http.get(f"{ROOT}/runs/{run}/nodes/{node}/artifacts/{name}:read")
        assert answer.status_code == 404, answer.text
    assert server.http.get(f"{ROOT}/artifacts/{run}").status_code == 404
