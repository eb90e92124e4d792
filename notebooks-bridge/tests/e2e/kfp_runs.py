"""Starts pipelines with the unmodified kfp SDK; runs in an environment of its own.

Usage: kfp_runs.py ADDRESS FOLDER IMPORTED MODULE... FOLDER is where components may write,
IMPORTED the address of an object. Every pipeline of the modules is started before the first is waited for;
then those that come ``AGAIN``. The last line is a JSON object: ids of runs by their names.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

import kfp

SECONDS = 200


def started(
    client: kfp.Client, cases: dict[str, Any], words: dict[str, str], suffix: str = ""
) -> dict[str, str]:
    """Ids of runs by the names of their cases."""
    runs = {}
    for name, (pipeline, arguments) in cases.items():
        given = {
            key: words.get(value, value) if isinstance(value, str) else value
            for key, value in arguments.items()
        }
        run = client.create_run_from_pipeline_func(
            pipeline, arguments=given, run_name=name, experiment_name="cases"
        )
        runs[name + suffix] = run.run_id
    return runs


def ended(client: kfp.Client, runs: dict[str, str]) -> dict[str, str]:
    """The same runs, once all have ended."""
    for run in runs.values():
        client.wait_for_run_completion(run, timeout=SECONDS, sleep_duration=1)
    return runs


def main(address: str, folder: str, imported: str, *names: str) -> None:
    """Starts everything and tells the ids."""
    client = kfp.Client(host=address)
    modules = [importlib.import_module(f"tests.e2e.kfp_pipelines.{name}") for name in names]
    words = {"FOLDER": folder, "IMPORTED": imported}
    first: dict[str, str] = {}
    again: dict[str, str] = {}
    for module in modules:
        first |= started(client, module.CASES, words)
    ended(client, first)
    for module in modules:
        again |= started(client, getattr(module, "AGAIN", {}), words, " again")
    print(json.dumps(first | ended(client, again)))


if __name__ == "__main__":
    main(*sys.argv[1:])
