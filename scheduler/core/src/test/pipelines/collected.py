"""What loops put out, as lists: of parameters, of artifacts, of lists, out of a nested pipeline."""

from kfp import dsl
from kfp.dsl import Dataset, Input, Output, OutputPath

import components as do
from components import task_function


@dsl.container_component
def join(tables: Input[list[Dataset]], table: Output[Dataset], rows: OutputPath(int)):
    """Joins tables."""
    return task_function("join")


@dsl.pipeline
def tables(sizes: list[int]) -> list[Dataset]:
    """Makes a table of each size."""
    with dsl.ParallelFor(sizes) as size:
        table = do.make_table(rows=size)
    return dsl.Collected(table.outputs["table"])


@dsl.pipeline(name="collected")
def pipeline(sizes: list[int] = [1, 2, 3]) -> int:
    """Adds up and joins what loops made."""
    with dsl.ParallelFor(sizes) as size:
        more = do.add(a=size, b=1)
        table = do.make_table(rows=size)
        with dsl.If(more.output > 2):
            some = do.add(a=more.output, b=100)
    do.total(numbers=dsl.Collected(more.output))
    do.total(numbers=dsl.Collected(some.output))
    join(tables=dsl.Collected(table.outputs["table"]))
    with dsl.ParallelFor([1, 2]) as a, dsl.ParallelFor([10, 20, 30]) as b:
        pair = do.add(a=a, b=b)
    everything = do.total(numbers=dsl.Collected(pair.output))
    join(tables=tables(sizes=sizes).output)
    return everything.output
