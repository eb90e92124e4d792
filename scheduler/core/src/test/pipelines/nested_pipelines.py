"""Pipelines inside pipelines with inputs, outputs and names of tasks."""

from typing import NamedTuple

from kfp import dsl

import components as do


@dsl.pipeline
def inner(a: int, b: int = 5) -> int:
    """Adds twice."""
    once = do.add(a=a, b=b)
    return do.add(a=once.output, b=b).set_display_name("Add once more").output


class Both(NamedTuple):
    """What the middle pipeline puts out."""

    first: int
    second: int


@dsl.pipeline
def middle(a: int) -> Both:
    """Uses the inner pipeline twice."""
    return Both(inner(a=a).output, inner(a=a, b=1).output)


@dsl.pipeline(name="nested-pipelines")
def pipeline(a: int = 1) -> int:
    """Adds what the nested pipelines put out."""
    both = middle(a=a)
    return do.add(a=both.outputs["first"], b=both.outputs["second"]).output
