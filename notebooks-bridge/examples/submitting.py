"""What the examples have in common: options, and a run that is awaited and told."""

import argparse
import json
from typing import Any

import kfp

SECONDS = 900


def options(about: str) -> argparse.ArgumentParser:
    """Options of an example, with the server's address."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--host", default="http://127.0.0.1:8080", help="address of the server")
    return parser


def run(host: str, pipeline: Any, arguments: dict[str, Any], caching: bool | None = None) -> None:
    """Starts a run, waits for its end, and prints it as a line of JSON."""
    client = kfp.Client(host=host)
    started = client.create_run_from_pipeline_func(pipeline, arguments=arguments, enable_caching=caching)
    ended = client.wait_for_run_completion(started.run_id, timeout=SECONDS, sleep_duration=1)
    print(
        json.dumps(
            {"run_id": ended.run_id, "state": ended.state, "error": ended.error and ended.error.message}
        )
    )
