"""Traces of the unmodified MLflow clients against a server."""

from __future__ import annotations

import json
from collections.abc import Mapping

import httpx
import pytest

from tests.e2e import kfp_sdk, mlflow_client
from tests.e2e.kfp_sdk import SeenRun
from tests.e2e.servers import Json, TestServer

API = "/api/3.0/mlflow/traces"
EVERY = ["agent", "agent", "outer"]


@pytest.fixture(scope="module", params=["mlflow", "mlflow-older"])
def seen(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, server: TestServer
) -> Json:
    """What a client saw."""
    address = f"http://127.0.0.1:{server.port}"
    folder = tmp_path_factory.mktemp(request.param)
    printed = mlflow_client.program(
        "mlflow_traces_session", address, address, client=request.param, folder=folder
    )
    return json.loads(printed.splitlines()[-1])


def test_a_trace_is_read_as_it_was_made(seen: Json) -> None:
    trace = seen["trace"]
    assert trace["state"] == "OK"
    assert trace["order"] == ["agent", "retrieve", "look up"]
    assert trace["parents"] == {"agent": None, "retrieve": "agent", "look up": "retrieve"}
    assert trace["types"] == {"agent": "AGENT", "retrieve": "RETRIEVER", "look up": "UNKNOWN"}
    assert trace["inputs"] == {"question": "why"}
    assert trace["outputs"] == ["why"] * 3
    assert trace["attributes"] == ["gpt-4", 1.0]
    assert trace["events"] == [["found", {"count": 3}]]
    assert trace["result"] == {"answer": "WHY", "facts": ["why"] * 3}
    assert trace["client"] == "request why"
    assert trace["location"] == "TRACKING_STORE"
    assert trace["metadata"]["mlflow.sourceRun"] == seen["run"]
    assert trace["tags"]["team"] == "one"
    assert trace["took"] >= 0
    assert "why" in trace["preview"][0]
    assert "WHY" in trace["preview"][1]


def test_spans_by_hand_keep_their_values(seen: Json) -> None:
    assert seen["by hand"] == {
        "inputs": {"text": "é😀", "nested": {"list": [1, 2.5, None, True]}},
        "outputs": 5_000,
        "preview": 1_000,
        "spans": 2,
    }


def test_a_trace_that_broke_says_so(seen: Json) -> None:
    failed = seen["failed"]
    assert failed["state"] == "ERROR"
    assert failed["status"][0] == "ERROR"
    assert "no answer" in failed["status"][1]
    assert failed["events"] == ["exception"]


def test_filters_find_traces(seen: Json) -> None:
    found = seen["found"]
    assert found["all"] == ["agent", "outer", "agent"]
    assert sorted(found["spans"]) == [2, 3, 3]
    assert found["in run"] == ["agent"]
    expected = {
        "status = 'ERROR'": ["agent"],
        "trace.status = 'OK'": ["agent", "outer"],
        "execution_time_ms >= 0": EVERY,
        "name = 'agent'": ["agent", "agent"],
        "name LIKE 'out%'": ["outer"],
        "name ILIKE 'OUT%'": ["outer"],
        "name RLIKE '^(ou|ag)'": EVERY,
        "client_request_id = 'request how'": ["agent"],
        "tags.team = 'one'": ["agent", "agent"],
        "metadata.mlflow.trace.user = 'me'": ["agent", "agent"],
        "span.name = 'retrieve'": ["agent", "agent"],
        "span.type = 'RETRIEVER' AND status = 'OK'": ["agent"],
        "span.status = 'ERROR'": ["agent"],
        "span.attributes.model LIKE '%gpt%'": ["agent", "agent"],
        "span.name IN ('inner', 'none')": ["outer"],
        "trace.text LIKE '%look up%'": ["agent", "agent"],
    }
    times = {text: names for text, names in found["filters"].items() if text.startswith("timestamp_ms")}
    assert {text: found["filters"][text] for text in expected} == expected
    assert sorted(times.values()) == [[], EVERY]


def test_pages_follow_each_other(seen: Json) -> None:
    assert seen["paged"] == [2, 1, 3]


def test_tags_come_and_go(seen: Json) -> None:
    assert seen["tags"] == {"there": ["agent"], "gone": []}


def test_what_is_said_of_a_trace_is_kept_with_it(seen: Json) -> None:
    said = seen["said"]
    assert said["changed"] == [0.75, "better", {"a": "1"}]
    assert said["values"] == {
        "answer": {"is": "WHY"},
        "broken": None,
        "quality": 1,
        "tone": ["kind", "short"],
    }
    assert "no judge" in said["error"]
    assert said["source"] == ["HUMAN", "me"]
    assert said["filters"] == {
        "feedback.quality > 0.9": ["agent"],
        "feedback.quality < 0.9": [],
        "feedback.tone LIKE '%kind%'": ["agent"],
        "expectation.answer LIKE '%WHY%'": ["agent"],
        "feedback.none IS NOT NULL": [],
    }
    assert said["rest"] == [["broken", True], ["quality", True], ["tone", True]]
    assert said["one"] == 0.75


def test_traces_are_linked_with_runs_and_deleted(seen: Json) -> None:
    assert seen["linked"] == ["agent", "alone"]
    assert seen["deleted"] == [1, 1, 2, 0]


@pytest.fixture(scope="module")
def steps(server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, SeenRun]:
    """Runs whose components trace, ended, by the names of their cases."""
    folder = tmp_path_factory.mktemp("tracing")
    words = ("-m", "tests.e2e.kfp_runs", "ADDRESS", str(folder), "none", "tracing")
    started = kfp_sdk.program(server, folder, *words)
    return {name: SeenRun.of(server, run) for name, run in started.items()}


def test_a_step_traces_to_the_run_of_its_task(server: TestServer, steps: Mapping[str, SeenRun]) -> None:
    run = steps["traced"].succeeded()
    read = server.http.get(f"{API}/get", params={"trace_id": run.output("answer")})
    assert read.status_code == httpx.codes.OK, read.text
    trace = read.json()["trace"]
    assert [span["name"] for span in trace["spans"]] == ["reply"]
    own = trace["trace_info"]["trace_metadata"]["mlflow.sourceRun"]
    logged = server.http.get("/api/2.0/mlflow/runs/get", params={"run_id": own}).json()["run"]
    assert logged["info"]["run_name"] == "answer"
    place = trace["trace_info"]["trace_location"]["mlflow_experiment"]
    assert place["experiment_id"] == logged["info"]["experiment_id"]
