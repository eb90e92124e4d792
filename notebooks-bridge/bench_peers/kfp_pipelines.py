"""The work as kfp's users write it. It reads the annotations of components, so they cannot be strings."""

from typing import Any

from kfp import dsl


def add_one(value: int) -> int:
    """The step of both pipelines."""
    return value + 1


def add_up(values: list) -> int:  # type: ignore[type-arg]  # kfp takes nothing else
    """The step that waits for all others."""
    return int(sum(values))  # its runner hands over whole numbers as floats


class Pipelines:
    """Both pipelines. Before each step its component asks pip for kfp, which is the default, or does not."""

    def __init__(self, install: bool) -> None:
        component = dsl.component(base_image="python:3", install_kfp_package=install)
        self._add_one = component(add_one)
        self._add_up = component(add_up)

    def chain(self, steps: int) -> Any:
        """Each step gets what the one before it made."""

        @dsl.pipeline(name=f"chain-{steps}")
        def definition() -> int:
            task = self._add_one(value=0)
            for _ in range(steps - 1):
                task = self._add_one(value=task.output)
            return task.output  # type: ignore[no-any-return]

        return definition

    def fan_out(self, width: int) -> Any:
        """A loop over numbers, as parallel as its runner makes it, and a step that collects what it made."""

        @dsl.pipeline(name=f"fan-out-{width}")
        def definition() -> int:
            with dsl.ParallelFor(items=list(range(width))) as item:
                task = self._add_one(value=item)
            return self._add_up(values=dsl.Collected(task.output)).output  # type: ignore[no-any-return]

        return definition
