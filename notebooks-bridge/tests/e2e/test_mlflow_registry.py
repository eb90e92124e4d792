"""The registry of MLflow's unmodified clients, and how a policy binds them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.e2e import mlflow_client
from tests.e2e.servers import TestServer

API = "/api/2.0/mlflow/"


@pytest.mark.parametrize("client", ["mlflow", "mlflow-2"])
def test_a_registry_without_runs(
    client: str, make_server: Callable[[str], TestServer], tmp_path: Path
) -> None:
    server = make_server("registry")
    server.up()
    address = f"http://127.0.0.1:{server.port}"
    printed = mlflow_client.program("mlflow_registry_session", address, client=client, folder=tmp_path)
    seen = json.loads(printed.splitlines()[-1])
    assert seen["models"] == {
        "twice": "RESOURCE_ALREADY_EXISTS",
        "description": "larger",
        "tags": {"size": "7"},
        "gone": "RESOURCE_DOES_NOT_EXIST",
    }
    assert seen["versions"] == {
        "first": ["1", "the first", {"checked": "yes"}, "READY", "s3://models/forest/1"],
        "uri": "s3://models/forest/3",
        "deleted": "RESOURCE_DOES_NOT_EXIST",
        "file": "INVALID_PARAMETER_VALUE",
        "up": "INVALID_PARAMETER_VALUE",
    }
    assert seen["aliases"] == {
        "missing": "INVALID_PARAMETER_VALUE",
        "champion": ["3", ["champion"]],
        "shown": {"champion": "3"},
        "after": {},
    }
    assert seen["stages"] == {"production": ["3"], "archived": "Archived"}
    assert seen["searches"] == {
        "models": ["tree c", "tree b", "tree a"],
        "either": ["tree a", "tree b"],
        "versions": ["1", "3"],
        "bad": "INVALID_PARAMETER_VALUE",
    }
    assert seen["deleted"] == "RESOURCE_DOES_NOT_EXIST"


def test_a_policy_binds_clients_of_mlflow(server: TestServer) -> None:
    name = "bound by a policy"
    post(server, "registered-models/create", name=name)
    post(server, "model-versions/create", name=name, source="s3://models/bound/1")
    policy = {"model": name, "alias": "champion", "approvals": 1}
    server.gql(
        "mutation($input: SetPromotionPolicyInput!)"
        " { setPromotionPolicy(input: $input) { userErrors { code } } }",
        input=policy,
    )
    champion = {"name": name, "alias": "champion", "version": "1"}
    refused = server.http.post(API + "registered-models/alias", json=champion)
    assert refused.status_code == 409
    assert refused.json()["error_code"] == "RESOURCE_CONFLICT"
    assert "0 of 1 approvals" in refused.json()["message"]
    server.gql(
        "mutation($input: ApprovalInput!) { approveModelVersion(input: $input) { userErrors { code } } }",
        input={"model": name, "alias": "champion", "version": "1"},
    )
    post(server, "registered-models/alias", **champion)
    entries = server.gql(
        'query($subject: String) { auditLog(kind: "MODEL_ALIAS", subject: $subject) { nodes { action } } }',
        subject=f"{name}@champion",
    )["auditLog"]["nodes"]
    assert [it["action"] for it in entries] == ["PROMOTE", "REFUSE"]


def post(server: TestServer, path: str, **body: str) -> httpx.Response:
    """A request that succeeds."""
    answer = server.http.post(API + path, json=body)
    assert answer.status_code == 200, answer.text
    return answer
