"""A server on the Postgres and S3 of somebody else: here, those of another server, which shares its work."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.e2e import documents
from tests.e2e.polling import until
from tests.e2e.servers import TestServer, free_port, zeroflow

TOKEN = "a-token-for-everybody-who-may-come-in"


def postgres_url(server: TestServer) -> str:
    ports = dict(
        line.split("=") for line in (server.data / "ports.properties").read_text().splitlines() if "=" in line
    )
    return (
        f"postgresql://zeroflow:{server.secret('database-password')}@127.0.0.1:{ports['postgres']}/zeroflow"
    )


def environment(server: TestServer) -> dict[str, str]:
    """How a second server is told of the parts of the first one."""
    return {
        "ZEROFLOW_POSTGRES_URL": postgres_url(server),
        "ZEROFLOW_S3_ENDPOINT": server.json("status")["s3_endpoint"],
        "ZEROFLOW_S3_ACCESS_KEY": server.secret("s3-access-key"),
        "ZEROFLOW_S3_SECRET_KEY": server.secret("s3-secret-key"),
        "ZEROFLOW_SECRET_KEY": server.secret("server-key"),
        "ZEROFLOW_EVENTS_TOKEN": server.secret("events-token"),
        "ZEROFLOW_SCHEDULER_NODE": "second",
    }


@pytest.fixture
def second(make_server: Callable[[str], TestServer]) -> TestServer:
    """A server that is not started."""
    return make_server("second")


def start(second: TestServer, variables: dict[str, str]) -> None:
    done = zeroflow(
        "up", "--detach", "--data", second.data, "--port", str(second.port),
        ZEROFLOW_JAVA_OPTIONS=second.options, seconds=300, **variables,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_server_works_on_the_parts_of_others(server: TestServer, second: TestServer) -> None:
    start(second, environment(server) | {"QUARKUS_HTTP_HOST": "0.0.0.0", "ZEROFLOW_ACCESS_TOKEN": TOKEN})
    assert not (second.data / "postgres").exists()
    assert not (second.data / "objects").exists()

    address = f"http://127.0.0.1:{second.port}"
    assert httpx.get(f"{address}/q/health/ready", trust_env=False).status_code == 200
    assert httpx.get(f"{address}/v2/models", trust_env=False).status_code == 401
    with httpx.Client(
        base_url=address, headers={"Authorization": f"Bearer {TOKEN}"}, trust_env=False, timeout=120
    ) as user:
        files = {"pipeline": ("p.yaml", documents.text(documents.one_task()))}
        submitted = user.post(
            "/api/v1/runs", files=files, data={"parameters": json.dumps({"uri": "s3://datasets/none.csv"})}
        )
        assert submitted.status_code == 201, submitted.text
    run = submitted.json()["run_id"]
    # Both see it, and either carries it out.
    until("the run has ended", lambda: server.run(run)["state"] in ("SUCCEEDED", "FAILED"))
    assert server.run(run)["tasks"]


def test_a_server_that_others_could_reach_is_not_started_without_a_token(second: TestServer) -> None:
    done = zeroflow(
        "up", "--detach", "--data", second.data, "--port", str(second.port), QUARKUS_HTTP_HOST="0.0.0.0"
    )
    assert done.returncode == 1
    assert "zeroflow.access-token" in done.stderr


def test_a_database_that_is_not_there_is_told_without_its_password(second: TestServer) -> None:
    url = f"postgresql://ann:sesame@127.0.0.1:{free_port()}/none"
    done = zeroflow(
        "up", "--detach", "--data", second.data, "--port", str(second.port), ZEROFLOW_POSTGRES_URL=url
    )
    assert done.returncode == 1
    assert "zeroflow.postgres.url" in done.stderr
    assert "sesame" not in done.stderr + Path(second.data / "server.log").read_text()
