"""Invocations of the components in the corpus, as the control plane makes them."""

from __future__ import annotations

import itertools
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
NEW = json.loads((CORPUS / "kfp-2.17.0.json").read_text())
OLD = json.loads((CORPUS / "kfp-2.9.0.json").read_text())
TOKEN = "token-of-the-attempt"

_NUMBERS = itertools.count(1)


def in_seconds(seconds: float) -> str:
    return (datetime.now(timezone.utc) + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def invocation(
    work: Path,
    control_plane: str,
    container: dict[str, Any],
    parameters: dict[str, Any] | None = None,
    artifacts: dict[str, list[dict[str, Any]]] | None = None,
    environment: dict[str, str] | None = None,
    seconds: float = 60,
    memory: int | None = None,
) -> dict[str, Any]:
    """A TaskInvocation. Input artifacts without `getUrl` keep their own address."""
    root = str(work / f"run/task-{next(_NUMBERS)}")
    outputs = container.get("outputDefinitions", {})
    types = {name: each["parameterType"] for name, each in outputs.get("parameters", {}).items()}
    schemas = {name: each["artifactType"] for name, each in outputs.get("artifacts", {}).items()}
    executor_input = {
        "inputs": {
            "parameterValues": parameters or {},
            "artifacts": {name: _told(root, name, listed) for name, listed in (artifacts or {}).items()},
        },
        "outputs": {
            "parameters": {name: {"outputFile": f"{root}/.parameters/{name}"} for name in types},
            "artifacts": {
                name: {"artifacts": [{"name": name, "type": kind, "uri": f"{root}/{name}", "metadata": {}}]}
                for name, kind in schemas.items()
            },
            "outputFile": f"{root}/.executor_output.json",
        },
    }
    text = json.dumps(executor_input)
    return {
        "schemaVersion": 1,
        "function": "component",
        "runId": "run",
        "taskId": "task",
        "attempt": 1,
        "attemptToken": TOKEN,
        "deadline": in_seconds(seconds),
        "parameters": parameters or {},
        "artifacts": artifacts or {},
        "outputs": {name: {"name": name, "type": kind["schemaTitle"]} for name, kind in schemas.items()},
        "outputParameters": types,
        "environment": environment or {},
        "traceParent": None,
        "controlPlane": control_plane,
        "component": {
            "image": container["image"],
            "command": list(container["command"]),
            "args": [text if each == "{{$}}" else each for each in container["args"]],
            "executorInput": executor_input,
            "root": root,
            "cpuLimit": None,
            "memoryLimitBytes": memory,
        },
    }


def _told(root: str, name: str, listed: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "artifacts": [
            {
                "name": artifact["name"],
                "type": {"schemaTitle": artifact["type"], "schemaVersion": "0.0.1"},
                "uri": f"{root}/.inputs/{name}/{index}/{name}" if artifact["getUrl"] else artifact["uri"],
                "metadata": artifact["metadata"],
            }
            for index, artifact in enumerate(listed)
        ]
    }
