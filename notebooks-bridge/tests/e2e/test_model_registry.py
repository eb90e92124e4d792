"""The unmodified clients of Kubeflow's model registry: the newest, and the last of the version before."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e import mlflow_client
from tests.e2e.servers import TestServer


@pytest.mark.parametrize("client", ["model-registry", "model-registry-older"])
def test_a_registry_of_kubeflow(
    client: str, make_server: Callable[[str], TestServer], tmp_path: Path
) -> None:
    server = make_server("hub")
    server.up()
    address = f"http://127.0.0.1:{server.port}"
    words = ("http://127.0.0.1", str(server.port))
    printed = mlflow_client.program("model_registry_session", address, *words, client=client, folder=tmp_path)
    seen = json.loads(printed.splitlines()[-1])
    assert seen["registered"] == {
        "model": ["hub digits", "ann", "LIVE"],
        "version": ["first", "ann", "of Monday"],
        "properties": {"accuracy": 0.9, "rounds": 7, "tuned": True, "note": "größe"},
        "artifact": ["s3://models/digits/1", "onnx"],
        "missing": True,
        "missing version": True,
    }
    assert "first" in seen["twice"]
    assert seen["updated"] == {
        "description": "reads digits",
        "properties": {"accuracy": 0.95},
        "format": "2",
        "uri": "s3://models/digits/1",
    }
    assert seen["listed"] == {
        "models": [f"hub many {number}" for number in range(5)],
        "versions": ["1", "v 2", "v 3", "v 4", "v 5"],
    }
    # The same rows under the names of our own.
    digits = server.gql(
        '{ registeredModel(name: "hub digits") { description versions { version source } } }'
    )["registeredModel"]
    assert digits == {
        "description": "reads digits",
        "versions": [{"version": "1", "source": "s3://models/digits/1"}],
    }
