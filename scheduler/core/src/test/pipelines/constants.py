"""Constants, defaults and given values of every type."""

from kfp import dsl

import components as do


@dsl.pipeline(name="constants", description="Every type of parameter", display_name="All the constants")
def pipeline(
    text: str,
    whole: int = 3,
    real: float = 0.5,
    flag: bool = False,
    items: list = [1, 2.0, "three", [4], {"five": 5}],
    struct: dict = {"a": 1, "b": {"c": [1.0]}},
):
    """Describes constants, then what it was given."""
    do.describe(
        text="quotes ' \" and\nlines, é😀",
        whole=-7,
        real=1e-7,
        flag=True,
        items=[1, 2.5, "x", True, [], {}],
        struct={"n": 1, "deep": {"list": [1, [2, [3]]]}},
    )
    do.describe(text=text, whole=whole, real=real, flag=flag, items=items, struct=struct)
