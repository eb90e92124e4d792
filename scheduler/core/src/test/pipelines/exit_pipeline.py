"""A whole pipeline as the exit task."""

from kfp import dsl
from kfp.dsl import PipelineTaskFinalStatus

import components as do


@dsl.component(base_image="python:3.12")
def report(status: dict) -> str:
    """Puts out how it ended."""
    return status["state"]


@dsl.pipeline
def clean_up(what: str, status: PipelineTaskFinalStatus):
    """Cleans up and reports."""
    do.say(text=what)
    with dsl.If(report(status=status).output == "FAILED"):
        do.say(text="It failed")


@dsl.pipeline(name="exit-pipeline")
def pipeline(what: str = "scratch"):
    """Cleans up after a failure."""
    with dsl.ExitHandler(clean_up(what=what)):
        do.fail(message="no")
