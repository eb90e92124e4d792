"""What runs although something failed, pipelines inside pipelines, and trying again."""

from typing import Any, NamedTuple

from kfp import dsl
from kfp.dsl import PipelineTaskFinalStatus


@dsl.component
def say(text: str) -> str:
    return text


@dsl.component
def add(a: int, b: int) -> int:
    return a + b


@dsl.component
def fail(message: str) -> str:
    raise ValueError(message)


@dsl.component
def report(channel: str, status: PipelineTaskFinalStatus) -> dict:
    return {
        "channel": channel,
        "state": status.state,
        "task": status.pipeline_task_name,
        "message": status.error_message,
        "job": status.pipeline_job_resource_name,
    }


@dsl.component
def clean_up(what: str = "everything") -> str:
    return f"cleaned {what}"


@dsl.component
def fail_until(path: str, succeed_at: int) -> int:
    import os

    with open(path, "a") as marks:
        marks.write("x")
    tried = os.path.getsize(path)
    if tried < succeed_at:
        raise RuntimeError(f"try {tried}")
    return tried


@dsl.pipeline(name="exit-after-failure")
def exit_after_failure(channel: str = "#runs"):
    with dsl.ExitHandler(report(channel=channel)):
        say(text="first")
        fail(message="größe is wrong")
    say(text="unguarded")


@dsl.pipeline(name="exit-after-success")
def exit_after_success():
    with dsl.ExitHandler(report(channel="ok")):
        say(text="fine")


@dsl.pipeline(name="ignores-a-failure")
def ignores_failure():
    failed = fail(message="no")
    clean_up(what=failed.output).ignore_upstream_failure()


@dsl.pipeline
def twice(a: int, b: int = 5) -> int:
    once = add(a=a, b=b)
    return add(a=once.output, b=b).output


@dsl.pipeline
def both(a: int) -> NamedTuple("Both", [("first", int), ("second", int)]):
    from collections import namedtuple

    return namedtuple("Both", ["first", "second"])(twice(a=a).output, twice(a=a, b=1).output)


@dsl.pipeline(name="pipelines-inside")
def inside(a: int = 1) -> int:
    outputs = both(a=a).outputs
    return add(a=outputs["first"], b=outputs["second"]).output


@dsl.pipeline(name="retries")
def retries(marks: str):
    fail_until(path=f"{marks}/works", succeed_at=3).set_retry(
        num_retries=3, backoff_duration="1s", backoff_factor=1.0
    ).set_caching_options(False)


@dsl.pipeline(name="retries-in-vain")
def retries_in_vain(marks: str):
    fail_until(path=f"{marks}/fails", succeed_at=9).set_retry(
        num_retries=1, backoff_duration="1s"
    ).set_caching_options(False)


CASES: dict[str, Any] = {
    "exit failed": (exit_after_failure, {}),
    "exit succeeded": (exit_after_success, {}),
    "ignored": (ignores_failure, {}),
    "inside": (inside, {}),
    "retries": (retries, {"marks": "FOLDER"}),
    "retries in vain": (retries_in_vain, {"marks": "FOLDER"}),
}
