"""A server that cannot start says in one sentence what to do, and leaves nothing behind."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e import processes
from tests.e2e.servers import TestServer, zeroflow

# What the launcher needs besides Python; everything but a JDK.
TOOLS = ["sh", "readlink", "dirname", "basename", "cat", "cksum", "mkdir", "mvn"]


def refused(server: TestServer, *told: str, **environment: str | None) -> None:
    """Neither way of starting works; both say the same, and that is all they say."""
    where = ("--data", server.data, "--port", str(server.port))
    for detach in (["--detach"], []):
        done = zeroflow("up", *where, *detach, seconds=90, **environment)
        assert done.returncode == 1, done.stderr
        lines = done.stderr.strip().splitlines()
        assert len(lines) == 1, done.stderr
        for words in told:
            assert words in lines[0]
        assert done.stdout == ""


def test_a_port_that_is_in_use_is_named(make_server: Callable[[str], TestServer]) -> None:
    server = make_server("port")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", server.port))
        taken.listen()
        refused(server, f"port {server.port} is in use", "--port")
    assert server.processes() == []


def test_a_data_directory_that_is_in_use_is_named(server: TestServer) -> None:
    before = server.pid
    refused(TestServer(server.data, 1), "already", str(server.data))
    # Also when the file by which the command line finds a server is lost.
    about = server.data / "server.json"
    about.rename(server.data / "hidden.json")
    try:
        refused(make_port(server), "already", str(server.data))
    finally:
        (server.data / "hidden.json").rename(about)
    assert before in {p.pid for p in server.processes()}
    assert server.http.get("/q/health/ready").status_code == 200


def make_port(server: TestServer) -> TestServer:
    """The same directory, another port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return TestServer(server.data, free.getsockname()[1])


def test_a_data_directory_of_another_layout_is_left_as_it_is(
    make_server: Callable[[str], TestServer],
) -> None:
    server = make_server("layout")
    server.data.mkdir()
    (server.data / "layout-version").write_text("7\n")
    refused(server, "layout version 7", "choose another directory")
    assert (server.data / "layout-version").read_text() == "7\n"
    assert server.processes() == []


def test_a_directory_that_holds_something_else_is_left_as_it_is(
    make_server: Callable[[str], TestServer],
) -> None:
    server = make_server("thesis")
    server.data.mkdir(mode=0o755)
    (server.data / "thesis.tex").write_text("words")
    refused(server, "not empty", "choose")
    assert [file.name for file in server.data.iterdir()] == ["thesis.tex"]


def test_a_data_directory_that_cannot_be_made_is_named(make_server: Callable[[str], TestServer]) -> None:
    server = make_server("file")
    server.data.write_text("")
    server.data = server.data / "below"
    refused(server, str(server.data))


def test_a_missing_jdk_is_told(make_server: Callable[[str], TestServer], tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in TOOLS:
        if found := shutil.which(tool):
            (tools / tool).symlink_to(found)
    without_jdk = {
        "JAVA_HOME": "",
        "PATH": str(tools),
        "ZEROFLOW_JDK_FOLDERS": "",
        "ZEROFLOW_PYTHON": sys.executable,
    }
    server = make_server("no-jdk")
    refused(server, "JDK 25", "install", **without_jdk)
    assert server.processes() == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with less space than a server needs."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    except OSError as e:
        pytest.skip(f"a small disk cannot be mounted here: {e}")
    if mounted.returncode != 0:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_without_space_is_told_in_megabytes(
    make_server: Callable[[str], TestServer], small_disk: Path
) -> None:
    server = make_server("small")
    server.data = small_disk / "data"
    refused(server, "MB", "free")
    assert processes.of_data(server.data) == []
