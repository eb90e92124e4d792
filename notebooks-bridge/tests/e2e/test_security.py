"""What protects a server that has no users: it is this machine's alone, and secrets stay in their files."""

from __future__ import annotations

import stat
from collections.abc import Callable

import httpx
import pytest

from tests.e2e import processes, tables
from tests.e2e.servers import TestServer

LOOPBACK = {"0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F"}
PATHS = [
    "/graphql",
    "/api/v1/runs",
    "/v2/models",
    "/q/health/ready",
    "/internal/v1/uploads",
    "/api/v1/events/s3",
]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "[::2]", "0.0.0.0"]
)
def test_a_request_that_names_another_host_is_refused(server: TestServer, host: str) -> None:
    for path in PATHS:
        for method in ("GET", "POST"):
            assert server.http.request(method, path, headers={"Host": host}).status_code == 403


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://127.0.0.1.evil.example", "null", "http://evil@example", "%%"]
)
def test_a_page_of_another_site_is_refused(server: TestServer, origin: str) -> None:
    body = {"query": "{ runs { nodes { id } } }"}
    assert server.http.post("/graphql", json=body, headers={"Origin": origin}).status_code == 403
    assert server.http.post("/api/v1/runs", headers={"Origin": origin}).status_code == 403
    # A preflight that is not answered with permission keeps the browser from sending the rest.
    preflight = server.http.options(
        "/graphql", headers={"Origin": origin, "Access-Control-Request-Method": "POST"}
    )
    assert preflight.status_code == 403
    assert "access-control-allow-origin" not in preflight.headers


def test_a_page_of_this_server_is_served(server: TestServer) -> None:
    headers = {"Origin": f"http://127.0.0.1:{server.port}", "Host": f"localhost:{server.port}"}
    answer = server.http.post("/graphql", json={"query": "{ triggers { nodes { name } } }"}, headers=headers)
    assert answer.status_code == 200


@pytest.mark.parametrize("forge", [lambda t: t, lambda t: f"{t}.{t}", lambda _: "a.b.c", lambda _: "x"])
def test_a_forged_token_of_an_attempt_opens_nothing(server: TestServer, forge: Callable[[str], str]) -> None:
    token = forge(server.secret("events-token"))
    headers = {"Authorization": f"Bearer {token}"}
    upload = {"output": "model", "size": 1, "digest": "sha256:" + "0" * 64, "contentType": "text/plain"}
    assert server.http.post("/internal/v1/uploads", json=upload, headers=headers).status_code == 401
    assert server.http.post("/internal/v1/logs", json=[], headers=headers).status_code == 401
    assert server.http.get("/internal/v1/model", headers=headers).status_code in (400, 401, 404)
    answer = server.http.post("/graphql", json={"query": "{ triggers { nodes { name } } }"}, headers=headers)
    assert answer.json().get("errors"), "a token that is not understood is never taken for the local user"
    assert server.http.post("/internal/v1/uploads", json=upload).status_code == 401


def test_secrets_are_readable_by_their_owner_alone(server: TestServer) -> None:
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
    secrets = server.data / "secrets"
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700
    files = list(secrets.iterdir())
    assert len(files) >= 5
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_data_directory_that_others_could_enter_is_closed_to_them(
    make_server: Callable[[str], TestServer],
) -> None:
    server = make_server("open")
    server.data.mkdir(mode=0o755)
    server.data.chmod(0o755)
    server.up()
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700


def test_secrets_stand_in_no_command_line_and_in_no_log(server: TestServer) -> None:
    secrets = [file.read_text().strip() for file in (server.data / "secrets").iterdir()]
    shown = [p.command for p in server.processes()]
    shown += [log.read_text(errors="replace") for log in server.data.glob("*.log")]
    shown.append((server.data / "server.json").read_text())
    assert not [secret for secret in secrets for text in shown if secret in text]
    assert not [text for text in shown if "X-Amz-Signature" in text]


def test_functions_are_given_no_secret_of_the_server(server: TestServer) -> None:
    server.json("demo", tables.WINE)
    functions = processes.functions_of(server.data)
    assert functions
    secrets = [file.read_bytes().strip() for file in (server.data / "secrets").iterdir()]
    for function in functions:
        environment = processes.environment_of(function.pid)
        assert not [secret for secret in secrets if secret in environment]


def test_nothing_listens_for_other_machines(server: TestServer) -> None:
    server.json("demo", tables.WINE)
    assert processes.functions_of(server.data)
    pids = {p.pid for p in server.processes()}
    addresses = processes.listening(pids)
    assert addresses
    assert addresses <= LOOPBACK


def test_the_object_store_lets_nobody_in_without_its_keys(server: TestServer) -> None:
    endpoint = server.json("status")["s3_endpoint"]
    for path in ("/", "/datasets", "/datasets/incoming/wine.csv", "/zeroflow-artifacts"):
        assert httpx.get(endpoint + path, trust_env=False).status_code in (401, 403)
    assert httpx.put(endpoint + "/datasets/x", content=b"x", trust_env=False).status_code in (401, 403)
