"""An integer output compared with a text, which the compiler turns into two texts."""

from kfp import dsl

import components as do


@dsl.pipeline(name="quoted-reference")
def pipeline():
    """Compares apples with oranges."""
    with dsl.If(do.add(a=2, b=3).output == "5"):
        do.say(text="five")
