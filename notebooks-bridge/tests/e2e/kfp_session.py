"""Drives a server with the unmodified kfp SDK; runs in an environment of its own.

Usage: kfp_session.py ADDRESS FOLDER. The last line is a JSON object of what was seen.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import kfp
import kfp_server_api
from kfp import compiler, dsl

IMAGE = "zeroflow/tasks:0.1.0"


@dsl.container_component
def add(a: int, b: int, sum: dsl.OutputPath(int)):  # type: ignore[valid-type,no-untyped-def]
    """The built-in function ``add``."""
    return dsl.ContainerSpec(
        image=IMAGE,
        args=["--function", "add", "--executor_input", dsl.PIPELINE_TASK_EXECUTOR_INPUT_PLACEHOLDER],
    )


@dsl.pipeline(name="adding")
def adding(start: int = 1, label: str = "none") -> None:
    """Two sums, one behind the other."""
    first = add(a=start, b=2)
    add(a=first.outputs["sum"], b=10)


def refused(call: Any, *arguments: Any, **named: Any) -> dict[str, Any]:
    """The answer to a call that must fail."""
    try:
        call(*arguments, **named)
    except kfp_server_api.ApiException as e:
        return {"status": e.status, **json.loads(e.body)}
    raise AssertionError("it was not refused")


def session(client: kfp.Client, folder: Path) -> dict[str, Any]:
    """Everything that a person does, in order."""
    seen: dict[str, Any] = {}
    health = client.get_kfp_healthz()
    seen["healthz"] = [health.multi_user, health.pipeline_store]
    seen["default"] = client.get_experiment(experiment_name="Default").display_name
    experiments(client, seen)
    runs(client, seen)
    pipelines(client, folder, seen)
    recurring(client, folder, seen)
    return seen


def experiments(client: kfp.Client, seen: dict[str, Any]) -> None:
    """Groups of runs."""
    experiment = client.create_experiment("mine +%20 1", description="first")
    same = client.create_experiment("mine +%20 1")
    seen["experiment"] = [experiment.display_name, experiment.storage_state]
    seen["same experiment"] = same.experiment_id == experiment.experiment_id
    names = []
    for name in ("p1", "p2", "p3"):
        client.create_experiment(name)
    token = ""
    while True:
        page = client.list_experiments(page_size=2, page_token=token, sort_by="name desc")
        names += [it.display_name for it in page.experiments]
        token = page.next_page_token or ""
        if not token:
            break
    seen["experiments"] = names
    client.archive_experiment(experiment.experiment_id)
    seen["archived"] = client.get_experiment(experiment.experiment_id).storage_state
    client.unarchive_experiment(experiment.experiment_id)
    client.delete_experiment(client.get_experiment(experiment_name="p3").experiment_id)
    seen["experiments after"] = client.list_experiments().total_size


def runs(client: kfp.Client, seen: dict[str, Any]) -> None:
    """Runs of functions."""
    result = client.create_run_from_pipeline_func(
        adding, arguments={"start": 5, "label": "a b"}, run_name="first run", experiment_name="mine +%20 1"
    )
    run = result.wait_for_run_completion(timeout=120)
    seen["run"] = [run.display_name, run.state, run.pipeline_spec["pipelineInfo"]["name"]]
    seen["parameters"] = run.runtime_config.parameters
    tasks = run.run_details.task_details
    seen["tasks"] = sorted([it.display_name, it.state] for it in tasks)
    seen["history"] = [it.state for it in run.state_history]
    listed = client.list_runs(
        sort_by="created_at desc",
        filter=json.dumps(
            {"predicates": [{"operation": "EQUALS", "key": "display_name", "stringValue": "first run"}]}
        ),
    )
    seen["found"] = [it.run_id for it in listed.runs] == [run.run_id]
    client.archive_run(run.run_id)
    seen["run archived"] = client.get_run(run.run_id).storage_state
    client.unarchive_run(run.run_id)
    seen["terminate ended"] = refused(client.terminate_run, run.run_id)["code"]
    seen["retry succeeded"] = refused(client.runs.run_service_retry_run, run.run_id)["code"]
    seen["bad parameter"] = refused(
        client.create_run_from_pipeline_func, adding, arguments={"start": "many"}
    )["message"]
    client.delete_run(run.run_id)
    seen["deleted"] = refused(client.get_run, run.run_id)["status"]


def pipelines(client: kfp.Client, folder: Path, seen: dict[str, Any]) -> None:
    """Uploaded pipelines."""
    package = str(folder / "adding.yaml")
    compiler.Compiler().compile(adding, package)
    before = client.list_pipelines().total_size or 0
    pipeline = client.upload_pipeline(package, pipeline_name="My adding", description="sums")
    seen["pipeline"] = [pipeline.display_name, pipeline.description]
    seen["pipeline id"] = client.get_pipeline_id("My adding") == pipeline.pipeline_id
    again = refused(client.upload_pipeline, package, pipeline_name="My adding")
    seen["uploaded twice"] = [again["status"], "error_message" in again]
    version = client.upload_pipeline_version(package, "second", pipeline_name="My adding")
    listed = client.list_pipeline_versions(pipeline.pipeline_id, sort_by="created_at desc")
    seen["versions"] = [it.display_name for it in listed.pipeline_versions]
    got = client.get_pipeline_version(pipeline.pipeline_id, version.pipeline_version_id)
    seen["version spec"] = got.pipeline_spec["pipelineInfo"]["name"]
    experiment = client.get_experiment(experiment_name="Default")
    run = client.run_pipeline(
        experiment.experiment_id,
        "by version",
        pipeline_id=pipeline.pipeline_id,
        version_id=version.pipeline_version_id,
        params={"start": 7},
    )
    ended = client.wait_for_run_completion(run.run_id, timeout=120, sleep_duration=1)
    seen["by version"] = [
        ended.state,
        ended.pipeline_version_reference.pipeline_version_id == version.pipeline_version_id,
    ]
    seen["with versions"] = refused(client.delete_pipeline, pipeline.pipeline_id)["code"]
    for it in listed.pipeline_versions:
        client.delete_pipeline_version(pipeline.pipeline_id, it.pipeline_version_id)
    client.delete_pipeline(pipeline.pipeline_id)
    seen["pipelines left"] = (client.list_pipelines().total_size or 0) - before


def recurring(client: kfp.Client, folder: Path, seen: dict[str, Any]) -> None:
    """Runs by the clock."""
    experiment = client.create_experiment("by the clock")
    schedule = client.create_recurring_run(
        experiment.experiment_id,
        "every second",
        pipeline_package_path=str(folder / "adding.yaml"),
        params={"start": 1, "label": "[[Index]] of [[ScheduledTime.2006-01-02]]"},
        interval_second=1,
        max_concurrency=99,
    )
    seen["schedule"] = [schedule.status, schedule.max_concurrency]
    end = time.monotonic() + 60
    started: list[Any] = []
    while len(started) < 2 and time.monotonic() < end:
        time.sleep(0.5)
        started = client.list_runs(experiment_id=experiment.experiment_id, sort_by="created_at").runs or []
    client.disable_recurring_run(schedule.recurring_run_id)
    seen["labels"] = [it.runtime_config.parameters["label"].split(" of ")[0] for it in started[:2]]
    seen["of schedule"] = started[0].recurring_run_id == schedule.recurring_run_id
    seen["disabled"] = client.get_recurring_run(schedule.recurring_run_id).status
    client.enable_recurring_run(schedule.recurring_run_id)
    listed = client.list_recurring_runs(experiment_id=experiment.experiment_id)
    seen["schedules"] = [it.status for it in listed.recurring_runs]
    client.delete_recurring_run(schedule.recurring_run_id)
    nightly = client.create_recurring_run(
        experiment.experiment_id,
        "nightly",
        cron_expression="0 0 3 ? * MON-FRI",
        pipeline_package_path=str(folder / "adding.yaml"),
        no_catchup=True,
        enabled=False,
    )
    seen["nightly"] = [nightly.trigger.cron_schedule.cron, nightly.status, nightly.no_catchup]
    seen["bad cron"] = refused(
        client.create_recurring_run,
        experiment.experiment_id,
        "bad",
        cron_expression="* * *",
        pipeline_package_path=str(folder / "adding.yaml"),
    )["code"]


if __name__ == "__main__":
    print(json.dumps(session(kfp.Client(host=sys.argv[1]), Path(sys.argv[2]))))
