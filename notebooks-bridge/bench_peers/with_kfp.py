"""kfp.local: each step is a Python process of its own; of a run only files of its steps are kept."""

from __future__ import annotations

import builtins
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kfp import local

from bench_peers import protocol
from bench_peers.kfp_pipelines import Pipelines
from bench_peers.protocol import Done


def main(state: Path, install: bool, venv: bool) -> None:
    """Serves the workloads until standard input ends; ``venv`` makes an environment for each step."""
    answers = protocol.private_output()
    os.environ["TMPDIR"] = str(state)  # its steps leave a folder each
    local.init(
        runner=local.SubprocessRunner(use_venv=venv),
        pipeline_root=str(state / "outputs"),
        workspace_root=str(state / "workspace"),
    )
    pipelines = Pipelines(install)
    about = {"version": version("kfp"), "storage": "files", "postgres": None}
    workloads = {"chain": _workload(pipelines.chain), "fanout": _workload(pipelines.fan_out)}
    protocol.serve(answers, about, workloads)


def _workload(pipeline: Callable[[int], Any]) -> Callable[[int], Done]:
    compiled = cache(pipeline)

    def work(size: int) -> Done:
        with _as_it_was():
            return Done(compiled(size)().output)

    return work


@contextmanager
def _as_it_was() -> Iterator[None]:
    """The threads of a loop leave their ``print`` and their log handlers behind, each around those of others.

    Who runs one pipeline in a process does not notice; here each run would be slower than the one before.
    """
    own_print, root = builtins.print, logging.getLogger()
    handlers = list(root.handlers)
    try:
        yield
    finally:
        builtins.print = own_print
        root.handlers[:] = handlers


if __name__ == "__main__":
    main(Path(sys.argv[1]), install="install" in sys.argv[2:], venv="venv" in sys.argv[2:])
