"""Projects keep apart what is in them, whichever client works in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e import mlflow_client
from tests.e2e.servers import TestServer
from zeroflow.cli import checkout
from zeroflow.client import Client, ServerError

PIPELINE = "functions/tasks/pipelines/train_and_deploy.yaml"
CREATE = """mutation($name: String!) {
  createProject(input: {name: $name}) { project { name } userErrors { code message } }
}"""
RUNS = "{ runs(first: 5) { nodes { uid } } project { name } }"


def in_project(server: TestServer, name: str | None) -> Client:
    """A client that works there."""
    return Client(f"http://127.0.0.1:{server.port}", project=name)


def test_runs_of_a_project_are_seen_there_only(server: TestServer) -> None:
    made = in_project(server, None).gql(CREATE, name="apart")["createProject"]
    assert made["project"] == {"name": "apart"}
    apart = in_project(server, "apart")
    parameters = ["dataset_uri=s3://datasets/none.csv", "model_name=apart"]
    run = apart.submit(checkout.home() / PIPELINE, parameters)
    seen = apart.gql(RUNS)
    assert [it["uid"] for it in seen["runs"]["nodes"]] == [run["run_id"]]
    assert seen["project"] == {"name": "apart"}
    assert run["run_id"] not in json.dumps(in_project(server, None).gql(RUNS))
    with pytest.raises(ServerError) as refused:
        in_project(server, None).logs(run["run_id"])
    assert refused.value.status == 404


def test_an_unknown_project_is_an_error_and_not_the_default_one(server: TestServer) -> None:
    for name, code in (("nowhere", "NOT_FOUND"), ("No Where", "BAD_INPUT")):
        with pytest.raises(ServerError) as refused:
            in_project(server, name).gql(RUNS)
        assert refused.value.code == code


def test_a_client_of_mlflow_works_in_a_workspace(server: TestServer, tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{server.port}"
    printed = mlflow_client.program("mlflow_workspace_session", address, folder=tmp_path)
    assert json.loads(printed.splitlines()[-1]) == {
        "workspaces": ["default", "research"],
        "loaded": [2.0],
        "there": ["tuned"],
        "elsewhere": [],
        "model": "RESOURCE_DOES_NOT_EXIST",
    }
