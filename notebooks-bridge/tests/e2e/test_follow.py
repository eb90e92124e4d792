"""Logs that are followed while a run writes them."""

from __future__ import annotations

import subprocess

from tests.e2e import tables
from tests.e2e.servers import LAUNCHER, TestServer


def test_a_log_is_followed_until_its_run_ends(server: TestServer) -> None:
    uri = server.put("follow/large.csv", tables.clusters(["up", "down", "same"], 4000, 30, "move"))
    run = server.submit(
        dataset_uri=uri, model_name="followed", label_column="move", epochs=700, caching=False
    )
    where = ["--data", str(server.data), "--port", str(server.port)]
    command = [str(LAUNCHER), "logs", *where, run, "-f"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as log:
        assert log.stdout is not None
        first = log.stdout.readline()
        assert server.run(run)["state"] == "RUNNING", "the first line comes before the end"
        followed = [first, *log.stdout]
    assert log.returncode == 0
    assert server.run(run)["state"] == "SUCCEEDED"
    assert sorted(followed) == sorted(server.cli("logs", run).stdout.splitlines(keepends=True))
    again = server.cli("logs", run, "evaluate", "--follow").stdout.splitlines()
    assert again == server.cli("logs", run, "evaluate").stdout.splitlines()
    assert {line.split()[1] for line in again} == {"evaluate"}


def test_a_run_that_nobody_knows_is_not_followed(server: TestServer) -> None:
    unknown = server.cli("logs", "00000000-0000-4000-8000-000000000000", "--follow")
    assert unknown.returncode == 2
    assert "no run" in unknown.stderr
