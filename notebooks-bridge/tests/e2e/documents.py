"""Pipeline documents, right and wrong. JSON is YAML, so that they are built from plain values."""

from __future__ import annotations

import json
from typing import Any

Spec = dict[str, Any]


def one_task() -> Spec:
    """A pipeline of one importer, with one parameter of each scalar type; the tests break copies of it."""
    return {
        "pipelineInfo": {"name": "one-task"},
        "schemaVersion": "2.1.0",
        "sdkVersion": "kfp-2.14.0",
        "components": {
            "comp-import": {
                "executorLabel": "exec-import",
                "inputDefinitions": {"parameters": {"uri": {"parameterType": "STRING"}}},
                "outputDefinitions": {
                    "artifacts": {"artifact": {"artifactType": {"schemaTitle": "system.Dataset"}}}
                },
            }
        },
        "deploymentSpec": {
            "executors": {
                "exec-import": {
                    "importer": {
                        "artifactUri": {"runtimeParameter": "uri"},
                        "typeSchema": {"schemaTitle": "system.Dataset"},
                    }
                }
            }
        },
        "root": {
            "inputDefinitions": {
                "parameters": {
                    "uri": {"parameterType": "STRING"},
                    "count": {"parameterType": "NUMBER_INTEGER", "defaultValue": 1.0},
                    "flag": {"parameterType": "BOOLEAN", "defaultValue": False},
                }
            },
            "dag": {"tasks": {"import": task("import")}},
        },
    }


def task(name: str, *after: str, component: str = "comp-import") -> Spec:
    """A task that imports the pipeline's parameter ``uri``."""
    return {
        "componentRef": {"name": component},
        "dependentTasks": list(after),
        "inputs": {"parameters": {"uri": {"componentInputParameter": "uri"}}},
        "taskInfo": {"name": name},
    }


def text(spec: Spec) -> bytes:
    """The document as it is sent."""
    return json.dumps(spec, indent=1).encode()


def command(*argv: str, seconds: int | None = None, retries: int = 0) -> bytes:
    """A pipeline of one step that runs a program, at most so long and again after a failure."""
    spec: Spec = {
        "pipelineInfo": {"name": "command"},
        "schemaVersion": "2.1.0",
        "components": {"comp-run": {"executorLabel": "exec-run"}},
        "deploymentSpec": {
            "executors": {"exec-run": {"container": {"image": "alpine:3", "command": list(argv)}}}
        },
        "root": {"dag": {"tasks": {"run": {"componentRef": {"name": "comp-run"}}}}},
    }
    if retries:
        policy = {"maxRetryCount": retries, "backoffDuration": "0.5s", "backoffFactor": 1.0}
        spec["root"]["dag"]["tasks"]["run"]["retryPolicy"] = policy
    if seconds is None:
        return text(spec)
    limit = {"activeDeadlineSeconds": str(seconds)}
    platform = {"platforms": {"kubernetes": {"deploymentSpec": {"executors": {"exec-run": limit}}}}}
    return text(spec) + b"\n---\n" + text(platform)


def with_unknown_component() -> bytes:
    """A task that refers to a component that is not there."""
    spec = one_task()
    spec["root"]["dag"]["tasks"]["import"]["componentRef"]["name"] = "comp-of-nobody"
    return text(spec)


def with_cycle() -> bytes:
    """Two tasks that wait for each other."""
    spec = one_task()
    spec["root"]["dag"]["tasks"] = {"ping": task("ping", "pong"), "pong": task("pong", "ping")}
    return text(spec)


def with_missing_executor() -> bytes:
    """A component whose executor is not there."""
    spec = one_task()
    spec["deploymentSpec"]["executors"] = {}
    return text(spec)


def malformed() -> bytes:
    """Not YAML from the colon of line 3 on."""
    return b"pipelineInfo:\n  name: [a, b\nroot: {}\n"


def alias_bomb() -> bytes:
    """A few hundred bytes that would be 10^9 values."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    return "\n".join(lines).encode()


def with_duplicate_keys() -> bytes:
    """A key twice: readers would differ in which of its values they take."""
    return text(one_task()).replace(b'"schemaVersion"', b'"schemaVersion": "2.1.0", "schemaVersion"', 1)


def deeply_nested() -> bytes:
    """Deeper than a careless parser's stack."""
    return b"[" * 200_000
