"""Loops over everything that can be looped over, and their outputs together."""

from typing import Any, Dict, List

from kfp import dsl
from kfp.dsl import Dataset, Input, Output


@dsl.component
def add(a: int, b: int) -> int:
    return a + b


@dsl.component
def say(text: str) -> str:
    return text


@dsl.component
def keys(table: dict) -> list:
    return sorted(table)


@dsl.component
def count(to: int) -> List[int]:
    return list(range(to))


@dsl.component
def points() -> List[Dict[str, int]]:
    return [{"x": 1, "y": 2}, {"x": 3, "y": 4}]


@dsl.component
def show(values: list) -> str:
    return repr(values)


@dsl.component
def write(text: str, note: Output[Dataset]):
    with open(note.path, "w") as out:
        out.write(text)


@dsl.component
def length(note: Input[Dataset]) -> int:
    with open(note.path) as source:
        return len(source.read())


@dsl.component
def busy(n: int) -> list:
    import time

    start = time.time()
    time.sleep(0.3)
    return [start, time.time()]


@dsl.pipeline
def lengths(notes: Input[List[Dataset]]) -> List[int]:
    with dsl.ParallelFor(items=notes) as note:
        measured = length(note=note)
    return dsl.Collected(measured.output)


@dsl.pipeline(name="loops-over-values")
def values(names: list = ["é", "it's", 'say "hi"'], grid: List[Dict[str, int]] = [{"x": 5, "y": 6}]):
    with dsl.ParallelFor([1, 2, 3]) as n:
        one = add(a=n, b=10)
    show(values=dsl.Collected(one.output))
    with dsl.ParallelFor(names) as name:
        two = say(text=name)
    show(values=dsl.Collected(two.output))
    with dsl.ParallelFor(count(to=4).output) as n:
        three = add(a=n, b=n)
    show(values=dsl.Collected(three.output))
    with dsl.ParallelFor([{"a": 1, "b": 10}, {"a": 2, "b": 20}]) as pair:
        four = add(a=pair.a, b=pair.b)
    show(values=dsl.Collected(four.output))
    with dsl.ParallelFor(grid) as point:
        five = add(a=point.x, b=point.y)
    show(values=dsl.Collected(five.output))
    with dsl.ParallelFor(points().output) as point:
        six = add(a=point.x, b=point.y)
    show(values=dsl.Collected(six.output))
    with dsl.ParallelFor(count(to=0).output) as n:
        seven = add(a=n, b=1)
    show(values=dsl.Collected(seven.output))
    with dsl.ParallelFor([{"p": 1}, {"q": 2, "r": 3}]) as table:
        eight = keys(table=table)
    show(values=dsl.Collected(eight.output))


@dsl.pipeline(name="loops-inside-loops")
def nested(grid: List[List[int]] = [[1, 2], [3]]):
    with dsl.ParallelFor([1, 2]) as a, dsl.ParallelFor([10, 20, 30]) as b:
        pair = add(a=a, b=b)
    show(values=dsl.Collected(pair.output))
    with dsl.ParallelFor(grid) as row, dsl.ParallelFor(row) as cell:
        more = add(a=cell, b=1)
    show(values=dsl.Collected(more.output))
    with dsl.ParallelFor([1, 2, 3]) as n:
        doubled = add(a=n, b=n)
        with dsl.If(doubled.output > 2):
            some = add(a=doubled.output, b=100)
    show(values=dsl.Collected(some.output))


@dsl.pipeline(name="loops-over-artifacts")
def artifacts():
    with dsl.ParallelFor(["a", "bb", "ccc"]) as text:
        note = write(text=text)
    show(values=lengths(notes=dsl.Collected(note.outputs["note"])).output)


@dsl.pipeline(name="loops-with-a-limit")
def limited():
    with dsl.ParallelFor([1, 2, 3, 4], parallelism=2) as n:
        worked = busy(n=n)
    show(values=dsl.Collected(worked.output))


CASES: dict[str, Any] = {
    "loop values": (values, {}),
    "loops nested": (nested, {}),
    "loop artifacts": (artifacts, {}),
    "loop limited": (limited, {}),
}
