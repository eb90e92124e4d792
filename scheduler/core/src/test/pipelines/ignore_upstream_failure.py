"""A task that runs although the task before it failed, with its default instead of the output."""

from kfp import dsl

import components as do
from components import task_function


@dsl.container_component
def clean_up(what: str = "everything"):
    """Cleans up."""
    return task_function("clean-up")


@dsl.pipeline(name="ignore-upstream-failure")
def pipeline(message: str = "no"):
    """Cleans up after a failure."""
    failed = do.fail(message=message)
    clean_up(what=failed.output).ignore_upstream_failure()
