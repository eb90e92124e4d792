"""A loop over a list of artifacts, whose outputs are collected again."""

from kfp import dsl
from kfp.dsl import Dataset, Input

import components as do


@dsl.pipeline
def train_each(tables: Input[list[Dataset]]) -> list[float]:
    """Trains a model of each table."""
    with dsl.ParallelFor(items=tables, parallelism=2) as table:
        model = do.train(table=table)
    return dsl.Collected(model.outputs["score"])


@dsl.pipeline(name="artifact-loop")
def pipeline():
    """Makes tables and trains a model of each."""
    with dsl.ParallelFor([1, 2, 3]) as rows:
        table = do.make_table(rows=rows)
    scores = train_each(tables=dsl.Collected(table.outputs["table"]))
    do.total(numbers=scores.output)
