"""TaskResult: how an attempt ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from zeroflow_python.contract.errors import TaskError
from zeroflow_python.contract.invocation import SCHEMA_VERSION


@dataclass(frozen=True)
class OutputArtifact:
    """An artifact that was stored, or only described: then `uri` may be empty and `digest` is."""

    uri: str
    digest: str
    size: int
    metadata: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """The record OutputArtifact of the contract."""
        return {"uri": self.uri, "digest": self.digest, "size": self.size, "metadata": self.metadata}


@dataclass
class Timings:
    """Milliseconds inside the function; waiting for an environment is none of them."""

    download: float = 0.0
    work: float = 0.0
    upload: float = 0.0

    def to_json(self) -> dict[str, float]:
        """The record Timings of the contract."""
        return {"downloadMillis": self.download, "workMillis": self.work, "uploadMillis": self.upload}


@dataclass
class Outputs:
    """What a step has put out, by output name; metrics by key."""

    parameters: dict[str, Any] = field(default_factory=dict)
    artifacts: dict[str, list[OutputArtifact]] = field(default_factory=dict)
    metrics: dict[str, float] = field(default_factory=dict)


def task_result(
    token: str, outputs: Outputs, logs: list[dict[str, str]], error: TaskError | None, timings: Timings
) -> dict[str, Any]:
    """The record TaskResult of the contract; a failed attempt has no outputs."""
    kept = Outputs() if error else outputs
    return {
        "schemaVersion": SCHEMA_VERSION,
        "attemptToken": token,
        "outputParameters": kept.parameters,
        "outputArtifacts": {name: [a.to_json() for a in each] for name, each in kept.artifacts.items()},
        "metrics": [{"key": key, "value": value, "step": 0} for key, value in kept.metrics.items()],
        "logs": logs,
        "error": error.to_json() if error else None,
        "timings": timings.to_json(),
    }
