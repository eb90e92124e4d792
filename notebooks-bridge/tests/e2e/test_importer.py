"""The address of an importer comes from whoever submits: it opens uploads and nothing else."""

from __future__ import annotations

import json

import pytest

from tests.e2e import tables
from tests.e2e.servers import TestServer

ADDRESSES = {
    "a local file": "file:///etc/passwd",
    "a path": "/etc/passwd",
    "the web": "http://127.0.0.1:1/x",
    "the server itself": "{address}/graphql",
    "the object store by http": "{s3_endpoint}/datasets/x",
    "the artifacts": "s3://zeroflow-artifacts/default/x",
    "a way out of the bucket": "s3://datasets/../zeroflow-artifacts/x",
    "an encoded way out": "s3://datasets/%2e%2e/zeroflow-artifacts/x",
    "a user in the address": "s3://datasets@zeroflow-artifacts/x",
    "no key": "s3://datasets/",
    "nothing": "",
    "no such object": "s3://datasets/not/there.csv",
    "a line break": "s3://datasets/a\r\nHost: evil",
}


@pytest.mark.parametrize("which", ADDRESSES)
def test_nothing_but_uploads_can_be_imported(server: TestServer, which: str) -> None:
    about = json.loads((server.data / "server.json").read_text())
    address = ADDRESSES[which].format(**about)
    run = server.ended(server.submit(dataset_uri=address, model_name="thief"))
    assert run["state"] == "FAILED"
    assert (run["error"]["category"], run["error"]["task"]) == ("USER", "importer")
    assert run["error"]["code"] in ("IMPORT_REFUSED", "NO_SUCH_OBJECT")
    states = {task["id"]: task["state"] for task in run["tasks"]}
    assert states.pop("importer") == "FAILED"
    assert set(states.values()) == {"SKIPPED"}


def test_an_artifact_of_another_run_cannot_be_imported_by_its_real_address(server: TestServer) -> None:
    uri = server.put("importer/wine.csv", tables.WINE.read_bytes())
    made = server.ended(server.submit(dataset_uri=uri, model_name="importer-wine"))
    query = (
        "query ($id: ID!) { pipelineRun(id: $id) { tasks { outputArtifacts { artifact { uri type } } } } }"
    )
    found = [
        output["artifact"]["uri"]
        for task in server.gql(query, id=made["id"])["pipelineRun"]["tasks"]
        for output in task["outputArtifacts"]
        if output["artifact"]["uri"].startswith("s3://zeroflow-artifacts/")
    ]
    assert found
    run = server.ended(server.submit(dataset_uri=found[0], model_name="thief"))
    assert run["state"] == "FAILED"
    assert run["error"]["code"] == "IMPORT_REFUSED"
