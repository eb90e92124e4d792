"""What a step writes arrives once, in order, without secrets, and while it runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.support import calls
from tests.support.hosts import Host, readable, until


def lines(result: dict[str, Any], stream: str) -> list[str]:
    return [line["text"] for line in result["logs"] if line["stream"] == stream]


def test_a_short_step_brings_its_lines_in_its_result(host: Host) -> None:
    result = host.run("strange_output")

    assert lines(result, "stdout") == ["caf\ufffd \ufffd", "no end of line"]
    assert lines(result, "stderr") == ["to error"]
    assert host.plane.posted == []
    assert all(line["time"].endswith("Z") for line in result["logs"])


def test_a_long_step_is_heard_while_it_runs_and_nothing_is_said_twice(host: Host, tmp_path: Path) -> None:
    source = host.invocation("sleep", {"seconds": 2.0, "ready": str(tmp_path / "ready")})
    command = source["component"]["command"]
    command[-1] = command[-1].replace(
        "    time.sleep(seconds)", "    print('first')\n    time.sleep(seconds)"
    )
    command[-1] = command[-1].replace("    return", "    print('last')\n    return")
    connection = host.begin(source)

    assert until(host.plane.lines, 5)[0]["text"] == "first"
    assert not readable(connection, 0)
    result = json.loads(connection.getresponse().read())
    said = [line["text"] for line in host.plane.lines()] + lines(result, "stdout")
    assert said == ["first", "last"]


def test_a_flood_is_cut_and_says_so(host: Host) -> None:
    result = host.run("flood", {"lines": 700, "width": 20_000})

    said = [line["text"] for line in host.plane.lines() + result["logs"]]
    assert result["error"] is None
    assert sum(map(len, said)) <= 10 << 20
    assert max(map(len, said)) <= 16 << 10
    assert said[-1] == "Later lines are not kept: a step may write 10 MiB."
    assert all(len(batch) <= 200 for batch in host.plane.posted)


def test_lines_that_cannot_be_posted_come_with_the_result(host: Host) -> None:
    host.plane.broken_logs = True
    result = host.run("flood", {"lines": 1000, "width": 3})

    assert result["error"] is None
    assert lines(result, "stdout") == ["xxx"] * 1000


def test_secrets_are_hidden_in_lines_and_errors(host: Host) -> None:
    result = host.run("say_secret", environment={"DB_PASSWORD": "pa55-word", "NOT_HIDDEN": "visible"})

    assert "the secret is **** and visible" in lines(result, "stdout")
    assert result["error"]["message"] == "RuntimeError: refused: ****"
    told = {**result, "attemptToken": ""}
    assert "pa55-word" not in str(told)


def test_the_attempts_token_is_hidden_too(host: Host) -> None:
    result = host.run("echo", {"text": f"bearer {calls.TOKEN}"})

    assert lines(result, "stdout") == ["bearer ****"]
