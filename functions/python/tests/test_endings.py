"""However a step ends, the result says so, and nothing of it is left."""

from __future__ import annotations

import json
import os
import signal
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import StartHost
from tests.support.hosts import Host, alive, until


def texts(result: dict[str, Any]) -> list[str]:
    return [line["text"] for line in result["logs"]]


def ready(path: Path) -> int:
    """The process id that a step has written."""
    return int(until(lambda: path.exists() and path.read_text()))


def test_an_exception_is_reported_with_its_traceback(host: Host) -> None:
    result = host.run("raise_error", {"message": "not good"})

    error = result["error"]
    assert (error["code"], error["category"]) == ("STEP_FAILED", "USER")
    assert error["message"] == "ValueError: not good"
    assert "in inner\n    raise ValueError(message)" in error["stack"]
    assert "ephemeral_component.py" in error["stack"]
    assert "zeroflow_python" not in error["stack"]
    assert "before" in texts(result)
    assert "ValueError: not good" in texts(result)


def test_a_long_message_is_cut(host: Host) -> None:
    error = host.run("raise_error", {"message": "x" * 100_000})["error"]

    assert len(error["message"]) < 3_000
    assert len(error["stack"]) <= 8_192


@pytest.mark.parametrize(
    ("parameters", "code", "message"),
    [
        ({"how": "sys", "code": 3}, "STEP_FAILED", "exit code 3"),
        ({"how": "os", "code": 4}, "STEP_FAILED", "exit code 4"),
        ({"how": "text"}, "STEP_FAILED", "told by the step"),
        ({"how": "segfault"}, "KILLED", "signal 11 (SIGSEGV)"),
        ({"how": "kill", "code": 9}, "KILLED", "signal 9 (SIGKILL)"),
    ],
)
def test_other_endings_have_a_name(host: Host, parameters: dict[str, Any], code: str, message: str) -> None:
    error = host.run("exit_with", parameters)["error"]

    assert (error["code"], error["category"]) == (code, "USER")
    assert message in error["message"]


@pytest.mark.parametrize("how", ["sys", "os"])
def test_exit_code_0_is_a_success(host: Host, how: str) -> None:
    assert host.run("exit_with", {"how": how})["error"] is None


def test_a_step_beyond_its_memory_limit_fails_and_others_live(host: Host) -> None:
    limit = 200 << 20
    results: dict[str, Any] = {}

    def run(name: str, megabytes: int) -> None:
        results[name] = host.run("allocate", {"megabytes": megabytes}, memory=limit)

    threads = [threading.Thread(target=run, args=each) for each in (("large", 400), ("small", 20))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    error = results["large"]["error"]
    assert (error["code"], error["category"]) == ("MEMORY_LIMIT", "RESOURCE")
    assert f"{limit:,}" in error["message"]
    assert results["small"]["outputParameters"] == {"Output": 20 << 20}


def test_a_step_ends_at_its_deadline_with_its_children(host: Host, tmp_path: Path) -> None:
    file = tmp_path / "ready"
    result = host.run("sleep", {"seconds": 100, "ready": str(file), "child": True}, seconds=2)

    assert (result["error"]["code"], result["error"]["category"]) == ("TIMED_OUT", "RESOURCE")
    assert not alive(int(file.read_text()))
    assert not any("sleep 300" in command for command in host.descendants().values())


def test_a_step_that_ignores_the_request_to_end_is_killed(host: Host, tmp_path: Path) -> None:
    file = tmp_path / "ready"
    result = host.run("sleep", {"seconds": 100, "ready": str(file), "stubborn": True}, seconds=1)

    assert result["error"]["code"] == "TIMED_OUT"
    assert not alive(int(file.read_text()))


def test_a_step_ends_when_its_caller_goes(host: Host, tmp_path: Path) -> None:
    file = tmp_path / "ready"
    invocation = host.invocation("sleep", {"seconds": 100, "ready": str(file), "child": True})
    connection = host.begin(invocation)
    pid = ready(file)
    connection.close()

    until(lambda: not alive(pid))
    until(lambda: not Path(invocation["component"]["root"]).exists())
    assert not any("sleep 300" in command for command in host.descendants().values())


def test_children_that_a_step_leaves_are_killed_wherever_they_went(host: Host) -> None:
    result = host.run("leave_children", {"ready": ""})

    assert result["error"] is None
    left = [c for c in host.descendants().values() if any(f"sleep {n}" in c for n in (301, 302, 303, 304))]
    assert left == []


def test_steps_of_a_killed_zygote_are_transient_errors_and_leave_nothing(
    start_host: StartHost, tmp_path: Path
) -> None:
    host = start_host()
    file = tmp_path / "ready"
    connection = host.begin(host.invocation("sleep", {"seconds": 100, "ready": str(file), "child": True}))
    pid = ready(file)
    zygote = parent(pid)
    os.kill(zygote, signal.SIGKILL)

    result = json.loads(connection.getresponse().read())
    assert (result["error"]["code"], result["error"]["category"]) == ("ZYGOTE_DIED", "TRANSIENT")
    until(lambda: not alive(pid))
    until(lambda: not any("sleep 300" in command for command in host.descendants().values()))
    assert host.run("add", {"a": 1, "b": 1})["outputParameters"] == {"Output": 2}


OWN = {"OWN": "1"}
"""A step with variables of its own teaches its zygote nothing, so nothing else is forked."""


def waiting(host: Host) -> list[int]:
    """The forks that zygotes have made ahead, when no step runs."""
    return [
        pid
        for pid, command in host.descendants().items()
        if "zygote.main" in command and parent(pid) != host.process.pid
    ]


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_a_step_runs_in_a_fork_that_waited_for_it(start_host: StartHost, tmp_path: Path) -> None:
    host = start_host()
    host.run("add", {"a": 1, "b": 1}, environment=OWN)
    [spare] = until(lambda: waiting(host))
    file = tmp_path / "ready"
    connection = host.begin(host.invocation("sleep", {"seconds": 0, "ready": str(file)}, environment=OWN))

    assert ready(file) == spare
    assert b"slept" in connection.getresponse().read()
    until(lambda: waiting(host) not in ([], [spare]))


def test_a_step_does_not_need_the_fork_that_waited(start_host: StartHost) -> None:
    host = start_host()
    host.run("add", {"a": 1, "b": 1}, environment=OWN)
    [spare] = until(lambda: waiting(host))
    os.kill(spare, signal.SIGKILL)
    until(lambda: not alive(spare))

    assert host.run("add", {"a": 1, "b": 1}, environment=OWN)["outputParameters"] == {"Output": 2}


def test_twenty_steps_run_side_by_side(host: Host) -> None:
    host.run("add", {"a": 0, "b": 0})
    results: list[Any] = [None] * 20

    def run(number: int) -> None:
        results[number] = host.run("echo", {"text": f"step {number}"})

    threads = [threading.Thread(target=run, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [each["outputParameters"] for each in results] == [{"Output": f"step {n}"} for n in range(20)]
    assert [texts(each) for each in results] == [[f"step {n}"] for n in range(20)]


def test_a_host_that_is_told_to_stop_lets_its_steps_end(start_host: StartHost, tmp_path: Path) -> None:
    host = start_host()
    file = tmp_path / "ready"
    connection = host.begin(host.invocation("sleep", {"seconds": 1, "ready": str(file)}))
    ready(file)
    host.process.terminate()

    assert b"slept" in connection.getresponse().read()
    assert host.process.wait(10) == 0


@pytest.mark.parametrize("how", ["end of input", "SIGKILL"])
def test_a_host_that_goes_takes_everything_along(start_host: StartHost, tmp_path: Path, how: str) -> None:
    host = start_host()
    file = tmp_path / "ready"
    connection = host.begin(host.invocation("sleep", {"seconds": 100, "ready": str(file), "child": True}))
    pid = ready(file)
    below = list(host.descendants())
    assert pid in below
    if how == "SIGKILL":
        host.process.kill()
    elif host.process.stdin:
        host.process.stdin.close()

    host.process.wait(10)
    until(lambda: not any(alive(each) for each in below))
    connection.close()


def test_idle_zygotes_end(start_host: StartHost) -> None:
    host = start_host(ZEROFLOW_ZYGOTE_IDLE="0.3")
    host.run("add", {"a": 1, "b": 1})

    until(lambda: not host.descendants())
    assert host.run("add", {"a": 1, "b": 1})["error"] is None
