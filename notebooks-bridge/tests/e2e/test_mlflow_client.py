"""The unmodified clients of MLflow against a server: the newest, an older minor, and the version before."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e import mlflow_client
from tests.e2e.servers import TestServer


@pytest.mark.parametrize("client", ["mlflow", "mlflow-older", "mlflow-2"])
def test_a_first_hour(client: str, make_server: Callable[[str], TestServer], tmp_path: Path) -> None:
    server = make_server("first")
    server.up()
    address = f"http://127.0.0.1:{server.port}"
    printed = mlflow_client.program("mlflow_flow", address, client=client, folder=tmp_path)
    seen = json.loads(printed.splitlines()[-1])
    assert seen["tracked"] == {
        "status": "FINISHED",
        "params": {"rate": "0.1", "kind": "linear"},
        "loss": 0.2,
        "odd is nan": True,
        "team": "one",
        "history": [1 / (step + 1) for step in range(5)],
        "children": ["inner"],
        "either": 2,
    }
    assert seen["resumed"] == {"status": "FINISHED", "later": 2, "refused": "INVALID_PARAMETER_VALUE"}
    assert seen["paged"] == {"seen": 12, "different": 12}
