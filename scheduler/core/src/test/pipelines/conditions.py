"""If, Elif and Else, nested and over every kind of operand."""

from kfp import dsl

import components as do


@dsl.pipeline(name="conditions")
def pipeline(name: str = "it's", rate: float = 0.5, flag: bool = True, limit: int = 3):
    """Takes one of three ways, and some more."""
    side = do.flip(seed=1).output
    with dsl.If(side == "heads"):
        do.say(text="heads")
    with dsl.Elif(side == "tails"):
        do.say(text="tails")
    with dsl.Else():
        do.say(text="edge")
    number = do.add(a=1, b=2).outputs["total"]
    with dsl.If(number >= 3, name="three or more"):
        with dsl.If(rate < 0.75):
            do.say(text="low")
        with dsl.If(number != limit):
            do.say(text="not the limit")
    with dsl.If(flag == True):  # noqa: E712 - an operand, not a truth value
        do.say(text="flag")
    with dsl.If(name == "it's"):
        do.say(text="a quote")
    with dsl.If(name > "a && b == 'c'"):
        do.say(text="quotes and operators")
