"""The line protocol that every measured system speaks: commands come in, one JSON object a line goes out."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TextIO


@dataclass(frozen=True)
class Done:
    """The value of the last step, and when it was there by ``time.perf_counter``: now, if not said."""

    value: int
    at: float = field(default_factory=time.perf_counter)


Workload = Callable[[int], Done]


def private_output() -> TextIO:
    """The real standard output; whatever a library prints from now on goes to standard error."""
    sys.stdout.flush()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    return answers


def serve(answers: TextIO, about: dict[str, Any], workloads: dict[str, Workload]) -> None:
    """Says what this system is, then does what each line asks (``chain 40``) until there are no more lines.

    A workload takes a size and returns the value that its last step made. Only the time from the call to that
    value is measured: the process and its connections are there before.
    """
    _say(answers, about)
    for line in sys.stdin:
        kind, size = line.split()
        _say(answers, _measure(kind, int(size), workloads[kind]))


def _measure(kind: str, size: int, workload: Workload) -> dict[str, Any]:
    start = time.perf_counter()
    done = workload(size)
    wall = (done.at - start) * 1000
    return {
        "kind": kind,
        "steps": size,
        "perStepMillis": wall / size,
        "wallMillis": wall,
        "value": done.value,
    }


def _say(answers: TextIO, message: dict[str, Any]) -> None:
    answers.write(json.dumps(message) + "\n")
