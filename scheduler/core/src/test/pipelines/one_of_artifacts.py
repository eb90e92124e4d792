"""The artifact of whichever branch ran."""

from kfp import dsl
from kfp.dsl import Dataset

import components as do


@dsl.pipeline(name="one-of-artifacts")
def pipeline(seed: int = 1) -> Dataset:
    """Looks at the table of the branch that ran."""
    side = do.flip(seed=seed).output
    with dsl.If(side == "heads"):
        small = do.make_table(rows=1)
    with dsl.Else():
        large = do.make_table(rows=1000)
    table = dsl.OneOf(small.outputs["table"], large.outputs["table"])
    do.inspect(artifact=table)
    return table
