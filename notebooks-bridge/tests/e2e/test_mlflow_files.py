"""Files, logged models and data sets of the unmodified MLflow client against a server."""

from __future__ import annotations

import hashlib
import http.client
import json
import socket
import uuid
from collections.abc import Callable, Iterator

import pytest

from tests.e2e import processes
from tests.e2e.mlflow_client import program
from tests.e2e.polling import until
from tests.e2e.servers import Json, TestServer

FILES = "/api/2.0/mlflow-artifacts/artifacts"
MEGABYTE = 1 << 20
GIGABYTE = 1 << 30

# So that a file of some megabytes goes in parts.
SMALL_PARTS = {
    "MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE": str(5 * MEGABYTE),
    "MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE": str(5 * MEGABYTE),
    "MLFLOW_MULTIPART_DOWNLOAD_MINIMUM_FILE_SIZE": str(5 * MEGABYTE),
    "MLFLOW_MULTIPART_DOWNLOAD_CHUNK_SIZE": str(4 * MEGABYTE),
}


@pytest.fixture(scope="module")
def seen(server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Json:
    """What the client saw."""
    folder = tmp_path_factory.mktemp("mlflow")
    address = f"http://127.0.0.1:{server.port}"
    printed = program("mlflow_files_session", address, address, str(folder), folder=folder, **SMALL_PARTS)
    return json.loads(printed.splitlines()[-1])


def test_files_come_back_as_they_went(seen: Json) -> None:
    files = seen["files"]
    assert files["root"] == [["conf", True, None], ["data", True, None], ["note.txt", False, 11]]
    assert files["data"] == [["data/a b ä.txt", False, 6], ["data/empty", False, 0], ["data/sub", True, None]]
    assert files["of_a_file"] == []
    assert files["missing"] == []
    assert files["text"] == "hello again"
    assert bytes.fromhex(files["back"]["data/sub/deep/c.bin"]) == bytes(range(256))
    assert files["back"]["data/empty"] == ""
    assert len(files["back"]) == 5


def test_a_large_file_goes_in_parts_and_comes_in_ranges(seen: Json) -> None:
    assert seen["parts"] == {"same": True, "size": [17 * MEGABYTE]}


def test_a_model_is_logged_and_loaded(seen: Json) -> None:
    model = seen["model"]
    assert model["same"]
    assert model["by_id"]
    assert "MLmodel" in model["files"]


def test_a_run_shows_what_it_read_and_put_out(seen: Json) -> None:
    assert seen["inputs"] == {"dataset": "rows", "context": ["train"], "outputs": [seen["model"]["id"]]}


def test_logged_models_are_found(seen: Json) -> None:
    models, model = seen["models"], seen["model"]["id"]
    assert models["status"] == "READY"
    assert models["tags"]["team"] == "vision"
    assert models["params"]["solver"] == "lbfgs"
    assert ["accuracy", 1.0] in models["metrics"]
    assert models["by_metric"] == [model]
    assert models["by_status"]
    assert models["left"] == [model]


def test_lineage_leads_from_the_model_to_the_data(server: TestServer, seen: Json) -> None:
    model = str(uuid.UUID(seen["model"]["id"].removeprefix("m-")))
    graph = server.gql(
        "query ($root: ID!) { lineage(root: $root, direction: UPSTREAM) { nodes { name } } }", root=model
    )["lineage"]
    assert [node["name"] for node in graph["nodes"]] == ["classifier", "files", "rows"]


def request(server: TestServer, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    """Sends a path exactly as it is written."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request(method, path, body=body)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    "path",
    [
        "../../../../etc/passwd",
        "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%252e%252e%252f%252e%252e%252fetc",
        "..%5c..%5cetc",
        "%2fetc%2fpasswd",
        "a/./b",
        "a%00.txt",
        "%EF%BC%8E%EF%BC%8E/x",
        "C:%5Cx",
        "x" * 4_000,
    ],
)
def test_paths_lead_nowhere(server: TestServer, path: str) -> None:
    for method, body in (("GET", None), ("PUT", b"evil"), ("DELETE", None)):
        status, text = request(server, method, f"{FILES}/{path}", body)
        assert status == 400, (method, text)
        assert b"root:" not in text
        assert json.loads(text)["error_code"] == "INVALID_PARAMETER_VALUE"
    assert not [file for file in server.data.rglob("*") if file.name == "passwd"]


def zeros(size: int) -> Iterator[bytes]:
    """So many bytes, a megabyte at a time."""
    for _ in range(size // MEGABYTE):
        yield bytes(MEGABYTE)


@pytest.fixture
def small_server(make_server: Callable[[str], TestServer]) -> TestServer:
    """A server that has a heap of 256 MB."""
    server = make_server("small")
    server.options += " -Xmx256m"
    server.up()
    return server


def test_a_gigabyte_passes_through_a_small_heap(small_server: TestServer) -> None:
    stored = small_server.http.put(
        f"{FILES}/big/file.bin", content=zeros(GIGABYTE), headers={"Content-Length": str(GIGABYTE)}
    )
    assert stored.status_code == 200, stored.text
    digest, size = hashlib.sha256(), 0
    with small_server.http.stream("GET", f"{FILES}/big/file.bin") as answer:
        assert answer.headers["content-length"] == str(GIGABYTE)
        for chunk in answer.iter_raw():
            digest.update(chunk)
            size += len(chunk)
    assert size == GIGABYTE
    assert answer.headers["etag"] == f'"{digest.hexdigest()}"'
    assert processes.resident_megabytes(small_server.pid) < 900


def test_an_upload_that_a_crash_cuts_leaves_no_file(make_server: Callable[[str], TestServer]) -> None:
    server = make_server("cut")
    server.up()
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        head = f"PUT {FILES}/cut/file HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {GIGABYTE}\r\n\r\n"
        client.sendall(head.encode() + bytes(8 * MEGABYTE))
        objects = server.data / "objects"
        until(
            "bytes arrive",
            lambda: any(f.stat().st_size > MEGABYTE for f in objects.rglob("*") if f.is_file()),
        )
        server.kill()
    server.up()
    assert server.http.get(FILES, params={"path": "cut"}).json() == {}
    assert server.http.put(f"{FILES}/cut/file", content=b"again").status_code == 200
    assert server.http.get(f"{FILES}/cut/file").content == b"again"
