"""A server that is killed while Python components work, or are installed, goes on where it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.e2e import kfp_sdk
from tests.e2e.kfp_sdk import SeenRun
from tests.e2e.polling import until
from tests.e2e.servers import TestServer

START = """
import sys, json, kfp
from tests.e2e.kfp_pipelines.interrupted import interrupted
client = kfp.Client(host=sys.argv[1])
run = client.create_run_from_pipeline_func(interrupted, arguments={"folder": sys.argv[2]})
print(json.dumps(run.run_id))
"""


def test_a_step_is_repeated_after_the_kill_of_its_server(
    make_server: Callable[[str], TestServer], tmp_path: Path
) -> None:
    server = make_server("killed")
    server.up()
    marks = tmp_path / "worked"
    run = kfp_sdk.program(server, tmp_path, "-c", START, "ADDRESS", str(tmp_path))
    until("the step is at work", marks.exists, 60)
    server.kill()
    until("nothing of the server is left, and no step", lambda: not server.processes(), 15)

    server.up()
    server.ended(run)
    seen = SeenRun.of(server, run).succeeded()
    assert seen.output("work") == "cba"
    assert seen.output("finish") == "cbaABC"
    assert seen.content("work", "note") == b"ABC"
    assert (marks.read_text(), (tmp_path / "begun").read_text()) == ("xx", "x")
    task = seen.task("work")
    assert (task["attempts"], task["failures"]) == (2, 0), "the loss of a process is no failure of the step"
    assert seen.task("begin")["attempts"] == 1
    assert "at work on abc" in seen.log("work")
