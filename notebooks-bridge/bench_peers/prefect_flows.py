"""The work as Prefect's users write it.

The end is taken inside of the flow: after it, a flow that is not asynchronous waits up to a second for the
thread of its heartbeat, which would hide what its steps cost.
"""

from __future__ import annotations

from prefect import flow, task

from bench_peers.protocol import Done


@task
def add_one(value: int) -> int:
    """The step of both flows."""
    return value + 1


@task
def add_up(values: list[int]) -> int:
    """The step that waits for all others."""
    return sum(values)


@flow
def chain(steps: int) -> Done:
    """Each step gets what the one before it made."""
    value = 0
    for _ in range(steps):
        value = add_one(value)
    return Done(value)


@flow
def fan_out(width: int) -> Done:
    """Steps side by side, in the threads of the default task runner."""
    return Done(add_up(add_one.map(range(width)).result()))
