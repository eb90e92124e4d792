"""The output of whichever branch of a nested pipeline ran."""

from kfp import dsl

import components as do
from one_of_parameters import pipeline as choose


@dsl.pipeline(name="one-of-nested")
def pipeline(seed: int = 1) -> str:
    """Says what the nested pipeline chose."""
    return do.say(text=choose(seed=seed).output).output
