"""A notebook as a component; its kernel is a process of the step."""

from pathlib import Path
from typing import Any

from kfp import dsl

NOTEBOOK = str(Path(__file__).parent / "notebooks" / "double.ipynb")


@dsl.notebook_component(notebook_path=NOTEBOOK)
def double(value: int, doubled: dsl.Output[dsl.Dataset]) -> int:
    dsl.run_notebook(value=value, target=doubled.path)
    with open(doubled.path) as source:
        return int(source.read())


@dsl.pipeline(name="notebook")
def notebook():
    double(value=21)


CASES: dict[str, Any] = {"notebook": (notebook, {})}
