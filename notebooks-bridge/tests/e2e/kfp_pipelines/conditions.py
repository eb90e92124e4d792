"""Branches over every kind of operand, and what comes out of whichever ran."""

from typing import Any

from kfp import dsl
from kfp.dsl import Artifact, Input, Output


@dsl.component
def say(text: str) -> str:
    return text


@dsl.component
def number(value: int) -> int:
    return value


@dsl.component
def write(text: str, note: Output[Artifact]):
    with open(note.path, "w") as out:
        out.write(text)


@dsl.component
def read(note: Input[Artifact]) -> str:
    with open(note.path) as source:
        return source.read()


@dsl.pipeline
def chosen(side: str) -> str:
    toss = say(text=side)
    with dsl.If(toss.output == "heads"):
        one = say(text="took heads")
    with dsl.Elif(toss.output == "tails"):
        two = say(text="took tails")
    with dsl.Else():
        three = say(text="took the edge")
    return dsl.OneOf(one.output, two.output, three.output)


@dsl.pipeline
def chosen_note(side: str) -> Artifact:
    with dsl.If(side == "heads"):
        one = write(text="note of heads")
    with dsl.Else():
        two = write(text="note of something else")
    return dsl.OneOf(one.outputs["note"], two.outputs["note"])


@dsl.pipeline(name="branches")
def branches():
    for side in ("heads", "tails", "it's"):
        say(text=chosen(side=side).output)
    for side in ("heads", "tails"):
        read(note=chosen_note(side=side).output)


@dsl.pipeline(name="comparisons")
def comparisons(rate: float = 0.5, flag: bool = True, limit: int = 3, name: str = "b"):
    three = number(value=3).output
    with dsl.If(three >= limit):
        say(text="3 >= 3").set_display_name("yes-1")
        with dsl.If(three != 3):
            say(text="3 != 3").set_display_name("no-1")
    with dsl.If(rate < 0.75):
        say(text="0.5 < 0.75").set_display_name("yes-2")
    with dsl.If(flag == True):  # noqa: E712 - an operand, not a truth value
        say(text="true").set_display_name("yes-3")
    with dsl.If(three > rate):
        say(text="3 > 0.5").set_display_name("yes-4")
    with dsl.If(name == "a"):
        skipped = say(text="b == a").set_display_name("no-2")
        say(text="behind").after(skipped).set_display_name("no-3")
    with dsl.If(name > "a"):
        say(text="b > a").set_display_name("yes-5")


CASES: dict[str, Any] = {"branches": (branches, {}), "comparisons": (comparisons, {})}
