"""The output of whichever branch ran, as an input and as the output of the pipeline."""

from kfp import dsl

import components as do


@dsl.pipeline(name="one-of-parameters")
def pipeline(seed: int = 1) -> str:
    """Says what one of the branches said."""
    side = do.flip(seed=seed).output
    with dsl.If(side == "heads"):
        first = do.say(text="heads")
    with dsl.Elif(side == "tails"):
        second = do.say(text="tails")
    with dsl.Else():
        third = do.say(text="edge")
    said = dsl.OneOf(first.output, second.output, third.output)
    do.say(text=said)
    return said
