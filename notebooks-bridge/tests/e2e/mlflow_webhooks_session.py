"""What a person does with the webhooks of MLflow's client; prints JSON of what was seen.

The server is the one of MLFLOW_TRACKING_URI, and may call localhost.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from mlflow import MlflowClient
from mlflow.entities.webhook import WebhookEvent, WebhookStatus
from mlflow.exceptions import MlflowException
from mlflow.webhooks.delivery import _generate_hmac_signature
from mlflow.webhooks.types import get_payload_class_for_event

from tests.e2e.polling import until
from tests.e2e.webhook_receiver import Delivery, Receiver, receiving

SECRET = "whispered"
NAME = "grove of webhooks"
EVENTS = [
    "registered_model.created",
    "model_version.created",
    "model_version_tag.set",
    "model_version_tag.deleted",
    "model_version_alias.created",
    "model_version_alias.deleted",
]


def refusal(call: Callable[[], Any]) -> list[str]:
    """The code and the words with which a call is refused."""
    try:
        call()
    except MlflowException as e:
        return [str(e.error_code), e.message]
    return []


def is_signed(delivery: Delivery) -> bool:
    """Whether MLflow's own code comes to the same signature."""
    timestamp = delivery.headers["x-mlflow-timestamp"]
    expected = _generate_hmac_signature(SECRET, delivery.id, timestamp, delivery.body)
    return bool(delivery.headers["x-mlflow-signature"] == expected)


def has_the_fields(delivery: Delivery) -> bool:
    """Whether the data are what MLflow's own server would send for the event."""
    told = delivery.told
    kind = get_payload_class_for_event(WebhookEvent(told["entity"], told["action"]))
    return kind is not None and set(told["data"]) == set(kind.__annotations__)


def changes(client: MlflowClient) -> None:
    """One change of each kind."""
    client.create_registered_model(NAME, tags={"team": "one"}, description="small")
    client.create_model_version(NAME, "s3://models/grove/1", tags={"n": "1"})
    client.set_model_version_tag(NAME, "1", "checked", "yes")
    client.delete_model_version_tag(NAME, "1", "checked")
    client.set_registered_model_alias(NAME, "champion", "1")
    client.delete_registered_model_alias(NAME, "champion")


def kept(client: MlflowClient, receiver: Receiver) -> dict[str, Any]:
    """A webhook that is made, changed, listed, tested and deleted."""
    made = client.create_webhook("all", receiver.url, EVENTS, description="mine", secret=SECRET)
    changed = client.update_webhook(made.webhook_id, name="renamed", status=WebhookStatus.DISABLED)
    again = client.get_webhook(made.webhook_id)
    tested = client.test_webhook(made.webhook_id, "model_version_tag.set")
    other = client.create_webhook("other", receiver.url, ["model_version.created"])
    listed = [it.name for it in client.list_webhooks()]
    first = client.list_webhooks(max_results=1)
    second = client.list_webhooks(max_results=1, page_token=first.token)
    client.delete_webhook(other.webhook_id)
    client.update_webhook(made.webhook_id, status="ACTIVE")
    return {
        "status": [str(made.status), str(changed.status), str(again.status)],
        "names": [made.name, again.name, *listed, first[0].name, second[0].name],
        "events": sorted(map(str, again.events)),
        "description": again.description,
        "secret": [made.secret, again.secret],
        "tested": [tested.success, tested.response_status, receiver.deliveries[0].told["data"]["name"]],
        "deleted": refusal(lambda: client.get_webhook(other.webhook_id))[0],
    }


def main() -> None:
    """The whole story."""
    client = MlflowClient()
    with receiving() as receiver:
        seen: dict[str, Any] = {"kept": kept(client, receiver)}
        receiver.deliveries.clear()
        changes(client)
        until("everything is delivered", lambda: len(receiver.deliveries) == len(EVENTS))
        seen["told"] = [f"{it.told['entity']}.{it.told['action']}" for it in receiver.deliveries]
        seen["signed"] = [is_signed(it) for it in receiver.deliveries]
        seen["fields"] = [has_the_fields(it) for it in receiver.deliveries]
        seen["ids"] = len({it.id for it in receiver.deliveries})
        seen["first"] = receiver.deliveries[0].told["data"]
    events = ["model_version.created"]
    seen["inside"] = refusal(lambda: client.create_webhook("inside", "http://127.0.0.1:1/", events))
    seen["prompts"] = refusal(lambda: client.create_webhook("p", receiver.url, ["prompt.created"]))
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
