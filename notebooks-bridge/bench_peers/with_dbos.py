"""DBOS: a workflow of steps; the result of each step is committed to Postgres before the next one starts."""

from __future__ import annotations

import asyncio
from importlib.metadata import version

from dbos import DBOS, DBOSConfig

from bench_peers import postgres, protocol
from bench_peers.protocol import Done


@DBOS.step()
def add_one(value: int) -> int:
    """The step of the chain."""
    return value + 1


@DBOS.workflow()
def chain(steps: int) -> int:
    """Each step gets what the one before it made."""
    value = 0
    for _ in range(steps):
        value = add_one(value)
    return value


@DBOS.step()
async def add_one_beside(value: int) -> int:
    """The step of the fan-out."""
    return value + 1


@DBOS.step()
async def add_up(values: list[int]) -> int:
    """The step that waits for all others."""
    return sum(values)


@DBOS.workflow()
async def fan_out(width: int) -> int:
    """Steps side by side, as its documentation starts them; its queues look for work only once a second."""
    total: int = await add_up(list(await asyncio.gather(*(add_one_beside(i) for i in range(width)))))
    return total


def main() -> None:
    """Serves the workloads until standard input ends."""
    answers = protocol.private_output()
    with postgres.database_of("dbos") as (address, settings):
        config: DBOSConfig = {
            "name": "zeroflow-bench",
            "system_database_url": address,
            "log_level": "WARNING",
            "enable_otlp": False,
        }
        DBOS(config=config)
        DBOS.launch()
        loop = asyncio.new_event_loop()
        try:
            about = {"version": version("dbos"), "storage": "Postgres", "postgres": settings}
            protocol.serve(
                answers,
                about,
                {
                    "chain": lambda steps: Done(chain(steps)),
                    "fanout": lambda width: Done(loop.run_until_complete(fan_out(width))),
                },
            )
        finally:
            DBOS.destroy()
            loop.close()


if __name__ == "__main__":
    main()
