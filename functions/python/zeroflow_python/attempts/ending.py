"""What the end of a step means: nothing, or an error with an owner."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from zeroflow_python.commands import choice
from zeroflow_python.contract.errors import TaskError, resource, user

_MAX_REPORT = 1 << 20


def read_report(path: Path) -> dict[str, Any] | None:
    """What the step told about its failure, if it could."""
    try:
        if path.stat().st_size > _MAX_REPORT:
            return None
        document = json.loads(path.read_text())
    except (OSError, ValueError):
        return None
    return document if isinstance(document, dict) else None


def error(
    status: int,
    report: dict[str, Any] | None,
    killed_for_memory: bool,
    limit: int | None,
    mask: Callable[[str], str],
) -> TaskError | None:
    """The error of a step that ended with this wait status; None if it succeeded."""
    code = os.waitstatus_to_exitcode(status)
    if code == 0:
        return None
    if refused := choice.refusal(report):
        return refused
    if code < 0:
        return _killed(-code, killed_for_memory)
    if not report:
        return user("STEP_FAILED", f"The step ended with exit code {code}.")
    stack = mask(str(report["stack"])) if report.get("stack") else None
    if report.get("memory"):
        return _out_of_limit(limit, stack)
    code_of_error = "COMPONENT_NOT_FOUND" if report.get("missing") else "STEP_FAILED"
    return user(
        code_of_error, mask(str(report.get("message"))) or f"The step ended with exit code {code}.", stack
    )


def _killed(number: int, killed_for_memory: bool) -> TaskError:
    if number == signal.SIGKILL and killed_for_memory:
        return resource(
            "OUT_OF_MEMORY",
            "The kernel killed the step because memory ran out: give it more, or use less data.",
        )
    try:
        name = signal.Signals(number).name
    except ValueError:
        name = "unknown"
    return user("KILLED", f"The step was killed by signal {number} ({name}).")


def _out_of_limit(limit: int | None, stack: str | None) -> TaskError:
    if not limit:
        return resource("OUT_OF_MEMORY", "The step asked for more memory than there is.", stack)
    return resource(
        "MEMORY_LIMIT",
        f"The step needed more than its memory limit of {limit:,} bytes: raise the limit, or use less data.",
        stack,
    )
