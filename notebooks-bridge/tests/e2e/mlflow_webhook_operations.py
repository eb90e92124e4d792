"""What is said about webhooks. Their address is one that nobody is asked for here."""

from __future__ import annotations

from typing import Any

from tests.e2e.mlflow_conversation import Operation, get, post
from tests.e2e.mlflow_registry_operations import delete, patch

HOOKS = "webhooks"
ONE = HOOKS + "/{hook}"
OUTSIDE = "https://1.1.1.1/hook"
VERSIONS = [{"entity": "MODEL_VERSION", "action": "CREATED"}]


def hook(**rest: Any) -> dict[str, Any]:
    """A webhook that could be."""
    return {"name": "hook", "url": OUTSIDE, "events": VERSIONS, "status": "DISABLED"} | rest


def refused(label: str, **rest: Any) -> Operation:
    """A webhook that could not."""
    body = {key: value for key, value in hook(**rest).items() if value is not None}
    return post(label, HOOKS, body)


WEBHOOKS = [
    get("list none", HOOKS),
    post(
        "create webhook",
        HOOKS,
        hook(description="d", secret="hush"),
        keep=("hook", "webhook.webhook_id"),
    ),
    get("get webhook", ONE),
    get("list webhooks", HOOKS),
    get("list too many", HOOKS, max_results=1001),
    refused("create without name", name=None),
    refused("create without url", url=None),
    refused("create without events", events=None),
    refused("create with no events", events=[]),
    refused("create with a bad name", name="a b"),
    refused("create with a long name", name="a" * 64),
    refused("create with an event that is none", events=[{"entity": "MODEL_VERSION", "action": "SET"}]),
    refused("create for a file", url="file:///etc/passwd"),
    refused("create without host", url="https:///x"),
    refused("create for loopback", url="https://127.0.0.1/x"),
    refused("create for loopback by name", url="https://localhost/x"),
    refused("create for IPv6 loopback", url="https://[::1]/x"),
    refused("create for a mapped address", url="https://[::ffff:10.0.0.1]/x"),
    refused("create for metadata", url="https://169.254.169.254/x"),
    refused("create for a private address", url="https://10.0.0.1/x"),
    patch("rename webhook", ONE, {"name": "renamed"}),
    patch("describe webhook", ONE, {"description": "e"}),
    patch("describe webhook empty", ONE, {"description": ""}),
    patch("update events", ONE, {"events": [{"entity": "REGISTERED_MODEL", "action": "CREATED"}]}),
    patch("update url inside", ONE, {"url": "https://192.168.0.1/"}),
    patch("update nothing", ONE, {}),
    patch("update bad name", ONE, {"name": "-"}),
    patch("update missing", HOOKS + "/nothing", {"name": "renamed"}),
    get("get missing", HOOKS + "/nothing"),
    post("test missing", HOOKS + "/nothing/test"),
    delete("delete webhook", ONE, {}),
    delete("delete webhook again", ONE, {}),
]
