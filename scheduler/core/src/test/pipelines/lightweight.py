"""Python functions as components: source in the command line, all types in and out."""

from typing import NamedTuple

from kfp import dsl
from kfp.dsl import Dataset, Input, Output, TaskConfig


@dsl.component(base_image="python:3.12", packages_to_install=["tabulate==0.9.0"])
def everything(
    text: str,
    whole: int,
    real: float,
    flag: bool,
    items: list[int],
    struct: dict[str, float],
    table: Output[Dataset],
) -> NamedTuple("Outputs", [("text", str), ("whole", int), ("items", list), ("struct", dict)]):
    """Writes a table and puts out what it was given."""
    import collections

    with open(table.path, "w") as file:
        file.write(text)
    table.metadata["rows"] = 1
    outputs = collections.namedtuple("Outputs", ["text", "whole", "items", "struct"])
    return outputs(f"{text} {real} {flag}", whole + 1, [*items, 1], struct)


@dsl.component(base_image="python:3.12")
def read(table: Input[Dataset], config: TaskConfig, items: list = [1]) -> int:
    """Reads a table."""
    with open(table.path) as file:
        return len(file.read()) + sum(items)


@dsl.pipeline(name="lightweight")
def pipeline(text: str = "a") -> int:
    """Writes and reads."""
    written = everything(text=text, whole=1, real=0.5, flag=True, items=[1, 2], struct={"a": 1})
    return read(table=written.outputs["table"], items=written.outputs["items"]).output
