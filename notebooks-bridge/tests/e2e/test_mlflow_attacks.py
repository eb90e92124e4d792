"""Requests that nobody honest sends: refused with a word, or without effect."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.e2e.servers import Json, TestServer

API = "/api/2.0/mlflow"


def _post(server: TestServer, path: str, body: Any) -> tuple[int, Json]:
    answer = server.http.post(f"{API}/{path}", json=body)
    return answer.status_code, answer.json()


def _refused(answer: tuple[int, Json]) -> None:
    status, body = answer
    assert (status, body["error_code"]) == (400, "INVALID_PARAMETER_VALUE"), body
    assert "dev.zeroflow" not in body["message"]


@pytest.mark.parametrize(
    "text",
    [
        "metrics.a > 1 AND " * 10_000 + "metrics.a > 1",
        "(" * 5_000,
        "params.x = 'a\0b'",
        "tags.`\0` = 'x'",
        "params.x LIKE '%\\'",
        "metrics.a > 1; DROP TABLE metadata.tracking_run",
    ],
)
def test_filters_are_refused(server: TestServer, text: str) -> None:
    _refused(_post(server, "runs/search", {"experiment_ids": ["0"], "filter": text}))


@pytest.mark.parametrize(
    "text", ["params.`a'; DROP TABLE x; --` = 'y'", "params.x = '\\\\'", "tags.a = ''' OR TRUE --'"]
)
def test_filters_are_only_ever_compared(server: TestServer, text: str) -> None:
    assert _post(server, "runs/search", {"experiment_ids": ["0"], "filter": text}) == (200, {})


@pytest.mark.parametrize(
    "body",
    [
        {"experiment_ids": ["0"], "max_results": 10**12},
        {"experiment_ids": ["0"], "max_results": 50_001},
        {"experiment_ids": ["0"] * 100_000},
        {"experiment_ids": ["0"], "order_by": ["start_time"] * 1_000},
        {"experiment_ids": ["0"], "page_token": "x" * 200_000},
        [],
        "text",
    ],
)
def test_searches_have_limits(server: TestServer, body: Any) -> None:
    _refused(_post(server, "runs/search", body))


def test_fields_that_are_not_a_clients_are_overlooked(server: TestServer) -> None:
    forged = {"project": "other", "status": "FINISHED", "lifecycle_stage": "deleted", "run_id": "1" * 32}
    status, body = _post(server, "runs/create", {"experiment_id": "0", **forged})
    info = body["run"]["info"]
    assert status == 200
    assert (info["status"], info["lifecycle_stage"]) == ("RUNNING", "active")
    assert info["run_id"] != "1" * 32


@pytest.mark.parametrize("name", ["a\r\nSet-Cookie: x", "\0", " ", "x" * 501, ""])
def test_names_are_on_one_line(server: TestServer, name: str) -> None:
    _refused(_post(server, "experiments/create", {"name": name}))


def test_markup_stays_text(server: TestServer) -> None:
    name = f"<script>alert('{uuid.uuid4()}')</script>"
    _, made = _post(server, "experiments/create", {"name": name})
    answer = server.http.get(f"{API}/experiments/get", params=made)
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.json()["experiment"]["name"] == name


@pytest.mark.parametrize(
    "source",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "http://169.254.169.254/latest",
        "mlflow-artifacts:/0/../../x",
        "mlflow-artifacts:/0/%252e%252e/x",
        "mlflow-artifacts:/0/a?x=y#z",
        "..\\x",
    ],
)
def test_sources_are_no_files_of_the_server(server: TestServer, source: str) -> None:
    name = f"attacked {uuid.uuid4()}"
    _post(server, "registered-models/create", {"name": name})
    _refused(_post(server, "model-versions/create", {"name": name, "source": source}))


def test_what_may_run_code_is_not_served(server: TestServer) -> None:
    name = f"pickled {uuid.uuid4()}"
    payload = b"cos\nsystem\n(S'true'\ntR."
    path = f"0/{uuid.uuid4().hex}/artifacts/model.pkl"
    stored = server.http.put(f"/api/2.0/mlflow-artifacts/artifacts/{path}", content=payload)
    assert stored.status_code == 200
    shown = server.http.get(f"/api/2.0/mlflow-artifacts/artifacts/{path}")
    assert shown.content == payload
    assert shown.headers["content-disposition"].startswith("attachment")
    _post(server, "registered-models/create", {"name": name})
    _post(server, "model-versions/create", {"name": name, "source": f"mlflow-artifacts:/{path}"})
    what = '{model: $m, service: "attacked", version: "1"}'
    query = f"mutation ($m: String!) {{ deployModel(input: {what}) {{ userErrors {{ code }} }} }}"
    body = server.http.post("/graphql", json={"query": query, "variables": {"m": name}}).json()
    assert [error["code"] for error in body["data"]["deployModel"]["userErrors"]] == ["BAD_INPUT"]


def test_tokens_are_not_guessed(server: TestServer) -> None:
    for header in ("Bearer x", "Basic dXNlcjpwYXNz", "Bearer " + "a" * 10_000):
        answer = server.http.post(
            f"{API}/runs/search", json={"experiment_ids": ["0"]}, headers={"Authorization": header}
        )
        assert answer.status_code in (401, 431), answer.text
