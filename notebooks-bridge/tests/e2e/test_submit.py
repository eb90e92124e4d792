"""Runs from the command line: submit, watch, list, read."""

from __future__ import annotations

import json

from tests.e2e import tables
from tests.e2e.servers import PIPELINE, TestServer


def arguments(uri: str, *more: str) -> list[str]:
    given = [f"dataset_uri={uri}", "model_name=submitted", *more]
    return [str(PIPELINE), *(word for pair in given for word in ("-p", pair))]


def test_a_run_is_submitted_listed_and_its_logs_are_read(server: TestServer) -> None:
    uri = server.put("submit/wine.csv", tables.WINE.read_bytes())
    begun = server.json("submit", *arguments(uri), "--name", "my run", "--no-cache")
    assert begun.keys() >= {"run_id", "name", "pipeline", "state"}
    assert begun["name"] == "my run"
    server.ended(begun["run_id"])
    listed = server.json("runs", "--limit", "100")
    mine = next(run for run in listed if run["id"] == begun["run_id"])
    assert (mine["state"], mine["pipeline"]) == ("SUCCEEDED", "train-and-deploy")
    assert begun["run_id"] in server.cli("runs").stdout
    logs = server.cli("logs", begun["run_id"])
    assert "178 rows, 13 features" in logs.stdout
    one = server.cli("logs", begun["run_id"], "train-decision-tree")
    assert one.stdout
    assert all(" train-decision-tree " in line for line in one.stdout.splitlines())
    assert len(server.json("runs", "--limit", "1")) == 1


def test_a_run_is_watched_to_its_end(server: TestServer) -> None:
    uri = server.put("submit/wine.csv", tables.WINE.read_bytes())
    ended = server.json("submit", *arguments(uri), "--wait")
    assert ended["state"] == "SUCCEEDED"
    assert {task["state"] for task in ended["tasks"]} == {"SUCCEEDED"}


def test_a_run_that_fails_while_it_is_watched_is_an_error(server: TestServer) -> None:
    uri = server.put("submit/empty.csv", b"")
    done = server.cli("submit", *arguments(uri), "--wait", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["state"] == "FAILED"
    assert done.stderr.strip().splitlines()[-1].startswith("Error: ")
    assert "empty" in done.stderr


def test_what_is_not_for_a_terminal_has_no_escape_codes(server: TestServer) -> None:
    for command in (["runs"], ["status"], ["--help"]):
        done = server.cli(*command) if command != ["--help"] else server.cli("runs", "--help")
        assert "\x1b" not in done.stdout + done.stderr
