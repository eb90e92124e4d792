"""What an inner loop puts out, used inside the outer one."""

from kfp import dsl

import components as do


@dsl.pipeline(name="collected-in-loop")
def pipeline():
    """Adds up each row, then all rows."""
    with dsl.ParallelFor([1, 2]) as a:
        with dsl.ParallelFor([10, 20]) as b:
            pair = do.add(a=a, b=b)
        row = do.total(numbers=dsl.Collected(pair.output))
    do.total(numbers=dsl.Collected(row.output))
