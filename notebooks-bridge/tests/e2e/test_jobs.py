"""Steps that declare more time than a request has are jobs: processes of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.e2e import kfp_sdk, processes
from tests.e2e.kfp_sdk import SeenRun
from tests.e2e.polling import until
from tests.e2e.servers import TestServer

START = """
import sys, json, kfp
from tests.e2e.kfp_pipelines import jobs
client = kfp.Client(host=sys.argv[1])
pipeline = getattr(jobs, sys.argv[2])
arguments = {name: sys.argv[3] for name in pipeline.pipeline_spec.root.input_definitions.parameters}
run = client.create_run_from_pipeline_func(pipeline, arguments=arguments, enable_caching=False)
print(json.dumps(run.run_id))
"""


def started(server: TestServer, folder: Path, pipeline: str, argument: str) -> str:
    """The id of a run of one of the pipelines."""
    return str(kfp_sdk.program(server, folder, "-c", START, "ADDRESS", pipeline, argument))


def jobs_of(server: TestServer) -> list[processes.Process]:
    """Processes that work in the folder of a job."""
    folder = server.data / "functions" / "jobs"
    return [p for p in server.processes() if p.directory.startswith(str(folder.resolve()))]


def test_long_steps_of_both_kinds_are_jobs(server: TestServer, tmp_path: Path) -> None:
    run = started(server, tmp_path, "jobs", "abc")
    server.ended(run)
    seen = SeenRun.of(server, run).succeeded()
    assert seen.outputs("add") == {"sum": 5}
    assert len(seen.output("where")) == 1, "the step with the long limit read its event from a file"
    assert seen.output("where-2") == [], "the other one is a call"
    assert seen.content("where", "note") == b"ABC"
    assert "wrote abc" in seen.log("where")
    assert {task["attempts"] for task in seen.json["tasks"]} == {1}
    until("no job is left", lambda: not jobs_of(server), 15)


def test_a_run_completes_although_its_server_is_killed_in_a_job(
    make_server: Callable[[str], TestServer], tmp_path: Path
) -> None:
    server = make_server("killed")
    server.up()
    marks = tmp_path / "worked"
    run = started(server, tmp_path, "interrupted_job", str(tmp_path))
    until("the job is at work", marks.exists, 60)
    assert jobs_of(server)
    server.kill()
    until("nothing of the server is left, and no job", lambda: not server.processes(), 15)

    server.up()
    server.ended(run)
    seen = SeenRun.of(server, run).succeeded()
    assert seen.output("work") == "cba"
    assert marks.read_text() == "xx"
    task = seen.task("work")
    assert (task["attempts"], task["failures"]) == (2, 0), "the loss of a job is no failure of the step"


def test_a_canceled_run_ends_its_job(make_server: Callable[[str], TestServer], tmp_path: Path) -> None:
    server = make_server("canceled")
    server.up()
    run = started(server, tmp_path, "interrupted_job", str(tmp_path))
    until("the job is at work", (tmp_path / "worked").exists, 60)
    server.http.post(f"/apis/v2beta1/runs/{run}:terminate").raise_for_status()
    server.ended(run)
    assert SeenRun.of(server, run).state == "CANCELED"
    until("no job is left", lambda: not jobs_of(server), 15)
