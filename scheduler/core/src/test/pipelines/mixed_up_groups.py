"""Conditions in a pipeline and in one that it uses, which the compiler mixes up.

It moves the tasks of the outer groups into the inner ones of the same name and leaves the outer
ones empty; all that can be done about it is to say so.
"""

from kfp import dsl

import components as do
from one_of_parameters import pipeline as choose


@dsl.pipeline(name="mixed-up-groups")
def pipeline(seed: int = 1):
    """Chooses twice."""
    side = do.flip(seed=seed).output
    with dsl.If(side == "heads"):
        do.say(text="outer heads")
    with dsl.Else():
        do.say(text="outer tails")
    choose(seed=seed)
