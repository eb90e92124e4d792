"""Inputs that may be left out, with and without a default, through a nested pipeline."""

from typing import Optional

from kfp import dsl
from kfp.dsl import ContainerSpec, Dataset, IfPresentPlaceholder, Input

from components import IMAGE


@dsl.container_component
def greet(
    name: Optional[str] = None,
    greeting: str = "Hello",
    times: int = 1,
    table: Optional[Input[Dataset]] = None,
):
    """Says hello to somebody, or to nobody."""
    return ContainerSpec(
        image=IMAGE,
        args=[
            "--function",
            "greet",
            greeting,
            IfPresentPlaceholder("name", then=["--name", name], else_=["--nobody"]),
            times,
            IfPresentPlaceholder("table", then=["--table", table.path]),
        ],
    )


@dsl.pipeline
def inner(name: Optional[str] = None, greeting: str = "Good day"):
    """Greets with what it was given, if it was."""
    greet(name=name, greeting=greeting)


@dsl.pipeline(name="optional-inputs")
def pipeline(name: Optional[str] = None, greeting: Optional[str] = None):
    """Greets in several ways."""
    greet()
    greet(name=name, greeting=greeting)
    inner()
    inner(name=name)
