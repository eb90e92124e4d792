"""Components that are no Python components of kfp: commands as plain processes, and containers."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import calls
from tests.support.hosts import Host, alive, until
from tests.support.plane import Plane
from zeroflow_python.commands import choice, engine
from zeroflow_python.contract.errors import TaskError
from zeroflow_python.contract.invocation import Component

COPY = {"parameters": {"out": {"parameterType": "NUMBER_INTEGER"}}}


@pytest.fixture(scope="module")
def commands(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A host that may run commands, and finds no container engine."""
    plane = Plane()
    made = Host(python, tmp_path_factory.mktemp("commands"), plane, ZEROFLOW_ALLOW_COMMANDS="true")
    yield made
    assert made.stop() == 0
    plane.close()


def run(host: Host, command: list[str], args: list[str], **more: Any) -> dict[str, Any]:
    container = {"image": "busybox", "command": command, "args": args, "outputDefinitions": COPY}
    invocation = calls.invocation(host.work, host.plane.address, container, **more)
    root = invocation["component"]["root"]
    filled = [each.replace("{out}", f"{root}/.parameters/out") for each in invocation["component"]["args"]]
    invocation["component"]["args"] = filled
    return host.invoke(invocation)


def test_a_command_runs_as_it_stands_and_its_outputs_are_read(commands: Host) -> None:
    script = 'echo "$0" "$PWD"; echo warned >&2; echo " 42 " > "$1"'
    result = run(commands, ["sh", "-c", script, "two words; $(id)"], ["{out}"])

    assert result["error"] is None
    assert result["outputParameters"] == {"out": 42}
    said = {line["stream"]: line["text"] for line in result["logs"]}
    assert said["stdout"].startswith("two words; $(id) /")
    assert said["stderr"] == "warned"


def test_a_command_that_fails_says_how(commands: Host) -> None:
    error = run(commands, ["sh", "-c", "exit 7"], [])["error"]

    assert (error["code"], error["category"]) == ("STEP_FAILED", "USER")
    assert "exit code 7" in error["message"]


def test_a_command_beyond_its_deadline_ends_with_its_children(commands: Host) -> None:
    result = run(commands, ["sh", "-c", "setsid sleep 305 & sleep 306"], [], seconds=1)

    assert result["error"]["code"] == "TIMED_OUT"
    until(lambda: not any("sleep 30" in each for each in commands.descendants().values()))
    assert alive(commands.process.pid)


def test_a_program_that_is_not_installed_is_named(commands: Host) -> None:
    error = run(commands, ["no-such-program"], [])["error"]

    assert (error["code"], error["category"]) == ("COMMAND_NOT_FOUND", "USER")
    assert "no-such-program" in error["message"]


def test_an_argument_that_the_kernel_would_refuse_is_a_limit(commands: Host) -> None:
    error = run(commands, ["echo"], ["x" * (128 << 10)])["error"]

    assert (error["code"], error["category"]) == ("ARGUMENT_TOO_LONG", "RESOURCE")


def test_arguments_that_are_too_long_together_are_a_limit(commands: Host) -> None:
    error = run(commands, ["echo"], ["x" * (100 << 10)] * 60)["error"]

    assert (error["code"], error["category"]) == ("ARGUMENT_TOO_LONG", "RESOURCE")


def test_commands_are_refused_unless_they_are_allowed(host: Host) -> None:
    error = run(host, ["echo"], ["x"])["error"]

    assert (error["code"], error["category"]) == ("COMMAND_NOT_ALLOWED", "USER")
    assert "ZEROFLOW_ALLOW_COMMANDS" in error["message"]


def test_a_script_that_only_resembles_kfps_is_a_command(host: Host) -> None:
    container = dict(calls.NEW["add"])
    container["command"] = [each.replace("fi\n", "fi; touch /tmp/never\n") for each in container["command"]]
    invocation = calls.invocation(host.work, host.plane.address, container, {"a": 1, "b": 1})

    assert host.invoke(invocation)["error"]["code"] == "COMMAND_NOT_ALLOWED"


def component(**changes: Any) -> Component:
    fields: dict[str, Any] = {
        "image": "example/tool:1",
        "command": ["tool", "go"],
        "args": ["--x", "a b"],
        "executor_input": {},
        "root": "/steps/run/task",
        "cpu_limit": 1.5,
        "memory_limit_bytes": 1 << 20,
    }
    return Component(**{**fields, **changes})


def test_an_engine_gets_the_folder_at_the_same_path_and_no_value_of_a_variable() -> None:
    argv = engine.arguments("docker", "name", component(), {"SECRET": "hidden", "A": "1"}, "1000:1000")

    assert argv == [
        *("docker", "run", "--rm", "--init", "--name", "name", "--user", "1000:1000"),
        *("--volume", "/steps/run/task:/steps/run/task", "--workdir", "/steps/run/task"),
        *("--env", "A", "--env", "SECRET", "--memory", "1048576", "--cpus", "1.5"),
        *("--entrypoint", "tool", "example/tool:1", "go", "--x", "a b"),
    ]


def test_an_engine_runs_the_images_own_program_if_there_is_no_command() -> None:
    bare = component(command=[], args=["a"], cpu_limit=None, memory_limit_bytes=None)
    argv = engine.arguments("podman", "name", bare, {}, "0:0")

    assert "--entrypoint" not in argv
    assert argv[-2:] == ["example/tool:1", "a"]


def test_a_component_without_a_command_needs_an_engine() -> None:
    with pytest.raises(TaskError, match="docker or podman"):
        choice.plain(component(command=[]), True, os.defpath)


def test_the_kernels_refusal_has_an_owner() -> None:
    too_long = choice.refusal({"errno": errno.E2BIG, "message": "echo: too long"})
    not_runnable = choice.refusal({"errno": errno.EACCES, "message": "echo: Permission denied"})

    assert too_long
    assert too_long.category == "RESOURCE"
    assert not_runnable
    assert not_runnable.category == "USER"
    assert choice.refusal(None) is None
