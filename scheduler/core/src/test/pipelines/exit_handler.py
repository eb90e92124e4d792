"""An exit task that sees how the guarded tasks ended, whatever happened."""

from kfp import dsl
from kfp.dsl import PipelineTaskFinalStatus

import components as do


@dsl.component(base_image="python:3.12")
def report(channel: str, status: PipelineTaskFinalStatus):
    """Prints how it ended."""
    print(channel, status.state, status.error_message, status.pipeline_task_name)


@dsl.pipeline(name="exit-handler")
def pipeline(channel: str = "#runs", message: str = "no"):
    """Fails, and reports it."""
    with dsl.ExitHandler(report(channel=channel), name="the guarded part"):
        said = do.say(text="first")
        do.fail(message=message).after(said)
    do.say(text="unguarded")
