"""Loops inside loops, over items of the outer one, with conditions between them."""

from kfp import dsl

import components as do


@dsl.pipeline(name="nested-loops")
def pipeline(
    grid: list[list[int]] = [[1, 2], [3]],
    groups: list[dict[str, list[int]]] = [{"sizes": [1, 2]}, {"sizes": []}],
):
    """Loops over lists of lists and lists in structs."""
    with dsl.ParallelFor([1, 2], parallelism=1) as a, dsl.ParallelFor([10, 20]) as b:
        do.add(a=a, b=b)
    with dsl.ParallelFor(grid) as row, dsl.ParallelFor(row) as cell:
        do.add(a=cell, b=1)
    with dsl.ParallelFor(groups) as group, dsl.ParallelFor(group.sizes) as size:
        do.add(a=size, b=1)
    with dsl.ParallelFor([1, 2, 3]) as n:
        doubled = do.add(a=n, b=n)
        with dsl.If(doubled.output > 2), dsl.ParallelFor(do.count(to=doubled.output).output) as m:
            do.add(a=m, b=n)
