"""Parameters of all types, defaults, what may be missing, and numbers that stay what they are."""

from typing import Any, List, NamedTuple, Optional

from kfp import dsl

TEXT = 'größe "quoted" \\ {"a": 1}\nsecond line\t{{$.nothing}}'
ITEMS = [1, 2.5, -3, "x", True, [4, [5]], {"n": 6}]
TABLE = {"whole": 7, "deep": {"list": [8, 9.25]}, "empty": {}}


@dsl.component
def echo(text: str, whole: int, half: float, yes: bool, items: list, table: dict) -> NamedTuple(
    "Echo",
    [
        ("text", str),
        ("whole", int),
        ("half", float),
        ("yes", bool),
        ("items", list),
        ("table", dict),
        ("saw", str),
    ],
):
    from collections import namedtuple

    names = ["text", "whole", "half", "yes", "items", "table", "saw"]
    saw = repr((text, whole, half, yes, items, table))
    return namedtuple("Echo", names)(text, whole, half, yes, items, table, saw)


@dsl.component
def total(values: List[int], weights: dict) -> int:
    return sum(values) * weights["by"]


@dsl.component
def maybe(a: Optional[str] = None, b: int = 7, c: Optional[list] = None) -> str:
    return repr((a, b, c))


@dsl.pipeline
def passed_on(a: Optional[str] = None, b: int = 9):
    maybe(a=a, b=b)


@dsl.pipeline(name="parameters-of-all-types")
def of_all_types(
    text: str = "it's größe",
    whole: int = -3,
    half: float = 2.5,
    yes: bool = True,
    items: list = ITEMS,
    table: dict = TABLE,
    missing: Optional[str] = None,
):
    once = echo(text=text, whole=whole, half=half, yes=yes, items=items, table=table)
    echo(
        text=once.outputs["text"],
        whole=once.outputs["whole"],
        half=once.outputs["half"],
        yes=once.outputs["yes"],
        items=once.outputs["items"],
        table=once.outputs["table"],
    )
    total(values=[1, 2, 39], weights={"by": 2})
    maybe()
    maybe(a=missing)
    maybe(a="", b=0, c=[])
    maybe(a=f"{whole} of {text}")
    passed_on()


@dsl.pipeline(name="parameters-given")
def given(
    values: list, weights: dict, whole: int = 1, half: float = 1.0, yes: bool = True, text: str = "default"
):
    total(values=values, weights=weights)
    echo(text=text, whole=whole, half=half, yes=yes, items=values, table=weights)


GIVEN = {
    "values": [1, 2],
    "weights": {"by": 3, "none": None},
    "whole": 2**53,
    "half": -0.125,
    "yes": False,
    "text": TEXT,
}
CASES: dict[str, Any] = {"of all types": (of_all_types, {}), "given": (given, GIVEN)}
