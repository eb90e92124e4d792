"""Models of several libraries, from training to the loaded champion, with the unmodified client."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e import mlflow_client
from tests.e2e.servers import Json, TestServer


@pytest.fixture(scope="module")
def seen(server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Json:
    """What the program of the client tells."""
    folder = tmp_path_factory.mktemp("models")
    printed = mlflow_client.program("mlflow_models_session", f"http://127.0.0.1:{server.port}", folder=folder)
    return json.loads(printed.splitlines()[-1])


@pytest.mark.parametrize("library", ["sklearn", "xgboost", "onnx"])
def test_the_champion_predicts_as_what_was_trained(library: str, seen: Json) -> None:
    assert all(value for value in seen[library].values()), seen[library]


def test_autolog_tells_parameters(seen: Json) -> None:
    assert seen["sklearn"]["max_iter"] == "300"


def test_a_table_grows(seen: Json) -> None:
    assert seen["tables"] == {"rows": [["one", 1], ["two", 2]]}


def test_versions_have_aliases_and_tags(seen: Json) -> None:
    assert seen["versions"] == {"aliases": {"champion": "2"}, "found": ["1"], "by number": [0]}


def test_a_batch_that_meets_a_crash_is_stored_once(
    make_server: Callable[[str], TestServer], tmp_path: Path
) -> None:
    server = make_server("crash")
    server.up()
    with mlflow_client.started(
        "mlflow_logging_session", f"http://127.0.0.1:{server.port}", folder=tmp_path
    ) as client:
        lines = iter(client.stdout or ())
        run = next(lines).strip()
        while int(next(lines)) < 10:
            pass
        server.kill()
        server.up()
        assert client.wait(120) == 0
    points: list[Json] = []
    token = None
    while token != "":
        page = server.http.get(
            "/api/2.0/mlflow/metrics/get-history",
            params={"run_id": run, "metric_key": "loss", "max_results": 4_000, "page_token": token or ""},
        ).json()
        points += page["metrics"]
        token = page.get("next_page_token", "")
    assert [it["step"] for it in points] == list(range(40 * 250))
    shown = server.http.get("/api/2.0/mlflow/runs/get", params={"run_id": run}).json()["run"]
    assert shown["info"]["status"] == "FINISHED"
