"""The main job without the command line's help: an S3 client, HTTP and GraphQL, as any program would."""

from __future__ import annotations

import json

from tests.e2e import tables
from tests.e2e.polling import until
from tests.e2e.servers import PIPELINE, TestServer

CREATE_TRIGGER = """
mutation ($input: CreateTriggerInput!) { createTrigger(input: $input) { trigger { name pipeline } } }
"""
LINEAGE = """
query ($root: ID!, $direction: LineageDirection!) { lineage(root: $root, direction: $direction) {
  truncated nodes { id kind name uri state } edges { from to role } } }
"""
VERSION = """
query ($model: String!, $version: String!) { modelVersion(model: $model, version: $version) {
  id run { id: uid } metrics { key value } artifact { digest size } } }
"""


def test_an_upload_leads_to_a_model_that_answers_both_protocols(server: TestServer) -> None:
    uploaded = server.http.post("/api/v1/pipelines", files={"pipeline": PIPELINE.open("rb")})
    assert uploaded.status_code == 201
    assert uploaded.json()["digest"].startswith("sha256:") or len(uploaded.json()["digest"]) == 64
    watch(server, uploaded.json()["pipeline"])
    uri = server.put("by-hand/wine.csv", tables.WINE.read_bytes())
    run = server.ended(started_by(server, uri))
    assert run["state"] == "SUCCEEDED", run["error"]
    assert {task["state"] for task in run["tasks"]} == {"SUCCEEDED"}
    outputs = {task["id"]: named(task["outputs"]) for task in run["tasks"]}
    version = str(outputs["condition-1/register-model"]["version"])
    predicts_rows(server, "by-hand-wine", version)
    leads_back(server, "by-hand-wine", version, uri, run["id"])


def watch(server: TestServer, pipeline: str) -> None:
    parameters = {"dataset_uri": "{uri}", "model_name": "by-hand-{stem}", "label_column": "target"}
    trigger = {
        "name": "by-hand",
        "bucket": "datasets",
        "prefix": "by-hand/",
        "suffix": ".csv",
        "pipeline": pipeline,
        "parameters": [{"name": name, "value": value} for name, value in parameters.items()],
    }
    made = server.gql(CREATE_TRIGGER, input=trigger)["createTrigger"]["trigger"]
    assert made == {"name": "by-hand", "pipeline": pipeline}


def started_by(server: TestServer, uri: str) -> str:
    """The one run that an object has started."""

    def probe() -> list[str]:
        return [run["id"] for run in server.runs() if run["trigger"]["detail"] == uri]

    found = until(f"{uri} starts a run", probe)
    assert len(found) == 1
    return found[0]


def named(entries: list[dict[str, str]]) -> dict[str, object]:
    return {entry["name"]: json.loads(entry["value"]) for entry in entries}


def predicts_rows(server: TestServer, model: str, version: str) -> None:
    rows, truth = tables.rows_of(tables.WINE, "target")
    flat = [value for row in rows for value in row]
    tensor = {"name": "x", "datatype": "FP64", "shape": [len(rows), len(rows[0])], "data": flat}
    answer = server.http.post(f"/v2/models/{model}/infer", json={"id": "mine", "inputs": [tensor]})
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert (body["id"], body["model_name"], body["model_version"]) == ("mine", model, version)
    outputs = {output["name"]: output for output in body["outputs"]}
    labels = outputs["label"]["data"]
    assert sum(str(a) == b for a, b in zip(labels, truth, strict=True)) >= 0.95 * len(truth)
    assert outputs["probabilities"]["shape"] == [len(rows), 3]
    v1 = server.http.post(f"/v1/models/{model}:predict", json={"instances": rows})
    assert v1.json()["predictions"] == labels
    assert server.http.get(f"/v2/models/{model}/ready").status_code == 200
    assert server.http.get(f"/v2/models/{model}/versions/{version}").json()["versions"] == [version]
    assert model in server.http.get("/v2/models").json()["models"]
    refuses_wrong_rows(server, model, len(rows[0]))


def refuses_wrong_rows(server: TestServer, model: str, features: int) -> None:
    def tensor(shape: list[int], data: list[object]) -> dict[str, object]:
        return {"inputs": [{"name": "x", "datatype": "FP64", "shape": shape, "data": data}]}

    bodies: list[dict[str, object]] = [
        tensor([1, features - 1], [1.0] * (features - 1)),
        tensor([1, features], [1.0]),
        tensor([2, features], [1.0] * features),
        tensor([1, features], ["text"] * features),
        tensor([-1, features], []),
        {"inputs": []},
        {},
    ]
    for body in bodies:
        answer = server.http.post(f"/v2/models/{model}/infer", json=body)
        assert answer.status_code == 400, (body, answer.text)
        assert answer.json()["error"]
    answer = server.http.post(f"/v1/models/{model}:predict", json={"instances": [[1.0]]})
    assert answer.status_code == 400
    assert server.http.post(f"/v2/models/{model}/infer", content=b"{bad").status_code == 400


def leads_back(server: TestServer, model: str, version: str, uri: str, run: str) -> None:
    found = server.gql(VERSION, model=model, version=version)["modelVersion"]
    assert found["run"]["id"] == run
    assert found["artifact"]["digest"].startswith("sha256:")
    graph = server.gql(LINEAGE, root=found["id"], direction="UPSTREAM")["lineage"]
    assert not graph["truncated"]
    ids = {node["id"] for node in graph["nodes"]}
    assert len(ids) == len(graph["nodes"])
    assert {end for edge in graph["edges"] for end in (edge["from"], edge["to"])} <= ids
    source = [node for node in graph["nodes"] if node["uri"] == uri]
    assert len(source) == 1
    onward = server.gql(LINEAGE, root=source[0]["id"], direction="DOWNSTREAM")["lineage"]
    assert found["id"] in {node["id"] for node in onward["nodes"]}
