"""Webhooks of MLflow's unmodified clients: what receivers get, also across the death of the server."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e import mlflow_client
from tests.e2e.polling import until
from tests.e2e.servers import Json, TestServer, free_port
from tests.e2e.webhook_receiver import receiving

API = "/api/2.0/mlflow/"
LOCALHOST = "-Dzeroflow.egress.allowed-hosts=localhost"
CREATE = """
mutation($input: CreateWebhookInput!) { createWebhook(input: $input) {
  webhook { id } userErrors { code message } } }
"""
DELIVERIES = """
query($id: ID!) { webhook(id: $id) { deliveries { id state attempts error } } }
"""


@pytest.mark.parametrize("client", ["mlflow", "mlflow-older"])
def test_a_client_makes_webhooks_and_verifies_what_comes(
    client: str, make_server: Callable[[str], TestServer], tmp_path: Path
) -> None:
    server = make_server("webhooks")
    server.options += " " + LOCALHOST
    server.up()
    address = f"http://127.0.0.1:{server.port}"
    printed = mlflow_client.program("mlflow_webhooks_session", address, client=client, folder=tmp_path)
    seen = json.loads(printed.splitlines()[-1])
    events = [
        "registered_model.created",
        "model_version.created",
        "model_version_tag.set",
        "model_version_tag.deleted",
        "model_version_alias.created",
        "model_version_alias.deleted",
    ]
    assert seen["kept"] == {
        "status": ["ACTIVE", "DISABLED", "DISABLED"],
        "names": ["all", "renamed", "other", "renamed", "other", "renamed"],
        "events": sorted(events),
        "description": "mine",
        "secret": [None, None],
        "tested": [True, 200, "example_model"],
        "deleted": "RESOURCE_DOES_NOT_EXIST",
    }
    assert seen["told"] == events
    assert all(seen["signed"])
    assert all(seen["fields"])
    assert seen["ids"] == len(events)
    assert seen["first"] == {
        "name": "grove of webhooks",
        "tags": {"team": "one"},
        "description": "small",
    }
    assert seen["inside"][0] == "INVALID_PARAMETER_VALUE"
    assert "zeroflow.egress.allowed-hosts" in seen["inside"][1]
    assert seen["prompts"][0] == "INVALID_PARAMETER_VALUE"


def test_a_killed_server_delivers_when_it_is_back(make_server: Callable[[str], TestServer]) -> None:
    server = make_server("killed")
    server.options += " " + LOCALHOST
    server.up()
    port = free_port()
    webhook = made(server, f"http://localhost:{port}/hook")
    with receiving(port) as receiver:
        receiver.status = 503
        version(server, "1")
        version(server, "2")
        until("the first attempt has failed", lambda: receiver.deliveries)
    failed = receiver.deliveries[0]
    version(server, "3")
    server.kill()
    until("nothing of the server is left", lambda: not server.processes(), 15)

    with receiving(port) as receiver:
        server.up()
        until("everything is delivered", lambda: len(receiver.deliveries) >= 3, 90)
        told = receiver.deliveries
        assert [it.told["data"]["version"] for it in told] == ["1", "2", "3"]
        assert told[0].id == failed.id
        assert told[0].body == failed.body
        ended = until("the server knows that", lambda: all_delivered(server, webhook))
        assert ended[-1]["attempts"] >= 2
        assert [it["id"] for it in ended] == [it.id for it in reversed(told)]


def all_delivered(server: TestServer, webhook: str) -> Json:
    """The deliveries of the webhook, newest first, if all of them are delivered."""
    found = server.gql(DELIVERIES, id=webhook)["webhook"]["deliveries"]
    return found if {it["state"] for it in found} == {"DELIVERED"} else None


def made(server: TestServer, url: str) -> str:
    """A webhook for new versions."""
    values = {"name": "versions", "url": url, "events": ["MODEL_VERSION_CREATED"], "secret": "hush"}
    created = server.gql(CREATE, input=values)["createWebhook"]
    assert created["userErrors"] == []
    server.http.post(API + "registered-models/create", json={"name": "told"})
    return str(created["webhook"]["id"])


def version(server: TestServer, number: str) -> None:
    """The next version of a model."""
    body = {"name": "told", "source": f"s3://models/told/{number}"}
    answer = server.http.post(API + "model-versions/create", json=body)
    assert answer.status_code == 200, answer.text
