"""Measures a running host: `python3 -m zeroflow_python.bench URL WORK_FOLDER [CALLS]`.

Calls a trivial component (two parameters in, one out) again and again over one connection, after ten calls to
warm up. Prints median and 95th percentile of the whole call and of the step inside, in milliseconds, as JSON.
"""

from __future__ import annotations

import http.client
import json
import statistics
import sys
import time
from typing import Any
from urllib.parse import urlsplit

WARM_UP = 10
SOURCE = "\nimport kfp\nfrom kfp import dsl\nfrom kfp.dsl import *\nfrom typing import *\n\n"
FUNCTION = "def add(a: int, b: int) -> int:\n    return a + b\n\n"
LAUNCH = """program_path=$(mktemp -d)

printf "%s" "$0" > "$program_path/ephemeral_component.py"
_KFP_RUNTIME=true python3 -m kfp.dsl.executor_main \
                        --component_module_path \
                        "$program_path/ephemeral_component.py" \
                        "$@"
"""
HEADERS = {"ce-type": "dev.zeroflow.task.invoke", "ce-id": "bench", "Content-Type": "application/json"}


def invocation(work: str, number: int) -> dict[str, Any]:
    """One call of the component."""
    root = f"{work}/bench/{number}"
    executor_input = {
        "inputs": {"parameterValues": {"a": number, "b": 1}},
        "outputs": {
            "parameters": {"Output": {"outputFile": f"{root}/.parameters/Output"}},
            "outputFile": f"{root}/.executor_output.json",
        },
    }
    component = {
        "image": "python:3.11",
        "command": ["sh", "-ec", LAUNCH, SOURCE + FUNCTION],
        "args": ["--executor_input", json.dumps(executor_input), "--function_to_execute", "add"],
        "executorInput": executor_input,
        "root": root,
    }
    empty: dict[str, Any] = {name: {} for name in ("parameters", "artifacts", "outputs", "environment")}
    return {
        **empty,
        "schemaVersion": 1,
        "function": "component",
        "runId": "bench",
        "taskId": "add",
        "attempt": 1,
        "attemptToken": "bench-token",
        "deadline": "9999-01-01T00:00:00Z",
        "outputParameters": {"Output": "NUMBER_INTEGER"},
        "traceParent": None,
        "controlPlane": "http://127.0.0.1:9",
        "component": component,
    }


def measure(url: str, work: str, calls: int) -> dict[str, float]:
    """Milliseconds by name. Raises AssertionError if the host answers a wrong value."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc)
    whole, inside = [], []
    for number in range(WARM_UP + calls):
        body = json.dumps(invocation(work, number)).encode()
        start = time.perf_counter()
        connection.request("POST", "/", body, HEADERS)
        answer = connection.getresponse().read()
        millis = (time.perf_counter() - start) * 1000
        result = json.loads(answer)
        if result["error"] or result["outputParameters"] != {"Output": number + 1}:
            raise AssertionError(f"a wrong answer: {result}")
        if number >= WARM_UP:
            whole.append(millis)
            inside.append(result["timings"]["workMillis"])
    return {**_figures("call", whole), **_figures("step", inside)}


def _figures(name: str, millis: list[float]) -> dict[str, float]:
    return {
        f"{name}MedianMillis": round(statistics.median(millis), 2),
        f"{name}P95Millis": round(statistics.quantiles(millis, n=20)[-1], 2),
    }


def main() -> int:
    """Prints the figures."""
    url, work = sys.argv[1:3]
    calls = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    print(json.dumps(measure(url, work, calls)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
