"""The same words to MLflow's own server and to ours have the same answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e import mlflow_client
from tests.e2e.mlflow_conversation import Operation, Speaker, differences
from tests.e2e.mlflow_model_operations import MODELS
from tests.e2e.mlflow_registry_operations import REGISTRY
from tests.e2e.mlflow_trace_operations import TRACES
from tests.e2e.mlflow_tracking_operations import TRACKING
from tests.e2e.mlflow_webhook_operations import WEBHOOKS
from tests.e2e.mlflow_workspace_operations import WORKSPACES
from tests.e2e.servers import TestServer


@pytest.fixture(scope="module")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of MLflow's own server."""
    with mlflow_client.upstream(tmp_path_factory.mktemp("upstream")) as address:
        yield address


def _differences(operations: list[Operation], upstream: str, ours: str) -> list[str]:
    sides = Speaker(upstream), Speaker(ours)
    found = []
    for operation in operations:
        theirs, mine = (side.say(operation) for side in sides)
        if operation.differs:
            assert theirs != mine, f"{operation.label}: no longer differs"
            assert 400 <= mine[0] < 500, f"{operation.label}: {mine}"
        elif theirs != mine:
            found += [f"{operation.label}{it}" for it in differences(list(theirs), list(mine))]
    return found


def test_tracking_answers_are_the_same(upstream: str, server: TestServer) -> None:
    """Status, error code and body of each operation."""
    found = _differences(TRACKING, upstream, f"http://127.0.0.1:{server.port}")
    assert len(TRACKING) >= 60
    assert not found, "\n".join(found)


def test_registry_answers_are_the_same(upstream: str, server: TestServer) -> None:
    """Likewise for models, versions, aliases and stages."""
    found = _differences(REGISTRY, upstream, f"http://127.0.0.1:{server.port}")
    assert not found, "\n".join(found)


def test_answers_about_logged_models_are_the_same(upstream: str, server: TestServer) -> None:
    """Likewise for logged models, data sets and what runs read and put out."""
    found = _differences(MODELS, upstream, f"http://127.0.0.1:{server.port}")
    assert not found, "\n".join(found)


def test_answers_about_workspaces_are_the_same(tmp_path: Path, server: TestServer) -> None:
    """Likewise for workspaces, which are projects here."""
    with mlflow_client.upstream(tmp_path, "--enable-workspaces") as upstream:
        found = _differences(WORKSPACES, upstream, f"http://127.0.0.1:{server.port}")
    assert not found, "\n".join(found)


def test_answers_about_webhooks_are_the_same(upstream: str, server: TestServer) -> None:
    """Likewise for webhooks."""
    found = _differences(WEBHOOKS, upstream, f"http://127.0.0.1:{server.port}")
    assert not found, "\n".join(found)


def test_answers_about_traces_are_the_same(upstream: str, server: TestServer) -> None:
    """Likewise for traces that are told, their tags, and what is said of them."""
    found = _differences(TRACES, upstream, f"http://127.0.0.1:{server.port}")
    assert not found, "\n".join(found)
