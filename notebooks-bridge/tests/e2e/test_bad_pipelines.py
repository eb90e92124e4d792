"""What cannot be accepted is refused at the door, by name, and leaves nothing behind."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e import documents, processes
from tests.e2e.servers import PIPELINE, TestServer, zeroflow

HUGE_BYTES = 100 << 20
DOCUMENTS: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "malformed YAML": (documents.malformed, "BAD_YAML", "line 3, column 5"),
    "unknown component": (documents.with_unknown_component, "BAD_SPEC", "comp-of-nobody"),
    "cycle": (documents.with_cycle, "BAD_SPEC", "ping, pong"),
    "missing executor": (documents.with_missing_executor, "BAD_SPEC", "exec-import"),
    "alias bomb": (documents.alias_bomb, "", "alias"),
    "duplicate keys": (documents.with_duplicate_keys, "BAD_YAML", "schemaVersion"),
    "deep nesting": (documents.deeply_nested, "", "nest"),
    "empty file": (lambda: b"", "BAD_YAML", "empty"),
    "binary garbage": (lambda: random.Random(3).randbytes(5000), "BAD_YAML", "not valid YAML"),
    "a list": (lambda: b"[1, 2]", "BAD_SPEC", ""),
    "a scalar": (lambda: b"hello", "BAD_SPEC", ""),
}
PARAMETERS: dict[str, tuple[list[str], str]] = {
    "unknown parameter": (["uri=s3://datasets/a", "surprise=1"], "surprise"),
    "wrongly typed integer": (["uri=s3://datasets/a", "count=many"], "NUMBER_INTEGER"),
    "fraction for an integer": (["uri=s3://datasets/a", "count=1.5"], "NUMBER_INTEGER"),
    "wrongly typed boolean": (["uri=s3://datasets/a", "flag=perhaps"], "BOOLEAN"),
    "missing parameter": ([], "uri"),
}


@pytest.fixture(autouse=True)
def nothing_is_stored(server: TestServer) -> Iterator[None]:
    before = {run["id"] for run in server.runs()}
    yield
    assert {run["id"] for run in server.runs()} == before
    assert server.http.get("/q/health/ready").status_code == 200


def refusal(answer: httpx.Response) -> dict[str, Any]:
    """The error of a 400 answer."""
    assert answer.status_code == 400, answer.text
    error: dict[str, Any] = answer.json()["error"]
    assert error["code"].isupper()
    assert one_sentence(error["message"])
    return error


def one_sentence(message: str) -> bool:
    """Something to read, on one line, without a trace of the program's inside."""
    return 10 < len(message) < 600 and "\n" not in message.strip() and "Exception" not in message


@pytest.mark.parametrize(("make", "code", "told"), DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_a_bad_document_is_refused(
    server: TestServer, tmp_path: Path, make: Callable[[], bytes], code: str, told: str
) -> None:
    error = refusal(server.try_submit(make()))
    assert told in error["message"]
    assert not code or error["code"] == code
    file = tmp_path / "pipeline.yaml"
    file.write_bytes(make())
    done = server.cli("submit", file)
    assert done.returncode == 2
    assert done.stdout == ""
    assert one_sentence(done.stderr)
    assert told in done.stderr


def test_a_document_that_is_not_yaml_is_refused_with_line_and_column(server: TestServer) -> None:
    error = refusal(server.try_submit(documents.malformed()))
    assert (error["line"], error["column"]) == (3, 5)


@pytest.mark.parametrize(("given", "told"), PARAMETERS.values(), ids=PARAMETERS.keys())
def test_bad_parameters_are_refused(server: TestServer, tmp_path: Path, given: list[str], told: str) -> None:
    document = documents.text(documents.one_task())
    answer = server.http.post(
        "/api/v1/runs", files={"pipeline": ("p.yaml", document)}, data={"parameter": given}
    )
    assert told in refusal(answer)["message"]
    file = tmp_path / "pipeline.yaml"
    file.write_bytes(document)
    done = server.cli("submit", file, *(word for pair in given for word in ("-p", pair)))
    assert done.returncode == 2
    assert one_sentence(done.stderr)
    assert told in done.stderr


@pytest.mark.parametrize("parameters", ["[1]", "{", "1", '"x"', '{"count": 1', '{"a": 1, "a": 2}'])
def test_parameters_that_are_no_json_object_are_refused(server: TestServer, parameters: str) -> None:
    refusal(
        server.http.post(
            "/api/v1/runs",
            files={"pipeline": ("p.yaml", documents.text(documents.one_task()))},
            data={"parameters": parameters},
        )
    )


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{}"),
        ("application/x-www-form-urlencoded", b"pipeline=x"),
        ("text/plain", b"hello"),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=abc", b"no part"),
        ("multipart/form-data; boundary=abc", b"--abc\r\ncut off"),
        ("multipart/form-data; boundary=abc", b""),
    ],
)
def test_a_body_that_is_no_form_with_a_file_is_refused(server: TestServer, kind: str, body: bytes) -> None:
    for path in ("/api/v1/runs", "/api/v1/pipelines"):
        refusal(server.http.post(path, content=body, headers={"Content-Type": kind}))


def test_a_parameter_without_a_value_is_refused_before_the_server_is_asked(server: TestServer) -> None:
    done = server.cli("submit", PIPELINE, "-p", "epochs")
    assert done.returncode == 2
    assert one_sentence(done.stderr)
    assert "NAME=VALUE" in done.stderr


def test_a_document_of_100_megabytes_is_refused_and_costs_no_memory(
    server: TestServer, tmp_path: Path
) -> None:
    file = tmp_path / "huge.yaml"
    with file.open("wb") as out:
        out.write(b"pipelineInfo: {name: huge}\n")
        line = b"# " + b"x" * 1021 + b"\n"
        out.writelines(line for _ in range(HUGE_BYTES // len(line)))
    with file.open("rb") as content:
        error = refusal(server.http.post("/api/v1/runs", files={"pipeline": content}))
    assert error["code"] == "TOO_LARGE"
    done = server.cli("submit", file)
    assert done.returncode == 2
    assert one_sentence(done.stderr)
    assert "MB" in done.stderr
    # The heap may have 512 MB; the rest is code, threads and buffers of sockets.
    assert processes.resident_megabytes(server.pid) < 1000


def test_a_large_document_whose_length_is_not_announced_is_refused(server: TestServer) -> None:
    line = b"# " + b"x" * 1021 + b"\n"
    body = (line for _ in range(HUGE_BYTES // len(line)))
    try:
        answer = server.http.post(
            "/api/v1/runs", content=body, headers={"Content-Type": "multipart/form-data; boundary=abc"}
        )
    except httpx.TransportError:
        return  # cut off while it sent
    assert answer.status_code in (400, 413)


def test_a_file_that_is_not_there_is_refused(server: TestServer, tmp_path: Path) -> None:
    done = server.cli("submit", tmp_path / "none.yaml")
    assert done.returncode == 2
    assert "none.yaml" in done.stderr


def test_logs_of_an_unknown_run_are_not_found(server: TestServer) -> None:
    for run in ("00000000-0000-0000-0000-000000000000", "no-uuid"):
        answer = server.http.get(f"/api/v1/runs/{run}/logs")
        assert answer.status_code == 404
        assert answer.json()["error"]["code"] == "NOT_FOUND"
        done = server.cli("logs", run)
        assert done.returncode in (1, 2)
        assert one_sentence(done.stderr)
        assert run in done.stderr


def test_an_unknown_model_is_not_found(server: TestServer) -> None:
    body = {"inputs": [{"name": "x", "datatype": "FP64", "shape": [1, 1], "data": [1]}]}
    answer = server.http.post("/v2/models/nobody/infer", json=body)
    assert answer.status_code == 404
    assert "nobody" in answer.json()["error"]
    assert server.http.post("/v1/models/nobody:predict", json={"instances": [[1]]}).status_code == 404


def test_no_server_at_the_port_is_told_in_one_sentence(tmp_path: Path) -> None:
    commands: list[list[str]] = [["runs"], ["submit", str(PIPELINE)], ["logs", "x"], ["status"]]
    for command in commands:
        done = zeroflow(command[0], "--data", tmp_path / "none", "--port", "9", *command[1:])
        assert done.returncode == 1
        assert one_sentence(done.stderr)
        assert "zeroflow up" in done.stderr


def test_errors_of_graphql_tell_their_code(server: TestServer) -> None:
    body = server.http.post("/graphql", json={"query": '{ run(id: "no-uuid") { id } }'}).json()
    assert body.get("errors") or body["data"]["run"] is None
    assert "Exception" not in json.dumps(body)
