"""Dagster: a job on the multiprocess executor; each step is a process and commits its events."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from bench_peers import postgres, protocol
from bench_peers.protocol import Done

os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"

from dagster import DagsterInstance, build_reconstructable_job, execute_job
from dagster._core.definitions.reconstruct import ReconstructableJob

from bench_peers.dagster_jobs import LAST


def main(state: Path) -> None:
    """Serves the workloads until standard input ends."""
    answers = protocol.private_output()
    with postgres.database_of("dagster") as (address, settings):
        _configure(address, state)
        with DagsterInstance.get() as instance:
            about = {"version": version("dagster"), "storage": "Postgres", "postgres": settings}
            protocol.serve(
                answers,
                about,
                {"chain": _workload(instance, "chain"), "fanout": _workload(instance, "fan_out")},
            )


def _configure(database: str, state: Path) -> None:
    """Its home: runs and events in Postgres, what steps make in files, no telemetry. JSON is YAML, too."""
    os.environ["DAGSTER_HOME"] = str(state)
    settings = {
        "storage": {"postgres": {"postgres_url": database}},
        "telemetry": {"enabled": False},
    }
    (state / "dagster.yaml").write_text(json.dumps(settings), encoding="utf-8")


def _workload(instance: DagsterInstance, name: str) -> Callable[[int], Done]:
    @cache
    def definition(size: int) -> ReconstructableJob:
        return build_reconstructable_job("bench_peers.dagster_jobs", name, (size,))

    def work(size: int) -> Done:
        with execute_job(definition(size), instance=instance, raise_on_error=True) as result:
            return Done(result.output_for_node(LAST))

    return work


if __name__ == "__main__":
    main(Path(sys.argv[1]))
