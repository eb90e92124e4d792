"""Outputs of tasks as inputs of others, by name and as text with values in it."""

from kfp import dsl

import components as do


@dsl.pipeline(name="task-outputs")
def pipeline(name: str = "you") -> int:
    """Adds, and says the sum."""
    first = do.add(a=1, b=2)
    second = do.add(a=first.outputs["total"], b=first.outputs["total"])
    third = do.add(a=second.outputs["total"], b=3).after(do.say(text="before"))
    do.say(text=f"Hello {name}, {first.outputs['total']} and {second.outputs['total']}")
    return third.outputs["total"]
