"""Steps do not see each other, nor more of the host than they need."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import StartHost
from tests.support import calls
from tests.support.hosts import Host, until


def look(host: Host, **more: Any) -> dict[str, Any]:
    result = host.run("look_around", **more)
    assert result["error"] is None, result["error"]
    return dict(result["outputParameters"]["Output"])


def test_what_a_step_changes_is_not_seen_by_the_next(host: Host) -> None:
    assert [look(host)["before"] for _ in range(2)] == [None, None]


def test_a_step_sees_its_own_variables_and_none_of_the_hosts(start_host: StartHost) -> None:
    host = start_host(PIP_INDEX_URL="http://user:secret@127.0.0.1:9/simple", HTTPS_PROXY="http://proxy:9")
    found = look(host, environment={"OWN": "value", "PATH": os.environ["PATH"]})["environment"]

    assert found["OWN"] == "value"
    assert not any("secret" in value or "proxy" in value for value in found.values())
    tracking = {"MLFLOW_TRACKING_URI", "MLFLOW_TRACKING_TOKEN", "MLFLOW_RUN_ID"}
    assert set(found) <= {"OWN", "PATH", "HOME", "LANG", "TMPDIR", "_KFP_RUNTIME"} | tracking


def test_a_step_runs_in_a_folder_of_its_own_that_is_removed(host: Host) -> None:
    invocation = host.invocation("look_around")
    root = invocation["component"]["root"]
    found = host.invoke(invocation)["outputParameters"]["Output"]

    assert (found["cwd"], found["temporary"]) == (root, f"{root}/.tmp")
    assert found["environment"]["HOME"] == root
    assert found["files"] == [Path(root).name]
    assert found["umask"] == 0o077
    assert not (host.work / "run").exists()


def test_a_step_leads_a_session_of_its_own_and_inherits_no_descriptors(host: Host) -> None:
    found = look(host)

    assert found["leader"]
    assert not any(name.startswith(("socket:", "pipe:")) for name in found["descriptors"])


def test_random_numbers_differ_from_step_to_step(host: Host) -> None:
    numbers = {host.run("random_number")["outputParameters"]["Output"] for _ in range(5)}

    assert len(numbers) == 5


@pytest.mark.parametrize(
    "root", ["relative", "/tmp", "/", "{work}", "{work}/../elsewhere", "{work}/.host/x", "{work}/a/", "{out}"]
)
def test_a_folder_that_is_no_place_for_steps_is_refused(host: Host, tmp_path: Path, root: str) -> None:
    invocation = host.invocation("add", {"a": 1, "b": 1})
    outside = host.work / "link"
    if not outside.is_symlink():
        outside.symlink_to(tmp_path)
    invocation["component"]["root"] = root.format(work=host.work, out=f"{outside}/step")
    error = host.invoke(invocation)["error"]

    assert (error["code"], error["category"]) == ("BAD_ROOT", "INTERNAL")
    assert list(tmp_path.iterdir()) == []


def test_what_a_dead_host_left_in_the_folder_is_removed_first(host: Host) -> None:
    invocation = host.invocation("look_around")
    root = Path(invocation["component"]["root"])
    (root / "old").mkdir(parents=True)
    (root / ".executor_output.json").write_text('{"parameterValues": {"Output": "old"}}')

    assert host.invoke(invocation)["outputParameters"]["Output"]["files"] == [root.name]


def test_two_attempts_never_share_a_folder(host: Host, tmp_path: Path) -> None:
    file = tmp_path / "ready"
    invocation = host.invocation("sleep", {"seconds": 100, "ready": str(file)}, seconds=3)
    connection = host.begin(invocation)
    until(file.exists)
    assert host.invoke(invocation)["error"]["code"] == "BAD_ROOT"
    assert b"TIMED_OUT" in connection.getresponse().read()


def test_an_input_cannot_be_put_outside_the_folder(host: Host, tmp_path: Path) -> None:
    invocation = host.invocation("read_dataset", artifacts={"data": [host.plane.store("x", b"x")]})
    told = invocation["component"]["executorInput"]["inputs"]["artifacts"]["data"]["artifacts"][0]
    told["uri"] = invocation["component"]["root"] + f"/../../../{tmp_path}/evil"

    assert host.invoke(invocation)["error"]["code"] == "BAD_ROOT"
    assert calls.TOKEN not in host.log.read_text()
