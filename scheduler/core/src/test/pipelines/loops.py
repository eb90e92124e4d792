"""Loops over literals, parameters and outputs, over fields of items, nested and limited."""

from kfp import dsl

import components as do


@dsl.pipeline(name="loops")
def pipeline(names: list = ["a", "b"], points: list = [{"x": 1, "y": 2}, {"x": 3, "y": 4}]):
    """Loops in every way."""
    with dsl.ParallelFor([1, 2, 3], parallelism=2) as number:
        do.add(a=number, b=1)
    with dsl.ParallelFor(["é", "it's", 'say "hi"']) as word:
        do.say(text=word)
    with dsl.ParallelFor([{"a": 1, "b": 10}, {"a": 2, "b": 20}]) as pair:
        do.add(a=pair.a, b=pair.b)
    with dsl.ParallelFor(names, name="each name") as name:
        do.say(text=name)
        do.say(text=f"<{name}>")
    with dsl.ParallelFor(points) as point:
        do.add(a=point.x, b=point.y)
    with dsl.ParallelFor(do.count(to=3).output) as n:
        do.add(a=n, b=n)
    with dsl.ParallelFor(do.count(to=0).output) as nothing:
        do.add(a=nothing, b=1)
