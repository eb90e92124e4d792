"""Artifacts from task to task, into a nested pipeline and out of it."""

from kfp import dsl
from kfp.dsl import Artifact, Dataset, Input, Model

import components as do


@dsl.pipeline
def learn(table: Input[Dataset]) -> Model:
    """Makes a model of a table that comes from outside."""
    return do.train(table=table).outputs["model"]


@dsl.pipeline(name="artifacts")
def pipeline(rows: int = 10) -> Artifact:
    """Makes a table, a model of it, and looks at the model."""
    table = do.make_table(rows=rows)
    model = learn(table=table.outputs["table"])
    do.inspect(artifact=model.output)
    return table.outputs["table"]
