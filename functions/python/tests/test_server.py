"""The host's address answers what it should, and refuses the rest."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support import calls
from tests.support.hosts import EVENT, PACKAGES, Host
from zeroflow_python import bench


def test_the_answer_is_an_event_with_the_id_of_the_call(host: Host) -> None:
    good = host.exchange("POST", "/", host.invocation("add", {"a": 1, "b": 2}), EVENT)
    bad = host.exchange("POST", "/", host.invocation("raise_error", {"message": "x"}), EVENT)

    assert [good[0], bad[0]] == [200, 200]
    assert good[1]["ce-type"] == "dev.zeroflow.task.succeeded"
    assert bad[1]["ce-type"] == "dev.zeroflow.task.failed"
    assert good[1]["ce-id"] == EVENT["ce-id"]
    assert good[1]["ce-specversion"] == "1.0"


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("GET", "/", None, {}, 404),
        ("POST", "/other", {}, EVENT, 404),
        ("POST", "/", {}, {}, 400),
        ("POST", "/", {}, EVENT, 400),
        ("POST", "/", b"{", EVENT, 400),
        ("POST", "/", b"[" * 100_000, EVENT, 400),
        ("POST", "/", {}, {**EVENT, "Content-Type": "text/plain"}, 415),
        ("POST", "/environments", {"components": "x"}, {}, 400),
        ("POST", "/environments", {"components": [{"command": [1], "args": []}]}, {}, 400),
        ("POST", "/environments", {"components": [{"command": [], "args": []}] * 1001}, {}, 400),
    ],
)
def test_other_requests_are_refused(
    host: Host, method: str, path: str, body: Any, headers: dict[str, str], status: int
) -> None:
    found = host.exchange(method, path, body, headers)

    assert found[0] == status
    assert found[2]["error"]


def test_a_body_that_is_too_long_is_refused_unread(host: Host) -> None:
    with socket.create_connection(("127.0.0.1", host.port)) as connection:
        head = f"POST / HTTP/1.1\r\nHost: x\r\nce-type: {EVENT['ce-type']}\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {65 << 20}\r\n\r\n"
        connection.sendall(head.encode())

        assert b" 413 " in connection.recv(4096)


@pytest.mark.parametrize(
    ("changes", "code", "category"),
    [
        ({"schemaVersion": 2}, "SCHEMA_VERSION", "USER"),
        ({"component": None}, "UNKNOWN_FUNCTION", "USER"),
        ({"deadline": "tomorrow"}, "BAD_INVOCATION", "INTERNAL"),
        ({"environment": {"A": 1}}, "BAD_INVOCATION", "INTERNAL"),
        ({"artifacts": []}, "BAD_INVOCATION", "INTERNAL"),
        ({"deadline": "2020-01-01T00:00:00Z"}, "TIMED_OUT", "RESOURCE"),
    ],
)
def test_an_invocation_that_cannot_be_run_is_a_failed_attempt(
    host: Host, changes: dict[str, Any], code: str, category: str
) -> None:
    result = host.invoke({**host.invocation("add", {"a": 1, "b": 1}), **changes})

    assert result["attemptToken"] == calls.TOKEN
    assert (result["error"]["code"], result["error"]["category"]) == (code, category)


def test_a_connection_serves_many_calls(host: Host) -> None:
    figures = bench.measure(f"http://127.0.0.1:{host.port}", str(host.work), 20)

    assert figures["callMedianMillis"] >= figures["stepMedianMillis"] > 0


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "x"),
        ("PORT", "70000"),
        ("ZEROFLOW_INSTALLER", "conda"),
        ("ZEROFLOW_WORK", "relative"),
        ("ZEROFLOW_WORK", "/proc/no"),
        ("ZEROFLOW_ZYGOTE_IDLE", "-1"),
    ],
)
def test_settings_that_cannot_be_used_stop_the_start(tmp_path: Path, variable: str, value: str) -> None:
    done = start(tmp_path, **{variable: value})

    assert done.returncode == 2
    assert done.stderr.startswith("zeroflow-python: ")
    assert "Traceback" not in done.stderr


def test_a_folder_that_others_may_write_to_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o777)
    (tmp_path / "open").chmod(0o777)

    assert start(tmp_path, ZEROFLOW_ENVIRONMENTS=str(tmp_path / "open")).returncode == 2


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = start(tmp_path, PORT=str(taken.getsockname()[1]))

    assert done.returncode == 1
    assert "cannot listen" in done.stderr


def start(folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(PACKAGES)],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONDONTWRITEBYTECODE": "1",
            "PORT": "0",
            "ZEROFLOW_WORK": str(folder / "work"),
            "ZEROFLOW_ENVIRONMENTS": str(folder / "environments"),
            **environ,
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
    )
