"""The work as Dagster's users write it. Step processes import this module by its name to find their job."""

from __future__ import annotations

from dagster import ExecutorDefinition, In, JobDefinition, job, multiprocess_executor, op

LAST = "last"


@op(ins={"value": In(int, default_value=0)})
def add_one(value: int) -> int:
    """The step of both jobs."""
    return value + 1


@op
def add_up(values: list[int]) -> int:
    """The step that waits for all others."""
    return sum(values)


def chain(steps: int) -> JobDefinition:
    """Each step gets what the one before it made."""

    @job(name=f"chain_{steps}", executor_def=_executor())
    def definition() -> None:
        value = add_one.alias(LAST if steps == 1 else "add_one_1")()
        for i in range(2, steps + 1):
            value = add_one.alias(LAST if i == steps else f"add_one_{i}")(value)

    return definition


def fan_out(width: int) -> JobDefinition:
    """Steps side by side, as many at once as there are cores; each starts with its own number."""

    @job(
        name=f"fan_out_{width}",
        executor_def=_executor(),
        config={"ops": {f"add_one_{i}": {"inputs": {"value": i}} for i in range(width)}},
    )
    def definition() -> None:
        add_up.alias(LAST)([add_one.alias(f"add_one_{i}")() for i in range(width)])

    return definition


def _executor() -> ExecutorDefinition:
    """Step processes are forked from one that has imported everything, its quickest way to start them."""
    preloaded = ["dagster", "dagster_postgres", __name__]
    return multiprocess_executor.configured({"start_method": {"forkserver": {"preload_modules": preloaded}}})
