"""Variables with which MLflow's client finds the server, and the run that belongs to the step."""

from __future__ import annotations

import hashlib
import uuid

from zeroflow_python.contract.invocation import Invocation


def variables(invocation: Invocation) -> dict[str, str]:
    """What a step finds in its environment unless its document says something else."""
    return {
        "MLFLOW_TRACKING_URI": invocation.control_plane,
        "MLFLOW_TRACKING_TOKEN": invocation.attempt_token,
        "MLFLOW_RUN_ID": run_id(invocation.run_id, invocation.task_id),
    }


def run_id(run: str, task: str) -> str:
    """The run that a task logs to: the server derives the same id, and makes the run when it is asked for."""
    digest = hashlib.md5(f"task/{run}/{task}".encode(), usedforsecurity=False).digest()
    return uuid.UUID(bytes=digest, version=3).hex
