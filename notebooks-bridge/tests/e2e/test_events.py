"""The ingress for bucket notifications, as MinIO and AWS send them."""

from __future__ import annotations

import uuid
from typing import Any

import httpx
import pytest

from tests.e2e import documents
from tests.e2e.servers import TestServer

CREATE_TRIGGER = (
    "mutation ($input: CreateTriggerInput!) { createTrigger(input: $input) { trigger { name } } }"
)


@pytest.fixture
def prefix(server: TestServer) -> str:
    """A prefix of its own that a trigger watches."""
    pipeline = documents.one_task()
    files = {"pipeline": ("p.yaml", documents.text(pipeline))}
    assert server.http.post("/api/v1/pipelines", files=files).status_code == 201
    name = f"events-{uuid.uuid4()}"
    trigger = {
        "name": name,
        "bucket": "datasets",
        "prefix": f"{name}/",
        "suffix": ".csv",
        "pipeline": "one-task",
        "parameters": [{"name": "uri", "value": "{uri}"}],
    }
    server.gql(CREATE_TRIGGER, input=trigger)
    return f"{name}/"


def aws(key: str, bucket: str = "datasets", name: str = "ObjectCreated:Put") -> dict[str, Any]:
    """A notification as AWS S3 sends it."""
    return {
        "Records": [
            {
                "eventVersion": "2.1",
                "eventSource": "aws:s3",
                "awsRegion": "eu-central-1",
                "eventTime": "2026-05-01T12:00:00.000Z",
                "eventName": name,
                "userIdentity": {"principalId": "AWS:X"},
                "requestParameters": {"sourceIPAddress": "127.0.0.1"},
                "responseElements": {"x-amz-request-id": "R"},
                "s3": {
                    "s3SchemaVersion": "1.0",
                    "configurationId": "c",
                    "bucket": {"name": bucket, "arn": f"arn:aws:s3:::{bucket}"},
                    "object": {"key": key, "size": 12, "eTag": "0123", "sequencer": "0055AED6DCD90281E5"},
                },
            }
        ]
    }


def minio(key: str) -> dict[str, Any]:
    """A notification as MinIO sends it."""
    message = aws(key, name="s3:ObjectCreated:Put")
    message["Records"][0]["eventSource"] = "minio:s3"
    return {"EventName": "s3:ObjectCreated:Put", "Key": f"datasets/{key}"} | message


def send(server: TestServer, message: Any, token: str | None = None) -> httpx.Response:
    secret = server.secret("events-token") if token is None else token
    headers = {"Authorization": f"Bearer {secret}"}
    return server.http.post("/api/v1/events/s3", json=message, headers=headers)


def triggered(server: TestServer, text: str) -> list[str]:
    """Addresses of the objects that started runs."""
    details = [run["trigger"]["detail"] for run in server.runs()]
    return [detail for detail in details if detail and text in detail]


@pytest.mark.parametrize("shape", [aws, minio])
def test_an_event_starts_one_run_however_often_it_comes(server: TestServer, prefix: str, shape: Any) -> None:
    message = shape(prefix + "data.csv")
    first = send(server, message)
    assert first.status_code == 200
    assert first.json()["accepted"] == 1
    assert len(first.json()["runs"]) == 1
    for _ in range(3):
        again = send(server, message)
        assert again.status_code == 200
        assert again.json()["runs"] == []
    assert triggered(server, prefix) == [f"s3://datasets/{prefix}data.csv"]


def test_another_upload_of_the_same_object_starts_another_run(server: TestServer, prefix: str) -> None:
    message = aws(prefix + "data.csv")
    assert len(send(server, message).json()["runs"]) == 1
    message["Records"][0]["s3"]["object"]["sequencer"] = "0055AED6DCD90281E6"
    assert len(send(server, message).json()["runs"]) == 1
    assert len(triggered(server, prefix)) == 2


def test_several_records_start_a_run_each(server: TestServer, prefix: str) -> None:
    records = [aws(f"{prefix}{i}.csv")["Records"][0] for i in range(3)]
    answer = send(server, {"Records": records}).json()
    assert (answer["accepted"], len(answer["runs"])) == (3, 3)


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer a b", "Bearer wrong", "Basic {token}", "{token}"]
)
def test_without_the_right_token_nothing_is_accepted(
    server: TestServer, prefix: str, header: str | None
) -> None:
    headers = {} if header is None else {"Authorization": header.format(token=server.secret("events-token"))}
    answer = server.http.post("/api/v1/events/s3", json=aws(prefix + "data.csv"), headers=headers)
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "UNAUTHENTICATED"
    assert triggered(server, prefix) == []


@pytest.mark.parametrize(
    ("encoded", "key"),
    [
        ("a+b%2Bc.csv", "a b+c.csv"),
        ("50%2525.csv", "50%25.csv"),
        ("%C3%BC.csv", "ü.csv"),
        ("a%2Fb.csv", "a/b.csv"),
    ],
)
def test_a_key_is_decoded_exactly_once(server: TestServer, prefix: str, encoded: str, key: str) -> None:
    assert len(send(server, aws(prefix + encoded)).json()["runs"]) == 1
    assert triggered(server, prefix) == [f"s3://datasets/{prefix}{key}"]


def test_objects_and_events_that_no_trigger_watches_start_nothing(server: TestServer, prefix: str) -> None:
    messages: list[dict[str, Any]] = [
        aws("elsewhere/data.csv"),
        aws(prefix + "data.txt"),
        aws(prefix + "data.csv", bucket="other"),
        aws(prefix + "data.csv", name="ObjectRemoved:Delete"),
        {"Records": []},
    ]
    for message in messages:
        answer = send(server, message)
        assert answer.status_code == 200, answer.text
        assert answer.json()["runs"] == []
    assert triggered(server, prefix) == []


@pytest.mark.parametrize(
    "body", [b"{bad", b"", b"[]", b"{}", b'"x"', b'{"Records": 1}', b'{"Records": [{}]', b"\xff\xfe"]
)
def test_what_is_no_notification_is_refused(server: TestServer, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {server.secret('events-token')}", "Content-Type": "application/json"}
    answer = server.http.post("/api/v1/events/s3", content=body, headers=headers)
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["code"] == "BAD_INPUT"


def test_a_record_without_bucket_or_key_is_refused(server: TestServer) -> None:
    message = aws("x.csv")
    message["Records"][0]["s3"]["object"] = {}
    assert send(server, message).status_code == 400
