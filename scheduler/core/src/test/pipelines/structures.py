"""Concat and IfPresent in command lines, nested in each other."""

from typing import Optional

from kfp import dsl
from kfp.dsl import ConcatPlaceholder, ContainerSpec, Dataset, IfPresentPlaceholder, Input

import components as do
from components import IMAGE


@dsl.container_component
def structured(
    text: str,
    n: int = 3,
    flag: Optional[str] = None,
    table: Optional[Input[Dataset]] = None,
):
    """Has a command line with structure."""
    return ContainerSpec(
        image=IMAGE,
        command=["run", ConcatPlaceholder(["--text=", text, ConcatPlaceholder([";", n])])],
        args=[
            "--function",
            "structured",
            IfPresentPlaceholder(
                "flag",
                then=["--flag", flag, IfPresentPlaceholder("table", then="--both")],
                else_=["--no-flag", ConcatPlaceholder(["n", n])],
            ),
            IfPresentPlaceholder("table", then=ConcatPlaceholder(["table=", table.path])),
            '{"this": "is just JSON"}',
        ],
    )


@dsl.pipeline(name="structures")
def pipeline(flag: Optional[str] = None):
    """Calls it with and without its options."""
    structured(text="a b")
    structured(text='{"Concat": ["inert"]}', flag=flag)
    structured(text="c", flag="x", table=do.make_table(rows=1).output)
