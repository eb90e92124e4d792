"""Zeroflow through the unmodified kfp SDK: pipelines are compiled once, then submitted and awaited."""

from __future__ import annotations

import json
import sys
import time
import urllib.request
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import kfp
from kfp import compiler

from bench_peers import iris, protocol
from bench_peers.kfp_pipelines import Pipelines
from bench_peers.protocol import Done

PAUSE_SECONDS = 0.03
"""Between two looks; who looks more often takes the processors from the steps."""
OUTPUTS = "query ($id: ID!) { run: pipelineRun(id: $id) { tasks { id: path outputs { value } } } }"


class Runs:
    """Runs on one server; nothing is taken from earlier ones."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._client = kfp.Client(host=address)
        self._experiment = self._client.create_experiment("bench").experiment_id

    def work(self, package: str, last: str) -> Done:
        """From the submission until the run is seen to have ended, and the output of the task ``last``."""
        run = self._client.run_pipeline(
            self._experiment, "bench", pipeline_package_path=package, enable_caching=False
        ).run_id
        while (state := self._client.get_run(run).state) in (None, "PENDING", "RUNNING"):
            time.sleep(PAUSE_SECONDS)
        at = time.perf_counter()
        if state != "SUCCEEDED":
            raise SystemExit(f"run {run} is {state}")
        return Done(self._output(run, last), at)

    def _output(self, run: str, task: str) -> int:
        body = json.dumps({"query": OUTPUTS, "variables": {"id": run}}).encode()
        request = urllib.request.Request(
            f"{self._address}/graphql", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request) as answer:
            tasks = json.load(answer)["data"]["run"]["tasks"]
        [output] = next(it["outputs"] for it in tasks if it["id"] == task)
        return int(json.loads(output["value"]))


def main(address: str, folder: Path) -> None:
    """Serves the workloads until standard input ends."""
    answers = protocol.private_output()
    runs, pipelines = Runs(address), Pipelines(install=True)

    @cache
    def compiled(make: Callable[[Any], Any], argument: Any) -> str:
        package = str(folder / f"{make.__name__}-{argument}.yaml")
        compiler.Compiler().compile(make(argument), package)
        return package

    def chain(steps: int) -> Done:
        return runs.work(compiled(pipelines.chain, steps), "add-one" if steps == 1 else f"add-one-{steps}")

    def training(name: str) -> Callable[[int], Done]:
        return lambda _: runs.work(compiled(iris.pipeline, name), "examine")

    workloads = {"chain": chain, "iris": training("iris"), "iris-again": training("iris-again")}
    protocol.serve(answers, {"version": kfp.__version__}, workloads)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
