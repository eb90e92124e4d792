"""Environments that are too many give way, but never one that somebody builds or uses."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from tests.conftest import StartHost
from tests.support.hosts import until
from tests.test_environments import ready_folders
from zeroflow_python.environments.room import Limits, Room

GIB = 1 << 30
MANY = 1_000


def room(folder: Path, count: int, size: int = GIB) -> Room:
    """Environments `a` to `d`, used in that order; each takes some 100 KB."""
    made = Room(folder, Limits(count, size))
    for number, key in enumerate("abcd"):
        (folder / key / "bin").mkdir(parents=True)
        (folder / key / "bin" / "python").write_bytes(b"x" * 100_000)
        with made.used(key):
            pass
        os.utime(folder / f"{key}.use", (number + 1, number + 1))
    return made


def left(folder: Path) -> str:
    return "".join(sorted(each.name for each in folder.iterdir() if each.is_dir()))


@pytest.mark.parametrize(("count", "expected"), [(4, "abcd"), (2, "cd"), (0, "")])
def test_those_used_longest_ago_go_first(tmp_path: Path, count: int, expected: str) -> None:
    assert "".join(room(tmp_path, count).make()) == "abcd"[: 4 - len(expected)]
    assert left(tmp_path) == expected


def test_bytes_count_too(tmp_path: Path) -> None:
    assert room(tmp_path, MANY, 250_000).make() == ["a", "b"]


def test_one_that_is_used_again_stays(tmp_path: Path) -> None:
    made = room(tmp_path, 2)
    with made.used("a"):
        pass
    made.make()
    assert left(tmp_path) == "ad"


def test_one_that_is_used_or_built_stays(tmp_path: Path) -> None:
    made = room(tmp_path, 0)
    with made.used("a"), made.used("a"), (tmp_path / "b.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert made.make() == ["c", "d"]
    assert left(tmp_path) == "ab"
    assert sorted(made.make()) == ["a", "b"]


def test_what_a_host_did_not_finish_to_remove_is_removed(tmp_path: Path) -> None:
    (tmp_path / "x.evicted" / "bin").mkdir(parents=True)
    assert room(tmp_path, 4).make() == []
    assert left(tmp_path) == "abcd"


def test_a_host_keeps_as_many_as_it_may_and_builds_again_what_is_gone(start_host: StartHost) -> None:
    host = start_host(ZEROFLOW_MAX_ENVIRONMENTS="1")

    assert host.run("use_tiny")["outputParameters"] == {"Output": "tiny 1.0"}
    [first] = ready_folders(host)
    assert host.run("use_tiny_2")["error"] is None
    [second] = until(lambda: len(ready_folders(host)) == 1 and ready_folders(host))
    assert first != second
    assert [each["key"] for each in host.exchange("GET", "/environments", None)[2]["environments"]] == [
        second.name
    ]
    assert host.run("use_tiny")["outputParameters"] == {"Output": "tiny 1.0"}
