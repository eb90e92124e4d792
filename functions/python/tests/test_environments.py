"""Packages are installed once for all steps and hosts that need them."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import StartHost
from tests.support import calls
from tests.support.hosts import Host, until


def texts(result: dict[str, Any]) -> str:
    return "\n".join(line["text"] for line in result["logs"])


def containers(*names: str) -> dict[str, Any]:
    return {"components": [{key: calls.NEW[n][key] for key in ("image", "command", "args")} for n in names]}


def ready_folders(host: Host) -> list[Path]:
    return [each for each in host.environments.iterdir() if each.is_dir() and len(each.name) == 64]


@pytest.mark.parametrize("installer", ["uv", "pip"])
def test_packages_are_installed_once_and_the_build_is_heard(start_host: StartHost, installer: str) -> None:
    host = start_host(ZEROFLOW_INSTALLER=installer)
    first, second = host.run("use_tiny"), host.run("use_tiny")

    assert first["outputParameters"] == second["outputParameters"] == {"Output": "tiny 1.0"}
    heard = texts(first) + "\n".join(line["text"] for line in host.plane.lines())
    assert "[environment]" in heard
    assert "zf-tiny" in heard
    assert texts(second) == ""
    assert len(ready_folders(host)) == 1


@pytest.mark.parametrize("installer", ["uv", "pip"])
def test_versions_live_side_by_side_and_scripts_work(start_host: StartHost, installer: str) -> None:
    host = start_host(ZEROFLOW_INSTALLER=installer)

    assert host.run("use_tiny_2")["outputParameters"] == {"Output": "tiny 2.0script 2.0\n"}
    assert host.run("use_tiny")["outputParameters"] == {"Output": "tiny 1.0"}
    assert len(ready_folders(host)) == 2


@pytest.mark.parametrize("installer", ["uv", "pip"])
def test_a_package_that_does_not_exist_is_the_users_error(start_host: StartHost, installer: str) -> None:
    host = start_host(ZEROFLOW_INSTALLER=installer)
    first, second = host.run("use_missing")["error"], host.run("use_missing")["error"]

    assert (first["code"], first["category"]) == ("ENVIRONMENT_FAILED", "USER")
    assert "zf-missing" in first["message"]
    assert second["message"] == first["message"]
    assert not ready_folders(host)
    assert not list(host.environments.glob("*.unfinished"))


@pytest.mark.parametrize("installer", ["uv", "pip"])
def test_passwords_of_indexes_are_hidden(start_host: StartHost, installer: str) -> None:
    index = "http://user:hidden-word@127.0.0.1:9/simple"
    settings = {"PIP_INDEX_URL": index, "PIP_NO_INDEX": "", "PIP_RETRIES": "0", "UV_HTTP_RETRIES": "0"}
    host = start_host(ZEROFLOW_INSTALLER=installer, **settings)
    result = host.run("use_missing")

    assert result["error"]["code"] == "ENVIRONMENT_FAILED"
    assert "hidden-word" not in str(result) + str(host.plane.posted)


def test_an_environment_is_prepared_before_a_step_needs_it(start_host: StartHost) -> None:
    host = start_host()
    status, _, told = host.exchange(
        "POST", "/environments", containers("use_tiny", "add", "use_missing", "use_tiny")
    )

    states = [each["state"] for each in told["environments"]]
    assert status == 202
    assert states == ["BUILDING", "READY", "BUILDING", "BUILDING"]
    assert told["environments"][0]["key"] == told["environments"][3]["key"]
    body = {"components": [{"image": "busybox", "command": ["echo"], "args": ["x"]}]}
    assert host.exchange("POST", "/environments", body)[2]["environments"][0]["state"] == "NOT_PYTHON"

    def over() -> list[str]:
        listed = host.exchange("GET", "/environments")[2]["environments"]
        return [] if any(each["state"] == "BUILDING" for each in listed) else [e["state"] for e in listed]

    assert sorted(until(over, 60)) == ["FAILED", "READY"]
    assert "[environment]" not in texts(host.run("use_tiny"))


def test_a_step_joins_a_build_that_has_begun(start_host: StartHost) -> None:
    host = start_host(ZEROFLOW_INSTALLER="pip")
    host.exchange("POST", "/environments", containers("use_tiny"))
    result = host.run("use_tiny")

    assert result["outputParameters"] == {"Output": "tiny 1.0"}
    assert len(ready_folders(host)) == 1


def test_two_hosts_build_an_environment_once(start_host: StartHost, tmp_path: Path) -> None:
    shared = str(tmp_path / "shared-environments")
    hosts = [start_host(name, ZEROFLOW_ENVIRONMENTS=shared, ZEROFLOW_INSTALLER="pip") for name in ("a", "b")]
    results: list[Any] = [None, None]

    def run(number: int) -> None:
        results[number] = hosts[number].run("use_tiny")

    threads = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [each["outputParameters"] for each in results] == [{"Output": "tiny 1.0"}] * 2
    built = [text for text in map(texts, results) if "Successfully installed" in text]
    posted = [line["text"] for line in hosts[0].plane.lines() if "Successfully installed" in line["text"]]
    assert len(built) + len(posted) == 1
    assert len(ready_folders(hosts[0])) == 1


def test_what_a_dead_host_left_unfinished_is_built_anew(start_host: StartHost) -> None:
    host = start_host()
    key = host.exchange("POST", "/environments", containers("use_tiny"))[2]["environments"][0]["key"]
    until(lambda: ready_folders(host), 60)
    ready_folders(host)[0].rename(host.environments / f"{key}.unfinished")

    assert host.run("use_tiny")["outputParameters"] == {"Output": "tiny 1.0"}
    assert not list(host.environments.glob("*.unfinished"))


def test_a_caller_that_goes_does_not_stop_the_build_for_others(start_host: StartHost) -> None:
    host = start_host(ZEROFLOW_INSTALLER="pip")
    result = host.invoke(host.invocation("use_tiny", seconds=0.5))

    assert result["error"]["code"] == "TIMED_OUT"
    until(lambda: ready_folders(host), 60)


def test_modules_are_imported_in_advance_unless_they_start_threads(start_host: StartHost) -> None:
    host = start_host()
    assert host.run("use_threads")["outputParameters"] == {"Output": "threads tiny 1.0"}

    until(lambda: known_modules(host) == "zf_tiny")
    zygotes = [pid for pid, command in host.descendants().items() if "zygote.main" in command]
    assert all(len(list(Path(f"/proc/{pid}/task").iterdir())) == 1 for pid in zygotes)
    assert host.run("use_threads")["outputParameters"] == {"Output": "threads tiny 1.0"}


def test_a_step_with_variables_of_its_own_imports_for_itself(start_host: StartHost) -> None:
    host = start_host()
    host.run("use_threads")

    until(lambda: known_modules(host) == "zf_tiny")
    assert known_modules(host, environment={"READ_AT_IMPORT": "1"}) == ""


def known_modules(host: Host, **more: Any) -> str:
    """Names of the test packages that a step finds imported when it begins."""
    invocation = host.invocation("use_threads", **more)
    command = invocation["component"]["command"]
    head, _, _ = command[-1].partition("    import zf_threads")
    command[-1] = (
        head + "    import sys\n    return ' '.join(n for n in sorted(sys.modules) if n[:3] == 'zf_')\n"
    )
    return str(host.invoke(invocation)["outputParameters"]["Output"])
