"""Reuse of outputs, limits of time, variables, and what a run knows of itself."""

from typing import Any

from kfp import dsl, kubernetes
from kfp.dsl import Dataset, Output


@dsl.component
def unique(text: str, note: Output[Dataset]) -> str:
    import uuid

    made = uuid.uuid4().hex
    with open(note.path, "w") as out:
        out.write(made)
    return made


@dsl.component
def read(note: dsl.Input[Dataset]) -> str:
    with open(note.path) as source:
        return source.read()


@dsl.component
def say(text: str, more: dict, items: list) -> dict:
    return {"text": text, "more": more, "items": items}


@dsl.component
def sleep(seconds: float):
    import time

    time.sleep(seconds)


@dsl.component
def variables(names: list) -> dict:
    import os

    return {name: os.environ.get(name) for name in names}


@dsl.component
def tell_secret() -> str:
    import os
    import sys

    secret = os.environ["MY_API_TOKEN"]
    print("the token is", secret)
    print(f"twice {secret}{secret}", file=sys.stderr)
    return str(len(secret))


@dsl.pipeline(name="reuse")
def reuse(key: str = "none"):
    made = unique(text="same")
    read(note=made.outputs["note"])
    unique(text="same").set_caching_options(False)
    unique(text=key).set_caching_options(True, cache_key="my own key")


@dsl.pipeline(name="too-long")
def too_long():
    kubernetes.set_timeout(sleep(seconds=60.0), seconds=2)


@dsl.pipeline(name="long-enough")
def long_enough():
    kubernetes.set_timeout(sleep(seconds=0.1), seconds=60)


@dsl.pipeline(name="facts")
def facts(name: str = "{{$.pipeline_job_name}} is a value"):
    say(
        text=dsl.PIPELINE_JOB_NAME_PLACEHOLDER,
        more={
            "resource": dsl.PIPELINE_JOB_RESOURCE_NAME_PLACEHOLDER,
            "run": dsl.PIPELINE_JOB_ID_PLACEHOLDER,
            "task": dsl.PIPELINE_TASK_NAME_PLACEHOLDER,
            "task id": dsl.PIPELINE_TASK_ID_PLACEHOLDER,
            "created": dsl.PIPELINE_JOB_CREATE_TIME_UTC_PLACEHOLDER,
        },
        items=[f"run {dsl.PIPELINE_JOB_ID_PLACEHOLDER} of {name}"],
    )


@dsl.pipeline(name="variables")
def environment():
    told = variables(names=["COLOUR", "EMPTY", "AWS_SECRET_ACCESS_KEY"])
    told.set_env_variable("COLOUR", "grün = 'green'")
    told.set_env_variable("EMPTY", "")
    tell_secret().set_env_variable("MY_API_TOKEN", "s3cr3t-of-mine")


CASES: dict[str, Any] = {
    "reuse": (reuse, {}),
    "too long": (too_long, {}),
    "long enough": (long_enough, {}),
    "facts": (facts, {}),
    "variables": (environment, {}),
}
AGAIN: dict[str, Any] = {"reuse": (reuse, {"key": "another"})}
